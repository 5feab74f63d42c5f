/* interface_names.c - RPC interfaces that are worth a word: their names and what they show. */
#include "interface_names.h"

#include "base/attributes.h"
#include "base/text.h"

/* From the Microsoft open specification that is named, each in its section 1.9. */
static const struct nl_interface_row rows[] = {
    {NL_PACK("12345778-1234-abcd-ef00-0123456789ab"), "LSA (MS-LSAD)", NULL},
    {NL_PACK("12345778-1234-abcd-ef00-0123456789ac"), "SAM accounts (MS-SAMR)", NULL},
    {NL_PACK("12345678-1234-abcd-ef00-01234567cffb"), "Netlogon (MS-NRPC)",
     NL_T("domain controller")},
    {NL_PACK("e3514235-4b06-11d1-ab04-00c04fc2dcd2"), "directory replication (MS-DRSR)",
     NL_T("domain controller")},
    {NL_PACK("50abc2a4-574d-40b3-9d66-ee4fd5fba076"), "DNS server (MS-DNSP)", NL_T("DNS server")},
    {NL_PACK("6bffd098-a112-3610-9833-46c3f874532d"), "DHCP server (MS-DHCPM)",
     NL_T("DHCP server")},
    {NL_PACK("5b821720-f63b-11d0-aad2-00c04fc324db"), "DHCP server (MS-DHCPM)",
     NL_T("DHCP server")},
    {NL_PACK("897e2e5f-93f3-4376-9c9c-fd2277495c27"), "DFS replication (MS-FRS2)", NULL},
    {NL_PACK("4fc742e0-4a10-11cf-8273-00aa004ae673"), "DFS management (MS-DFSNM)", NULL},
    {NL_PACK("367abb81-9844-35f1-ad32-98f038001003"), "service control (MS-SCMR)", NULL},
    {NL_PACK("338cd001-2244-31f1-aaaa-900038001003"), "remote registry (MS-RRP)", NULL},
    {NL_PACK("4b324fc8-1670-01d3-1278-5a47bf6ee188"), "server (MS-SRVS)", NULL},
    {NL_PACK("6bffd098-a112-3610-9833-46c3f87e345a"), "workstation (MS-WKST)", NULL},
    {NL_PACK("12345678-1234-abcd-ef00-0123456789ab"), "print spooler (MS-RPRN)",
     NL_T("print spooler")},
    {NL_PACK("76f03f96-cdfd-44fc-a22c-64950a001209"), "print spooler (MS-PAR)",
     NL_T("print spooler")},
    {NL_PACK("86d35949-83c9-4044-b424-db363231fd0c"), "task scheduler (MS-TSCH)", NULL},
    {NL_PACK("378e52b0-c0a9-11cf-822d-00aa0051e40f"), "task scheduler (MS-TSCH)", NULL},
    {NL_PACK("1ff70682-0a51-30e8-076d-740be8cee98b"), "task scheduler (MS-TSCH)", NULL},
    {NL_PACK("f6beaff7-1e19-4fbb-9f8f-b89e2018337c"), "event log (MS-EVEN6)", NULL},
    {NL_PACK("82273fdc-e32a-18c3-3f78-827929dc23ea"), "event log (MS-EVEN)", NULL},
    {NL_PACK("d95afe70-a6d5-4259-822e-2c84da1ddb0d"), "shutdown (MS-RSP)", NULL},
    {NL_PACK("894de0c0-0d55-11d3-a322-00c04fa321a1"), "shutdown (MS-RSP)", NULL},
    {NL_PACK("6b5bdd1e-528c-422c-af8c-a4079be4fe48"), "remote firewall management (MS-FASP)", NULL},
    {NL_PACK("c681d488-d850-11d0-8c52-00c04fd90f7e"), "encrypted files (MS-EFSR)", NULL},
    {NL_PACK("df1941c5-fe89-4e79-bf10-463657acf44d"), "encrypted files (MS-EFSR)", NULL},
    {NL_PACK("a8e0653c-2744-4389-a61d-7373df8b2292"), "shadow copies of shares (MS-FSRVP)", NULL},
    {NL_PACK("ccd8c074-d0e5-4a40-92b4-d074faa6ba28"), "witness (MS-SWN)", NL_T("cluster node")},
    {NL_PACK("b97db8b2-4c63-11cf-bff6-08002be23f2f"), "cluster (MS-CMRP)", NL_T("cluster node")},
    {NL_PACK("3dde7c30-165d-11d1-ab8f-00805f14db40"), "backup key (MS-BKRP)", NULL},
    {NL_PACK("4d9f4ab8-7d1c-11cf-861e-0020af6e7c57"), "DCOM activation", NULL},
    {NL_PACK("000001a0-0000-0000-c000-000000000046"), "DCOM activation", NULL},
    {NL_PACK("99fcfec4-5260-101b-bbcb-00aa0021347a"), "OXID resolver", NULL},
    {NL_PACK("fdb3a030-065f-11d1-bb9b-00a024ea5525"), "message queuing (MS-MQMP)",
     NL_T("message queuing")},
    {NL_PACK("76d12b80-3467-11d3-91ff-0090272f9ea3"), "message queuing (MS-MQMP)",
     NL_T("message queuing")},
    {NL_PACK("afa8bd80-7d8a-11c9-bef4-08002b102989"), "RPC management", NULL},
    {NL_PACK("e1af8308-5d1f-11c9-91a4-08002b14a0fa"), "endpoint mapper", NULL},
    {NL_PACK("3919286a-b10c-11d0-9ba8-00c04fd92ef5"), "directory setup (MS-DSSP)", NULL},
};

const struct nl_interface_row *nl_interface_find(const char *uuid)
{
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        if (nl_same(rows[i].uuid, uuid))
            return &rows[i];
    }
    return NULL;
}

/* ports.c - what is known of the five ports. */
#include "ports.h"

#include "base/attributes.h"

#include <stddef.h>

const struct nl_port nl_ports[NL_PORT_COUNT] = {
    {
        .number = 135,
        .protocol = NL_TCP,
        .name = NL_T("RPC endpoint mapper"),
        .what =
            NL_T("The services RpcEptMapper and RpcSs listen here. A program on another computer "
                 "asks them on which port an RPC or DCOM program of this computer can be found."),
        .attack = NL_T("An attacker lists the RPC programs and then calls them; with a stolen "
                       "password he starts programs through WMI, DCOM or the service manager. "
                       "Blaster used a hole in DCOM here in 2003."),
        .breaks = NL_T("Remote administration (WMI, consoles), MSDTC, parts of MSMQ, DCOM from "
                       "other computers, and everything that a domain controller, an Exchange "
                       "server, a cluster or a certification authority does for others."),
    },
    {
        .number = 137,
        .protocol = NL_UDP,
        .name = NL_T("NetBIOS name service"),
        .per_adapter = true,
        .what =
            NL_T("NetBT listens here on each IPv4 adapter that has NetBIOS. It answers who this "
                 "computer is and asks for the names of others, by broadcast or through WINS."),
        .attack = NL_T(
            "One packet brings back the computer's name, workgroup or domain, roles and hardware "
            "address. A neighbour forges answers and receives logons meant for others."),
        .breaks =
            NL_T("Short names in networks without DNS, WINS, and finding computers the old way."),
    },
    {
        .number = 138,
        .protocol = NL_UDP,
        .name = NL_T("NetBIOS datagram service"),
        .per_adapter = true,
        .what =
            NL_T("NetBT listens here on each IPv4 adapter that has NetBIOS. Computers announce "
                 "themselves on it to the Computer Browser, which went away together with SMB1."),
        .attack = NL_T("Announcements tell every neighbour the computer's name, Windows version "
                       "and roles; forged ones change the lists that others see."),
        .breaks = NL_T("The list of computers that Windows XP and older show. Windows 10 finds "
                       "neighbours through WS-Discovery instead."),
    },
    {
        .number = 139,
        .protocol = NL_TCP,
        .name = NL_T("NetBIOS session service"),
        .per_adapter = true,
        .what =
            NL_T("NetBT listens here on the first IPv4 address of each adapter that has NetBIOS, "
                 "and hands SMB to the Server service. Present peers use TCP 445 instead."),
        .attack = NL_T("The same file server as on TCP 445, so the same guessing, relaying and "
                       "exploits, often forgotten by a rule that names 445 only."),
        .breaks = NL_T("Sharing with peers that know SMB over NetBIOS only: Windows NT, old Samba "
                       "and NAS, old scanners."),
    },
    {
        .number = 445,
        .protocol = NL_TCP,
        .name = NL_T("SMB over TCP"),
        .what = NL_T("The Server service and its driver srvnet listen here, once for the whole "
                     "computer, over IPv4 and IPv6: shares, printers, and named pipes that remote "
                     "administration uses."),
        .attack = NL_T("Worms such as WannaCry, password guessing, relayed logons, and with a "
                       "stolen password the start of any program through an administrative share."),
        .breaks = NL_T(
            "Shared folders and printers of this computer, scanning into a folder, administrative "
            "shares, domain controllers, clusters. Opening the shares of others is not touched."),
    },
};

const char *const nl_protocol_words[] = {
    [NL_TCP] = "tcp",
    [NL_UDP] = "udp",
    NULL,
};

const struct nl_port *nl_port_find(unsigned number)
{
    for (size_t i = 0; i < NL_COUNT_OF(nl_ports); i++) {
        if (nl_ports[i].number == number)
            return &nl_ports[i];
    }
    return NULL;
}

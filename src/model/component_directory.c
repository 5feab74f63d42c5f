/* component_directory.c - domains, certificates, mail, clusters and replication. */
#include "component_rows.h"

static const struct nl_component rows[] = {
    {
        .id = "active-directory-controller",
        .title = NL_T("Domain controller: logging on and replication"),
        .hits = NL_HITS(
            {NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_RPC_SERVICE},
            {NL_CHANGE_BLOCK_135, NL_SEVERITY_BLOCK,
             NL_T("Members and other controllers find replication and logon through TCP 135.")},
            {NL_CHANGE_DCOM_OFF, NL_SEVERITY_HIGH, NL_BY_DCOM},
            {NL_CHANGE_NETBIOS_OFF, NL_SEVERITY_MEDIUM,
             NL_T("Trusts and old members that have no DNS find the controller through "
                  "NetBIOS names.")},
            {NL_CHANGE_CLOSE_445, NL_SEVERITY_BLOCK,
             NL_T("Members read SYSVOL and NETLOGON, with them every policy, over TCP 445.")},
            {NL_CHANGE_SERVER_SERVICE_OFF, NL_SEVERITY_BLOCK,
             NL_T("SYSVOL and NETLOGON are shares of the Server service.")},
            {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_BLOCK,
             NL_T("Every use of the domain is a network logon at a controller: nobody could "
                  "log on to the domain any more.")},
            {NL_CHANGE_DENY_CONTROLLERS, NL_SEVERITY_BLOCK,
             NL_T("Controllers replicate, and members prove who they are, with a network "
                  "logon at this controller.")},
            {NL_CHANGE_RESTRICT_RPC, NL_SEVERITY_BLOCK,
             NL_T("Some calls to a controller come before any authentication; Microsoft warns "
                  "against the restriction there.")}),
        .evidence =
            NL_EVIDENCE({.kind = NL_EVIDENCE_DOMAIN_CONTROLLER, .proves = NL_PRESENCE_IN_USE},
                        {.kind = NL_EVIDENCE_SERVICE, .arg = "NTDS", .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T("Keep these ports open towards members and other controllers, and "
                           "closed towards the rest with a firewall outside the controller."),
        .source = NL_PACK("KB832017; Microsoft: SeDenyNetworkLogonRight"),
    },
    {
        .id = "active-directory-member",
        .title = NL_T("Domain member: logging on to the domain"),
        .hits = NL_HITS(
            {NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_RPC_SERVICE},
            {NL_CHANGE_BLOCK_135, NL_SEVERITY_LOW,
             NL_T("A member calls its controller, not the other way; only administration from "
                  "outside is cut off.")},
            {NL_CHANGE_CLOSE_445, NL_SEVERITY_LOW,
             NL_T("A member opens SYSVOL itself; only shares and administration of this "
                  "computer are cut off.")}),
        .evidence = NL_EVIDENCE({.kind = NL_EVIDENCE_DOMAIN_MEMBER, .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("A member opens all connections to its controller itself, and netlatch "
                          "blocks nothing that goes out."),
        .source = "KB832017",
    },
    {
        .id = "certificate-authority",
        .title = NL_T("Certification authority (Certificate Services)"),
        .hits = NL_HITS({NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_RPC_SERVICE},
                        {NL_CHANGE_BLOCK_135, NL_SEVERITY_HIGH, NL_BY_ENDPOINT_MAPPER},
                        {NL_CHANGE_DCOM_OFF, NL_SEVERITY_HIGH,
                         NL_T("Requests for certificates come in through DCOM.")},
                        {NL_CHANGE_CLOSE_445, NL_SEVERITY_MEDIUM, NL_BY_NAMED_PIPE},
                        {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "CertSvc", .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T(
            "Enrol through the certificate enrolment web services (CEP and CES), which use HTTPS."),
        .source = NL_PACK("KB832017; KB825750"),
    },
    {
        .id = "certificate-enrolment",
        .title = NL_T("Automatic certificate enrolment"),
        .hits = NL_HITS(
            {NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_RPC_SERVICE},
            {NL_CHANGE_DCOM_OFF, NL_SEVERITY_HIGH,
             NL_T("This computer asks the certification authority through DCOM, and that is "
                  "off for its own calls as well: certificates are not renewed and run out.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_REGISTRY_IS,
             .arg = NL_PACK("HKLM\\SOFTWARE\\Policies\\Microsoft\\Cryptography\\AutoEnrollment"),
             .name = "AEPolicy",
             .number = 7,
             .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_REGISTRY_VALUE,
             .arg = NL_PACK("HKLM\\SOFTWARE\\Policies\\Microsoft\\Cryptography\\AutoEnrollment"),
             .name = "AEPolicy",
             .proves = NL_PRESENCE_INSTALLED},
            {.kind = NL_EVIDENCE_DOMAIN_MEMBER, .proves = NL_PRESENCE_INSTALLED}),
        .mitigation = NL_T("Leave DCOM on for domain members, or enrol through the certificate "
                           "enrolment web services (CEP and CES)."),
        .source = "KB825750",
    },
    {
        .id = "dfs-namespace",
        .title = NL_T("DFS namespace server"),
        .hits = NL_HITS(
            {NL_CHANGE_BLOCK_135, NL_SEVERITY_HIGH, NL_BY_ENDPOINT_MAPPER},
            {NL_CHANGE_NETBIOS_OFF, NL_SEVERITY_LOW,
             NL_T("Paths that name the server without its domain may have been found through "
                  "NetBIOS.")},
            {NL_CHANGE_CLOSE_445, NL_SEVERITY_BLOCK,
             NL_T("Clients ask for the namespace over SMB.")},
            {NL_CHANGE_SERVER_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_SERVER_SERVICE},
            {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE}),
        .evidence =
            NL_EVIDENCE({.kind = NL_EVIDENCE_SERVICE, .arg = "Dfs", .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T(
            "Keep TCP 445 and 135 open towards the clients, and use full domain names in paths."),
        .source = "KB832017",
    },
    {
        .id = "dfs-replication",
        .title = NL_T("DFS replication"),
        .hits = NL_HITS({NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_RPC_SERVICE},
                        {NL_CHANGE_BLOCK_135, NL_SEVERITY_HIGH,
                         NL_T("Partners ask on TCP 135 for the port to replicate with.")},
                        {NL_CHANGE_CLOSE_445, NL_SEVERITY_LOW,
                         NL_T("Only making a new replicated folder needs TCP 445.")}),
        .evidence =
            NL_EVIDENCE({.kind = NL_EVIDENCE_SERVICE, .arg = "DFSR", .proves = NL_PRESENCE_IN_USE}),
        .mitigation =
            NL_T("Give DFS replication a fixed port and keep TCP 135 open towards the partners."),
        .source = "KB832017",
    },
    {
        .id = "entra-password-protection",
        .title = NL_T("Proxy of Microsoft Entra Password Protection"),
        .hits = NL_HITS(
            {NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_RPC_SERVICE},
            {NL_CHANGE_BLOCK_135, NL_SEVERITY_HIGH, NL_BY_ENDPOINT_MAPPER},
            {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE},
            {NL_CHANGE_DENY_CONTROLLERS, NL_SEVERITY_HIGH,
             NL_T("The domain controllers log on to it over the network, and are then refused.")}),
        .evidence = NL_EVIDENCE({.kind = NL_EVIDENCE_SERVICE,
                                 .arg = "AzureADPasswordProtectionProxy",
                                 .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T("Admit the addresses of the domain controllers to TCP 135 and to the "
                           "port of the proxy."),
        .source = "Deploy on-premises Microsoft Entra Password Protection",
    },
    {
        .id = "exchange-server",
        .title = NL_T("Exchange Server"),
        .hits = NL_HITS(
            {NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_RPC_SERVICE},
            {NL_CHANGE_BLOCK_135, NL_SEVERITY_BLOCK,
             NL_T("Exchange servers call each other through RPC, and old Outlook connections ask "
                  "on TCP 135.")},
            {NL_CHANGE_NETBIOS_OFF, NL_SEVERITY_MEDIUM,
             NL_T("Old versions look up their own and other servers' names through NetBIOS.")},
            {NL_CHANGE_CLOSE_445, NL_SEVERITY_HIGH,
             NL_T("Availability groups keep their witness, and setup its files, on SMB shares.")},
            {NL_CHANGE_SERVER_SERVICE_OFF, NL_SEVERITY_HIGH, NL_BY_SERVER_SERVICE},
            {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_BLOCK, NL_BY_DENY_EVERYONE}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "MSExchangeIS", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE,
             .arg = NL_PACK("MSExchangeADTopology"),
             .proves = NL_PRESENCE_IN_USE}),
        .mitigation =
            NL_T("Close these ports at the border of the network, not on the Exchange server."),
        .source = "KB832017",
    },
    {
        .id = "failover-cluster",
        .title = NL_T("Failover cluster node"),
        .hits = NL_HITS(
            {NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_RPC_SERVICE},
            {NL_CHANGE_BLOCK_135, NL_SEVERITY_BLOCK,
             NL_T("Nodes call each other through RPC, which begins at TCP 135.")},
            {NL_CHANGE_DCOM_OFF, NL_SEVERITY_HIGH, NL_BY_DCOM},
            {NL_CHANGE_BLOCK_NETBIOS_UDP, NL_SEVERITY_LOW,
             NL_T("Old clusters announce their network names on UDP 137.")},
            {NL_CHANGE_CLOSE_445, NL_SEVERITY_BLOCK,
             NL_T("Shared volumes and the check of a new node run over SMB.")},
            {NL_CHANGE_SERVER_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_SERVER_SERVICE},
            {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_BLOCK,
             NL_T("Nodes log on to each other over the network with the local account CLIUSR.")},
            {NL_CHANGE_DENY_LOCAL, NL_SEVERITY_BLOCK,
             NL_T("The cluster's own account CLIUSR is a local account, S-1-5-113.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "ClusSvc", .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T("Deny S-1-5-114 instead of S-1-5-113: CLIUSR is not an administrator."),
        .source = NL_PACK("KB832017; KB4488256"),
    },
    {
        .id = "file-replication",
        .title = NL_T("File Replication Service (NTFRS)"),
        .hits = NL_HITS({NL_CHANGE_BLOCK_135, NL_SEVERITY_HIGH, NL_BY_ENDPOINT_MAPPER}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "NtFrs", .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T("Move SYSVOL to DFS replication."),
        .source = "KB832017",
    },
    {
        .id = "group-policy",
        .title = NL_T("Group Policy"),
        .hits = NL_HITS(
            {NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_RPC_SERVICE},
            {NL_CHANGE_RESTRICT_RPC_STRICT, NL_SEVERITY_HIGH,
             NL_T("Microsoft warns that applying policies can fail, and that the policy then "
                  "has to be reverted by hand at each computer.")}),
        .evidence = NL_EVIDENCE({.kind = NL_EVIDENCE_DOMAIN_MEMBER, .proves = NL_PRESENCE_IN_USE}),
        .untouched =
            NL_T("This computer fetches its policies itself, over connections that go out."),
        .source = "KB832017",
    },
    {
        .id = "group-policy-remote",
        .title = NL_T("Group Policy: update and results from another computer"),
        .hits = NL_HITS({NL_CHANGE_BLOCK_135, NL_SEVERITY_MEDIUM, NL_BY_ENDPOINT_MAPPER},
                        {NL_CHANGE_DCOM_OFF, NL_SEVERITY_MEDIUM,
                         NL_T("The results wizard asks this computer through WMI over DCOM.")},
                        {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_MEDIUM, NL_BY_DENY_EVERYONE}),
        .evidence =
            NL_EVIDENCE({.kind = NL_EVIDENCE_DOMAIN_MEMBER, .proves = NL_PRESENCE_INSTALLED}),
        .mitigation = NL_T("Run gpupdate and gpresult on this computer, or over WinRM."),
        .source = "KB832017",
    },
    {
        .id = "netlogon-trusts",
        .title = NL_T("Trusts that are found by NetBIOS names"),
        .hits =
            NL_HITS({NL_CHANGE_NETBIOS_OFF, NL_SEVERITY_MEDIUM,
                     NL_T("Trusts of the Windows NT kind, and any trust when DNS fails, find the "
                          "other domain through NetBIOS.")},
                    {NL_CHANGE_BLOCK_NETBIOS_UDP, NL_SEVERITY_LOW,
                     NL_T("Answers to NetBIOS name queries may no longer come back.")}),
        .evidence =
            NL_EVIDENCE({.kind = NL_EVIDENCE_DOMAIN_CONTROLLER, .proves = NL_PRESENCE_INSTALLED}),
        .mitigation = NL_T("Let DNS of both domains forward to each other."),
        .source = "KB832017",
    },
    {
        .id = "outlook-exchange",
        .title = NL_T("Outlook with Exchange over RPC (Exchange 2010 and older)"),
        .always_listed = true,
        .hits =
            NL_HITS({NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK,
                     NL_T("Outlook is a COM program: without RpcSs it does not start, however it "
                          "reaches its mailbox.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_OUTLOOK_PROFILE, .arg = "rpc", .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("Outlook calls TCP 135 of the Exchange server. Blocking TCP 135 that "
                          "comes in here, or DCOM switched off, does not stop a call that goes "
                          "out; the article has the direction wrong."),
        .mitigation = NL_T("Where a firewall between client and server blocks TCP 135, use RPC "
                           "over HTTP or MAPI over HTTP."),
        .source = NL_PACK("KB832017; PidTagRpcOverHttpFlags"),
    },
    {
        .id = "outlook-mapi-http",
        .title = NL_T(
            "Outlook with Exchange over MAPI over HTTP (Exchange 2013 and later, Exchange Online)"),
        .hits =
            NL_HITS({NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK,
                     NL_T("Outlook is a COM program: without RpcSs it does not start, however it "
                          "reaches its mailbox.")}),
        .evidence =
            NL_EVIDENCE({.kind = NL_EVIDENCE_OUTLOOK_PROFILE, .proves = NL_PRESENCE_INSTALLED}),
        .untouched = NL_T("It uses outgoing HTTPS on TCP 443 alone."),
        .source = "KB832017",
    },
    {
        .id = "outlook-rpc-http",
        .title = NL_T("Outlook with Exchange over RPC over HTTP"),
        .hits =
            NL_HITS({NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK,
                     NL_T("Outlook is a COM program: without RpcSs it does not start, however it "
                          "reaches its mailbox.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_OUTLOOK_PROFILE, .arg = "http", .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("It uses outgoing HTTPS on TCP 443 alone."),
        .source = NL_PACK("PidTagRpcOverHttpFlags"),
    },
    {
        .id = "wins-client",
        .title = NL_T("Names through a WINS server"),
        .hits = NL_HITS(
            {NL_CHANGE_NETBIOS_OFF, NL_SEVERITY_MEDIUM,
             NL_T("WINS is asked by NetBT; with NetBIOS off on an adapter, nobody asks it there.")},
            {NL_CHANGE_BLOCK_NETBIOS_UDP, NL_SEVERITY_MEDIUM,
             NL_T("Answers from WINS come from UDP 137; whether a block rule lets them through is "
                  "not documented.")},
            {NL_CHANGE_NAME_RESOLUTION, NL_SEVERITY_LOW,
             NL_T("The order in which names are asked for changes; with broadcast alone WINS is "
                  "not asked.")}),
        .evidence = NL_EVIDENCE({.kind = NL_EVIDENCE_WINS_CLIENT, .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T("Put the names into DNS and give the adapters a DNS suffix."),
        .source = "KB323357",
    },
    {
        .id = "wins-server",
        .title = NL_T("WINS server"),
        .hits = NL_HITS({NL_CHANGE_NETBIOS_OFF, NL_SEVERITY_BLOCK,
                         NL_T("The service answers name queries on UDP 137 through NetBT.")},
                        {NL_CHANGE_BLOCK_NETBIOS_UDP, NL_SEVERITY_BLOCK,
                         NL_T("All its clients ask on UDP 137.")}),
        .evidence =
            NL_EVIDENCE({.kind = NL_EVIDENCE_SERVICE, .arg = "WINS", .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T("Move its clients to DNS first, then retire the service."),
        .source = "KB832017",
    },
};

const struct nl_component_group nl_component_directory = {rows, NL_COUNT_OF(rows)};

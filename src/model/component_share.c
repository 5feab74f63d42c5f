/* component_share.c - shared files and printers, old peers, and programs that live on NetBIOS. */
#include "component_rows.h"

static const struct nl_component rows[] = {
    {
        .id = "file-server",
        .title = NL_T("Files that this computer shares"),
        .hits =
            NL_HITS({NL_CHANGE_CLOSE_139, NL_SEVERITY_LOW,
                     NL_T("Only peers that know SMB over NetBIOS alone use TCP 139.")},
                    {NL_CHANGE_CLOSE_445, NL_SEVERITY_HIGH,
                     NL_T("Other computers open the shares over TCP 445.")},
                    {NL_CHANGE_SERVER_SERVICE_OFF, NL_SEVERITY_HIGH,
                     NL_T("The Server service is what shares files.")},
                    {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH,
                     NL_T("Opening a share is a network logon, and that is then denied to all.")},
                    {NL_CHANGE_DENY_LOCAL, NL_SEVERITY_MEDIUM, NL_BY_DENY_LOCAL},
                    {NL_CHANGE_DENY_LOCAL_ADMIN, NL_SEVERITY_LOW, NL_BY_DENY_LOCAL_ADMIN},
                    {NL_CHANGE_DENY_GUESTS, NL_SEVERITY_LOW,
                     NL_T("Visitors without an account are refused.")},
                    {NL_CHANGE_GUEST_OFF, NL_SEVERITY_LOW,
                     NL_T("Visitors without an account are refused.")},
                    {NL_CHANGE_SMB1_SERVER_OFF, NL_SEVERITY_LOW,
                     NL_T("Clients that speak SMB1 only are refused.")}),
        .evidence = NL_EVIDENCE({.kind = NL_EVIDENCE_DISK_SHARES, .proves = NL_PRESENCE_IN_USE},
                                {.kind = NL_EVIDENCE_SMB_SESSIONS, .proves = NL_PRESENCE_IN_USE}),
        .mitigation =
            NL_T("Keep TCP 445 open and let the firewall admit only the addresses that need it."),
        .source = NL_PACK("KB832017; KB204279"),
    },
    {
        .id = "file-share-client",
        .title = NL_T("Opening the shares of other computers"),
        .hits = NL_HITS(
            {NL_CHANGE_NETBIOS_OFF, NL_SEVERITY_LOW,
             NL_T("Servers that are found by a NetBIOS name, or that answer on TCP 139 alone, "
                  "are no longer reached.")},
            {NL_CHANGE_SMB1_CLIENT_OFF, NL_SEVERITY_LOW,
             NL_T("Servers that speak SMB1 only are no longer reached.")},
            {NL_CHANGE_NAME_RESOLUTION, NL_SEVERITY_LOW,
             NL_T("Servers that only a neighbour's answer could name are no longer found by "
                  "that name.")}),
        .in_use = NL_SEVERITY_MEDIUM,
        .evidence =
            NL_EVIDENCE({.kind = NL_EVIDENCE_SERVICE,
                         .arg = "LanmanWorkstation",
                         .proves = NL_PRESENCE_INSTALLED},
                        {.kind = NL_EVIDENCE_SHORT_NAME_DRIVE, .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("This computer opens the shares of others over connections that go out; "
                          "blocking what comes in does not touch them."),
        .mitigation = NL_T("Name servers by their DNS name or address."),
        .source = "KB204279",
    },
    {
        .id = "guest-sharing",
        .title = NL_T("Sharing without passwords (Guest, HomeGroup, simple file sharing)"),
        .hits =
            NL_HITS({NL_CHANGE_DENY_GUESTS, NL_SEVERITY_MEDIUM,
                     NL_T("Visitors without an account come in as Guest, who may no longer log on "
                          "over the network.")},
                    {NL_CHANGE_GUEST_OFF, NL_SEVERITY_MEDIUM,
                     NL_T("Visitors without an account come in as Guest, who is then disabled.")},
                    {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE}),
        .evidence = NL_EVIDENCE({.kind = NL_EVIDENCE_GUEST_ENABLED, .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T("Give each visitor an account with a password."),
        .source = NL_PACK("Guest access in SMB2 and SMB3"),
    },
    {
        .id = "netbios-applications",
        .title = NL_T(
            "Programs written for NetBIOS (Domino's NetBIOS port, old accounting, machine tools)"),
        .hits = NL_HITS(
            {NL_CHANGE_NETBIOS_OFF, NL_SEVERITY_HIGH,
             NL_T("Programs and services that depend on NetBIOS over TCP/IP no longer work on "
                  "that adapter.")},
            {NL_CHANGE_BLOCK_NETBIOS_UDP, NL_SEVERITY_MEDIUM,
             NL_T("They find each other by name queries on UDP 137 and send datagrams on UDP "
                  "138.")},
            {NL_CHANGE_CLOSE_139, NL_SEVERITY_MEDIUM, NL_T("Their sessions come in on TCP 139.")},
            {NL_CHANGE_NAME_RESOLUTION, NL_SEVERITY_LOW,
             NL_T("Names that they know may no longer be found.")}),
        .evidence =
            NL_EVIDENCE({.kind = NL_EVIDENCE_NETBIOS_TRANSPORT, .proves = NL_PRESENCE_INSTALLED},
                        {.kind = NL_EVIDENCE_SERVICE,
                         .arg = NL_PACK("Lotus Domino Server*"),
                         .proves = NL_PRESENCE_INSTALLED}),
        .mitigation = NL_T("Ask their maker for a TCP/IP connection, or keep NetBIOS on the one "
                           "adapter that needs it."),
        .source = "KB323357",
    },
    {
        .id = "network-browsing",
        .title = NL_T("The list of computers in the network (Computer Browser)"),
        .hits = NL_HITS(
            {NL_CHANGE_NETBIOS_OFF, NL_SEVERITY_LOW,
             NL_T("The Computer Browser announces and collects names on UDP 138.")},
            {NL_CHANGE_BLOCK_NETBIOS_UDP, NL_SEVERITY_LOW,
             NL_T("The Computer Browser announces and collects names on UDP 138.")},
            {NL_CHANGE_CLOSE_139, NL_SEVERITY_LOW,
             NL_T("The list itself is fetched from the master browser over TCP 139.")},
            {NL_CHANGE_SMB1_SERVER_OFF, NL_SEVERITY_LOW, NL_T("The Computer Browser needs SMB1.")},
            {NL_CHANGE_SMB1_CLIENT_OFF, NL_SEVERITY_LOW, NL_T("The Computer Browser needs SMB1.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "Browser", .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("Present Windows fills its list of computers through WS-Discovery, which "
                          "none of the five ports carries."),
        .mitigation = NL_T("Let Function Discovery (fdPHost, FDResPub) do it, or connect by name."),
        .source = NL_PACK("KB832017; SMBv1 is not installed by default"),
    },
    {
        .id = "offline-files",
        .title = NL_T("Offline files, roaming profiles and redirected folders"),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "CscService", .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("They live on a server that this computer calls; only a block of what "
                          "goes out would stop them, and netlatch makes none."),
        .source = "KB832017",
    },
    {
        .id = "old-smb-peers",
        .title = NL_T("Old peers: Windows NT and XP, old Samba, network storage without SMB2"),
        .hits = NL_HITS(
            {NL_CHANGE_NETBIOS_OFF, NL_SEVERITY_HIGH,
             NL_T("Peers of that age connect over TCP 139 and find each other by NetBIOS names.")},
            {NL_CHANGE_BLOCK_NETBIOS_UDP, NL_SEVERITY_MEDIUM,
             NL_T("Peers of that age find this computer by a name query on UDP 137.")},
            {NL_CHANGE_CLOSE_139, NL_SEVERITY_HIGH, NL_T("Peers of that age connect to TCP 139.")},
            {NL_CHANGE_SMB1_SERVER_OFF, NL_SEVERITY_HIGH,
             NL_T("They speak no SMB but SMB1, and could no longer open the shares of this "
                  "computer.")},
            {NL_CHANGE_SMB1_CLIENT_OFF, NL_SEVERITY_HIGH,
             NL_T("They speak no SMB but SMB1, and this computer could no longer open their "
                  "shares.")},
            {NL_CHANGE_NAME_RESOLUTION, NL_SEVERITY_LOW,
             NL_T("Names that they know may no longer be found.")}),
        .evidence = NL_EVIDENCE({.kind = NL_EVIDENCE_SMB1, .proves = NL_PRESENCE_INSTALLED}),
        .mitigation =
            NL_T("Update or replace them; until then keep them in a network of their own."),
        .source = NL_PACK("KB204279; Detect, enable and disable SMBv1"),
    },
    {
        .id = "printer-sharing",
        .title = NL_T("Printers that this computer shares"),
        .hits = NL_HITS(
            {NL_CHANGE_BLOCK_135, NL_SEVERITY_MEDIUM,
             NL_T("Newer clients talk to the print spooler through RPC over TCP, which begins "
                  "at TCP 135.")},
            {NL_CHANGE_BLOCK_NETBIOS_UDP, NL_SEVERITY_LOW,
             NL_T("Clients may find this computer by a name query on UDP 137.")},
            {NL_CHANGE_CLOSE_139, NL_SEVERITY_LOW,
             NL_T("Only peers that know SMB over NetBIOS alone use TCP 139.")},
            {NL_CHANGE_CLOSE_445, NL_SEVERITY_HIGH,
             NL_T("Print jobs come in through a named pipe of the spooler over TCP 445.")},
            {NL_CHANGE_SERVER_SERVICE_OFF, NL_SEVERITY_HIGH, NL_BY_SERVER_SERVICE},
            {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE},
            {NL_CHANGE_GUEST_OFF, NL_SEVERITY_LOW,
             NL_T("Visitors without an account are refused.")}),
        .evidence = NL_EVIDENCE({.kind = NL_EVIDENCE_PRINTER_SHARES, .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T("Let clients print to the printer itself, over IPP or its TCP port."),
        .source = "KB832017",
    },
    {
        .id = "scan-to-folder",
        .title = NL_T("Scanners and copiers that drop files into a share of this computer"),
        .hits = NL_HITS(
            {NL_CHANGE_NETBIOS_OFF, NL_SEVERITY_MEDIUM,
             NL_T("Many devices are set up with this computer's NetBIOS name.")},
            {NL_CHANGE_CLOSE_139, NL_SEVERITY_HIGH, NL_T("Old devices connect to TCP 139.")},
            {NL_CHANGE_CLOSE_445, NL_SEVERITY_HIGH,
             NL_T("The device opens the share over TCP 445.")},
            {NL_CHANGE_SERVER_SERVICE_OFF, NL_SEVERITY_HIGH, NL_BY_SERVER_SERVICE},
            {NL_CHANGE_SMB1_SERVER_OFF, NL_SEVERITY_HIGH, NL_T("Old devices speak SMB1 only.")},
            {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH,
             NL_T("The device logs on over the network, and that is then denied to all.")},
            {NL_CHANGE_DENY_LOCAL, NL_SEVERITY_MEDIUM,
             NL_T("The device logs on with an account of this computer.")},
            {NL_CHANGE_DENY_GUESTS, NL_SEVERITY_MEDIUM, NL_T("Some devices log on as Guest.")},
            {NL_CHANGE_GUEST_OFF, NL_SEVERITY_MEDIUM, NL_T("Some devices log on as Guest.")}),
        .evidence = NL_EVIDENCE({.kind = NL_EVIDENCE_DISK_SHARES, .proves = NL_PRESENCE_INSTALLED}),
        .mitigation = NL_T("Give the device an account of its own, and let it send by SFTP or mail "
                           "if it knows SMB1 only."),
        .source = "KB832017",
    },
    {
        .id = "storage-replica",
        .title = NL_T("Storage Spaces Direct, Storage Replica and cluster shared volumes"),
        .hits =
            NL_HITS({NL_CHANGE_CLOSE_445, NL_SEVERITY_BLOCK,
                     NL_T("SMB is the fabric over which the nodes write to each other's disks.")},
                    {NL_CHANGE_SERVER_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_SERVER_SERVICE}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "StorReplica", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "ClusSvc", .proves = NL_PRESENCE_INSTALLED}),
        .mitigation = NL_T("Keep TCP 445 open among the nodes."),
        .source = NL_PACK("Secure SMB traffic in Windows Server"),
    },
};

const struct nl_component_group nl_component_share = {rows, NL_COUNT_OF(rows)};

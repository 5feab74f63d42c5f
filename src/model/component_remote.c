/* component_remote.c - administration from other computers, and server programs. */
#include "component_rows.h"

#define DTC_SECURITY "HKLM\\SOFTWARE\\Microsoft\\MSDTC\\Security"
#define TERMINAL_SERVER "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server"

static const struct nl_component rows[] = {
    {
        .id = "admin-shares",
        .title = NL_T("Administrative shares (C$, ADMIN$) and remote program starts (PsExec)"),
        .hits = NL_HITS(
            {NL_CHANGE_CLOSE_445, NL_SEVERITY_MEDIUM,
             NL_T("Files are copied and services made through shares and named pipes on TCP 445.")},
            {NL_CHANGE_SERVER_SERVICE_OFF, NL_SEVERITY_MEDIUM, NL_BY_SERVER_SERVICE},
            {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE},
            {NL_CHANGE_DENY_LOCAL, NL_SEVERITY_HIGH, NL_BY_DENY_LOCAL},
            {NL_CHANGE_DENY_LOCAL_ADMIN, NL_SEVERITY_HIGH, NL_BY_DENY_LOCAL_ADMIN}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "PSEXESVC", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "LanmanServer", .proves = NL_PRESENCE_INSTALLED}),
        .mitigation = NL_T("Use PowerShell over WinRM (TCP 5985 and 5986)."),
        .source = NL_PACK("KB832017; KB4488256"),
    },
    {
        .id = "backup-agents",
        .title = NL_T("Backup that is steered from another computer"),
        .hits = NL_HITS(
            {NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK,
             NL_T("Volume shadow copies are made through COM.")},
            {NL_CHANGE_BLOCK_135, NL_SEVERITY_MEDIUM, NL_BY_ENDPOINT_MAPPER},
            {NL_CHANGE_DCOM_OFF, NL_SEVERITY_MEDIUM, NL_BY_DCOM},
            {NL_CHANGE_CLOSE_445, NL_SEVERITY_MEDIUM,
             NL_T("Agents are installed, and some backups read, through administrative shares.")},
            {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE},
            {NL_CHANGE_DENY_LOCAL, NL_SEVERITY_MEDIUM, NL_BY_DENY_LOCAL},
            {NL_CHANGE_DENY_LOCAL_ADMIN, NL_SEVERITY_MEDIUM,
             NL_T("Outside a domain the backup server logs on with a local administrator's "
                  "account of this computer, which is then refused.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE,
             .arg = NL_PACK("BackupExecAgentAccelerator"),
             .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "Veeam*", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE,
             .arg = "wbengine", /* part of every Windows */
             .proves = NL_PRESENCE_INSTALLED}),
        .mitigation = NL_T("Admit the backup server's address, or use the agent's own port."),
        .source = "KB832017",
    },
    {
        .id = "configuration-manager-client",
        .title = NL_T("Configuration Manager client"),
        .hits = NL_HITS(
            {NL_CHANGE_BLOCK_135, NL_SEVERITY_MEDIUM,
             NL_T("Pushing the client, and remote actions, use WMI over TCP 135; an installed "
                  "client calls its server itself.")},
            {NL_CHANGE_DCOM_OFF, NL_SEVERITY_MEDIUM, NL_BY_DCOM},
            {NL_CHANGE_CLOSE_445, NL_SEVERITY_MEDIUM,
             NL_T("Pushing the client copies it through ADMIN$; an installed client does not "
                  "need it.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "CcmExec", .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T("Install the client by Group Policy or with the image."),
        .source = "KB832017",
    },
    {
        .id = "configuration-manager-server",
        .title = NL_T("Configuration Manager site server"),
        .hits = NL_HITS({NL_CHANGE_BLOCK_135, NL_SEVERITY_HIGH, NL_BY_ENDPOINT_MAPPER},
                        {NL_CHANGE_DCOM_OFF, NL_SEVERITY_HIGH,
                         NL_T("Its console speaks to the SMS provider through DCOM.")},
                        {NL_CHANGE_CLOSE_445, NL_SEVERITY_HIGH,
                         NL_T("Site systems exchange their files over SMB.")},
                        {NL_CHANGE_SERVER_SERVICE_OFF, NL_SEVERITY_HIGH, NL_BY_SERVER_SERVICE},
                        {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "SMS_EXECUTIVE", .proves = NL_PRESENCE_IN_USE}),
        .mitigation =
            NL_T("Close these ports at the border of the network, not on the site server."),
        .source = "KB832017",
    },
    {
        .id = "hyper-v",
        .title = NL_T("Hyper-V host: replica, live migration, remote console"),
        .hits = NL_HITS(
            {NL_CHANGE_BLOCK_135, NL_SEVERITY_MEDIUM,
             NL_T("Hosts and consoles manage each other through WMI, which begins at TCP 135.")},
            {NL_CHANGE_DCOM_OFF, NL_SEVERITY_MEDIUM, NL_BY_DCOM},
            {NL_CHANGE_CLOSE_445, NL_SEVERITY_MEDIUM,
             NL_T("Live migration may copy over SMB, and virtual disks may lie on a share.")},
            {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE}),
        .evidence =
            NL_EVIDENCE({.kind = NL_EVIDENCE_SERVICE, .arg = "vmms", .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T(
            "Virtual machines themselves run on; only management and migration come from outside."),
        .mitigation = NL_T("Admit the addresses of the other hosts and of the console."),
        .source = "KB832017",
    },
    {
        .id = "iis",
        .title = NL_T("Web server (IIS)"),
        .hits =
            NL_HITS({NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH,
                     NL_T("Windows and basic authentication of a site are network logons.")},
                    {NL_CHANGE_DENY_LOCAL, NL_SEVERITY_MEDIUM,
                     NL_T("Visitors of a site who use an account of this computer are refused.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "W3SVC", .proves = NL_PRESENCE_IN_USE}),
        .untouched =
            NL_T("Web pages are served on TCP 80 and 443; none of the five ports takes part."),
        .source = NL_PACK("Access this computer from the network; KB832017"),
    },
    {
        .id = "msdtc",
        .title = NL_T("Distributed transactions (MSDTC)"),
        .always_listed = true,
        .hits =
            NL_HITS({NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_RPC_SERVICE},
                    {NL_CHANGE_BLOCK_135, NL_SEVERITY_HIGH,
                     NL_T("Partners of a transaction call back through TCP 135 and a dynamic port; "
                          "transactions that reach this computer from outside fail.")},
                    {NL_CHANGE_NETBIOS_OFF, NL_SEVERITY_MEDIUM,
                     NL_T("Partners are known by their short names; where DNS does not know those, "
                          "they are no longer found.")},
                    {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH,
                     NL_T("Partners that authenticate each other do it with a network logon.")},
                    {NL_CHANGE_RESTRICT_RPC, NL_SEVERITY_MEDIUM,
                     NL_T("Partners that are set to call without authentication are refused.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_REGISTRY_IS,
             .arg = NL_PACK(DTC_SECURITY),
             .name = "NetworkDtcAccess",
             .number = 1,
             .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "MSDTC", .proves = NL_PRESENCE_INSTALLED}),
        .untouched = NL_T("Transactions inside this computer use local RPC; closed network ports "
                          "do not touch them."),
        .mitigation =
            NL_T("Give MSDTC a fixed port and admit its partners' addresses to it and to TCP 135."),
        .source = "KB832017",
    },
    {
        .id = "msmq",
        .title = NL_T("Message queuing (MSMQ)"),
        .always_listed = true,
        .hits = NL_HITS(
            {NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_RPC_SERVICE},
            {NL_CHANGE_BLOCK_135, NL_SEVERITY_MEDIUM,
             NL_T("Messages travel on TCP 1801 as before; reading queues and managing them "
                  "from another computer goes through TCP 135, 2101, 2103, 2105 and 2107.")},
            {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_MEDIUM,
             NL_T("Reading queues from another computer is a network logon.")}),
        .evidence =
            NL_EVIDENCE({.kind = NL_EVIDENCE_SERVICE, .arg = "MSMQ", .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("Messages travel on TCP 1801, which is none of the five ports."),
        .mitigation = NL_T("Admit the addresses that read queues here to TCP 135."),
        .source = "KB832017",
    },
    {
        .id = "opc-classic",
        .title = NL_T("OPC Classic (process data between computers)"),
        .hits = NL_HITS({NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_RPC_SERVICE},
                        {NL_CHANGE_BLOCK_135, NL_SEVERITY_HIGH, NL_BY_ENDPOINT_MAPPER},
                        {NL_CHANGE_DCOM_OFF, NL_SEVERITY_HIGH,
                         NL_T("OPC servers and clients on two computers speak through DCOM.")},
                        {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE},
                        {NL_CHANGE_DENY_LOCAL, NL_SEVERITY_HIGH, NL_BY_DENY_LOCAL},
                        {NL_CHANGE_DENY_LOCAL_ADMIN, NL_SEVERITY_MEDIUM, NL_BY_DENY_LOCAL_ADMIN},
                        {NL_CHANGE_RESTRICT_RPC_STRICT, NL_SEVERITY_MEDIUM, NL_BY_RPC_STRICT}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "OpcEnum", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_FIREWALL_PROGRAM,
             .arg = "OpcEnum.exe",
             .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("An OPC client and server on the same computer need none of the five "
                          "ports."),
        .mitigation = NL_T("Move to OPC UA, or admit the partners' addresses to TCP 135 and to the "
                           "dynamic ports of DCOM, and keep DCOM on."),
        .source = NL_PACK("OPC Foundation: Using OPC via DCOM with Windows XP SP2; KB832017"),
    },
    {
        .id = "remote-desktop",
        .title = NL_T("Remote Desktop"),
        .hits = NL_HITS(
            {NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK, NL_BY_RPC_SERVICE},
            {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH,
             NL_T("Network level authentication logs on over the network before the screen "
                  "appears: nobody gets in any more, the person at this very session neither.")},
            {NL_CHANGE_DENY_LOCAL, NL_SEVERITY_MEDIUM,
             NL_T("Local accounts no longer pass network level authentication.")},
            {NL_CHANGE_DENY_LOCAL_ADMIN, NL_SEVERITY_MEDIUM,
             NL_T("Local administrators no longer pass network level authentication.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_REMOTE_SESSION, .arg = "rdp", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_REGISTRY_IS,
             .arg = NL_PACK(TERMINAL_SERVER),
             .name = "fDenyTSConnections",
             .number = 0,
             .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "TermService", .proves = NL_PRESENCE_INSTALLED}),
        .untouched =
            NL_T("Remote Desktop uses TCP and UDP 3389; none of the five ports takes part."),
        .mitigation = NL_T("Deny S-1-5-114 only when a domain account or the console is at hand."),
        .source = NL_PACK("Remote Desktop: restricted types of logon"),
    },
    {
        .id = "remote-desktop-licensing",
        .title = NL_T("Remote Desktop licensing and connection broker"),
        .hits = NL_HITS({NL_CHANGE_BLOCK_135, NL_SEVERITY_HIGH, NL_BY_ENDPOINT_MAPPER},
                        {NL_CHANGE_BLOCK_NETBIOS_UDP, NL_SEVERITY_LOW,
                         NL_T("Old servers look for a licensing server by NetBIOS names.")},
                        {NL_CHANGE_CLOSE_445, NL_SEVERITY_MEDIUM, NL_BY_NAMED_PIPE},
                        {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "TermServLicensing", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "Tssdis", .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T("Admit the addresses of the session hosts."),
        .source = "KB832017",
    },
    {
        .id = "remote-event-log",
        .title = NL_T("Reading the event log from another computer"),
        .hits = NL_HITS({NL_CHANGE_BLOCK_135, NL_SEVERITY_MEDIUM, NL_BY_ENDPOINT_MAPPER},
                        {NL_CHANGE_CLOSE_445, NL_SEVERITY_MEDIUM, NL_BY_NAMED_PIPE},
                        {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE}),
        .evidence = NL_EVIDENCE({.kind = NL_EVIDENCE_FIREWALL_RULE,
                                 .arg = "RemoteEventLogSvc-",
                                 .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T("Forward events to a collector over WinRM."),
        .source = "KB832017",
    },
    {
        .id = "remote-registry",
        .title = NL_T("Remote Registry"),
        .hits = NL_HITS({NL_CHANGE_CLOSE_445, NL_SEVERITY_MEDIUM, NL_BY_NAMED_PIPE},
                        {NL_CHANGE_SERVER_SERVICE_OFF, NL_SEVERITY_MEDIUM, NL_BY_SERVER_SERVICE},
                        {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_MEDIUM, NL_BY_DENY_EVERYONE}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "RemoteRegistry", .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T("Use PowerShell over WinRM (TCP 5985 and 5986)."),
        .source = "KB832017",
    },
    {
        .id = "remote-service-control",
        .title = NL_T("Managing services from another computer"),
        .hits = NL_HITS(
            {NL_CHANGE_BLOCK_135, NL_SEVERITY_MEDIUM,
             NL_T("Callers try RPC over TCP first and then a named pipe: they wait more than "
                  "twenty seconds.")},
            {NL_CHANGE_CLOSE_445, NL_SEVERITY_MEDIUM, NL_BY_NAMED_PIPE},
            {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE}),
        .evidence = NL_EVIDENCE({.kind = NL_EVIDENCE_FIREWALL_RULE,
                                 .arg = "RemoteSvcAdmin-",
                                 .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T("Use PowerShell over WinRM (TCP 5985 and 5986)."),
        .source = "KB832017",
    },
    {
        .id = "security-agents",
        .title = NL_T("Antivirus and endpoint agents that are installed from a console"),
        .hits = NL_HITS(
            {NL_CHANGE_BLOCK_135, NL_SEVERITY_MEDIUM,
             NL_T("The console pushes its agent through WMI; an installed agent calls its "
                  "server itself.")},
            {NL_CHANGE_DCOM_OFF, NL_SEVERITY_MEDIUM, NL_BY_DCOM},
            {NL_CHANGE_CLOSE_445, NL_SEVERITY_MEDIUM,
             NL_T("The console copies its agent through ADMIN$; an installed agent does not "
                  "need it.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "klnagent", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "masvc", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "ntrtscan", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "SepMasterService", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "ekrn", .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T("Install the agent by Group Policy or from its own package."),
        .source = "KB832017",
    },
    {
        .id = "sql-browser",
        .title = NL_T("SQL Server Browser"),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "SQLBrowser", .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("It answers on UDP 1434; none of the five ports takes part."),
        .source = "KB832017",
    },
    {
        .id = "sql-server-pipes",
        .title = NL_T("SQL Server through named pipes"),
        .hits = NL_HITS({NL_CHANGE_CLOSE_139, NL_SEVERITY_MEDIUM,
                         NL_T("Old clients open the pipe over TCP 139.")},
                        {NL_CHANGE_CLOSE_445, NL_SEVERITY_HIGH,
                         NL_T("The pipe \\sql\\query of this computer is opened over TCP 445.")},
                        {NL_CHANGE_SERVER_SERVICE_OFF, NL_SEVERITY_HIGH, NL_BY_SERVER_SERVICE},
                        {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "MSSQLSERVER", .proves = NL_PRESENCE_INSTALLED},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "MSSQL$*", .proves = NL_PRESENCE_INSTALLED}),
        .mitigation = NL_T("Let clients use TCP 1433."),
        .source = "KB832017",
    },
    {
        .id = "sql-server-tcp",
        .title = NL_T("SQL Server through TCP"),
        .hits =
            NL_HITS({NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH,
                     NL_T("Windows authentication of a client is a network logon; SQL Server's own "
                          "accounts are not touched.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "MSSQLSERVER", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "MSSQL$*", .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("Clients use TCP 1433; none of the five ports takes part."),
        .source = "KB832017",
    },
    {
        .id = "task-scheduler-remote",
        .title = NL_T("Managing scheduled tasks from another computer"),
        .hits = NL_HITS({NL_CHANGE_BLOCK_135, NL_SEVERITY_MEDIUM, NL_BY_ENDPOINT_MAPPER},
                        {NL_CHANGE_DCOM_OFF, NL_SEVERITY_LOW, NL_T("Old consoles use DCOM.")},
                        {NL_CHANGE_CLOSE_445, NL_SEVERITY_MEDIUM, NL_BY_NAMED_PIPE},
                        {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE}),
        .evidence = NL_EVIDENCE({.kind = NL_EVIDENCE_FIREWALL_RULE,
                                 .arg = "RemoteTask-",
                                 .proves = NL_PRESENCE_IN_USE}),
        .mitigation = NL_T("Use PowerShell over WinRM (TCP 5985 and 5986)."),
        .source = "KB832017",
    },
    {
        .id = "winrm",
        .title = NL_T("PowerShell remoting (WinRM)"),
        .hits = NL_HITS({NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE},
                        {NL_CHANGE_DENY_LOCAL, NL_SEVERITY_MEDIUM, NL_BY_DENY_LOCAL},
                        {NL_CHANGE_DENY_LOCAL_ADMIN, NL_SEVERITY_MEDIUM, NL_BY_DENY_LOCAL_ADMIN}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_REMOTE_SESSION, .arg = "winrm", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "WinRM", .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("It uses TCP 5985 and 5986; none of the five ports takes part."),
        .source = "KB832017",
    },
    {
        .id = "wmi-remote",
        .title = NL_T("WMI, management consoles and monitoring from another computer"),
        .hits =
            NL_HITS({NL_CHANGE_BLOCK_135, NL_SEVERITY_HIGH, NL_BY_ENDPOINT_MAPPER},
                    {NL_CHANGE_DCOM_OFF, NL_SEVERITY_HIGH,
                     NL_T("WMI between computers is DCOM; consoles here can no longer reach other "
                          "computers either.")},
                    {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH, NL_BY_DENY_EVERYONE},
                    {NL_CHANGE_DENY_LOCAL, NL_SEVERITY_HIGH, NL_BY_DENY_LOCAL},
                    {NL_CHANGE_DENY_LOCAL_ADMIN, NL_SEVERITY_HIGH, NL_BY_DENY_LOCAL_ADMIN},
                    {NL_CHANGE_RESTRICT_RPC_STRICT, NL_SEVERITY_MEDIUM, NL_BY_RPC_STRICT}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_FIREWALL_RULE,
             .arg = "WMI-RPCSS-In-TCP",
             .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "Winmgmt", .proves = NL_PRESENCE_INSTALLED},
            {.kind = NL_EVIDENCE_DOMAIN_MEMBER, .proves = NL_PRESENCE_INSTALLED}),
        .untouched = NL_T("WMI inside this computer needs none of the five ports."),
        .mitigation = NL_T("Use WinRM (TCP 5985 and 5986) instead of DCOM."),
        .source = NL_PACK("KB832017; KB825750"),
    },
};

const struct nl_component_group nl_component_remote = {rows, NL_COUNT_OF(rows)};

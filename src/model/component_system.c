/* component_system.c - parts of Windows itself, and DHCP. */
#include "component_rows.h"

static const struct nl_component rows[] = {
    {
        .id = "dhcp-client",
        .title = NL_T("DHCP client (this computer gets its address by DHCP)"),
        .always_listed = true,
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_DHCP_CLIENT, .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "Dhcp", .proves = NL_PRESENCE_INSTALLED}),
        .untouched = NL_T(
            "DHCP speaks over UDP 67 and 68. None of the five ports takes part in it, and NetBIOS "
            "switched off on an adapter does not stop its lease; the article is wrong here."),
        .mitigation = NL_T("Nothing needs to be done."),
        .source = "KB832017",
    },
    {
        .id = "dhcp-server",
        .title = NL_T("DHCP server (this computer gives addresses to others)"),
        .always_listed = true,
        .hits = NL_HITS(
            {NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK,
             NL_T("The service DHCPServer waits for RPC when it starts.")},
            {NL_CHANGE_BLOCK_135, NL_SEVERITY_MEDIUM,
             NL_T("Only its management console on another computer asks on TCP 135; addresses "
                  "are given out over UDP 67 as before.")},
            {NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_MEDIUM,
             NL_T("Its management console on another computer can no longer log on; clients "
                  "that want an address do not log on.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "DHCPServer", .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("A DHCP server answers on UDP 67. None of the five ports takes part in "
                          "giving out addresses; TCP 135 serves its remote console alone."),
        .mitigation = NL_T("Manage it at the server itself, or through PowerShell over WinRM."),
        .source = "KB832017",
    },
    {
        .id = "fax-link-tracking",
        .title = NL_T("Fax service and link tracking server"),
        .hits = NL_HITS({NL_CHANGE_BLOCK_135, NL_SEVERITY_LOW, NL_BY_ENDPOINT_MAPPER}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "Fax", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "TrkSvr", .proves = NL_PRESENCE_IN_USE}),
        .source = "KB832017",
    },
    {
        .id = "internet-sharing",
        .title = NL_T("Internet connection sharing and mobile hotspot"),
        .hits = NL_HITS(
            {NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_HIGH,
             NL_T("It is part of the firewall's engine, which does not start without RPC.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "SharedAccess", .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("Sharing a connection needs none of the five ports."),
        .source = "KB832017",
    },
    {
        .id = "task-scheduler",
        .title = NL_T("Task Scheduler on this computer"),
        .hits = NL_HITS(
            {NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK,
             NL_T("The service Schedule waits for RPC; without it no task runs, maintenance "
                  "and updates included.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "Schedule", .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("Tasks run with a batch logon, so a denied network logon and closed "
                          "ports do not touch them."),
        .source = NL_PACK("Security guidelines for system services"),
    },
    {
        .id = "windows-core",
        .title = NL_T("Windows itself: starting, logging on, COM"),
        .hits =
            NL_HITS({NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK,
                     NL_T("COM, the service manager's callers and logging on all go through RPC. "
                          "Windows may not reach a usable desktop.")}),
        .evidence = NL_EVIDENCE({.kind = NL_EVIDENCE_ALWAYS, .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("Inside the computer RPC uses local channels, which closed network ports "
                          "do not touch."),
        .mitigation = NL_T("Leave the service alone and block TCP 135 in the firewall instead."),
        .source = NL_PACK("Critical System Services"),
    },
    {
        .id = "windows-firewall",
        .title = NL_T("Windows Firewall"),
        .hits = NL_HITS({NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK,
                         NL_T("The service MpsSvc needs BFE, and BFE needs RPC: without it "
                              "the computer has no firewall, or no network.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "MpsSvc", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "BFE", .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T("The firewall itself needs none of the five ports."),
        .mitigation = NL_T("Leave the service alone and block TCP 135 in the firewall instead."),
        .source = NL_PACK("Security guidelines for system services"),
    },
    {
        .id = "windows-update",
        .title = NL_T("Windows Update, BITS and the Store"),
        .hits = NL_HITS(
            {NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK,
             NL_T("The services wuauserv, UsoSvc and BITS wait for RPC, so security updates "
                  "stop.")}),
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "wuauserv", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "UsoSvc", .proves = NL_PRESENCE_IN_USE},
            {.kind = NL_EVIDENCE_SERVICE, .arg = "BITS", .proves = NL_PRESENCE_IN_USE}),
        .untouched = NL_T(
            "Updates are fetched over outgoing HTTPS; closing the five ports does not touch them."),
        .source = "KB832017",
    },
};

const struct nl_component_group nl_component_system = {rows, NL_COUNT_OF(rows)};

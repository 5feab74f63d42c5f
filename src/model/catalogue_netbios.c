/* catalogue_netbios.c - settings of NetBIOS, behind UDP 137, UDP 138 and TCP 139. */
#include "catalogue_rows.h"

#include "base/attributes.h"
#include "machine.h"

static const struct nl_setting rows[] = {
    {
        .id = "netbios.adapter",
        .instances = NL_INSTANCE_ADAPTER,
        .title = NL_T("NetBIOS over TCP/IP on an adapter"),
        .what = NL_T("Whether NetBT serves UDP 137, UDP 138 and TCP 139 on one network adapter. "
                     "Default leaves the decision to the DHCP server; where that says nothing, "
                     "NetBIOS is on. Each new adapter starts with default."),
        .why = NL_T("One packet to UDP 137 tells a stranger the computer's name, its workgroup or "
                    "domain and its roles. Answers to broadcast name queries can be forged, which "
                    "hands logons to an attacker."),
        .breaks =
            NL_T("Single-label names without DNS, browsing the network as Windows XP did, WINS, "
                 "programs written for NetBIOS, and old peers that know SMB over TCP 139 only."),
        .reads = NL_T(
            "The number NetbiosOptions of the adapter's own key: 0 default, 1 enabled, 2 disabled. A missing value counts as 0. On a running Windows the change goes through WMI and takes effect at once; otherwise when the adapter restarts."),
        .source = NL_PACK(
            "Microsoft: KB323357; KB313314; unattend Microsoft-Windows-NetBT NetbiosOptions; "
            "Win32_NetworkAdapterConfiguration.SetTcpipNetbios"),
        .good_state = NL_T("NetBIOS is off for {1}."),
        .bad_state = NL_T("NetBIOS is on for {1}."),
        .severity = NL_SEVERITY_MEDIUM,
        .place = NL_PLACE_REGISTRY,
        .path = NL_NETBT_INTERFACES "\\Tcpip_{1}",
        .name = "NetbiosOptions",
        .type = NL_TYPE_DWORD,
        .choices = NL_CHOICES({.word = NL_T("default"), .number = 0},
                              {.word = NL_T("enabled"), .number = 1},
                              {.word = NL_T("disabled"), .number = 2}),
        .absent_means = "default",
        .hardened = "disabled",
        .effect = NL_EFFECT_ADAPTER_RESTART,
        .ports = "137 138 139",
        .prices = NL_PRICES({.kind = NL_PRICE_BY_ADAPTER}),
        .references = NL_REFERENCES({NL_REFERENCE_ATTACK, NULL, "T1557.001"},
                                    {NL_REFERENCE_ATTACK, NULL, "T1018"},
                                    {NL_REFERENCE_ATTACK, NULL, "T1135"}),
    },
    {
        .id = "netbios.netbeui",
        .instances = NL_INSTANCE_TRANSPORT,
        .title = NL_T("NetBIOS over an old transport (NetBEUI, IPX)"),
        .what = NL_T(
            "The drivers Nbf (NetBEUI) and NwlnkNb (NetBIOS over IPX). They carry NetBIOS without TCP/IP, so they keep working when NetBIOS over TCP/IP is disabled. Windows Vista and later have neither."),
        .why = NL_T("The computer still answers everyone on its own network "
                    "segment. Neither transport crosses a router, so this matters "
                    "for the local network, not for the Internet."),
        .breaks = NL_T("Programs and peers that reach this computer through NetBEUI or IPX."),
        .reads = NL_T("The start type of the driver through the service manager, as far as the "
                      "driver exists."),
        .source = NL_PACK("Microsoft: Network protocol support in Windows"),
        .good_state = NL_T("The old transport {1} is off."),
        .bad_state = NL_T("The old transport {1} is on and carries NetBIOS."),
        .severity = NL_SEVERITY_LOW,
        .place = NL_PLACE_SERVICE_START,
        .path = "{1}",
        .type = NL_TYPE_START_TYPE,
        .choices = NL_CHOICES({.word = NL_T("automatic"), .number = 2},
                              {.word = NL_T("manual"), .number = 3},
                              {.word = NL_T("disabled"), .number = 4},
                              {.word = NL_T("system"), .number = 1, .read_only = true},
                              {.word = NL_T("boot"), .number = 0, .read_only = true}),
        .hardened = "disabled",
        .effect = NL_EFFECT_RESTART,
        .until_build = 3790,
        .prices = NL_PRICES({.kind = NL_PRICE_NONE}),
        .references = NL_REFERENCES({NL_REFERENCE_ATTACK, NULL, "T1018"},
                                    {NL_REFERENCE_ATTACK, NULL, "T1135"}),
    },
    {
        .id = "netbios.nodetype",
        .title = NL_T("NetBIOS node type"),
        .what = NL_T("How NetBIOS names are looked up: by broadcast, by asking a "
                     "WINS server (point-to-point), or both. Without a value the "
                     "DHCP server decides; if it does not, it depends on whether a "
                     "WINS server is set. It closes no port."),
        .why = NL_T("A broadcast asks everybody on the segment, and a hostile neighbour may "
                    "answer. Point-to-point asks the WINS server or nobody."),
        .breaks = NL_T("Names that only a broadcast could find, in networks without WINS and "
                       "without DNS entries for their computers."),
        .reads = NL_T("The number NodeType: 1 broadcast, 2 point-to-point, 4 mixed, 8 hybrid. "
                      "DhcpNodeType beside it belongs to the DHCP client and is never written."),
        .source = NL_PACK(
            "Microsoft: NetBT registry reference (NodeType, DhcpNodeType); KB160177; KB832017"),
        .good_state = NL_T("NetBIOS names are looked up without broadcasts."),
        .bad_state = NL_T("NetBIOS names may be looked up by broadcast."),
        .severity = NL_SEVERITY_LOW,
        .place = NL_PLACE_REGISTRY,
        .path = NL_PACK("HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBT\\Parameters"),
        .name = "NodeType",
        .type = NL_TYPE_DWORD,
        .choices = NL_CHOICES(
            {.word = NL_T("default"), .is_absent = true}, {.word = NL_T("broadcast"), .number = 1},
            {.word = NL_T("point-to-point"), .number = 2}, {.word = NL_T("mixed"), .number = 4},
            {.word = NL_T("hybrid"), .number = 8}),
        .absent_means = "default",
        .hardened = "point-to-point",
        .effect = NL_EFFECT_RESTART,
        .ports = "137",
        .prices = NL_PRICES({NL_PRICE_BY_WORD, NL_CHANGE_NAME_RESOLUTION, {"point-to-point"}}),
        .references = NL_REFERENCES({NL_REFERENCE_ATTACK, NULL, "T1557.001"}),
    },
};

const struct nl_catalogue_group nl_catalogue_netbios = {rows, NL_COUNT_OF(rows)};

/* catalogue_rpc.c - settings of remote procedure calls and DCOM, behind TCP 135. */
#include "catalogue_rows.h"

#include "base/attributes.h"

static const struct nl_setting rows[] = {
    {
        .id = "dcom.enabled",
        .title = NL_T("Distributed COM"),
        .what = NL_T("Whether programs on other computers may start and use COM objects here, and "
                     "programs here may use theirs. It does not close TCP 135: the endpoint mapper "
                     "listens either way."),
        .why = NL_T("Every COM class that is registered for remote use is something an attacker "
                    "with a stolen password can start. Lateral movement through MMC20.Application "
                    "or ShellWindows needs DCOM."),
        .breaks =
            NL_T("Remote WMI, certificate auto-enrolment, Component Services and other consoles "
                 "that manage another computer, OPC and many backup consoles. It works in both "
                 "directions: this computer can no longer use the DCOM servers of others."),
        .reads = NL_T("The text value EnableDCOM, Y or N. Where it is missing netlatch takes DCOM "
                      "as enabled; Microsoft does not document that case."),
        .source = NL_PACK("Microsoft: EnableDCOM; KB825750"),
        .good_state = NL_T("DCOM is off: other computers cannot start COM programs here."),
        .bad_state = NL_T("DCOM is on: other computers can call COM programs."),
        .severity = NL_SEVERITY_MEDIUM,
        .place = NL_PLACE_REGISTRY,
        .path = NL_PACK("HKLM\\SOFTWARE\\Microsoft\\Ole"),
        .name = "EnableDCOM",
        .type = NL_TYPE_SZ,
        .choices =
            NL_CHOICES({.word = NL_T("yes"), .text = "Y"}, {.word = NL_T("no"), .text = "N"}),
        .absent_means = "yes",
        .hardened = "no",
        .effect = NL_EFFECT_RESTART,
        .ports = "135",
        .prices = NL_PRICES({NL_PRICE_BY_WORD, NL_CHANGE_DCOM_OFF, {"no"}}),
        .references = NL_REFERENCES({NL_REFERENCE_ATTACK, NULL, "T1021.003"},
                                    {NL_REFERENCE_ATTACK, NULL, "T1047"}),
    },
    {
        .id = "rpc.restrict-remote",
        .title = NL_T("Restrictions for unauthenticated RPC clients"),
        .what = NL_T("The policy that makes the RPC runtime refuse callers that are "
                     "not authenticated. Callers through named pipes are exempt. "
                     "Without a value Windows requires authentication on client "
                     "editions and does not on servers."),
        .why = NL_T(
            "Without it anyone who reaches TCP 135 may ask the endpoint mapper for a list of the "
            "RPC programs of this computer, and may call those that do not protect themselves."),
        .breaks = NL_T("RPC programs with anonymous callers, mostly old ones. Strict "
                       "also removes the documented exceptions. Never use it on a "
                       "domain controller."),
        .reads = NL_T("The policy value RestrictRemoteClients: 0 none, 1 authenticated, 2 strict. "
                      "The value belongs to a policy: a domain may set it again."),
        .source = NL_PACK("Microsoft: [MS-RPCE] 3.1.1.1.3; RPC Interface Restriction; Policy CSP "
                          "RemoteProcedureCall"),
        .good_state = NL_T("RPC calls without authentication are refused."),
        .bad_state = NL_T("RPC calls without authentication may be accepted."),
        .severity = NL_SEVERITY_MEDIUM,
        .place = NL_PLACE_REGISTRY,
        .path = NL_PACK("HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Rpc"),
        .name = "RestrictRemoteClients",
        .type = NL_TYPE_DWORD,
        .choices = NL_CHOICES(
            {.word = NL_T("default"), .is_absent = true}, {.word = NL_T("none"), .number = 0},
            {.word = NL_T("authenticated"), .number = 1}, {.word = NL_T("strict"), .number = 2}),
        .absent_means = "default",
        .hardened = "strict",
        .effect = NL_EFFECT_RESTART,
        .from_build = 2600,
        .ports = "135",
        .prices = NL_PRICES({NL_PRICE_BY_WORD, NL_CHANGE_RESTRICT_RPC, {"authenticated", "strict"}},
                            {NL_PRICE_BY_WORD, NL_CHANGE_RESTRICT_RPC_STRICT, {"strict"}}),
        .references = NL_REFERENCES(
            {NL_REFERENCE_STIG, "Windows 10 V3R6", "WN10-CC-000165 V-220824"},
            {NL_REFERENCE_STIG, "Windows 11 V2R7", "WN11-CC-000165 V-253383"},
            {NL_REFERENCE_STIG, "Windows Server 2019 V3R8", "WN19-MS-000040 V-205814"},
            {NL_REFERENCE_STIG, "Windows Server 2022 V2R8", "WN22-MS-000040 V-254431"},
            {NL_REFERENCE_STIG, "Windows Server 2025 V1R1", "WN25-MS-000040 V-278180"},
            {NL_REFERENCE_ATTACK, NULL, "T1046"}),
    },
    {
        .id = "rpc.service",
        .title = NL_T("Remote Procedure Call service"),
        .what = NL_T("How the service RpcSs starts. Windows itself is built on it: firewall, "
                     "logon, Task Scheduler, Windows Update and WMI all need it. Automatic (2) is "
                     "the only healthy value; 4 means disabled."),
        .why = NL_T("Disabling it gains nothing that a firewall rule for TCP 135 "
                    "does not give as well. The vulnerabilities that Blaster and "
                    "others used were fixed by updates, not by this setting."),
        .breaks = NL_T("Everything that depends on RPC: dozens of services, including "
                       "the firewall. Windows 2000 did not start again; current "
                       "Windows is not usable without it, and Safe Mode is not known "
                       "to help."),
        .reads = NL_T("The start type through the service manager. Present Windows refuses the "
                      "change even to administrators, and netlatch never goes around that. A "
                      "security template of a policy may set it as well."),
        .source =
            NL_PACK("Microsoft: Critical System Services; Security guidelines for system services; "
                    "Services registry reference (Start)"),
        .good_state = NL_T("The RPC service starts automatically, as Windows needs it."),
        .bad_state = NL_T("The RPC service does not start automatically. Windows needs it."),
        .severity = NL_SEVERITY_MEDIUM,
        .place = NL_PLACE_SERVICE_START,
        .path = "RpcSs",
        .type = NL_TYPE_START_TYPE,
        .choices = NL_CHOICES({.word = NL_T("automatic"), .number = 2},
                              {.word = NL_T("manual"), .number = 3},
                              {.word = NL_T("disabled"), .number = 4}),
        .hardened = "automatic",
        .effect = NL_EFFECT_RESTART,
        .ports = "135",
        .flags = NL_SETTING_CRITICAL,
        .risk = "rpc-disable",
        .prices = NL_PRICES({NL_PRICE_BY_WORD, NL_CHANGE_RPC_SERVICE_OFF, {"manual", "disabled"}}),
    },
};

const struct nl_catalogue_group nl_catalogue_rpc = {rows, NL_COUNT_OF(rows)};

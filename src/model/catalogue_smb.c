/* catalogue_smb.c - settings of the SMB server and client, behind TCP 445 and 139. */
#include "catalogue_rows.h"

#include "base/attributes.h"

#define SERVER_PARAMETERS                                                                          \
    NL_PACK("HKLM\\SYSTEM\\CurrentControlSet\\Services\\LanmanServer\\Parameters")
#define NETBT_PARAMETERS NL_PACK("HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBT\\Parameters")

static const struct nl_setting rows[] = {
    {
        .id = "server.service",
        .title = NL_T("Server service (LanmanServer)"),
        .what = NL_T("How the service that shares files, printers and named pipes starts. Once it "
                     "no longer starts, nothing answers on TCP 445, nor to SMB on TCP 139."),
        .why = NL_T("A computer that shares nothing does not need a file server. "
                    "EternalBlue and its successors attack exactly this service."),
        .breaks = NL_T("All shares, the administrative ones (C$, ADMIN$) too, named pipes from "
                       "other computers, and remote administration that comes through them. "
                       "Microsoft advises against it on servers."),
        .reads =
            NL_T("The start type through the service manager. The running service is left alone "
                 "until the next restart. A security template of a policy may set it as well."),
        .source = NL_PACK(
            "Microsoft: Secure SMB traffic in Windows Server; Security guidelines for system "
            "services"),
        .good_state = NL_T("The Server service is off: this computer shares nothing."),
        .bad_state = NL_T("The Server service is on: folders can be shared."),
        .severity = NL_SEVERITY_HIGH,
        .place = NL_PLACE_SERVICE_START,
        .path = "LanmanServer",
        .type = NL_TYPE_START_TYPE,
        .choices = NL_CHOICES({.word = NL_T("automatic"), .number = 2},
                              {.word = NL_T("manual"), .number = 3},
                              {.word = NL_T("disabled"), .number = 4}),
        .hardened = "disabled",
        .effect = NL_EFFECT_RESTART,
        .ports = "139 445",
        .prices =
            NL_PRICES({NL_PRICE_BY_WORD, NL_CHANGE_SERVER_SERVICE_OFF, {"manual", "disabled"}}),
        .references = NL_REFERENCES({NL_REFERENCE_ATTACK, NULL, "T1021.002"},
                                    {NL_REFERENCE_ATTACK, NULL, "T1135"},
                                    {NL_REFERENCE_ATTACK, NULL, "T1569.002"}),
    },
    {
        .id = "smb.direct",
        .title = NL_T("SMB directly over TCP, port 445 (SMBDeviceEnabled)"),
        .what = NL_T("Whether NetBT creates the device through which SMB listens on "
                     "TCP 445. It is documented for Windows 2000, XP and Server "
                     "2003. It is not proven that current Windows uses it, so "
                     "netlatch checks again after the restart."),
        .why = NL_T("TCP 445 is where WannaCry came in through EternalBlue, and where password "
                    "guessing, relayed logons and remote program starts arrive."),
        .breaks = NL_T("File and printer sharing from this computer, administrative shares and "
                       "named pipes on TCP 445. On XP and Server 2003 this computer's own outgoing "
                       "connections fall back to TCP 139."),
        .reads = NL_T("The number SMBDeviceEnabled: 0 disables, 1 or a missing value enables. Any "
                      "other type than REG_DWORD has no effect and is reported."),
        .source = NL_PACK(
            "Microsoft: KB301673 (Windows 2000, XP, Server 2003); KB204279 says that direct "
            "hosting cannot be disabled on its own"),
        .good_state = NL_T("SMB over TCP 445 is switched off (SMBDeviceEnabled is 0)."),
        .bad_state = NL_T("SMB over TCP 445 is not switched off."),
        .severity = NL_SEVERITY_HIGH,
        .place = NL_PLACE_REGISTRY,
        .path = NETBT_PARAMETERS,
        .name = "SMBDeviceEnabled",
        .type = NL_TYPE_DWORD,
        .choices = NL_CHOICES({.word = NL_T("default"), .is_absent = true},
                              {.word = NL_T("enabled"), .number = 1},
                              {.word = NL_T("disabled"), .number = 0}),
        .absent_means = "enabled",
        .hardened = "disabled",
        .effect = NL_EFFECT_RESTART,
        .ports = "445",
        .flags = NL_SETTING_UNVERIFIED,
        .risk = "unverified-setting",
        .prices = NL_PRICES({.kind = NL_PRICE_BY_PORT}),
    },
    {
        .id = "smb1.client",
        .title = NL_T("SMB1 client"),
        .what = NL_T(
            "The driver mrxsmb10, with which this computer speaks the SMB dialect of Windows NT to "
            "other computers. Windows has not installed it by default since version 1709."),
        .why = NL_T("SMB1 has no protection against a man-in-the-middle attack: a "
                    "hostile server or router can make this computer fall back to "
                    "it and read the traffic."),
        .breaks = NL_T("Connections to Windows XP and Server 2003, to old network storage, and to "
                       "printers and scanners whose shares speak SMB1 only."),
        .reads = NL_T("The start type of mrxsmb10. Disabling also takes the driver out of the list "
                      "of services that Workstation (LanmanWorkstation) waits for, without which "
                      "no share could be opened any more."),
        .source = NL_PACK("Microsoft: Detect, enable and disable SMBv1, SMBv2 and SMBv3"),
        .good_state = NL_T("The SMB1 client is off."),
        .bad_state = NL_T("The SMB1 client is on."),
        .severity = NL_SEVERITY_MEDIUM,
        .place = NL_PLACE_SERVICE_START,
        .path = "mrxsmb10",
        .type = NL_TYPE_START_TYPE,
        .choices = NL_CHOICES({.word = NL_T("enabled"), .number = 2},
                              {.word = NL_T("disabled"), .number = 4},
                              {.word = NL_T("manual"), .number = 3, .read_only = true},
                              {.word = NL_T("system"), .number = 1, .read_only = true},
                              {.word = NL_T("boot"), .number = 0, .read_only = true}),
        .hardened = "disabled",
        .effect = NL_EFFECT_RESTART,
        .from_build = 6000,
        .prices = NL_PRICES({NL_PRICE_BY_WORD, NL_CHANGE_SMB1_CLIENT_OFF, {"disabled"}}),
        .companion = {"disabled", "LanmanWorkstation", "MRxSmb10"},
        .references = NL_REFERENCES(
            {NL_REFERENCE_STIG, "Windows 10 V3R6", "WN10-00-000170 V-220731"},
            {NL_REFERENCE_STIG, "Windows 11 V2R7", "WN11-00-000170 V-253288"},
            {NL_REFERENCE_STIG, "Windows Server 2019 V3R8", "WN19-00-000400 V-205684"},
            {NL_REFERENCE_STIG, "Windows Server 2022 V2R8", "WN22-00-000400 V-254277"},
            {NL_REFERENCE_STIG, "Windows Server 2025 V1R1", "WN25-00-000400 V-278025"},
            {NL_REFERENCE_ATTACK, NULL, "T1557.001"}),
    },
    {
        .id = "smb1.server",
        .title = NL_T("SMB1 server"),
        .what = NL_T("Whether the Server service still answers in the SMB dialect of Windows NT. "
                     "From Windows 10 version 1709 on the part itself is not installed by default; "
                     "then this value changes nothing."),
        .why = NL_T("EternalBlue attacks SMB1. It has no protection against tampering, and nothing "
                    "newer than Windows Server 2003 needs it."),
        .breaks = NL_T("Clients that speak SMB1 only: Windows XP, old Samba, scanners that drop "
                       "their files into a share, some machine tools."),
        .reads = NL_T("The number SMB1: 0 disables; a missing value means that nobody disabled it. "
                      "Windows looks at it when it starts."),
        .source =
            NL_PACK("Microsoft: Detect, enable and disable SMBv1, SMBv2 and SMBv3; SMBv1 is not "
                    "installed by default"),
        .good_state = NL_T("The SMB1 server is off."),
        .bad_state = NL_T("The SMB1 server is on. WannaCry came in this way."),
        .severity = NL_SEVERITY_HIGH,
        .place = NL_PLACE_REGISTRY,
        .path = SERVER_PARAMETERS,
        .name = "SMB1",
        .type = NL_TYPE_DWORD,
        .choices = NL_CHOICES({.word = NL_T("default"), .is_absent = true},
                              {.word = NL_T("enabled"), .number = 1},
                              {.word = NL_T("disabled"), .number = 0}),
        .absent_means = "enabled",
        .hardened = "disabled",
        .effect = NL_EFFECT_RESTART,
        .ports = "139 445",
        .needs_service = "srv",
        .prices = NL_PRICES({NL_PRICE_BY_WORD, NL_CHANGE_SMB1_SERVER_OFF, {"disabled"}}),
        .references = NL_REFERENCES(
            {NL_REFERENCE_STIG, "Windows 10 V3R6", "WN10-00-000165 V-220730"},
            {NL_REFERENCE_STIG, "Windows 11 V2R7", "WN11-00-000165 V-253287"},
            {NL_REFERENCE_STIG, "Windows Server 2019 V3R8", "WN19-00-000390 V-205683"},
            {NL_REFERENCE_STIG, "Windows Server 2022 V2R8", "WN22-00-000390 V-254276"},
            {NL_REFERENCE_STIG, "Windows Server 2025 V1R1", "WN25-00-000390 V-278024"},
            {NL_REFERENCE_ATTACK, NULL, "T1557.001"}),
    },
};

const struct nl_catalogue_group nl_catalogue_smb = {rows, NL_COUNT_OF(rows)};

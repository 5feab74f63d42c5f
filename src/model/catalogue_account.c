/* catalogue_account.c - settings that decide who may log on over the network. */
#include "catalogue_rows.h"

#include "base/attributes.h"

static const struct nl_setting rows[] = {
    {
        .id = "account.guest",
        .title = NL_T("Guest account"),
        .what = NL_T("The built-in account with the number 501, whatever it is called in the "
                     "language of this Windows. Windows ships with it disabled."),
        .why = NL_T(
            "Where Guest is enabled, anybody without an account is let in as Guest and can read, perhaps write, whatever is shared with Everyone."),
        .breaks = NL_T("Sharing without a password among computers at home, and devices that log "
                       "on as Guest. Give them an account of their own."),
        .reads = NL_T("Whether the account with the RID 501 is disabled, through the account "
                      "database. A security template of a policy may set it as well."),
        .source = NL_PACK("Microsoft: Well-known SIDs; Accounts: Guest account status"),
        .good_state = NL_T("The Guest account is disabled."),
        .bad_state = NL_T("The Guest account is enabled."),
        .severity = NL_SEVERITY_HIGH,
        .place = NL_PLACE_ACCOUNT,
        .path = "501",
        .type = NL_TYPE_ACCOUNT_STATE,
        .choices = NL_CHOICES({.word = NL_T("enabled"), .number = 1},
                              {.word = NL_T("disabled"), .number = 0}),
        .hardened = "disabled",
        .effect = NL_EFFECT_NOW,
        .ports = "139 445",
        .prices = NL_PRICES({NL_PRICE_BY_WORD, NL_CHANGE_GUEST_OFF, {"disabled"}}),
        .references = NL_REFERENCES(
            {NL_REFERENCE_STIG, "Windows 10 V3R6", "WN10-SO-000010 V-220909"},
            {NL_REFERENCE_STIG, "Windows 11 V2R7", "WN11-SO-000010 V-253433"},
            {NL_REFERENCE_STIG, "Windows Server 2019 V3R8", "WN19-SO-000010 V-205709"},
            {NL_REFERENCE_STIG, "Windows Server 2022 V2R8", "WN22-SO-000010 V-254445"},
            {NL_REFERENCE_STIG, "Windows Server 2025 V1R1", "WN25-SO-000010 V-278195"},
            {NL_REFERENCE_ATTACK, NULL, "T1078.001"}),
    },
    {
        .id = "logon.blank-password",
        .title = NL_T("Accounts without a password from the network"),
        .what = NL_T("Whether a local account without a password may log on over the"
                     " network, or only at the console, which is the default."),
        .why = NL_T("Whoever guesses the name of an account without a password can "
                    "log on with it."),
        .breaks = NL_T("Whatever relies on an account without a password from another computer, "
                       "Remote Desktop included."),
        .reads = NL_T("The number LimitBlankPasswordUse: 1 console only, 0 anywhere. The "
                      "documented default is 1; what Windows does without the value is not "
                      "documented, so a missing value is not taken for either."),
        .source = NL_PACK(
            "Microsoft: Accounts: Limit local account use of blank passwords to console logon only"),
        .good_state = NL_T("Accounts without a password cannot log on from the network."),
        .bad_state = NL_T("Accounts without a password can log on remotely."),
        .severity = NL_SEVERITY_HIGH,
        .place = NL_PLACE_REGISTRY,
        .path = NL_PACK("HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa"),
        .name = "LimitBlankPasswordUse",
        .type = NL_TYPE_DWORD,
        .choices = NL_CHOICES({.word = NL_T("console-only"), .number = 1},
                              {.word = NL_T("anywhere"), .number = 0},
                              {.word = NL_T("unset"), .is_absent = true, .read_only = true}),
        .absent_means = "unset",
        .hardened = "console-only",
        .effect = NL_EFFECT_NEXT_LOGON,
        .from_build = 2600,
        .ports = "139 445",
        .prices = NL_PRICES({.kind = NL_PRICE_NONE}),
        .references = NL_REFERENCES(
            {NL_REFERENCE_STIG, "Windows 10 V3R6", "WN10-SO-000015 V-220910"},
            {NL_REFERENCE_STIG, "Windows 11 V2R7", "WN11-SO-000015 V-253434"},
            {NL_REFERENCE_STIG, "Windows Server 2019 V3R8", "WN19-SO-000020 V-205908"},
            {NL_REFERENCE_STIG, "Windows Server 2022 V2R8", "WN22-SO-000020 V-254446"},
            {NL_REFERENCE_STIG, "Windows Server 2025 V1R1", "WN25-SO-000020 V-278196"},
            {NL_REFERENCE_ATTACK, NULL, "T1078.003"}, {NL_REFERENCE_ATTACK, NULL, "T1110.001"}),
    },
    {
        .id = "logon.network.deny",
        .title = NL_T("Deny access to this computer from the network"),
        .what = NL_T(
            "The accounts and groups that may not log on over the network: to shares and named pipes, WinRM, IIS with Windows authentication, and Remote Desktop with network level authentication. It closes no port, and it takes precedence over every right to log on."),
        .why = NL_T("A local administrator's password that is the same on many computers opens all "
                    "of them from one. Denying that group over the network stops it."),
        .breaks = NL_T("Every network use by those accounts. Everyone locks out the "
                       "owner and, on a domain controller, the domain; S-1-5-113 "
                       "breaks failover clusters. Existing connections stay open: the "
                       "change takes effect at the next sign-in."),
        .reads = NL_T("Who holds SeDenyNetworkLogonRight, through the local security "
                      "authority, as SIDs. A policy that assigns user rights sets its"
                      " own list again at its next refresh."),
        .source = NL_PACK("Microsoft: SeDenyNetworkLogonRight; KB4488256; [MS-LSAD]"),
        .good_state = NL_T("All accounts that should be denied network logon are denied."),
        .bad_state = NL_T("Not denied network logon: {1}."),
        .severity = NL_SEVERITY_HIGH,
        .place = NL_PLACE_USER_RIGHT,
        .path = "SeDenyNetworkLogonRight",
        .type = NL_TYPE_SID_SET,
        .effect = NL_EFFECT_NEXT_LOGON,
        .ports = "139 445",
        .prices = NL_PRICES({.kind = NL_PRICE_BY_SID}),
        .references = NL_REFERENCES(
            {NL_REFERENCE_STIG, "Windows 10 V3R6", "WN10-UR-000070 V-220968"},
            {NL_REFERENCE_STIG, "Windows 11 V2R7", "WN11-UR-000070 V-253491"},
            {NL_REFERENCE_STIG, "Windows Server 2019 V3R8", "WN19-MS-000080 V-205672"},
            {NL_REFERENCE_STIG, "Windows Server 2019 V3R8", "WN19-DC-000370 V-205667"},
            {NL_REFERENCE_STIG, "Windows Server 2022 V2R8", "WN22-MS-000080 V-254435"},
            {NL_REFERENCE_STIG, "Windows Server 2022 V2R8", "WN22-DC-000370 V-254421"},
            {NL_REFERENCE_STIG, "Windows Server 2025 V1R1", "WN25-MS-000080 V-278184"},
            {NL_REFERENCE_STIG, "Windows Server 2025 V1R1", "WN25-DC-000370 V-278168"},
            {NL_REFERENCE_ATTACK, NULL, "T1021.002"}, {NL_REFERENCE_ATTACK, NULL, "T1078.003"},
            {NL_REFERENCE_ATTACK, NULL, "T1550.002"}),
    },
};

const struct nl_catalogue_group nl_catalogue_account = {rows, NL_COUNT_OF(rows)};

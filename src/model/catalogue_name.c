/* catalogue_name.c - settings of the DNS client that decide how names are asked for. */
#include "catalogue_rows.h"

#include "base/attributes.h"

#define DNS_CLIENT_POLICY NL_PACK("HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient")

static const struct nl_setting rows[] = {
    {
        .id = "dns.llmnr",
        .title = NL_T("LLMNR (link-local multicast name resolution)"),
        .what = NL_T("Whether this computer asks all its neighbours, by multicast on UDP 5355, for "
                     "names that DNS does not know, and answers when they ask."),
        .why = NL_T("Any computer on the same segment may answer and pose as the "
                    "server; the logon that follows can be cracked or relayed. "
                    "Attackers use it together with forged NetBIOS names."),
        .breaks = NL_T("Short names of computers on the same segment that no DNS server knows. "
                       "Multicast DNS still finds many of them on present Windows."),
        .reads = NL_T("The policy value EnableMulticast: 0 disables, 1 or a missing value enables. "
                      "The value belongs to a policy: a domain may set it again."),
        .source = NL_PACK("Microsoft: DnsClient.admx, Turn off multicast name resolution"),
        .good_state = NL_T("LLMNR is off."),
        .bad_state = NL_T("LLMNR is on: neighbours are asked for names."),
        .severity = NL_SEVERITY_MEDIUM,
        .place = NL_PLACE_REGISTRY,
        .path = DNS_CLIENT_POLICY,
        .name = "EnableMulticast",
        .type = NL_TYPE_DWORD,
        .choices = NL_CHOICES({.word = NL_T("default"), .is_absent = true},
                              {.word = NL_T("enabled"), .number = 1},
                              {.word = NL_T("disabled"), .number = 0}),
        .absent_means = "enabled",
        .hardened = "disabled",
        .effect = NL_EFFECT_RESTART,
        .from_build = 6000,
        .prices = NL_PRICES({NL_PRICE_BY_WORD, NL_CHANGE_NAME_RESOLUTION, {"disabled"}}),
        .references = NL_REFERENCES({NL_REFERENCE_ATTACK, NULL, "T1557.001"}),
    },
    {
        .id = "dns.netbios",
        .title = NL_T("NetBIOS name lookups by the DNS client"),
        .what = NL_T(
            "Whether the DNS client may also look names up through NetBIOS. It governs what this "
            "computer asks, not what it answers: UDP 137, UDP 138 and TCP 139 stay bound."),
        .why = NL_T("A name asked for by NetBIOS broadcast can be answered by any neighbour, who "
                    "then receives the logon meant for a server."),
        .breaks = NL_T("Short names that only NetBIOS or WINS knows."),
        .reads = NL_T(
            "The policy value EnableNetbios: 0 disabled, 1 enabled, 2 disabled on public networks, "
            "3 only after other ways failed. Without it the local configuration counts and public "
            "networks are left out. Windows older than Server 2022 is not documented to read it."),
        .source = NL_PACK("Microsoft: DnsClient.admx, Configure NetBIOS settings"),
        .good_state = NL_T("The DNS client does not use NetBIOS to look up names."),
        .bad_state = NL_T("The DNS client may use NetBIOS to look up names."),
        .severity = NL_SEVERITY_LOW,
        .place = NL_PLACE_REGISTRY,
        .path = DNS_CLIENT_POLICY,
        .name = "EnableNetbios",
        .type = NL_TYPE_DWORD,
        .choices = NL_CHOICES(
            {.word = NL_T("unset"), .is_absent = true}, {.word = NL_T("disabled"), .number = 0},
            {.word = NL_T("enabled"), .number = 1}, {.word = NL_T("not-on-public"), .number = 2},
            {.word = NL_T("learning"), .number = 3}),
        .absent_means = "unset",
        .hardened = "disabled",
        .effect = NL_EFFECT_RESTART,
        .from_build = 20348,
        .prices = NL_PRICES({NL_PRICE_BY_WORD,
                             NL_CHANGE_NAME_RESOLUTION,
                             {"not-on-public", "learning", "disabled"}}),
        .references = NL_REFERENCES({NL_REFERENCE_ATTACK, NULL, "T1557.001"}),
    },
};

const struct nl_catalogue_group nl_catalogue_name = {rows, NL_COUNT_OF(rows)};

/* policy.c - who decides a setting: this machine alone, a policy, or perhaps a policy.
 *
 * A registry policy shows itself by its value. A security template (user rights, services, accounts,
 * registry values) leaves no mark on what it sets; only the group policy history tells that one
 * was applied. So on a domain member the honest answer is often "unknown". */
#include "policy.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "firewall_read.h"

/* The client-side extension "Security" ([MS-GPSB]) in the history of applied policies. */
#define SECURITY_HISTORY                                                                           \
    "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Group Policy\\History\\"                  \
    "{827D319E-6EAC-11D2-A4EA-00C04F79F83A}"

const char *const nl_ownership_words[] = {
    [NL_OWNERSHIP_UNKNOWN] = "unknown",
    [NL_OWNERSHIP_LOCAL] = "local",
    [NL_OWNERSHIP_POLICY] = "policy",
    [NL_OWNERSHIP_MDM] = "mdm",
    NULL,
};

static enum nl_ownership by_policy_value(struct nl_arena *arena, const struct nl_machine *machine,
                                         const struct nl_setting *setting,
                                         struct nl_sentence *out_why)
{
    struct nl_value value =
        nl_machine_registry(machine, setting->policy_path, setting->policy_name);
    switch (value.state) {
    case NL_VALUE_PRESENT:
        *out_why =
            nl_say(arena, NL_T("The policy value {1} is set and decides."), setting->policy_name);
        return NL_OWNERSHIP_POLICY;
    case NL_VALUE_DENIED:
    case NL_VALUE_UNSUPPORTED:
        *out_why = nl_say(arena, NL_T("Whether the policy value {1} is set could not be seen."),
                          setting->policy_name);
        return NL_OWNERSHIP_UNKNOWN;
    case NL_VALUE_ABSENT:
    case NL_VALUE_STATE_COUNT:
        break;
    }
    return NL_OWNERSHIP_LOCAL;
}

static enum nl_ownership by_firewall(struct nl_arena *arena, const struct nl_machine *machine,
                                     struct nl_sentence *out_why)
{
    enum { MODIFY_OVERRIDDEN = 1 }; /* NET_FW_MODIFY_STATE_GP_OVERRIDE */
    if (machine->firewall_state == NL_VALUE_PRESENT &&
        machine->firewall_modify == MODIFY_OVERRIDDEN) {
        *out_why =
            nl_say(arena, NL_T("The firewall says that group policy overrides local rules."));
        return NL_OWNERSHIP_POLICY;
    }
    for (size_t i = 0; i < NL_FIREWALL_PROFILE_COUNT; i++) {
        if (nl_firewall_ignores_local(machine, (enum nl_firewall_profile)i) == NL_ANSWER_YES) {
            *out_why = nl_say(arena,
                              NL_T("A policy makes the firewall ignore local rules in its "
                                   "profile {1}."),
                              nl_firewall_profile_names[i]);
            return NL_OWNERSHIP_POLICY;
        }
    }
    return NL_OWNERSHIP_LOCAL;
}

/* Device management: the Policy CSP keeps what it set under its own names, and beside each value in
 * NAME_ProviderSet whether a provider set it ([Policy CSP], UserRights and
 * LocalPoliciesSecurityOptions). */
#define POLICY_MANAGER "HKLM\\SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\"

static enum nl_ownership by_management(struct nl_arena *arena, const struct nl_machine *machine,
                                       const struct nl_setting *setting,
                                       struct nl_sentence *out_why)
{
    static const struct {
        const char *setting, *path, *name;
    } rows[] = {
        {"logon.network.deny", NL_PACK(POLICY_MANAGER "UserRights"), "DenyAccessFromNetwork"},
        {"account.guest", NL_PACK(POLICY_MANAGER "LocalPoliciesSecurityOptions"),
         "Accounts_EnableGuestAccountStatus"},
        {"logon.blank-password", NL_PACK(POLICY_MANAGER "LocalPoliciesSecurityOptions"),
         "Accounts_LimitLocalAccountUseOfBlankPasswordsToConsoleLogonOnly"},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        if (!nl_equal(rows[i].setting, setting->id))
            continue;
        struct nl_value set = nl_machine_registry(
            machine, rows[i].path, nl_arena_format(arena, "%s_ProviderSet", rows[i].name));
        struct nl_value value = nl_machine_registry(machine, rows[i].path, rows[i].name);
        uint32_t number = 0;
        bool by_provider = nl_value_as_dword(&set, &number) && number != 0;
        if (!by_provider && value.state != NL_VALUE_PRESENT)
            return NL_OWNERSHIP_LOCAL;
        *out_why = nl_say(arena,
                          NL_T("Device management sets it (the policy {1}) and may put it "
                               "back."),
                          rows[i].name);
        return NL_OWNERSHIP_MDM;
    }
    return NL_OWNERSHIP_LOCAL;
}

/* What membership in a domain may bring. */
static enum nl_ownership by_domain(struct nl_arena *arena, const struct nl_machine *machine,
                                   struct nl_sentence *out_why)
{
    const struct nl_membership *membership = &machine->membership;
    if (membership->state != NL_VALUE_PRESENT || membership->join == NL_JOIN_UNKNOWN) {
        *out_why = nl_say(arena, NL_T("Whether this machine belongs to a domain could not be seen; "
                                      "a domain's policy might put this back."));
        return NL_OWNERSHIP_UNKNOWN;
    }
    if (membership->join != NL_JOIN_DOMAIN)
        return NL_OWNERSHIP_LOCAL;
    struct nl_value history = nl_machine_registry(machine, NL_PACK(SECURITY_HISTORY), "");
    const struct nl_registry_key *key = nl_machine_key(machine, NL_PACK(SECURITY_HISTORY));
    bool applied = (key && key->state == NL_VALUE_PRESENT) ||
                   nl_machine_subkeys(arena, machine, NL_PACK(SECURITY_HISTORY)).count > 0;
    if (!applied && history.state == NL_VALUE_ABSENT)
        return NL_OWNERSHIP_LOCAL;
    *out_why = applied ? nl_say(arena, NL_T("Group policy has applied a security template to this "
                                            "machine; a domain policy may put this back."))
                       : nl_say(arena,
                                NL_T("This machine is a member of the domain {1}; a domain policy "
                                     "may put this back."),
                                nl_clean(arena, membership->name ? membership->name : "?"));
    return NL_OWNERSHIP_UNKNOWN;
}

enum nl_ownership nl_policy_owner(struct nl_arena *arena, const struct nl_machine *machine,
                                  const struct nl_instance *instance, struct nl_sentence *out_why)
{
    const struct nl_setting *setting = instance->setting;
    enum nl_ownership owner = NL_OWNERSHIP_LOCAL;
    struct nl_sentence why = {0};
    if (setting->policy_path)
        owner = by_policy_value(arena, machine, setting, &why);
    if (owner == NL_OWNERSHIP_LOCAL)
        owner = by_management(arena, machine, setting, &why);
    if (owner == NL_OWNERSHIP_LOCAL && setting->place == NL_PLACE_FIREWALL_BLOCK)
        owner = by_firewall(arena, machine, &why);
    /* No policy of Windows knows a single adapter, and one rule of ours is nobody else's. */
    else if (owner == NL_OWNERSHIP_LOCAL && setting->instances != NL_INSTANCE_ADAPTER)
        owner = by_domain(arena, machine, &why);
    *out_why = why;
    return owner;
}

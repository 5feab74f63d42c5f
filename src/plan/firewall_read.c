/* firewall_read.c - the firewall's rules and switches, out of a machine's registry. */
#include "firewall_read.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"

#define LOCAL_ROOT                                                                                 \
    "HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy"
#define POLICY_ROOT "HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall"

const char *const nl_firewall_profile_names[NL_FIREWALL_PROFILE_COUNT] = {
    [NL_FIREWALL_DOMAIN] = NL_T("Domain"),
    [NL_FIREWALL_PRIVATE] = NL_T("Private"),
    [NL_FIREWALL_PUBLIC] = NL_T("Public"),
};

static const struct {
    enum nl_firewall_store store;
    const char *path;
} places[] = {
    {NL_FIREWALL_POLICY, NL_PACK(POLICY_ROOT "\\FirewallRules")},
    {NL_FIREWALL_MDM, NL_PACK(LOCAL_ROOT "\\Mdm\\FirewallRules")},
    {NL_FIREWALL_LOCAL, NL_PACK(LOCAL_ROOT "\\FirewallRules")},
    {NL_FIREWALL_SERVICES, NL_PACK(LOCAL_ROOT "\\RestrictedServices\\Configurable\\System")},
    {NL_FIREWALL_SERVICES, NL_PACK(LOCAL_ROOT "\\RestrictedServices\\Static\\System")},
};

/* Rules that were parsed before, walked along beside the values of a copy of that machine. */
struct known {
    const struct nl_firewall_rules *rules; /* NULL: none */
    size_t rule;
    size_t broken;
};

/* How far the walk looks ahead for a value: over those that the copy has removed. */
enum { LOOK_AHEAD = 16 };

static bool take_known(struct nl_arena *arena, const void *source, struct known *known,
                       struct nl_firewall_rules *rules)
{
    const struct nl_firewall_rules *from = known->rules;
    if (!from || !source)
        return false;
    for (size_t i = known->rule; i < from->list.count && i < known->rule + LOOK_AHEAD; i++) {
        if (from->list.items[i].source == source) {
            *NL_PUSH(arena, &rules->list) = from->list.items[i];
            known->rule = i + 1;
            return true;
        }
    }
    for (size_t i = known->broken; i < from->broken.count && i < known->broken + LOOK_AHEAD; i++) {
        if (from->broken.items[i].source == source) {
            *NL_PUSH(arena, &rules->broken) = from->broken.items[i];
            known->broken = i + 1;
            return true;
        }
    }
    return false;
}

static void read_rule(struct nl_arena *arena, const struct nl_registry_value *from,
                      enum nl_firewall_store store, struct nl_firewall_rules *rules)
{
    struct nl_error err = {0};
    struct nl_firewall_rule rule;
    const char *text = nl_value_as_text(arena, &from->value);
    if (text && nl_firewall_parse(arena, from->name, text, &rule, &err) == NL_OK) {
        rule.store = store;
        rule.source = from->value.bytes;
        if (store == NL_FIREWALL_SERVICES && !rule.has_active)
            rule.active = true; /* the rules that Windows ships there have no such token */
        *NL_PUSH(arena, &rules->list) = rule;
        return;
    }
    if (!text)
        (void)nl_fail(&err, NL_INVALID,
                      NL_T("The firewall rule {1} was left out: its value is not a text."),
                      nl_clean(arena, from->name));
    *NL_PUSH(arena, &rules->broken) =
        (struct nl_firewall_broken){.id = nl_arena_text(arena, from->name),
                                    .source = from->value.bytes,
                                    .store = store,
                                    .problem = nl_error_sentence(arena, &err)};
}

void nl_firewall_read(struct nl_arena *arena, const struct nl_machine *machine,
                      const struct nl_firewall_rules *known, struct nl_firewall_rules *out_rules)
{
    struct nl_firewall_rules rules = {0};
    struct known walk = {.rules = known};
    for (size_t i = 0; i < NL_COUNT_OF(places); i++) {
        /* Any name will do: it tells whether the key was seen, is absent or was refused. */
        struct nl_value probe = nl_machine_registry(machine, places[i].path, "");
        const struct nl_registry_key *key = nl_machine_key(machine, places[i].path);
        rules.states[places[i].store] = probe.state;
        if (!key || key->state != NL_VALUE_PRESENT)
            continue;
        rules.states[places[i].store] = NL_VALUE_PRESENT;
        rules.left_out += key->left_out;
        for (size_t v = 0; v < key->values.count; v++) {
            const struct nl_registry_value *value = &key->values.items[v];
            if (value->name && value->name[0] &&
                !take_known(arena, value->value.bytes, &walk, &rules))
                read_rule(arena, value, places[i].store, &rules);
        }
    }
    *out_rules = rules;
}

static bool key_is_absent(const struct nl_machine *machine, const char *path)
{
    const struct nl_registry_key *key = nl_machine_key(machine, path);
    return key ? key->state == NL_VALUE_ABSENT
               : nl_machine_registry(machine, path, "").state == NL_VALUE_ABSENT;
}

/* Where the switches of a profile are kept. Policies know StandardProfile from the time before
 * Vista; it counts only where neither Private nor Public is there ([MS-GPFAS] 2.2.2). */
static const char *policy_path(const struct nl_machine *machine, enum nl_firewall_profile profile)
{
    static const char *const paths[NL_FIREWALL_PROFILE_COUNT] = {
        NL_PACK(POLICY_ROOT "\\DomainProfile"), NL_PACK(POLICY_ROOT "\\PrivateProfile"),
        NL_PACK(POLICY_ROOT "\\PublicProfile")};
    if (profile != NL_FIREWALL_DOMAIN && key_is_absent(machine, paths[NL_FIREWALL_PRIVATE]) &&
        key_is_absent(machine, paths[NL_FIREWALL_PUBLIC]))
        return POLICY_ROOT "\\StandardProfile";
    return paths[profile];
}

static const char *const mdm_paths[NL_FIREWALL_PROFILE_COUNT] = {
    NL_PACK(LOCAL_ROOT "\\Mdm\\DomainProfile"), NL_PACK(LOCAL_ROOT "\\Mdm\\StandardProfile"),
    NL_PACK(LOCAL_ROOT "\\Mdm\\PublicProfile")};

static const char *const local_paths[NL_FIREWALL_PROFILE_COUNT] = {
    NL_PACK(LOCAL_ROOT "\\DomainProfile"), NL_PACK(LOCAL_ROOT "\\StandardProfile"),
    NL_PACK(LOCAL_ROOT "\\PublicProfile")};

static struct nl_firewall_switch decode(const struct nl_value *value, bool by_policy)
{
    struct nl_firewall_switch found = {
        .state = value->state, .by_policy = by_policy, .code = value->code};
    /* What is there in another form than a DWORD decides nothing that could be known. */
    if (value->state == NL_VALUE_PRESENT && !nl_value_as_dword(value, &found.number))
        found.state = NL_VALUE_UNSUPPORTED;
    return found;
}

struct nl_firewall_switch nl_firewall_read_switch(const struct nl_machine *machine,
                                                  enum nl_firewall_profile profile,
                                                  const char *name)
{
    struct nl_value policy = nl_machine_registry(machine, policy_path(machine, profile), name);
    if (policy.state != NL_VALUE_ABSENT)
        return decode(&policy, true);
    struct nl_value mdm = nl_machine_registry(machine, mdm_paths[profile], name);
    if (mdm.state == NL_VALUE_PRESENT || mdm.state == NL_VALUE_DENIED)
        return decode(&mdm, true);
    struct nl_value local = nl_machine_registry(machine, local_paths[profile], name);
    return decode(&local, false);
}

enum nl_answer nl_firewall_ignores_local(const struct nl_machine *machine,
                                         enum nl_firewall_profile profile)
{
    struct nl_firewall_switch merge =
        nl_firewall_read_switch(machine, profile, "AllowLocalPolicyMerge");
    if (merge.state == NL_VALUE_PRESENT)
        return merge.by_policy && merge.number == 0 ? NL_ANSWER_YES : NL_ANSWER_NO;
    return merge.state == NL_VALUE_ABSENT ? NL_ANSWER_NO : NL_ANSWER_UNKNOWN;
}

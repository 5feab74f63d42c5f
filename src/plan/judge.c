/* judge.c - one setting of one machine, judged against one request. */
#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "plan/audit.h"
#include "plan/firewall.h"
#include "plan/step.h"

/* How bad it is when a setting is not as requested. */
static const struct {
    const char *id;
    enum nl_severity severity;
} severities[] = {
    {"account.guest", NL_SEVERITY_HIGH},         {"dcom.enabled", NL_SEVERITY_MEDIUM},
    {"dns.llmnr", NL_SEVERITY_MEDIUM},           {"dns.netbios", NL_SEVERITY_LOW},
    {"firewall.block", NL_SEVERITY_HIGH},        {"logon.blank-password", NL_SEVERITY_HIGH},
    {"logon.network.deny", NL_SEVERITY_HIGH},    {"netbios.adapter", NL_SEVERITY_MEDIUM},
    {"netbios.netbeui", NL_SEVERITY_LOW},        {"netbios.nodetype", NL_SEVERITY_LOW},
    {"rpc.restrict-remote", NL_SEVERITY_MEDIUM}, {"rpc.service", NL_SEVERITY_MEDIUM},
    {"server.service", NL_SEVERITY_HIGH},        {"smb.direct", NL_SEVERITY_HIGH},
    {"smb1.client", NL_SEVERITY_MEDIUM},         {"smb1.server", NL_SEVERITY_HIGH},
};

/* Settings of a part of Windows that may not be installed: without the service there is nothing to
 * set (SMB1 from Windows 10 1709 on, "SMBv1 is not installed by default"). */
static const struct {
    const char *id;
    const char *service;
} parts[] = {
    {"smb1.server", "srv"},
};

static enum nl_severity severity_of(const struct nl_setting *setting)
{
    for (size_t i = 0; i < NL_COUNT_OF(severities); i++) {
        if (nl_equal(severities[i].id, setting->id))
            return severities[i].severity;
    }
    return NL_SEVERITY_MEDIUM;
}

static bool is_applicable(struct nl_arena *arena, const struct nl_machine *machine,
                          const struct nl_setting *setting, struct nl_sentences *why)
{
    uint32_t build = machine->os.build;
    if (build != 0 && ((setting->from_build && build < setting->from_build) ||
                       (setting->until_build && build > setting->until_build))) {
        nl_say_to(arena, why, NL_T("This Windows does not have the setting."));
        return false;
    }
    for (size_t i = 0; i < NL_COUNT_OF(parts); i++) {
        if (nl_equal(parts[i].id, setting->id) && machine->services_state == NL_VALUE_PRESENT &&
            !nl_machine_service(machine, parts[i].service)) {
            nl_say_to(arena, why,
                      NL_T("The part of Windows that it belongs to is not installed: there is no "
                           "service {1}."),
                      parts[i].service);
            return false;
        }
    }
    return true;
}

/* One sentence per SID, {1}, with its name, {2}, where that is known; {3}: where it stands. */
static void say_sids(struct nl_arena *arena, struct nl_judged *judged, const char *bare,
                     const char *named, const struct nl_texts *sids, const char *where)
{
    for (size_t i = 0; i < sids->count; i++) {
        const char *name = nl_sid_known_name(sids->items[i]);
        nl_say_to(arena, &judged->why, name ? named : bare, nl_clean(arena, sids->items[i]),
                  name ? name : "", where);
    }
}

static void say_found(struct nl_arena *arena, struct nl_judged *judged)
{
    const char *where = nl_clean(arena, nl_address_show(arena, &judged->instance.address));
    switch (judged->meaning.kind) {
    case NL_MEANING_WORD:
        if (judged->meaning.by_absence)
            nl_say_to(arena, &judged->why, NL_T("{1} is absent, which means {2}."), where,
                      judged->meaning.choice->word);
        else
            nl_say_to(arena, &judged->why, NL_T("{1} is {2}, which means {3}."), where,
                      nl_clean(arena, nl_value_show(arena, &judged->value)),
                      judged->meaning.choice->word);
        return;
    case NL_MEANING_SIDS:
        if (judged->meaning.sids.count == 0)
            nl_say_to(arena, &judged->why, NL_T("{1} is held by nobody."), where);
        else
            say_sids(arena, judged, NL_T("{3} is held by {1}."), NL_T("{3} is held by {1} ({2})."),
                     &judged->meaning.sids, where);
        return;
    case NL_MEANING_INVALID:
        *NL_PUSH(arena, &judged->why) = judged->meaning.problem;
        return;
    case NL_MEANING_NOTHING:
        nl_say_to(arena, &judged->why, NL_T("{1} does not exist on this machine."), where);
        return;
    case NL_MEANING_UNKNOWN:
        if (judged->value.state == NL_VALUE_DENIED)
            nl_say_to(arena, &judged->why, NL_T("{1} may not be read (error {2})."), where,
                      nl_decimal(judged->value.code).text);
        else
            nl_say_to(arena, &judged->why, NL_T("{1} could not be read here."), where);
        return;
    }
}

/* SIDs of want that the holders lack, or (held true) that they have. */
static struct nl_texts pick(struct nl_arena *arena, const struct nl_texts *from,
                            const struct nl_texts *other, bool held)
{
    struct nl_texts picked = {0};
    for (size_t i = 0; i < from->count; i++) {
        if (nl_texts_hold(other, from->items[i]) == held)
            nl_texts_add(&picked, arena, from->items[i]);
    }
    return picked;
}

static enum nl_verdict judge_sids(struct nl_arena *arena, struct nl_judged *judged)
{
    const struct nl_texts *held = &judged->meaning.sids;
    const struct nl_texts *wanted = &judged->want->sids;
    struct nl_texts missing = {0};
    struct nl_texts surplus = {0};
    switch (judged->want->kind) {
    case NL_WANT_SIDS_ADD:
        missing = pick(arena, wanted, held, false);
        break;
    case NL_WANT_SIDS_REMOVE:
        surplus = pick(arena, held, wanted, true);
        break;
    case NL_WANT_SIDS_EXACT:
        missing = pick(arena, wanted, held, false);
        surplus = pick(arena, held, wanted, false);
        break;
    case NL_WANT_WORD:
        return NL_VERDICT_UNKNOWN;
    }
    say_sids(arena, judged, NL_T("Missing: {1}."), NL_T("Missing: {1} ({2})."), &missing, NULL);
    say_sids(arena, judged, NL_T("Too many: {1}."), NL_T("Too many: {1} ({2})."), &surplus, NULL);
    return missing.count || surplus.count ? NL_VERDICT_FAIL : NL_VERDICT_PASS;
}

/* NetBIOS: what is in force is not what the value says, and a leftover is in force nowhere. */
static void find_netbios(struct nl_arena *arena, const struct nl_machine *machine,
                         struct nl_judged *judged, enum nl_netbios_state *out_state)
{
    bool on = false;
    struct nl_sentence why = {0};
    *out_state = nl_netbios_judge(arena, machine, judged->instance.instance, &on, &why);
    if (*out_state != NL_NETBIOS_UNKNOWN)
        judged->effective = on ? "enabled" : "disabled";
    else
        judged->effective = NULL;
    if (judged->meaning.kind != NL_MEANING_INVALID && judged->meaning.kind != NL_MEANING_UNKNOWN)
        *NL_PUSH(arena, &judged->why) = why;
}

/* Which firewall profiles make a rule of ours count for nothing. */
static bool is_rule_ignored(struct nl_arena *arena, const struct nl_machine *machine,
                            struct nl_judged *judged)
{
    bool ignored = false;
    for (size_t i = 0; i < NL_FIREWALL_PROFILE_COUNT; i++) {
        if (nl_firewall_ignores_local(machine, (enum nl_firewall_profile)i) != NL_ANSWER_YES)
            continue;
        ignored = true;
        nl_say_to(arena, &judged->why,
                  NL_T("The rule does not count in firewall profile {1}, where a policy makes "
                       "local rules ignored."),
                  nl_firewall_profile_names[i]);
    }
    return ignored;
}

/* The word in force where a policy's value stands beside the setting's own. */
static void apply_policy_value(struct nl_arena *arena, const struct nl_machine *machine,
                               struct nl_judged *judged)
{
    const struct nl_setting *setting = judged->instance.setting;
    if (setting->place != NL_PLACE_REGISTRY || !setting->policy_path ||
        (nl_same(setting->policy_path, judged->instance.address.path) &&
         nl_same(setting->policy_name, judged->instance.address.name)))
        return;
    struct nl_value value =
        nl_machine_registry(machine, setting->policy_path, setting->policy_name);
    struct nl_meaning meaning = nl_value_meaning(arena, setting, &value);
    if (value.state != NL_VALUE_PRESENT || meaning.kind != NL_MEANING_WORD)
        return;
    judged->effective = meaning.choice->word;
    nl_say_to(arena, &judged->why, NL_T("The policy says {1}, and the policy wins."),
              meaning.choice->word);
}

static enum nl_verdict judge_word(struct nl_arena *arena, const struct nl_machine *machine,
                                  struct nl_judged *judged, enum nl_netbios_state netbios)
{
    const char *wanted = judged->want->word;
    const char *found = judged->meaning.choice->word;
    const struct nl_choice *choice = nl_choice_find(judged->instance.setting, wanted);
    if (choice && choice->is_absent)
        return judged->meaning.by_absence ? NL_VERDICT_PASS : NL_VERDICT_FAIL;
    if (judged->instance.setting->instances == NL_INSTANCE_ADAPTER) {
        if (nl_equal(found, wanted))
            return NL_VERDICT_PASS;
        if (netbios == NL_NETBIOS_DHCP_OFF && nl_equal(wanted, "disabled")) {
            judged->severity = NL_SEVERITY_LOW;
            nl_say_to(arena, &judged->why,
                      NL_T("It is off only as long as the DHCP server says so."));
        } else if (netbios == NL_NETBIOS_LEFTOVER) {
            judged->severity = NL_SEVERITY_LOW;
        }
        return NL_VERDICT_FAIL;
    }
    if (judged->instance.setting->place == NL_PLACE_FIREWALL_BLOCK && nl_equal(found, "blocked") &&
        is_rule_ignored(arena, machine, judged))
        judged->effective = "none";
    return nl_equal(judged->effective, wanted) ? NL_VERDICT_PASS : NL_VERDICT_FAIL;
}

static enum nl_verdict verdict_of(struct nl_arena *arena, const struct nl_machine *machine,
                                  struct nl_judged *judged, enum nl_netbios_state netbios)
{
    switch (judged->meaning.kind) {
    case NL_MEANING_NOTHING:
        return NL_VERDICT_NOT_APPLICABLE;
    case NL_MEANING_UNKNOWN:
        return judged->want ? NL_VERDICT_UNKNOWN : NL_VERDICT_NOT_CHECKED;
    case NL_MEANING_INVALID:
        return judged->want ? NL_VERDICT_FAIL : NL_VERDICT_NOT_CHECKED;
    case NL_MEANING_WORD:
        if (!judged->want)
            return NL_VERDICT_NOT_CHECKED;
        return judged->want->kind == NL_WANT_WORD ? judge_word(arena, machine, judged, netbios)
                                                  : NL_VERDICT_UNKNOWN;
    case NL_MEANING_SIDS:
        return judged->want ? judge_sids(arena, judged) : NL_VERDICT_NOT_CHECKED;
    }
    return NL_VERDICT_UNKNOWN;
}

/* A request that steps back where its risk is raised is no request on such a machine, or a machine that
 * was set up by the profile would never pass it. */
static void heed_risk(struct nl_arena *arena, const struct nl_machine *machine,
                      struct nl_judged *judged)
{
    struct nl_step step;
    if (judged->verdict != NL_VERDICT_FAIL || !judged->want->unless_risk ||
        !nl_step_make(arena, judged, &step) ||
        !nl_step_raises(arena, machine, &step, judged->want->unless_risk))
        return;
    judged->verdict = NL_VERDICT_NOT_CHECKED;
    nl_say_to(arena, &judged->why,
              NL_T("The profile leaves it as it is where the risk {1} is raised."),
              judged->want->unless_risk);
}

static void say_rest(struct nl_arena *arena, const struct nl_machine *machine,
                     struct nl_judged *judged)
{
    struct nl_sentence owner = {0};
    if (judged->verdict == NL_VERDICT_FAIL && judged->instance.setting->why)
        *NL_PUSH(arena, &judged->why) =
            (struct nl_sentence){.format = judged->instance.setting->why};
    if (judged->want &&
        nl_policy_owner(arena, machine, &judged->instance, &owner) != NL_OWNERSHIP_LOCAL &&
        owner.format)
        *NL_PUSH(arena, &judged->why) = owner;
}

void nl_judge(struct nl_arena *arena, const struct nl_machine *machine,
              const struct nl_instance *instance, const struct nl_want *want,
              struct nl_judged *out_judged)
{
    struct nl_judged judged = {.instance = *instance, .want = want};
    enum nl_netbios_state netbios = NL_NETBIOS_UNKNOWN;
    judged.severity = severity_of(instance->setting);
    judged.value = nl_machine_read(arena, machine, &instance->address);
    judged.meaning = nl_value_meaning(arena, instance->setting, &judged.value);
    if (!is_applicable(arena, machine, instance->setting, &judged.why)) {
        judged.verdict = NL_VERDICT_NOT_APPLICABLE;
        judged.severity = NL_SEVERITY_NONE;
        *out_judged = judged;
        return;
    }
    say_found(arena, &judged);
    if (judged.meaning.kind == NL_MEANING_WORD)
        judged.effective = judged.meaning.choice->word;
    if (instance->setting->instances == NL_INSTANCE_ADAPTER)
        find_netbios(arena, machine, &judged, &netbios);
    apply_policy_value(arena, machine, &judged);
    judged.verdict = verdict_of(arena, machine, &judged, netbios);
    heed_risk(arena, machine, &judged);
    say_rest(arena, machine, &judged);
    if (judged.verdict != NL_VERDICT_FAIL && judged.verdict != NL_VERDICT_UNKNOWN)
        judged.severity = NL_SEVERITY_NONE;
    *out_judged = judged;
}

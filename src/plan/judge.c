/* judge.c - one setting of one machine, judged against one want. */
#include "judge.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "in_force.h"
#include "model/sid.h"
#include "netbios.h"
#include "policy.h"
#include "service_chain.h"

#include <string.h>

static bool is_applicable(struct nl_arena *arena, const struct nl_machine *machine,
                          const struct nl_setting *setting, struct nl_sentences *why)
{
    uint32_t build = machine->os.build;
    if (build != 0 && ((setting->from_build && build < setting->from_build) ||
                       (setting->until_build && build > setting->until_build))) {
        nl_say_to(arena, why, NL_T("This Windows does not have the setting."));
        return false;
    }
    /* SMB1 from Windows 10 1709 on: "SMBv1 is not installed by default". */
    if (setting->needs_service && machine->services_state == NL_VALUE_PRESENT &&
        !nl_machine_service(machine, setting->needs_service)) {
        nl_say_to(arena, why,
                  NL_T("The part of Windows that it belongs to is not installed: there is no "
                       "service {1}."),
                  setting->needs_service);
        return false;
    }
    return true;
}

/* This Windows does not have it: nothing to want, but for a block of a port, which is there all the
 * same. */
static void end_inapplicable(struct nl_arena *arena, struct nl_judged *judged)
{
    const struct nl_sentence why = judged->why.items[--judged->why.count];
    if (judged->instance.setting->place == NL_PLACE_FIREWALL_BLOCK && judged->want &&
        nl_equal(judged->want->word, "blocked")) {
        nl_judged_end(arena, judged, NL_OUTCOME_UNMET, NL_UNMET_UNSUPPORTED, why);
        return;
    }
    nl_judged_end(arena, judged, NL_OUTCOME_NOT_APPLICABLE, NL_UNMET_NONE, why);
    judged->severity = NL_SEVERITY_NONE;
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

/* Whether the holders are as requested; what is missing or too much is kept and said. */
static bool sids_are_as_wanted(struct nl_arena *arena, struct nl_judged *judged)
{
    const struct nl_texts *held = &judged->meaning.sids;
    const struct nl_texts *wanted = &judged->want->sids;
    switch (judged->want->kind) {
    case NL_WANT_SIDS_ADD:
        judged->missing = pick(arena, wanted, held, false);
        break;
    case NL_WANT_SIDS_REMOVE:
        judged->surplus = pick(arena, held, wanted, true);
        break;
    case NL_WANT_SIDS_EXACT:
        judged->missing = pick(arena, wanted, held, false);
        judged->surplus = pick(arena, held, wanted, false);
        break;
    case NL_WANT_WORD:
        return false;
    }
    say_sids(arena, judged, NL_T("Missing: {1}."), NL_T("Missing: {1} ({2})."), &judged->missing,
             NULL);
    say_sids(arena, judged, NL_T("Too many: {1}."), NL_T("Too many: {1} ({2})."), &judged->surplus,
             NULL);
    return judged->missing.count == 0 && judged->surplus.count == 0;
}

/* NetBIOS: what is in force is not what the value says, and a leftover is in force nowhere. */
static void find_netbios(struct nl_arena *arena, const struct nl_machine *machine,
                         struct nl_judged *judged, enum nl_netbios_state *out_state)
{
    bool on = false;
    struct nl_sentence why = {0};
    struct nl_sentences driver = {0};
    *out_state = nl_netbios_judge(arena, machine, judged->instance.instance, &on, &why);
    if (nl_service_will_run(arena, machine, "NetBT", &driver) == NL_ANSWER_NO) {
        judged->effective = "disabled";
        nl_say_to(arena, &judged->why,
                  NL_T("The NetBT driver will not run, so NetBIOS is off on every adapter, "
                       "whatever is set here."));
        return;
    }
    if (*out_state != NL_NETBIOS_UNKNOWN)
        judged->effective = on ? "enabled" : "disabled";
    else
        judged->effective = NULL;
    if (judged->meaning.kind != NL_MEANING_INVALID && judged->meaning.kind != NL_MEANING_UNKNOWN)
        *NL_PUSH(arena, &judged->why) = why;
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

static const struct nl_port_exposure *port_of(const struct nl_exposure *exposure,
                                              const struct nl_instance *instance)
{
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (nl_equal(nl_decimal(exposure->ports[i].port->number).text, instance->instance))
            return &exposure->ports[i];
    }
    return NULL;
}

/* A block that another rule makes already, in every profile this machine can use. */
static bool is_blocked_by_another(struct nl_arena *arena, const struct nl_exposure *exposure,
                                  struct nl_judged *judged)
{
    if (judged->instance.setting->place != NL_PLACE_FIREWALL_BLOCK ||
        !nl_equal(judged->want->word, "blocked"))
        return false;
    const struct nl_port_exposure *port = port_of(exposure, &judged->instance);
    if (!port || !port->closed_by)
        return false;
    judged->effective = "blocked";
    nl_judged_end(arena, judged, NL_OUTCOME_MET, NL_UNMET_NONE,
                  nl_say(arena,
                         NL_T("The firewall rule {1} blocks the port already. A rule of netlatch's "
                              "own would only outlast that one."),
                         nl_clean(arena, port->closed_by)));
    return true;
}

/* Whether the stored value is the word that is requested. */
static bool word_is_as_wanted(const struct nl_judged *judged)
{
    const char *wanted = judged->want->word;
    const struct nl_choice *choice = nl_choice_find(judged->instance.setting, wanted);
    if (choice && choice->is_absent)
        return judged->meaning.by_absence;
    return nl_equal(judged->meaning.choice->word, wanted);
}

/* In force for another reason than the value: less urgent, and still to be set. */
static void say_borrowed(struct nl_arena *arena, struct nl_judged *judged,
                         enum nl_netbios_state netbios)
{
    if (judged->instance.setting->instances != NL_INSTANCE_ADAPTER ||
        !nl_equal(judged->want->word, "disabled") || !nl_equal(judged->effective, "disabled"))
        return;
    judged->severity = NL_SEVERITY_LOW;
    if (netbios == NL_NETBIOS_DHCP_OFF)
        nl_say_to(arena, &judged->why, NL_T("It is off only as long as the DHCP server says so."));
}

static void judge_word(struct nl_arena *arena, const struct nl_machine *machine,
                       const struct nl_exposure *exposure, struct nl_judged *judged,
                       enum nl_netbios_state netbios)
{
    if (word_is_as_wanted(judged)) {
        nl_in_force_check(arena, machine, exposure, judged);
        return;
    }
    if (is_blocked_by_another(arena, exposure, judged))
        return;
    say_borrowed(arena, judged, netbios);
    /* A rule that would not count is not what matters first. */
    if (judged->instance.setting->place == NL_PLACE_FIREWALL_BLOCK &&
        exposure->firewall.replaced == NL_ANSWER_YES)
        judged->severity = NL_SEVERITY_LOW;
    nl_judged_end(arena, judged, NL_OUTCOME_CHANGE, NL_UNMET_NONE, (struct nl_sentence){0});
}

static void judge_unreadable(struct nl_arena *arena, const struct nl_machine *machine,
                             struct nl_judged *judged)
{
    const char *code = nl_arena_text(arena, nl_decimal(judged->value.code).text);
    if (judged->value.state != NL_VALUE_DENIED)
        nl_judged_end(arena, judged, NL_OUTCOME_UNMET, NL_UNMET_UNSUPPORTED,
                      nl_say(arena,
                             NL_T("It could not be read here (error {1}). What cannot be read is "
                                  "not changed, because it could not be restored."),
                             code));
    else if (machine->session.elevated == NL_ANSWER_NO)
        nl_judged_end(arena, judged, NL_OUTCOME_UNMET, NL_UNMET_NEEDS_ELEVATION,
                      nl_say(arena,
                             NL_T("It can only be read with administrator rights (error {1})."),
                             code));
    else
        nl_judged_end(arena, judged, NL_OUTCOME_UNMET, NL_UNMET_DENIED,
                      nl_say(arena,
                             NL_T("Access was denied (error {1}). What cannot be read is not "
                                  "changed, because it could not be restored."),
                             code));
}

static void judge_meaning(struct nl_arena *arena, const struct nl_machine *machine,
                          const struct nl_exposure *exposure, struct nl_judged *judged,
                          enum nl_netbios_state netbios)
{
    switch (judged->meaning.kind) {
    case NL_MEANING_NOTHING:
        nl_judged_end(arena, judged, NL_OUTCOME_NOT_APPLICABLE, NL_UNMET_NONE,
                      nl_say(arena, NL_T("This machine does not have it.")));
        return;
    case NL_MEANING_UNKNOWN:
        judge_unreadable(arena, machine, judged);
        return;
    case NL_MEANING_INVALID:
        nl_judged_end(arena, judged, NL_OUTCOME_CHANGE, NL_UNMET_NONE, (struct nl_sentence){0});
        return;
    case NL_MEANING_WORD:
        judge_word(arena, machine, exposure, judged, netbios);
        return;
    case NL_MEANING_SIDS:
        if (sids_are_as_wanted(arena, judged))
            nl_in_force_check(arena, machine, exposure, judged);
        else
            nl_judged_end(arena, judged, NL_OUTCOME_CHANGE, NL_UNMET_NONE, (struct nl_sentence){0});
        return;
    }
}

enum nl_severity nl_judge_severity(const struct nl_setting *setting,
                                   const struct nl_instance *instance,
                                   const struct nl_exposure *exposure)
{
    enum nl_severity severity = setting->severity;
    enum nl_severity most =
        setting->place == NL_PLACE_FIREWALL_BLOCK || (setting->flags & NL_SETTING_UNVERIFIED)
            ? NL_SEVERITY_LOW /* a second lock */
            : NL_SEVERITY_MEDIUM;
    if (!setting->ports)
        return severity;
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct nl_port_exposure *port = &exposure->ports[i];
        struct nl_number number = nl_decimal(port->port->number);
        bool decides = setting->instances == NL_INSTANCE_PORT
                           ? nl_equal(number.text, instance->instance)
                           : strstr(setting->ports, number.text) != NULL;
        if (decides && (port->reached_by != NL_REACH_NOBODY || port->will_reach != NL_REACH_NOBODY))
            return severity;
    }
    return severity < most ? severity : most;
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
              const struct nl_exposure *exposure, const struct nl_instance *instance,
              const struct nl_want *want, struct nl_judged *out_judged)
{
    struct nl_judged judged = {.instance = *instance, .want = want};
    enum nl_netbios_state netbios = NL_NETBIOS_UNKNOWN;
    judged.severity = nl_judge_severity(instance->setting, instance, exposure);
    judged.value = nl_machine_read(arena, machine, &instance->address);
    judged.meaning = nl_value_meaning(arena, instance->setting, &judged.value);
    judged.verdict = NL_VERDICT_NOT_CHECKED;
    if (!is_applicable(arena, machine, instance->setting, &judged.why)) {
        end_inapplicable(arena, &judged);
        *out_judged = judged;
        return;
    }
    say_found(arena, &judged);
    if (judged.meaning.kind == NL_MEANING_WORD)
        judged.effective = judged.meaning.choice->word;
    if (instance->setting->instances == NL_INSTANCE_ADAPTER)
        find_netbios(arena, machine, &judged, &netbios);
    apply_policy_value(arena, machine, &judged);
    if (want)
        judge_meaning(arena, machine, exposure, &judged, netbios);
    else if (judged.meaning.kind == NL_MEANING_NOTHING)
        judged.verdict = NL_VERDICT_NOT_APPLICABLE;
    say_rest(arena, machine, &judged);
    if (judged.verdict != NL_VERDICT_FAIL && judged.verdict != NL_VERDICT_UNKNOWN)
        judged.severity = NL_SEVERITY_NONE;
    *out_judged = judged;
}

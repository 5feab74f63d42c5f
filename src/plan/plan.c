/* plan.c - the steps from a machine to a profile.
 *
 * Order of steps: what only acts after a restart comes first and what acts at once comes last, user
 * rights at the very end. A failure on the way then has the least to roll back, and a right that
 * could lock somebody out is not touched before everything else has worked. */
#include "plan.h"

#include "companion.h"
#include "impact.h"
#include "step.h"

#include <string.h>

const char *const nl_skip_words[] = {"already", "unreadable",   "not-applicable",
                                     "gate",    "cannot-write", NULL};

static void skip(struct nl_arena *arena, struct nl_plan *plan, const char *id, enum nl_skip kind,
                 struct nl_sentence why)
{
    *NL_PUSH(arena, &plan->skipped) =
        (struct nl_skipped){.id = nl_arena_text(arena, id), .kind = kind, .why = why};
}

static struct nl_sentence unreadable(struct nl_arena *arena, const struct nl_value *value)
{
    const char *code = nl_decimal(value->code).text;
    if (value->state == NL_VALUE_DENIED)
        return nl_say(arena,
                      NL_T("Access was denied (error {1}). What cannot be read is not changed, "
                           "because it could not be restored."),
                      code);
    return nl_say(arena,
                  NL_T("This host cannot read it (error {1}). What cannot be read is not changed, "
                       "because it could not be restored."),
                  code);
}

struct nl_machine nl_plan_after(struct nl_arena *arena, const struct nl_machine *machine,
                                const struct nl_plan *plan)
{
    struct nl_machine after = *machine;
    nl_machine_fork(arena, &after);
    for (size_t i = 0; i < plan->steps.count; i++)
        nl_machine_change(arena, &after, &plan->steps.items[i].address,
                          &plan->steps.items[i].wanted);
    return after;
}

/* Turns one request for one instance into a step, or into the reason why there is none. */
static void plan_instance(struct nl_arena *arena, const struct nl_instance *instance,
                          const struct nl_want *want, unsigned places_written, struct nl_plan *plan)
{
    struct nl_judged judged;
    struct nl_step step;
    nl_judge(arena, plan->machine, instance, want, &judged);
    if (judged.verdict == NL_VERDICT_NOT_APPLICABLE) {
        skip(arena, plan, instance->id, NL_SKIP_NOT_APPLICABLE,
             nl_say(arena, NL_T("This machine does not have it.")));
    } else if (judged.meaning.kind == NL_MEANING_UNKNOWN) {
        skip(arena, plan, instance->id, NL_SKIP_UNREADABLE, unreadable(arena, &judged.value));
    } else if (!nl_step_make(arena, &judged, &step)) {
        skip(arena, plan, instance->id, NL_SKIP_ALREADY,
             nl_say(arena, NL_T("It is already as wanted.")));
    } else if (!(places_written & 1U << instance->address.place)) {
        skip(arena, plan, instance->id, NL_SKIP_CANNOT_WRITE,
             nl_say(arena, NL_T("This host can read it but not change it.")));
    } else if (want->unless_risk &&
               nl_step_raises(arena, plan->machine, &step, want->unless_risk)) {
        skip(arena, plan, instance->id, NL_SKIP_RISK,
             nl_say(arena, NL_T("The profile leaves it as it is where the risk {1} is raised."),
                    want->unless_risk));
    } else {
        step.reason = step.wanted_word ? nl_say(arena, NL_T("The profile {1} wants {2}."),
                                                plan->profile->name, step.wanted_word)
                                       : nl_say(arena, NL_T("The profile {1} wants other holders."),
                                                plan->profile->name);
        nl_companion_steps(arena, plan->machine, &step, plan);
        *NL_PUSH(arena, &plan->steps) = step;
    }
}

/* Requests whose selector names nothing on this machine. */
static void skip_unmatched(struct nl_arena *arena, const struct nl_instances *instances,
                           struct nl_plan *plan)
{
    for (size_t w = 0; w < plan->profile->wants.count; w++) {
        const struct nl_want *want = &plan->profile->wants.items[w];
        bool matched = false;
        for (size_t i = 0; i < instances->count && !matched; i++)
            matched = nl_want_selects(want, plan->machine, &instances->items[i]);
        if (!matched)
            skip(arena, plan,
                 nl_arena_format(arena, "%s[%s]", want->setting->id,
                                 want->selector ? want->selector : "*"),
                 NL_SKIP_NOT_APPLICABLE,
                 nl_say(arena, NL_T("Nothing on this machine matches it.")));
    }
}

static unsigned rank(const struct nl_step *step)
{
    if (step->address.place == NL_PLACE_USER_RIGHT)
        return NL_EFFECT_COUNT + 1;
    return (unsigned)NL_EFFECT_COUNT - (unsigned)step->effect;
}

/* Insertion sort: stable, so that a companion stays before its step. */
static void order_steps(struct nl_plan *plan)
{
    for (size_t i = 1; i < plan->steps.count; i++) {
        struct nl_step step = plan->steps.items[i];
        size_t at = i;
        for (; at > 0 && rank(&plan->steps.items[at - 1]) > rank(&step); at--)
            plan->steps.items[at] = plan->steps.items[at - 1];
        plan->steps.items[at] = step;
    }
}

/* Everything that follows from the steps. */
static void weigh(struct nl_arena *arena, struct nl_plan *plan)
{
    struct nl_machine after = nl_plan_after(arena, plan->machine, plan);
    struct nl_mismatches unused = {0};
    memset(plan->before, 0, sizeof plan->before);
    memset(plan->after, 0, sizeof plan->after);
    nl_exposure_judge(arena, plan->machine, plan->before, &unused);
    nl_exposure_judge(arena, &after, plan->after, &unused);
    uint32_t changes = nl_plan_changes(arena, plan->machine, &after, plan);
    plan->impacts.count = 0;
    plan->dependents.count = 0;
    plan->risks.count = 0;
    nl_dependents_find(arena, plan->machine, plan);
    nl_impact_find(arena, plan->machine, changes, plan);
    nl_risks_find(arena, plan->machine, changes, plan);
}

static uint64_t hash_text(uint64_t hash, const char *text)
{
    return text ? nl_hash(hash, text, strlen(text) + 1) : nl_hash(hash, "", 1);
}

static uint64_t hash_value(uint64_t hash, const struct nl_value *value)
{
    const uint32_t head[4] = {(uint32_t)value->state, value->type, value->missing_keys,
                              (uint32_t)value->size};
    for (size_t i = 0; i < NL_COUNT_OF(head); i++)
        hash = hash_text(hash, nl_decimal(head[i]).text);
    return nl_hash(hash, value->bytes, value->size);
}

static const char *fingerprint(struct nl_arena *arena, const struct nl_plan *plan)
{
    uint64_t hash = NL_HASH_START;
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct nl_step *step = &plan->steps.items[i];
        hash = hash_text(hash, step->instance.id);
        hash = hash_text(hash, nl_address_show(arena, &step->address));
        hash = hash_value(hash, &step->before);
        hash = hash_value(hash, &step->wanted);
    }
    return nl_arena_format(arena, "%016llx", (unsigned long long)hash);
}

void nl_plan_make(struct nl_arena *arena, const struct nl_machine *machine,
                  const struct nl_profile *profile, unsigned places_written,
                  struct nl_plan *out_plan)
{
    struct nl_plan plan = {.machine = machine, .profile = profile};
    struct nl_instances instances = nl_machine_instances(arena, machine);
    for (size_t i = 0; i < instances.count; i++) {
        const struct nl_want *want = nl_profile_want(profile, machine, &instances.items[i]);
        if (want)
            plan_instance(arena, &instances.items[i], want, places_written, &plan);
    }
    skip_unmatched(arena, &instances, &plan);
    order_steps(&plan);
    weigh(arena, &plan);

    for (size_t i = 0; i < plan.steps.count; i++) {
        if (plan.steps.items[i].effect > plan.effect)
            plan.effect = plan.steps.items[i].effect;
    }
    plan.restart_required = plan.effect == NL_EFFECT_RESTART;
    struct nl_machine after = nl_plan_after(arena, machine, &plan);
    nl_exposure_client(arena, machine, &plan.client_before);
    nl_exposure_client(arena, &after, &plan.client_after);
    plan.id = fingerprint(arena, &plan);
    *out_plan = plan;
}

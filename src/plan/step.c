/* step.c - one request for one instance as a write. */
#include "step.h"

#include "companion.h"
#include "impact.h"

#include <string.h>

/* The SIDs that a want makes of those that are there. */
static struct nl_value wanted_sids(struct nl_arena *arena, const struct nl_want *want,
                                   const struct nl_texts *held)
{
    struct nl_texts sids = {0};
    for (size_t i = 0; want->kind != NL_WANT_SIDS_EXACT && i < held->count; i++) {
        if (want->kind == NL_WANT_SIDS_ADD || !nl_texts_hold(&want->sids, held->items[i]))
            *NL_PUSH(arena, &sids) = held->items[i];
    }
    for (size_t i = 0; want->kind != NL_WANT_SIDS_REMOVE && i < want->sids.count; i++)
        *NL_PUSH(arena, &sids) = want->sids.items[i];
    return sids.count ? nl_value_sids(arena, &sids) : nl_value_absent(0);
}

bool nl_step_make(struct nl_arena *arena, const struct nl_judged *judged, struct nl_step *out_step)
{
    const struct nl_want *want = judged->want;
    struct nl_step step = {.instance = judged->instance,
                           .address = judged->instance.address,
                           .before = judged->value,
                           .effect = judged->instance.setting->effect};
    if (want->kind == NL_WANT_WORD) {
        /* A want's word was checked against the row when it was read. */
        if (nl_word_value(arena, step.instance.setting, want->word, &step.wanted, NULL) != NL_OK)
            return false;
        step.wanted_word = want->word;
        step.before_word = judged->meaning.choice ? judged->meaning.choice->word : NULL;
        if (nl_equal(step.before_word, step.wanted_word))
            return false;
    } else {
        step.wanted = wanted_sids(arena, want, &judged->meaning.sids);
    }
    if (nl_value_equal(&step.before, &step.wanted))
        return false;
    *out_step = step;
    return true;
}

bool nl_step_raises(struct nl_arena *arena, const struct nl_machine *machine,
                    const struct nl_step *step, const char *risk)
{
    const struct nl_profile nothing = {.name = ""};
    struct nl_plan alone = {.machine = machine, .profile = &nothing};
    nl_companion_steps(arena, machine, step, &alone);
    *NL_PUSH(arena, &alone.steps) = *step;
    struct nl_machine after = nl_plan_after(arena, machine, &alone);
    nl_risks_find(arena, machine, nl_plan_changes(arena, machine, &after, &alone), &alone);
    for (size_t i = 0; i < alone.risks.count; i++) {
        if (strcmp(alone.risks.items[i].row->id, risk) == 0)
            return true;
    }
    return false;
}

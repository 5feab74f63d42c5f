/* step.c - one change of one setting as a write.
 *
 * Order of steps: what only acts after a restart comes first and what acts at once comes last, user
 * rights at the very end. A failure on the way then has the least to roll back, and a right that
 * could lock somebody out is not touched before everything else has worked. */
#include "step.h"

#include "base/attributes.h"
#include "model/machine_set.h"

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

struct nl_machine nl_steps_after(struct nl_arena *arena, const struct nl_machine *machine,
                                 const struct nl_steps *steps, const struct nl_setting *setting)
{
    struct nl_machine after = *machine;
    nl_machine_fork(arena, &after);
    for (size_t i = 0; i < steps->count; i++) {
        if (!setting || steps->items[i].instance.setting == setting)
            nl_machine_change(arena, &after, &steps->items[i].address, &steps->items[i].wanted);
    }
    return after;
}

static size_t rank(const struct nl_step *step)
{
    if (step->address.place == NL_PLACE_USER_RIGHT)
        return NL_EFFECT_COUNT;
    return (size_t)NL_EFFECT_COUNT - 1 - (size_t)step->effect;
}

void nl_steps_order(struct nl_arena *arena, struct nl_steps *steps)
{
    struct nl_steps ordered = {0};
    for (size_t r = 0; r <= NL_EFFECT_COUNT; r++) {
        for (size_t i = 0; i < steps->count; i++) {
            if (rank(&steps->items[i]) == r)
                *NL_PUSH(arena, &ordered) = steps->items[i];
        }
    }
    *steps = ordered;
}

/* step.h - one change of one setting as a write. */
#ifndef NL_PLAN_STEP_H
#define NL_PLAN_STEP_H

#include "judge.h"

struct nl_step {
    struct nl_instance instance; /* setting, id, label */
    struct nl_address address;   /* where this step writes; a companion's differs from the
                                  * instance's own (a dependency list beside a start type) */
    struct nl_value before;      /* exact; PRESENT or ABSENT, never unknown */
    struct nl_value wanted;
    const char *before_word; /* choice words for people; NULL where there is none */
    const char *wanted_word;
    enum nl_effect effect;
    struct nl_sentence reason;
};
struct nl_steps {
    struct nl_step *items;
    size_t count;
    size_t capacity;
};

/* Fills a step that takes what judged found to what its want asks for. False when there is nothing
 * to write: the value already is what is wanted. Only for what was judged readable and applicable. */
bool nl_step_make(struct nl_arena *arena, const struct nl_judged *judged, struct nl_step *out_step);

/* The machine as it will be once every step has taken effect (pure; shares what does not change).
 * setting: only the steps of that one; NULL: all. */
struct nl_machine nl_steps_after(struct nl_arena *arena, const struct nl_machine *machine,
                                 const struct nl_steps *steps, const struct nl_setting *setting);

/* Puts steps in the order they are applied in: what only acts after a restart first, what acts at
 * once last, user rights at the very end. Stable. */
void nl_steps_order(struct nl_arena *arena, struct nl_steps *steps);

#endif

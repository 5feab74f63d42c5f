/* step.h - one request for one instance as a write: what it would be, and what it alone would risk. */
#ifndef NL_PLAN_STEP_H
#define NL_PLAN_STEP_H

#include "plan.h"

/* Fills a step that takes what judged found to what its request wants. False when there is nothing to
 * write: the value already is what is wanted. Only for what was judged readable and applicable. */
bool nl_step_make(struct nl_arena *arena, const struct nl_judged *judged, struct nl_step *out_step);

/* Whether this step, made alone on this machine, would raise the risk. Alone, so that the answer
 * does not depend on what else a profile wants. */
bool nl_step_raises(struct nl_arena *arena, const struct nl_machine *machine,
                    const struct nl_step *step, const char *risk);

#endif

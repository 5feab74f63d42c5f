/* outcome.h - everything that follows from a set of steps on one machine, found once and passed on.
 * Pure. */
#ifndef NL_PLAN_OUTCOME_H
#define NL_PLAN_OUTCOME_H

#include "impact.h"
#include "risks.h"

struct nl_plan_outcome {
    struct nl_machine after; /* once every step has taken effect */
    struct nl_changes changes;
    struct nl_dependents_list dependents; /* of services that the steps keep from starting */
    struct nl_impacts impacts;            /* worst first */
    struct nl_risk_list risks;            /* worst first */
};

/* exposure: that of the machine as it is. */
void nl_plan_outcome_find(struct nl_arena *arena, const struct nl_machine *machine,
                          const struct nl_exposure *exposure, const struct nl_steps *steps,
                          struct nl_plan_outcome *out_outcome);

#endif

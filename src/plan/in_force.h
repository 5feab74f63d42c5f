/* in_force.h - whether a value that is as requested has the effect that is meant. Pure. */
#ifndef NL_PLAN_IN_FORCE_H
#define NL_PLAN_IN_FORCE_H

#include "exposure.h"
#include "judged.h"

/* For a judged setting whose stored value is as requested: ends it as MET, as PENDING, or as UNMET
 * because something observed on this machine makes it count for nothing. */
void nl_in_force_check(struct nl_arena *arena, const struct nl_machine *machine,
                       const struct nl_exposure *exposure, struct nl_judged *judged);

#endif

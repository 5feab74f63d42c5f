/* exposure_compare.h - where settings and sockets disagree, and the likely reason. */
#ifndef NL_PLAN_EXPOSURE_COMPARE_H
#define NL_PLAN_EXPOSURE_COMPARE_H

#include "port_exposure.h"

/* Adds every disagreement between predicted and observed. */
void nl_exposure_compare(struct nl_arena *arena, const struct nl_machine *machine,
                         const struct nl_port_exposure *exposure, struct nl_mismatches *mismatches);

#endif

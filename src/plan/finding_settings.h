/* finding_settings.h - settings that are not as requested. Pure. */
#ifndef NL_PLAN_FINDING_SETTINGS_H
#define NL_PLAN_FINDING_SETTINGS_H

#include "finding.h"
#include "settle.h"

void nl_findings_of_settings(struct nl_arena *arena, const struct nl_settled *settled,
                             struct nl_findings *findings);

#endif

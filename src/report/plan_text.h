/* plan_text.h - a plan as text for a screen. It cannot fail. */
#ifndef NL_REPORT_PLAN_TEXT_H
#define NL_REPORT_PLAN_TEXT_H

#include "report/style.h"

/* One screen; every step, reason, impact and dependent where style->verbose. quiet: one line. */
void nl_report_plan_text(struct nl_arena *arena, const struct nl_plan *plan,
                         const struct nl_report_style *style, struct nl_text *out);

#endif

/* plan_json.h - a plan as netlatch/plan/2. It cannot fail. */
#ifndef NL_REPORT_PLAN_JSON_H
#define NL_REPORT_PLAN_JSON_H

#include "report/style.h"

/* netlatch/plan/2: res/schema/plan.schema.json. Its "profile" is a whole netlatch/profile/1
 * document, so that a plan file alone says what was requested. */
void nl_report_plan_json(struct nl_arena *arena, const struct nl_plan *plan,
                         const struct nl_report_style *style, struct nl_text *out);

/* The steps alone as netlatch/plan/1 had them, to compare them with a plan file of netlatch 0.1. */
void nl_report_plan_first_steps(struct nl_arena *arena, const struct nl_plan *plan,
                                struct nl_text *out);

#endif

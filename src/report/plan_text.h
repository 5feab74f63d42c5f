/* plan_text.h - the price of a plan in text: risks, what may break, who depends. */
#ifndef NL_REPORT_PLAN_TEXT_H
#define NL_REPORT_PLAN_TEXT_H

#include "report/layout.h"

void nl_plan_text_risks(const struct nl_page *page, const struct nl_plan *plan);
void nl_plan_text_impacts(const struct nl_page *page, const struct nl_plan *plan);
void nl_plan_text_dependents(const struct nl_page *page, const struct nl_plan *plan);

#endif

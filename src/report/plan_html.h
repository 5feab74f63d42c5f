/* plan_html.h - the price of a plan in HTML: risks, what may break, who depends. */
#ifndef NL_REPORT_PLAN_HTML_H
#define NL_REPORT_PLAN_HTML_H

#include "report/html.h"

void nl_plan_html_risks(const struct nl_html *html, const struct nl_plan *plan);
void nl_plan_html_impacts(const struct nl_html *html, const struct nl_plan *plan);
void nl_plan_html_dependents(const struct nl_html *html, const struct nl_plan *plan);

#endif

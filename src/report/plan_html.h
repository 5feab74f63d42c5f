/* plan_html.h - a plan as a page to attach to a change request. It cannot fail. */
#ifndef NL_REPORT_PLAN_HTML_H
#define NL_REPORT_PLAN_HTML_H

#include "report/style.h"

/* One file without script or outside request. */
void nl_report_plan_html(struct nl_arena *arena, const struct nl_plan *plan,
                         const struct nl_report_style *style, struct nl_text *out);

#endif

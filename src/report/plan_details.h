/* plan_details.h - the reasons behind a plan: folded up in HTML, with --verbose in text. */
#ifndef NL_REPORT_PLAN_DETAILS_H
#define NL_REPORT_PLAN_DETAILS_H

#include "report/document.h"

void nl_plan_details(struct nl_document *document, const struct nl_plan *plan);

#endif

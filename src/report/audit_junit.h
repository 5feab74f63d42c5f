/* audit_junit.h - an audit as JUnit XML. It cannot fail. */
#ifndef NL_REPORT_AUDIT_JUNIT_H
#define NL_REPORT_AUDIT_JUNIT_H

#include "report/style.h"

/* A fail is a failure, an unknown is an error, the rest that did not pass is skipped. */
void nl_report_audit_junit(struct nl_arena *arena, const struct nl_audit *audit,
                           const struct nl_report_style *style, struct nl_text *out);

#endif

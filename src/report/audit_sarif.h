/* audit_sarif.h - an audit as SARIF 2.1.0. It cannot fail. */
#ifndef NL_REPORT_AUDIT_SARIF_H
#define NL_REPORT_AUDIT_SARIF_H

#include "report/style.h"

void nl_report_audit_sarif(struct nl_arena *arena, const struct nl_audit *audit,
                           const struct nl_report_style *style, struct nl_text *out);

#endif

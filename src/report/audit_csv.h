/* audit_csv.h - an audit as a sheet. It cannot fail. */
#ifndef NL_REPORT_AUDIT_CSV_H
#define NL_REPORT_AUDIT_CSV_H

#include "report/style.h"

/* RFC 4180 with a byte order mark; cells that a spreadsheet would take for formulas begin with '. */
void nl_report_audit_csv(struct nl_arena *arena, const struct nl_audit *audit,
                         const struct nl_report_style *style, struct nl_text *out);

#endif

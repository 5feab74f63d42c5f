/* audit_ndjson.h - an audit as lines of JSON. It cannot fail. */
#ifndef NL_REPORT_AUDIT_NDJSON_H
#define NL_REPORT_AUDIT_NDJSON_H

#include "report/style.h"

/* netlatch/audit-lines/1: a header line, then one line for each port, setting and finding. */
void nl_report_audit_ndjson(struct nl_arena *arena, const struct nl_audit *audit,
                            const struct nl_report_style *style, struct nl_text *out);

#endif

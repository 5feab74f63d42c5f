/* audit_ndjson.h - an audit as lines of JSON. It cannot fail. */
#ifndef NL_REPORT_AUDIT_NDJSON_H
#define NL_REPORT_AUDIT_NDJSON_H

#include "report/style.h"

/* netlatch/audit-lines/2: a header line, then one line for each port, setting, request, finding, probe
 * and thing that was not seen. */
void nl_report_audit_ndjson(struct nl_arena *arena, const struct nl_audit *audit,
                            const struct nl_report_style *style, struct nl_text *out);

#endif

/* audit_json.h - an audit as netlatch/audit/2. It cannot fail. */
#ifndef NL_REPORT_AUDIT_JSON_H
#define NL_REPORT_AUDIT_JSON_H

#include "report/style.h"

/* netlatch/audit/2: res/schema/audit.schema.json. */
void nl_report_audit_json(struct nl_arena *arena, const struct nl_audit *audit,
                          const struct nl_report_style *style, struct nl_text *out);

#endif

/* audit_html.h - an audit as a page to attach to a ticket. It cannot fail. */
#ifndef NL_REPORT_AUDIT_HTML_H
#define NL_REPORT_AUDIT_HTML_H

#include "report/style.h"

/* One file without script or outside request; its first screen and first printed page answer. */
void nl_report_audit_html(struct nl_arena *arena, const struct nl_audit *audit,
                          const struct nl_report_style *style, struct nl_text *out);

#endif

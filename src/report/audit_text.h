/* audit_text.h - an audit as text for a screen. It cannot fail. */
#ifndef NL_REPORT_AUDIT_TEXT_H
#define NL_REPORT_AUDIT_TEXT_H

#include "report/style.h"

/* One screen; the reasons, every adapter and every setting where style->verbose. quiet: one line. */
void nl_report_audit_text(struct nl_arena *arena, const struct nl_audit *audit,
                          const struct nl_report_style *style, struct nl_text *out);

#endif

/* audit_line.h - an audit as one line for management systems. It cannot fail. */
#ifndef NL_REPORT_AUDIT_LINE_H
#define NL_REPORT_AUDIT_LINE_H

#include "report/style.h"

/* One ASCII line of at most NL_REPORT_LINE_SIZE bytes with its newline, beginning with Compliant
 * or NonCompliant, for management systems that read a script's last line. */
#define NL_REPORT_LINE_SIZE 2048
void nl_report_audit_line(struct nl_arena *arena, const struct nl_audit *audit,
                          const struct nl_report_style *style, struct nl_text *out);

#endif

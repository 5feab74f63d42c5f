/* audit_prom.h - an audit as metrics in the text format of Prometheus. It cannot fail. */
#ifndef NL_REPORT_AUDIT_PROM_H
#define NL_REPORT_AUDIT_PROM_H

#include "report/style.h"

/* For the textfile collector of windows_exporter or node_exporter: a file that ends with .prom. */
void nl_report_audit_prom(struct nl_arena *arena, const struct nl_audit *audit,
                          const struct nl_report_style *style, struct nl_text *out);

#endif

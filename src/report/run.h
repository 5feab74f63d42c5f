/* run.h - the name of one audit, the same in all its forms and on all its lines. */
#ifndef NL_REPORT_RUN_H
#define NL_REPORT_RUN_H

#include "report/style.h"

/* 16 hexadecimal digits made of what the audit is of: the machine, the time it was looked at, the
 * recording, the profile and the version of netlatch. Whoever collects one audit twice can tell. */
const char *nl_run_id(struct nl_arena *arena, const struct nl_audit *audit,
                      const struct nl_report_style *style);

#endif

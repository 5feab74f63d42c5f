/* read_inf.h - a security template as a profile. */
#ifndef NL_EXPORT_READ_INF_H
#define NL_EXPORT_READ_INF_H

#include "intake.h"

/* text is UTF-8. NL_INVALID names the line. Source: [MS-GPSB] 2.2. */
NL_MUST_CHECK enum nl_status nl_read_inf(struct nl_intake *intake, const char *text,
                                         struct nl_error *err);

#endif

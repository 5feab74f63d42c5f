/* read_list.h - a finding list of HardeningKitty as a profile. */
#ifndef NL_EXPORT_READ_LIST_H
#define NL_EXPORT_READ_LIST_H

#include "intake.h"

/* CSV in UTF-8, with a line of names first. NL_INVALID names the line. Source: HardeningKitty, its lists. */
NL_MUST_CHECK enum nl_status nl_read_list(struct nl_intake *intake, const char *text,
                                          struct nl_error *err);

#endif

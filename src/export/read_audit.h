/* read_audit.h - an audit of netlatch as a profile: what it found there. */
#ifndef NL_EXPORT_READ_AUDIT_H
#define NL_EXPORT_READ_AUDIT_H

#include "intake.h"

/* NL_INVALID names line and column. Whatever version of the schema made it: only the settings, their words
 * and their values are read. */
NL_MUST_CHECK enum nl_status nl_read_audit(struct nl_intake *intake, const char *text, size_t size,
                                           struct nl_error *err);

#endif

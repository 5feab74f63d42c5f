/* read_pol.h - Registry.pol as a profile. */
#ifndef NL_EXPORT_READ_POL_H
#define NL_EXPORT_READ_POL_H

#include "intake.h"

/* NL_INVALID names the offset. Source: [MS-GPREG] 2.2.1. */
NL_MUST_CHECK enum nl_status nl_read_pol(struct nl_intake *intake, const uint8_t *bytes,
                                         size_t size, struct nl_error *err);

#endif

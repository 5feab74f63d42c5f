/* posix_clock.h - the time and the uptime of a POSIX system. */
#ifndef NL_HOST_POSIX_POSIX_CLOCK_H
#define NL_HOST_POSIX_POSIX_CLOCK_H

#include "host/clock.h"

struct nl_clock *nl_posix_clock(void);

#endif

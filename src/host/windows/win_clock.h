/* win_clock.h - the time and the uptime of Windows. */
#ifndef NL_WINDOWS_CLOCK_H
#define NL_WINDOWS_CLOCK_H

#include "host/clock.h"

struct nl_clock *nl_windows_clock(void);

#endif

/* clock.h - what time it is, and waiting. */
#ifndef NL_HOST_CLOCK_H
#define NL_HOST_CLOCK_H

#include <stdint.h>

struct nl_clock {
    /* Seconds since 1970-01-01 UTC, as the system's clock says: may jump. */
    uint64_t (*now_s)(struct nl_clock *clock);
    /* Milliseconds since the system started: never jumps, starts anew at a restart. */
    uint64_t (*uptime_ms)(struct nl_clock *clock);
    void (*sleep_ms)(struct nl_clock *clock, uint32_t duration_ms);
};

#endif

/* posix_clock.c - what time it is, and waiting. */

#include "posix_clock.h"

#include <time.h>

static uint64_t now_s(struct nl_clock *clock)
{
    (void)clock;
    return (uint64_t)time(NULL);
}

static uint64_t uptime_ms(struct nl_clock *clock)
{
    (void)clock;
    struct timespec at;
    (void)clock_gettime(CLOCK_MONOTONIC, &at); /* cannot fail for this clock */
    return (uint64_t)at.tv_sec * 1000 + (uint64_t)at.tv_nsec / 1000000;
}

static void sleep_ms(struct nl_clock *clock, uint32_t duration_ms)
{
    (void)clock;
    struct timespec left = {.tv_sec = (time_t)(duration_ms / 1000),
                            .tv_nsec = (long)(duration_ms % 1000) * 1000000};
    while (nanosleep(&left, &left) != 0)
        continue;
}

struct nl_clock *nl_posix_clock(void)
{
    static struct nl_clock clock = {now_s, uptime_ms, sleep_ms};
    return &clock;
}

/* win_clock.c - what time it is, and waiting. */
#include "win_clock.h"

#include "win_load.h"

#include <windows.h>

/* FILETIME counts 100 ns from 1601-01-01; this is 1970-01-01 in seconds of it. */
#define UNIX_EPOCH_S UINT64_C(11644473600)

enum { TICKS_OF_A_MS = 10000 /* of 100 ns */ };

struct win_clock {
    struct nl_clock base;
    BOOL(WINAPI *working)(PULONGLONG); /* QueryUnbiasedInterruptTime, Windows 7 and later */
    ULONGLONG(WINAPI *ticks)(void);    /* GetTickCount64, not on XP */
    bool looked;
    DWORD last; /* XP: the 32-bit counter and how often it has begun anew */
    uint64_t turns;
};

static uint64_t now_s(struct nl_clock *base)
{
    (void)base;
    FILETIME time;
    GetSystemTimeAsFileTime(&time);
    uint64_t ticks = (uint64_t)time.dwHighDateTime << 32 | time.dwLowDateTime;
    uint64_t seconds = ticks / 10000000;
    return seconds > UNIX_EPOCH_S ? seconds - UNIX_EPOCH_S : 0;
}

static uint64_t uptime_ms(struct nl_clock *base)
{
    struct win_clock *clock = (struct win_clock *)base;
    if (!clock->looked) {
        (void)WIN_LOAD(L"kernel32.dll", "QueryUnbiasedInterruptTime", &clock->working);
        (void)WIN_LOAD(L"kernel32.dll", "GetTickCount64", &clock->ticks);
        clock->looked = true;
    }
    /* The tick counts go on while the machine sleeps: a guard would fire when the lid is opened. */
    ULONGLONG working = 0;
    if (clock->working && clock->working(&working))
        return working / TICKS_OF_A_MS;
    if (clock->ticks)
        return clock->ticks();
    /* Right as long as somebody asks once in 49 days. */
    DWORD now = GetTickCount();
    clock->turns += now < clock->last;
    clock->last = now;
    return clock->turns << 32 | now;
}

static void sleep_ms(struct nl_clock *base, uint32_t duration_ms)
{
    (void)base;
    Sleep(duration_ms);
}

struct nl_clock *nl_windows_clock(void)
{
    static struct win_clock clock = {
        .base = {.now_s = now_s, .uptime_ms = uptime_ms, .sleep_ms = sleep_ms}};
    return &clock.base;
}

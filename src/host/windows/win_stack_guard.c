/* win_stack_guard.c - the two symbols that -fstack-protector needs, without MinGW's libssp.
 *
 * libssp seeds its guard in a constructor through CryptAcquireContext, which loads DLLs before main
 * has restricted where DLLs are searched. This guard needs kernel32 alone. Its sources are those of
 * Microsoft's __security_init_cookie (learn.microsoft.com, /GS: time, process, thread, tick count,
 * performance counter, an address), mixed so that each bit depends on all of them. It is a library
 * of its own: the executable and every test link it through netlatch_flags. */
#include <windows.h>

#include <stdint.h>

/* Names and types are the compiler's. NOLINTBEGIN(readability-identifier-naming) */
extern uintptr_t __stack_chk_guard;
_Noreturn void __stack_chk_fail(void);

/* For what runs before the constructor. */
uintptr_t __stack_chk_guard = (uintptr_t)UINT64_C(0xA3C59AC2F10D9E00);
/* NOLINTEND(readability-identifier-naming) */

/* The last step of SplitMix64 (Steele, Lea, Flood 2014). */
__attribute__((no_stack_protector)) static uint64_t mix(uint64_t seed)
{
    seed = (seed ^ (seed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    seed = (seed ^ (seed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return seed ^ (seed >> 31);
}

/* Runs before main, in the only thread, and must not have a guard itself: it changes it. */
__attribute__((constructor, no_stack_protector)) static void seed_guard(void)
{
    FILETIME time;
    LARGE_INTEGER counter = {0};
    GetSystemTimeAsFileTime(&time);
    (void)QueryPerformanceCounter(&counter);
    const uint64_t sources[] = {
        (uint64_t)time.dwHighDateTime << 32 | time.dwLowDateTime,
        (uint64_t)counter.QuadPart,
        (uint64_t)GetCurrentProcessId() << 32 | GetCurrentThreadId(),
        (uint64_t)GetTickCount() << 32,
        (uint64_t)(uintptr_t)&time,
        (uint64_t)(uintptr_t)&__stack_chk_guard,
    };
    uint64_t guard = UINT64_C(0x9E3779B97F4A7C15);
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
        guard = mix(guard ^ sources[i]);
    /* A zero byte at its beginning stops an overflow by a text from writing the right value. */
    guard &= ~UINT64_C(0xFF);
    if ((uintptr_t)guard != 0)
        __stack_chk_guard = (uintptr_t)guard;
}

/* The stack is not to be trusted any more: no message, no cleaning up. For a journal this is what a
 * power cut is. The exit code is the one Windows itself gives for the same fault. */
_Noreturn void __stack_chk_fail(void)
{
    TerminateProcess(GetCurrentProcess(), (UINT)0xC0000409); /* STATUS_STACK_BUFFER_OVERRUN */
    for (;;)
        Sleep(INFINITE);
}

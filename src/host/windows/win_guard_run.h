/* win_guard_run.h - netlatch as a service: the parts of the port that run in it; see host/guard.h. */
#ifndef NL_WINDOWS_GUARD_RUN_H
#define NL_WINDOWS_GUARD_RUN_H

#include "base/error.h"
#include "host/guard.h"

#include <windows.h>

/* What of the service manager a service itself needs. */
struct win_guard_run_calls {
    BOOL(WINAPI *dispatch)(const SERVICE_TABLE_ENTRYW *);
    SERVICE_STATUS_HANDLE(WINAPI *register_handler)(LPCWSTR, LPHANDLER_FUNCTION_EX, LPVOID);
    BOOL(WINAPI *set_status)(SERVICE_STATUS_HANDLE, LPSERVICE_STATUS);
    void(WINAPI *sleep)(DWORD);
};

NL_MUST_CHECK enum nl_status win_guard_run(const struct win_guard_run_calls *calls,
                                           void (*body)(void *context), void *context,
                                           struct nl_error *err);
enum nl_guard_call win_guard_wait(uint32_t most_ms);

#endif

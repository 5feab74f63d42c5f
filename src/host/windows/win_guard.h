/* win_guard.h - the service netlatch-guard: what its files share.
 *
 * The service is the program itself, copied to where only SYSTEM and Administrators can write, with
 * the argument "guard". It runs as LocalSystem, starts with the machine and depends on nothing, so
 * it also runs where RpcSs does not.
 *
 * It has a service SID of its own where Windows knows such (Vista and later), of the type
 * unrestricted: a restricted one makes the token write only what names that very SID, and neither
 * the service manager, LSA, the registry's hardened keys nor the journal do, so the guard could take
 * nothing back; giving it those rights would mean editing permissions all over the machine, which
 * netlatch never does. What it does not need is taken away instead: of LocalSystem's privileges it
 * keeps the three that an elevated administrator has switched on when he applies. */
#ifndef NL_WINDOWS_GUARD_H
#define NL_WINDOWS_GUARD_H

#include "base/arena.h"
#include "base/error.h"
#include "host/guard.h"

#include <windows.h>

#define WIN_GUARD_NAME L"netlatch-guard"
#define WIN_GUARD_KEY L"SYSTEM\\CurrentControlSet\\Services\\netlatch-guard"

/* A control of our own (128 to 255 are free for services): look at the journals now. */
#define WIN_GUARD_LOOK 128

/* What is called, so that a test can answer in the system's place. */
struct win_guard_calls {
    SC_HANDLE(WINAPI *open_manager)(LPCWSTR, LPCWSTR, DWORD);
    SC_HANDLE(WINAPI *create_service)
    (SC_HANDLE, LPCWSTR, LPCWSTR, DWORD, DWORD, DWORD, DWORD, LPCWSTR, LPCWSTR, LPDWORD, LPCWSTR,
     LPCWSTR, LPCWSTR);
    SC_HANDLE(WINAPI *open_service)(SC_HANDLE, LPCWSTR, DWORD);
    BOOL(WINAPI *change_config)
    (SC_HANDLE, DWORD, DWORD, DWORD, LPCWSTR, LPCWSTR, LPDWORD, LPCWSTR, LPCWSTR, LPCWSTR, LPCWSTR);
    BOOL(WINAPI *change_config2)(SC_HANDLE, DWORD, LPVOID);
    BOOL(WINAPI *query_status)(SC_HANDLE, LPSERVICE_STATUS);
    BOOL(WINAPI *start)(SC_HANDLE, DWORD, LPCWSTR *);
    BOOL(WINAPI *control)(SC_HANDLE, DWORD, LPSERVICE_STATUS);
    BOOL(WINAPI *remove)(SC_HANDLE);
    BOOL(WINAPI *close)(SC_HANDLE);
    BOOL(WINAPI *dispatch)(const SERVICE_TABLE_ENTRYW *);
    SERVICE_STATUS_HANDLE(WINAPI *register_handler)(LPCWSTR, LPHANDLER_FUNCTION_EX, LPVOID);
    BOOL(WINAPI *set_status)(SERVICE_STATUS_HANDLE, LPSERVICE_STATUS);
    void(WINAPI *sleep)(DWORD);
};

/* NULL puts the system's own back. */
void win_guard_replace(const struct win_guard_calls *calls);
const struct win_guard_calls *win_guard_calls(void);

/* The copy of this program that the service runs: made, or made anew where it differs, in
 * %ProgramData%\netlatch. A program on a network drive, on a stick, or in a folder of a user would
 * be gone, or another one, when it is needed. */
NL_MUST_CHECK enum nl_status win_guard_program(struct nl_arena *arena, const wchar_t **out_path,
                                               struct nl_error *err);

/* Names this start of the machine: a value in a volatile key below the service's own, which goes
 * when Windows shuts down ("volatile: not preserved when the system is restarted", RegCreateKeyEx)
 * and with the service. make does nothing where it is there already. */
DWORD win_guard_boot_make(void);
const char *win_guard_boot_read(struct nl_arena *arena);

/* The parts of the port that run in the service; see host/guard.h. */
NL_MUST_CHECK enum nl_status win_guard_run(void (*body)(void *context), void *context,
                                           struct nl_error *err);
enum nl_guard_call win_guard_wait(uint32_t most_ms);

#endif

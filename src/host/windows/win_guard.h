/* win_guard.h - the service netlatch-guard: what its files share. host/guard.h has the order in which
 * the port's calls come.
 *
 * The service is the program itself, copied to where only SYSTEM and Administrators can write
 * (win_guard_program.h), with the argument "guard". It runs as LocalSystem, starts with the machine and
 * depends on nothing, so it also runs where RpcSs does not.
 *
 * Its life: win_guard.c makes the service, flushes its key and starts it; from then on the service
 * manager owns its process and starts it again whenever it ends without saying so. win_guard_run.c is
 * that process from its first control to its last; it holds no handle of the service manager's. The
 * process removes its own service under the store's lock, and the name is free for a new one when the
 * process has ended.
 *
 * It has a service SID of its own where Windows knows such (Vista and later), of the type
 * unrestricted: a restricted one makes the token write only what names that very SID, and neither
 * the service manager, LSA, the registry's hardened keys nor the journal do, so the guard could roll
 * nothing back; giving it those rights would mean editing permissions all over the machine, which
 * netlatch never does. (Windows puts that SID into the token from the next start of the machine on;
 * nothing here depends on it.) What it does not need is taken away instead: of LocalSystem's
 * privileges it keeps the three that an elevated administrator has switched on when he applies. Only
 * SYSTEM and Administrators may send it controls; others may ask how it is. */
#ifndef NL_WINDOWS_GUARD_H
#define NL_WINDOWS_GUARD_H

#include "base/arena.h"
#include "host/guard.h"
#include "model/machine.h"

#include <windows.h>

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
    BOOL(WINAPI *set_security)(SC_HANDLE, SECURITY_INFORMATION, PSECURITY_DESCRIPTOR);
    BOOL(WINAPI *close)(SC_HANDLE);
    void(WINAPI *sleep)(DWORD);
};

/* NULL puts the system's own back. */
void win_guard_replace(const struct win_guard_calls *calls);

/* The service netlatch-guard. */
struct nl_guard_service *nl_windows_guard(void);

#endif

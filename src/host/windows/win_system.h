/* win_system.h - which Windows this is, its name, and what it is joined to. */
#ifndef NL_WINDOWS_SYSTEM_H
#define NL_WINDOWS_SYSTEM_H

#include "model/machine.h"

#include <windows.h>

#include <lm.h>

#include <dsrole.h>

/* What is called, so that a test can answer in the system's place. version, native and role are
 * NULL on a system that lacks them. */
struct win_system_calls {
    LONG(WINAPI *version)(OSVERSIONINFOEXW *);                      /* RtlGetVersion */
    BOOL(WINAPI *native)(HANDLE, USHORT *process, USHORT *machine); /* IsWow64Process2 */
    DWORD(WINAPI *role)(LPCWSTR, DSROLE_PRIMARY_DOMAIN_INFO_LEVEL, PBYTE *);
    void(WINAPI *role_free)(PVOID);
    NET_API_STATUS(WINAPI *join)(LPCWSTR, LPWSTR *, PNETSETUP_JOIN_STATUS);
    NET_API_STATUS(WINAPI *join_free)(LPVOID);
    BOOL(WINAPI *name)(COMPUTER_NAME_FORMAT, LPWSTR, LPDWORD);
    void(WINAPI *info)(LPSYSTEM_INFO);
};

/* NULL puts the system's own back. */
void win_system_replace(const struct win_system_calls *calls);

/* Fills machine->name, os and membership; uses machine->registry for the product's name.
 * NetGetJoinInformation asks the Workstation service, which has no start trigger: where it is stopped
 * the question fails and starts nothing. */
void win_system_survey(struct nl_arena *arena, struct nl_machine *machine);

#endif

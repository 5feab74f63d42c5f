/* win_owner.h - whose session netlatch runs in, where that is not the account it runs as. */
#ifndef NL_WINDOWS_OWNER_H
#define NL_WINDOWS_OWNER_H

#include "model/machine.h"

#include <windows.h>

/* What is called, so that a test can answer in the system's place. */
struct win_owner_calls {
    /* WTSQuerySessionInformation of the own session; NULL where Windows lacks it. */
    BOOL(WINAPI *session_text)
    (HANDLE server, DWORD session, int what, LPWSTR *text, DWORD *size);
    VOID(WINAPI *session_free)(PVOID);
    BOOL(WINAPI *lookup_name)(LPCWSTR, LPCWSTR, PSID, LPDWORD, LPWSTR, LPDWORD, PSID_NAME_USE);
    DWORD(WINAPI *local_groups)
    (LPCWSTR server, LPCWSTR user, DWORD level, DWORD flags, LPBYTE *buffer, DWORD preferred,
     LPDWORD read, LPDWORD total);
    DWORD(WINAPI *free_buffer)(LPVOID);
};

/* NULL puts the system's own back. */
void win_owner_replace(const struct win_owner_calls *calls);

/* Fills session.owner_sid, owner_name and owner_groups where the session is somebody else's than the
 * token's user: a standard user who elevated with an administrator's password, or the account that
 * Administrator Protection of Windows 11 makes. The groups are Everyone, Authenticated Users and the
 * local groups; for an account of this machine also S-1-5-113, and 114 for an administrator. Asks
 * after the identity. */
void win_owner_survey(struct nl_arena *arena, struct nl_machine *machine);

#endif

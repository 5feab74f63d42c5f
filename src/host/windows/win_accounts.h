/* win_accounts.h - local accounts found by their number, never by their name. */
#ifndef NL_WINDOWS_ACCOUNTS_H
#define NL_WINDOWS_ACCOUNTS_H

#include "base/error.h"
#include "model/machine.h"

#include <windows.h>

/* What is called, so that a test can answer in the system's place. The level's structure comes back
 * in a buffer for free_buffer. */
struct win_accounts_calls {
    BOOL(WINAPI *lookup_sid)(LPCWSTR, PSID, LPWSTR, LPDWORD, LPWSTR, LPDWORD, PSID_NAME_USE);
    DWORD(WINAPI *get_user)(LPCWSTR server, LPCWSTR name, DWORD level, LPBYTE *buffer);
    DWORD(WINAPI *set_user)
    (LPCWSTR server, LPCWSTR name, DWORD level, LPBYTE buffer, LPDWORD bad_parameter);
    DWORD(WINAPI *list_users)
    (LPCWSTR server, DWORD level, DWORD filter, LPBYTE *buffer, DWORD preferred, LPDWORD read,
     LPDWORD total, LPDWORD resume);
    DWORD(WINAPI *list_members)
    (LPCWSTR server, LPCWSTR group, DWORD level, LPBYTE *buffer, DWORD preferred, LPDWORD read,
     LPDWORD total, PDWORD_PTR resume);
    DWORD(WINAPI *free_buffer)(LPVOID);
};

/* NULL puts the system's own back. */
void win_accounts_replace(const struct win_accounts_calls *calls);

/* ACCOUNT_STATE of the account with that number ("501"); absent when there is none. */
struct nl_value win_accounts_read(struct nl_arena *arena, const char *rid);

/* Enables or disables it; every other flag stays. */
NL_MUST_CHECK enum nl_status win_accounts_write(struct nl_arena *arena, const char *rid,
                                                const struct nl_value *wanted,
                                                struct nl_error *err);

/* The built-in Administrator and Guest, and the members of Administrators. */
void win_accounts_survey(struct nl_arena *arena, struct nl_machine *machine);

/* "DOMAIN\name" of a SID for people, or NULL: also where Windows does not tell it in time. */
const char *win_accounts_name(struct nl_arena *arena, PSID sid);

#endif

/* win_shares.h - what this machine shares, and who is connected. */
#ifndef NL_WINDOWS_SHARES_H
#define NL_WINDOWS_SHARES_H

#include "model/machine.h"

#include <windows.h>

/* What is called, so that a test can answer in the system's place. */
struct win_shares_calls {
    DWORD(WINAPI *list_shares)
    (LPWSTR server, DWORD level, LPBYTE *buffer, DWORD preferred, LPDWORD read, LPDWORD total,
     LPDWORD resume);
    DWORD(WINAPI *list_sessions)
    (LPWSTR server, LPWSTR client, LPWSTR user, DWORD level, LPBYTE *buffer, DWORD preferred,
     LPDWORD read, LPDWORD total, LPDWORD resume);
    DWORD(WINAPI *free_buffer)(LPVOID);
};

/* NULL puts the system's own back. */
void win_shares_replace(const struct win_shares_calls *calls);

/* Fills machine->shares and machine->sessions. A Server service that does not run shares nothing
 * and has no sessions: that is "looked, none", and it is not asked, which could start it. Asks after
 * the services. */
void win_shares_survey(struct nl_arena *arena, struct nl_machine *machine);

#endif

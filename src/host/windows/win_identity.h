/* win_identity.h - who runs netlatch, with which rights, and over which way. */
#ifndef NL_WINDOWS_IDENTITY_H
#define NL_WINDOWS_IDENTITY_H

#include "model/machine.h"

#include <windows.h>

/* What is called, so that a test can answer in the system's place. */
struct win_identity_calls {
    BOOL(WINAPI *open_token)(HANDLE process, DWORD access, PHANDLE token);
    BOOL(WINAPI *query_token)
    (HANDLE token, TOKEN_INFORMATION_CLASS what, LPVOID buffer, DWORD size, PDWORD needed);
    BOOL(WINAPI *is_member)(HANDLE token, PSID sid, PBOOL member);
    BOOL(WINAPI *remote_session)(void);
    DWORD(WINAPI *environment)(LPCWSTR name, LPWSTR buffer, DWORD size);
};

/* NULL puts the system's own back. */
void win_identity_replace(const struct win_identity_calls *calls);

/* Whether this process has an administrator's rights now. Systems without elevation (XP, 2003)
 * answer ERROR_INVALID_PARAMETER to the question: there membership in Administrators decides. */
enum nl_answer win_identity_elevated(struct nl_arena *arena);

/* Fills machine->session. How the session is connected, the first that holds:
 *   ssh      the environment names an SSH connection (SSH_CONNECTION, SSH_CLIENT). The environment
 *            can lie, but only towards more caution; the token alone cannot tell SSH with a key
 *            from WinRM.
 *   rdp      the session's client is connected over a network (WTSClientProtocolType), or the token holds S-1-5-14
 *   winrm    the token is one of a network logon (S-1-5-2)
 *   service  the token is LocalSystem's, or holds S-1-5-6 (service) or S-1-5-3 (batch)
 *   none     the token holds S-1-5-4 (interactive)
 *   unknown  otherwise. */
void win_identity_survey(struct nl_arena *arena, struct nl_machine *machine);

/* "DOMAIN\\name" of the account this program runs as, from its token: the environment can say
 * anything. Where Windows does not tell the name, its SID; NULL where not even that is known. */
const char *nl_windows_user(struct nl_arena *arena);

#endif

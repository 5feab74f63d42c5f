/* win_identity.c - the token of this process, and how its session is connected. */
#include "win_identity.h"

#include "win_accounts.h"
#include "win_error.h"
#include "win_load.h"
#include "win_sid.h"

#include <stddef.h>
#include <string.h>

enum { FIRST_SIZE = 4096, MOST_SIZE = 1024 * 1024, MOST_GROUPS = 4096 };

#define OWN_SESSION ((DWORD)-1) /* WTS_CURRENT_SESSION */
enum { CLIENT_PROTOCOL = 16 /* WTSClientProtocolType */ };

/* What SM_REMOTESESSION of user32.dll says: how the session's client is connected. 0 is the console, 2
 * the remote desktop (WTSClientProtocolType). */
static BOOL WINAPI win_session_is_remote(void)
{
    BOOL(WINAPI * query)(HANDLE, DWORD, int, LPWSTR *, DWORD *) = NULL;
    VOID(WINAPI * release)(PVOID) = NULL;
    LPWSTR answer = NULL;
    DWORD size = 0;
    USHORT protocol = 0;
    if (!WIN_LOAD(L"wtsapi32.dll", "WTSQuerySessionInformationW", &query) ||
        !WIN_LOAD(L"wtsapi32.dll", "WTSFreeMemory", &release) ||
        !query(NULL, OWN_SESSION, CLIENT_PROTOCOL, &answer, &size) || !answer)
        return FALSE;
    if (size >= sizeof protocol)
        memcpy(&protocol, answer, sizeof protocol);
    release(answer);
    return protocol != 0;
}

static const struct win_identity_calls system_calls = {
    .open_token = OpenProcessToken,
    .query_token = GetTokenInformation,
    .is_member = CheckTokenMembership,
    .remote_session = win_session_is_remote,
    .environment = GetEnvironmentVariableW,
};
static const struct win_identity_calls *calls = &system_calls;

void win_identity_replace(const struct win_identity_calls *replacement)
{
    calls = replacement ? replacement : &system_calls;
}

static enum nl_answer administrators_member(struct nl_arena *arena)
{
    BOOL member = FALSE;
    /* NULL stands for the calling thread's token: a filtered one denies the group, and is no member. */
    if (!calls->is_member(NULL, win_sid_parse(arena, "S-1-5-32-544"), &member))
        return NL_ANSWER_UNKNOWN;
    return member ? NL_ANSWER_YES : NL_ANSWER_NO;
}

static enum nl_answer elevated(struct nl_arena *arena, HANDLE token)
{
    TOKEN_ELEVATION elevation = {0};
    DWORD size = 0;
    if (!calls->query_token(token, TokenElevation, &elevation, sizeof elevation, &size))
        return administrators_member(arena);
    if (!elevation.TokenIsElevated)
        return NL_ANSWER_NO;
    /* An elevated token is not always an administrator's: Backup Operators get one too. */
    enum nl_answer member = administrators_member(arena);
    return member == NL_ANSWER_UNKNOWN ? NL_ANSWER_YES : member;
}

enum nl_answer win_identity_elevated(struct nl_arena *arena)
{
    HANDLE token = NULL;
    if (!calls->open_token(GetCurrentProcess(), TOKEN_QUERY, &token))
        return administrators_member(arena);
    enum nl_answer answer = elevated(arena, token);
    CloseHandle(token);
    return answer;
}

/* One class of token information; NULL with the Win32 code. */
static void *query(struct nl_arena *arena, HANDLE token, TOKEN_INFORMATION_CLASS what,
                   DWORD *out_size, DWORD *out_code)
{
    for (DWORD size = FIRST_SIZE; size <= MOST_SIZE; size *= 4) {
        void *buffer = nl_arena_alloc(arena, size);
        DWORD needed = 0;
        if (calls->query_token(token, what, buffer, size, &needed)) {
            *out_size = size;
            return buffer;
        }
        *out_code = GetLastError();
        if (*out_code != ERROR_INSUFFICIENT_BUFFER)
            return NULL;
    }
    return NULL;
}

static void add_groups(struct nl_arena *arena, const TOKEN_GROUPS *groups, DWORD size,
                       struct nl_texts *out_sids)
{
    size_t room = (size - offsetof(TOKEN_GROUPS, Groups)) / sizeof groups->Groups[0];
    for (DWORD i = 0; i < groups->GroupCount && i < room && i < MOST_GROUPS; i++) {
        const SID_AND_ATTRIBUTES *group = &groups->Groups[i];
        if (!(group->Attributes & SE_GROUP_ENABLED) ||
            group->Attributes & SE_GROUP_USE_FOR_DENY_ONLY)
            continue;
        const char *sid = win_sid_text(arena, group->Sid);
        if (sid)
            nl_texts_add(out_sids, arena, sid);
    }
}

static bool environment_has(const wchar_t *name)
{
    wchar_t buffer[2];
    /* Too small a buffer makes it tell the size it needs: both say that the variable is there. */
    return calls->environment(name, buffer, NL_COUNT_OF(buffer)) > 0;
}

static enum nl_remote remote_of(const struct nl_session *session)
{
    if (environment_has(L"SSH_CONNECTION") || environment_has(L"SSH_CLIENT"))
        return NL_REMOTE_SSH;
    if (calls->remote_session() || nl_texts_hold(&session->groups, "S-1-5-14"))
        return NL_REMOTE_RDP;
    if (nl_texts_hold(&session->groups, "S-1-5-2"))
        return NL_REMOTE_WINRM;
    if (nl_same(session->user_sid, "S-1-5-18") || nl_texts_hold(&session->groups, "S-1-5-6") ||
        nl_texts_hold(&session->groups, "S-1-5-3"))
        return NL_REMOTE_SERVICE;
    if (nl_texts_hold(&session->groups, "S-1-5-4"))
        return NL_REMOTE_NONE;
    return NL_REMOTE_UNKNOWN;
}

void win_identity_survey(struct nl_arena *arena, struct nl_machine *machine)
{
    struct nl_session *session = &machine->session;
    HANDLE token = NULL;
    DWORD code = ERROR_SUCCESS;
    bool whole = false;
    if (!calls->open_token(GetCurrentProcess(), TOKEN_QUERY, &token)) {
        code = GetLastError();
        session->elevated = administrators_member(arena);
    } else {
        DWORD size = 0;
        session->elevated = elevated(arena, token);
        const TOKEN_USER *user = query(arena, token, TokenUser, &size, &code);
        if (user) {
            session->user_sid = win_sid_text(arena, user->User.Sid);
            session->user_name = win_accounts_name(arena, user->User.Sid);
        }
        const TOKEN_GROUPS *groups = query(arena, token, TokenGroups, &size, &code);
        if (groups)
            add_groups(arena, groups, size, &session->groups);
        whole = user && groups;
        CloseHandle(token);
    }
    session->remote = remote_of(session);
    if (!whole) {
        nl_machine_say_unseen(arena, machine, "session", win_unread_state(code), code,
                              NL_T("the token of this process cannot be read: who runs netlatch, "
                                   "and through which connection, is not known"));
    }
}

const char *nl_windows_user(struct nl_arena *arena)
{
    HANDLE token = NULL;
    DWORD size = 0;
    DWORD code = ERROR_SUCCESS;
    if (!calls->open_token(GetCurrentProcess(), TOKEN_QUERY, &token))
        return NULL;
    const TOKEN_USER *user = query(arena, token, TokenUser, &size, &code);
    const char *name = user ? win_accounts_name(arena, user->User.Sid) : NULL;
    if (user && !name)
        name = win_sid_text(arena, user->User.Sid);
    CloseHandle(token);
    return name;
}

/* win_shares.c - what this machine shares, and who is connected. */
#include "win_shares.h"

#include "win_error.h"
#include "win_netapi.h"
#include "win_text.h"

#include <lm.h>

enum { ROUNDS = 64, MOST_ENTRIES = 10000 };

static const struct win_shares_calls system_calls = {
    .list_shares = win_net_share_enum,
    .list_sessions = win_net_session_enum,
    .free_buffer = win_net_api_buffer_free,
};
static const struct win_shares_calls *calls = &system_calls;

void win_shares_replace(const struct win_shares_calls *replacement)
{
    calls = replacement ? replacement : &system_calls;
}

static void add_share(struct nl_arena *arena, struct nl_machine *machine, DWORD level,
                      const void *buffer, DWORD index)
{
    struct nl_share share = {0};
    if (level == 2) {
        const SHARE_INFO_2 *entry = (const SHARE_INFO_2 *)buffer + index;
        share.name = win_narrow(arena, entry->shi2_netname);
        share.type = entry->shi2_type;
        share.path = win_narrow(arena, entry->shi2_path);
    } else {
        const SHARE_INFO_1 *entry = (const SHARE_INFO_1 *)buffer + index;
        share.name = win_narrow(arena, entry->shi1_netname);
        share.type = entry->shi1_type;
    }
    if (share.name)
        *NL_PUSH(arena, &machine->shares.list) = share;
}

static void add_session(struct nl_arena *arena, struct nl_machine *machine, DWORD level,
                        const void *buffer, DWORD index)
{
    struct nl_smb_session session = {0};
    if (level == 502) {
        const SESSION_INFO_502 *entry = (const SESSION_INFO_502 *)buffer + index;
        session.client = win_narrow(arena, entry->sesi502_cname);
        session.user = win_narrow(arena, entry->sesi502_username);
        session.open_files = entry->sesi502_num_opens;
    } else {
        const SESSION_INFO_10 *entry = (const SESSION_INFO_10 *)buffer + index;
        session.client = win_narrow(arena, entry->sesi10_cname);
        session.user = win_narrow(arena, entry->sesi10_username);
    }
    *NL_PUSH(arena, &machine->sessions.list) = session;
}

static DWORD list(struct nl_arena *arena, struct nl_machine *machine, bool sessions, DWORD level)
{
    DWORD resume = 0;
    size_t seen = 0;
    for (int round = 0; round < ROUNDS && seen < MOST_ENTRIES; round++) {
        BYTE *buffer = NULL;
        DWORD count = 0;
        DWORD total = 0;
        DWORD code = sessions ? calls->list_sessions(NULL, NULL, NULL, level, &buffer,
                                                     MAX_PREFERRED_LENGTH, &count, &total, &resume)
                              : calls->list_shares(NULL, level, &buffer, MAX_PREFERRED_LENGTH,
                                                   &count, &total, &resume);
        if (code != ERROR_SUCCESS && code != ERROR_MORE_DATA)
            return code;
        for (DWORD i = 0; buffer && i < count && seen < MOST_ENTRIES; i++, seen++) {
            if (sessions)
                add_session(arena, machine, level, buffer, i);
            else
                add_share(arena, machine, level, buffer, i);
        }
        if (buffer)
            (void)calls->free_buffer(buffer);
        if (code == ERROR_SUCCESS)
            return ERROR_SUCCESS;
        if (count == 0)
            break;
    }
    return ERROR_MORE_DATA;
}

static void settle(struct nl_arena *arena, struct nl_machine *machine, const char *what, DWORD code,
                   enum nl_value_state *out_state, uint32_t *out_code, size_t *count)
{
    if (code == ERROR_SUCCESS || code == NERR_ServerNotStarted) {
        *out_state = NL_VALUE_PRESENT;
        return;
    }
    *out_state = win_unread_state(code);
    *out_code = code;
    *count = 0;
    nl_machine_say_unseen(arena, machine, what, *out_state, code, NULL);
}

/* Whether the Server service runs, so that asking it starts nothing. Since Windows 7 it has triggers: the
 * mere question (its RPC interface, its pipe srvsvc) would start it, and open TCP 445 and 139
 * ("SERVICE_TRIGGER structure", SERVICE_TRIGGER_TYPE_NETWORK_ENDPOINT). */
static enum nl_answer server_runs(const struct nl_machine *machine)
{
    const struct nl_service *server = nl_machine_service(machine, "LanmanServer");
    if (!server)
        return machine->services_state == NL_VALUE_PRESENT ? NL_ANSWER_NO : NL_ANSWER_UNKNOWN;
    switch (server->run) {
    case NL_SERVICE_RUNNING:
    case NL_SERVICE_PAUSED:
    case NL_SERVICE_START_PENDING:
    case NL_SERVICE_CONTINUE_PENDING:
    case NL_SERVICE_PAUSE_PENDING:
        return NL_ANSWER_YES;
    case NL_SERVICE_STOPPED:
    case NL_SERVICE_STOP_PENDING:
        return NL_ANSWER_NO;
    case NL_SERVICE_UNKNOWN:
        break;
    }
    return NL_ANSWER_UNKNOWN;
}

/* Nothing is asked: a stopped server shares nothing, and one whose state is not known may be stopped. */
static void leave_alone(struct nl_arena *arena, struct nl_machine *machine, enum nl_answer runs)
{
    machine->shares.state = NL_VALUE_PRESENT;
    machine->sessions.state = NL_VALUE_PRESENT;
    if (runs == NL_ANSWER_NO)
        return;
    machine->shares.state = NL_VALUE_UNSUPPORTED;
    machine->sessions.state = NL_VALUE_UNSUPPORTED;
    machine->shares.code = ERROR_SERVICE_NOT_ACTIVE;
    machine->sessions.code = ERROR_SERVICE_NOT_ACTIVE;
    nl_machine_say_unseen(
        arena, machine, "smb-shares", NL_VALUE_UNSUPPORTED, ERROR_SERVICE_NOT_ACTIVE,
        NL_T("whether the Server service runs is not known, and asking it for shares and "
             "sessions could start it"));
}

void win_shares_survey(struct nl_arena *arena, struct nl_machine *machine)
{
    enum nl_answer runs = server_runs(machine);
    if (runs != NL_ANSWER_YES) {
        leave_alone(arena, machine, runs);
        return;
    }
    /* Paths are for administrators; names and types are for everybody. */
    DWORD code = list(arena, machine, false, 2);
    if (code == ERROR_ACCESS_DENIED || code == ERROR_INVALID_LEVEL) {
        machine->shares.list.count = 0;
        code = list(arena, machine, false, 1);
    }
    settle(arena, machine, "smb-shares", code, &machine->shares.state, &machine->shares.code,
           &machine->shares.list.count);

    code = list(arena, machine, true, 502);
    if (code == ERROR_ACCESS_DENIED || code == ERROR_INVALID_LEVEL) {
        machine->sessions.list.count = 0;
        code = list(arena, machine, true, 10);
    }
    settle(arena, machine, "smb-sessions", code, &machine->sessions.state, &machine->sessions.code,
           &machine->sessions.list.count);
}

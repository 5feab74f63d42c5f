/* win_events.c - events of the source netlatch in the log Application. */
#include "win_events.h"

#include "win_error.h"
#include "win_guard_program.h"
#include "win_registry.h"
#include "win_text.h"

#include <string.h>

#define WIN_EVENTS_PATH "HKLM\\SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\netlatch"

static const struct win_events_calls system_calls = {
    .open = RegisterEventSourceW, .report = ReportEventW, .close = DeregisterEventSource};
static const struct win_events_calls *calls = &system_calls;

void win_events_replace(const struct win_events_calls *replacement)
{
    calls = replacement ? replacement : &system_calls;
}

static WORD type_of(enum nl_event_kind kind)
{
    switch (kind) {
    case NL_EVENT_INFORMATION:
        return EVENTLOG_INFORMATION_TYPE;
    case NL_EVENT_WARNING:
        return EVENTLOG_WARNING_TYPE;
    case NL_EVENT_ERROR:
        break;
    }
    return EVENTLOG_ERROR_TYPE;
}

static void events_report(struct nl_events *events, const struct nl_event_row *row,
                          const char *const *inserts)
{
    (void)events;
    struct nl_arena scratch;
    const wchar_t *texts[NL_EVENT_INSERTS] = {0};
    HANDLE log = calls->open(NULL, L"netlatch");
    if (!log)
        return;
    nl_arena_init(&scratch, NULL, NULL);
    for (size_t i = 0; i < row->inserts; i++)
        texts[i] = win_wide(&scratch, inserts[i]);
    (void)calls->report(log, type_of(row->kind), 0, nl_event_message(row), NULL, (WORD)row->inserts,
                        0, texts, NULL);
    nl_arena_done(&scratch);
    (void)calls->close(log);
}

static LSTATUS write_key(HKEY key, const wchar_t *program)
{
    const DWORD types = EVENTLOG_ERROR_TYPE | EVENTLOG_WARNING_TYPE | EVENTLOG_INFORMATION_TYPE;
    LSTATUS code = win_registry_calls()->set_value(
        key, L"EventMessageFile", 0, REG_EXPAND_SZ, (const BYTE *)program,
        (DWORD)((wcslen(program) + 1) * sizeof *program));
    if (code == ERROR_SUCCESS)
        code = win_registry_calls()->set_value(key, L"TypesSupported", 0, REG_DWORD,
                                               (const BYTE *)&types, sizeof types);
    return code;
}

enum nl_status win_events_register(struct nl_arena *arena, const char *program,
                                   struct nl_error *err)
{
    HKEY key = NULL;
    const char *call = "RegCreateKeyEx";
    LSTATUS code = win_registry_calls()->create_key(HKEY_LOCAL_MACHINE, WIN_EVENTS_KEY, 0, NULL, 0,
                                                    KEY_SET_VALUE, NULL, &key, NULL);
    if (code == ERROR_SUCCESS) {
        call = "RegSetValueEx";
        code = write_key(key, win_wide(arena, program));
        win_registry_calls()->close_key(key);
    }
    return code == ERROR_SUCCESS ? NL_OK : win_fail(err, (DWORD)code, call);
}

static enum nl_status events_install(struct nl_events *events, struct nl_arena *arena,
                                     const char **out_where, struct nl_error *err)
{
    (void)events;
    const wchar_t *program = NULL;
    enum nl_status status = win_guard_program(arena, &program, err); /* which stays where it is */
    if (status != NL_OK)
        return status;
    *out_where = win_narrow(arena, program);
    return win_events_register(arena, *out_where, err);
}

enum nl_status win_events_unregister(struct nl_arena *arena, const char *program, bool *out_removed,
                                     struct nl_error *err)
{
    struct nl_value value = win_registry_read(arena, WIN_EVENTS_PATH, "EventMessageFile");
    *out_removed = false;
    if (!nl_same(nl_value_as_text(arena, &value), program))
        return NL_OK; /* not registered, or from another place: that is not ours to remove */
    LSTATUS code = win_registry_calls()->delete_key(HKEY_LOCAL_MACHINE, WIN_EVENTS_KEY);
    if (code != ERROR_SUCCESS && code != ERROR_FILE_NOT_FOUND)
        return win_fail(err, (DWORD)code, "RegDeleteKey");
    *out_removed = code == ERROR_SUCCESS;
    return NL_OK;
}

static enum nl_status events_remove(struct nl_events *events, struct nl_arena *arena,
                                    bool *out_removed, struct nl_error *err)
{
    (void)events;
    (void)arena;
    LSTATUS code = win_registry_calls()->delete_key(HKEY_LOCAL_MACHINE, WIN_EVENTS_KEY);
    if (code != ERROR_SUCCESS && code != ERROR_FILE_NOT_FOUND)
        return win_fail(err, (DWORD)code, "RegDeleteKey");
    *out_removed = code == ERROR_SUCCESS;
    return NL_OK;
}

struct nl_events *nl_windows_events(void)
{
    static const struct nl_events_ops ops = {
        .report = events_report, .install = events_install, .remove = events_remove};
    static struct nl_events events = {.ops = &ops};
    return &events;
}

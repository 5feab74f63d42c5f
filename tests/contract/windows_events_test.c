/* windows_events_test.c - the event log: how the source is registered, what is reported, and that
 * the executable holds every message in both languages. */
#include "base/text.h"
#include "host/windows/win_events.h"
#include "host/windows/win_text.h"
#include "with_arena.h"

/* What windmc made of res/events.mc. */
#include <events.h>

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "skip.h"

static struct {
    unsigned opened;
    unsigned closed;
    WORD type;
    DWORD id;
    WORD count;
    wchar_t texts[4][64];
    bool no_log;
} log_made;

static HANDLE WINAPI fake_open(LPCWSTR machine, LPCWSTR source)
{
    assert_null(machine);
    assert_int_equal(wcscmp(source, L"netlatch"), 0);
    log_made.opened += !log_made.no_log;
    return log_made.no_log ? NULL : &log_made;
}

static BOOL WINAPI fake_report(HANDLE log, WORD type, WORD category, DWORD id, PSID user,
                               WORD count, DWORD size, LPCWSTR *texts, LPVOID data)
{
    (void)user;
    assert_ptr_equal(log, &log_made);
    assert_int_equal(category, 0);
    assert_int_equal(size, 0);
    assert_null(data);
    log_made.type = type;
    log_made.id = id;
    log_made.count = count;
    for (WORD i = 0; i < count; i++)
        (void)lstrcpynW(log_made.texts[i], texts[i], NL_COUNT_OF(log_made.texts[i]));
    return FALSE; /* an event that cannot be written changes nothing */
}

static BOOL WINAPI fake_close(HANDLE log)
{
    assert_ptr_equal(log, &log_made);
    log_made.closed++;
    return TRUE;
}

static void an_event(void **state)
{
    static const struct win_events_calls fake_calls = {
        .open = fake_open, .report = fake_report, .close = fake_close};
    static const char *const inserts[] = {"000001", "tester", "\xe9\x85\x8d\xe7\xbd\xae", "a\r\nb"};
    struct nl_events *events = nl_windows_events();
    (void)state;
    win_events_replace(&fake_calls);
    events->ops->report(events, nl_event_row(NL_EVENT_APPLIED), inserts);
    assert_int_equal(log_made.type, EVENTLOG_INFORMATION_TYPE);
    assert_int_equal(log_made.id, NETLATCH_APPLIED);
    assert_int_equal(log_made.count, 4);
    assert_int_equal(wcscmp(log_made.texts[2], L"\x914d\x7f6e"), 0);
    events->ops->report(events, nl_event_row(NL_EVENT_GUARD_FIRED), inserts);
    assert_int_equal(log_made.type, EVENTLOG_WARNING_TYPE);
    assert_int_equal(log_made.id, NETLATCH_GUARD_FIRED);
    assert_int_equal(log_made.count, 2);
    events->ops->report(events, nl_event_row(NL_EVENT_GUARD_TROUBLE), inserts);
    assert_int_equal(log_made.type, EVENTLOG_ERROR_TYPE);
    assert_int_equal(log_made.id, NETLATCH_GUARD_TROUBLE);
    assert_int_equal(log_made.opened, 3);
    assert_int_equal(log_made.closed, 3);
    log_made.no_log = true;
    events->ops->report(events, nl_event_row(NL_EVENT_APPLIED), inserts);
    assert_int_equal(log_made.opened, 3);
    win_events_replace(NULL);
    events->ops->report(events, nl_event_row(NL_EVENT_APPLIED), inserts);
}

static bool is_registered(void)
{
    HKEY key = NULL;
    if (RegOpenKeyExW(HKEY_LOCAL_MACHINE, WIN_EVENTS_KEY, 0, KEY_QUERY_VALUE, &key))
        return false;
    RegCloseKey(key);
    return true;
}

static void registration(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_events *events = nl_windows_events();
    struct nl_error err = {0};
    const char *where = NULL;
    bool removed = false;
    assert_int_equal(events->ops->remove(events, arena, &removed, &err), NL_OK);
    assert_false(is_registered());
    for (int again = 0; again < 2; again++)
        assert_int_equal(events->ops->install(events, arena, &where, &err), NL_OK);
    HKEY key = NULL;
    assert_int_equal(RegOpenKeyExW(HKEY_LOCAL_MACHINE, WIN_EVENTS_KEY, 0, KEY_QUERY_VALUE, &key),
                     ERROR_SUCCESS);
    wchar_t file[1024] = {0};
    DWORD types = 0;
    DWORD type = 0;
    DWORD size = sizeof file;
    assert_int_equal(RegQueryValueExW(key, L"EventMessageFile", NULL, &type, (BYTE *)file, &size),
                     ERROR_SUCCESS);
    assert_int_equal(type, REG_EXPAND_SZ);
    assert_int_equal(size, (wcslen(file) + 1) * sizeof *file); /* its terminator is stored, too */
    size = sizeof types;
    assert_int_equal(RegQueryValueExW(key, L"TypesSupported", NULL, &type, (BYTE *)&types, &size),
                     ERROR_SUCCESS);
    assert_int_equal(type, REG_DWORD);
    assert_int_equal(types, 7);
    DWORD values = 0;
    assert_int_equal(
        RegQueryInfoKeyW(key, NULL, NULL, NULL, NULL, NULL, NULL, &values, NULL, NULL, NULL, NULL),
        ERROR_SUCCESS);
    assert_int_equal(values, 2);
    RegCloseKey(key);
    /* The copy of this program that stays where it is, and that everybody may read. */
    assert_non_null(wcsstr(file, L"\\netlatch\\netlatch.exe"));
    assert_true(GetFileAttributesW(file) != INVALID_FILE_ATTRIBUTES);
    assert_string_equal(where, win_narrow(arena, file));
    assert_int_equal(events->ops->remove(events, arena, &removed, &err), NL_OK);
    assert_true(removed);
    assert_false(is_registered());
}

static void numbers_are_those_of_the_message_table(void **state)
{
    static const struct {
        enum nl_event_id id;
        uint32_t message;
    } rows[] = {
        {NL_EVENT_APPLIED, NETLATCH_APPLIED},
        {NL_EVENT_ROLLED_BACK, NETLATCH_ROLLED_BACK},
        {NL_EVENT_RECOVERED, NETLATCH_RECOVERED},
        {NL_EVENT_GUARD_ARMED, NETLATCH_GUARD_ARMED},
        {NL_EVENT_CONFIRMED, NETLATCH_CONFIRMED},
        {NL_EVENT_CONFIRMED_ONCE, NETLATCH_CONFIRMED_ONCE},
        {NL_EVENT_EXTENDED, NETLATCH_EXTENDED},
        {NL_EVENT_COUNTING_AGAIN, NETLATCH_COUNTING_AGAIN},
        {NL_EVENT_RISKS_REFUSED, NETLATCH_RISKS_REFUSED},
        {NL_EVENT_DRIFT, NETLATCH_DRIFT},
        {NL_EVENT_APPLY_FAILED, NETLATCH_APPLY_FAILED},
        {NL_EVENT_GUARD_FIRED, NETLATCH_GUARD_FIRED},
        {NL_EVENT_GUARD_RECOVERED, NETLATCH_GUARD_RECOVERED},
        {NL_EVENT_APPLY_INCOMPLETE, NETLATCH_APPLY_INCOMPLETE},
        {NL_EVENT_ROLLBACK_INCOMPLETE, NETLATCH_ROLLBACK_INCOMPLETE},
        {NL_EVENT_RECOVERY_INCOMPLETE, NETLATCH_RECOVERY_INCOMPLETE},
        {NL_EVENT_GUARD_INCOMPLETE, NETLATCH_GUARD_INCOMPLETE},
        {NL_EVENT_JOURNAL_DAMAGED, NETLATCH_JOURNAL_DAMAGED},
        {NL_EVENT_GUARD_TROUBLE, NETLATCH_GUARD_TROUBLE},
    };
    size_t count = 0;
    (void)state;
    (void)nl_event_rows(&count);
    assert_int_equal(count, NL_COUNT_OF(rows));
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++)
        assert_int_equal(nl_event_message(nl_event_row(rows[i].id)), rows[i].message);
}

/* What Event Viewer does: opens the file as data and formats the message with the inserts. */
static void the_executable_holds_every_message(void **state)
{
    wchar_t one[] = L"<one>";
    wchar_t two[] = L"<two>";
    wchar_t three[] = L"<three>";
    wchar_t four[] = L"<four>";
    wchar_t *inserts[NL_EVENT_INSERTS] = {one, two, three, four};
    struct nl_arena *arena = *state;
    const char *path = getenv("NETLATCH_EXE");
    if (!path)
        SKIP_BECAUSE("NETLATCH_EXE is not set");
    HMODULE module = LoadLibraryExW(win_wide(arena, nl_arena_format(arena, "Z:%s", path)), NULL,
                                    LOAD_LIBRARY_AS_DATAFILE);
    if (!module)
        SKIP_BECAUSE("netlatch.exe is not built");
    size_t count = 0;
    const struct nl_event_row *rows = nl_event_rows(&count);
    for (size_t i = 0; i < count; i++) {
        wchar_t *texts[2] = {NULL, NULL};
        static const DWORD languages[] = {0x409, 0x804};
        for (size_t l = 0; l < 2; l++) {
            DWORD length =
                FormatMessageW(FORMAT_MESSAGE_FROM_HMODULE | FORMAT_MESSAGE_ALLOCATE_BUFFER |
                                   FORMAT_MESSAGE_ARGUMENT_ARRAY,
                               module, nl_event_message(&rows[i]), languages[l],
                               (wchar_t *)(void *)&texts[l], 0, (va_list *)(void *)inserts);
            if (length == 0)
                fail_msg("%s: no text in language %lx", rows[i].symbol,
                         (unsigned long)languages[l]);
            for (size_t n = 0; n < NL_EVENT_INSERTS; n++)
                assert_int_equal(wcsstr(texts[l], inserts[n]) != NULL, n < rows[i].inserts);
            const wchar_t *line = wcschr(texts[l], L'\n');
            assert_true(line > texts[l] && line[-1] == L'\r');
        }
        bool chinese = false;
        for (const wchar_t *at = texts[1]; *at; at++)
            chinese = chinese || (*at >= 0x4E00 && *at <= 0x9FFF);
        for (const wchar_t *at = texts[0]; *at; at++)
            assert_true(*at < 0x80);
        assert_true(chinese);
        LocalFree(texts[0]);
        LocalFree(texts[1]);
    }
    FreeLibrary(module);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(an_event),
        WITH_ARENA(registration),
        WITH_ARENA(numbers_are_those_of_the_message_table),
        WITH_ARENA(the_executable_holds_every_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* windows_console_test.c - redirected streams: bytes as they are, lines as they come. */
#include "base/attributes.h"
#include "base/utf8.h"
#include "host/windows/win_console.h"
#include "host/windows/win_console_interrupt.h"
#include "host/windows/win_session_end.h"
#include "with_arena.h"

#include <windows.h>

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "skip.h"

static struct nl_console *open_on(struct nl_arena *arena, DWORD which, HANDLE handle)
{
    HANDLE before = GetStdHandle(which);
    struct nl_console *console = NULL;
    assert_true(SetStdHandle(which, handle));
    assert_int_equal(nl_windows_console_open(arena, &console, NULL), NL_OK);
    assert_true(SetStdHandle(which, before));
    return console;
}

static UINT page_now;

static UINT WINAPI output_page(void)
{
    return page_now;
}

static const struct win_console_calls page_calls = {.output_page = output_page,
                                                    .file_type = GetFileType};

static void output_is_utf8_bytes(void **state)
{
    static const char text[] = "port 445: \xE5\xBC\x80\xE6\x94\xBE\nsecond line\n";
    HANDLE reader = NULL;
    HANDLE writer = NULL;
    char found[128] = {0};
    DWORD read = 0;
    assert_true(CreatePipe(&reader, &writer, NULL, 0));
    page_now = 0; /* no console, whatever there is where this runs */
    win_console_replace(&page_calls);
    struct nl_console *console = open_on(*state, STD_OUTPUT_HANDLE, writer);
    win_console_replace(NULL);
    unsigned columns = 0;
    unsigned rows = 0;
    assert_false(console->ops->is_terminal(console, NL_STREAM_OUT));
    assert_false(console->ops->has_vt(console, NL_STREAM_OUT));
    console->ops->size(console, &columns, &rows);
    assert_true(columns >= 1 && rows >= 1);
    assert_true(console->ops->write(console, NL_STREAM_OUT, text, sizeof text - 1));
    assert_true(ReadFile(reader, found, sizeof found - 1, &read, NULL));
    assert_int_equal(read, sizeof text - 1);
    assert_string_equal(found, text);
    /* Nobody listens any more: said once, and remembered. */
    CloseHandle(reader);
    assert_false(console->ops->write(console, NL_STREAM_OUT, text, sizeof text - 1));
    assert_false(console->ops->write(console, NL_STREAM_OUT, text, sizeof text - 1));
    console->ops->close(console);
    CloseHandle(writer);
}

/* Text behind a pipe as cmd, PowerShell 5.1 and WinRM read it: in the console's code page, with CR LF;
 * documents of bytes are left alone. */
static void pipes_get_the_code_page_of_the_console(void **state)
{
    static const char text[] = "- caf\xC3\xA9 \xE4\xB8\xAD\xE6\x96\x87\n\r\nend\n";
    static const struct {
        UINT page;
        const char *bytes;
    } rows[] = {
        {437, "- caf\x82 ??\r\n\r\nend\r\n"},
        {1252, "- caf\xE9 ??\r\n\r\nend\r\n"},
        {936, "- caf\xA8\xA6 \xD6\xD0\xCE\xC4\r\n\r\nend\r\n"},
        {65001, "- caf\xC3\xA9 \xE4\xB8\xAD\xE6\x96\x87\r\n\r\nend\r\n"},
        {0, text},
    };
    HANDLE saved = GetStdHandle(STD_OUTPUT_HANDLE);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        HANDLE reader = NULL;
        HANDLE writer = NULL;
        char found[128] = {0};
        DWORD read = 0;
        struct nl_console *console = NULL;
        page_now = rows[i].page;
        assert_true(CreatePipe(&reader, &writer, NULL, 0));
        SetStdHandle(STD_OUTPUT_HANDLE, writer);
        win_console_replace(&page_calls);
        enum nl_status status = nl_windows_console_open(*state, &console, NULL);
        win_console_replace(NULL);
        SetStdHandle(STD_OUTPUT_HANDLE, saved);
        assert_int_equal(status, NL_OK);
        assert_int_equal(console->ops->code_page(console, NL_STREAM_OUT), rows[i].page);
        assert_true(console->ops->write(console, NL_STREAM_OUT, text, sizeof text - 1));
        assert_true(console->ops->write_bytes(console, NL_STREAM_OUT, "{\n}\xC3\xA9", 5));
        CloseHandle(writer);
        size_t length = strlen(rows[i].bytes);
        assert_true(ReadFile(reader, found, sizeof found - 1, &read, NULL));
        while (read < length + 5) {
            DWORD more = 0;
            assert_true(ReadFile(reader, found + read, sizeof found - 1 - read, &more, NULL));
            read += more;
        }
        if (read != length + 5 || memcmp(found, rows[i].bytes, length) != 0 ||
            memcmp(found + length, "{\n}\xC3\xA9", 5) != 0)
            fail_msg("code page %u", rows[i].page);
        console->ops->close(console);
        CloseHandle(reader);
    }
}

static void files_get_a_mark_and_line_ends(void **state)
{
    wchar_t folder[MAX_PATH];
    wchar_t path[MAX_PATH];
    char found[64] = {0};
    DWORD read = 0;
    HANDLE saved = GetStdHandle(STD_OUTPUT_HANDLE);
    struct nl_console *console = NULL;
    assert_true(GetTempPathW(MAX_PATH, folder) && GetTempFileNameW(folder, L"nl", 0, path));
    HANDLE file = CreateFileW(path, GENERIC_READ | GENERIC_WRITE, 0, NULL, CREATE_ALWAYS,
                              FILE_FLAG_DELETE_ON_CLOSE, NULL);
    SetStdHandle(STD_OUTPUT_HANDLE, file);
    assert_int_equal(nl_windows_console_open(*state, &console, NULL), NL_OK);
    SetStdHandle(STD_OUTPUT_HANDLE, saved);
    assert_true(console->ops->write(console, NL_STREAM_OUT, "", 0));
    assert_true(console->ops->write(console, NL_STREAM_OUT, "\xE4\xB8\xAD\n", 4));
    assert_true(console->ops->write(console, NL_STREAM_OUT, "b\n", 2));
    SetFilePointer(file, 0, NULL, FILE_BEGIN);
    assert_true(ReadFile(file, found, sizeof found, &read, NULL));
    static const char expected[] = "\xEF\xBB\xBF\xE4\xB8\xAD\r\nb\r\n";
    assert_int_equal(read, sizeof expected - 1);
    assert_memory_equal(found, expected, read);
    console->ops->close(console);
    CloseHandle(file);
}

/* Detached, from an agent, as a service: nothing is lost that anybody wanted. */
static void a_program_without_streams_fails_at_nothing(void **state)
{
    HANDLE saved[2] = {GetStdHandle(STD_OUTPUT_HANDLE), GetStdHandle(STD_INPUT_HANDLE)};
    struct nl_console *console = NULL;
    SetStdHandle(STD_OUTPUT_HANDLE, NULL);
    SetStdHandle(STD_INPUT_HANDLE, INVALID_HANDLE_VALUE);
    assert_int_equal(nl_windows_console_open(*state, &console, NULL), NL_OK);
    SetStdHandle(STD_OUTPUT_HANDLE, saved[0]);
    SetStdHandle(STD_INPUT_HANDLE, saved[1]);
    assert_true(console->ops->write(console, NL_STREAM_OUT, "text", 4));
    assert_true(console->ops->write_bytes(console, NL_STREAM_OUT, "{}", 2));
    assert_false(console->ops->is_terminal(console, NL_STREAM_OUT));
    assert_null(console->ops->read_line(console, *state));
    console->ops->close(console);
}

static DWORD WINAPI close_window(void *data)
{
    DWORD *out_ms = data;
    DWORD began_ms = GetTickCount();
    (void)win_console_on_control(CTRL_CLOSE_EVENT);
    *out_ms = GetTickCount() - began_ms;
    return 0;
}

/* Windows ends the process when the handler of a closed window returns. */
static void a_closed_window_waits_for_what_is_under_way(void **state)
{
    struct nl_console *console = NULL;
    DWORD waited_ms = 0;
    assert_int_equal(nl_windows_console_open(*state, &console, NULL), NL_OK);
    /* Nothing is: at once. */
    assert_int_equal(close_window(&waited_ms), 0);
    assert_true(waited_ms < 1000);
    assert_true(console->ops->interrupted(console, true));
    console->ops->busy(console, true);
    HANDLE thread = CreateThread(NULL, 0, close_window, &waited_ms, 0, NULL);
    assert_non_null(thread);
    assert_int_equal(WaitForSingleObject(thread, 700), WAIT_TIMEOUT);
    /* It is told, so that it can roll back what it did. */
    assert_true(console->ops->interrupted(console, false));
    console->ops->busy(console, false);
    assert_int_equal(WaitForSingleObject(thread, 2000), WAIT_OBJECT_0);
    CloseHandle(thread);
    /* What hangs is not waited for. */
    console->ops->busy(console, true);
    assert_int_equal(close_window(&waited_ms), 0);
    assert_in_range(waited_ms, 3000, 4990);
    console->ops->busy(console, false);
    console->ops->close(console);
}

static DWORD WINAPI end_session(void *window)
{
    return (DWORD)SendMessageW((HWND)window, WM_QUERYENDSESSION, 0, (LPARAM)ENDSESSION_LOGOFF);
}

/* A program that has loaded user32 gets no control for logging off and shutting down: the hidden
 * window hears of it, and holds it up until what is under way has ended. */
static void the_end_of_the_session_waits_for_what_is_under_way(void **state)
{
    struct nl_console *console = NULL;
    DWORD answer = 0;
    assert_int_equal(nl_windows_console_open(*state, &console, NULL), NL_OK);
    console->ops->busy(console, true);
    HWND window = FindWindowW(WIN_SESSION_END_CLASS, NULL);
    if (!window) {
        console->ops->busy(console, false);
        console->ops->close(console);
        SKIP_BECAUSE("no window can be made here");
    }
    assert_false(console->ops->interrupted(console, true));
    HANDLE thread = CreateThread(NULL, 0, end_session, window, 0, NULL);
    assert_non_null(thread);
    assert_int_equal(WaitForSingleObject(thread, 700), WAIT_TIMEOUT);
    assert_true(console->ops->interrupted(console, true));
    console->ops->busy(console, false);
    assert_int_equal(WaitForSingleObject(thread, 4000), WAIT_OBJECT_0);
    assert_true(GetExitCodeThread(thread, &answer));
    assert_int_equal(answer, TRUE); /* Windows may go on */
    CloseHandle(thread);
    /* Nothing is under way: at once. */
    assert_int_equal(end_session(window), TRUE);
    console->ops->close(console);
}

/* With QuickEdit a click into the window would hold a change up half made. */
static void a_click_holds_no_change_up(void **state)
{
    struct nl_console *console = NULL;
    DWORD mode = 0;
    bool made = AllocConsole();
    HANDLE input = CreateFileW(L"CONIN$", GENERIC_READ | GENERIC_WRITE,
                               FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
    if (input == INVALID_HANDLE_VALUE || !GetConsoleMode(input, &mode) ||
        !SetConsoleMode(input, mode | ENABLE_QUICK_EDIT_MODE | ENABLE_EXTENDED_FLAGS))
        SKIP_BECAUSE("there is no console here");
    assert_true(GetConsoleMode(input, &mode));
    if (!(mode & ENABLE_QUICK_EDIT_MODE))
        SKIP_BECAUSE("this console knows no QuickEdit");
    assert_int_equal(nl_windows_console_open(*state, &console, NULL), NL_OK);
    for (int turn = 0; turn < 2; turn++) {
        console->ops->busy(console, true);
        assert_true(GetConsoleMode(input, &mode));
        assert_false(mode & ENABLE_QUICK_EDIT_MODE);
        console->ops->busy(console, false);
        assert_true(GetConsoleMode(input, &mode));
        assert_true(mode & ENABLE_QUICK_EDIT_MODE);
    }
    /* Also where nobody says that the change is over. */
    console->ops->busy(console, true);
    console->ops->close(console);
    assert_true(GetConsoleMode(input, &mode));
    assert_true(mode & ENABLE_QUICK_EDIT_MODE);
    CloseHandle(input);
    if (made)
        FreeConsole();
}

/* The same on a console that the test keeps. */
static DWORD window_mode;
static unsigned mode_changes;
static bool mode_is_fixed, is_without_window;

static HANDLE window_input(void)
{
    return is_without_window ? INVALID_HANDLE_VALUE : CreateEventW(NULL, FALSE, FALSE, NULL);
}

static BOOL WINAPI window_mode_of(HANDLE input, LPDWORD out_mode)
{
    assert_ptr_not_equal(input, INVALID_HANDLE_VALUE);
    *out_mode = window_mode;
    return TRUE;
}

static BOOL WINAPI set_window_mode(HANDLE input, DWORD mode)
{
    assert_ptr_not_equal(input, INVALID_HANDLE_VALUE);
    /* SetConsoleMode: without ENABLE_EXTENDED_FLAGS the flag of QuickEdit is not looked at. */
    assert_true(mode & ENABLE_EXTENDED_FLAGS);
    mode_changes++;
    if (mode_is_fixed)
        return FALSE;
    window_mode = mode;
    return TRUE;
}

static void quick_edit_is_off_while_a_change_is_made(void **state)
{
    static const struct win_console_calls window = {.output_page = GetConsoleOutputCP,
                                                    .file_type = GetFileType,
                                                    .mode = window_mode_of,
                                                    .set_mode = set_window_mode,
                                                    .input = window_input};
    enum { OTHERS = ENABLE_EXTENDED_FLAGS | ENABLE_PROCESSED_INPUT | ENABLE_MOUSE_INPUT };
    static const struct {
        const char *name;
        bool quick_edit, fixed, no_window;
        unsigned changes; /* of the mode, in two changes and a third that is not said to be over */
    } rows[] = {
        {"on, as Windows has it", true, false, false, 6},
        {"switched off by the person", false, false, false, 0},
        {"the console refuses", true, true, false, 3},
        {"no console", true, false, true, 0},
    };
    win_console_replace(&window);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        const DWORD first = OTHERS | (rows[i].quick_edit ? ENABLE_QUICK_EDIT_MODE : 0);
        const bool can = rows[i].quick_edit && !rows[i].fixed && !rows[i].no_window;
        struct nl_console *console = NULL;
        window_mode = first;
        mode_changes = 0;
        mode_is_fixed = rows[i].fixed;
        is_without_window = rows[i].no_window;
        assert_int_equal(nl_windows_console_open(*state, &console, NULL), NL_OK);
        for (int turn = 0; turn < 3; turn++) {
            console->ops->busy(console, true);
            if (window_mode != (can ? (DWORD)OTHERS : first))
                fail_msg("%s: %lx while a change is made", rows[i].name,
                         (unsigned long)window_mode);
            if (turn == 2)
                break;
            console->ops->busy(console, false);
            assert_int_equal(window_mode, first);
        }
        console->ops->close(console);
        assert_int_equal(window_mode, first);
        if (mode_changes != rows[i].changes)
            fail_msg("%s: %u changes of the mode", rows[i].name, mode_changes);
    }
    win_console_replace(NULL);
}

/* Windows ends the process where the handler answers FALSE. */
static void ctrl_c_is_swallowed_only_while_a_change_is_made_or_a_person_asked(void **state)
{
    static const DWORD events[] = {CTRL_C_EVENT, CTRL_BREAK_EVENT};
    struct nl_console *console = NULL;
    assert_int_equal(nl_windows_console_open(*state, &console, NULL), NL_OK);
    for (size_t i = 0; i < NL_COUNT_OF(events); i++) {
        assert_false(win_console_on_control(events[i]));
        console->ops->busy(console, true);
        assert_true(win_console_on_control(events[i]));
        assert_true(console->ops->interrupted(console, true));
        console->ops->busy(console, false);
        assert_false(win_console_on_control(events[i]));
        win_console_reading(true);
        assert_true(win_console_on_control(events[i]));
        win_console_reading(false);
    }
    console->ops->close(console);
}

static void input_comes_in_lines(void **state)
{
    static const char text[] =
        "\xEF\xBB\xBFyes\r\n\n\xE4\xB8\xAD\xE6\x96\x87\nnot utf-8 \x81\nlast";
    HANDLE reader = NULL;
    HANDLE writer = NULL;
    DWORD written = 0;
    assert_true(CreatePipe(&reader, &writer, NULL, 0));
    assert_true(WriteFile(writer, text, sizeof text - 1, &written, NULL));
    CloseHandle(writer);
    struct nl_console *console = open_on(*state, STD_INPUT_HANDLE, reader);
    assert_false(console->ops->input_is_terminal(console));
    assert_int_equal(console->ops->read_key(console), NL_KEY_END_OF_INPUT);
    assert_string_equal(console->ops->read_line(console, *state), "yes");
    assert_string_equal(console->ops->read_line(console, *state), "");
    assert_string_equal(console->ops->read_line(console, *state), "\xE4\xB8\xAD\xE6\x96\x87");
    const char *line = console->ops->read_line(console, *state);
    assert_non_null(line);
    assert_true(nl_utf8_valid(line, strlen(line)));
    assert_string_equal(console->ops->read_line(console, *state), "last");
    assert_null(console->ops->read_line(console, *state));
    console->ops->close(console);
    CloseHandle(reader);
}

/* The thread that writes more than a pipe holds. */
static DWORD WINAPI write_much(LPVOID writer)
{
    static char part[4096];
    DWORD written = 0;
    memset(part, 'x', sizeof part);
    for (int i = 0; i < 100 && WriteFile(writer, part, sizeof part, &written, NULL); i++)
        ;
    CloseHandle(writer);
    return 0;
}

static void input_comes_whole_up_to_a_limit(void **state)
{
    static const char text[] = "{\"a\":\r\n 1}\0\n";
    const uint8_t *bytes = NULL;
    size_t size = 0;
    HANDLE reader = NULL;
    HANDLE writer = NULL;
    DWORD written = 0;
    struct nl_error err = {0};
    assert_true(CreatePipe(&reader, &writer, NULL, 0));
    assert_true(WriteFile(writer, text, sizeof text, &written, NULL));
    CloseHandle(writer);
    struct nl_console *console = open_on(*state, STD_INPUT_HANDLE, reader);
    assert_int_equal(console->ops->read_all(console, *state, 100, &bytes, &size, &err), NL_OK);
    assert_int_equal(size, sizeof text);
    assert_memory_equal(bytes, text, sizeof text);
    assert_int_equal(bytes[size], 0);
    /* Nothing more comes: an empty input is one, too. */
    assert_int_equal(console->ops->read_all(console, *state, 100, &bytes, &size, &err), NL_OK);
    assert_int_equal(size, 0);
    console->ops->close(console);
    CloseHandle(reader);

    assert_true(CreatePipe(&reader, &writer, NULL, 0));
    HANDLE thread = CreateThread(NULL, 0, write_much, writer, 0, NULL);
    assert_non_null(thread);
    console = open_on(*state, STD_INPUT_HANDLE, reader);
    assert_int_equal(console->ops->read_all(console, *state, 100000, &bytes, &size, &err),
                     NL_INVALID);
    console->ops->close(console);
    CloseHandle(reader); /* the writer then ends, too */
    assert_int_equal(WaitForSingleObject(thread, 60000), WAIT_OBJECT_0);
    CloseHandle(thread);
}

static void interruption_is_told_once(void **state)
{
    struct nl_console *console = NULL;
    assert_int_equal(nl_windows_console_open(*state, &console, NULL), NL_OK);
    assert_false(console->ops->interrupted(console, true));
    assert_false(console->ops->interrupted(console, false));
    console->ops->close(console);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(output_is_utf8_bytes),
        WITH_ARENA(input_comes_in_lines),
        WITH_ARENA(input_comes_whole_up_to_a_limit),
        WITH_ARENA(interruption_is_told_once),
        WITH_ARENA(pipes_get_the_code_page_of_the_console),
        WITH_ARENA(files_get_a_mark_and_line_ends),
        WITH_ARENA(a_program_without_streams_fails_at_nothing),
        WITH_ARENA(the_end_of_the_session_waits_for_what_is_under_way),
        WITH_ARENA(a_click_holds_no_change_up),
        WITH_ARENA(quick_edit_is_off_while_a_change_is_made),
        WITH_ARENA(a_closed_window_waits_for_what_is_under_way),
        WITH_ARENA(ctrl_c_is_swallowed_only_while_a_change_is_made_or_a_person_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

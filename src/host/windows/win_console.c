/* win_console.c - the person's screen: opening, modes, size, closing. */
#include "win_console.h"

#include "win_console_interrupt.h"
#include "win_console_key.h"
#include "win_console_state.h"
#include "win_console_text.h"
#include "win_session_end.h"

/* winnt.h names these for Windows 10 only in some releases. */
#define VT_OUTPUT 0x0004u /* ENABLE_VIRTUAL_TERMINAL_PROCESSING */
#define VT_INPUT 0x0200u  /* ENABLE_VIRTUAL_TERMINAL_INPUT */

/* Windows gives a closed window five seconds ("HandlerRoutine callback function"). */
enum { MOST_GOODBYE_MS = 4500 };

/* The console of the process, for the control handler. */
static struct win_console *volatile opened;

/* Puts back the output modes that were changed. */
static void restore_output(struct win_console *console)
{
    for (size_t i = 0; i < NL_COUNT_OF(console->out); i++) {
        if (console->out[i].mode_changed)
            (void)SetConsoleMode(console->out[i].handle, console->out[i].mode);
        console->out[i].mode_changed = false;
    }
}

/* Set while nothing is being changed. Lives as long as the process: a control may still be on its
 * way when the console is closed. */
static HANDLE idle;

static bool is_idle(void)
{
    return !idle || WaitForSingleObject(idle, 0) == WAIT_OBJECT_0;
}

BOOL WINAPI win_console_on_control(DWORD event)
{
    win_console_note_interrupt();
    if (event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT) {
        if (!is_idle() || win_console_is_reading() || (opened && opened->raw))
            return TRUE;
        /* Nothing but looking is under way: Windows ends the process, with the console as it was. */
        if (opened)
            restore_output(opened);
        return FALSE;
    }
    /* The window is closed (where user32 is loaded, logging off and shutting down come as messages to
     * a window of this program instead: win_session_end.h): the process ends when this returns, or a
     * little later whatever it does. What is under way then is rolled back; if the time
     * is not enough, it is like a power cut, which the journal is for. */
    if (idle)
        (void)WaitForSingleObject(idle, MOST_GOODBYE_MS);
    return FALSE;
}

static HANDLE own_input(void)
{
    return CreateFileW(L"CONIN$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                       NULL, OPEN_EXISTING, 0, NULL);
}

static const struct win_console_calls system_calls = {.output_page = GetConsoleOutputCP,
                                                      .file_type = GetFileType,
                                                      .mode = GetConsoleMode,
                                                      .set_mode = SetConsoleMode,
                                                      .input = own_input};
static const struct win_console_calls *calls = &system_calls;

void win_console_replace(const struct win_console_calls *replacement)
{
    calls = replacement ? replacement : &system_calls;
}

static struct win_console *console_of(struct nl_console *base)
{
    return (struct win_console *)base;
}

/* With QuickEdit, which is on by default, a click into the window holds up whoever writes to it until
 * a key is pressed: a change would stand still half made, with the lock held. The console is asked by
 * its own name, since the standard input may be another. */
static void quick_edit(struct win_console *console, bool on)
{
    if (on && console->edited) {
        (void)calls->set_mode(console->edited, console->edited_mode | ENABLE_EXTENDED_FLAGS);
        CloseHandle(console->edited);
        console->edited = NULL;
    }
    if (on || console->edited)
        return;
    HANDLE input = calls->input();
    if (input == INVALID_HANDLE_VALUE)
        return; /* no console: nobody can click into it */
    DWORD mode = 0;
    if (calls->mode(input, &mode) && mode & ENABLE_QUICK_EDIT_MODE &&
        calls->set_mode(input, (mode & ~(DWORD)ENABLE_QUICK_EDIT_MODE) | ENABLE_EXTENDED_FLAGS)) {
        console->edited = input;
        console->edited_mode = mode;
    } else {
        CloseHandle(input);
    }
}

static void busy(struct nl_console *base, bool on)
{
    if (on)
        win_session_end_watch(idle);
    quick_edit(console_of(base), !on);
    if (idle)
        (void)(on ? ResetEvent(idle) : SetEvent(idle));
}

static bool is_terminal(struct nl_console *base, enum nl_stream stream)
{
    return console_of(base)->out[stream].console;
}

static bool input_is_terminal(struct nl_console *base)
{
    return console_of(base)->in_console;
}

/* Whether a sequence that stands for nothing leaves the cursor where it is. Wine's console takes
 * the flag and prints the sequences as text; what it printed is wiped out again. */
static bool vt_works(HANDLE console)
{
    static const wchar_t probe[] = L"\033[0m";
    static const wchar_t blanks[] = L"    ";
    CONSOLE_SCREEN_BUFFER_INFO before;
    CONSOLE_SCREEN_BUFFER_INFO after;
    DWORD units = 0;
    if (!GetConsoleScreenBufferInfo(console, &before) ||
        !WriteConsoleW(console, probe, NL_COUNT_OF(probe) - 1, &units, NULL) ||
        !GetConsoleScreenBufferInfo(console, &after))
        return false;
    if (after.dwCursorPosition.X == before.dwCursorPosition.X &&
        after.dwCursorPosition.Y == before.dwCursorPosition.Y)
        return true;
    (void)SetConsoleCursorPosition(console, before.dwCursorPosition);
    (void)WriteConsoleW(console, blanks, NL_COUNT_OF(blanks) - 1, &units, NULL);
    (void)SetConsoleCursorPosition(console, before.dwCursorPosition);
    return false;
}

static bool has_vt(struct nl_console *base, enum nl_stream stream)
{
    struct win_console_stream *out = &console_of(base)->out[stream];
    if (!out->console || out->vt_tried)
        return out->vt;
    out->vt_tried = true;
    if (!(out->mode & VT_OUTPUT)) {
        /* Consoles before Windows 10 1511 refuse the flag. */
        if (!SetConsoleMode(out->handle, out->mode | VT_OUTPUT))
            return false;
        out->mode_changed = true;
    }
    out->vt = vt_works(out->handle);
    return out->vt;
}

static void size_of(struct nl_console *base, unsigned *out_columns, unsigned *out_rows)
{
    struct win_console *console = console_of(base);
    *out_columns = 80;
    *out_rows = 24;
    for (size_t i = 0; i < NL_COUNT_OF(console->out); i++) {
        CONSOLE_SCREEN_BUFFER_INFO info;
        if (!console->out[i].console || !GetConsoleScreenBufferInfo(console->out[i].handle, &info))
            continue;
        int columns = info.srWindow.Right - info.srWindow.Left + 1;
        int rows = info.srWindow.Bottom - info.srWindow.Top + 1;
        if (columns > 0 && rows > 0) {
            /* A line as wide as the window moves the cursor to the next one, and its end then leaves
             * an empty row; only with VT does the cursor wait. */
            if (columns > 1 && !has_vt(base, (enum nl_stream)i))
                columns--;
            *out_columns = (unsigned)columns;
            *out_rows = (unsigned)rows;
            return;
        }
    }
}

static unsigned code_page(struct nl_console *base, enum nl_stream stream)
{
    return console_of(base)->out[stream].page;
}

static void raw_input(struct nl_console *base, bool on)
{
    struct win_console *console = console_of(base);
    if (!console->in_console || console->raw == on)
        return;
    DWORD mode = console->in_mode;
    if (on) {
        /* Whoever shared the console may have left VT_INPUT on: arrow keys would come as an Escape
         * and two characters, and the Escape would be taken for the key. */
        mode &= ~(DWORD)(ENABLE_LINE_INPUT | ENABLE_ECHO_INPUT | ENABLE_PROCESSED_INPUT |
                         ENABLE_MOUSE_INPUT | VT_INPUT);
        mode |= ENABLE_WINDOW_INPUT;
    }
    if (SetConsoleMode(console->in, mode))
        console->raw = on;
}

static void close_console(struct nl_console *base)
{
    struct win_console *console = console_of(base);
    raw_input(base, false);
    busy(base, false);
    (void)SetConsoleCtrlHandler(win_console_on_control, FALSE);
    opened = NULL;
    restore_output(console);
}

static const struct nl_console_ops console_ops = {
    .write = win_console_write,
    .write_bytes = win_console_write_bytes,
    .code_page = code_page,
    .file_text = win_console_file_text,
    .is_terminal = is_terminal,
    .input_is_terminal = input_is_terminal,
    .has_vt = has_vt,
    .size = size_of,
    .read_line = win_console_read_line,
    .read_all = win_console_read_all,
    .read_key = win_console_read_key,
    .raw_input = raw_input,
    .interrupted = win_console_interrupted,
    .busy = busy,
    .close = close_console,
};

enum nl_status nl_windows_console_open(struct nl_arena *arena, struct nl_console **out_console,
                                       struct nl_error *err)
{
    (void)err;
    static const DWORD handles[2] = {STD_OUTPUT_HANDLE, STD_ERROR_HANDLE};
    struct win_console *console = nl_arena_alloc(arena, sizeof *console);
    console->base.ops = &console_ops;
    console->arena = arena;
    for (size_t i = 0; i < NL_COUNT_OF(handles); i++) {
        struct win_console_stream *out = &console->out[i];
        out->handle = GetStdHandle(handles[i]);
        out->missing = !out->handle || out->handle == INVALID_HANDLE_VALUE;
        out->console = !out->missing && GetConsoleMode(out->handle, &out->mode);
        if (out->missing || out->console)
            continue;
        DWORD type = calls->file_type(out->handle);
        /* A mark belongs in front of a report, not of a diagnostic. */
        out->disk = type == FILE_TYPE_DISK && i == NL_STREAM_OUT;
        /* Without a console (an agent, a service) there is no code page to follow. */
        out->page = type == FILE_TYPE_PIPE ? calls->output_page() : 0;
    }
    console->in = GetStdHandle(STD_INPUT_HANDLE);
    console->in_console = console->in && console->in != INVALID_HANDLE_VALUE &&
                          GetConsoleMode(console->in, &console->in_mode);
    if (!idle)
        idle = CreateEventW(NULL, TRUE, TRUE, NULL);
    opened = console;
    (void)SetConsoleCtrlHandler(win_console_on_control, TRUE);
    *out_console = &console->base;
    return NL_OK;
}

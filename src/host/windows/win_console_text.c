/* win_console_text.c - lines out and in, on a console and redirected. */
#include "win_console_text.h"

#include "base/clean.h"

#include "win_encode.h"
#include "win_error.h"
#include "win_text.h"

#include "base/text.h"
#include "base/utf8.h"
#include "win_console_interrupt.h"
#include "win_console_state.h"

#include <string.h>

enum {
    CHUNK_UNITS = 8000, /* WriteConsoleW fails for texts near 64 KiB on older systems */
    LINE_UNITS = 4096,
    MOST_LINE = 1024 * 1024,
    END_OF_FILE = 0x1A /* Ctrl+Z */
};

static bool write_console(struct win_console_stream *out, const wchar_t *text, size_t units)
{
    while (units > 0) {
        size_t part = units < CHUNK_UNITS ? units : CHUNK_UNITS;
        /* Not between the halves of a surrogate pair. */
        if (part < units && text[part - 1] >= 0xD800 && text[part - 1] <= 0xDBFF)
            part--;
        DWORD written = 0;
        if (!WriteConsoleW(out->handle, text, (DWORD)part, &written, NULL) || written == 0)
            return false;
        text += written;
        units -= written;
    }
    return true;
}

static bool write_bytes(struct win_console_stream *out, const char *text, size_t length)
{
    while (length > 0) {
        DWORD part = length < 65536 ? (DWORD)length : 65536;
        DWORD written = 0;
        if (!WriteFile(out->handle, text, part, &written, NULL) || written == 0)
            return false;
        text += written;
        length -= written;
    }
    return true;
}

bool win_console_write_bytes(struct nl_console *base, enum nl_stream stream, const char *bytes,
                             size_t length)
{
    struct win_console_stream *out = &((struct win_console *)base)->out[stream];
    if (out->console)
        return win_console_write(base, stream, bytes, length);
    if (out->missing)
        return true;
    out->failed = out->failed || !write_bytes(out, bytes, length);
    return !out->failed;
}

const char *win_console_file_text(struct nl_console *base, struct nl_arena *arena, const char *text,
                                  size_t length, size_t *out_length)
{
    (void)base;
    size_t size = 0;
    const char *lines = win_encode_lines(arena, text, length, &size);
    char *whole = nl_arena_alloc(arena, size + sizeof WIN_UTF8_MARK);
    memcpy(whole, WIN_UTF8_MARK, sizeof WIN_UTF8_MARK - 1);
    memcpy(whole + sizeof WIN_UTF8_MARK - 1, lines, size);
    *out_length = size + sizeof WIN_UTF8_MARK - 1;
    return whole;
}

/* Whether nothing stands in the file yet. */
static bool is_empty_file(HANDLE file)
{
    LARGE_INTEGER size;
    return GetFileSizeEx(file, &size) && size.QuadPart == 0;
}

/* Text for a file or for a program behind a pipe. */
static bool write_encoded(struct win_console *console, struct win_console_stream *out,
                          const char *text, size_t length)
{
    struct nl_arena scratch;
    nl_arena_init(&scratch, console->arena->exhausted, console->arena->context);
    const char *bytes = text;
    size_t size = length;
    if (out->disk && length > 0 && is_empty_file(out->handle)) {
        bytes = win_console_file_text(&console->base, &scratch, text, length, &size);
    } else if (out->disk || out->page) {
        bytes = win_encode_lines(&scratch, text, length, &size);
        bytes = win_encode_page(&scratch, out->page, bytes, size, &size);
    }
    bool done = write_bytes(out, bytes, size);
    nl_arena_done(&scratch);
    return done;
}

bool win_console_write(struct nl_console *base, enum nl_stream stream, const char *text,
                       size_t length)
{
    struct win_console *console = (struct win_console *)base;
    struct win_console_stream *out = &console->out[stream];
    if (out->missing)
        return true;
    if (out->failed)
        return false;
    bool done = false;
    if (out->console) {
        struct nl_arena scratch;
        nl_arena_init(&scratch, console->arena->exhausted, console->arena->context);
        const wchar_t *wide = win_wide(&scratch, nl_arena_copy(&scratch, text, length));
        done = write_console(out, wide, wcslen(wide));
        nl_arena_done(&scratch);
    } else {
        done = write_encoded(console, out, text, length);
    }
    out->failed = !done;
    return done;
}

static char *read_console_line(struct win_console *console, struct nl_arena *arena)
{
    struct nl_text line;
    nl_text_init(&line, arena);
    wchar_t buffer[LINE_UNITS];
    for (;;) {
        DWORD units = 0;
        SetLastError(ERROR_SUCCESS);
        if (!ReadConsoleW(console->in, buffer, LINE_UNITS, &units, NULL))
            return NULL;
        /* Ctrl+C ends the reading with nothing and this code. */
        if (units == 0 && GetLastError() == ERROR_OPERATION_ABORTED)
            win_console_note_interrupt();
        if (units == 0 || (line.length == 0 && buffer[0] == END_OF_FILE))
            return NULL;
        bool ended = buffer[units - 1] == L'\n';
        while (units > 0 && (buffer[units - 1] == L'\n' || buffer[units - 1] == L'\r'))
            units--;
        nl_text_add(&line, win_narrow_part(arena, buffer, units));
        if (ended || line.length > MOST_LINE)
            return line.data;
    }
}

/* Text that is not UTF-8 comes from a pipe of an older shell, in the console's code page. That is not
 * always CP_OEMCP: chcp changes the one, and a manifest that wants UTF-8 may change the other. */
static char *decode_line(struct nl_arena *arena, char *line, size_t size)
{
    if (nl_utf8_valid(line, size))
        return line;
    UINT console_page = GetConsoleOutputCP();
    UINT page = console_page ? console_page : CP_OEMCP;
    int length = (int)size;
    int units = MultiByteToWideChar(page, 0, line, length, NULL, 0);
    if (units <= 0)
        return nl_arena_text(arena, nl_clean(arena, line));
    wchar_t *wide = nl_arena_array(arena, (size_t)units, sizeof *wide);
    units = MultiByteToWideChar(page, 0, line, length, wide, units);
    return nl_arena_text(arena, win_narrow_part(arena, wide, units > 0 ? (size_t)units : 0));
}

static char *read_redirected_line(struct win_console *console, struct nl_arena *arena)
{
    struct nl_text line;
    nl_text_init(&line, arena);
    bool any = false;
    while (line.length < MOST_LINE) {
        if (console->waiting_begin == console->waiting_end) {
            DWORD read = 0;
            if (!ReadFile(console->in, console->waiting, sizeof console->waiting, &read, NULL) ||
                read == 0)
                break;
            console->waiting_begin = 0;
            console->waiting_end = read;
        }
        const char *begin = (const char *)console->waiting + console->waiting_begin;
        size_t left = console->waiting_end - console->waiting_begin;
        const char *end = memchr(begin, '\n', left);
        size_t part = end ? (size_t)(end - begin) : left;
        nl_text_add_part(&line, begin, part);
        console->waiting_begin += part + (end ? 1 : 0);
        any = true;
        if (end)
            break;
    }
    if (!any)
        return NULL;
    if (line.length > 0 && line.data[line.length - 1] == '\r')
        line.data[--line.length] = '\0';
    /* Windows PowerShell begins what it pipes with a byte order mark where its code page is UTF-8. */
    static const char mark[] = "\xEF\xBB\xBF";
    size_t skipped = nl_starts(line.data, mark) ? sizeof mark - 1 : 0;
    return decode_line(arena, line.data + skipped, line.length - skipped);
}

char *win_console_read_line(struct nl_console *base, struct nl_arena *arena)
{
    struct win_console *console = (struct win_console *)base;
    if (!console->in || console->in == INVALID_HANDLE_VALUE)
        return NULL;
    win_console_reading(true);
    char *line = console->in_console ? read_console_line(console, arena)
                                     : read_redirected_line(console, arena);
    win_console_reading(false);
    return line;
}

enum nl_status win_console_read_all(struct nl_console *base, struct nl_arena *arena,
                                    size_t max_size, const uint8_t **out_bytes, size_t *out_size,
                                    struct nl_error *err)
{
    struct win_console *console = (struct win_console *)base;
    struct nl_text all;
    nl_text_init(&all, arena);
    nl_text_add(&all, "");
    bool more = console->in && console->in != INVALID_HANDLE_VALUE;
    while (more && all.length <= max_size) {
        DWORD read = 0;
        if (!ReadFile(console->in, console->waiting, sizeof console->waiting, &read, NULL)) {
            DWORD code = GetLastError();
            /* The writer of a pipe has closed it: that is the end. */
            if (code != ERROR_BROKEN_PIPE && code != ERROR_HANDLE_EOF) {
                enum nl_status status = win_fail(err, code, "ReadFile");
                (void)nl_context(err, "stdin");
                return status;
            }
        }
        nl_text_add_part(&all, (const char *)console->waiting, read);
        more = read > 0;
    }
    if (all.length > max_size)
        return nl_fail(err, NL_INVALID, NL_T("{1} is larger than {2} bytes"), "stdin",
                       nl_decimal(max_size).text);
    *out_bytes = (const uint8_t *)all.data;
    *out_size = all.length;
    return NL_OK;
}

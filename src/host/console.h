/* console.h - the person's screen and keyboard. */
#ifndef NL_HOST_CONSOLE_H
#define NL_HOST_CONSOLE_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum nl_stream { NL_STREAM_OUT = 0, NL_STREAM_ERR };

/* A key as the wizard sees it: a character, or one of these. */
enum nl_key {
    NL_KEY_END_OF_INPUT = -1,
    NL_KEY_INTERRUPT = 3, /* Ctrl+C */
    NL_KEY_BACKSPACE = 8,
    NL_KEY_TAB = 9,
    NL_KEY_ENTER = 13,
    NL_KEY_ESCAPE = 27,
    NL_KEY_UP = 0x110000, /* beyond Unicode */
    NL_KEY_DOWN,
    NL_KEY_LEFT,
    NL_KEY_RIGHT,
    NL_KEY_HOME,
    NL_KEY_LAST, /* End */
    NL_KEY_PAGE_UP,
    NL_KEY_PAGE_DOWN,
    NL_KEY_RESIZED
};

struct nl_console;

struct nl_console_ops {
    /* Writes text, UTF-8; false when the stream is closed or full (said once, then remembered). For
     * others than a screen it is written as they read it there: see code_page and file_text. A
     * stream that the program was started without takes everything. */
    bool (*write)(struct nl_console *console, enum nl_stream stream, const char *text,
                  size_t length);
    /* The same of a document that is no text (JSON, HTML): its bytes, as they are. NULL: as write. */
    bool (*write_bytes)(struct nl_console *console, enum nl_stream stream, const char *bytes,
                        size_t length);
    /* The code page that text is converted to, because a program reads it (a pipe on Windows); 0: it
     * stays UTF-8. NULL: always 0. */
    unsigned (*code_page)(struct nl_console *console, enum nl_stream stream);
    /* Text as editors expect it in a file; NULL: as it is. */
    const char *(*file_text)(struct nl_console *console, struct nl_arena *arena, const char *text,
                             size_t length, size_t *out_length);
    bool (*is_terminal)(struct nl_console *console, enum nl_stream stream);
    bool (*input_is_terminal)(struct nl_console *console);
    /* Whether escape sequences work on this stream (switched on if need be). */
    bool (*has_vt)(struct nl_console *console, enum nl_stream stream);
    /* Columns and rows of the window; 80 and 24 where there is none. */
    void (*size)(struct nl_console *console, unsigned *out_columns, unsigned *out_rows);
    /* One line of input without its end, UTF-8; NULL at the end of input. */
    char *(*read_line)(struct nl_console *console, struct nl_arena *arena);
    /* All of the input, followed by a zero byte that *out_size does not count; for what is no terminal.
     * NL_INVALID beyond max_size bytes, of which no more are read. */
    enum nl_status (*read_all)(struct nl_console *console, struct nl_arena *arena, size_t max_size,
                               const uint8_t **out_bytes, size_t *out_size, struct nl_error *err);
    /* One key without echo; only on a terminal. 0: a key that means nothing here. */
    int (*read_key)(struct nl_console *console);
    /* Key-by-key input on or off. */
    void (*raw_input)(struct nl_console *console, bool on);
    /* True once Ctrl+C was pressed since the last call with reset, or the window was closed. Only
     * while busy, while a person is asked, and in raw input does Ctrl+C (SIGINT, SIGTERM) leave the
     * program running; otherwise nothing is under way that could not be ended at once. */
    bool (*interrupted)(struct nl_console *console, bool reset);
    /* On while the machine is being changed: a window that is closed then stays for the seconds
     * that the system allows, so that the change can be rolled back. */
    void (*busy)(struct nl_console *console, bool on);
    void (*close)(struct nl_console *console);
};

struct nl_console {
    const struct nl_console_ops *ops;
};

#endif

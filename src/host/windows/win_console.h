/* win_console.h - the parts of the console: state, writing, keys. */
#ifndef NL_WINDOWS_CONSOLE_H
#define NL_WINDOWS_CONSOLE_H

#include "host/console.h"

#include <windows.h>

struct win_console_stream {
    HANDLE handle;
    bool console; /* a real console: UTF-16 through WriteConsoleW; else UTF-8 bytes */
    bool failed;
    bool missing;  /* the program was started without it: nobody wants to read */
    bool disk;     /* a file: UTF-8 with a mark in front, CR LF */
    unsigned page; /* a pipe: the console's output code page; 0: UTF-8, as it is */
    bool vt;
    bool vt_tried;
    bool mode_changed;
    DWORD mode; /* as it was found */
};

struct win_console {
    struct nl_console base;
    struct nl_arena *arena;
    struct win_console_stream out[2];
    HANDLE in;
    bool in_console;
    DWORD in_mode; /* as it was found */
    bool raw;
    HANDLE edited;               /* the console's input while QuickEdit is off; NULL otherwise */
    DWORD edited_mode;           /* as it was found */
    wchar_t high;                /* the first half of a surrogate pair that keys brought */
    unsigned char waiting[4096]; /* bytes of redirected input that no line has taken yet */
    size_t waiting_begin;
    size_t waiting_end;
};

/* What is called, so that a test can answer in the system's place. */
struct win_console_calls {
    UINT(WINAPI *output_page)(void);
    DWORD(WINAPI *file_type)(HANDLE);
};

/* NULL puts the system's own back. */
void win_console_replace(const struct win_console_calls *calls);

bool win_console_write_bytes(struct nl_console *base, enum nl_stream stream, const char *bytes,
                             size_t length);
const char *win_console_file_text(struct nl_console *base, struct nl_arena *arena, const char *text,
                                  size_t length, size_t *out_length);
bool win_console_write(struct nl_console *base, enum nl_stream stream, const char *text,
                       size_t length);
char *win_console_read_line(struct nl_console *base, struct nl_arena *arena);
int win_console_read_key(struct nl_console *base);
bool win_console_interrupted(struct nl_console *base, bool reset);
void win_console_note_interrupt(void);

/* On while a person is asked: Ctrl+C is then an answer. */
void win_console_reading(bool on);

/* What Windows calls, on a thread of its own, when Ctrl+C is pressed, the window is closed, the
 * person logs off or the machine shuts down. */
BOOL WINAPI win_console_on_control(DWORD event);

#endif

/* win_console_state.h - the console, as the files that write, read and ask for keys share it. */
#ifndef NL_WINDOWS_CONSOLE_STATE_H
#define NL_WINDOWS_CONSOLE_STATE_H

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

#endif

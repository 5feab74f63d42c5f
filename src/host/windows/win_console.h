/* win_console.h - the parts of the console: state, writing, keys. */
#ifndef NL_WINDOWS_CONSOLE_H
#define NL_WINDOWS_CONSOLE_H

#include "host/console.h"

#include <windows.h>

/* What is called, so that a test can answer in the system's place. */
struct win_console_calls {
    UINT(WINAPI *output_page)(void);
    DWORD(WINAPI *file_type)(HANDLE);
    BOOL(WINAPI *mode)(HANDLE, LPDWORD);
    BOOL(WINAPI *set_mode)(HANDLE, DWORD);
    HANDLE (*input)(void); /* the console's own input; INVALID_HANDLE_VALUE: there is no console */
};

/* NULL puts the system's own back. */
void win_console_replace(const struct win_console_calls *calls);

/* What Windows calls, on a thread of its own, when Ctrl+C is pressed, the window is closed, the
 * person logs off or the machine shuts down. */
BOOL WINAPI win_console_on_control(DWORD event);

NL_MUST_CHECK enum nl_status nl_windows_console_open(struct nl_arena *arena,
                                                     struct nl_console **out_console,
                                                     struct nl_error *err);

#endif

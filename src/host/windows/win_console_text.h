/* win_console_text.h - lines out and in, on a console and redirected: struct nl_console_ops. */
#ifndef NL_WINDOWS_CONSOLE_TEXT_H
#define NL_WINDOWS_CONSOLE_TEXT_H

#include "host/console.h"

bool win_console_write(struct nl_console *base, enum nl_stream stream, const char *text,
                       size_t length);
bool win_console_write_bytes(struct nl_console *base, enum nl_stream stream, const char *bytes,
                             size_t length);
const char *win_console_file_text(struct nl_console *base, struct nl_arena *arena, const char *text,
                                  size_t length, size_t *out_length);
char *win_console_read_line(struct nl_console *base, struct nl_arena *arena);

#endif

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
enum nl_status win_console_read_all(struct nl_console *base, struct nl_arena *arena,
                                    size_t max_size, const uint8_t **out_bytes, size_t *out_size,
                                    struct nl_error *err);

#endif

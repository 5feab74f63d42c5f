/* win_encode.h - text for whoever reads it outside a console window: programs behind a pipe, which
 * expect the console's code page, and editors, which expect a byte order mark and CR LF. */
#ifndef NL_WINDOWS_ENCODE_H
#define NL_WINDOWS_ENCODE_H

#include "base/arena.h"

#include <stddef.h>

#define WIN_UTF8_MARK "\xEF\xBB\xBF"

/* The same text with CR LF where it had LF alone. */
const char *win_encode_lines(struct nl_arena *arena, const char *text, size_t length,
                             size_t *out_length);

/* UTF-8 in another code page; characters that it lacks become '?'. 65001 and 0 leave it as it is. */
const char *win_encode_page(struct nl_arena *arena, unsigned page, const char *text, size_t length,
                            size_t *out_length);

#endif

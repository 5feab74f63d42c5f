/* win_text.h - UTF-8, as all of netlatch keeps text, to UTF-16, as Windows takes it, and back. */
#ifndef NL_WINDOWS_TEXT_H
#define NL_WINDOWS_TEXT_H

#include "base/arena.h"

#include <stddef.h>
#include <wchar.h>

/* NULL gives NULL. What is not UTF-8 becomes question marks. */
wchar_t *win_wide(struct nl_arena *arena, const char *text);

/* NULL gives NULL. Unpaired surrogates become U+FFFD. */
const char *win_narrow(struct nl_arena *arena, const wchar_t *text);

/* The same of a text without a terminator. */
const char *win_narrow_part(struct nl_arena *arena, const wchar_t *text, size_t units);

/* As win_narrow, of a text that must end inside bytes[0..size): NULL for a pointer that is NULL or
 * points elsewhere, and cut at the end where there is no terminator. */
const char *win_narrow_within(struct nl_arena *arena, const void *bytes, size_t size,
                              const wchar_t *text);

#endif

/* width.h - how wide a text is on a terminal. */
#ifndef NL_BASE_WIDTH_H
#define NL_BASE_WIDTH_H

#include <stddef.h>
#include <stdint.h>

/* Columns of one character: 2 for East Asian wide characters and emoji, 0 for combining marks and
 * what is not shown, 1 for the rest. */
size_t nl_char_columns(uint32_t c);

/* Columns of a text. */
size_t nl_columns(const char *text);

#endif

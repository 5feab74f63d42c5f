/* utf8.h - UTF-8 checked, read and written. */
#ifndef NL_BASE_UTF8_H
#define NL_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Valid UTF-8 by RFC 3629: no surrogates, no overlong forms. */
bool nl_utf8_valid(const char *text, size_t length);

/* The character at text and how many bytes it takes. A byte that begins no valid character counts
 * as one of its own: U+FFFD, 1 byte. */
uint32_t nl_utf8_next(const char *text, size_t *out_size);

/* Writes a character (at most U+10FFFF) to out_bytes; returns how many bytes it takes. */
size_t nl_utf8_put(uint32_t c, char out_bytes[4]);

#endif

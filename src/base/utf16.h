/* utf16.h - UTF-16LE bytes, as registries and Windows keep text, to UTF-8 and back. */
#ifndef NL_BASE_UTF16_H
#define NL_BASE_UTF16_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* UTF-8 of size bytes of UTF-16LE. What has no exact UTF-8 form (an odd byte, an unpaired
 * surrogate, an embedded NUL) becomes U+FFFD and *out_exact, if asked for, is false. */
const char *nl_utf16_decode(struct nl_arena *arena, const void *bytes, size_t size,
                            bool *out_exact);

/* The text of a file without its byte order mark: UTF-16LE with one is decoded into the arena as above,
 * everything else stays as it is, whatever it holds. *size is that of bytes, then that of the text. */
const char *nl_utf16_or_utf8(struct nl_arena *arena, const void *bytes, size_t *size,
                             bool *out_exact);

/* UTF-16LE bytes of a valid UTF-8 text; two zero bytes follow them that the returned size does
 * not count. */
size_t nl_utf16_encode(struct nl_arena *arena, const char *text, uint8_t **out_bytes);

#endif

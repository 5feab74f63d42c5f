/* utf16.c - UTF-16LE bytes, as registries and Windows keep text, to UTF-8 and back. */
#include "utf16.h"

#include "text.h"
#include "utf8.h"

#include <string.h>

const char *nl_utf16_decode(struct nl_arena *arena, const void *bytes, size_t size, bool *out_exact)
{
    const unsigned char *at = bytes;
    struct nl_text out;
    nl_text_init(&out, arena);
    bool exact = size % 2 == 0;
    size_t units = size / 2;
    for (size_t i = 0; i < units; i++) {
        uint32_t c = (uint32_t)(at[2 * i] | (unsigned)at[2 * i + 1] << 8);
        if (c >= 0xD800 && c <= 0xDBFF && i + 1 < units) {
            uint32_t low = (uint32_t)(at[2 * i + 2] | (unsigned)at[2 * i + 3] << 8);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i++;
            }
        }
        if (c == 0 || (c >= 0xD800 && c <= 0xDFFF)) {
            exact = false;
            c = 0xFFFD;
        }
        char utf8[4];
        nl_text_add_part(&out, utf8, nl_utf8_put(c, utf8));
    }
    if (out_exact)
        *out_exact = exact;
    return out.data;
}

const char *nl_utf16_or_utf8(struct nl_arena *arena, const void *bytes, size_t *size,
                             bool *out_exact)
{
    const char *text = bytes;
    if (out_exact)
        *out_exact = true;
    if (*size >= 2 && memcmp(text, "\xFF\xFE", 2) == 0) {
        text = nl_utf16_decode(arena, text + 2, *size - 2, out_exact);
        *size = strlen(text);
    } else if (*size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        *size -= 3;
    }
    return text;
}

size_t nl_utf16_encode(struct nl_arena *arena, const char *text, uint8_t **out_bytes)
{
    size_t length = strlen(text);
    uint8_t *bytes = nl_arena_alloc(arena, length * 2 + 2);
    size_t size = 0;
    while (*text) {
        size_t used = 0;
        uint32_t c = nl_utf8_next(text, &used);
        text += used;
        if (c >= 0x10000) {
            uint32_t high = 0xD800 + ((c - 0x10000) >> 10);
            bytes[size++] = (uint8_t)(high & 0xFF);
            bytes[size++] = (uint8_t)(high >> 8);
            c = 0xDC00 + ((c - 0x10000) & 0x3FF);
        }
        bytes[size++] = (uint8_t)(c & 0xFF);
        bytes[size++] = (uint8_t)(c >> 8);
    }
    *out_bytes = bytes; /* two zero bytes follow, not counted in the size */
    return size;
}

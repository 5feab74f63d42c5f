/* utf8.c - UTF-8 checked, read and written. */
#include "utf8.h"

#include <string.h>

/* Length of the valid sequence at text, 0 if it is not one. */
static size_t sequence(const unsigned char *text, size_t left)
{
    unsigned char c = text[0];
    if (c < 0x80)
        return 1;
    size_t need = c >= 0xC2 && c <= 0xDF   ? 2
                  : c >= 0xE0 && c <= 0xEF ? 3
                  : c >= 0xF0 && c <= 0xF4 ? 4
                                           : 0;
    if (need == 0 || left < need)
        return 0;
    for (size_t i = 1; i < need; i++) {
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    }
    if ((c == 0xE0 && text[1] < 0xA0) || (c == 0xED && text[1] > 0x9F) ||
        (c == 0xF0 && text[1] < 0x90) || (c == 0xF4 && text[1] > 0x8F))
        return 0;
    return need;
}

bool nl_utf8_valid(const char *text, size_t length)
{
    const unsigned char *at = (const unsigned char *)text;
    while (length > 0) {
        size_t size = sequence(at, length);
        if (size == 0)
            return false;
        at += size;
        length -= size;
    }
    return true;
}

uint32_t nl_utf8_next(const char *text, size_t *out_size)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t left = strnlen(text, 4);
    size_t size = left ? sequence(at, left) : 1;
    if (size == 0) {
        *out_size = 1;
        return 0xFFFD;
    }
    *out_size = size;
    switch (size) {
    case 1:
        return at[0];
    case 2:
        return (uint32_t)((at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu));
    case 3:
        return (uint32_t)((at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu));
    default:
        return (uint32_t)((at[0] & 0x07u) << 18 | (at[1] & 0x3Fu) << 12 | (at[2] & 0x3Fu) << 6 |
                          (at[3] & 0x3Fu));
    }
}

size_t nl_utf8_put(uint32_t c, char out_bytes[4])
{
    size_t size = 0;
    if (c < 0x80) {
        out_bytes[size++] = (char)c;
    } else if (c < 0x800) {
        out_bytes[size++] = (char)(0xC0 | c >> 6);
        out_bytes[size++] = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out_bytes[size++] = (char)(0xE0 | c >> 12);
        out_bytes[size++] = (char)(0x80 | (c >> 6 & 0x3F));
        out_bytes[size++] = (char)(0x80 | (c & 0x3F));
    } else {
        out_bytes[size++] = (char)(0xF0 | c >> 18);
        out_bytes[size++] = (char)(0x80 | (c >> 12 & 0x3F));
        out_bytes[size++] = (char)(0x80 | (c >> 6 & 0x3F));
        out_bytes[size++] = (char)(0x80 | (c & 0x3F));
    }
    return size;
}

/* utf.c - UTF-8 checked and measured, UTF-16LE bytes to UTF-8 and back. */
#include "text.h"
#include "utf16.h"

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

static bool is_unsafe(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0x061C ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

const char *nl_clean(struct nl_arena *arena, const char *text)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    if (!text)
        return out.data;
    while (*text) {
        size_t size = 0;
        uint32_t c = nl_utf8_next(text, &size);
        if (c == 0xFFFD || is_unsafe(c))
            nl_text_add_char(&out, '?');
        else
            nl_text_add_part(&out, text, size);
        text += size;
    }
    return out.data;
}

/* East Asian Wide and Fullwidth, and the combining marks that matter for names (Unicode 15,
 * EastAsianWidth.txt, the coarse blocks). */
static size_t width_of(uint32_t c)
{
    if ((c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) ||
        (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F) ||
        (c >= 0xFE20 && c <= 0xFE2F))
        return 0;
    if ((c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0x303E) ||
        (c >= 0x3041 && c <= 0xA4CF) || (c >= 0xA960 && c <= 0xA97F) ||
        (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
        (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
        (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1F64F) ||
        (c >= 0x1F900 && c <= 0x1F9FF) || (c >= 0x20000 && c <= 0x3FFFD))
        return 2;
    return 1;
}

size_t nl_columns(const char *text)
{
    size_t columns = 0;
    while (*text) {
        size_t size = 0;
        uint32_t c = nl_utf8_next(text, &size);
        columns += width_of(c);
        text += size;
    }
    return columns;
}

static void add_code_point(struct nl_text *out, uint32_t c)
{
    char bytes[4];
    size_t size = 0;
    if (c < 0x80) {
        bytes[size++] = (char)c;
    } else if (c < 0x800) {
        bytes[size++] = (char)(0xC0 | c >> 6);
        bytes[size++] = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        bytes[size++] = (char)(0xE0 | c >> 12);
        bytes[size++] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[size++] = (char)(0x80 | (c & 0x3F));
    } else {
        bytes[size++] = (char)(0xF0 | c >> 18);
        bytes[size++] = (char)(0x80 | (c >> 12 & 0x3F));
        bytes[size++] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[size++] = (char)(0x80 | (c & 0x3F));
    }
    nl_text_add_part(out, bytes, size);
}

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
        add_code_point(&out, c);
    }
    if (out_exact)
        *out_exact = exact;
    return out.data;
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

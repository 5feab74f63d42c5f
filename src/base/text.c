/* text.c - UTF-8 text: a builder that knows its room, comparing, checking, cleaning. */
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void nl_text_init(struct nl_text *text, struct nl_arena *arena)
{
    text->arena = arena;
    text->length = 0;
    text->capacity = 64;
    text->data = nl_arena_alloc(arena, text->capacity);
}

static void reserve(struct nl_text *text, size_t more)
{
    if (text->capacity - text->length > more)
        return;
    size_t wider = text->capacity * 2;
    if (wider - text->length <= more)
        wider = text->length + more + 1;
    char *data = nl_arena_alloc(text->arena, wider);
    memcpy(data, text->data, text->length);
    text->data = data;
    text->capacity = wider;
}

void nl_text_add_part(struct nl_text *text, const char *more, size_t length)
{
    if (length == 0)
        return;
    reserve(text, length);
    memcpy(text->data + text->length, more, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void nl_text_add(struct nl_text *text, const char *more)
{
    if (more)
        nl_text_add_part(text, more, strlen(more));
}

void nl_text_add_char(struct nl_text *text, char c)
{
    nl_text_add_part(text, &c, 1);
}

void nl_text_repeat(struct nl_text *text, const char *more, size_t times)
{
    for (size_t i = 0; i < times; i++)
        nl_text_add(text, more);
}

void nl_text_format(struct nl_text *text, const char *format, ...)
{
    va_list list;
    va_list again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (length > 0) {
        reserve(text, (size_t)length);
        (void)vsnprintf(text->data + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    va_end(again);
}

struct nl_number nl_decimal(uint64_t number)
{
    struct nl_number found = {{0}};
    (void)snprintf(found.text, sizeof found.text, "%llu", (unsigned long long)number);
    return found;
}

struct nl_number nl_hex(uint64_t number)
{
    struct nl_number found = {{0}};
    (void)snprintf(found.text, sizeof found.text, "0x%08llX", (unsigned long long)number);
    return found;
}

static unsigned char fold(char c)
{
    unsigned char u = (unsigned char)c;
    return u >= 'A' && u <= 'Z' ? (unsigned char)(u + ('a' - 'A')) : u;
}

int nl_compare(const char *a, const char *b)
{
    for (;; a++, b++) {
        unsigned char x = fold(*a);
        unsigned char y = fold(*b);
        if (x != y)
            return x < y ? -1 : 1;
        if (x == 0)
            return 0;
    }
}

bool nl_same(const char *a, const char *b)
{
    if (!a || !b)
        return a == b;
    return nl_compare(a, b) == 0;
}

bool nl_same_parts(const char *a, size_t a_length, const char *b, size_t b_length)
{
    if (a_length != b_length)
        return false;
    for (size_t i = 0; i < a_length; i++) {
        if (fold(a[i]) != fold(b[i]))
            return false;
    }
    return true;
}

bool nl_starts(const char *text, const char *prefix)
{
    for (; *prefix; text++, prefix++) {
        if (fold(*text) != fold(*prefix))
            return false;
    }
    return true;
}

bool nl_ends(const char *text, const char *suffix)
{
    size_t length = strlen(text);
    size_t tail = strlen(suffix);
    return length >= tail && nl_same(text + length - tail, suffix);
}

bool nl_holds(const char *text, const char *part)
{
    if (!text)
        return false;
    for (;; text++) {
        if (nl_starts(text, part))
            return true;
        if (!*text)
            return false;
    }
}

bool nl_is_guid(const char *text)
{
    static const char pattern[] = "{xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}";
    for (size_t i = 0; i < sizeof pattern; i++) { /* the end too */
        if (pattern[i] == 'x' ? !text[i] || !strchr("0123456789abcdefABCDEF", text[i])
                              : text[i] != pattern[i])
            return false;
    }
    return true;
}

bool nl_equal(const char *a, const char *b)
{
    if (!a || !b)
        return a == b;
    return strcmp(a, b) == 0;
}

bool nl_glob(const char *pattern, const char *name)
{
    const char *star = NULL; /* the last '*' seen, and the text it stands for so far */
    const char *retry = NULL;
    while (*name) {
        if (*pattern == '*') {
            star = pattern++;
            retry = name;
        } else if (*pattern == '?' || fold(*pattern) == fold(*name)) {
            pattern++;
            name++;
        } else if (star) {
            pattern = star + 1;
            name = ++retry;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

void nl_texts_add(struct nl_texts *texts, struct nl_arena *arena, const char *text)
{
    *NL_PUSH(arena, texts) = nl_arena_text(arena, text);
}

bool nl_texts_hold(const struct nl_texts *texts, const char *text)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (nl_same(texts->items[i], text))
            return true;
    }
    return false;
}

struct nl_texts nl_split(struct nl_arena *arena, const char *text, char separator)
{
    struct nl_texts parts = {0};
    for (;;) {
        const char *end = strchr(text, separator);
        size_t length = end ? (size_t)(end - text) : strlen(text);
        *NL_PUSH(arena, &parts) = nl_arena_copy(arena, text, length);
        if (!end)
            return parts;
        text = end + 1;
    }
}

bool nl_parse_u64(const char *text, uint64_t max, uint64_t *out_number)
{
    unsigned base = 10;
    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
        base = 16;
        text += 2;
    }
    if (!*text)
        return false;
    uint64_t number = 0;
    for (; *text; text++) {
        unsigned char c = fold(*text);
        unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10U
                                                : 99U;
        if (digit >= base || number > (UINT64_MAX - digit) / base)
            return false;
        number = number * base + digit;
        if (number > max)
            return false;
    }
    *out_number = number;
    return true;
}

uint64_t nl_hash(uint64_t seed, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++) {
        seed ^= at[i];
        seed *= UINT64_C(0x100000001b3);
    }
    return seed;
}

uint32_t nl_crc32(const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < size; i++) {
        crc ^= at[i];
        for (int bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ (UINT32_C(0xEDB88320) & (0U - (crc & 1U)));
    }
    return ~crc;
}

/* win_format.c - snprintf and vsnprintf as C11 has them, through msvcrt's for single numbers.
 *
 * MinGW's own (__USE_MINGW_ANSI_STDIO) brings a printf and arithmetic of any precision, 35 kB of the
 * executable, and msvcrt's alone knows no %zu and, before Windows Vista, no %llu. Here texts are
 * placed by us, and each number is written by msvcrt, which on every Windows knows I64. What no
 * format of ours has (%n, long double, a * before a number's conversion) ends the program. It is
 * a library of its own: the executable and every test link it through netlatch_flags. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct writing {
    char *out;
    size_t room;   /* bytes of out, the zero byte included */
    size_t length; /* of the whole text, whether there is room or not */
};

static void put(struct writing *writing, const char *bytes, size_t count)
{
    if (writing->length < writing->room) {
        size_t left = writing->room - writing->length;
        memcpy(writing->out + writing->length, bytes, count < left ? count : left);
    }
    writing->length += count;
}

static void put_spaces(struct writing *writing, size_t count)
{
    for (; count > 0; count--)
        put(writing, " ", 1);
}

/* The bytes of a text before its zero byte, at most `most`. */
static size_t length_within(const char *text, size_t most)
{
    const char *end = memchr(text, 0, most);
    return end ? (size_t)(end - text) : most;
}

static void put_text(struct writing *writing, const char *text, bool to_the_left, int width,
                     int precision)
{
    size_t length = precision < 0 ? strlen(text) : length_within(text, (size_t)precision);
    size_t spaces = width > 0 && (size_t)width > length ? (size_t)width - length : 0;
    put_spaces(writing, to_the_left ? 0 : spaces);
    put(writing, text, length);
    put_spaces(writing, to_the_left ? spaces : 0);
}

/* A conversion: %flags width .precision length letter. */
struct conversion {
    const char *at; /* behind the percent sign */
    size_t fixed;   /* bytes of flags, width and precision */
    bool to_the_left;
    int width;
    int precision; /* -1: none */
    bool has_star;
    bool is_wide; /* 64 bits */
    char letter;
};

static const char *read_number(const char *at, va_list *list, bool *out_star, int *out_number)
{
    if (*at == '*') {
        *out_star = true;
        *out_number = va_arg(*list, int);
        return at + 1;
    }
    for (*out_number = 0; *at >= '0' && *at <= '9'; at++)
        *out_number = *out_number * 10 + (*at - '0');
    return at;
}

/* Returns what stands behind the letter. */
static const char *read_conversion(const char *at, va_list *list, struct conversion *out)
{
    *out = (struct conversion){.at = at, .precision = -1};
    for (; *at && strchr("-+ #0", *at); at++)
        out->to_the_left = out->to_the_left || *at == '-';
    at = read_number(at, list, &out->has_star, &out->width);
    if (*at == '.')
        at = read_number(at + 1, list, &out->has_star, &out->precision);
    out->fixed = (size_t)(at - out->at);
    for (; *at && strchr("hlzjtI64", *at); at++) /* I64: what tests print when they fail */
        out->is_wide = out->is_wide || *at == 'j' || *at == 'I' || (*at == 'l' && at[1] == 'l') ||
                       (sizeof(size_t) == sizeof(uint64_t) && (*at == 'z' || *at == 't'));
    out->letter = *at;
    if (*at == 'p') { /* tests alone: as a number of its size */
        out->letter = 'X';
        out->is_wide = sizeof(void *) == sizeof(uint64_t);
    }
    return at + 1;
}

/* A number of any kind: msvcrt writes it by the same conversion with its own word for the length. */
static void put_number(struct writing *writing, const struct conversion *conversion, va_list *list)
{
    char single[32] = "%";
    char text[80];
    if (conversion->has_star || conversion->fixed > 16 || conversion->width > 40 ||
        conversion->precision > 20)
        abort();
    memcpy(single + 1, conversion->at, conversion->fixed);
    char *at = single + 1 + conversion->fixed;
    int length = 0;
    if (strchr("gGeEfF", conversion->letter)) {
        *at = conversion->letter;
        length = _snprintf(text, sizeof text, single, va_arg(*list, double));
    } else {
        bool is_signed = strchr("di", conversion->letter) != NULL;
        uint64_t number = conversion->is_wide ? va_arg(*list, uint64_t)
                          : is_signed         ? (uint64_t)(int64_t)va_arg(*list, int)
                                              : va_arg(*list, unsigned);
        memcpy(at, "I64", 3);
        at[3] = conversion->letter;
        length = _snprintf(text, sizeof text, single, number);
    }
    if (length < 0 || (size_t)length >= sizeof text)
        abort();
    put(writing, text, (size_t)length);
}

static void put_converted(struct writing *writing, const struct conversion *conversion,
                          va_list *list)
{
    char letter = conversion->letter;
    if (letter == '%') {
        put(writing, "%", 1);
    } else if (letter == 'c') {
        const char text[] = {(char)va_arg(*list, int)};
        put_text(writing, text, conversion->to_the_left, conversion->width, 1);
    } else if (letter == 's') {
        put_text(writing, va_arg(*list, const char *), conversion->to_the_left, conversion->width,
                 conversion->precision);
    } else if (letter && strchr("diuoxXgGeEfF", letter)) {
        put_number(writing, conversion, list);
    } else {
        abort();
    }
}

/* The name that MinGW's stdio.h gives to vsnprintf and snprintf. */
/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp,readability-identifier-naming) */
int __mingw_vsnprintf(char *out, size_t room, const char *format, va_list arguments)
{
    struct writing writing = {.out = out, .room = room};
    va_list list;
    va_copy(list, arguments);
    while (*format) {
        size_t plain = strcspn(format, "%");
        put(&writing, format, plain);
        format += plain;
        if (*format) {
            struct conversion conversion;
            format = read_conversion(format + 1, &list, &conversion);
            put_converted(&writing, &conversion, &list);
        }
    }
    va_end(list);
    if (room > 0)
        out[writing.length < room ? writing.length : room - 1] = '\0';
    return (int)writing.length;
}

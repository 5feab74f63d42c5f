/* inet.c - internet addresses in text: reading them and telling what kind they are. */
#include "inet.h"

#include <string.h>

/* The longest text of an address: eight groups of four with a mapped IPv4 tail, and a zone. */
#define LONGEST 80

static bool digit_of(char c, unsigned base, unsigned *out_digit)
{
    unsigned digit = 99;
    if (c >= '0' && c <= '9')
        digit = (unsigned)(c - '0');
    else if (c >= 'a' && c <= 'f')
        digit = (unsigned)(c - 'a') + 10;
    else if (c >= 'A' && c <= 'F')
        digit = (unsigned)(c - 'A') + 10;
    *out_digit = digit;
    return digit < base;
}

/* A number of at most max_digits digits; *at moves behind it. */
static bool read_number(const char **at, unsigned base, unsigned max_digits, unsigned *out_number)
{
    unsigned number = 0;
    unsigned digit = 0;
    unsigned digits = 0;
    while (digits < max_digits && digit_of(**at, base, &digit)) {
        number = number * base + digit;
        digits++;
        (*at)++;
    }
    *out_number = number;
    return digits > 0 && !digit_of(**at, base, &digit);
}

static bool parse_v4(const char *text, uint8_t *out_bytes)
{
    for (size_t i = 0; i < 4; i++) {
        unsigned number = 0;
        if (i > 0 && *text++ != '.')
            return false;
        if (!read_number(&text, 10, 3, &number) || number > 255)
            return false;
        out_bytes[i] = (uint8_t)number;
    }
    return *text == '\0';
}

static bool parse_v6(const char *text, uint8_t *out_bytes)
{
    uint8_t bytes[16] = {0};
    size_t used = 0;
    size_t gap = SIZE_MAX; /* where "::" stood */
    if (text[0] == ':') {
        if (text[1] != ':')
            return false;
        gap = 0;
        text += 2;
    }
    while (*text) {
        unsigned number = 0;
        const char *start = text;
        if (used + 4 <= sizeof bytes && strchr(text, '.') && !strchr(text, ':')) {
            if (!parse_v4(start, bytes + used))
                return false;
            used += 4;
            break;
        }
        if (used + 2 > sizeof bytes || !read_number(&text, 16, 4, &number))
            return false;
        bytes[used++] = (uint8_t)(number >> 8);
        bytes[used++] = (uint8_t)(number & 0xff);
        if (*text == '\0')
            break;
        if (*text++ != ':')
            return false;
        if (*text == ':') {
            if (gap != SIZE_MAX)
                return false;
            gap = used;
            text++;
        } else if (*text == '\0') {
            return false; /* a single colon at the end */
        }
    }
    if (gap == SIZE_MAX ? used != sizeof bytes : used >= sizeof bytes)
        return false;
    if (gap != SIZE_MAX) {
        size_t tail = used - gap;
        memmove(bytes + sizeof bytes - tail, bytes + gap, tail);
        memset(bytes + gap, 0, sizeof bytes - used);
    }
    memcpy(out_bytes, bytes, sizeof bytes);
    return true;
}

static bool parse_part(const char *text, size_t length, bool zone, struct nl_inet *out_address)
{
    char copy[LONGEST];
    if (length == 0 || length >= sizeof copy || memchr(text, '\0', length))
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    struct nl_inet address = {.v6 = strchr(copy, ':') != NULL};
    char *percent = strchr(copy, '%');
    if (percent) {
        if (!zone || !address.v6 || percent[1] == '\0')
            return false;
        *percent = '\0';
    }
    if (address.v6 ? !parse_v6(copy, address.bytes) : !parse_v4(copy, address.bytes))
        return false;
    *out_address = address;
    return true;
}

bool nl_inet_parse(const char *text, struct nl_inet *out_address)
{
    return text && parse_part(text, strlen(text), true, out_address);
}

static bool within(const uint8_t *bytes, const uint8_t *prefix, unsigned bits)
{
    size_t whole = bits / 8;
    if (memcmp(bytes, prefix, whole) != 0)
        return false;
    unsigned rest = bits % 8;
    unsigned mask = rest ? (0xff00u >> rest) & 0xff : 0;
    return (bytes[whole] & mask) == (prefix[whole] & mask);
}

static const struct {
    uint8_t prefix[4];
    unsigned bits;
    enum nl_inet_kind kind;
} blocks4[] = {
    {{0, 0, 0, 0}, 8, NL_INET_LOCAL},      {{127, 0, 0, 0}, 8, NL_INET_LOOPBACK},
    {{10, 0, 0, 0}, 8, NL_INET_LOCAL},     {{172, 16, 0, 0}, 12, NL_INET_LOCAL},
    {{192, 168, 0, 0}, 16, NL_INET_LOCAL}, {{100, 64, 0, 0}, 10, NL_INET_LOCAL},
    {{169, 254, 0, 0}, 16, NL_INET_LOCAL}, {{192, 0, 0, 0}, 24, NL_INET_LOCAL},
    {{192, 0, 2, 0}, 24, NL_INET_LOCAL},   {{198, 51, 100, 0}, 24, NL_INET_LOCAL},
    {{203, 0, 113, 0}, 24, NL_INET_LOCAL}, {{198, 18, 0, 0}, 15, NL_INET_LOCAL},
    {{224, 0, 0, 0}, 3, NL_INET_LOCAL},
};

static const struct {
    uint8_t prefix[6];
    unsigned bits;
    enum nl_inet_kind kind;
} blocks6[] = {
    {{0x20, 0x02}, 16, NL_INET_TUNNEL},
    {{0x20, 0x01, 0, 0}, 32, NL_INET_TUNNEL},
    {{0x20, 0x01, 0x0d, 0xb8}, 32, NL_INET_LOCAL},
    {{0x20, 0x01, 0}, 23, NL_INET_LOCAL},
    {{0x20}, 3, NL_INET_PUBLIC},
};

enum nl_inet_kind nl_inet_kind(const struct nl_inet *address)
{
    static const uint8_t zero[16] = {0};
    static const uint8_t loopback[16] = {[15] = 1};
    if (memcmp(address->bytes, zero, address->v6 ? 16 : 4) == 0)
        return NL_INET_ANY;
    if (!address->v6) {
        for (size_t i = 0; i < sizeof blocks4 / sizeof blocks4[0]; i++) {
            if (within(address->bytes, blocks4[i].prefix, blocks4[i].bits))
                return blocks4[i].kind;
        }
        return NL_INET_PUBLIC;
    }
    if (memcmp(address->bytes, loopback, sizeof loopback) == 0)
        return NL_INET_LOOPBACK;
    for (size_t i = 0; i < sizeof blocks6 / sizeof blocks6[0]; i++) {
        if (within(address->bytes, blocks6[i].prefix, blocks6[i].bits))
            return blocks6[i].kind;
    }
    return NL_INET_LOCAL;
}

/* 255.255.0.0 and the like: ones, then zeros. */
static bool is_mask(const struct nl_inet *address)
{
    uint32_t mask = (uint32_t)address->bytes[0] << 24 | (uint32_t)address->bytes[1] << 16 |
                    (uint32_t)address->bytes[2] << 8 | address->bytes[3];
    uint32_t rest = ~mask;
    return !address->v6 && (rest & (rest + 1)) == 0;
}

static size_t size_of(const struct nl_inet *address)
{
    return address->v6 ? 16 : 4;
}

struct nl_inet_range nl_inet_subnet(const struct nl_inet *address, unsigned bits)
{
    struct nl_inet_range range = {*address, *address};
    for (unsigned i = 0; i < size_of(address); i++) {
        unsigned own = bits > 8 * i ? bits - 8 * i : 0; /* of this byte and those after it */
        uint8_t rest = (uint8_t)(own < 8 ? 0xff >> own : 0);
        range.first.bytes[i] &= (uint8_t)~rest;
        range.last.bytes[i] |= rest;
    }
    return range;
}

bool nl_inet_range_holds(const struct nl_inet_range *range, const struct nl_inet *address)
{
    size_t size = size_of(address);
    return range->first.v6 == address->v6 &&
           memcmp(range->first.bytes, address->bytes, size) <= 0 &&
           memcmp(address->bytes, range->last.bytes, size) <= 0;
}

/* What stands behind the "/" of a subnet, in bits. */
static bool parse_bits(const char *text, size_t length, bool v6, unsigned *out_bits)
{
    struct nl_inet mask;
    unsigned bits = 0;
    if (!v6 && parse_part(text, length, false, &mask)) {
        for (; bits < 32 && mask.bytes[bits / 8] & 0x80 >> bits % 8; bits++)
            ;
        *out_bits = bits;
        return is_mask(&mask);
    }
    for (size_t i = 0; i < length; i++) {
        unsigned digit = 0;
        if (i >= 3 || !digit_of(text[i], 10, &digit))
            return false;
        bits = bits * 10 + digit;
    }
    *out_bits = bits;
    return length > 0 && bits <= (v6 ? 128u : 32u);
}

bool nl_inet_range_parse(const char *text, size_t length, bool v6, struct nl_inet_range *out_range)
{
    const char *cut = memchr(text, '/', length);
    bool subnet = cut != NULL;
    if (!cut)
        cut = memchr(text, '-', length);
    struct nl_inet first;
    unsigned bits = 0;
    size_t first_length = cut ? (size_t)(cut - text) : length;
    if (!parse_part(text, first_length, false, &first) || first.v6 != v6)
        return false;
    *out_range = (struct nl_inet_range){first, first};
    if (!cut)
        return true;
    const char *rest = cut + 1;
    size_t rest_length = length - first_length - 1;
    if (!subnet)
        return parse_part(rest, rest_length, false, &out_range->last) && out_range->last.v6 == v6 &&
               memcmp(first.bytes, out_range->last.bytes, size_of(&first)) <= 0;
    if (!parse_bits(rest, rest_length, v6, &bits))
        return false;
    *out_range = nl_inet_subnet(&first, bits);
    return true;
}

bool nl_inet_same(const char *one, const char *other)
{
    struct nl_inet a;
    struct nl_inet b;
    return nl_inet_parse(one, &a) && nl_inet_parse(other, &b) && a.v6 == b.v6 &&
           memcmp(a.bytes, b.bytes, size_of(&a)) == 0;
}

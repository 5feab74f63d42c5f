/* ip_text.c - IP addresses as text. */
#include "ip_text.h"

#include "text.h"

const char *nl_ip4_text(struct nl_arena *arena, const uint8_t bytes[4])
{
    return nl_arena_format(arena, "%u.%u.%u.%u", bytes[0], bytes[1], bytes[2], bytes[3]);
}

const char *nl_ip6_text(struct nl_arena *arena, const uint8_t bytes[16], uint32_t scope)
{
    unsigned groups[8];
    for (size_t i = 0; i < 8; i++)
        groups[i] = (unsigned)(bytes[2 * i] << 8 | bytes[2 * i + 1]);
    /* RFC 5952: the first of the longest runs of two or more zero groups is shortened. */
    size_t begin = 8;
    size_t length = 1;
    for (size_t i = 0; i < 8; i++) {
        size_t run = 0;
        while (i + run < 8 && groups[i + run] == 0)
            run++;
        if (run > length) {
            begin = i;
            length = run;
        }
    }
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < 8; i++) {
        if (i == begin) {
            nl_text_add(&out, "::");
            i += length - 1;
            continue;
        }
        nl_text_format(&out, i == 0 || i == begin + length ? "%x" : ":%x", groups[i]);
    }
    if (scope)
        nl_text_format(&out, "%%%lu", (unsigned long)scope);
    return out.data;
}

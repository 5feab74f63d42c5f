/* unicode_data.h - tables made from the Unicode Character Database by scripts/make_unicode.py, which
 * says what each holds. For width.c and clean.c. */
#ifndef NL_BASE_UNICODE_DATA_H
#define NL_BASE_UNICODE_DATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Both ends belong to it. Tables are in ascending order and do not overlap. */
struct nl_char_range {
    uint32_t first;
    uint32_t last;
};

extern const struct nl_char_range nl_zero_width[];
extern const size_t nl_zero_width_count;
extern const struct nl_char_range nl_wide[];
extern const size_t nl_wide_count;
extern const struct nl_char_range nl_invisible[];
extern const size_t nl_invisible_count;

/* Is the character in a table? */
static inline bool nl_char_in(const struct nl_char_range *table, size_t count, uint32_t c)
{
    size_t from = 0;
    while (from < count) {
        size_t middle = from + (count - from) / 2;
        if (c < table[middle].first)
            count = middle;
        else if (c > table[middle].last)
            from = middle + 1;
        else
            return true;
    }
    return false;
}

#endif

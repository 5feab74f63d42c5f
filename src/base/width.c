/* width.c - how wide a text is on a terminal. */
#include "width.h"

#include "unicode_data.h"
#include "utf8.h"

size_t nl_char_columns(uint32_t c)
{
    if (c < 0x300)
        return c == 0xAD ? 0 : 1; /* nearly every text is made of these alone */
    if (nl_char_in(nl_zero_width, nl_zero_width_count, c))
        return 0;
    return nl_char_in(nl_wide, nl_wide_count, c) ? 2 : 1;
}

size_t nl_columns(const char *text)
{
    size_t columns = 0;
    while (*text) {
        size_t size = 0;
        columns += nl_char_columns(nl_utf8_next(text, &size));
        text += size;
    }
    return columns;
}

/* clean.c - texts that come from a machine, made fit for a person. */
#include "clean.h"

#include "text.h"
#include "unicode_data.h"
#include "utf8.h"

const char *nl_clean(struct nl_arena *arena, const char *text)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    if (!text)
        return out.data;
    while (*text) {
        size_t size = 0;
        uint32_t c = nl_utf8_next(text, &size);
        if (c == 0xFFFD || nl_char_in(nl_invisible, nl_invisible_count, c))
            nl_text_add_char(&out, '?');
        else
            nl_text_add_part(&out, text, size);
        text += size;
    }
    return out.data;
}

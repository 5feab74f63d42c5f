/* win_encode.c - code pages and line ends. */
#include "win_encode.h"

#include "win_text.h"

#include <windows.h>

const char *win_encode_lines(struct nl_arena *arena, const char *text, size_t length,
                             size_t *out_length)
{
    char *out = nl_arena_alloc(arena, 2 * length + 1);
    size_t at = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r'))
            out[at++] = '\r';
        out[at++] = text[i];
    }
    *out_length = at;
    return out;
}

const char *win_encode_page(struct nl_arena *arena, unsigned page, const char *text, size_t length,
                            size_t *out_length)
{
    *out_length = length;
    if (page == 0 || page == CP_UTF8 || length == 0)
        return text;
    const wchar_t *wide = win_wide(arena, nl_arena_copy(arena, text, length));
    int units = (int)wcslen(wide);
    /* No flags: code pages such as 54936 take none. */
    int size = WideCharToMultiByte(page, 0, wide, units, NULL, 0, NULL, NULL);
    if (size <= 0)
        return text; /* a code page that this Windows does not have */
    char *out = nl_arena_alloc(arena, (size_t)size);
    size = WideCharToMultiByte(page, 0, wide, units, out, size, NULL, NULL);
    *out_length = size > 0 ? (size_t)size : 0;
    return out;
}

/* win_text.c - UTF-8 to UTF-16 and back. */
#include "win_text.h"

#include "base/clean.h"
#include "base/text.h"
#include "base/utf16.h"
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

_Static_assert(sizeof(wchar_t) == 2, "Windows texts are UTF-16");

wchar_t *win_wide(struct nl_arena *arena, const char *text)
{
    if (!text)
        return NULL;
    if (!nl_utf8_valid(text, strlen(text)))
        text = nl_clean(arena, text);
    uint8_t *bytes = NULL;
    size_t size = nl_utf16_encode(arena, text, &bytes);
    wchar_t *wide = nl_arena_array(arena, size / 2 + 1, sizeof *wide);
    memcpy(wide, bytes, size);
    return wide;
}

const char *win_narrow_part(struct nl_arena *arena, const wchar_t *text, size_t units)
{
    return nl_utf16_decode(arena, text, units * sizeof *text, NULL);
}

const char *win_narrow(struct nl_arena *arena, const wchar_t *text)
{
    return text ? win_narrow_part(arena, text, wcslen(text)) : NULL;
}

const char *win_narrow_within(struct nl_arena *arena, const void *bytes, size_t size,
                              const wchar_t *text)
{
    uintptr_t begin = (uintptr_t)bytes;
    uintptr_t at = (uintptr_t)text;
    if (!text || at < begin || at - begin > size)
        return NULL;
    return win_narrow_part(arena, text, wcsnlen(text, (size - (at - begin)) / sizeof *text));
}

/* win_arguments.c - a command line into its arguments. */
#include "win_arguments.h"

#include "win_text.h"

#include <stdbool.h>

enum { MOST_ARGUMENTS = 4096 };

static bool is_blank(wchar_t c)
{
    return c == L' ' || c == L'\t';
}

/* The program's name: in quotes, or up to a blank. */
static const wchar_t *program_name(const wchar_t *at, wchar_t *out)
{
    if (*at == L'"') {
        for (at++; *at && *at != L'"'; at++)
            *out++ = *at;
        at += *at == L'"';
    }
    while (*at && !is_blank(*at))
        *out++ = *at++;
    *out = L'\0';
    return at;
}

/* Copies backslashes: two before a quote are one, and one before it makes it a plain character. Returns
 * behind them; *out_plain: the quote that follows belongs to the argument. */
static const wchar_t *backslashes(const wchar_t *at, wchar_t **out, bool *out_plain)
{
    size_t count = 0;
    while (at[count] == L'\\')
        count++;
    bool before_quote = at[count] == L'"';
    for (size_t i = 0; i < (before_quote ? count / 2 : count); i++)
        *(*out)++ = L'\\';
    *out_plain = before_quote && count % 2 == 1;
    return at + count;
}

static const wchar_t *one_argument(const wchar_t *at, wchar_t *out)
{
    bool quoted = false;
    while (*at && (quoted || !is_blank(*at))) {
        bool plain = false;
        if (*at == L'\\') {
            at = backslashes(at, &out, &plain);
            if (plain)
                *out++ = *at++;
        } else if (*at != L'"') {
            *out++ = *at++;
        } else if (quoted && at[1] == L'"') {
            *out++ = L'"'; /* "" between quotes is a quote */
            at += 2;
        } else {
            quoted = !quoted;
            at++;
        }
    }
    *out = L'\0';
    return at;
}

struct nl_texts win_arguments_split(struct nl_arena *arena, const wchar_t *line)
{
    struct nl_texts arguments = {0};
    wchar_t *argument = nl_arena_array(arena, wcslen(line) + 1, sizeof *argument);
    const wchar_t *at = program_name(line, argument);
    nl_texts_add(&arguments, arena, win_narrow(arena, argument));
    for (;;) {
        while (is_blank(*at))
            at++;
        if (!*at || arguments.count >= MOST_ARGUMENTS)
            return arguments;
        at = one_argument(at, argument);
        nl_texts_add(&arguments, arena, win_narrow(arena, argument));
    }
}

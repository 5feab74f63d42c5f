/* expected.c - the list of machines that there should be. */
#include "fleet/expected.h"

#include "base/clean.h"
#include "base/utf16.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* The cells of a line; quotation marks around a cell are taken off, two within it are one. */
static struct nl_texts cells_of(struct nl_arena *arena, const char *line)
{
    struct nl_texts cells = {0};
    const char *at = line;
    for (;;) {
        struct nl_text cell;
        nl_text_init(&cell, arena);
        at += strspn(at, " ");
        bool quoted = *at == '"';
        if (quoted)
            at++;
        while (*at && (quoted ? !(at[0] == '"' && at[1] != '"') : !strchr(",;\t", *at))) {
            if (quoted && at[0] == '"')
                at++;
            nl_text_add_char(&cell, *at++);
        }
        while (cell.length > 0 && cell.data[cell.length - 1] == ' ')
            cell.data[--cell.length] = '\0';
        *NL_PUSH(arena, &cells) = cell.data;
        at += strcspn(at, ",;\t");
        if (!*at)
            return cells;
        at++;
    }
}

/* The column that a first line of titles names; false: it is no line of titles. */
static bool find_column(const struct nl_texts *titles, size_t *out_column)
{
    static const char *const words[] = {"name",     "computername", "computer",    "machine",
                                        "hostname", "host",         "dnshostname", "cn"};
    for (size_t w = 0; w < NL_COUNT_OF(words); w++) {
        for (size_t i = 0; i < titles->count; i++) {
            if (nl_same(titles->items[i], words[w])) {
                *out_column = i;
                return true;
            }
        }
    }
    return false;
}

static int by_name(const void *a, const void *b)
{
    return nl_compare(*(const char *const *)a, *(const char *const *)b);
}

static void sort_once(struct nl_texts *names)
{
    size_t kept = 0;
    if (names->count > 1)
        qsort(names->items, names->count, sizeof *names->items, by_name);
    for (size_t i = 0; i < names->count; i++) {
        if (kept == 0 || !nl_same(names->items[kept - 1], names->items[i]))
            names->items[kept++] = names->items[i];
    }
    names->count = kept;
}

static enum nl_status take_name(struct nl_arena *arena, const char *file, size_t line,
                                const char *name, struct nl_expected *expected,
                                struct nl_error *err)
{
    enum { MOST_BYTES = 255 };
    size_t length = strcspn(name, ".");
    if (length == 0)
        return NL_OK;
    if (length > MOST_BYTES || !nl_utf8_valid(name, strlen(name))) {
        (void)nl_fail(err, NL_INVALID, NL_T("expected the name of a machine"));
        return nl_context(err, "{1}:{2}", nl_clean(arena, file), nl_decimal(line).text);
    }
    *NL_PUSH(arena, &expected->names) = nl_arena_copy(arena, name, length);
    return NL_OK;
}

enum nl_status nl_expected_read(struct nl_arena *arena, const char *file, const void *bytes,
                                size_t size, struct nl_expected *out_expected, struct nl_error *err)
{
    struct nl_expected expected = {{0}};
    bool first = true;
    size_t column = 0;
    const char *text = nl_utf16_or_utf8(arena, bytes, &size, NULL);
    const struct nl_texts lines = nl_split(arena, nl_arena_copy(arena, text, size), '\n');
    for (size_t i = 0; i < lines.count; i++) {
        const char *line = nl_arena_copy(arena, lines.items[i], strcspn(lines.items[i], "\r"));
        if (line[0] == '#' || line[strspn(line, " ")] == '\0')
            continue;
        const struct nl_texts cells = cells_of(arena, line);
        bool titles = first && find_column(&cells, &column);
        first = false;
        if (titles || column >= cells.count)
            continue;
        enum nl_status status = take_name(arena, file, i + 1, cells.items[column], &expected, err);
        if (status != NL_OK)
            return status;
    }
    if (expected.names.count == 0) {
        (void)nl_fail(err, NL_INVALID, NL_T("expected one name of a machine a line, found none"));
        return nl_context(err, "{1}", nl_clean(arena, file));
    }
    sort_once(&expected.names);
    *out_expected = expected;
    return NL_OK;
}

bool nl_expected_holds(const struct nl_expected *expected, const char *name)
{
    size_t from = 0;
    size_t to = expected->names.count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = nl_compare(expected->names.items[middle], name);
        if (order == 0)
            return true;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}

/* golden_file.c - a document against the file that was blessed for it. */
#include "golden_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "version.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The version changes with every release and is no part of what is compared. */
static const char *without_version(struct nl_arena *arena, const char *text)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (const char *at = text;;) {
        const char *found = strstr(at, NETLATCH_VERSION);
        if (!found) {
            nl_text_add(&out, at);
            return out.data;
        }
        nl_text_add_part(&out, at, (size_t)(found - at));
        nl_text_add(&out, "@VERSION@");
        at = found + strlen(NETLATCH_VERSION);
    }
}

static const char *read_file(struct nl_arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    struct nl_text text;
    nl_text_init(&text, arena);
    char part[4096];
    for (size_t size = 0; (size = fread(part, 1, sizeof part, file)) > 0;)
        nl_text_add_part(&text, part, size);
    (void)fclose(file);
    return text.data;
}

void golden_compare(struct nl_arena *arena, const char *name, const char *report)
{
    const char *root = getenv("NETLATCH_SOURCE_DIR");
    assert_non_null(root);
    const char *path = nl_arena_format(arena, "%s/tests/golden/report/%s", root, name);
    const char *bless = getenv("NETLATCH_BLESS");
    const char *actual = without_version(arena, report);
    if (bless && strcmp(bless, "1") == 0) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(actual, 1, strlen(actual), file), strlen(actual));
        assert_int_equal(fclose(file), 0);
    }
    const char *expected = read_file(arena, path);
    if (!expected)
        fail_msg("%s is not there: run with NETLATCH_BLESS=1", path);
    if (strcmp(actual, expected) != 0) {
        size_t line = 1;
        size_t at = 0;
        for (; actual[at] && actual[at] == expected[at]; at++)
            line += actual[at] == '\n';
        fail_msg("%s: line %zu differs; found: %.60s", name, line, actual + at);
    }
}

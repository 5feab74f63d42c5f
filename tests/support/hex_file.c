/* hex_file.c - messages kept as text. */
#include "hex_file.h"

#include "base/text.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *open_golden(struct nl_arena *arena, const char *name)
{
    const char *root = getenv("NETLATCH_SOURCE_DIR");
    return root ? fopen(nl_arena_format(arena, "%s/../shared/probe-data/%s", root, name), "r")
                : NULL;
}

int hex_files_there(void)
{
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    FILE *file = open_golden(&arena, "README.md");
    if (file)
        (void)fclose(file);
    nl_arena_done(&arena);
    return file != NULL;
}

const uint8_t *hex_file(struct nl_arena *arena, const char *name, size_t *out_size)
{
    char line[256];
    struct nl_text bytes;
    FILE *file = open_golden(arena, name);
    if (!file)
        fail_msg("%s cannot be opened", name);
    nl_text_init(&bytes, arena);
    while (file && fgets(line, sizeof line, file)) {
        if (line[0] == '#')
            continue;
        for (const char *at = line; at[0] && at[1] && at[0] != '\n' && at[0] != '\r'; at += 2) {
            char pair[3] = {at[0], at[1], 0};
            char *end = NULL;
            nl_text_add_char(&bytes, (char)strtoul(pair, &end, 16));
            if (*end)
                fail_msg("%s: %s is no byte", name, pair);
        }
    }
    if (file)
        (void)fclose(file);
    assert_true(bytes.length > 0);
    *out_size = bytes.length;
    /* A block of exactly this size, so that the sanitizer sees the first byte past the end. */
    return nl_arena_bytes(arena, bytes.data, bytes.length);
}

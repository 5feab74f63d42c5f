/* fuzz_plan.c - any bytes as a plan file: refused with a place, or read. */
#include "plan/plan_file.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nl_arena arena;
    struct nl_plan_file file;
    struct nl_error err = {0};
    nl_arena_init(&arena, NULL, NULL);
    if (nl_plan_file_parse(&arena, "fuzz.json", data, size, &file, &err) != NL_OK &&
        nl_error_text(&arena, &err, NULL)[0] == '\0')
        abort();
    nl_arena_done(&arena);
    return 0;
}

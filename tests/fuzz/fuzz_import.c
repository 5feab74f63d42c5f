/* fuzz_import.c - any bytes as a file of another tool: refused with a place, or a profile that is sound. */
#include "export/import.h"
#include "model/profile_json.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nl_arena arena;
    struct nl_intake intake;
    struct nl_profile again;
    struct nl_error err = {0};
    nl_arena_init(&arena, NULL, NULL);
    if (nl_import(&arena, "fuzz.inf", data, size, &intake, &err) == NL_OK) {
        size_t length = 0;
        const char *json = nl_profile_json(&arena, &intake.profile, &length);
        if (nl_profile_parse(&arena, "again.json", json, length, &again, &err) != NL_OK ||
            again.wants.count != intake.profile.wants.count)
            abort();
    } else if (nl_error_text(&arena, &err, NULL)[0] == '\0') {
        abort(); /* a refusal that says nothing */
    }
    nl_arena_done(&arena);
    return 0;
}

/* fuzz_profile.c - any bytes as a profile: refused with a place, or read, written and read again. */
#include "model/profile.h"
#include "model/profile_json.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nl_arena arena;
    struct nl_profile profile;
    struct nl_profile again;
    struct nl_error err = {0};
    nl_arena_init(&arena, NULL, NULL);
    if (nl_profile_parse(&arena, "fuzz.json", data, size, &profile, &err) == NL_OK) {
        size_t length = 0;
        const char *json = nl_profile_json(&arena, &profile, &length);
        if (nl_profile_parse(&arena, "again.json", json, length, &again, &err) != NL_OK ||
            again.wants.count != profile.wants.count)
            abort();
    } else if (nl_error_text(&arena, &err, NULL)[0] == '\0') {
        abort(); /* a refusal that says nothing */
    }
    nl_arena_done(&arena);
    return 0;
}

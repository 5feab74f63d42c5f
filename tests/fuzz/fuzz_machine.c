/* fuzz_machine.c - any bytes as a machine file: refused with a place, or read, judged, planned for,
 * and written to the same bytes again. */
#include "model/machine.h"
#include "model/machine_json.h"
#include "model/profile_builtin.h"
#include "plan/audit.h"
#include "plan/plan.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nl_arena arena;
    struct nl_machine machine;
    struct nl_error err = {0};
    nl_arena_init(&arena, NULL, NULL);
    if (nl_machine_parse(&arena, "fuzz.json", data, size, &machine, &err) == NL_OK) {
        struct nl_machine again;
        struct nl_profile profile;
        struct nl_plan plan;
        struct nl_audit audit;
        size_t length = 0;
        const char *json = nl_machine_json(&arena, &machine, &length);
        if (nl_machine_parse(&arena, "again.json", json, length, &again, &err) != NL_OK ||
            strcmp(json, nl_machine_json(&arena, &again, NULL)) != 0)
            abort();
        if (nl_builtin_profile(&arena, "article", &profile, &err) != NL_OK ||
            nl_audit_make(&arena, &machine, &profile, &audit, &err) != NL_OK)
            abort();
        nl_plan_make(&arena, &machine, &profile, NULL, &plan);
    } else if (nl_error_text(&arena, &err, NULL)[0] == '\0') {
        abort();
    }
    nl_arena_done(&arena);
    return 0;
}

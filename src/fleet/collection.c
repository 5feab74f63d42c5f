/* collection.c - what was read of many machines. */
#include "fleet/collection.h"

#include "base/json.h"

void nl_fleet_fault(struct nl_arena *arena, struct nl_fleet_collection *collection,
                    const char *file, uint64_t line, const struct nl_error *err)
{
    struct nl_fleet_fault *fault = NL_PUSH(arena, &collection->faults);
    *fault = (struct nl_fleet_fault){.file = nl_arena_text(arena, file)};
    fault->why = err->status == NL_DENIED ? nl_say(arena, NL_T("access is denied"))
                                          : nl_error_sentence(arena, err);
    if (err->status != NL_DENIED && err->native != NL_NATIVE_NONE) {
        const struct nl_sentence number = nl_say(arena, NL_T("The system's error number is {1}."),
                                                 nl_decimal(err->native_code).text);
        fault->why = nl_say_then(arena, fault->why, &number);
    }
    nl_json_fault_place(err, &fault->line, &fault->column);
    if (line > 0)
        fault->line = line;
}

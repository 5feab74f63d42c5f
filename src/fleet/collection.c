/* collection.c - what was read of many machines. */
#include "fleet/collection.h"

/* An argument of a part of an error, or the empty text. */
static const char *argument(const struct nl_error *err, size_t part, size_t index)
{
    uint16_t at = err->parts[part].args[index];
    return at ? err->room + at - 1 : "";
}

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
    /* As nl_json_place put it in front. */
    for (size_t i = 0; i < err->part_count; i++) {
        if (!nl_equal(err->parts[i].format, "{1}:{2}:{3}"))
            continue;
        (void)nl_parse_u64(argument(err, i, 1), UINT64_MAX, &fault->line);
        (void)nl_parse_u64(argument(err, i, 2), UINT64_MAX, &fault->column);
    }
    if (line > 0)
        fault->line = line;
}

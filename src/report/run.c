/* run.c - the name of one audit. */
#include "report/run.h"

#include "report/json_parts.h"
#include "version.h"

#include <string.h>

const char *nl_run_id(struct nl_arena *arena, const struct nl_audit *audit,
                      const struct nl_report_style *style)
{
    const char *const parts[] = {
        NETLATCH_VERSION,
        audit->machine->name,
        nl_json_time(audit->machine, style),
        audit->machine->recording_sha256,
        audit->profile->name,
    };
    uint64_t hash = NL_HASH_START;
    for (size_t i = 0; i < NL_COUNT_OF(parts); i++) {
        const char *part = parts[i] ? parts[i] : "";
        hash = nl_hash(hash, part, strlen(part) + 1); /* with its end: "a", "b" is not "ab", "" */
    }
    return nl_arena_format(arena, "%016llx", (unsigned long long)hash);
}

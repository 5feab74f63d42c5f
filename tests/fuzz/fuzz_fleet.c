/* fuzz_fleet.c - any bytes as the audit or recording of a machine, whole or as lines: a fault, or an
 * entry that every form can tell; and as one side of a comparison. */
#include "fleet/diff_json.h"
#include "fleet/diff_read.h"
#include "fleet/diff_text.h"
#include "fleet/fleet.h"
#include "fleet/reader.h"
#include "fleet/write.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void compare(struct nl_arena *arena, const uint8_t *data, size_t size)
{
    const struct nl_report_style style = {.verbose = true};
    struct nl_fleet_collection collection = {.files = 0};
    struct nl_facts_list old = {0};
    struct nl_facts_list newer = {0};
    struct nl_diff diff = {.same = 0};
    struct nl_text out;
    nl_text_init(&out, arena);
    nl_diff_read(arena, NULL, "old", data, size, &collection, &old);
    nl_diff_read(arena, NULL, "new", data, size, &collection, &newer);
    nl_diff_make(arena, &old, &newer, &diff);
    if (diff.machines.count != 0 || diff.same != old.count)
        abort(); /* nothing differs from itself */
    nl_diff_text(arena, &diff, &style, &out);
    nl_diff_json(arena, &diff, NULL, &out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct nl_report_style style = {.moment = "2026-11-28T12:00:00Z"};
    const struct nl_fleet_place place = {.command = "netlatch fleet x"};
    struct nl_arena arena;
    struct nl_fleet_reader reader;
    struct nl_fleet_collection collection = {.files = 0};
    struct nl_fleet_collection since = {.files = 0};
    struct nl_fleet fleet;
    struct nl_text out;
    nl_arena_init(&arena, NULL, NULL);
    nl_fleet_reader_init(&reader, &arena, NULL);
    nl_fleet_read(&reader, "fuzz.json", data, size, &collection);
    nl_fleet_read(&reader, "fuzz.json", data, size, &since);
    nl_fleet_reader_done(&reader);
    if (size > 0 &&
        collection.entries.count + collection.faults.count + collection.other_files == 0)
        abort(); /* nothing is dropped in silence */
    const struct nl_fleet_options options = {.now = 2000000000, .since = &since, .since_name = "x"};
    nl_fleet_make(&arena, &reader.names, &collection, &options, &fleet);
    if (fleet.changes[NL_FLEET_BETTER] + fleet.changes[NL_FLEET_WORSE] != 0)
        abort(); /* nothing changed since the same */
    nl_text_init(&out, &arena);
    for (int format = 0; format < NL_FLEET_FORMAT_COUNT; format++)
        nl_fleet_write((enum nl_fleet_format)format, &arena, &fleet, &style, &place, &out);
    if (out.length != strlen(out.data))
        abort();
    compare(&arena, data, size);
    nl_arena_done(&arena);
    return 0;
}

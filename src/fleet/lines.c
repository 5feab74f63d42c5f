/* lines.c - audits as lines. Version 1 has one header for each audit, whose "machine" is an object,
 * and lines that name the machine alone; later versions have the time on each line, and "machine" is
 * a text everywhere. Both are read by what a line has. */
#include "fleet/lines.h"

#include <string.h>
#include <yyjson.h>

/* A log that was cut or mixed with something else has thousands of bad lines; these are named. */
#define MOST_FAULTS 5

void nl_fleet_lines_begin(struct nl_fleet_lines *lines, struct nl_arena *scratch, const char *file,
                          struct nl_fleet_collection *collection)
{
    *lines = (struct nl_fleet_lines){.collection = collection, .file = file};
    nl_names_init(&lines->machines, scratch);
    nl_names_init(&lines->times, scratch);
}

static size_t *place_of(struct nl_arena *scratch, struct nl_fleet_places *places, uint32_t number)
{
    while (places->count <= number)
        *NL_PUSH(scratch, places) = 0;
    return &places->items[number];
}

static struct nl_fleet_draft *begin_draft(struct nl_fleet_lines *lines, const char *machine)
{
    struct nl_arena *scratch = lines->machines.arena;
    struct nl_fleet_draft *draft = nl_arena_alloc(scratch, sizeof *draft);
    nl_fleet_draft_begin(draft);
    draft->entry.machine = nl_arena_text(scratch, machine);
    draft->entry.line = lines->line;
    draft->entry.form = NL_FLEET_LINES;
    *NL_PUSH(scratch, &lines->drafts) = draft;
    return draft;
}

/* The audit that a line belongs to: by machine and time; by machine alone where a line has no time.
 * A header begins a new one. */
static struct nl_fleet_draft *draft_of(struct nl_fleet_lines *lines, const char *machine,
                                       const char *time, bool header)
{
    struct nl_arena *scratch = lines->machines.arena;
    uint32_t number = nl_names_number(&lines->machines, machine, strlen(machine));
    size_t *newest = place_of(scratch, &lines->newest, number);
    size_t *place = newest;
    if (time) {
        const char *key = nl_arena_format(scratch, "%u %s", (unsigned)number, time);
        place =
            place_of(scratch, &lines->at_time, nl_names_number(&lines->times, key, strlen(key)));
    }
    if (*place == 0 || (header && !time)) {
        (void)begin_draft(lines, machine);
        *place = lines->drafts.count;
    }
    *newest = *place;
    return lines->drafts.items[*place - 1];
}

/* The object that describes the machine in a first line: "machine" itself, or under another name
 * where "machine" is a text; the line where its columns stand there. */
static yyjson_val *described_in(yyjson_val *line, yyjson_val *machine)
{
    if (yyjson_is_obj(machine))
        return machine;
    yyjson_obj_iter members = yyjson_obj_iter_with(line);
    for (yyjson_val *key = NULL; (key = yyjson_obj_iter_next(&members)) != NULL;) {
        yyjson_val *val = yyjson_obj_iter_get_val(key);
        if (yyjson_is_obj(val) && yyjson_obj_get(val, "os"))
            return val;
    }
    return line;
}

enum nl_status nl_fleet_lines_take(struct nl_fleet_lines *lines, struct nl_names *names,
                                   yyjson_val *line, struct nl_error *err)
{
    yyjson_val *machine = yyjson_obj_get(line, "machine");
    const char *record = yyjson_get_str(yyjson_obj_get(line, "record"));
    const char *time = yyjson_get_str(yyjson_obj_get(line, "time"));
    const char *name =
        nl_fleet_machine_name(yyjson_is_obj(machine) ? yyjson_obj_get(machine, "name") : machine);
    if (!record || !name)
        return nl_fail(err, NL_INVALID,
                       NL_T("expected a line of an audit: \"record\" and \"machine\""));
    bool first = yyjson_is_obj(machine) || nl_equal(record, "header") ||
                 yyjson_obj_get(line, "result") || yyjson_obj_get(line, "compliant");
    struct nl_fleet_draft *draft = draft_of(lines, name, time, first);
    const char *wrong = NULL;
    if (first) {
        nl_fleet_draft_machine(draft, names, described_in(line, machine));
        nl_fleet_draft_head(draft, names, line);
    } else if (nl_equal(record, "port")) {
        nl_fleet_draft_port(draft, line);
    } else if (nl_equal(record, "finding")) {
        nl_fleet_draft_finding(draft, names, line);
    } else if (nl_equal(record, "probe")) {
        wrong = nl_fleet_draft_probe(draft, names, yyjson_obj_get(line, "probe"));
    } else {
        nl_fleet_draft_request(draft, names, line); /* settings have an outcome, too */
    }
    if (time && draft->entry.seen == 0)
        nl_fleet_draft_time(draft, time);
    return wrong ? nl_fail(err, NL_INVALID,
                           NL_T("the answer to a probe does not count: \"{1}\" is not what a probe "
                                "writes"),
                           wrong)
                 : NL_OK;
}

void nl_fleet_lines_fault(struct nl_fleet_lines *lines, struct nl_arena *arena,
                          const struct nl_error *err)
{
    if (lines->bad_lines++ < MOST_FAULTS)
        nl_fleet_fault(arena, lines->collection, lines->file, lines->line, err);
}

void nl_fleet_lines_end(struct nl_fleet_lines *lines, struct nl_arena *arena)
{
    struct nl_error err = {0};
    if (lines->bad_lines > MOST_FAULTS) {
        (void)nl_fail(&err, NL_INVALID, NL_T("{1} more lines could not be read"),
                      nl_decimal(lines->bad_lines - MOST_FAULTS).text);
        nl_fleet_fault(arena, lines->collection, lines->file, 0, &err);
    }
    for (size_t i = 0; i < lines->drafts.count; i++) {
        struct nl_fleet_draft *draft = lines->drafts.items[i];
        struct nl_fleet_entry *entry = &draft->entry;
        entry->machine = nl_arena_text(arena, entry->machine);
        entry->file = nl_arena_text(arena, lines->file);
        if (nl_fleet_draft_end(draft, arena, &err) == NL_OK) {
            *NL_PUSH(arena, &lines->collection->entries) = *entry;
            continue;
        }
        (void)nl_fail(&err, NL_INVALID, NL_T("the lines of {1} are not a whole audit"),
                      entry->machine);
        nl_fleet_fault(arena, lines->collection, lines->file, entry->line, &err);
    }
}

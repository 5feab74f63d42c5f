/* diff_json.c - what changed, as one document, netlatch/diff/1. */
#include "fleet/diff_json.h"

#include "base/json_document.h"
#include "base/time_text.h"
#include "fleet/fault_json.h"

static void add_side(const struct nl_writer *writer, yyjson_mut_val *machine, const char *key,
                     const struct nl_facts *facts)
{
    if (!facts) {
        yyjson_mut_obj_add_null(writer->doc, machine, key);
        return;
    }
    yyjson_mut_val *side = yyjson_mut_obj_add_obj(writer->doc, machine, key);
    nl_json_add_text(writer, side, "machine", facts->machine);
    nl_json_add_text(writer, side, "file", facts->file);
    nl_json_add_text(writer, side, "seen",
                     facts->seen ? nl_time_text(writer->arena, facts->seen) : NULL);
    nl_json_add_text(writer, side, "form", facts->recording ? "recording" : "audit");
}

static void add_changes(const struct nl_writer *writer, yyjson_mut_val *object,
                        const struct nl_diff_machine *machine)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(writer->doc, object, "changes");
    for (size_t i = 0; i < machine->changes.count; i++) {
        const struct nl_diff_change *change = &machine->changes.items[i];
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(writer->doc, list);
        nl_json_add_text(writer, one, "kind", nl_fact_kind_words[change->kind]);
        nl_json_add_text(writer, one, "trend", nl_trend_words[change->trend]);
        nl_json_add_text(writer, one, "what", change->key);
        nl_json_add_text(writer, one, "before", change->before);
        nl_json_add_text(writer, one, "after", change->after);
        nl_json_add_text(writer, one, "before_verdict", change->before_verdict);
        nl_json_add_text(writer, one, "after_verdict", change->after_verdict);
    }
}

void nl_diff_json(struct nl_arena *arena, const struct nl_diff *diff, const char *moment,
                  struct nl_text *out)
{
    struct nl_writer writer = {arena, nl_json_new(arena)};
    size_t length = 0;
    yyjson_mut_val *root = nl_json_document(writer.doc, "netlatch/diff/1");
    nl_json_add_text(&writer, root, "time", moment);
    nl_json_add_text(&writer, root, "old", diff->old_name);
    nl_json_add_text(&writer, root, "new", diff->new_name);
    yyjson_mut_obj_add_uint(writer.doc, root, "differ", diff->machines.count);
    yyjson_mut_obj_add_uint(writer.doc, root, "same", diff->same);
    yyjson_mut_val *machines = yyjson_mut_obj_add_arr(writer.doc, root, "machines");
    for (size_t i = 0; i < diff->machines.count; i++) {
        const struct nl_diff_machine *machine = &diff->machines.items[i];
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(writer.doc, machines);
        nl_json_add_text(&writer, one, "machine", machine->name);
        add_side(&writer, one, "before", machine->old);
        add_side(&writer, one, "after", machine->newer);
        yyjson_mut_obj_add_uint(writer.doc, one, "worse", machine->worse);
        yyjson_mut_obj_add_uint(writer.doc, one, "better", machine->better);
        yyjson_mut_obj_add_bool(writer.doc, one, "partly_compared", machine->partly);
        add_changes(&writer, one, machine);
    }
    nl_fleet_add_faults(&writer, root, diff->faults.items, diff->faults.count);
    const char *text = nl_json_text(arena, writer.doc, true, &length);
    nl_text_add_part(out, text, length);
}

/* fleet_ndjson.c - an answer about many machines as lines of JSON. */
#include "fleet/fleet_ndjson.h"

#include "base/time_text.h"
#include "fleet/fleet_rows.h"
#include "fleet/probe_columns.h"
#include "report/json_parts.h"
#include "version.h"

struct lines {
    struct nl_arena *arena;
    struct nl_arena scratch; /* of one line */
    const struct nl_fleet *fleet;
    const char *moment;
    struct nl_text *out;
    struct nl_writer writer; /* the line that is being made */
    yyjson_mut_val *line;
};

static void begin_line(struct lines *lines, const char *record)
{
    lines->writer = (struct nl_writer){&lines->scratch, nl_json_new(&lines->scratch)};
    lines->line = yyjson_mut_obj(lines->writer.doc);
    yyjson_mut_doc_set_root(lines->writer.doc, lines->line);
    nl_json_add_text(&lines->writer, lines->line, "time", lines->moment);
    nl_json_add_text(&lines->writer, lines->line, "record", record);
    nl_json_add_text(&lines->writer, lines->line, "schema", "netlatch/fleet-lines/1");
    nl_json_add_text(&lines->writer, lines->line, "netlatch_version", NETLATCH_VERSION);
}

static void end_line(struct lines *lines)
{
    size_t length = 0;
    const char *text = nl_json_text(&lines->scratch, lines->writer.doc, false, &length);
    nl_text_add_part(lines->out, text, length);
    nl_text_add_char(lines->out, '\n');
    nl_arena_done(&lines->scratch);
}

static void add_text(const struct lines *lines, const char *key, const char *text)
{
    nl_json_add_text(&lines->writer, lines->line, key, text && *text ? text : NULL);
}

static void add_count(const struct lines *lines, const char *key, bool known, uint64_t count)
{
    if (known)
        yyjson_mut_obj_add_uint(lines->writer.doc, lines->line, key, count);
    else
        yyjson_mut_obj_add_null(lines->writer.doc, lines->line, key);
}

static void add_name(const struct lines *lines, const char *key, uint32_t name)
{
    add_text(lines, key, nl_names_text(lines->fleet->names, name));
}

static void add_ports(const struct lines *lines, const struct nl_fleet_entry *entry)
{
    add_count(lines, "ports_reachable", entry,
              entry ? nl_fleet_ports_in(entry, NL_FLEET_REACHED) : 0);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const char *key = nl_fleet_port_key(lines->writer.arena, &nl_ports[i]);
        add_text(lines, key, entry ? nl_fleet_port_words[entry->ports[i]] : NULL);
        add_text(lines, nl_arena_format(lines->writer.arena, "%s_by", key),
                 entry ? nl_reach_words[entry->reach[i]] : NULL);
    }
}

static void add_counts(const struct lines *lines, const struct nl_fleet_entry *entry)
{
    static const struct nl_fleet_entry none;
    const struct nl_fleet_entry *of = entry ? entry : &none;
    add_count(lines, "high", entry, of->high);
    add_count(lines, "medium", entry, of->medium);
    add_count(lines, "low", entry, of->low);
    add_count(lines, "unknown", entry, of->unknown);
    add_count(lines, "not_seen", entry, of->unseen);
    add_text(lines, "elevated", entry ? nl_answer_words[of->elevated] : NULL);
    if (entry)
        yyjson_mut_obj_add_bool(lines->writer.doc, lines->line, "restart_pending", of->pending);
    else
        yyjson_mut_obj_add_null(lines->writer.doc, lines->line, "restart_pending");
    add_text(lines, "change", entry && of->change ? nl_fleet_change_words[of->change] : NULL);
}

static void add_lists(struct lines *lines, const struct nl_fleet_entry *entry)
{
    static const struct nl_fleet_entry none;
    struct nl_arena *scratch = &lines->scratch;
    const struct nl_fleet_entry *of = entry ? entry : &none;
    const struct nl_texts fail = nl_fleet_rules_of(scratch, lines->fleet, of, NL_VERDICT_FAIL);
    const struct nl_texts unknown =
        nl_fleet_rules_of(scratch, lines->fleet, of, NL_VERDICT_UNKNOWN);
    const struct nl_texts exceptions = nl_fleet_exceptions_of(scratch, lines->fleet, of);
    nl_json_add_texts(&lines->writer, lines->line, "rules_failed", &fail);
    nl_json_add_texts(&lines->writer, lines->line, "rules_unknown", &unknown);
    nl_json_add_texts(&lines->writer, lines->line, "exceptions", &exceptions);
}

static void machine_line(void *context, const struct nl_fleet_row *row)
{
    static const struct nl_fleet_entry none;
    struct lines *lines = context;
    const struct nl_fleet_entry *of = row->entry ? row->entry : &none;
    begin_line(lines, "machine");
    add_text(lines, "status", nl_fleet_row_words[row->status]);
    add_text(lines, "machine", row->machine);
    add_name(lines, "group", of->group);
    add_name(lines, "product", of->product);
    add_count(lines, "build", of->build > 0, of->build);
    add_name(lines, "profile", of->profile);
    add_text(lines, "seen", of->seen ? nl_time_text(&lines->scratch, of->seen) : NULL);
    add_text(lines, "result", row->entry ? nl_result_words[of->result] : NULL);
    add_ports(lines, row->entry);
    add_counts(lines, row->entry);
    add_lists(lines, row->entry);
    add_text(lines, "form", row->entry ? nl_fleet_form_words[of->form] : NULL);
    add_name(lines, "version", of->version);
    add_text(lines, "file", row->file);
    add_count(lines, "line", row->line > 0, row->line);
    add_text(lines, "why", row->why);
    nl_fleet_add_waiting(&lines->writer, lines->line, row->entry);
    nl_fleet_add_answers(&lines->writer, lines->line, row->entry);
    for (size_t i = 0; i < NL_PORT_COUNT * NL_FLEET_PROBE_COLUMNS; i++) {
        size_t port = i / NL_FLEET_PROBE_COLUMNS;
        size_t column = i % NL_FLEET_PROBE_COLUMNS;
        add_text(
            lines, nl_fleet_probe_key(&lines->scratch, port, column),
            nl_fleet_probe_column(&lines->scratch, lines->fleet->names, row->entry, port, column));
    }
    end_line(lines);
}

void nl_fleet_ndjson(struct nl_arena *arena, const struct nl_fleet *fleet, const char *moment,
                     struct nl_text *out)
{
    struct lines lines = {.arena = arena, .fleet = fleet, .moment = moment, .out = out};
    nl_arena_init(&lines.scratch, arena->exhausted, arena->context);
    nl_fleet_each_row(arena, fleet, machine_line, &lines);
    for (size_t i = 0; i < fleet->rules.count; i++) {
        const struct nl_fleet_rule *rule = &fleet->rules.items[i];
        begin_line(&lines, "rule");
        add_name(&lines, "rule", rule->rule);
        add_text(&lines, "severity", nl_severity_words[rule->severity]);
        add_count(&lines, "machines_failing", true, rule->fail);
        add_count(&lines, "machines_unknown", true, rule->unknown);
        end_line(&lines);
    }
    for (size_t i = 0; i < fleet->exceptions.count; i++) {
        begin_line(&lines, "exception");
        add_name(&lines, "exception", fleet->exceptions.items[i].name);
        add_count(&lines, "machines_excepted", true, fleet->exceptions.items[i].machines);
        end_line(&lines);
    }
    nl_arena_done(&lines.scratch);
}

/* fleet_json.c - an answer about many machines as one document, netlatch/fleet/1. */
#include "fleet/fleet_json.h"

#include "base/json_document.h"
#include "base/time_text.h"
#include "fleet/fault_json.h"
#include "fleet/fleet_rows.h"
#include "fleet/probe_columns.h"

/* What every part of the document is written with. */
struct writer {
    struct nl_writer json;
    const struct nl_fleet *fleet;
};

static void add_count(const struct writer *writer, yyjson_mut_val *object, const char *key,
                      uint64_t count)
{
    yyjson_mut_obj_add_uint(writer->json.doc, object, key, count);
}

static void add_text(const struct writer *writer, yyjson_mut_val *object, const char *key,
                     const char *text)
{
    nl_json_add_text(&writer->json, object, key, text && *text ? text : NULL);
}

static void add_name(const struct writer *writer, yyjson_mut_val *object, const char *key,
                     uint32_t name)
{
    add_text(writer, object, key, nl_names_text(writer->fleet->names, name));
}

static void add_summary(const struct writer *writer, yyjson_mut_val *root)
{
    const struct nl_fleet *fleet = writer->fleet;
    yyjson_mut_val *summary = yyjson_mut_obj_add_obj(writer->json.doc, root, "summary");
    add_count(writer, summary, "machines", fleet->machines.count);
    add_count(writer, summary, "reachable", fleet->reachable);
    add_count(writer, summary, "reachable_unknown", fleet->unsure);
    add_count(writer, summary, "as_wanted", fleet->results[NL_RESULT_AS_WANTED]);
    add_count(writer, summary, "not_as_wanted", fleet->results[NL_RESULT_NOT_AS_WANTED]);
    add_count(writer, summary, "pending", fleet->results[NL_RESULT_PENDING]);
    add_count(writer, summary, "unknown", fleet->results[NL_RESULT_UNKNOWN]);
    add_count(writer, summary, "restart_pending", fleet->pending);
    add_count(writer, summary, "not_elevated", fleet->not_elevated);
    add_count(writer, summary, "not_all_seen", fleet->not_all_seen);
    if (fleet->options.expected)
        add_count(writer, summary, "expected", fleet->options.expected->names.count);
    else
        yyjson_mut_obj_add_null(writer->json.doc, summary, "expected");
    add_count(writer, summary, "missing", fleet->missing.count);
    add_count(writer, summary, "unexpected", fleet->unexpected.count);
    add_count(writer, summary, "stale", fleet->stale);
    add_count(writer, summary, "undated", fleet->undated);
    add_count(writer, summary, "unreadable", fleet->faults.count);
    add_count(writer, summary, "older", fleet->older.count);
    add_count(writer, summary, "other_files", fleet->other_files);
    add_count(writer, summary, "links_not_followed", fleet->links);
    yyjson_mut_obj_add_bool(writer->json.doc, summary, "clean", nl_fleet_clean(fleet));
    add_count(writer, summary, "asked_from_outside", fleet->asked);
    add_count(writer, summary, "answered", fleet->answered);
    add_count(writer, summary, "contradicting", fleet->contradicting);
    add_count(writer, summary, "asked_only_itself", fleet->asked_itself);
    add_count(writer, summary, "unconfirmed", fleet->unconfirmed);
    add_count(writer, summary, "unwatched", fleet->unwatched);
}

static void add_ports(const struct writer *writer, yyjson_mut_val *root)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(writer->json.doc, root, "ports");
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        yyjson_mut_val *port = yyjson_mut_arr_add_obj(writer->json.doc, list);
        nl_json_fill_port(&writer->json, port, &nl_ports[i]);
        for (size_t s = 0; s <= NL_FLEET_REACHED; s++)
            add_count(writer, port, nl_fleet_port_words[s], writer->fleet->ports[i][s]);
        add_count(writer, port, "asked_from_outside", writer->fleet->ports_asked[i]);
        add_count(writer, port, "answered", writer->fleet->ports_answered[i]);
    }
}

static void add_rules(const struct writer *writer, yyjson_mut_val *root)
{
    const struct nl_fleet *fleet = writer->fleet;
    yyjson_mut_val *rules = yyjson_mut_obj_add_arr(writer->json.doc, root, "rules");
    for (size_t i = 0; i < fleet->rules.count; i++) {
        yyjson_mut_val *rule = yyjson_mut_arr_add_obj(writer->json.doc, rules);
        add_name(writer, rule, "rule", fleet->rules.items[i].rule);
        add_text(writer, rule, "severity", nl_severity_words[fleet->rules.items[i].severity]);
        add_count(writer, rule, "machines_failing", fleet->rules.items[i].fail);
        add_count(writer, rule, "machines_unknown", fleet->rules.items[i].unknown);
    }
    yyjson_mut_val *exceptions = yyjson_mut_obj_add_arr(writer->json.doc, root, "exceptions");
    for (size_t i = 0; i < fleet->exceptions.count; i++) {
        yyjson_mut_val *exception = yyjson_mut_arr_add_obj(writer->json.doc, exceptions);
        add_name(writer, exception, "exception", fleet->exceptions.items[i].name);
        add_count(writer, exception, "machines_excepted", fleet->exceptions.items[i].machines);
    }
}

static void add_machine(const struct writer *writer, yyjson_mut_val *list,
                        const struct nl_fleet_entry *entry)
{
    struct nl_arena *arena = writer->json.arena;
    yyjson_mut_doc *doc = writer->json.doc;
    const struct nl_texts fail = nl_fleet_rules_of(arena, writer->fleet, entry, NL_VERDICT_FAIL);
    const struct nl_texts unknown =
        nl_fleet_rules_of(arena, writer->fleet, entry, NL_VERDICT_UNKNOWN);
    const struct nl_texts exceptions = nl_fleet_exceptions_of(arena, writer->fleet, entry);
    yyjson_mut_val *machine = yyjson_mut_arr_add_obj(doc, list);
    add_text(writer, machine, "machine", entry->machine);
    add_name(writer, machine, "group", entry->group);
    add_name(writer, machine, "product", entry->product);
    add_count(writer, machine, "build", entry->build);
    add_name(writer, machine, "profile", entry->profile);
    add_text(writer, machine, "seen", entry->seen ? nl_time_text(arena, entry->seen) : NULL);
    yyjson_mut_obj_add_bool(doc, machine, "stale", entry->stale);
    add_text(writer, machine, "result", nl_result_words[entry->result]);
    add_count(writer, machine, "ports_reachable", nl_fleet_ports_in(entry, NL_FLEET_REACHED));
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const char *key = nl_fleet_port_key(arena, &nl_ports[i]);
        add_text(writer, machine, key, nl_fleet_port_words[entry->ports[i]]);
        add_text(writer, machine, nl_arena_format(arena, "%s_by", key),
                 nl_reach_words[entry->reach[i]]);
    }
    add_count(writer, machine, "high", entry->high);
    add_count(writer, machine, "medium", entry->medium);
    add_count(writer, machine, "low", entry->low);
    add_count(writer, machine, "unknown", entry->unknown);
    add_count(writer, machine, "not_seen", entry->unseen);
    add_text(writer, machine, "elevated", nl_answer_words[entry->elevated]);
    yyjson_mut_obj_add_bool(doc, machine, "restart_pending", entry->pending);
    add_text(writer, machine, "change",
             entry->change ? nl_fleet_change_words[entry->change] : NULL);
    nl_json_add_texts(&writer->json, machine, "rules_failed", &fail);
    nl_json_add_texts(&writer->json, machine, "rules_unknown", &unknown);
    nl_json_add_texts(&writer->json, machine, "exceptions", &exceptions);
    add_text(writer, machine, "form", nl_fleet_form_words[entry->form]);
    add_name(writer, machine, "version", entry->version);
    add_text(writer, machine, "file", entry->file);
    add_count(writer, machine, "line", entry->line);
    nl_fleet_add_waiting(&writer->json, machine, entry);
    nl_fleet_add_answers(&writer->json, machine, entry);
    nl_fleet_add_probes(&writer->json, machine, writer->fleet->names, entry);
}

static void add_incomplete(const struct writer *writer, yyjson_mut_val *root)
{
    const struct nl_fleet *fleet = writer->fleet;
    yyjson_mut_doc *doc = writer->json.doc;
    struct nl_texts unexpected = {0};
    for (size_t i = 0; i < fleet->unexpected.count; i++)
        *NL_PUSH(writer->json.arena, &unexpected) = fleet->unexpected.items[i]->machine;
    nl_json_add_texts(&writer->json, root, "missing", &fleet->missing);
    nl_json_add_texts(&writer->json, root, "unexpected", &unexpected);
    nl_fleet_add_faults(&writer->json, root, fleet->faults.items, fleet->faults.count);
    yyjson_mut_val *older = yyjson_mut_obj_add_arr(doc, root, "older");
    for (size_t i = 0; i < fleet->older.count; i++) {
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(doc, older);
        add_text(writer, one, "machine", fleet->older.items[i].older->machine);
        add_text(writer, one, "file", fleet->older.items[i].older->file);
        add_text(writer, one, "newer", fleet->older.items[i].newer->file);
    }
}

static void add_since(const struct writer *writer, yyjson_mut_val *root)
{
    const struct nl_fleet *fleet = writer->fleet;
    struct nl_texts gone = {0};
    if (!fleet->options.since) {
        yyjson_mut_obj_add_null(writer->json.doc, root, "since");
        return;
    }
    yyjson_mut_val *since = yyjson_mut_obj_add_obj(writer->json.doc, root, "since");
    add_text(writer, since, "source", fleet->options.since_name);
    for (size_t i = NL_FLEET_SAME; i <= NL_FLEET_NEW; i++)
        add_count(writer, since, nl_fleet_change_words[i], fleet->changes[i]);
    for (size_t i = 0; i < fleet->gone.count; i++)
        *NL_PUSH(writer->json.arena, &gone) = fleet->gone.items[i]->machine;
    nl_json_add_texts(&writer->json, since, "gone", &gone);
}

void nl_fleet_json(struct nl_arena *arena, const struct nl_fleet *fleet, const char *moment,
                   struct nl_text *out)
{
    size_t length = 0;
    struct nl_arena scratch;
    nl_arena_init(&scratch, arena->exhausted, arena->context);
    const struct writer writer = {.json = {&scratch, nl_json_new(&scratch)}, .fleet = fleet};
    yyjson_mut_val *root = nl_json_document(writer.json.doc, "netlatch/fleet/1");
    add_text(&writer, root, "time", moment);
    add_summary(&writer, root);
    add_ports(&writer, root);
    add_rules(&writer, root);
    add_since(&writer, root);
    add_incomplete(&writer, root);
    yyjson_mut_val *machines = yyjson_mut_obj_add_arr(writer.json.doc, root, "machines");
    for (size_t i = 0; i < fleet->machines.count; i++)
        add_machine(&writer, machines, fleet->machines.items[i]);
    const char *text = nl_json_text(&scratch, writer.json.doc, true, &length);
    nl_text_add_part(out, text, length);
    nl_arena_done(&scratch);
}

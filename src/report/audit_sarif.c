/* audit_sarif.c - an audit as SARIF 2.1.0 (OASIS Standard, errata 01): one rule for each setting and each
 * kind of finding, one result for each check. A machine has no files, so a location is a logical one. */
#include "report/audit_sarif.h"

#include "report/check.h"
#include "report/json_parts.h"
#include "version.h"

/* What a check came to, 3.27.9; what could not be read is open, never a pass. */
static const char *kind_of(enum nl_verdict verdict)
{
    switch (verdict) {
    case NL_VERDICT_PASS:
        return "pass";
    case NL_VERDICT_FAIL:
        return "fail";
    case NL_VERDICT_NOT_APPLICABLE:
        return "notApplicable";
    case NL_VERDICT_NOT_CHECKED:
        return "informational";
    case NL_VERDICT_UNKNOWN:
    case NL_VERDICT_COUNT:
        break;
    }
    return "open";
}

/* 3.27.10: only what fails has another level than none. */
static const char *level_of(const struct nl_check *check)
{
    if (check->verdict != NL_VERDICT_FAIL)
        return "none";
    return check->severity >= NL_SEVERITY_HIGH     ? "error"
           : check->severity == NL_SEVERITY_MEDIUM ? "warning"
                                                   : "note";
}

static void add_message(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                        const char *text)
{
    yyjson_mut_val *message = yyjson_mut_obj(writer->doc);
    yyjson_mut_obj_add(object, yyjson_mut_str(writer->doc, key), message);
    nl_json_add_text(writer, message, "text", text && *text ? text : "-");
}

static void add_rule(const struct nl_writer *writer, yyjson_mut_val *rules,
                     const struct nl_check *check)
{
    yyjson_mut_val *rule = yyjson_mut_arr_add_obj(writer->doc, rules);
    nl_json_add_text(writer, rule, "id", check->rule);
    add_message(writer, rule, "shortDescription", check->title);
    if (!check->setting)
        return;
    add_message(writer, rule, "fullDescription", check->setting->what);
    add_message(writer, rule, "help", check->setting->why);
    const char *references = nl_check_references(writer->arena, check->setting);
    if (*references) {
        yyjson_mut_val *properties = yyjson_mut_obj_add_obj(writer->doc, rule, "properties");
        nl_json_add_text(writer, properties, "references", references);
    }
}

static void add_location(const struct nl_writer *writer, yyjson_mut_val *result,
                         const struct nl_audit *audit, const struct nl_check *check)
{
    const char *machine = audit->machine->name ? audit->machine->name : "?";
    const char *where = check->address ? check->address : check->subject;
    yyjson_mut_val *locations = yyjson_mut_obj_add_arr(writer->doc, result, "locations");
    yyjson_mut_val *location = yyjson_mut_arr_add_obj(writer->doc, locations);
    yyjson_mut_val *logical = yyjson_mut_obj_add_arr(writer->doc, location, "logicalLocations");
    yyjson_mut_val *place = yyjson_mut_arr_add_obj(writer->doc, logical);
    nl_json_add_text(writer, place, "name", check->id);
    nl_json_add_text(writer, place, "fullyQualifiedName",
                     where ? nl_arena_format(writer->arena, "%s: %s", machine, where) : machine);
    nl_json_add_text(writer, place, "kind", "resource");
}

static void add_result(const struct nl_writer *writer, yyjson_mut_val *results,
                       const struct nl_audit *audit, const struct nl_check *check, size_t rule)
{
    yyjson_mut_val *result = yyjson_mut_arr_add_obj(writer->doc, results);
    nl_json_add_text(writer, result, "ruleId", check->rule);
    yyjson_mut_obj_add_uint(writer->doc, result, "ruleIndex", rule);
    nl_json_add_text(writer, result, "kind", kind_of(check->verdict));
    nl_json_add_text(writer, result, "level", level_of(check));
    add_message(writer, result, "message", check->what);
    add_location(writer, result, audit, check);
    /* The same result of a later audit has the same fingerprint. */
    yyjson_mut_val *prints = yyjson_mut_obj_add_obj(writer->doc, result, "partialFingerprints");
    nl_json_add_text(writer, prints, "check/v1",
                     nl_arena_format(writer->arena, "%s %s",
                                     audit->machine->name ? audit->machine->name : "?", check->id));
}

/* Each rule once; of each check, the index of its rule. */
static void add_rules(const struct nl_writer *writer, yyjson_mut_val *driver,
                      const struct nl_checks *checks, size_t *indexes)
{
    yyjson_mut_val *rules = yyjson_mut_obj_add_arr(writer->doc, driver, "rules");
    struct nl_texts known = {0};
    for (size_t i = 0; i < checks->count; i++) {
        size_t rule = 0;
        while (rule < known.count && !nl_equal(known.items[rule], checks->items[i].rule))
            rule++;
        indexes[i] = rule;
        if (rule < known.count)
            continue;
        nl_texts_add(&known, writer->arena, checks->items[i].rule);
        add_rule(writer, rules, &checks->items[i]);
    }
}

static void add_run(const struct nl_writer *writer, yyjson_mut_val *run,
                    const struct nl_audit *audit, const struct nl_report_style *style)
{
    yyjson_mut_doc *doc = writer->doc;
    const struct nl_checks checks = nl_checks_of(writer->arena, audit, NULL);
    size_t *indexes = nl_arena_array(writer->arena, checks.count, sizeof *indexes);
    yyjson_mut_val *tool = yyjson_mut_obj_add_obj(doc, run, "tool");
    yyjson_mut_val *driver = yyjson_mut_obj_add_obj(doc, tool, "driver");
    nl_json_add_text(writer, driver, "name", "netlatch");
    nl_json_add_text(writer, driver, "version", NETLATCH_VERSION);
    nl_json_add_text(writer, driver, "semanticVersion", NETLATCH_VERSION);
    add_rules(writer, driver, &checks, indexes);
    yyjson_mut_val *invocations = yyjson_mut_obj_add_arr(doc, run, "invocations");
    yyjson_mut_val *invocation = yyjson_mut_arr_add_obj(doc, invocations);
    yyjson_mut_obj_add_bool(doc, invocation, "executionSuccessful", true);
    if (nl_json_time(audit->machine, style))
        nl_json_add_text(writer, invocation, "endTimeUtc", nl_json_time(audit->machine, style));
    if (audit->machine->name)
        nl_json_add_text(writer, invocation, "machine", audit->machine->name);
    yyjson_mut_val *details = yyjson_mut_obj_add_obj(doc, run, "automationDetails");
    nl_json_add_text(writer, details, "id",
                     nl_arena_format(writer->arena, "netlatch/%s/%s/", audit->profile->name,
                                     audit->machine->name ? audit->machine->name : "?"));
    nl_json_add_text(writer, run, "columnKind", "utf16CodeUnits");
    yyjson_mut_val *results = yyjson_mut_obj_add_arr(doc, run, "results");
    for (size_t i = 0; i < checks.count; i++)
        add_result(writer, results, audit, &checks.items[i], indexes[i]);
}

void nl_report_audit_sarif(struct nl_arena *arena, const struct nl_audit *audit,
                           const struct nl_report_style *style, struct nl_text *out)
{
    struct nl_writer writer = {arena, nl_json_new(arena)};
    yyjson_mut_val *root = yyjson_mut_obj(writer.doc);
    yyjson_mut_doc_set_root(writer.doc, root);
    nl_json_add_text(&writer, root, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    nl_json_add_text(&writer, root, "version", "2.1.0");
    yyjson_mut_val *runs = yyjson_mut_obj_add_arr(writer.doc, root, "runs");
    add_run(&writer, yyjson_mut_arr_add_obj(writer.doc, runs), audit, style);
    size_t length = 0;
    const char *text = nl_json_text(arena, writer.doc, true, &length);
    nl_text_add_part(out, text, length);
}

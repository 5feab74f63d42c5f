/* reader.c - documents in, entries out. */
#include "fleet/reader.h"

#include "base/utf16.h"
#include "model/machine_json.h"
#include "plan/audit.h"
#include "report/audit_json.h"

#include <string.h>
#include <yyjson.h>

/* The newest versions of the schemas that are read here. Fields may be added to a version; a number
 * beyond these means something that is not known here. */
#define NEWEST_AUDIT 2

void nl_fleet_reader_init(struct nl_fleet_reader *reader, struct nl_arena *arena,
                          const struct nl_profile *profile)
{
    *reader = (struct nl_fleet_reader){.arena = arena, .profile = profile};
    nl_arena_init(&reader->scratch, arena->exhausted, arena->context);
    nl_fleet_pool_init(&reader->pool, arena);
    nl_names_init(&reader->names, arena);
}

void nl_fleet_reader_done(struct nl_fleet_reader *reader)
{
    nl_arena_done(&reader->scratch);
    nl_fleet_pool_done(&reader->pool);
}

static size_t end_of_line(const char *bytes, size_t size)
{
    const char *end = memchr(bytes, '\n', size);
    return end ? (size_t)(end - bytes) : size;
}

static bool is_blank(const char *bytes, size_t size)
{
    size_t at = 0;
    while (at < size &&
           (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n'))
        at++;
    return at == size;
}

/* A document on one line ends there; the first line of a document on many does not end with its
 * closing brace. */
bool nl_fleet_is_lines(const char *bytes, size_t size)
{
    static const char schema[] = "netlatch/audit-lines/";
    enum { HEADER = 200 }; /* the schema is named at the beginning */
    size_t length = end_of_line(bytes, size);
    size_t last = length;
    while (last > 0 && (bytes[last - 1] == '\r' || bytes[last - 1] == ' '))
        last--;
    if (last < 2 || bytes[0] != '{' || bytes[last - 1] != '}')
        return false;
    if (!is_blank(bytes + length, size - length))
        return true;
    for (size_t i = 0; i + sizeof schema <= last && i < HEADER; i++) {
        if (memcmp(bytes + i, schema, sizeof schema - 1) == 0)
            return true;
    }
    return false;
}

/* The version behind a schema's name; 0: it is another schema. */
static uint64_t version_of(const char *schema, const char *name)
{
    uint64_t version = 0;
    size_t length = strlen(name);
    if (!schema || strncmp(schema, name, length) != 0 || schema[length] != '/' ||
        !nl_parse_u64(schema + length + 1, UINT32_MAX, &version))
        return 0;
    return version;
}

/* Rows that are none do not count, and the audit does: its file is named with them. */
static void take_probes(struct nl_fleet_reader *reader, yyjson_val *probes)
{
    yyjson_val *item = NULL;
    size_t index = 0;
    size_t most = 0;
    bool list = !probes || yyjson_is_arr(probes);
    reader->bad_probes = !list;
    reader->bad_member = "probes";
    yyjson_arr_foreach(probes, index, most, item)
    {
        const char *wrong = nl_fleet_draft_probe(&reader->draft, &reader->names, item);
        if (wrong && reader->bad_probes++ == 0)
            reader->bad_member = wrong;
    }
}

static void tell_bad_probes(const struct nl_fleet_reader *reader, const char *file,
                            struct nl_fleet_collection *collection)
{
    struct nl_error err = {0};
    if (reader->bad_probes == 0)
        return;
    (void)nl_fail(&err, NL_INVALID,
                  NL_T("answers to a probe that do not count, {1}: \"{2}\" is not what a probe "
                       "writes"),
                  nl_decimal(reader->bad_probes).text, reader->bad_member);
    nl_fleet_fault(reader->arena, collection, file, 0, &err);
}

static enum nl_status take_audit(struct nl_fleet_reader *reader, yyjson_val *root,
                                 struct nl_fleet_entry *out_entry, struct nl_error *err)
{
    static const struct {
        const char *list;
        void (*take)(struct nl_fleet_draft *draft, struct nl_names *names, yyjson_val *item);
    } lists[] = {
        {"findings", nl_fleet_draft_finding},
        {"requests", nl_fleet_draft_request},
    };
    struct nl_fleet_draft *draft = &reader->draft;
    yyjson_val *machine = yyjson_obj_get(root, "machine");
    yyjson_val *item = NULL;
    size_t index = 0;
    size_t most = 0;
    nl_fleet_draft_begin(draft);
    draft->entry.machine = nl_fleet_machine_name(yyjson_obj_get(machine, "name"));
    if (!draft->entry.machine)
        return nl_fail(err, NL_INVALID, NL_T("the machine has no name of 1 to 255 bytes"));
    nl_fleet_draft_machine(draft, &reader->names, machine);
    nl_fleet_draft_head(draft, &reader->names, root);
    yyjson_arr_foreach(yyjson_obj_get(root, "ports"), index, most, item)
        nl_fleet_draft_port(draft, item);
    for (size_t i = 0; i < NL_COUNT_OF(lists); i++) {
        yyjson_arr_foreach(yyjson_obj_get(root, lists[i].list), index, most, item) lists[i].take(
            draft, &reader->names, item);
    }
    take_probes(reader, yyjson_obj_get(root, "probes"));
    enum nl_status status = nl_fleet_draft_end(draft, reader->arena, err);
    if (status == NL_OK) {
        draft->entry.machine = nl_arena_text(reader->arena, draft->entry.machine);
        *out_entry = draft->entry;
    }
    return status;
}

enum nl_status nl_fleet_read_audit(struct nl_fleet_reader *reader, const char *json, size_t size,
                                   struct nl_fleet_entry *out_entry, struct nl_error *err)
{
    yyjson_doc *doc = nl_fleet_pool_parse(&reader->pool, json, size);
    if (!doc)
        return nl_fail(err, NL_INVALID, NL_T("expected JSON ({1})"), "?");
    return take_audit(reader, yyjson_doc_get_root(doc), out_entry, err);
}

static enum nl_status judge(struct nl_arena *scratch, const struct nl_profile *profile,
                            struct nl_machine *machine, struct nl_text *out, struct nl_error *err)
{
    struct nl_audit audit;
    enum nl_status status = nl_audit_make(scratch, machine, profile, &audit, err);
    if (status != NL_OK)
        return status;
    const struct nl_report_style style = {.moment = machine->recorded};
    nl_report_audit_json(scratch, &audit, &style, out);
    return NL_OK;
}

enum nl_status nl_fleet_judge(struct nl_arena *scratch, const struct nl_profile *profile,
                              const char *file, const char *bytes, size_t size, struct nl_text *out,
                              struct nl_error *err)
{
    struct nl_machine machine;
    enum nl_status status = nl_machine_parse(scratch, file, bytes, size, &machine, err);
    return status == NL_OK ? judge(scratch, profile, &machine, out, err) : status;
}

static enum nl_status take_recording(struct nl_fleet_reader *reader, const char *file,
                                     const char *bytes, size_t size,
                                     struct nl_fleet_entry *out_entry, struct nl_error *err)
{
    struct nl_text json;
    struct nl_machine machine;
    nl_text_init(&json, &reader->scratch);
    enum nl_status status = nl_machine_parse(&reader->scratch, file, bytes, size, &machine, err);
    if (status == NL_OK && reader->complete)
        reader->complete(reader->context, &reader->scratch, file, &machine);
    if (status == NL_OK)
        status = judge(&reader->scratch, reader->profile, &machine, &json, err);
    if (status == NL_OK)
        status = nl_fleet_read_audit(reader, json.data, json.length, out_entry, err);
    out_entry->form = NL_FLEET_RECORDING;
    return status;
}

enum nl_status nl_fleet_kind_of(yyjson_val *root, enum nl_fleet_kind *out_kind,
                                struct nl_error *err)
{
    const char *schema = yyjson_get_str(yyjson_obj_get(yyjson_obj_get(root, "netlatch"), "schema"));
    uint64_t audit = version_of(schema, "netlatch/audit");
    *out_kind = audit >= 1 && audit <= NEWEST_AUDIT      ? NL_FLEET_KIND_AUDIT
                : version_of(schema, "netlatch/machine") ? NL_FLEET_KIND_RECORDING
                : version_of(schema, "netlatch/fleet") || version_of(schema, "netlatch/diff")
                    ? NL_FLEET_KIND_SUMMARY
                    : NL_FLEET_KIND_OTHER;
    if (*out_kind != NL_FLEET_KIND_OTHER)
        return NL_OK;
    if (audit)
        return nl_fail(err, NL_INVALID, NL_T("{1} is newer than this netlatch"), schema);
    return schema ? nl_fail(err, NL_INVALID, NL_T("expected an audit or a recording, found {1}"),
                            schema)
                  : nl_fail(err, NL_INVALID, NL_T("expected an audit or a recording of netlatch"));
}

static enum nl_status take_document(struct nl_fleet_reader *reader, const char *file,
                                    const char *bytes, size_t size, enum nl_fleet_kind *out_kind,
                                    struct nl_fleet_entry *out_entry, struct nl_error *err)
{
    struct nl_json again;
    yyjson_doc *doc = nl_fleet_pool_parse(&reader->pool, bytes, size);
    *out_kind = NL_FLEET_KIND_OTHER;
    if (!doc) {
        /* Once more, for the place and the reason. */
        enum nl_status status = nl_json_parse(&reader->scratch, file, bytes, size, 0, &again, err);
        return status == NL_OK ? nl_fail(err, NL_FAILED, NL_T("it cannot be read")) : status;
    }
    yyjson_val *root = yyjson_doc_get_root(doc);
    enum nl_status status = nl_fleet_kind_of(root, out_kind, err);
    if (status == NL_OK && *out_kind == NL_FLEET_KIND_AUDIT)
        return take_audit(reader, root, out_entry, err);
    if (status == NL_OK && *out_kind == NL_FLEET_KIND_RECORDING)
        return take_recording(reader, file, bytes, size, out_entry, err);
    return status;
}

void nl_fleet_read_line(struct nl_fleet_reader *reader, struct nl_fleet_lines *lines,
                        const char *line, size_t length)
{
    struct nl_error err = {0};
    lines->line++;
    if (is_blank(line, length))
        return;
    yyjson_doc *doc = nl_fleet_pool_parse(&reader->pool, line, length);
    enum nl_status status =
        doc ? nl_fleet_lines_take(lines, &reader->names, yyjson_doc_get_root(doc), &err)
            : nl_fail(&err, NL_INVALID, NL_T("expected one JSON document in the line"));
    if (status != NL_OK)
        nl_fleet_lines_fault(lines, reader->arena, &err);
}

static void read_lines(struct nl_fleet_reader *reader, const char *file, const char *bytes,
                       size_t size, struct nl_fleet_collection *collection)
{
    struct nl_fleet_lines lines;
    nl_fleet_lines_begin(&lines, &reader->scratch, file, collection);
    for (size_t at = 0; at < size;) {
        size_t length = end_of_line(bytes + at, size - at);
        nl_fleet_read_line(reader, &lines, bytes + at, length);
        at += length + 1;
    }
    nl_fleet_lines_end(&lines, reader->arena);
}

void nl_fleet_read(struct nl_fleet_reader *reader, const char *file, const void *bytes, size_t size,
                   struct nl_fleet_collection *collection)
{
    struct nl_error err = {0};
    struct nl_fleet_entry entry = {.machine = NULL};
    enum nl_fleet_kind kind = NL_FLEET_KIND_OTHER;
    const char *text = nl_utf16_or_utf8(&reader->scratch, bytes, &size, NULL);
    if (nl_fleet_is_lines(text, size)) {
        read_lines(reader, file, text, size, collection);
    } else if (take_document(reader, file, text, size, &kind, &entry, &err) != NL_OK) {
        nl_fleet_fault(reader->arena, collection, file, 0, &err);
    } else if (kind == NL_FLEET_KIND_SUMMARY) {
        collection->other_files++;
    } else {
        entry.file = nl_arena_text(reader->arena, file);
        *NL_PUSH(reader->arena, &collection->entries) = entry;
        tell_bad_probes(reader, file, collection);
    }
    /* Most documents need none of it; then there is nothing to give back either. */
    nl_arena_done(&reader->scratch);
}

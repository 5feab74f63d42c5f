/* diff_read.c - documents in, facts out. */
#include "fleet/diff_read.h"

#include "base/json.h"
#include "base/utf16.h"
#include "fleet/reader.h"

#include <yyjson.h>

/* A recording: what its audit says, and what only a recording has. */
static enum nl_status take_recording(struct nl_arena *arena, struct nl_arena *scratch,
                                     const struct nl_profile *profile, const char *file,
                                     const char *text, size_t size, const struct nl_json *recording,
                                     struct nl_facts *facts, struct nl_error *err)
{
    struct nl_text judged;
    struct nl_json audit;
    nl_text_init(&judged, scratch);
    enum nl_status status = nl_fleet_judge(scratch, profile, file, text, size, &judged, err);
    if (status == NL_OK)
        status = nl_json_parse(scratch, file, judged.data, judged.length, 0, &audit, err);
    if (status != NL_OK)
        return status;
    nl_facts_of_audit(arena, audit.root, facts);
    nl_facts_of_machine(arena, yyjson_obj_get(recording->root, "machine"), facts);
    return NL_OK;
}

static enum nl_status take(struct nl_arena *arena, struct nl_arena *scratch,
                           const struct nl_profile *profile, const char *file, const void *bytes,
                           size_t size, struct nl_facts *facts, struct nl_error *err)
{
    struct nl_json json;
    enum nl_fleet_kind kind = NL_FLEET_KIND_OTHER;
    const char *text = nl_utf16_or_utf8(scratch, bytes, &size, NULL);
    if (nl_fleet_is_lines(text, size))
        return nl_fail(err, NL_INVALID,
                       NL_T("audits as lines are not compared; expected an audit as JSON or a "
                            "recording"));
    enum nl_status status = nl_json_parse(scratch, file, text, size, 0, &json, err);
    if (status == NL_OK)
        status = nl_fleet_kind_of(json.root, &kind, err);
    if (status == NL_OK && kind == NL_FLEET_KIND_SUMMARY)
        status = nl_fail(err, NL_INVALID,
                         NL_T("expected an audit or a recording, found a summary of them"));
    if (status == NL_OK && kind == NL_FLEET_KIND_RECORDING)
        return take_recording(arena, scratch, profile, file, text, size, &json, facts, err);
    if (status == NL_OK && yyjson_arr_size(yyjson_obj_get(json.root, "ports")) == 0)
        status = nl_fail(err, NL_INVALID, NL_T("the audit is not whole: it has no ports"));
    if (status == NL_OK)
        nl_facts_of_audit(arena, json.root, facts);
    return status;
}

void nl_diff_read(struct nl_arena *arena, const struct nl_profile *profile, const char *file,
                  const void *bytes, size_t size, struct nl_fleet_collection *collection,
                  struct nl_facts_list *list)
{
    struct nl_error err = {0};
    struct nl_facts facts = {.file = nl_arena_text(arena, file)};
    struct nl_arena scratch;
    nl_arena_init(&scratch, arena->exhausted, arena->context);
    if (take(arena, &scratch, profile, file, bytes, size, &facts, &err) == NL_OK) {
        nl_facts_sort(&facts);
        *NL_PUSH(arena, list) = facts;
    } else {
        nl_fleet_fault(arena, collection, file, 0, &err);
    }
    nl_arena_done(&scratch);
}

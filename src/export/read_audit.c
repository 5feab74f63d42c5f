/* read_audit.c - an audit of netlatch as a profile: what it found there. */
#include "read_audit.h"

#include "base/json.h"
#include "model/sid.h"

#include <string.h>
#include <yyjson.h>

static struct nl_sentence unknown(struct nl_intake *intake)
{
    return nl_say(intake->arena, NL_T("The audit does not know its value."));
}

/* The accounts that hold a right; false: they are not known. */
static bool read_holders(struct nl_intake *intake, yyjson_val *value, struct nl_texts *out_holders)
{
    yyjson_val *data = yyjson_obj_get(value, "data");
    const char *state = yyjson_get_str(yyjson_obj_get(value, "state"));
    size_t index = 0;
    size_t most = 0;
    yyjson_val *item = NULL;
    if (nl_equal(state, "absent"))
        return true;
    if (!nl_equal(state, "value") || !yyjson_is_arr(data))
        return false;
    yyjson_arr_foreach(data, index, most, item)
    {
        const char *sid = yyjson_get_str(item);
        if (!sid || !nl_sid_valid(sid))
            return false;
        nl_texts_add(out_holders, intake->arena, sid);
    }
    return true;
}

static void take_word(struct nl_intake *intake, const char *id, const char *word,
                      struct nl_want *want)
{
    struct nl_value value;
    if (!word) {
        nl_intake_leave(intake, id, unknown(intake));
    } else if (nl_word_value(intake->arena, want->setting, word, &value, NULL) != NL_OK) {
        nl_intake_leave(intake, id,
                        nl_say(intake->arena, NL_T("A profile cannot request {1} of {2}."), word,
                               want->setting->id));
    } else {
        want->kind = NL_WANT_WORD;
        want->word = nl_arena_text(intake->arena, word);
        nl_intake_want(intake, want);
    }
}

static enum nl_status take_setting(struct nl_intake *intake, const struct nl_json *json,
                                   yyjson_val *setting, struct nl_error *err)
{
    yyjson_val *name = yyjson_obj_get(setting, "id");
    const char *id = yyjson_get_str(name);
    const char *found = yyjson_get_str(yyjson_obj_get(setting, "found"));
    struct nl_want want = {0};
    struct nl_texts holders = {0};
    if (!id || strlen(id) != yyjson_get_len(name))
        return nl_json_fail(json, name, NL_T("the id of a setting"), err);
    id = nl_arena_text(intake->arena, id);
    if (nl_equal(yyjson_get_str(yyjson_obj_get(setting, "verdict")), "not-applicable"))
        return NL_OK; /* that Windows does not have it: nothing is lost */
    if (nl_want_start(intake->arena, id, &want, NULL) != NL_OK) {
        nl_intake_leave(
            intake, id,
            nl_say(intake->arena, NL_T("It is not a setting that this version knows.")));
    } else if (want.setting->type != NL_TYPE_SID_SET) {
        take_word(intake, id, found, &want);
    } else if (read_holders(intake, yyjson_obj_get(setting, "value"), &holders)) {
        want.kind = NL_WANT_SIDS_EXACT;
        want.sids = holders;
        nl_intake_want(intake, &want);
    } else {
        nl_intake_leave(intake, id, unknown(intake));
    }
    return NL_OK;
}

enum nl_status nl_read_audit(struct nl_intake *intake, const char *text, size_t size,
                             struct nl_error *err)
{
    struct nl_json json;
    size_t index = 0;
    size_t most = 0;
    yyjson_val *setting = NULL;
    enum nl_status status = nl_json_parse(intake->arena, intake->file, text, size, 0, &json, err);
    if (status != NL_OK)
        return status;
    const char *schema =
        yyjson_get_str(yyjson_obj_get(yyjson_obj_get(json.root, "netlatch"), "schema"));
    yyjson_val *settings = yyjson_obj_get(json.root, "settings");
    if (!schema || !nl_starts(schema, "netlatch/audit/") || !yyjson_is_arr(settings))
        return nl_json_fail(&json, NULL, NL_T("an audit of netlatch in JSON"), err);
    yyjson_arr_foreach(settings, index, most, setting)
    {
        if (status == NL_OK)
            status = take_setting(intake, &json, setting, err);
    }
    return status;
}

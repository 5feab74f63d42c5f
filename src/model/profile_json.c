/* profile_json.c - "netlatch/profile/1": reading with line and column, and writing. */
#include "profile_json.h"

#include "base/json_document.h"
#include "base/json_shape.h"
#include "risk.h"
#include "sid.h"

#include <string.h>
#include <yyjson.h>

#define SCHEMA "netlatch/profile/1"

static enum nl_status fail_word(const struct nl_json *json, yyjson_val *near,
                                const struct nl_setting *setting, struct nl_error *err)
{
    (void)nl_fail(err, NL_INVALID, NL_T("expected one of {1} for {2}"),
                  nl_choice_words(json->arena, setting), setting->id);
    return nl_json_place(json, near, err);
}

static enum nl_status read_sids(const struct nl_json *json, yyjson_val *key, yyjson_val *list,
                                enum nl_want_kind kind, struct nl_want *want, struct nl_error *err)
{
    if (want->setting->type != NL_TYPE_SID_SET)
        return fail_word(json, key, want->setting, err);
    if (!yyjson_is_arr(list) || (yyjson_arr_size(list) == 0 && kind != NL_WANT_SIDS_EXACT))
        return nl_json_fail(json, key, NL_T("a list of SIDs"), err);
    want->kind = kind;
    size_t index = 0;
    size_t most = 0;
    yyjson_val *item = NULL;
    yyjson_arr_foreach(list, index, most, item)
    {
        const char *sid = yyjson_get_str(item);
        if (!sid || strlen(sid) != yyjson_get_len(item) || !nl_sid_valid(sid))
            return nl_json_fail(json, sid ? item : key, NL_T("a SID (\"S-1-...\")"), err);
        *NL_PUSH(json->arena, &want->sids) = sid;
    }
    return NL_OK;
}

static enum nl_status read_word(const struct nl_json *json, yyjson_val *key, yyjson_val *word,
                                struct nl_want *want, struct nl_error *err)
{
    struct nl_value unused;
    const char *text = yyjson_get_str(word);
    if (want->setting->type == NL_TYPE_SID_SET)
        return nl_json_fail(json, key, NL_T("a list of SIDs, or {\"add\": [...]}"), err);
    if (!text || nl_word_value(json->arena, want->setting, text, &unused, NULL) != NL_OK)
        return fail_word(json, text ? word : key, want->setting, err);
    want->kind = NL_WANT_WORD;
    want->word = text;
    return NL_OK;
}

/* {"value": word} or {"add" | "remove" | "exact": [...]}, each with an optional "unless_gate". */
static enum nl_status read_object(const struct nl_json *json, yyjson_val *key, yyjson_val *object,
                                  struct nl_want *want, struct nl_error *err)
{
    static const char *const forms[] = {"value", "add", "remove", "exact"};
    enum nl_status status = nl_json_unique_keys(json, object, err);
    bool filled = false;
    size_t index = 0;
    size_t most = 0;
    yyjson_val *name = NULL;
    yyjson_val *item = NULL;
    yyjson_obj_foreach(object, index, most, name, item)
    {
        size_t form = 0;
        if (status != NL_OK)
            return status;
        while (form < NL_COUNT_OF(forms) && !yyjson_equals_str(name, forms[form]))
            form++;
        if (yyjson_equals_str(name, "unless_gate")) {
            const char *risk = yyjson_get_str(item);
            if (!risk || !nl_risk_find(risk))
                return nl_json_fail(json, risk ? item : name, NL_T("the name of a risk"), err);
            want->unless_risk = risk;
        } else if (form == NL_COUNT_OF(forms) || filled) {
            return nl_json_fail(
                json, name,
                NL_T("one of \"value\", \"add\", \"remove\", \"exact\", and in addition at "
                     "most \"unless_gate\""),
                err);
        } else {
            filled = true;
            status = form == 0 ? read_word(json, name, item, want, err)
                               : read_sids(json, name, item,
                                           (enum nl_want_kind)((size_t)NL_WANT_SIDS_ADD + form - 1),
                                           want, err);
        }
    }
    if (status == NL_OK && !filled)
        return nl_json_fail(json, key, NL_T("\"value\", \"add\", \"remove\" or \"exact\""), err);
    return status;
}

static enum nl_status read_want(const struct nl_json *json, yyjson_val *id, yyjson_val *item,
                                struct nl_want *want, struct nl_error *err)
{
    if (strlen(yyjson_get_str(id)) != yyjson_get_len(id))
        return nl_json_fail(json, id, NL_T("a setting id"), err);
    if (nl_want_start(json->arena, yyjson_get_str(id), want, err) != NL_OK)
        return nl_json_place(json, id, err);
    if (yyjson_is_obj(item))
        return read_object(json, id, item, want, err);
    if (yyjson_is_arr(item))
        return read_sids(json, id, item, NL_WANT_SIDS_ADD, want, err);
    return read_word(json, id, item, want, err);
}

enum nl_status nl_profile_read_settings(const struct nl_json *json, yyjson_val *key,
                                        yyjson_val *val, struct nl_profile *profile,
                                        struct nl_error *err)
{
    if (!yyjson_is_obj(val))
        return nl_json_fail(json, key, NL_T("an object of setting ids"), err);
    enum nl_status status = nl_json_go_on(json, nl_json_unique_keys(json, val, err), err);
    size_t index = 0;
    size_t most = 0;
    yyjson_val *id = NULL;
    yyjson_val *item = NULL;
    yyjson_obj_foreach(val, index, most, id, item)
    {
        struct nl_want want = {0};
        if (status != NL_OK)
            return status;
        status = read_want(json, id, item, &want, err);
        if (status == NL_OK)
            *NL_PUSH(json->arena, &profile->wants) = want;
        status = nl_json_go_on(json, status, err);
    }
    return status;
}

/* The requests are read and written as a part of the whole struct, hence offset 0. */
static enum nl_status read_wants(const struct nl_json *json, yyjson_val *key, yyjson_val *val,
                                 void *out_field, struct nl_error *err)
{
    return nl_profile_read_settings(json, key, val, out_field, err);
}

yyjson_mut_val *nl_profile_write_settings(yyjson_mut_doc *doc, const struct nl_profile *profile)
{
    static const char *const forms[] = {"value", "add", "remove", "exact"};
    struct nl_arena *arena = doc->alc.ctx;
    yyjson_mut_val *settings = yyjson_mut_obj(doc);
    for (size_t i = 0; i < profile->wants.count; i++) {
        const struct nl_want *want = &profile->wants.items[i];
        const char *id = want->selector
                             ? nl_arena_format(arena, "%s[%s]", want->setting->id, want->selector)
                             : want->setting->id;
        yyjson_mut_val *value = NULL;
        if (want->kind == NL_WANT_WORD) {
            value = yyjson_mut_str(doc, want->word);
        } else {
            value = yyjson_mut_arr(doc);
            for (size_t s = 0; s < want->sids.count; s++)
                yyjson_mut_arr_add_str(doc, value, want->sids.items[s]);
        }
        if (want->kind != NL_WANT_WORD || want->unless_risk) {
            yyjson_mut_val *object = yyjson_mut_obj(doc);
            yyjson_mut_obj_add_val(doc, object, forms[want->kind], value);
            if (want->unless_risk)
                yyjson_mut_obj_add_str(doc, object, "unless_gate", want->unless_risk);
            value = object;
        }
        yyjson_mut_obj_add(settings, yyjson_mut_str(doc, id), value);
    }
    return settings;
}

static yyjson_mut_val *write_wants(yyjson_mut_doc *doc, const void *field)
{
    return nl_profile_write_settings(doc, field);
}

static const struct nl_json_custom wants_json = {read_wants, write_wants};

struct profile_file {
    struct nl_profile profile; /* first: "settings" fills it in place */
    struct nl_json_header netlatch;
};
static const struct nl_field profile_fields[] = {
    {"netlatch", NL_FIELD_OBJECT, .required = true,
     .offset = offsetof(struct profile_file, netlatch), .shape = &nl_json_header_shape},
    {"name", NL_FIELD_TEXT, .required = true,
     .offset = offsetof(struct profile_file, profile.name)},
    {"title", NL_FIELD_TEXT, .omit_default = true,
     .offset = offsetof(struct profile_file, profile.title)},
    {"description", NL_FIELD_TEXT, .omit_default = true,
     .offset = offsetof(struct profile_file, profile.description)},
    {"role", NL_FIELD_TEXT, .omit_default = true,
     .offset = offsetof(struct profile_file, profile.role)},
    {"settings", NL_FIELD_CUSTOM, .required = true, .offset = 0, .custom = &wants_json},
};
static const struct nl_shape profile_shape = {sizeof(struct profile_file), profile_fields,
                                              NL_COUNT_OF(profile_fields)};

static bool name_valid(const char *name)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    size_t length = strlen(name);
    return length > 0 && length <= 64 && strspn(name, allowed) == length;
}

enum nl_status nl_profile_read(const struct nl_json *json, struct yyjson_val *object,
                               struct nl_profile *out_profile, struct nl_error *err)
{
    struct profile_file parsed;
    struct nl_json inner = *json;
    inner.root = object;
    /* A document of another kind is no profile with many faults. */
    enum nl_status status = nl_json_check_schema(&inner, SCHEMA, err);
    if (status == NL_OK)
        status = nl_shape_read(&inner, NULL, object, &profile_shape, &parsed, err);
    if (status != NL_OK)
        return status;
    bool told = json->faults && json->faults->count > 0 && !parsed.profile.name;
    if (!told && (!parsed.profile.name || !name_valid(parsed.profile.name)))
        status = nl_json_fail(json, yyjson_obj_get(object, "name"),
                              NL_T("\"name\": 1 to 64 letters, digits, '-', '_' or '.'"), err);
    status = nl_json_go_on(json, status, err);
    if (status != NL_OK)
        return status;
    *out_profile = parsed.profile;
    return NL_OK;
}

enum nl_status nl_profile_parse(struct nl_arena *arena, const char *file, const void *bytes,
                                size_t size, struct nl_profile *out_profile, struct nl_error *err)
{
    struct nl_json json;
    enum nl_status status = nl_json_parse(arena, file, bytes, size, NL_JSON_COMMENTS, &json, err);
    return status == NL_OK ? nl_profile_read(&json, json.root, out_profile, err) : status;
}

void nl_profile_check(struct nl_arena *arena, const char *file, const void *bytes, size_t size,
                      struct nl_profile *out_profile, struct nl_json_faults *out_faults)
{
    struct nl_json json;
    struct nl_error err = {0};
    enum nl_status status = nl_json_parse(arena, file, bytes, size, NL_JSON_COMMENTS, &json, &err);
    *out_profile = (struct nl_profile){0};
    if (status == NL_OK) {
        json.faults = out_faults;
        status = nl_profile_read(&json, json.root, out_profile, &err);
    }
    if (status != NL_OK)
        *NL_PUSH(arena, out_faults) = nl_error_keep(arena, &err);
}

const char *nl_profile_json(struct nl_arena *arena, const struct nl_profile *profile,
                            size_t *out_length)
{
    yyjson_mut_doc *doc = nl_json_new(arena);
    yyjson_mut_val *root = nl_json_document(doc, SCHEMA);
    struct profile_file file = {.profile = *profile};
    yyjson_mut_val *all = nl_shape_write(doc, &profile_shape, &file);
    (void)yyjson_mut_obj_remove_key(all, "netlatch"); /* nl_json_document wrote it first */
    size_t index = 0;
    size_t most = 0;
    yyjson_mut_val *key = NULL;
    yyjson_mut_val *val = NULL;
    yyjson_mut_obj_foreach(all, index, most, key, val) yyjson_mut_obj_add(
        root, yyjson_mut_str(doc, yyjson_mut_get_str(key)), yyjson_mut_val_mut_copy(doc, val));
    return nl_json_text(arena, doc, true, out_length);
}

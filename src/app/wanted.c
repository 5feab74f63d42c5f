/* wanted.c - what a management system asks for. */
#include "wanted.h"

#include "model/profile_builtin.h"
#include "model/profile_json.h"
#include "model/risk.h"

#include <string.h>
#include <yyjson.h>

/* NL_INVALID with "expected one of ... in KEY". */
static enum nl_status none_of(const struct nl_json *json, yyjson_val *near,
                              const struct nl_texts *choices, yyjson_val *key, struct nl_error *err)
{
    struct nl_text list;
    nl_text_init(&list, json->arena);
    for (size_t i = 0; i < choices->count; i++)
        nl_text_format(&list, "%s%s", i ? ", " : "", choices->items[i]);
    (void)nl_fail(err, NL_INVALID, NL_T("expected one of {1} in \"{2}\""), list.data,
                  yyjson_get_str(key));
    return nl_json_place(json, near, err);
}

static enum nl_status read_named(const struct nl_json *json, yyjson_val *key, yyjson_val *val,
                                 struct nl_wanted *wanted, struct nl_error *err)
{
    struct nl_texts names = {0};
    const char *name = yyjson_get_str(val);
    for (size_t i = 0; i < nl_builtin_profile_count(); i++) {
        *NL_PUSH(json->arena, &names) = nl_builtin_profile_name(i);
        if (name && nl_equal(names.items[i], name) && strlen(name) == yyjson_get_len(val))
            wanted->named = names.items[i];
    }
    if (!wanted->named)
        return none_of(json, name ? val : key, &names, key, err);
    enum nl_status status = nl_builtin_profile(json->arena, wanted->named, &wanted->profile, err);
    wanted->of_named = wanted->profile.wants.count;
    return status;
}

static enum nl_status read_accepted(const struct nl_json *json, yyjson_val *key, yyjson_val *val,
                                    struct nl_wanted *wanted, struct nl_error *err)
{
    struct nl_texts ids = {0};
    size_t count = 0;
    const struct nl_risk_row *rows = nl_risks(&count);
    for (size_t i = 0; i < count; i++)
        *NL_PUSH(json->arena, &ids) = rows[i].id;
    if (!yyjson_is_arr(val))
        return nl_json_fail(json, key, NL_T("a list of risks"), err);
    size_t index = 0;
    size_t most = 0;
    yyjson_val *item = NULL;
    yyjson_arr_foreach(val, index, most, item)
    {
        const char *id = yyjson_get_str(item);
        if (!id || strlen(id) != yyjson_get_len(item) || !nl_risk_find(id))
            return none_of(json, id ? item : key, &ids, key, err);
        *NL_PUSH(json->arena, &wanted->accepted) = id;
    }
    return NL_OK;
}

/* The named profile was read before: what is requested by itself comes behind it. */
static enum nl_status read_member(const struct nl_json *json, const struct nl_wanted_keys *keys,
                                  yyjson_val *key, yyjson_val *val, struct nl_wanted *wanted,
                                  struct nl_error *err)
{
    if (yyjson_equals_str(key, keys->profile))
        return NL_OK;
    if (yyjson_equals_str(key, keys->accepted))
        return read_accepted(json, key, val, wanted, err);
    if (!yyjson_equals_str(key, keys->settings))
        return nl_json_fail(json, key, keys->expected, err);
    wanted->settings = val;
    return nl_profile_read_settings(json, key, val, &wanted->profile, err);
}

enum nl_status nl_wanted_read(const struct nl_json *json, const struct nl_wanted_keys *keys,
                              bool (*take)(void *context, const char *key, yyjson_val *val),
                              void *context, struct nl_wanted *out_wanted, struct nl_error *err)
{
    struct nl_wanted wanted = {.profile = {.name = "settings"}};
    size_t index = 0;
    size_t most = 0;
    yyjson_val *key = NULL;
    yyjson_val *val = NULL;
    if (!yyjson_is_obj(json->root))
        return nl_json_fail(json, NULL, NL_T("a JSON object"), err);
    enum nl_status status = nl_json_unique_keys(json, json->root, err);
    yyjson_obj_foreach(json->root, index, most, key, val)
    {
        if (status == NL_OK && yyjson_equals_str(key, keys->profile))
            status = read_named(json, key, val, &wanted, err);
    }
    yyjson_obj_foreach(json->root, index, most, key, val)
    {
        if (status == NL_OK && !(take && take(context, yyjson_get_str(key), val)))
            status = read_member(json, keys, key, val, &wanted, err);
    }
    if (status == NL_OK)
        *out_wanted = wanted;
    return status;
}

enum nl_status nl_wanted_something(const struct nl_json *json, const struct nl_wanted_keys *keys,
                                   const struct nl_wanted *wanted, struct nl_error *err)
{
    if (wanted->profile.wants.count > 0)
        return NL_OK;
    (void)nl_fail(err, NL_INVALID, NL_T("expected \"{1}\" or \"{2}\" with what is requested"),
                  keys->profile, keys->settings);
    return nl_json_place(json, NULL, err);
}

/* plan_file.c - a saved plan, read again. */
#include "plan_file.h"

#include "base/json_document.h"
#include "model/profile_json.h"

#include <string.h>
#include <yyjson.h>

#define SCHEMA "netlatch/plan/2"
#define FIRST_SCHEMA "netlatch/plan/1"
#define ID_LENGTH 16

enum nl_status nl_plan_file_parse(struct nl_arena *arena, const char *file, const void *bytes,
                                  size_t size, struct nl_plan_file *out_file, struct nl_error *err)
{
    struct nl_json json;
    struct nl_plan_file parsed = {0};
    enum nl_status status = nl_json_parse(arena, file, bytes, size, 0, &json, err);
    if (status == NL_OK && !yyjson_is_obj(json.root))
        status = nl_json_fail(&json, NULL, NL_T("a plan, an object"), err);
    if (status == NL_OK)
        status = nl_json_unique_keys(&json, json.root, err);
    if (status == NL_OK)
        parsed.first = nl_json_check_schema(&json, FIRST_SCHEMA, NULL) == NL_OK;
    if (status == NL_OK && !parsed.first)
        status = nl_json_check_schema(&json, SCHEMA, err);
    if (status != NL_OK)
        return status;
    yyjson_val *id = yyjson_obj_get(json.root, "id");
    yyjson_val *profile = yyjson_obj_get(json.root, "profile");
    parsed.id = yyjson_get_str(id);
    if (!parsed.id || yyjson_get_len(id) != ID_LENGTH ||
        strspn(parsed.id, "0123456789abcdef") != ID_LENGTH)
        return nl_json_fail(&json, id, NL_T("\"id\": a fingerprint of 16 hexadecimal digits"), err);
    if (!yyjson_is_obj(profile))
        return nl_json_fail(&json, profile, NL_T("\"profile\": the profile that was planned for"),
                            err);
    status = nl_profile_read(&json, profile, &parsed.profile, err);
    if (status == NL_OK)
        *out_file = parsed;
    return status;
}

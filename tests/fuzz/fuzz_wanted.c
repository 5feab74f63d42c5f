/* fuzz_wanted.c - any bytes as what a management system asks for: refused with a place, or a request that can be
 * written as a profile's settings and read again. */
#include "app/wanted.h"
#include "model/profile_json.h"
#include "model/risk.h"

#include <stdlib.h>
#include <yyjson.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct nl_wanted_keys keys = {"profile", "settings", "acceptedRisks", "members"};

/* What was read must be a sound request: as settings it reads the same. */
static void check(struct nl_arena *arena, const struct nl_wanted *wanted)
{
    struct nl_json json;
    struct nl_wanted again;
    size_t length = 0;
    yyjson_mut_doc *doc = nl_json_new(arena);
    yyjson_mut_val *root = yyjson_mut_obj(doc);
    yyjson_mut_doc_set_root(doc, root);
    yyjson_mut_obj_add_val(doc, root, keys.settings,
                           nl_profile_write_settings(doc, &wanted->profile));
    const char *text = nl_json_text(arena, doc, false, &length);
    bool sound = nl_json_parse(arena, "again", text, length, 0, &json, NULL) == NL_OK;
    for (size_t i = 0; i < wanted->accepted.count; i++)
        sound = sound && nl_risk_find(wanted->accepted.items[i]) != NULL;
    if (!sound || wanted->of_named > wanted->profile.wants.count)
        abort();
    /* A setting that the profile names, too, stands there twice, which settings alone may not. */
    if (!wanted->named && (nl_wanted_read(&json, &keys, NULL, NULL, &again, NULL) != NL_OK ||
                           again.profile.wants.count != wanted->profile.wants.count))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nl_arena arena;
    struct nl_json json;
    struct nl_wanted wanted;
    struct nl_error err = {0};
    nl_arena_init(&arena, NULL, NULL);
    enum nl_status status = nl_json_parse(&arena, "stdin", data, size, 0, &json, &err);
    if (status == NL_OK)
        status = nl_wanted_read(&json, &keys, NULL, NULL, &wanted, &err);
    if (status == NL_OK)
        check(&arena, &wanted);
    else if (nl_error_text(&arena, &err, NULL)[0] == '\0')
        abort(); /* a refusal that says nothing */
    nl_arena_done(&arena);
    return 0;
}

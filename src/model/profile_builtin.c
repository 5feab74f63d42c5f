/* profile_builtin.c - the profiles that come with netlatch: res/profiles, compiled in. */
#include "profile_builtin.h"

#include "base/clean.h"
#include "base/text.h"

#include "embedded.h"
#include "profile_json.h"

NL_DECLARE_EMBEDDED(nl_embedded_profiles);

/* In the order a person is shown them. */
static const char *const names[] = {
    "internet-server", "internet-client", "office-client", "file-server", "legacy-lan", "article",
};

size_t nl_builtin_profile_count(void)
{
    return NL_COUNT_OF(names);
}

const char *nl_builtin_profile_name(size_t index)
{
    return index < NL_COUNT_OF(names) ? names[index] : NULL;
}

enum nl_status nl_builtin_profile(struct nl_arena *arena, const char *name,
                                  struct nl_profile *out_profile, struct nl_error *err)
{
    const char *file = nl_arena_format(arena, "profiles/%s.json", name);

    for (size_t i = 0; i < nl_embedded_profiles_count; i++) {
        const struct nl_embedded_file *embedded = &nl_embedded_profiles[i];
        if (nl_same(embedded->name, file))
            return nl_profile_parse(arena, embedded->name, nl_embedded_text(embedded),
                                    embedded->size, out_profile, err);
    }
    return nl_fail(err, NL_NOT_FOUND, NL_T("there is no built-in profile {1}"),
                   nl_clean(arena, name));
}

/* drives.c - network drives in the recorded user hives.
 *
 * A drive that is connected again at each logon has a key of its letter below Network in the user's
 * hive, with the path of the share in RemotePath. */
#include "drives.h"

#include "base/attributes.h"
#include "evidence.h"

#include <string.h>

/* The rest of a path behind HKU\<SID>\Network ("" at that key itself), or NULL elsewhere. */
static const char *below_network(const char *path)
{
    const char *sid = nl_starts(path, "HKU\\") ? path + 4 : NULL;
    const char *end = sid ? strchr(sid, '\\') : NULL;
    if (!end || !nl_starts(end, "\\Network"))
        return NULL;
    const char *rest = end + sizeof "\\Network" - 1;
    return *rest == '\0' || *rest == '\\' ? rest : NULL;
}

/* "\\nas\photos": a server's name of one part. */
static bool by_short_name(const char *path)
{
    if (!nl_starts(path, "\\\\"))
        return false;
    size_t length = strcspn(path + 2, "\\");
    return length > 0 && strcspn(path + 2, ".:@") >= length;
}

enum nl_answer nl_drives_by_short_name(struct nl_arena *arena, const struct nl_machine *machine,
                                       struct nl_texts *out_paths)
{
    struct nl_texts paths = {0};
    bool looked = false;
    bool blind = false;
    for (size_t i = 0; i < machine->registry.count; i++) {
        const struct nl_registry_key *key = &machine->registry.items[i];
        const char *rest = below_network(key->path);
        if (!rest && !nl_same(key->path, "HKU"))
            continue;
        /* Every user has that key; a recording without it was made by who did not look. */
        looked = looked || (rest && nl_section_seen(key->state));
        blind = blind || !nl_section_seen(key->state);
        for (size_t v = 0; rest && *rest && v < key->values.count; v++) {
            const char *path = nl_value_as_text(arena, &key->values.items[v].value);
            if (nl_same(key->values.items[v].name, "RemotePath") && path && by_short_name(path) &&
                !nl_texts_hold(&paths, path))
                nl_texts_add(&paths, arena, path);
        }
    }
    *out_paths = paths;
    if (paths.count > 0)
        return NL_ANSWER_YES;
    return looked && !blind ? NL_ANSWER_NO : NL_ANSWER_UNKNOWN;
}

/* outlook.c - how the Outlook profiles of loaded users reach their Exchange server.
 *
 * A profile is a registry tree below the user's hive. Its section 13dbb0c8... holds the Exchange
 * account as MAPI properties: 00036623 (PR_ROH_FLAGS) says with bit 0 that RPC goes over HTTP, and
 * 001e6602 or 001f6602 (PR_PROFILE_HOME_SERVER) name the server [MS-OXPROPS; PRF templates]. */
#include "outlook.h"

#include "base/attributes.h"
#include "evidence.h"

#define EXCHANGE_SECTION "\\13dbb0c8aa05101a9bb000aa002fc45a"
#define ROH_FLAGS "00036623"
#define ROH_FLAGS_USE_HTTP 1u

/* Where Outlook keeps profiles: 2013 and later in its own key, before that in Windows' own. */
static const char *const profile_roots[] = {
    "\\Outlook\\Profiles",
    "\\Windows Messaging Subsystem\\Profiles",
};

/* The rest of a path after a profile root ("" at the root itself), or NULL elsewhere. */
static const char *below_profiles(const char *path)
{
    if (!nl_starts(path, "HKU\\"))
        return NULL;
    for (const char *at = path; *at; at++) {
        for (size_t i = 0; i < NL_COUNT_OF(profile_roots); i++) {
            if (!nl_starts(at, profile_roots[i]))
                continue;
            const char *rest = at;
            for (const char *root = profile_roots[i]; *root; root++)
                rest++;
            if (*rest == '\0' || *rest == '\\')
                return rest;
        }
    }
    return NULL;
}

/* The path as far as the profile's own key, or NULL at the root. */
static const char *profile_of(struct nl_arena *arena, const char *path)
{
    const char *rest = below_profiles(path);
    if (!rest || rest[0] != '\\' || rest[1] == '\0')
        return NULL;
    const char *end = rest + 1;
    while (*end && *end != '\\')
        end++;
    return nl_arena_copy(arena, path, (size_t)(end - path));
}

static const struct nl_value *value_of(const struct nl_registry_key *key, const char *name)
{
    for (size_t i = 0; i < key->values.count; i++) {
        if (nl_same(key->values.items[i].name, name))
            return &key->values.items[i].value;
    }
    return NULL;
}

/* MAPI keeps PT_LONG properties as four bytes of REG_BINARY; REG_DWORD is taken as well. */
static bool as_long(const struct nl_value *value, uint32_t *out_number)
{
    if (!value || value->state != NL_VALUE_PRESENT || value->size != 4 ||
        (value->type != NL_TYPE_BINARY && value->type != NL_TYPE_DWORD))
        return false;
    *out_number = (uint32_t)value->bytes[0] | (uint32_t)value->bytes[1] << 8 |
                  (uint32_t)value->bytes[2] << 16 | (uint32_t)value->bytes[3] << 24;
    return true;
}

/* Whether the Exchange section connects in the way that is asked for. Without the flags, a home
 * server alone means the oldest way: RPC over TCP. */
static bool connects(const struct nl_registry_key *section, const char *way)
{
    uint32_t flags = 0;
    bool over_http = false;
    if (as_long(value_of(section, ROH_FLAGS), &flags))
        over_http = (flags & ROH_FLAGS_USE_HTTP) != 0;
    else if (!value_of(section, "001e6602") && !value_of(section, "001f6602"))
        return false;
    return nl_same(way, "http") ? over_http : !over_http;
}

/* Whether a key that could not be read may hide a profile: the users' hives as a whole, one user's
 * Office, or a place of profiles. */
static bool may_hide_profiles(const struct nl_registry_key *key)
{
    return nl_same(key->path, "HKU") || below_profiles(key->path) ||
           nl_ends(key->path, "\\Software\\Microsoft\\Office");
}

enum nl_answer nl_outlook_profiles(struct nl_arena *arena, const struct nl_machine *machine,
                                   const char *way, struct nl_texts *out_profiles)
{
    struct nl_texts profiles = {0};
    bool looked = false;
    bool blind = false;
    for (size_t i = 0; i < machine->registry.count; i++) {
        const struct nl_registry_key *key = &machine->registry.items[i];
        if (!may_hide_profiles(key))
            continue;
        looked = looked || nl_section_seen(key->state);
        blind = blind || !nl_section_seen(key->state);
        const char *profile = profile_of(arena, key->path);
        if (key->state != NL_VALUE_PRESENT || !profile || nl_texts_hold(&profiles, profile))
            continue;
        if (!way || (nl_ends(key->path, EXCHANGE_SECTION) && connects(key, way)))
            *NL_PUSH(arena, &profiles) = profile;
    }
    *out_profiles = profiles;
    if (profiles.count > 0)
        return NL_ANSWER_YES;
    return looked && !blind ? NL_ANSWER_NO : NL_ANSWER_UNKNOWN;
}

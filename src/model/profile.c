/* profile.c - what a profile's requests select, and the --set form of a request. */
#include "profile.h"

#include "base/clean.h"
#include "sid.h"

#include <string.h>

/* "name:GLOB", "guid:{...}", "dhcp", "static", "*", or an instance itself. */
static bool selector_valid(const struct nl_setting *setting, const char *selector)
{
    if (setting->instances == NL_INSTANCE_NONE)
        return selector == NULL;
    if (!selector || !*selector)
        return false;
    if (strcmp(selector, "*") == 0)
        return true;
    if (setting->instances == NL_INSTANCE_ADAPTER) {
        if (nl_same(selector, "dhcp") || nl_same(selector, "static"))
            return true;
        if (nl_starts(selector, "name:"))
            return selector[5] != '\0';
        if (nl_starts(selector, "guid:"))
            return nl_instance_name_valid(setting, selector + 5);
    }
    return nl_instance_name_valid(setting, selector);
}

/* Whether an adapter is configured by DHCP: by the live list, else by what Tcpip keeps for it. */
static enum nl_answer adapter_dhcp(const struct nl_machine *machine, struct nl_arena *arena,
                                   const char *guid)
{
    const struct nl_adapter *adapter = nl_machine_adapter(machine, guid);
    if (adapter && adapter->dhcp != NL_ANSWER_UNKNOWN)
        return adapter->dhcp;
    uint32_t on = 0;
    struct nl_value value = nl_machine_registry(
        machine,
        nl_arena_format(arena,
                        NL_PACK("HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\"
                                "Interfaces\\%s"),
                        guid),
        "EnableDHCP");
    if (!nl_value_as_dword(&value, &on))
        return NL_ANSWER_UNKNOWN;
    return on ? NL_ANSWER_YES : NL_ANSWER_NO;
}

bool nl_want_selects(const struct nl_want *want, const struct nl_machine *machine,
                     const struct nl_instance *instance)
{
    if (want->setting != instance->setting)
        return false;
    const char *selector = want->selector;
    if (!selector || strcmp(selector, "*") == 0)
        return true;
    if (instance->setting->instances == NL_INSTANCE_ADAPTER) {
        if (nl_starts(selector, "name:"))
            return instance->label && nl_glob(selector + 5, instance->label);
        if (nl_starts(selector, "guid:"))
            return nl_same(selector + 5, instance->instance);
        if (nl_same(selector, "dhcp") || nl_same(selector, "static")) {
            struct nl_arena scratch;
            nl_arena_init(&scratch, NULL, NULL);
            enum nl_answer dhcp = adapter_dhcp(machine, &scratch, instance->instance);
            nl_arena_done(&scratch);
            return dhcp == (nl_same(selector, "dhcp") ? NL_ANSWER_YES : NL_ANSWER_NO);
        }
    }
    return nl_same(selector, instance->instance);
}

const struct nl_want *nl_profile_want(const struct nl_profile *profile,
                                      const struct nl_machine *machine,
                                      const struct nl_instance *instance)
{
    for (size_t i = profile->wants.count; i-- > 0;) {
        if (nl_want_selects(&profile->wants.items[i], machine, instance))
            return &profile->wants.items[i];
    }
    return NULL;
}

enum nl_status nl_want_start(struct nl_arena *arena, const char *id, struct nl_want *out_want,
                             struct nl_error *err)
{
    struct nl_want want = {0};
    enum nl_status status = nl_setting_id_split(arena, id, &want.setting, &want.selector, err);
    if (status != NL_OK)
        return status;
    if (want.setting->flags & NL_SETTING_READ_ONLY)
        return nl_fail(err, NL_INVALID, NL_T("{1} is only reported; it cannot be set"),
                       want.setting->id);
    if (!selector_valid(want.setting, want.selector))
        return nl_fail(err, NL_INVALID,
                       want.setting->instances == NL_INSTANCE_ADAPTER
                           ? NL_T("{1}: expected *, dhcp, static, name:PATTERN or guid:{GUID} in "
                                  "the brackets")
                           : NL_T("{1}: expected * or an instance of it in the brackets"),
                       nl_clean(arena, id));
    *out_want = want;
    return NL_OK;
}

static bool same_key(const struct nl_want *one, const struct nl_want *other)
{
    return one->setting == other->setting &&
           (one->selector && other->selector ? nl_same(one->selector, other->selector)
                                             : one->selector == other->selector);
}

/* As the last want. One with the same id goes: a profile as a document holds each id once. SIDs to
 * add to those that are added already, or to remove with those that are, are requested as well. */
static void add_want(struct nl_arena *arena, struct nl_profile *profile, struct nl_want *want)
{
    size_t kept = 0;
    for (size_t i = 0; i < profile->wants.count; i++) {
        const struct nl_want *old = &profile->wants.items[i];
        if (!same_key(old, want)) {
            profile->wants.items[kept++] = *old;
            continue;
        }
        if (old->kind != want->kind ||
            (want->kind != NL_WANT_SIDS_ADD && want->kind != NL_WANT_SIDS_REMOVE))
            continue;
        struct nl_texts both = {0};
        for (size_t s = 0; s < old->sids.count + want->sids.count; s++) {
            const char *sid =
                s < old->sids.count ? old->sids.items[s] : want->sids.items[s - old->sids.count];
            if (!nl_texts_hold(&both, sid))
                nl_texts_add(&both, arena, sid);
        }
        want->sids = both;
    }
    profile->wants.count = kept;
    *NL_PUSH(arena, &profile->wants) = *want;
}

enum nl_status nl_profile_set(struct nl_arena *arena, struct nl_profile *profile,
                              const char *assignment, struct nl_error *err)
{
    /* A GUID or name pattern in the brackets may hold '=' itself. */
    const char *bracket = strchr(assignment, '[');
    const char *equals = strchr(assignment, '=');
    if (bracket && equals && bracket < equals) {
        const char *end = strstr(bracket, "]=");
        equals = end ? end + 1 : NULL;
    }
    if (!equals)
        return nl_fail(err, NL_INVALID, NL_T("{1}: expected ID=VALUE"),
                       nl_clean(arena, assignment));
    const char *id = nl_arena_copy(arena, assignment, (size_t)(equals - assignment));
    const char *value = equals + 1;
    struct nl_want want = {0};
    enum nl_status status = nl_want_start(arena, id, &want, err);
    if (status != NL_OK)
        return status;
    if (want.setting->type != NL_TYPE_SID_SET) {
        struct nl_value unused;
        want.kind = NL_WANT_WORD;
        want.word = nl_arena_text(arena, value);
        status = nl_word_value(arena, want.setting, want.word, &unused, err);
        if (status != NL_OK)
            return status;
    } else {
        want.kind = NL_WANT_SIDS_ADD;
        if (*value == '-' || *value == '=' || *value == '+') {
            want.kind = *value == '-'   ? NL_WANT_SIDS_REMOVE
                        : *value == '=' ? NL_WANT_SIDS_EXACT
                                        : NL_WANT_SIDS_ADD;
            value++;
        }
        if (*value)
            want.sids = nl_split(arena, value, ',');
        for (size_t i = 0; i < want.sids.count; i++)
            want.sids.items[i] += want.sids.items[i][0] == '*'; /* as security templates write it */
        if (!*value && want.kind != NL_WANT_SIDS_EXACT)
            return nl_fail(err, NL_INVALID, NL_T("{1}: expected at least one SID"),
                           want.setting->id);
        for (size_t i = 0; i < want.sids.count; i++) {
            if (!nl_sid_valid(want.sids.items[i]))
                return nl_fail(err, NL_INVALID, NL_T("{1}: {2} is not a SID (S-1-...)"),
                               want.setting->id, nl_clean(arena, want.sids.items[i]));
        }
    }
    add_want(arena, profile, &want);
    return NL_OK;
}

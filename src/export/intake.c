/* intake.c - a profile that grows from what a file of another tool says. */
#include "intake.h"

#include "base/clean.h"
#include "model/sid.h"

#include <string.h>

/* A template may hold thousands of lines; more than these are counted. */
#define MAX_ASIDES 2000

#define SERVICES "SYSTEM\\CurrentControlSet\\Services\\"
#define ADAPTERS SERVICES "NetBT\\Parameters\\Interfaces\\Tcpip_"
#define POLICY_RULES "SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\FirewallRules"

void nl_intake_begin(struct nl_arena *arena, const char *file, struct nl_intake *out_intake)
{
    const struct nl_machine none = {0};
    *out_intake = (struct nl_intake){.arena = arena, .file = file};
    out_intake->instances = nl_machine_instances(arena, &none);
}

void nl_intake_leave(struct nl_intake *intake, const char *what, struct nl_sentence why)
{
    if (intake->asides.count >= MAX_ASIDES && !why.format)
        intake->more_asides++;
    else
        *NL_PUSH(intake->arena, &intake->asides) =
            (struct nl_intake_aside){.what = nl_arena_text(intake->arena, what), .why = why};
}

void nl_intake_want(struct nl_intake *intake, const struct nl_want *want)
{
    for (size_t i = 0; i < intake->profile.wants.count; i++) {
        struct nl_want *known = &intake->profile.wants.items[i];
        if (known->setting == want->setting &&
            (want->selector ? known->selector && nl_same(known->selector, want->selector)
                            : !known->selector)) {
            *known = *want;
            return;
        }
    }
    *NL_PUSH(intake->arena, &intake->profile.wants) = *want;
}

enum nl_status nl_intake_fail_line(const struct nl_intake *intake, size_t line,
                                   const char *expected, struct nl_error *err)
{
    (void)nl_fail(err, NL_INVALID, NL_T("expected {1}"), expected);
    return nl_context(err, "{1}:{2}", nl_clean(intake->arena, intake->file), nl_decimal(line).text);
}

/* Takes a value for an instance whose word it stands for. */
static void take_value(struct nl_intake *intake, const char *what,
                       const struct nl_instance *instance, const struct nl_value *value)
{
    struct nl_meaning meaning = nl_value_meaning(intake->arena, instance->setting, value);
    struct nl_want want = {.setting = instance->setting,
                           .selector = instance->instance,
                           .kind = NL_WANT_WORD,
                           .word = nl_stored_word(instance->setting, value, &meaning)};
    struct nl_value again;
    if (meaning.kind == NL_MEANING_INVALID)
        nl_intake_leave(intake, what, meaning.problem);
    else if (!want.word ||
             nl_word_value(intake->arena, instance->setting, want.word, &again, NULL) != NL_OK)
        nl_intake_leave(intake, what,
                        nl_say(intake->arena, NL_T("A profile cannot request {1} of {2}."),
                               want.word ? want.word : "absent", instance->setting->id));
    else
        nl_intake_want(intake, &want);
}

/* The instance at an address, or NULL. */
static const struct nl_instance *find(const struct nl_intake *intake,
                                      const struct nl_address *address)
{
    for (size_t i = 0; i < intake->instances.count; i++) {
        if (nl_address_same(&intake->instances.items[i].address, address))
            return &intake->instances.items[i];
    }
    return NULL;
}

static const char *shown(const struct nl_intake *intake, const char *key, const char *name)
{
    return nl_arena_format(intake->arena, "HKLM\\%s\\%s", key, name);
}

void nl_intake_service(struct nl_intake *intake, const char *service, uint32_t start)
{
    const struct nl_address address = {.place = NL_PLACE_SERVICE_START, .path = service};
    const struct nl_instance *instance = find(intake, &address);
    struct nl_value value = nl_value_start_type(intake->arena, start);
    if (instance)
        take_value(intake, nl_address_show(intake->arena, &address), instance, &value);
    else
        nl_intake_leave(intake, nl_address_show(intake->arena, &address), (struct nl_sentence){0});
}

void nl_intake_account(struct nl_intake *intake, const char *rid, bool enabled)
{
    const struct nl_address address = {.place = NL_PLACE_ACCOUNT, .path = rid};
    const struct nl_instance *instance = find(intake, &address);
    struct nl_value value = nl_value_byte(intake->arena, NL_TYPE_ACCOUNT_STATE, enabled);
    const char *what = nl_address_show(intake->arena, &address);
    if (instance)
        take_value(intake, what, instance, &value);
    else
        nl_intake_leave(intake, what, (struct nl_sentence){0});
}

/* netbios.adapter[{GUID}] of the key of an adapter; false: it is none. */
static bool take_adapter(struct nl_intake *intake, const char *key, const char *name,
                         const struct nl_value *value)
{
    struct nl_instance instance;
    const char *guid = key + sizeof ADAPTERS - 1;
    if (!nl_starts(key, ADAPTERS) ||
        nl_instance_parse(intake->arena,
                          nl_arena_format(intake->arena, "netbios.adapter[%s]", guid), &instance,
                          NULL) != NL_OK ||
        !nl_same(name, instance.address.name))
        return false;
    take_value(intake, shown(intake, key, name), &instance, value);
    return true;
}

/* A rule of Group Policy as netlatch export writes it; false: it is another. */
static bool take_rule(struct nl_intake *intake, const char *key, const char *name,
                      const struct nl_value *value)
{
    static const char prefix[] = "netlatch-";
    if (!nl_same(key, POLICY_RULES) || !nl_starts(name, prefix) || strlen(name) < 14)
        return false;
    const struct nl_address address = {
        .place = NL_PLACE_FIREWALL_BLOCK,
        .path = nl_arena_copy(intake->arena, name + sizeof prefix - 1, 3),
        .name = name + sizeof prefix + 3,
    };
    const struct nl_instance *instance = find(intake, &address);
    const char *rule = nl_value_as_text(intake->arena, value);
    if (!instance || (rule && !nl_holds(rule, "|Action=Block|Active=TRUE|Dir=In|")) ||
        (!rule && value->state != NL_VALUE_ABSENT))
        return false;
    struct nl_value block = nl_value_byte(intake->arena, NL_TYPE_FIREWALL_BLOCK, true);
    take_value(intake, shown(intake, key, name), instance, rule ? &block : value);
    return true;
}

void nl_intake_registry(struct nl_intake *intake, const char *key, const char *name,
                        const struct nl_value *value)
{
    const struct nl_address address = {
        .place = NL_PLACE_REGISTRY,
        .path = nl_arena_format(intake->arena, "HKLM\\%s", key),
        .name = name,
    };
    uint32_t start = 0;
    const struct nl_instance *instance = find(intake, &address);
    if (instance)
        take_value(intake, shown(intake, key, name), instance, value);
    else if (nl_starts(key, SERVICES) && !strchr(key + sizeof SERVICES - 1, '\\') &&
             nl_same(name, "Start") && nl_value_as_dword(value, &start))
        nl_intake_service(intake, key + sizeof SERVICES - 1, start);
    else if (!take_adapter(intake, key, name, value) && !take_rule(intake, key, name, value))
        nl_intake_leave(intake, shown(intake, key, name), (struct nl_sentence){0});
}

void nl_intake_right(struct nl_intake *intake, const char *right, const struct nl_texts *holders)
{
    const struct nl_address address = {.place = NL_PLACE_USER_RIGHT, .path = right};
    const struct nl_instance *instance = find(intake, &address);
    struct nl_want want = {.kind = NL_WANT_SIDS_EXACT};
    if (!instance) {
        nl_intake_leave(intake, right, (struct nl_sentence){0});
        return;
    }
    want.setting = instance->setting;
    for (size_t i = 0; i < holders->count; i++) {
        const char *holder = holders->items[i];
        const char *leaf = strrchr(holder, '\\'); /* BUILTIN\Guests */
        const char *sid = holder + (*holder == '*');
        if (!nl_sid_valid(sid))
            sid = nl_sid_of_known_name(leaf ? leaf + 1 : holder);
        if (!sid) {
            /* Without one of its accounts the list would be another. */
            nl_intake_leave(
                intake, right,
                nl_say(
                    intake->arena,
                    NL_T("Only SIDs and well-known accounts are understood, and {1} is neither."),
                    nl_clean(intake->arena, holder)));
            return;
        }
        if (!nl_texts_hold(&want.sids, sid))
            nl_texts_add(&want.sids, intake->arena, sid);
    }
    nl_intake_want(intake, &want);
}

/* survey_registry_test.c - the walk over a registry, against a registry of rows. */
#include "base/attributes.h"
#include "host/survey/survey.h"
#include "host/survey/survey_keys.h"
#include "host/survey/survey_services.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define NETBT "HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBT\\Parameters"
#define TCPIP "HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces"
#define SERVICES "HKLM\\SYSTEM\\CurrentControlSet\\Services"
#define OLE "HKLM\\SOFTWARE\\Microsoft\\Ole"
#define MAIL "HKU\\S-1-5-21-1\\Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles"
#define SECTION "13dbb0c8aa05101a9bb000aa002fc45a"
#define GUID "{11111111-2222-3333-4444-555555555555}"

/* One value of a fake registry, or with name NULL a key that is there without values. A key exists
 * where a row names it or a key below it. */
struct row {
    const char *path;
    const char *name;
    uint32_t number;
    bool closed; /* the key cannot be read: state says why */
    enum nl_value_state state;
    size_t size; /* a REG_BINARY of so many bytes instead of the number */
};

struct fake {
    struct nl_registry_reader base;
    const struct row *rows;
    size_t count;
    size_t flood; /* so many values, or subkeys, of the key named "Flood" */
};

static bool stands_below(const char *path, const char *parent)
{
    size_t length = strlen(parent);
    return nl_starts(path, parent) && (path[length] == '\\' || path[length] == '\0');
}

static bool exists(const struct fake *fake, const char *path)
{
    for (size_t i = 0; i < fake->count; i++) {
        if (stands_below(fake->rows[i].path, path))
            return true;
    }
    return false;
}

static uint32_t missing(const struct fake *fake, struct nl_arena *arena, const char *path)
{
    char *at = nl_arena_text(arena, path);
    uint32_t count = 0;
    while (!exists(fake, at)) {
        count++;
        char *cut = strrchr(at, '\\');
        if (!cut)
            break;
        *cut = '\0';
    }
    return count;
}

static enum nl_value_state state_of(const struct fake *fake, const char *path)
{
    for (size_t i = 0; i < fake->count; i++) {
        if (nl_same(fake->rows[i].path, path) && fake->rows[i].closed)
            return fake->rows[i].state;
    }
    return exists(fake, path) ? NL_VALUE_PRESENT : NL_VALUE_ABSENT;
}

static bool wanted(const char *const *names, const char *name)
{
    if (!names)
        return true;
    for (; *names; names++) {
        if (nl_same(*names, name))
            return true;
    }
    return false;
}

static void fake_values(struct nl_registry_reader *base, struct nl_arena *arena,
                        const char *const *names, struct nl_registry_key *key)
{
    struct fake *fake = (struct fake *)base;
    key->state = state_of(fake, key->path);
    if (key->state == NL_VALUE_ABSENT)
        key->missing_keys = missing(fake, arena, key->path);
    else if (key->state != NL_VALUE_PRESENT)
        key->code = 5;
    for (size_t i = 0; key->state == NL_VALUE_PRESENT && i < fake->count; i++) {
        const struct row *row = &fake->rows[i];
        if (!row->name || !nl_same(row->path, key->path) || !wanted(names, row->name))
            continue;
        struct nl_registry_value *value = NL_PUSH(arena, &key->values);
        value->name = row->name;
        value->value = row->size ? nl_value_raw(arena, NL_TYPE_BINARY,
                                                nl_arena_alloc(arena, row->size), row->size)
                                 : nl_value_dword(arena, row->number);
    }
    if (nl_same(key->path, NETBT)) {
        for (size_t i = 0; i < fake->flood; i++)
            NL_PUSH(arena, &key->values)->name = "flood";
    }
}

static void fake_subkeys(struct nl_registry_reader *base, struct nl_arena *arena, const char *path,
                         struct nl_subkeys *out_subkeys)
{
    struct fake *fake = (struct fake *)base;
    struct nl_subkeys found = {.state = state_of(fake, path)};
    if (found.state == NL_VALUE_ABSENT)
        found.missing_keys = missing(fake, arena, path);
    else if (found.state != NL_VALUE_PRESENT)
        found.code = 5;
    size_t length = strlen(path);
    for (size_t i = 0; found.state == NL_VALUE_PRESENT && i < fake->count; i++) {
        const char *at = fake->rows[i].path;
        if (!stands_below(at, path) || at[length] == '\0')
            continue;
        const char *end = strchr(at + length + 1, '\\');
        size_t part = end ? (size_t)(end - at) - length - 1 : strlen(at) - length - 1;
        const char *name = nl_arena_copy(arena, at + length + 1, part);
        if (!nl_texts_hold(&found.names, name))
            nl_texts_add(&found.names, arena, name);
    }
    if (nl_same(path, SERVICES)) {
        for (size_t i = 0; i < fake->flood; i++)
            nl_texts_add(&found.names, arena, nl_arena_format(arena, "flood%zu", i));
    }
    *out_subkeys = found;
}

static struct nl_machine survey(struct nl_arena *arena, const struct row *rows, size_t count,
                                size_t flood)
{
    struct fake fake = {.base = {.values = fake_values, .subkeys = fake_subkeys},
                        .rows = rows,
                        .count = count,
                        .flood = flood};
    struct nl_machine machine = {0};
    nl_survey_registry(arena, &fake.base, &machine);
    return machine;
}

static const struct nl_unseen *unseen(const struct nl_machine *machine, const char *what)
{
    for (size_t i = 0; i < machine->unseen.count; i++) {
        if (nl_same(machine->unseen.items[i].what, what))
            return &machine->unseen.items[i];
    }
    return NULL;
}

static void values_absence_and_refusal_stay_apart(void **state)
{
    static const struct row rows[] = {
        {.path = OLE, .name = "LegacyAuthenticationLevel", .number = 2},
        {.path = OLE, .name = "SomebodysSecret", .number = 1},
        {.path = "HKLM\\SOFTWARE\\Microsoft\\Rpc", .closed = true, .state = NL_VALUE_DENIED},
    };
    struct nl_machine machine = survey(*state, rows, NL_COUNT_OF(rows), 0);
    struct nl_value level = nl_machine_registry(&machine, OLE, "legacyauthenticationlevel");
    uint32_t number = 0;
    assert_true(nl_value_as_dword(&level, &number));
    assert_int_equal(number, 2);
    assert_int_equal(nl_machine_registry(&machine, OLE, "EnableDCOM").state, NL_VALUE_ABSENT);
    /* A value that nobody asked for is not carried off. */
    assert_int_equal(nl_machine_key(&machine, OLE)->values.count, 1);

    struct nl_value denied =
        nl_machine_registry(&machine, "HKLM\\SOFTWARE\\Microsoft\\Rpc", "DCOM Protocols");
    assert_int_equal(denied.state, NL_VALUE_DENIED);
    assert_int_equal(denied.code, 5);
    const struct nl_unseen *said = unseen(&machine, "HKLM\\SOFTWARE\\Microsoft\\Rpc");
    assert_non_null(said);
    assert_int_equal(said->state, NL_VALUE_DENIED);
    assert_int_equal(said->code, 5);

    /* Of HKLM\SOFTWARE\Policies\Microsoft\Windows NT\Rpc four keys are missing. */
    struct nl_value policy = nl_machine_registry(
        &machine, "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Rpc", "RestrictRemoteClients");
    assert_int_equal(policy.state, NL_VALUE_ABSENT);
    assert_int_equal(policy.missing_keys, 4);
}

static void interfaces_are_joined_with_their_connections(void **state)
{
    static const struct row rows[] = {
        {.path = NL_NETBT_INTERFACES "\\Tcpip_" GUID, .name = "NetbiosOptions", .number = 2},
        {.path = TCPIP "\\{99999999-0000-0000-0000-000000000000}", .name = "EnableDHCP"},
    };
    struct nl_machine machine = survey(*state, rows, NL_COUNT_OF(rows), 0);
    struct nl_texts keys = nl_machine_subkeys(*state, &machine, NL_NETBT_INTERFACES);
    assert_int_equal(keys.count, 1);
    assert_string_equal(keys.items[0], NL_NETBT_INTERFACES "\\Tcpip_" GUID);
    /* The adapter is gone: that its keys are absent is known, not merely not looked at. */
    const struct nl_registry_key *key = nl_machine_key(&machine, TCPIP "\\" GUID);
    assert_non_null(key);
    assert_int_equal(key->state, NL_VALUE_ABSENT);
    assert_int_equal(key->missing_keys, 1);
    key = nl_machine_key(&machine, "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Network\\"
                                   "{4D36E972-E325-11CE-BFC1-08002BE10318}\\" GUID "\\Connection");
    assert_non_null(key);
    assert_int_equal(key->state, NL_VALUE_ABSENT);
}

static void stars_reach_profiles_and_only_named_values(void **state)
{
    static const struct row rows[] = {
        {.path = MAIL "\\Work\\" SECTION, .name = "00036623", .number = 1},
        {.path = MAIL "\\Work\\" SECTION, .name = "001f3d13", .number = 7},
        {.path = MAIL "\\Home", .name = "x", .number = 7},
        {.path = "HKU\\S-1-5-21-2", .closed = true, .state = NL_VALUE_DENIED},
    };
    struct nl_machine machine = survey(*state, rows, NL_COUNT_OF(rows), 0);
    const struct nl_registry_key *key = nl_machine_key(&machine, MAIL "\\Work\\" SECTION);
    assert_non_null(key);
    assert_int_equal(key->values.count, 1);
    assert_string_equal(key->values.items[0].name, "00036623");
    assert_null(nl_machine_key(&machine, MAIL "\\Home\\" SECTION));
    /* Looked below HKU, and one user could not be seen. */
    assert_int_equal(nl_machine_key(&machine, "HKU")->state, NL_VALUE_PRESENT);
    key = nl_machine_key(&machine, "HKU\\S-1-5-21-2\\Software\\Microsoft\\Office");
    assert_true(!key || key->state != NL_VALUE_PRESENT);
}

static void a_registry_without_users_says_so(void **state)
{
    static const struct row rows[] = {
        {.path = "HKU", .closed = true, .state = NL_VALUE_UNSUPPORTED}};
    struct nl_machine machine = survey(*state, rows, NL_COUNT_OF(rows), 0);
    assert_int_equal(nl_machine_key(&machine, "HKU")->state, NL_VALUE_UNSUPPORTED);
    assert_non_null(unseen(&machine, "HKU"));
    size_t times = 0;
    for (size_t i = 0; i < machine.unseen.count; i++)
        times += nl_same(machine.unseen.items[i].what, "HKU");
    assert_int_equal(times, 1);
}

static void what_is_too_large_is_left_out_and_said(void **state)
{
    static const struct row rows[] = {
        {.path = SERVICES "\\LanmanServer\\Parameters",
         .name = "Huge",
         .size = NL_SURVEY_VALUE_SIZE + 1},
        {.path = SERVICES "\\LanmanServer\\Parameters",
         .name = "Large",
         .size = NL_SURVEY_VALUE_SIZE},
        {.path = NETBT, .name = "SMBDeviceEnabled", .number = 1},
    };
    struct nl_machine machine = survey(*state, rows, NL_COUNT_OF(rows), NL_SURVEY_VALUES);
    const char *server = SERVICES "\\LanmanServer\\Parameters";
    struct nl_value huge = nl_machine_registry(&machine, server, "Huge");
    assert_int_equal(huge.state, NL_VALUE_UNSUPPORTED);
    assert_int_equal(huge.code, NL_SURVEY_LEFT_OUT);
    assert_int_equal(nl_machine_registry(&machine, server, "Large").state, NL_VALUE_PRESENT);
    assert_non_null(unseen(&machine, SERVICES "\\LanmanServer\\Parameters : Huge"));
    /* One value too many: the rest must not look absent. */
    assert_int_equal(nl_machine_registry(&machine, NETBT, "NodeType").state, NL_VALUE_UNSUPPORTED);
    assert_non_null(unseen(&machine, NETBT));
}

static void no_key_is_recorded_twice(void **state)
{
    static const struct row rows[] = {
        {.path = NL_NETBT_INTERFACES "\\Tcpip_" GUID, .name = "NetbiosOptions"},
        {.path = TCPIP "\\" GUID, .name = "EnableDHCP", .number = 1},
        {.path = MAIL "\\Work\\" SECTION, .name = "00036623"},
        {.path = OLE, .name = "EnableDCOM"},
    };
    struct nl_machine machine = survey(*state, rows, NL_COUNT_OF(rows), 0);
    for (size_t i = 0; i < machine.registry.count; i++) {
        for (size_t k = i + 1; k < machine.registry.count; k++) {
            if (nl_same(machine.registry.items[i].path, machine.registry.items[k].path))
                fail_msg("%s is recorded twice", machine.registry.items[i].path);
        }
    }
}

static void services_come_from_their_keys(void **state)
{
    static const struct row rows[] = {
        {.path = SERVICES "\\RpcSs", .name = "Type", .number = 0x20},
        {.path = SERVICES "\\RpcSs", .name = "Start", .number = 2},
        {.path = SERVICES "\\Odd", .name = "Type", .number = 0x10},
        {.path = SERVICES "\\Odd", .name = "Start", .number = 9},
        {.path = SERVICES "\\Counters", .name = "Type", .number = 0x20},
        {.path = SERVICES "\\Hidden", .closed = true, .state = NL_VALUE_DENIED},
        {.path = SERVICES "\\Shapeless", .name = "Type", .size = 2},
    };
    struct fake fake = {.base = {.values = fake_values, .subkeys = fake_subkeys},
                        .rows = rows,
                        .count = NL_COUNT_OF(rows)};
    struct nl_machine machine = {0};
    nl_survey_services(*state, &fake.base, &machine);
    assert_int_equal(machine.services_state, NL_VALUE_PRESENT);
    assert_int_equal(machine.services.count, 3);
    uint32_t start = 0;
    assert_true(nl_value_as_dword(&nl_machine_service(&machine, "rpcss")->start, &start));
    assert_int_equal(start, 2);
    assert_int_equal(nl_machine_service(&machine, "RpcSs")->start.type, NL_TYPE_START_TYPE);
    assert_int_equal(nl_machine_service(&machine, "RpcSs")->run, NL_SERVICE_UNKNOWN);
    /* Start 9 is no start type: there, but not one that can be told. */
    assert_int_equal(nl_machine_service(&machine, "Odd")->start.state, NL_VALUE_UNSUPPORTED);
    assert_int_equal(nl_machine_service(&machine, "Hidden")->start.state, NL_VALUE_DENIED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(values_absence_and_refusal_stay_apart),
        WITH_ARENA(interfaces_are_joined_with_their_connections),
        WITH_ARENA(stars_reach_profiles_and_only_named_values),
        WITH_ARENA(a_registry_without_users_says_so),
        WITH_ARENA(what_is_too_large_is_left_out_and_said),
        WITH_ARENA(no_key_is_recorded_twice),
        WITH_ARENA(services_come_from_their_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

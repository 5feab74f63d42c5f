/* survey_facts_test.c - what a survey makes of single facts: which firewall rules it keeps, what
 * starts a service, who manages the machine, and what a phone book holds. */
#include "base/attributes.h"
#include "host/survey/survey_phone_book.h"
#include "host/survey/survey_release.h"
#include "host/survey/survey_rules.h"
#include "host/survey/survey_triggers.h"
#include "model/catalogue.h"
#include "model/machine_set.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define IN "v2.30|Action=Allow|Active=TRUE|Dir=In|"
#define CURRENT_VERSION "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"
#define JOIN_INFO "HKLM\\SYSTEM\\CurrentControlSet\\Control\\CloudDomainJoin\\JoinInfo"
#define ENROLLMENTS "HKLM\\SOFTWARE\\Microsoft\\Enrollments"

static void rules_that_can_concern_the_ports_are_kept(void **state)
{
    static const struct {
        const char *rule;
        bool kept;
    } rows[] = {
        {IN "Protocol=6|LPort=445|App=System|Name=x|", true},
        {IN "Protocol=6|LPort=80|Name=x|", false},
        {IN "Protocol=6|LPort=80|LPort=139|Name=x|", true},
        {IN "Protocol=6|LPort2_10=130-140|Name=x|", true},
        {IN "Protocol=6|LPort2_10=136-136|Name=x|", false},
        {IN "Protocol=6|LPort=RPC-EPMap|Name=x|", true},
        {IN "Protocol=6|LPort=what is this|Name=x|", true},
        {IN "Protocol=6|LPort=1-|Name=x|", true},
        {IN "Protocol=6|LPort=99999|Name=x|", false},
        {IN "Protocol=6|LPort=999999|Name=x|", true},
        {IN "Protocol=6|Name=x|", true},
        {IN "Protocol=256|Name=x|", true},
        {IN "Name=x|", true},
        {IN "Protocol=1|ICMP4=8:*|Name=x|", false},
        {IN "Protocol=tcp|Name=x|", true},
        {IN "Name=x|LUOwn=S-1-5-21-1-2-3-1001|AppPkgId=S-1-15-2-1|EmbedCtxt=y|", false},
        {"v2.30|Action=Allow|Active=TRUE|Dir=Out|Protocol=6|LPort=445|Name=x|", false},
        {"v2.30|action=Allow|dir=OUT|Name=x|", false},
        /* Our own, whatever somebody made of it: it must be found to be told of. */
        {"v2.10|Action=Block|Dir=Out|Protocol=1|LPort=80|EmbedCtxt=netlatch|", true},
        /* Version 2.0 has lists. */
        {"V2.0|Action=Allow|Dir=In|LPORT=1-134,555-8553|Protocol=6|", false},
        {"V2.0|Action=Allow|Dir=In|LPORT=1-553,555-8553|Protocol=6|", true},
        /* No rule at all: who reads it later says so. */
        {"", true},
        {"Dir=Out", true},
        {"|||===|", true},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_value value = nl_value_text(*state, NL_TYPE_SZ, rows[i].rule);
        if (nl_survey_rule_kept(value.type, value.bytes, value.size) != rows[i].kept)
            fail_msg("row %zu: %s", i, rows[i].rule);
        /* Without its terminator it says the same. */
        if (value.size >= 2 &&
            nl_survey_rule_kept(value.type, value.bytes, value.size - 2) != rows[i].kept)
            fail_msg("row %zu without terminator", i);
    }
    struct nl_value odd = nl_value_text(*state, NL_TYPE_SZ, IN "Protocol=1|");
    assert_true(nl_survey_rule_kept(NL_TYPE_SZ, odd.bytes, odd.size - 1));
    assert_true(nl_survey_rule_kept(NL_TYPE_BINARY, odd.bytes, odd.size));
    size_t large = 128 * 1024;
    assert_true(nl_survey_rule_kept(NL_TYPE_SZ, nl_arena_alloc(*state, large), large));
}

/* A registry with the triggers of Windows 10's LanmanServer. */
static enum nl_value_state trigger_state;

static void trigger_values(struct nl_registry_reader *reader, struct nl_arena *arena,
                           const char *const *names, struct nl_registry_key *key)
{
    static const uint8_t rpc[] = {0x67, 0xD1, 0x90, 0xBC, 0x70, 0x94, 0x39, 0x41,
                                  0xA9, 0xBA, 0xBE, 0x0B, 0xBB, 0xF5, 0xB7, 0x4D};
    (void)reader, (void)names;
    key->state = NL_VALUE_PRESENT;
    struct nl_registry_value *value = NL_PUSH(arena, &key->values);
    value->name = "Type";
    value->value = nl_value_dword(arena, nl_ends(key->path, "\\2") ? 7 : 6);
    value = NL_PUSH(arena, &key->values);
    value->name = "Action";
    value->value = nl_value_dword(arena, nl_ends(key->path, "\\2") ? 2 : 1);
    value = NL_PUSH(arena, &key->values);
    value->name = "GUID";
    value->value = nl_value_raw(arena, NL_TYPE_BINARY, rpc, nl_ends(key->path, "\\1") ? 3 : 16);
}

static void trigger_keys(struct nl_registry_reader *reader, struct nl_arena *arena,
                         const char *path, struct nl_subkeys *out_subkeys)
{
    (void)reader;
    struct nl_subkeys found = {.state = trigger_state};
    assert_string_equal(path,
                        "HKLM\\SYSTEM\\CurrentControlSet\\Services\\LanmanServer\\TriggerInfo");
    for (int i = 0; trigger_state == NL_VALUE_PRESENT && i < 3; i++)
        nl_texts_add(&found.names, arena, nl_decimal((uint64_t)i).text);
    *out_subkeys = found;
}

static void triggers_are_read_from_the_key(void **state)
{
    struct nl_registry_reader reader = {.values = trigger_values, .subkeys = trigger_keys};
    struct nl_service service = {.name = "LanmanServer"};
    trigger_state = NL_VALUE_PRESENT;
    nl_survey_triggers(*state, &reader, &service);
    assert_int_equal(service.triggered, NL_ANSWER_YES);
    assert_int_equal(service.triggers.count, 2);
    assert_string_equal(service.triggers.items[0], "rpc-interface");
    assert_string_equal(service.triggers.items[1], "network-endpoint");

    struct nl_service none = {.name = "LanmanServer"};
    trigger_state = NL_VALUE_ABSENT;
    nl_survey_triggers(*state, &reader, &none);
    assert_int_equal(none.triggered, NL_ANSWER_NO);
    trigger_state = NL_VALUE_DENIED;
    nl_survey_triggers(*state, &reader, &none);
    assert_int_equal(none.triggered, NL_ANSWER_UNKNOWN);
    assert_int_equal(none.triggers.count, 0);
}

static void add_text(struct nl_arena *arena, struct nl_machine *machine, const char *path,
                     const char *name, const char *text)
{
    struct nl_value value = nl_value_text(arena, NL_TYPE_SZ, text);
    struct nl_address address = {.place = NL_PLACE_REGISTRY, .path = path, .name = name};
    nl_machine_set(arena, machine, &address, &value);
}

static void add_number(struct nl_arena *arena, struct nl_machine *machine, const char *path,
                       const char *name, uint32_t number)
{
    struct nl_value value = nl_value_dword(arena, number);
    struct nl_address address = {.place = NL_PLACE_REGISTRY, .path = path, .name = name};
    nl_machine_set(arena, machine, &address, &value);
}

static void add_key(struct nl_arena *arena, struct nl_machine *machine, const char *path,
                    enum nl_value_state state)
{
    struct nl_registry_key *key = NL_PUSH(arena, &machine->registry);
    key->path = path;
    key->state = state;
}

static void management_is_told_apart(void **state)
{
    struct nl_machine none = {.membership.join = NL_JOIN_WORKGROUP};
    nl_survey_management(*state, &none);
    assert_int_equal(none.membership.entra, NL_ANSWER_UNKNOWN);
    assert_int_equal(none.membership.mdm, NL_ANSWER_UNKNOWN);

    struct nl_machine home = {.membership.join = NL_JOIN_WORKGROUP};
    add_key(*state, &home, JOIN_INFO, NL_VALUE_ABSENT);
    add_key(*state, &home, ENROLLMENTS, NL_VALUE_PRESENT);
    /* Every Windows 10 has keys there that are no enrolment. */
    add_number(*state, &home, ENROLLMENTS "\\Status", "EnrollmentState", 1);
    add_text(*state, &home, ENROLLMENTS "\\{1}", "ProviderID", "MS DM Server");
    add_number(*state, &home, ENROLLMENTS "\\{1}", "EnrollmentState", 0);
    nl_survey_management(*state, &home);
    assert_int_equal(home.membership.entra, NL_ANSWER_NO);
    assert_int_equal(home.membership.mdm, NL_ANSWER_NO);
    assert_int_equal(home.membership.join, NL_JOIN_WORKGROUP);

    struct nl_machine managed = {.membership.join = NL_JOIN_WORKGROUP};
    add_key(*state, &managed, JOIN_INFO, NL_VALUE_PRESENT);
    add_text(*state, &managed, JOIN_INFO "\\0A1B", "TenantId", "t");
    add_key(*state, &managed, ENROLLMENTS, NL_VALUE_PRESENT);
    add_text(*state, &managed, ENROLLMENTS "\\{2}", "ProviderID", "MS DM Server");
    add_number(*state, &managed, ENROLLMENTS "\\{2}", "EnrollmentState", 1);
    struct nl_machine both = managed;
    both.membership.join = NL_JOIN_DOMAIN;
    nl_survey_management(*state, &managed);
    nl_survey_management(*state, &both);
    assert_int_equal(managed.membership.join, NL_JOIN_ENTRA);
    assert_int_equal(managed.membership.mdm, NL_ANSWER_YES);
    assert_string_equal(managed.membership.mdm_provider, "MS DM Server");
    assert_int_equal(both.membership.join, NL_JOIN_DOMAIN);
    assert_int_equal(both.membership.entra, NL_ANSWER_YES);
}

static void release_and_kind(void **state)
{
    struct nl_machine desktop = {.os.kind = NL_OS_SERVER};
    add_text(*state, &desktop, CURRENT_VERSION, "DisplayVersion", "24H2");
    add_text(*state, &desktop, CURRENT_VERSION, "ReleaseId", "2009");
    add_text(*state, &desktop, CURRENT_VERSION, "EditionID", "ServerRdsh");
    add_number(*state, &desktop, CURRENT_VERSION, "UBR", 4652);
    nl_survey_release(*state, &desktop);
    assert_string_equal(desktop.os.display_version, "24H2");
    assert_int_equal(desktop.os.revision, 4652);
    assert_int_equal(desktop.os.kind, NL_OS_CLIENT);

    struct nl_machine server = {.os.kind = NL_OS_SERVER};
    add_text(*state, &server, CURRENT_VERSION, "ReleaseId", "1809");
    add_text(*state, &server, CURRENT_VERSION, "EditionID", "ServerStandard");
    add_text(*state, &server, CURRENT_VERSION, "InstallationType", "Server Core");
    nl_survey_release(*state, &server);
    assert_string_equal(server.os.display_version, "1809");
    assert_int_equal(server.os.kind, NL_OS_SERVER);

    struct nl_machine old = {.os.kind = NL_OS_DOMAIN_CONTROLLER};
    nl_survey_release(*state, &old);
    assert_null(old.os.display_version);
    assert_int_equal(old.os.kind, NL_OS_DOMAIN_CONTROLLER);
}

static void phone_books_may_hold_anything(void **state)
{
    static const char book[] = "\xEF\xBB\xBF"
                               "Version=1\r\nIpNBTFlags=1\r\n[Work VPN]\r\n"
                               "Encoding=1\r\nIpNBTFlags=1\r\n\r\n[Other\x1B[2J\xFF]\r\n"
                               "ipnbtflags=0\r\n[no flags]\r\n[odd]\r\nIpNBTFlags=11\r\n"
                               "[]\r\n[unclosed\r\n[last]\nIpNBTFlags=0";
    struct nl_machine machine = {0};
    nl_survey_phone_book(*state, (const uint8_t *)book, sizeof book - 1, &machine);
    assert_int_equal(machine.phone_book.count, 5);
    assert_string_equal(machine.phone_book.items[0].name, "Work VPN");
    assert_int_equal(machine.phone_book.items[0].netbios, NL_ANSWER_YES);
    assert_string_equal(machine.phone_book.items[1].name, "Other?[2J?");
    assert_int_equal(machine.phone_book.items[1].netbios, NL_ANSWER_NO);
    assert_int_equal(machine.phone_book.items[2].netbios, NL_ANSWER_UNKNOWN);
    assert_int_equal(machine.phone_book.items[3].netbios, NL_ANSWER_UNKNOWN);
    assert_string_equal(machine.phone_book.items[4].name, "last");
    assert_int_equal(machine.phone_book.items[4].netbios, NL_ANSWER_NO);

    /* Cut anywhere, it is read without harm. */
    for (size_t size = 0; size < sizeof book; size++) {
        struct nl_machine part = {0};
        uint8_t *bytes = nl_arena_bytes(*state, book, size);
        nl_survey_phone_book(*state, bytes ? bytes : (const uint8_t *)"", size, &part);
    }
    char *many = nl_arena_alloc(*state, 5000 * 4);
    for (size_t i = 0; i < 5000; i++)
        memcpy(many + i * 4, "[a]\n", 4);
    struct nl_machine full = {0};
    nl_survey_phone_book(*state, (const uint8_t *)many, 5000 * 4, &full);
    assert_int_equal(full.phone_book.count, NL_PHONE_ENTRIES_MOST);
}

static void add_adapter(struct nl_arena *arena, struct nl_machine *machine, const char *guid,
                        uint32_t type, enum nl_answer netbios, const char *address)
{
    struct nl_adapter *adapter = NL_PUSH(arena, &machine->adapters);
    adapter->guid = guid;
    adapter->type = type;
    adapter->netbios = netbios;
    NL_PUSH(arena, &adapter->addresses)->address = address;
}

/* A VPN driver comes without a NetBT key: the setting is there all the same, and absent. */
static void adapters_without_a_netbt_key_have_the_setting(void **state)
{
    static const char with_key[] = "{11111111-0000-0000-0000-000000000001}";
    static const char without[] = "{11111111-0000-0000-0000-000000000002}";
    static const char v6_only[] = "{11111111-0000-0000-0000-000000000003}";
    static const char loopback[] = "{11111111-0000-0000-0000-000000000004}";
    static const char says_off[] = "{11111111-0000-0000-0000-000000000005}";
    struct nl_machine machine = {.adapters_state = NL_VALUE_PRESENT};
    add_key(*state, &machine, NL_NETBT_INTERFACES, NL_VALUE_PRESENT);
    add_number(*state, &machine,
               NL_NETBT_INTERFACES "\\Tcpip_{11111111-0000-0000-0000-000000000001}",
               "NetbiosOptions", 0);
    add_adapter(*state, &machine, with_key, 6, NL_ANSWER_YES, "192.0.2.5");
    add_adapter(*state, &machine, without, 53, NL_ANSWER_YES, "10.8.0.2");
    add_adapter(*state, &machine, v6_only, 6, NL_ANSWER_YES, "fe80::1");
    add_adapter(*state, &machine, loopback, 24, NL_ANSWER_YES, "127.0.0.1");
    add_adapter(*state, &machine, says_off, 6, NL_ANSWER_NO, "192.0.2.6");
    struct nl_instances instances = nl_machine_instances(*state, &machine);
    size_t found = 0;
    for (size_t i = 0; i < instances.count; i++) {
        const struct nl_instance *instance = &instances.items[i];
        if (instance->setting->instances != NL_INSTANCE_ADAPTER)
            continue;
        assert_string_equal(instance->instance, found == 0 ? with_key : without);
        struct nl_value value = nl_machine_read(*state, &machine, &instance->address);
        assert_int_equal(value.state, found == 0 ? NL_VALUE_PRESENT : NL_VALUE_ABSENT);
        assert_int_equal(value.missing_keys, found == 0 ? 0 : 1);
        found++;
    }
    assert_int_equal(found, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(rules_that_can_concern_the_ports_are_kept),
        WITH_ARENA(triggers_are_read_from_the_key),
        WITH_ARENA(management_is_told_apart),
        WITH_ARENA(release_and_kind),
        WITH_ARENA(phone_books_may_hold_anything),
        WITH_ARENA(adapters_without_a_netbt_key_have_the_setting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

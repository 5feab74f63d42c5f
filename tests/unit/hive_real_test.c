/* hive_real_test.c - the hives of a real Windows 7 and a real Windows 10 1709, read, judged and
 * planned over. Skipped where they or xz are not there. */
#include "base/attributes.h"
#include "hive_builder.h"
#include "host/hive/hive_host.h"
#include "host/hive/hive_open.h"
#include "host/hive/hive_read.h"
#include "host/hive/hive_registry.h"
#include "host/posix/posix_disk.h"
#include "plan/audit.h"
#include "plan/firewall.h"
#include "plan/plan.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "skip.h"

#define SERVICES "HKLM\\SYSTEM\\CurrentControlSet\\Services"

struct real {
    const char *system;
    size_t keys;     /* below Services */
    size_t services; /* of them with a type and a start type */
    uint32_t smb1_client;
    bool dirty;
    bool dhcp; /* every adapter asks for its address */
    const char *adapters[3];
    size_t adapter_count;
    size_t rules; /* in the local store of the firewall */
    size_t broken;
    bool dhcp_needs_rpc;
};

static const struct real windows_7 = {
    .system = "SYSTEM.xz",
    .keys = 467,
    .services = 415,
    .smb1_client = 3,
    .adapters = {"{698E50A9-4F58-4D86-B61D-F42E58DCACF6}",
                 "{6AAFC9A9-0542-4DB2-8760-CCFFA953737C}"},
    .adapter_count = 2,
    .rules = 323,
};

static const struct real windows_10 = {
    .system = "SYSTEM_WIN_10_1709.xz",
    .keys = 737,
    .services = 682,
    .smb1_client = 2,
    .dirty = true,
    .dhcp = true,
    .adapters = {"{3f215cb0-2d43-4c99-825f-0142c4fafab5}", "{5f3f359e-9d52-4566-9bec-37efdfb25abe}",
                 "{ba46ceee-2c68-4162-822d-c9ef268d2390}"},
    .adapter_count = 3,
    .rules = 480,
    .dhcp_needs_rpc = true, /* through nsi, which Windows 7 starts without RPC */
};

struct fixture {
    struct nl_arena arena;
    struct hive_disk disk;
    const struct real *real;
    struct nl_host *host;
    struct nl_machine machine;
};

static bool packed(const char *name, char *out_path, size_t size)
{
    const char *source = getenv("NETLATCH_SOURCE_DIR");
    (void)snprintf(out_path, size, "%s/../shared/hives/%s", source ? source : ".", name);
    return access(out_path, R_OK) == 0;
}

static bool unpack(const struct fixture *f, const char *name, const char *as)
{
    char path[512];
    char command[2048];
    if (!packed(name, path, sizeof path))
        return false;
    (void)snprintf(command, sizeof command, "xz -dc '%s' > '%s'", path,
                   hive_disk_file(&f->disk, as));
    return system(command) == 0;
}

static int begin(void **state, const struct real *real)
{
    static struct fixture f;
    struct nl_error err = {0};
    memset(&f, 0, sizeof f);
    f.real = real;
    nl_arena_init(&f.arena, NULL, NULL);
    hive_disk_new(&f.disk, "Windows", "System32", "config");
    assert_true(unpack(&f, real->system, "SYSTEM"));
    assert_true(unpack(&f, "SECURITY.xz", "SECURITY"));
    assert_true(unpack(&f, "SAM.xz", "SAM"));
    if (nl_hive_host_open(&f.arena, nl_posix_disk(), f.disk.folder, &f.host, &err) != NL_OK)
        fail_msg("%s", nl_error_text(&f.arena, &err, NULL));
    assert_int_equal(f.host->ops->survey(f.host, &f.arena, &f.machine, &err), NL_OK);
    *state = &f;
    return 0;
}

static int begin_7(void **state)
{
    return begin(state, &windows_7);
}

static int begin_10(void **state)
{
    return begin(state, &windows_10);
}

static int end(void **state)
{
    struct fixture *f = *state;
    f->host->ops->close(f->host);
    hive_disk_remove(&f->disk);
    nl_arena_done(&f->arena);
    return 0;
}

static bool is_unseen(const struct nl_machine *machine, const char *what)
{
    for (size_t i = 0; i < machine->unseen.count; i++) {
        if (nl_same(machine->unseen.items[i].what, what))
            return true;
    }
    return false;
}

static uint32_t start_of(const struct nl_machine *machine, const char *name)
{
    uint32_t start = UINT32_MAX;
    const struct nl_service *service = nl_machine_service(machine, name);
    assert_non_null(service);
    assert_true(nl_value_as_dword(&service->start, &start));
    return start;
}

static void services_are_all_there(void **state)
{
    struct fixture *f = *state;
    struct nl_hive_registry registry = {0};
    struct nl_subkeys keys = {0};
    assert_int_equal(
        nl_hive_registry_open(&f->arena, nl_posix_disk(), f->disk.config, &registry, NULL), NL_OK);
    assert_string_equal(registry.control_set, "ControlSet001");
    registry.reader.subkeys(&registry.reader, &f->arena, SERVICES, &keys);
    nl_hive_registry_close(&registry);
    assert_int_equal(keys.names.count, f->real->keys);
    assert_int_equal(f->machine.services.count, f->real->services);
    assert_int_equal(start_of(&f->machine, "RpcSs"), 2);
    assert_int_equal(start_of(&f->machine, "mrxsmb10"), f->real->smb1_client);
}

static void adapters_are_known_by_their_keys(void **state)
{
    struct fixture *f = *state;
    struct nl_texts keys = nl_machine_subkeys(&f->arena, &f->machine, NL_NETBT_INTERFACES);
    assert_int_equal(keys.count, f->real->adapter_count);
    for (size_t i = 0; i < keys.count; i++) {
        uint32_t dhcp = 2;
        assert_true(strstr(keys.items[i], f->real->adapters[i]) != NULL); /* in its own case */
        struct nl_value value = nl_machine_registry(
            &f->machine,
            nl_arena_format(&f->arena, SERVICES "\\Tcpip\\Parameters\\Interfaces\\%s",
                            f->real->adapters[i]),
            "EnableDHCP");
        assert_true(nl_value_as_dword(&value, &dhcp));
        assert_int_equal(dhcp, f->real->dhcp);
    }
}

static void dirt_is_seen_and_hinders_writing(void **state)
{
    struct fixture *f = *state;
    struct nl_capabilities capabilities;
    f->host->ops->capabilities(f->host, &capabilities);
    assert_int_equal(capabilities.can_write, !f->real->dirty);
    assert_int_equal(is_unseen(&f->machine, "HKLM\\SYSTEM"), f->real->dirty);
    assert_true(is_unseen(&f->machine, "HKLM\\SECURITY")); /* 107 and 106 */
    assert_false(is_unseen(&f->machine, "HKLM\\SAM"));
}

static void every_firewall_rule_is_read(void **state)
{
    struct fixture *f = *state;
    struct nl_firewall_rules rules;
    const struct nl_registry_key *key = nl_machine_key(&f->machine, NL_FIREWALL_RULES);
    /* Those that cannot concern the five ports are counted alone. */
    assert_int_equal(key->values.count + key->left_out, f->real->rules);
    assert_true(key->left_out > 0);
    nl_firewall_read(&f->arena, &f->machine, NULL, &rules);
    assert_int_equal(rules.broken.count, f->real->broken);
}

static void policy_and_accounts_are_read(void **state)
{
    struct fixture *f = *state;
    struct nl_texts holders = {0};
    const struct nl_right *deny = nl_machine_right(&f->machine, "SeDenyNetworkLogonRight");
    assert_true(nl_value_as_texts(&f->arena, &deny->holders, &holders));
    assert_int_equal(holders.count, 1);
    assert_string_equal(holders.items[0], "S-1-5-21-1786693902-1815088602-2777321892-501");
    const struct nl_right *desktop = nl_machine_right(&f->machine, "SeRemoteInteractiveLogonRight");
    assert_true(nl_value_as_texts(&f->arena, &desktop->holders, &holders));
    assert_int_equal(holders.count, 2); /* Administrators 0x407, Remote Desktop Users 0x400 */
    const struct nl_account *guest = nl_machine_account(&f->machine, 501);
    assert_string_equal(guest->name, "Guest");
    assert_int_equal(guest->enabled.bytes[0], 0); /* control bits 0x0215 */
    assert_string_equal(guest->sid, "S-1-5-21-1760460187-1592185332-161725925-501");
    assert_int_equal(nl_machine_account(&f->machine, 500)->enabled.bytes[0], 0); /* 0x0211 */
    assert_int_equal(f->machine.administrators_state, NL_VALUE_PRESENT);
    assert_int_equal(f->machine.administrators.count, 2);
    assert_string_equal(f->machine.administrators.items[1],
                        "S-1-5-21-1760460187-1592185332-161725925-1000");
}

static const struct nl_port_exposure *port(const struct nl_port_exposure *ports, unsigned number)
{
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (nl_ports[i].number == number)
            return &ports[i];
    }
    return NULL;
}

static void it_is_judged(void **state)
{
    struct fixture *f = *state;
    struct nl_audit audit;
    struct nl_error err = {0};
    assert_int_equal(nl_audit_make(&f->arena, &f->machine, NULL, &audit, &err), NL_OK);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct nl_port_exposure *exposure = port(audit.ports, nl_ports[i].number);
        assert_int_equal(exposure->predicted, NL_OPENNESS_OPEN);
        assert_int_equal(exposure->observed, NL_OPENNESS_UNKNOWN);
    }
}

static void it_is_planned_for(void **state)
{
    struct fixture *f = *state;
    struct nl_profile profile = {.name = "set"};
    struct nl_capabilities capabilities;
    struct nl_plan plan;
    f->host->ops->capabilities(f->host, &capabilities);
    assert_int_equal(nl_profile_set(&f->arena, &profile, "rpc.service=disabled", NULL), NL_OK);
    assert_int_equal(nl_profile_set(&f->arena, &profile, "netbios.adapter[*]=disabled", NULL),
                     NL_OK);
    assert_int_equal(nl_profile_set(&f->arena, &profile, "account.guest=enabled", NULL), NL_OK);
    const struct nl_settle_options options = {.places_written = capabilities.places_written};
    nl_plan_make(&f->arena, &f->machine, &profile, &options, &plan);
    assert_int_equal(plan.steps.count, 1 + f->real->adapter_count);
    assert_int_equal(nl_requests_count(&plan.requests, NL_OUTCOME_UNMET), 1); /* accounts are not */
    assert_int_equal(plan.dependents.count, 1);
    bool dhcp = false;
    for (size_t i = 0; i < plan.dependents.items[0].list.count; i++)
        dhcp = dhcp || nl_same(plan.dependents.items[0].list.items[i].name, "Dhcp");
    assert_int_equal(dhcp, f->real->dhcp_needs_rpc);
}

#define WITH_WINDOWS(test)                                                                         \
    {#test " on Windows 7", test, begin_7, end, NULL},                                             \
    {                                                                                              \
#test " on Windows 10", test, begin_10, end, NULL                                          \
    }

int main(void)
{
    char path[512];
    const struct CMUnitTest tests[] = {
        WITH_WINDOWS(services_are_all_there),
        WITH_WINDOWS(adapters_are_known_by_their_keys),
        WITH_WINDOWS(dirt_is_seen_and_hinders_writing),
        WITH_WINDOWS(every_firewall_rule_is_read),
        WITH_WINDOWS(policy_and_accounts_are_read),
        WITH_WINDOWS(it_is_judged),
        WITH_WINDOWS(it_is_planned_for),
    };
    if (!packed("SYSTEM.xz", path, sizeof path) || system("xz --version >/dev/null 2>&1") != 0)
        return skipped_whole("the hives of a real Windows (../shared/hives) or xz are not here");
    return cmocka_run_group_tests(tests, NULL, NULL);
}

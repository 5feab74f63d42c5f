/* hive_write_test.c - changing the hives of a small Windows that is not running: what is kept, what is
 * replaced, what is refused. */
#include "base/attributes.h"
#include "hive_builder.h"
#include "host/hive/hive_host.h"
#include "host/posix/posix_disk.h"
#include "model/machine.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SERVICES "HKLM\\SYSTEM\\CurrentControlSet\\Services\\"

struct fixture {
    struct nl_arena arena;
    struct hive_disk disk;
    struct nl_host *host;
    struct nl_error err;
};

static const struct nl_address smb1 = {NL_PLACE_REGISTRY, SERVICES "LanmanServer\\Parameters",
                                       "SMB1"};
static const struct nl_address policy = {NL_PLACE_REGISTRY,
                                         "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Rpc",
                                         "RestrictRemoteClients"};
static const struct nl_address rpc = {NL_PLACE_SERVICE_START, "RpcSs", NULL};
static const struct nl_address depends = {NL_PLACE_SERVICE_DEPENDS, "LanmanServer", NULL};

static void open_host(struct fixture *f)
{
    if (f->host)
        f->host->ops->close(f->host);
    if (nl_hive_host_open(&f->arena, nl_posix_disk(), f->disk.folder, &f->host, &f->err) != NL_OK)
        fail_msg("%s", nl_error_text(&f->arena, &f->err, NULL));
}

static int begin(void **state)
{
    static struct fixture f;
    memset(&f, 0, sizeof f);
    nl_arena_init(&f.arena, NULL, NULL);
    hive_disk_new(&f.disk, "Windows", "System32", "config");
    hive_disk_stock(&f.disk);
    open_host(&f);
    *state = &f;
    return 0;
}

static int end(void **state)
{
    struct fixture *f = *state;
    f->host->ops->close(f->host);
    hive_disk_remove(&f->disk);
    nl_arena_done(&f->arena);
    return 0;
}

#define WITH_DISK(test) cmocka_unit_test_setup_teardown(test, begin, end)

static struct nl_value read_now(struct fixture *f, const struct nl_address *where)
{
    struct nl_value value;
    assert_int_equal(f->host->ops->read(f->host, where, &f->arena, &value, NULL), NL_OK);
    return value;
}

static enum nl_status write_at(struct fixture *f, const struct nl_address *where,
                               const struct nl_value *expected, const struct nl_value *wanted)
{
    memset(&f->err, 0, sizeof f->err);
    return f->host->ops->write(f->host, where, expected, wanted, NULL, &f->err);
}

static void change(struct fixture *f, const struct nl_address *where, const struct nl_value *wanted)
{
    struct nl_value before = read_now(f, where);
    if (write_at(f, where, &before, wanted) != NL_OK)
        fail_msg("%s", nl_error_text(&f->arena, &f->err, NULL));
    struct nl_value now = read_now(f, where);
    assert_true(nl_value_equal(&now, wanted));
}

static void sync_now(struct fixture *f)
{
    memset(&f->err, 0, sizeof f->err);
    if (f->host->ops->sync(f->host, &f->err) != NL_OK)
        fail_msg("%s", nl_error_text(&f->arena, &f->err, NULL));
}

static bool exists(const struct fixture *f, const char *name)
{
    return access(hive_disk_file(&f->disk, name), F_OK) == 0;
}

static bool same_file(const char *path, const uint8_t *bytes, size_t size)
{
    size_t now = 0;
    uint8_t *found = hive_bytes(path, &now);
    bool same = now == size && memcmp(found, bytes, size) == 0;
    free(found);
    return same;
}

/* Sets a rule of the local store by its name; the text goes behind the version and the protocol. */
static void put_rule(struct fixture *f, const char *name, const char *text)
{
    const struct nl_address where = {NL_PLACE_REGISTRY, NL_FIREWALL_RULES, name};
    struct nl_value rule = nl_value_text(&f->arena, NL_TYPE_SZ, text);
    change(f, &where, &rule);
}

static bool has_rule(struct fixture *f, const char *name)
{
    const struct nl_address where = {NL_PLACE_REGISTRY, NL_FIREWALL_RULES, name};
    return read_now(f, &where).state == NL_VALUE_PRESENT;
}

#define OWN_RULE(protocol, port)                                                                   \
    "v2.30|Action=Block|Active=TRUE|Dir=In|Protocol=" protocol "|LPort=" port                      \
    "|Name=netlatch block|Desc=Made by netlatch.|EmbedCtxt=netlatch|"

static void a_firewall_rule_of_ours_is_removed_and_no_other(void **state)
{
    struct fixture *f = *state;
    static const struct nl_address block = {NL_PLACE_FIREWALL_BLOCK, "tcp", "445"};
    static const struct nl_address other = {NL_PLACE_FIREWALL_BLOCK, "udp", "137"};
    put_rule(f, "{11111111-0000-0000-0000-000000000001}", OWN_RULE("6", "445"));
    put_rule(f, "{11111111-0000-0000-0000-000000000002}", OWN_RULE("6", "445"));
    put_rule(f, "{11111111-0000-0000-0000-000000000003}", OWN_RULE("17", "137"));
    put_rule(f, "FPS-SMB-In-TCP",
             "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|Name=a|EmbedCtxt=b|");
    struct nl_value before = read_now(f, &block);
    struct nl_value gone = nl_value_absent(0);
    assert_int_equal(before.state, NL_VALUE_PRESENT);
    change(f, &block, &gone);
    assert_false(has_rule(f, "{11111111-0000-0000-0000-000000000001}"));
    assert_false(has_rule(f, "{11111111-0000-0000-0000-000000000002}"));
    assert_true(has_rule(f, "{11111111-0000-0000-0000-000000000003}"));
    assert_true(has_rule(f, "FPS-SMB-In-TCP"));
    assert_int_equal(read_now(f, &other).state, NL_VALUE_PRESENT);

    /* It is never added here. */
    assert_int_equal(write_at(f, &block, &gone, &before), NL_UNSUPPORTED);
    sync_now(f);
    open_host(f);
    assert_int_equal(read_now(f, &block).state, NL_VALUE_ABSENT);
}

static void a_firewall_rule_that_somebody_changed_stays(void **state)
{
    struct fixture *f = *state;
    static const struct nl_address block = {NL_PLACE_FIREWALL_BLOCK, "tcp", "445"};
    static const char *const changed[] = {
        "v2.30|Action=Block|Active=FALSE|Dir=In|Protocol=6|LPort=445|Name=a|EmbedCtxt=netlatch|",
        "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|Name=a|EmbedCtxt=netlatch|",
        "v2.30|Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Public|LPort=445|Name=a|"
        "EmbedCtxt=netlatch|",
        "v2.30|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=445|RA4=10.0.0.1|Name=a|"
        "EmbedCtxt=netlatch|",
        "v2.30|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=445|App=System|Name=a|"
        "EmbedCtxt=netlatch|",
    };
    struct nl_value intact = nl_value_byte(&f->arena, NL_TYPE_FIREWALL_BLOCK, true);
    struct nl_value gone = nl_value_absent(0);
    for (size_t i = 0; i < NL_COUNT_OF(changed); i++) {
        put_rule(f, "{11111111-0000-0000-0000-000000000001}", changed[i]);
        struct nl_value now = read_now(f, &block);
        assert_int_equal(now.state, NL_VALUE_PRESENT);
        assert_false(nl_value_equal(&now, &intact));
        assert_int_equal(write_at(f, &block, &intact, &gone), NL_CONFLICT);
        assert_true(has_rule(f, "{11111111-0000-0000-0000-000000000001}"));
    }
}

static void a_change_is_on_disk_after_sync_only(void **state)
{
    struct fixture *f = *state;
    size_t size = 0;
    const char *path = hive_disk_file(&f->disk, "SYSTEM");
    uint8_t *first = hive_bytes(path, &size);
    struct nl_value disabled = nl_value_start_type(&f->arena, 4);
    struct nl_value before = read_now(f, &rpc);
    change(f, &rpc, &disabled);
    assert_true(same_file(path, first, size));
    open_host(f);
    struct nl_value found = read_now(f, &rpc);
    assert_true(nl_value_identical(&found, &before));

    change(f, &rpc, &disabled);
    sync_now(f);
    found = read_now(f, &rpc);
    assert_true(nl_value_equal(&found, &disabled));
    open_host(f);
    found = read_now(f, &rpc);
    assert_true(nl_value_equal(&found, &disabled));
    assert_true(same_file(hive_disk_file(&f->disk, "SYSTEM.netlatch-backup-1"), first, size));
    assert_false(exists(f, "SYSTEM.netlatch-backup-2"));
    assert_false(exists(f, "SYSTEM.netlatch-new"));
    assert_false(exists(f, "SOFTWARE.netlatch-backup-1"));
    struct nl_capabilities capabilities;
    f->host->ops->capabilities(f->host, &capabilities);
    assert_true(capabilities.can_write); /* closed cleanly again */
    sync_now(f);                         /* nothing changed: nothing is written */
    assert_false(exists(f, "SYSTEM.netlatch-backup-2"));

    hive_h *hive = hivex_open(path, 0);
    hive_value_h value =
        hivex_node_get_value(hive, hive_key(hive, "ControlSet002\\Services\\RpcSs"), "Start");
    assert_int_equal(hivex_value_dword(hive, value), 4);
    value = hivex_node_get_value(hive, hive_key(hive, "ControlSet001\\Services\\RpcSs"), "Start");
    assert_int_equal(hivex_value_dword(hive, value), 4); /* the other set is left alone */
    hivex_close(hive);
    free(first);
}

static void backups_are_never_overwritten(void **state)
{
    struct fixture *f = *state;
    size_t size = 0;
    hive_write(hive_disk_file(&f->disk, "SYSTEM.netlatch-backup-1"), "mine", 4);
    assert_int_equal(symlink("nowhere", hive_disk_file(&f->disk, "SYSTEM.netlatch-backup-2")), 0);
    uint8_t *first = hive_bytes(hive_disk_file(&f->disk, "SYSTEM"), &size);
    struct nl_value value = nl_value_start_type(&f->arena, 3);
    change(f, &rpc, &value);
    sync_now(f);
    assert_true(same_file(hive_disk_file(&f->disk, "SYSTEM.netlatch-backup-1"),
                          (const uint8_t *)"mine", 4));
    assert_true(same_file(hive_disk_file(&f->disk, "SYSTEM.netlatch-backup-3"), first, size));
    free(first);
}

static void several_hives_are_written(void **state)
{
    struct fixture *f = *state;
    struct nl_value start = nl_value_start_type(&f->arena, 3);
    struct nl_value number = nl_value_dword(&f->arena, 1);
    change(f, &rpc, &start);
    change(f, &policy, &number);
    sync_now(f);
    open_host(f);
    struct nl_value found = read_now(f, &policy);
    assert_true(nl_value_equal(&found, &number));
    found = read_now(f, &rpc);
    assert_true(nl_value_equal(&found, &start));
    assert_true(exists(f, "SYSTEM.netlatch-backup-1") && exists(f, "SOFTWARE.netlatch-backup-1"));
}

static void keys_come_and_go_with_their_value(void **state)
{
    struct fixture *f = *state;
    struct nl_value number = nl_value_dword(&f->arena, 1);
    struct nl_value before = read_now(f, &policy);
    assert_int_equal(before.state, NL_VALUE_ABSENT);
    assert_int_equal(before.missing_keys, 4);
    change(f, &policy, &number);
    sync_now(f);
    open_host(f);
    change(f, &policy, &before);
    sync_now(f);
    open_host(f);
    struct nl_value after = read_now(f, &policy);
    assert_true(nl_value_identical(&after, &before));
}

static void neighbours_keep_their_bytes(void **state)
{
    static const char odd[] = "\0\x01\xFFodd";
    struct fixture *f = *state;
    const char *path = hive_disk_file(&f->disk, "SYSTEM");
    const char *key = "ControlSet002\\Services\\LanmanServer\\Parameters";
    hive_h *hive = hive_edit(path);
    hive_set(hive, key, "", 0x12345, odd, sizeof odd);
    hive_set(hive, key,
             "Stra\xC3\x9F"
             "e",
             hive_t_REG_BINARY, odd, 3);
    hive_set(hive, key, "\xE5\x90\x8D", hive_t_REG_NONE, "", 0);
    hive_save(hive, path);
    open_host(f);
    struct nl_value one = nl_value_dword(&f->arena, 1);
    struct nl_value gone = nl_value_absent(0);
    change(f, &smb1, &one);
    change(f, &smb1, &gone);
    sync_now(f);
    open_host(f);
    static const struct nl_address rows[] = {
        {NL_PLACE_REGISTRY, SERVICES "LanmanServer\\Parameters", ""},
        {NL_PLACE_REGISTRY, SERVICES "LanmanServer\\Parameters",
         "Stra\xC3\x9F"
         "e"},
        {NL_PLACE_REGISTRY, SERVICES "LanmanServer\\Parameters", "\xE5\x90\x8D"},
    };
    struct nl_value found = read_now(f, &rows[0]);
    assert_int_equal(found.type, 0x12345);
    assert_int_equal(found.size, sizeof odd);
    assert_memory_equal(found.bytes, odd, sizeof odd);
    assert_int_equal(read_now(f, &rows[1]).size, 3);
    assert_int_equal(read_now(f, &rows[2]).state, NL_VALUE_PRESENT);
    assert_int_equal(read_now(f, &smb1).state, NL_VALUE_ABSENT);
}

static void dependencies_are_written_as_windows_keeps_them(void **state)
{
    static const char *const expected[] = {"RpcSs", "Dhcp"};
    struct fixture *f = *state;
    struct nl_texts names = {0};
    struct nl_value before = read_now(f, &depends);
    nl_texts_add(&names, &f->arena, expected[0]);
    nl_texts_add(&names, &f->arena, expected[1]);
    struct nl_value wanted = nl_value_names(&f->arena, &names);
    change(f, &depends, &wanted);
    sync_now(f);
    const struct nl_address stored = {NL_PLACE_REGISTRY, SERVICES "LanmanServer",
                                      "DependOnService"};
    struct nl_value raw = read_now(f, &stored);
    assert_int_equal(raw.type, NL_TYPE_MULTI_SZ);
    assert_int_equal(raw.size, 2 * sizeof "RpcSs" + 2 * sizeof "Dhcp" + 2);
    change(f, &depends, &before);
    struct nl_value none = nl_value_absent(0);
    change(f, &depends, &none);
    assert_int_equal(read_now(f, &stored).state, NL_VALUE_ABSENT);
}

static void what_is_not_expected_is_not_replaced(void **state)
{
    struct fixture *f = *state;
    struct nl_value zero = nl_value_dword(&f->arena, 0);
    struct nl_value one = nl_value_dword(&f->arena, 1);
    struct nl_value none = nl_value_absent(0);
    assert_int_equal(write_at(f, &smb1, &one, &zero), NL_CONFLICT);
    assert_int_equal(write_at(f, &smb1, &none, &one), NL_CONFLICT);
    struct nl_value found = read_now(f, &smb1);
    assert_true(nl_value_equal(&found, &zero));
    sync_now(f);
    assert_false(exists(f, "SYSTEM.netlatch-backup-1"));
}

static void other_places_are_refused(void **state)
{
    static const struct nl_address rows[] = {
        {NL_PLACE_USER_RIGHT, "SeDenyNetworkLogonRight", NULL},
        {NL_PLACE_ACCOUNT, "501", NULL},
        {NL_PLACE_FIREWALL_BLOCK, "tcp", "445"},
        {NL_PLACE_REGISTRY, "HKLM\\SECURITY\\Policy", "x"},
        {NL_PLACE_REGISTRY, "HKLM\\SAM\\SAM", "x"},
        {NL_PLACE_REGISTRY, "HKU\\S-1-5-18\\Software", "x"},
        {NL_PLACE_SERVICE_START, "NoSuchService", NULL},
    };
    struct fixture *f = *state;
    struct nl_value wanted = nl_value_start_type(&f->arena, 4);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_value before = read_now(f, &rows[i]);
        enum nl_status status = write_at(f, &rows[i], &before, &wanted);
        if (status != NL_UNSUPPORTED && status != NL_NOT_FOUND)
            fail_msg("row %zu: status %d", i, (int)status);
    }
    sync_now(f);
    assert_false(exists(f, "SYSTEM.netlatch-backup-1"));
    assert_false(exists(f, "SAM.netlatch-backup-1"));
}

static void wrong_types_are_refused(void **state)
{
    struct fixture *f = *state;
    struct nl_value start = read_now(f, &rpc);
    struct nl_value number = nl_value_dword(&f->arena, 4);
    struct nl_value none = nl_value_absent(0);
    struct nl_value denied = nl_value_denied(5);
    assert_int_equal(write_at(f, &rpc, &start, &number), NL_INVALID);
    assert_int_equal(write_at(f, &rpc, &start, &none), NL_INVALID);
    struct nl_value before = read_now(f, &smb1);
    assert_int_equal(write_at(f, &smb1, &before, &denied), NL_INVALID);
    assert_int_equal(write_at(f, &smb1, &before, &start), NL_INVALID); /* START_TYPE is ours */
}

static void a_dirty_windows_is_refused_at_every_write(void **state)
{
    struct fixture *f = *state;
    hive_make_dirty(hive_disk_file(&f->disk, "SOFTWARE"));
    open_host(f);
    struct nl_value before = read_now(f, &rpc);
    struct nl_value wanted = nl_value_start_type(&f->arena, 4);
    assert_int_equal(write_at(f, &rpc, &before, &wanted), NL_REFUSED);
    assert_true(nl_holds(nl_error_text(&f->arena, &f->err, NULL), "not closed cleanly"));
}

/* Values that a library could not hand back keep their bytes: nothing but the one value is touched. */
static void odd_neighbours_are_not_touched(void **state)
{
    struct fixture *f = *state;
    const char *path = hive_disk_file(&f->disk, "SYSTEM");
    hive_h *hive = hive_edit(path);
    hive_set_dword(hive, "ControlSet002\\Services\\LanmanServer\\Parameters", "Hidden!End", 7);
    hive_save(hive, path);
    size_t size = 0;
    uint8_t *bytes = hive_bytes(path, &size);
    for (size_t at = 0; at + 10 < size; at++) {
        if (memcmp(bytes + at, "Hidden!End", 10) == 0)
            bytes[at + 6] = 0;
    }
    hive_write(path, bytes, size);
    free(bytes);
    open_host(f);
    struct nl_value one = nl_value_dword(&f->arena, 1);
    struct nl_value gone = nl_value_absent(0);
    change(f, &smb1, &one);
    change(f, &smb1, &gone);
    sync_now(f);
    bytes = hive_bytes(path, &size);
    bool found = false;
    for (size_t at = 0; at + 10 < size; at++)
        found = found || memcmp(bytes + at, "Hidden\0End", 10) == 0;
    free(bytes);
    assert_true(found);
}

/* What is behind the last bin is no part of the hive: a file keeps its length and nothing else. */
static void garbage_behind_the_end_is_dropped(void **state)
{
    struct fixture *f = *state;
    const char *path = hive_disk_file(&f->disk, "SYSTEM");
    char garbage[5000];
    size_t size = 0;
    size_t now = 0;
    memset(garbage, 'x', sizeof garbage);
    uint8_t *before = hive_bytes(path, &size);
    hive_append(path, garbage, sizeof garbage);
    open_host(f);
    struct nl_value start = nl_value_start_type(&f->arena, 4);
    change(f, &rpc, &start);
    sync_now(f);
    uint8_t *after = hive_bytes(path, &now);
    assert_int_equal(now, size + sizeof garbage);
    for (size_t at = size; at < now; at++)
        assert_int_equal(after[at], 0);
    free(before);
    free(after);
    open_host(f);
    struct nl_value found = read_now(f, &rpc);
    assert_true(nl_value_equal(&found, &start));
}

static void a_file_that_somebody_else_wrote_is_not_replaced(void **state)
{
    struct fixture *f = *state;
    const char *path = hive_disk_file(&f->disk, "SYSTEM");
    struct nl_value before = read_now(f, &rpc);
    struct nl_value wanted = nl_value_start_type(&f->arena, 4);
    change(f, &rpc, &wanted);
    hive_h *hive = hive_edit(path);
    hive_set_dword(hive, "ControlSet002\\Services\\RpcSs", "Type", 0x10);
    hive_save(hive, path);
    assert_int_equal(f->host->ops->sync(f->host, &f->err), NL_CONFLICT);
    assert_false(exists(f, "SYSTEM.netlatch-backup-1"));
    assert_false(exists(f, "SYSTEM.netlatch-new"));
    /* The change is gone, what the other one wrote is seen. */
    struct nl_value found = read_now(f, &rpc);
    assert_true(nl_value_identical(&found, &before));
    sync_now(f);
}

static void what_an_interrupted_run_left_is_replaced(void **state)
{
    struct fixture *f = *state;
    const char *aside = hive_disk_file(&f->disk, "SYSTEM.netlatch-new");
    char target[300];
    struct stat about;
    strcpy(target, f->disk.folder);
    strcat(target, "/elsewhere");
    hive_write(target, "precious", 8);
    assert_int_equal(symlink(target, aside), 0);
    struct nl_value wanted = nl_value_start_type(&f->arena, 4);
    change(f, &rpc, &wanted);
    sync_now(f);
    assert_int_equal(stat(target, &about), 0);
    assert_int_equal(about.st_size, 8);
    assert_int_equal(lstat(hive_disk_file(&f->disk, "SYSTEM"), &about), 0);
    assert_true(S_ISREG(about.st_mode));
}

static void the_new_file_is_as_private_as_the_old(void **state)
{
    struct fixture *f = *state;
    struct stat about;
    assert_int_equal(chmod(hive_disk_file(&f->disk, "SYSTEM"), 0640), 0);
    struct nl_value wanted = nl_value_start_type(&f->arena, 4);
    change(f, &rpc, &wanted);
    sync_now(f);
    assert_int_equal(stat(hive_disk_file(&f->disk, "SYSTEM"), &about), 0);
    assert_int_equal(about.st_mode & 07777, 0640);
    assert_int_equal(stat(hive_disk_file(&f->disk, "SYSTEM.netlatch-backup-1"), &about), 0);
    assert_int_equal(about.st_mode & 07777, 0640);
}

static void many_changes_stay_sound(void **state)
{
    struct fixture *f = *state;
    for (unsigned i = 0; i < 60; i++) {
        const struct nl_address where = {
            NL_PLACE_REGISTRY, nl_arena_format(&f->arena, SERVICES "Made\\%u\\Below", i % 20),
            "Value"};
        struct nl_value now = read_now(f, &where);
        struct nl_value number = nl_value_dword(&f->arena, i);
        struct nl_value gone = nl_value_absent(2);
        assert_int_equal(write_at(f, &where, &now, i % 3 == 2 ? &gone : &number), NL_OK);
        if (i % 10 == 9) {
            sync_now(f);
            open_host(f); /* looks at the whole structure */
        }
    }
    assert_true(exists(f, "SYSTEM.netlatch-backup-6"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DISK(a_change_is_on_disk_after_sync_only),
        WITH_DISK(backups_are_never_overwritten),
        WITH_DISK(several_hives_are_written),
        WITH_DISK(keys_come_and_go_with_their_value),
        WITH_DISK(neighbours_keep_their_bytes),
        WITH_DISK(dependencies_are_written_as_windows_keeps_them),
        WITH_DISK(what_is_not_expected_is_not_replaced),
        WITH_DISK(other_places_are_refused),
        WITH_DISK(wrong_types_are_refused),
        WITH_DISK(a_dirty_windows_is_refused_at_every_write),
        WITH_DISK(odd_neighbours_are_not_touched),
        WITH_DISK(garbage_behind_the_end_is_dropped),
        WITH_DISK(a_file_that_somebody_else_wrote_is_not_replaced),
        WITH_DISK(what_an_interrupted_run_left_is_replaced),
        WITH_DISK(the_new_file_is_as_private_as_the_old),
        WITH_DISK(a_firewall_rule_of_ours_is_removed_and_no_other),
        WITH_DISK(a_firewall_rule_that_somebody_changed_stays),
        WITH_DISK(many_changes_stay_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

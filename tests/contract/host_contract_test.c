/* host_contract_test.c - one suite of questions that every host must answer alike: the live Windows
 * host under Wine, the record host, and natively the hives of a disk.
 *
 * It writes below one scratch key, and leaves nothing. */
#include "host/host.h"
#include "model/catalogue.h"

#if defined(_WIN32)
#else
#include "hive_builder.h"
#include "host/hive/hive_host.h"
#include "host/posix/posix_disk.h"
#endif
#include "host/record/record_host.h"
#include "host/windows/win_host.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define SCRATCH "HKLM\\SOFTWARE\\netlatch contract test"

struct fixture {
    struct nl_arena arena;
    struct nl_host *host;
    const char *service; /* one that exists */
};

static const struct nl_address scratch = {NL_PLACE_REGISTRY, SCRATCH "\\one\\two", "Value"};

static struct nl_value read(struct fixture *f, const struct nl_address *where)
{
    struct nl_value value;
    assert_int_equal(f->host->ops->read(f->host, where, &f->arena, &value, NULL), NL_OK);
    return value;
}

static enum nl_status write(struct fixture *f, const struct nl_address *where,
                            const struct nl_value *expected, const struct nl_value *wanted)
{
    struct nl_error err = {0};
    return f->host->ops->write(f->host, where, expected, wanted, NULL, &err);
}

static void capabilities_say_what_is_written(void **state)
{
    struct fixture *f = *state;
    struct nl_capabilities capabilities;
    f->host->ops->capabilities(f->host, &capabilities);
    assert_non_null(capabilities.kind);
    assert_true(capabilities.can_write);
    assert_true(capabilities.places_read & 1U << NL_PLACE_REGISTRY);
    assert_true(capabilities.places_written & 1U << NL_PLACE_REGISTRY);
    /* What can be written can be read: no before-value, no write. */
    assert_int_equal(capabilities.places_written & ~capabilities.places_read, 0);
}

static void absence_counts_the_missing_keys(void **state)
{
    struct fixture *f = *state;
    struct nl_value value = read(f, &scratch);
    assert_int_equal(value.state, NL_VALUE_ABSENT);
    assert_int_equal(value.missing_keys, 3);
}

static void every_type_keeps_its_bytes(void **state)
{
    static const struct {
        uint32_t type;
        const char *bytes;
        size_t size;
    } rows[] = {
        {NL_TYPE_DWORD, "\x02\x00\x00\x00", 4},
        {NL_TYPE_SZ, "Y\0\0\0", 4},
        {NL_TYPE_SZ, "N\0", 2}, /* without a terminator: exists, and must survive */
        {NL_TYPE_EXPAND_SZ, "%\0\0\0", 4},
        {NL_TYPE_MULTI_SZ, "a\0\0\0b\0\0\0\0\0", 10},
        {NL_TYPE_BINARY, "\x01\x02\x03", 3},
        {NL_TYPE_QWORD, "\x01\x02\x03\x04\x05\x06\x07\x08", 8},
        {NL_TYPE_NONE, "", 0},
        {NL_TYPE_DWORD, "\x07\x00\x00", 3}, /* a DWORD of the wrong size */
    };
    struct fixture *f = *state;
    struct nl_value before = read(f, &scratch);
    struct nl_value last = before;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_value wanted = nl_value_raw(&f->arena, rows[i].type, rows[i].bytes, rows[i].size);
        assert_int_equal(write(f, &scratch, &last, &wanted), NL_OK);
        struct nl_value found = read(f, &scratch);
        assert_true(nl_value_equal(&found, &wanted));
        last = wanted;
    }
    assert_int_equal(write(f, &scratch, &last, &before), NL_OK);
    struct nl_value after = read(f, &scratch);
    assert_true(nl_value_identical(&after, &before)); /* the keys it made are gone, too */
}

static void only_what_is_expected_is_replaced(void **state)
{
    struct fixture *f = *state;
    struct nl_value before = read(f, &scratch);
    struct nl_value one = nl_value_dword(&f->arena, 1);
    struct nl_value two = nl_value_dword(&f->arena, 2);
    assert_int_equal(write(f, &scratch, &one, &two), NL_CONFLICT);
    struct nl_value found = read(f, &scratch);
    assert_true(nl_value_identical(&found, &before)); /* a refused write makes no key */
    assert_int_equal(write(f, &scratch, &before, &one), NL_OK);
    assert_int_equal(write(f, &scratch, &before, &two), NL_CONFLICT);
    assert_int_equal(write(f, &scratch, &two, &before), NL_CONFLICT);
    found = read(f, &scratch);
    assert_true(nl_value_equal(&found, &one));
    assert_int_equal(write(f, &scratch, &one, &before), NL_OK);
}

static void only_empty_keys_are_removed(void **state)
{
    const struct nl_address neighbour = {NL_PLACE_REGISTRY, SCRATCH "\\one", "Neighbour"};
    struct fixture *f = *state;
    struct nl_value value = nl_value_dword(&f->arena, 7);
    struct nl_value before = read(f, &scratch);
    struct nl_value before_neighbour = read(f, &neighbour);
    assert_int_equal(before_neighbour.missing_keys, 2);
    assert_int_equal(write(f, &scratch, &before, &value), NL_OK);
    assert_int_equal(write(f, &neighbour, &before_neighbour, &value), NL_OK);
    assert_int_equal(write(f, &scratch, &value, &before), NL_OK);
    struct nl_value found = read(f, &neighbour);
    assert_true(nl_value_equal(&found, &value)); /* its key was not empty, so it stayed */
    assert_int_equal(write(f, &neighbour, &value, &before_neighbour), NL_OK);
    found = read(f, &scratch);
    assert_true(nl_value_identical(&found, &before));
}

static void sync_succeeds(void **state)
{
    struct fixture *f = *state;
    struct nl_error err = {0};
    assert_int_equal(f->host->ops->sync(f->host, &err), NL_OK);
}

static void a_service_that_is_not_there_is_absent(void **state)
{
    const struct nl_address nowhere = {NL_PLACE_SERVICE_START, "netlatch-no-such-service", NULL};
    struct fixture *f = *state;
    struct nl_value value = read(f, &nowhere);
    assert_int_equal(value.state, NL_VALUE_ABSENT);
}

static void names_are_compared_without_case(void **state)
{
    struct fixture *f = *state;
    char upper[64] = {0};
    for (size_t i = 0; f->service[i] && i + 1 < sizeof upper; i++) {
        char c = f->service[i];
        upper[i] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    const struct nl_address plain = {NL_PLACE_SERVICE_START, f->service, NULL};
    const struct nl_address shouted = {NL_PLACE_SERVICE_START, upper, NULL};
    struct nl_value one = read(f, &plain);
    struct nl_value two = read(f, &shouted);
    assert_int_equal(one.state, NL_VALUE_PRESENT);
    assert_true(nl_value_equal(&one, &two));
}

/* What a survey saw and what reading says now are the same, for every setting there is. */
static void survey_and_read_agree(void **state)
{
    struct fixture *f = *state;
    struct nl_machine machine;
    struct nl_error err = {0};
    assert_int_equal(f->host->ops->survey(f->host, &f->arena, &machine, &err), NL_OK);
    struct nl_instances instances = nl_machine_instances(&f->arena, &machine);
    assert_true(instances.count > 15);
    for (size_t i = 0; i < instances.count; i++) {
        struct nl_value surveyed =
            nl_machine_read(&f->arena, &machine, &instances.items[i].address);
        struct nl_value found = read(f, &instances.items[i].address);
        if (!nl_value_identical(&surveyed, &found))
            print_error("%s: survey %s (%u missing), read %s (%u missing)\n", instances.items[i].id,
                        nl_value_show(&f->arena, &surveyed), (unsigned)surveyed.missing_keys,
                        nl_value_show(&f->arena, &found), (unsigned)found.missing_keys);
        assert_true(nl_value_identical(&surveyed, &found));
    }
}

static int open_record(void **state)
{
    static struct fixture f;
    static struct nl_machine machine;
    nl_arena_init(&f.arena, NULL, NULL);
    memset(&machine, 0, sizeof machine);
    machine.services_state = NL_VALUE_PRESENT;
    struct nl_service *service = NL_PUSH(&f.arena, &machine.services);
    service->name = "LanmanServer";
    service->start = nl_value_start_type(&f.arena, 2);
    /* A record answers for the keys that were looked at, and for no other. */
    static const char *const paths[] = {SCRATCH, SCRATCH "\\one", SCRATCH "\\one\\two"};
    for (uint32_t i = 0; i < NL_COUNT_OF(paths); i++) {
        struct nl_registry_key *key = NL_PUSH(&f.arena, &machine.registry);
        key->path = paths[i];
        key->state = NL_VALUE_ABSENT;
        key->missing_keys = i + 1;
    }
    f.host = nl_record_host_new(&f.arena, &machine, NULL, NULL);
    f.service = "LanmanServer";
    *state = &f;
    return 0;
}

static int close_host(void **state)
{
    struct fixture *f = *state;
    f->host->ops->close(f->host);
    nl_arena_done(&f->arena);
    return 0;
}

#if defined(_WIN32)
static int open_windows(void **state)
{
    static struct fixture f;
    struct nl_error err = {0};
    nl_arena_init(&f.arena, NULL, NULL);
    f.service = "Spooler";
    *state = &f;
    return nl_windows_host_open(&f.arena, &f.host, &err) == NL_OK ? 0 : 1;
}
#else
static struct hive_disk disk;

static int open_hives(void **state)
{
    static struct fixture f;
    struct nl_error err = {0};
    nl_arena_init(&f.arena, NULL, NULL);
    hive_disk_new(&disk, "Windows", "System32", "config");
    hive_disk_stock(&disk);
    f.service = "LanmanServer";
    *state = &f;
    return nl_hive_host_open(&f.arena, nl_posix_disk(), disk.folder, &f.host, &err) == NL_OK ? 0
                                                                                             : 1;
}

static int close_hives(void **state)
{
    int failed = close_host(state);
    hive_disk_remove(&disk);
    return failed;
}
#endif

int main(void)
{
    const struct CMUnitTest questions[] = {
        cmocka_unit_test(capabilities_say_what_is_written),
        cmocka_unit_test(absence_counts_the_missing_keys),
        cmocka_unit_test(every_type_keeps_its_bytes),
        cmocka_unit_test(only_what_is_expected_is_replaced),
        cmocka_unit_test(only_empty_keys_are_removed),
        cmocka_unit_test(sync_succeeds),
        cmocka_unit_test(a_service_that_is_not_there_is_absent),
        cmocka_unit_test(names_are_compared_without_case),
        cmocka_unit_test(survey_and_read_agree),
    };
    int failed = cmocka_run_group_tests_name("record host", questions, open_record, close_host);
#if defined(_WIN32)
    failed += cmocka_run_group_tests_name("windows host", questions, open_windows, close_host);
#else
    failed += cmocka_run_group_tests_name("hive host", questions, open_hives, close_hives);
#endif
    return failed;
}

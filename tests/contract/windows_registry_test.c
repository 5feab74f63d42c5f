/* windows_registry_test.c - the live registry through the host: exact types and bytes, absence,
 * keys that come and go with a value, conflicts. Works below a key of its own. */
#include "base/attributes.h"
#include "host/windows/win_host.h"
#include "host/windows/win_registry.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <windows.h>

#include <shlwapi.h>

#include <cmocka.h>
#include <string.h>

#define ROOT "HKLM\\SOFTWARE\\netlatch-contract-test"
#define DEEP ROOT "\\A\\B\\C"

static struct nl_host *open_host(struct nl_arena *arena)
{
    struct nl_host *host = NULL;
    assert_int_equal(nl_windows_host_open(arena, &host, NULL), NL_OK);
    SHDeleteKeyW(HKEY_LOCAL_MACHINE, L"SOFTWARE\\netlatch-contract-test");
    return host;
}

static struct nl_value read_value(struct nl_host *host, struct nl_arena *arena, const char *path,
                                  const char *name)
{
    struct nl_address where = {.place = NL_PLACE_REGISTRY, .path = path, .name = name};
    struct nl_value value = {0};
    assert_int_equal(host->ops->read(host, &where, arena, &value, NULL), NL_OK);
    return value;
}

static enum nl_status write_value(struct nl_host *host, const char *path, const char *name,
                                  const struct nl_value *expected, const struct nl_value *wanted,
                                  struct nl_error *err)
{
    struct nl_address where = {.place = NL_PLACE_REGISTRY, .path = path, .name = name};
    return host->ops->write(host, &where, expected, wanted, NULL, err);
}

static void every_type_keeps_its_bytes(void **state)
{
    static const struct {
        uint32_t type;
        size_t size;
        uint8_t bytes[12];
    } rows[] = {
        {NL_TYPE_DWORD, 4, {1, 2, 3, 4}},
        {NL_TYPE_SZ, 4, {'Y', 0, 0, 0}},
        {NL_TYPE_SZ, 2, {'Y', 0}},    /* no terminator */
        {NL_TYPE_SZ, 3, {'Y', 0, 0}}, /* an odd size */
        {NL_TYPE_EXPAND_SZ, 6, {'%', 0, '%', 0, 0, 0}},
        {NL_TYPE_MULTI_SZ, 8, {'a', 0, 0, 0, 'b', 0, 0, 0}}, /* no end of list */
        {NL_TYPE_BINARY, 5, {0, 255, 0, 255, 1}},
        {NL_TYPE_BINARY, 0, {0}},
        {NL_TYPE_NONE, 1, {9}},
        {NL_TYPE_QWORD, 8, {8, 7, 6, 5, 4, 3, 2, 1}},
        {NL_TYPE_DWORD, 2, {1, 2}}, /* a DWORD that is none */
        {0x1234, 3, {1, 2, 3}},     /* a type nobody knows */
    };
    struct nl_arena *arena = *state;
    struct nl_host *host = open_host(arena);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_value before = read_value(host, arena, ROOT, "value");
        struct nl_value wanted = nl_value_raw(arena, rows[i].type, rows[i].bytes, rows[i].size);
        struct nl_error err;
        if (write_value(host, ROOT, "value", &before, &wanted, &err) != NL_OK)
            fail_msg("row %zu: %s", i, nl_error_text(arena, &err, NULL));
        struct nl_value found = read_value(host, arena, ROOT, "value");
        if (!nl_value_identical(&found, &wanted))
            fail_msg("row %zu: type %u size %zu", i, found.type, found.size);
    }
    open_host(arena);
}

static void absence_counts_the_missing_keys(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_host *host = open_host(arena);
    struct nl_value deep = read_value(host, arena, DEEP, "value");
    assert_int_equal(deep.state, NL_VALUE_ABSENT);
    assert_int_equal(deep.missing_keys, 4);

    struct nl_value wanted = nl_value_dword(arena, 7);
    assert_int_equal(write_value(host, DEEP, "value", &deep, &wanted, NULL), NL_OK);
    struct nl_value found = read_value(host, arena, DEEP, "value");
    assert_true(nl_value_identical(&found, &wanted));
    struct nl_value other = read_value(host, arena, DEEP, "other");
    assert_int_equal(other.state, NL_VALUE_ABSENT);
    assert_int_equal(other.missing_keys, 0);

    /* Undo takes away what the write brought, and nothing else. */
    assert_int_equal(write_value(host, DEEP, "value", &wanted, &deep, NULL), NL_OK);
    found = read_value(host, arena, DEEP, "value");
    assert_true(nl_value_identical(&found, &deep));
}

static void keys_in_use_stay(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_host *host = open_host(arena);
    struct nl_value absent = read_value(host, arena, DEEP, "value");
    struct nl_value wanted = nl_value_dword(arena, 7);
    assert_int_equal(write_value(host, DEEP, "value", &absent, &wanted, NULL), NL_OK);
    struct nl_value nothing = nl_value_absent(0);
    struct nl_value neighbour = nl_value_dword(arena, 1);
    assert_int_equal(write_value(host, ROOT "\\A", "mine", &nothing, &neighbour, NULL), NL_OK);
    assert_int_equal(write_value(host, DEEP, "value", &wanted, &absent, NULL), NL_OK);
    struct nl_value found = read_value(host, arena, DEEP, "value");
    assert_int_equal(found.state, NL_VALUE_ABSENT);
    assert_int_equal(found.missing_keys, 2);
    found = read_value(host, arena, ROOT "\\A", "mine");
    assert_true(nl_value_identical(&found, &neighbour));
    open_host(arena);
}

static void a_changed_value_is_a_conflict(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_host *host = open_host(arena);
    struct nl_value nothing = nl_value_absent(0);
    struct nl_value one = nl_value_dword(arena, 1);
    struct nl_value two = nl_value_dword(arena, 2);
    struct nl_value text = nl_value_text(arena, NL_TYPE_SZ, "1");
    assert_int_equal(write_value(host, ROOT, "value", &nothing, &one, NULL), NL_OK);
    struct nl_error err;
    assert_int_equal(write_value(host, ROOT, "value", &two, &text, &err), NL_CONFLICT);
    assert_non_null(strstr(nl_error_text(arena, &err, NULL), "no longer"));
    assert_int_equal(write_value(host, ROOT, "value", &nothing, &text, NULL), NL_CONFLICT);
    struct nl_value found = read_value(host, arena, ROOT, "value");
    assert_true(nl_value_identical(&found, &one));
    /* What the registry cannot hold is refused before anything is touched. */
    struct nl_value own = nl_value_start_type(arena, 4);
    assert_int_equal(write_value(host, ROOT, "value", &one, &own, NULL), NL_INVALID);
    found = read_value(host, arena, ROOT, "value");
    assert_true(nl_value_identical(&found, &one));
    open_host(arena);
}

static void the_rest_of_the_contract(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_host *host = open_host(arena);
    struct nl_capabilities can;
    host->ops->capabilities(host, &can);
    assert_string_equal(can.kind, "windows");
    assert_true(can.live);
    assert_int_equal(host->ops->sync(host, NULL), NL_OK);
    struct nl_value odd = read_value(host, arena, "HKCC\\Software", "x");
    assert_int_equal(odd.state, NL_VALUE_UNSUPPORTED);
    /* The default value has the name "". */
    struct nl_value nothing = read_value(host, arena, ROOT, "");
    struct nl_value text = nl_value_text(arena, NL_TYPE_SZ, "default \xE2\x82\xAC");
    assert_int_equal(write_value(host, ROOT, "", &nothing, &text, NULL), NL_OK);
    struct nl_value found = read_value(host, arena, ROOT, "");
    assert_true(nl_value_identical(&found, &text));
    assert_string_equal(nl_value_as_text(arena, &found), "default \xE2\x82\xAC");
    assert_int_equal(write_value(host, ROOT, "", &text, &nothing, NULL), NL_OK);
    host->ops->close(host);
}

static LSTATUS WINAPI refuse_open(HKEY root, LPCWSTR path, DWORD options, REGSAM access, PHKEY key)
{
    (void)root, (void)path, (void)options, (void)access, (void)key;
    return ERROR_ACCESS_DENIED;
}

/* A key that may not be read is denied, with the number: never absent. */
static void a_key_without_read_access_is_denied(void **state)
{
    struct nl_arena *arena = *state;
    struct win_registry_calls closed = *win_registry_calls();
    closed.open_key = refuse_open;
    win_registry_replace(&closed);
    struct nl_value value =
        win_registry_read(arena, "HKLM\\SOFTWARE\\Microsoft\\Ole", "EnableDCOM");
    win_registry_replace(NULL);
    assert_int_equal(value.state, NL_VALUE_DENIED);
    assert_int_equal(value.code, 5); /* ERROR_ACCESS_DENIED */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(a_key_without_read_access_is_denied), WITH_ARENA(every_type_keeps_its_bytes),
        WITH_ARENA(absence_counts_the_missing_keys),     WITH_ARENA(keys_in_use_stay),
        WITH_ARENA(a_changed_value_is_a_conflict),       WITH_ARENA(the_rest_of_the_contract),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

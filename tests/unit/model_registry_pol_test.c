/* model_registry_pol_test.c - Registry.pol: what is read, and that nothing broken is. */
#include "base/utf16.h"
#include "model/registry_pol.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint8_t header[] = {'P', 'R', 'e', 'g', 1, 0, 0, 0};

struct file {
    uint8_t bytes[4096];
    size_t size;
};

static void put(struct file *file, const void *bytes, size_t size)
{
    assert_true(size <= sizeof file->bytes - file->size);
    memcpy(file->bytes + file->size, bytes, size);
    file->size += size;
}

/* A text in UTF-16; with its NUL where it is a name. */
static void put_wide(struct file *file, const char *text, bool ends)
{
    for (; *text; text++)
        put(file, (const uint8_t[]){(uint8_t)*text, 0}, 2);
    if (ends)
        put(file, (const uint8_t[]){0, 0}, 2);
}

static void put_number(struct file *file, uint32_t number)
{
    put(file,
        (const uint8_t[]){(uint8_t)number, (uint8_t)(number >> 8), (uint8_t)(number >> 16),
                          (uint8_t)(number >> 24)},
        4);
}

static void put_entry(struct file *file, const char *key, const char *name, uint32_t number)
{
    put_wide(file, "[", false);
    put_wide(file, key, true);
    put_wide(file, ";", false);
    put_wide(file, name, true);
    put_wide(file, ";", false);
    put_number(file, NL_TYPE_DWORD);
    put_wide(file, ";", false);
    put_number(file, 4);
    put_wide(file, ";", false);
    put_number(file, number);
    put_wide(file, "]", false);
}

static struct file two_entries(void)
{
    struct file file = {.size = 0};
    put(&file, header, sizeof header);
    put_entry(&file, "SOFTWARE\\Policies\\A;B", "On", 7);
    put_entry(&file, "SOFTWARE\\Policies\\C", "**del.Off", 0);
    return file;
}

static enum nl_status read_all(struct nl_arena *arena, const struct file *file, size_t size,
                               struct nl_pol_entries *entries)
{
    /* A block of exactly that size: reading behind it is seen. */
    uint8_t *bytes = malloc(size ? size : 1);
    assert_non_null(bytes);
    memcpy(bytes, file->bytes, size);
    struct nl_error err = {0};
    enum nl_status status = nl_registry_pol_read(arena, "a.pol", bytes, size, entries, &err);
    if (status != NL_OK)
        assert_true(nl_starts(nl_error_text(arena, &err, NULL), "a.pol: at byte "));
    free(bytes);
    return status;
}

static void entries_are_read_in_order(void **state)
{
    struct nl_arena *arena = *state;
    struct file file = two_entries();
    struct nl_pol_entries entries;
    uint32_t number = 0;
    assert_int_equal(read_all(arena, &file, file.size, &entries), NL_OK);
    assert_int_equal(entries.count, 2);
    assert_string_equal(entries.items[0].key, "SOFTWARE\\Policies\\A;B");
    assert_string_equal(nl_registry_pol_name(&entries.items[0]), "On");
    assert_true(nl_value_as_dword(&entries.items[0].value, &number));
    assert_int_equal(number, 7);
    assert_string_equal(nl_registry_pol_name(&entries.items[1]), "Off");
}

static void an_empty_policy_has_no_entries(void **state)
{
    struct file file = {.size = 0};
    struct nl_pol_entries entries;
    put(&file, header, sizeof header);
    assert_int_equal(read_all(*state, &file, file.size, &entries), NL_OK);
    assert_int_equal(entries.count, 0);
}

static void what_names_no_value_has_no_name(void **state)
{
    static const char *const names[] = {"**delvals.", "**DeleteKeys", "**Comment:x"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_null(nl_registry_pol_name(&(struct nl_pol_entry){.name = names[i]}));
    assert_string_equal(nl_registry_pol_name(&(struct nl_pol_entry){.name = "**SOFT.Z"}), "Z");
}

static void a_file_that_ends_anywhere_else_is_refused(void **state)
{
    struct file file = two_entries();
    struct file first = {.size = 0};
    struct nl_pol_entries entries;
    put(&first, header, sizeof header);
    put_entry(&first, "SOFTWARE\\Policies\\A;B", "On", 7);
    for (size_t size = 0; size < file.size; size++) {
        bool whole = size == sizeof header || size == first.size;
        assert_int_equal(read_all(*state, &file, size, &entries), whole ? NL_OK : NL_INVALID);
    }
}

/* No byte of the frame may be another one; bytes of names and data may. */
static void a_byte_that_is_wrong_is_refused_or_part_of_a_name(void **state)
{
    struct file file = two_entries();
    struct nl_pol_entries entries;
    size_t refused = 0;
    for (size_t at = 0; at < file.size; at++) {
        uint8_t byte = file.bytes[at];
        file.bytes[at] = 0xDC; /* in a name: a surrogate without its pair, or another letter */
        refused += read_all(*state, &file, file.size, &entries) == NL_INVALID;
        file.bytes[at] = byte;
    }
    assert_true(refused > file.size / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(entries_are_read_in_order),
        WITH_ARENA(an_empty_policy_has_no_entries),
        cmocka_unit_test(what_names_no_value_has_no_name),
        WITH_ARENA(a_file_that_ends_anywhere_else_is_refused),
        WITH_ARENA(a_byte_that_is_wrong_is_refused_or_part_of_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* hive_image_test.c - what is refused before a library may open it: headers and structures. */
#include "hive_builder.h"
#include "host/hive/hive_check.h"
#include "host/hive/hive_header.h"
#include "host/hive/hive_image.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static uint8_t *sound;
static size_t sound_size;

/* A hive with all there is: long lists of keys and of values, and a value outside its cell. */
static int make_sound(void **state)
{
    struct hive_disk disk;
    (void)state;
    hive_disk_new(&disk, "Windows", "System32", "config");
    const char *path = hive_disk_file(&disk, "SYSTEM");
    hive_h *hive = hive_edit(path);
    for (unsigned i = 0; i < 20; i++) {
        char key[] = {'K', 'e', 'y', '\\', (char)('A' + i), '\0'};
        hive_set_dword(hive, key, "Number", i);
        hive_set_text(hive, key, "Text", "of some length");
    }
    hive_save(hive, path);
    sound = hive_bytes(path, &sound_size);
    hive_disk_remove(&disk);
    return 0;
}

static int free_sound(void **state)
{
    (void)state;
    free(sound);
    return 0;
}

static uint8_t *copy_sound(struct nl_arena *arena)
{
    return nl_arena_bytes(arena, sound, sound_size);
}

static void seal(uint8_t *bytes)
{
    memset(bytes + 508, 0, 4);
    for (size_t i = 0; i < 508; i++)
        bytes[508 + i % 4] = (uint8_t)(bytes[508 + i % 4] ^ bytes[i]);
}

static void expect_header(struct nl_arena *arena, const uint8_t *bytes, size_t size,
                          const char *problem)
{
    struct nl_hive_header header;
    struct nl_error err = {0};
    assert_int_equal(nl_hive_header_read(bytes, size, "C/SYSTEM", &header, &err), NL_INVALID);
    const char *said = nl_error_text(arena, &err, NULL);
    if (!nl_holds(said, problem) || !nl_holds(said, "C/SYSTEM"))
        fail_msg("said '%s', expected '%s'", said, problem);
}

static void a_clean_header_is_read(void **state)
{
    struct nl_hive_header header;
    (void)state;
    assert_int_equal(nl_hive_header_read(sound, sound_size, "SYSTEM", &header, NULL), NL_OK);
    assert_false(header.dirty);
    assert_int_equal(header.primary, header.secondary);
    assert_int_equal(header.bins_size, sound_size - NL_HIVE_BASE_SIZE);
}

static void different_sequence_numbers_are_dirty(void **state)
{
    struct nl_hive_header header;
    uint8_t *bytes = copy_sound(*state);
    bytes[4]++;
    expect_header(*state, bytes, sound_size, "checksum");
    seal(bytes);
    assert_int_equal(nl_hive_header_read(bytes, sound_size, "SYSTEM", &header, NULL), NL_OK);
    assert_true(header.dirty);
    assert_int_equal(header.primary, header.secondary + 1);
}

static void what_is_no_whole_hive_is_refused(void **state)
{
    static const struct {
        size_t at;
        uint8_t value;
        const char *problem;
    } rows[] = {
        {0, 'R', "not a registry hive"}, {20, 2, "unknown kind"},    {28, 6, "unknown kind"},
        {32, 2, "unknown kind"},         {40, 1, "impossible size"}, {43, 0x10, "truncated"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint8_t *bytes = copy_sound(*state);
        bytes[rows[i].at] = rows[i].value;
        seal(bytes);
        expect_header(*state, bytes, sound_size, rows[i].problem);
    }
    expect_header(*state, sound, 0, "not a registry hive");
    expect_header(*state, sound, NL_HIVE_BASE_SIZE - 1, "not a registry hive");
    expect_header(*state, sound, sound_size - 1, "truncated");
}

static enum nl_status check(struct nl_arena *arena, const uint8_t *bytes, const char **out_said)
{
    struct nl_hive_header header;
    struct nl_error err = {0};
    assert_int_equal(nl_hive_header_read(bytes, sound_size, "SYSTEM", &header, NULL), NL_OK);
    enum nl_status status = nl_hive_check(arena, bytes, &header, "C/SYSTEM", &err);
    *out_said = status == NL_OK ? "" : nl_error_text(arena, &err, NULL);
    return status;
}

static void a_sound_hive_passes(void **state)
{
    const char *said = NULL;
    assert_int_equal(check(*state, sound, &said), NL_OK);
}

/* Where the n-th used cell with a signature begins, in the file. */
static size_t find(const uint8_t *bytes, const char *signature, unsigned n)
{
    for (size_t at = NL_HIVE_BASE_SIZE + 32; at + 8 < sound_size; at += 4) {
        if (bytes[at + 3] == 0xFF && memcmp(bytes + at + 4, signature, 2) == 0 && n-- == 0)
            return at;
    }
    fail_msg("there is no %s", signature);
    return 0;
}

static void put16(uint8_t *at, unsigned number)
{
    at[0] = (uint8_t)number;
    at[1] = (uint8_t)(number >> 8);
}

static void lists_that_reach_too_far_are_refused(void **state)
{
    static const struct {
        const char *signature;
        unsigned which;
        size_t at; /* from the signature on */
        unsigned value;
        const char *problem;
    } rows[] = {
        {"lh", 0, 2, 0xFFFF, "list of keys"},           /* more keys than the list has room for */
        {"lh", 0, 0, 0x7878, "list of keys"},           /* no list */
        {"lh", 0, 4, 0xFFF0, "where there is no cell"}, /* a key outside the file */
        {"lh", 0, 4, 0x0022, "where there is no cell"}, /* a key in the middle of nothing */
        {"lh", 0, 4, 0x0020, "referenced twice"},       /* the root below itself */
        {"nk", 1, 72, 0xFFFF, "key at"},                /* a name longer than its key */
        {"nk", 2, 38, 0xFFFF, "list of values"},
        {"nk", 2, 40, 0xFFF1, "where there is no cell"},
        {"vk", 0, 2, 0xFFFF, "value at"},
        {"vk", 0, 0, 0x7878, "value at"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *said = NULL;
        uint8_t *bytes = copy_sound(*state);
        put16(bytes + find(bytes, rows[i].signature, rows[i].which) + 4 + rows[i].at,
              rows[i].value);
        assert_int_equal(check(*state, bytes, &said), NL_INVALID);
        if (!nl_holds(said, rows[i].problem) || !nl_holds(said, "C/SYSTEM"))
            fail_msg("row %zu: said '%s', expected '%s'", i, said, rows[i].problem);
    }
}

static void segments_are_counted(void **state)
{
    const char *said = NULL;
    uint8_t *bytes = copy_sound(*state);
    size_t value = find(bytes, "vk", 1); /* a text, outside its cell */
    size_t data = NL_HIVE_BASE_SIZE + (size_t)(bytes[value + 12] | bytes[value + 13] << 8);
    put16(bytes + value + 4 + 4, 0x4000);                   /* longer than its cell, */
    memcpy(bytes + data + 4, "db", 2);                      /* so in segments, */
    put16(bytes + data + 4 + 2, 0xFFFF);                    /* of which there are far too many, */
    memcpy(bytes + data + 4 + 4, bytes + value + 4 + 8, 4); /* in this very cell */
    assert_int_equal(check(*state, bytes, &said), NL_INVALID);
    assert_true(nl_holds(said, "segments"));
}

static void bins_and_cells_must_fill_the_file(void **state)
{
    static const struct {
        size_t at;
        uint8_t value;
        const char *problem;
    } rows[] = {
        {0, 'H', "no valid bin"},   {4, 1, "no valid bin"},        {9, 0xF0, "no valid bin"},
        {9, 0, "no valid bin"},     {32, 0, "impossible size"},    {32, 2, "impossible size"},
        {35, 0, "impossible size"}, {35, 0x80, "impossible size"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *said = NULL;
        uint8_t *bytes = copy_sound(*state);
        bytes[NL_HIVE_BASE_SIZE + rows[i].at] = rows[i].value;
        assert_int_equal(check(*state, bytes, &said), NL_INVALID);
        if (!nl_holds(said, rows[i].problem))
            fail_msg("row %zu: said '%s', expected '%s'", i, said, rows[i].problem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(a_clean_header_is_read),
        WITH_ARENA(different_sequence_numbers_are_dirty),
        WITH_ARENA(what_is_no_whole_hive_is_refused),
        WITH_ARENA(a_sound_hive_passes),
        WITH_ARENA(lists_that_reach_too_far_are_refused),
        WITH_ARENA(segments_are_counted),
        WITH_ARENA(bins_and_cells_must_fill_the_file),
    };
    return cmocka_run_group_tests(tests, make_sound, free_sound);
}

/* hive_replay_test.c - log files added to a hive in memory: each rule broken one at a time, each
 * length, numbers around 2^32, and at random. Whatever is in the logs, the result is one of the states
 * that the hive had. */
#include "base/arena.h"
#include "base/attributes.h"
#include "host/hive/hive_log.h"
#include "host/hive/hive_replay.h"
#include "log_builder.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { BASE = 4096, PAGE = 4096, STATES = 8, MOST_PAGES = 8 };

/* A hive in several states: what its bins held after each change. The structure is not looked at. */
struct history {
    uint8_t base[BASE];
    uint8_t bins[STATES][MOST_PAGES * PAGE];
    size_t size[STATES];
    size_t count;
};
static struct history history;
static struct log_file log_1;
static struct log_file log_2;
static struct log_file log_single;

static void fill(uint8_t *bytes, size_t size, unsigned seed)
{
    for (size_t i = 0; i < size; i++)
        bytes[i] = (uint8_t)(seed = seed * 1103515245U + 12345U, seed >> 16);
}

/* Each state changes one page of the one before and has one page more. */
static void make_history(void)
{
    memset(&history, 0, sizeof history);
    memcpy(history.base, "regf", 4);
    log_put32(history.base + 12, 77);
    log_put32(history.base + 20, 1);
    log_put32(history.base + 24, 5);
    log_put32(history.base + 32, 1);
    log_put32(history.base + 36, 32);
    log_put32(history.base + 40, PAGE);
    history.count = 5;
    fill(history.bins[0], PAGE, 1);
    history.size[0] = PAGE;
    for (size_t i = 1; i < history.count; i++) {
        memcpy(history.bins[i], history.bins[i - 1], sizeof history.bins[i]);
        history.size[i] = history.size[i - 1] + PAGE;
        fill(history.bins[i] + (i - 1) * PAGE, 2 * PAGE, (unsigned)i + 1);
    }
}

static const uint8_t *primary(struct nl_arena *arena, size_t state, uint32_t first, uint32_t second,
                              size_t *out_size)
{
    uint8_t *bytes = nl_arena_alloc(arena, BASE + history.size[state]);
    memcpy(bytes, history.base, BASE);
    log_put32(bytes + 40, (uint32_t)history.size[state]);
    log_base(bytes, first, second);
    memcpy(bytes + BASE, history.bins[state], history.size[state]);
    *out_size = BASE + history.size[state];
    return bytes;
}

/* An entry that leads from one state to the next. */
static size_t add(struct log_file *log, uint32_t sequence, size_t from, size_t to)
{
    return log_add(log, sequence, history.bins[from], history.size[from], history.bins[to],
                   history.size[to]);
}

static struct nl_hive_log_file file_of(const struct log_file *log)
{
    return (struct nl_hive_log_file){.there = true, .bytes = log->bytes, .size = log->size};
}

static struct nl_hive_replayed replay(struct nl_arena *arena, const uint8_t *bytes, size_t size)
{
    struct nl_hive_replayed replayed;
    struct nl_hive_log_file logs[NL_HIVE_LOGS] = {file_of(&log_1), file_of(&log_2), {0}};
    nl_hive_replay(arena, bytes, size, logs, &replayed);
    return replayed;
}

static bool is_state(const struct nl_hive_replayed *replayed, size_t state)
{
    return replayed->state == NL_HIVE_RECOVERED && replayed->size == BASE + history.size[state] &&
           log_get32(replayed->bytes + 40) == history.size[state] &&
           log_get32(replayed->bytes + 4) == replayed->last &&
           log_get32(replayed->bytes + 8) == replayed->last &&
           memcmp(replayed->bytes + BASE, history.bins[state], history.size[state]) == 0;
}

static void expect_state(struct nl_arena *arena, const uint8_t *bytes, size_t size, size_t state,
                         uint32_t last)
{
    struct nl_hive_replayed replayed = replay(arena, bytes, size);
    if (replayed.state != NL_HIVE_RECOVERED)
        fail_msg("not recovered: %s", replayed.why ? replayed.why : "?");
    assert_int_equal(replayed.last, last);
    assert_true(is_state(&replayed, state));
}

static void expect_none(struct nl_arena *arena, const uint8_t *bytes, size_t size, const char *why)
{
    struct nl_hive_replayed replayed = replay(arena, bytes, size);
    assert_int_equal(replayed.state, NL_HIVE_NOT_RECOVERED);
    assert_null(replayed.bytes);
    if (!strstr(replayed.why, why))
        fail_msg("said '%s', expected '%s'", replayed.why, why);
}

static int setup(void **state)
{
    make_history();
    log_1.size = log_2.size = log_single.size = 0;
    return with_arena_begin(state);
}

#define WITH_LOGS(test) cmocka_unit_test_setup_teardown(test, setup, with_arena_end)

static void the_hash_is_that_of_windows(void **state)
{
    static uint8_t zeros[512];
    uint8_t count[32];
    (void)state;
    for (uint8_t i = 0; i < sizeof count; i++)
        count[i] = i;
    assert_true(nl_hive_marvin(NULL, 0) == UINT64_C(0xb39efca403966e08));
    assert_true(nl_hive_marvin(zeros, 4) == UINT64_C(0x2400585e2d116fbf));
    assert_true(nl_hive_marvin((const uint8_t *)"HvLE", 4) == UINT64_C(0x914527932cf336dd));
    assert_true(nl_hive_marvin(count, sizeof count) == UINT64_C(0xc64feee425c2e24c));
    assert_true(nl_hive_marvin(zeros, sizeof zeros) == UINT64_C(0x3800a6f5e77bd25c));
}

static void a_clean_hive_is_left_alone(void **state)
{
    size_t size = 0;
    const uint8_t *bytes = primary(*state, 0, 10, 10, &size);
    log_begin(&log_1, history.base, 6, 10);
    add(&log_1, 10, 0, 1);
    assert_int_equal(replay(*state, bytes, size).state, NL_HIVE_CLEAN);
}

static void entries_follow_each_other_through_both_logs(void **state)
{
    size_t size = 0;
    const uint8_t *bytes = primary(*state, 0, 11, 10, &size);
    log_begin(&log_2, history.base, 6, 10);
    add(&log_2, 10, 0, 1);
    add(&log_2, 11, 1, 2);
    log_begin(&log_1, history.base, 6, 12);
    add(&log_1, 12, 2, 3);
    expect_state(*state, bytes, size, 3, 12);
    /* One that does not follow is not used; nor is what is left behind the last one. */
    log_begin(&log_1, history.base, 6, 13);
    add(&log_1, 13, 2, 3);
    add(&log_2, 7, 2, 4);
    expect_state(*state, bytes, size, 2, 11);
}

static void numbers_wrap_around(void **state)
{
    for (uint32_t start = UINT32_MAX - 3; start != 2; start++) {
        size_t size = 0;
        const uint8_t *bytes = primary(*state, 0, start + 1, start, &size);
        log_begin(&log_2, history.base, 6, start);
        add(&log_2, start, 0, 1);
        add(&log_2, start + 1, 1, 2);
        log_begin(&log_1, history.base, 6, start + 2);
        add(&log_1, start + 2, 2, 3);
        expect_state(*state, bytes, size, 3, start + 2);
    }
}

static void a_log_older_than_the_hive_is_not_used(void **state)
{
    size_t size = 0;
    const uint8_t *bytes = primary(*state, 1, 12, 11, &size);
    log_begin(&log_1, history.base, 6, 10);
    add(&log_1, 10, 0, 1);
    log_begin(&log_2, history.base, 6, 11);
    add(&log_2, 11, 1, 2);
    expect_state(*state, bytes, size, 2, 11);
    log_2.size = 0;
    expect_none(*state, bytes, size, "older than it is");
}

/* Both logs were full and the hive was written without its header: the next number is far above. With
 * only one log that can be read, the same picture means that changes are missing. */
static void a_gap_is_right_with_both_logs_only(void **state)
{
    size_t size = 0;
    const uint8_t *bytes = primary(*state, 1, 11, 10, &size);
    log_begin(&log_1, history.base, 6, 25);
    add(&log_1, 25, 1, 2);
    log_begin(&log_2, history.base, 6, 26);
    add(&log_2, 26, 2, 3);
    expect_state(*state, bytes, size, 3, 26);
    log_1.bytes[508] ^= 1;
    expect_none(*state, bytes, size, "first change");
    log_1.size = 0;
    expect_none(*state, bytes, size, "first change");
}

/* A good newer log must not be used over an older one whose first entry is damaged. */
static void a_damaged_first_entry_is_not_skipped(void **state)
{
    size_t size = 0;
    const uint8_t *bytes = primary(*state, 0, 11, 10, &size);
    log_begin(&log_1, history.base, 6, 10);
    size_t at = add(&log_1, 10, 0, 1);
    log_begin(&log_2, history.base, 6, 11);
    add(&log_2, 11, 1, 2);
    log_1.bytes[at + 100] ^= 1;
    expect_none(*state, bytes, size, "first change");
}

static void each_rule_of_an_entry_counts(void **state)
{
    static const struct {
        size_t at;
        uint32_t value;
    } rows[] = {
        {0, 0},         {4, 0},           {4, 511},         {4, 100 * 1024 * 1024}, {12, 9},
        {12, 11},       {16, 0},          {16, 100},        {16, 0x7FFFF000},       {20, 0},
        {20, 100000},   {20, UINT32_MAX}, {40, 1},          {40, PAGE * 2},         {44, 1},
        {44, PAGE * 3}, {44, UINT32_MAX}, {40, 0xFFFFFE00},
    };
    size_t size = 0;
    const uint8_t *bytes = primary(*state, 0, 11, 10, &size);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        log_begin(&log_1, history.base, 6, 10);
        size_t at = add(&log_1, 10, 0, 1);
        log_put32(log_1.bytes + at + rows[i].at, rows[i].value);
        if (rows[i].at != 4)
            log_hash(&log_1, at);
        struct nl_hive_replayed replayed = replay(*state, bytes, size);
        if (replayed.state != NL_HIVE_NOT_RECOVERED)
            fail_msg("row %zu was applied", i);
    }
    /* Each bit of the hashes. */
    for (size_t bit = 0; bit < 128; bit++) {
        log_begin(&log_1, history.base, 6, 10);
        size_t at = add(&log_1, 10, 0, 1);
        log_1.bytes[at + 24 + bit / 8] ^= (uint8_t)(1U << bit % 8);
        expect_none(*state, bytes, size, "first change");
    }
}

static void each_rule_of_a_log_counts(void **state)
{
    static const struct {
        size_t at;
        uint32_t value;
        bool seal;
    } rows[] = {{0, 0, true},  {4, 9, false}, {20, 2, true},  {28, 0, true},
                {28, 5, true}, {32, 2, true}, {508, 5, false}};
    size_t size = 0;
    const uint8_t *bytes = primary(*state, 0, 11, 10, &size);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        log_begin(&log_1, history.base, 6, 10);
        add(&log_1, 10, 0, 1);
        log_put32(log_1.bytes + rows[i].at, rows[i].value);
        if (rows[i].seal)
            log_base(log_1.bytes, 10, 10);
        expect_none(*state, bytes, size, "damaged");
    }
    log_begin(&log_1, history.base, 6, 10);
    log_base(log_1.bytes, 11, 10);
    expect_none(*state, bytes, size, "damaged");
}

static void which_logs_there_are_is_told(void **state)
{
    struct nl_hive_replayed replayed;
    size_t size = 0;
    const uint8_t *bytes = primary(*state, 0, 11, 10, &size);
    log_begin(&log_1, history.base, 6, 10);
    add(&log_1, 10, 0, 1);
    const struct nl_hive_log_file full = file_of(&log_1);
    const struct nl_hive_log_file empty = {.there = true, .bytes = log_2.bytes};
    const struct nl_hive_log_file none = {0};
    const struct {
        struct nl_hive_log_file logs[NL_HIVE_LOGS];
        const char *why;
    } rows[] = {
        {{full, empty, none}, NULL},
        {{empty, full, none}, NULL},
        {{none, none, full}, NULL},
        {{empty, empty, full}, NULL},
        {{full, none, none}, "one of its two log files is missing"},
        {{none, full, none}, "one of its two log files is missing"},
        {{none, none, none}, "are missing"},
        {{empty, empty, none}, "are empty"},
        {{none, none, empty}, "are empty"},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        nl_hive_replay(*state, bytes, size, rows[i].logs, &replayed);
        if (!rows[i].why)
            assert_true(is_state(&replayed, 1));
        else if (!replayed.why || !strstr(replayed.why, rows[i].why))
            fail_msg("row %zu: said '%s'", i, replayed.why ? replayed.why : "nothing");
    }
}

static void a_base_block_that_is_not_whole_comes_from_the_log(void **state)
{
    size_t size = 0;
    uint8_t *bytes = (uint8_t *)(uintptr_t)primary(*state, 2, 11, 10, &size);
    bytes[508] ^= 0xFF;
    log_begin(&log_1, history.base, 6, 10);
    add(&log_1, 10, 0, 1);
    log_begin(&log_2, history.base, 6, 11);
    add(&log_2, 11, 2, 3);
    expect_state(*state, bytes, size, 3, 11); /* the newer log alone */
    log_2.bytes[508] ^= 1;
    expect_none(*state, bytes, size, "one of its log files is damaged");
}

static void the_flag_of_transactions_is_that_of_the_last_entry(void **state)
{
    size_t size = 0;
    const uint8_t *bytes = primary(*state, 0, 11, 10, &size);
    log_begin(&log_1, history.base, 6, 10);
    size_t at = add(&log_1, 10, 0, 1);
    log_put32(log_1.bytes + at + 8, 0xFFFFFFFF);
    log_hash(&log_1, at);
    struct nl_hive_replayed replayed = replay(*state, bytes, size);
    assert_true(is_state(&replayed, 1));
    assert_int_equal(log_get32(replayed.bytes + 144), 1);
}

static void the_old_form_is_applied_whole_or_not(void **state)
{
    size_t size = 0;
    const uint8_t *bytes = primary(*state, 1, 11, 10, &size);
    log_begin(&log_1, history.base, 1, 11);
    log_add_old(&log_1, history.bins[1], history.size[1], history.bins[2], history.size[2]);
    expect_state(*state, bytes, size, 2, 11);
    log_put32(log_1.bytes + 28, 2); /* as Windows 2000 calls it */
    log_base(log_1.bytes, 9, 9);
    expect_state(*state, bytes, size, 2, 11); /* the larger of both numbers */
    const struct log_file whole = log_1;
    for (size_t length = 0; length < whole.size; length += 256) {
        log_1.size = length;
        struct nl_hive_replayed replayed = replay(*state, bytes, size);
        if (replayed.state == NL_HIVE_RECOVERED)
            fail_msg("%zu of %zu bytes were taken for a whole log", length, whole.size);
    }
    log_1 = whole;
    log_put32(log_1.bytes + 12, 78);
    log_base(log_1.bytes, 11, 11);
    expect_none(*state, bytes, size, "another state");
    log_1 = whole;
    log_1.bytes[512] = 'd';
    expect_none(*state, bytes, size, "damaged or cut off");
}

/* Without a sound header the time of the first bin must be that of the log. */
static void the_old_form_knows_its_hive_by_its_first_bin(void **state)
{
    size_t size = 0;
    for (size_t i = 1; i < 3; i++)
        log_put32(history.bins[i] + 20, 77), log_put32(history.bins[i] + 24, 0);
    uint8_t *bytes = (uint8_t *)(uintptr_t)primary(*state, 1, 11, 10, &size);
    bytes[508] ^= 0xFF;
    log_begin(&log_1, history.base, 1, 11);
    log_add_old(&log_1, history.bins[1], history.size[1], history.bins[2], history.size[2]);
    expect_state(*state, bytes, size, 2, 11);
    /* Windows would not add a log of another time. A later one will do to look at the hive. */
    bytes[BASE + 20]--;
    struct nl_hive_replayed replayed = replay(*state, bytes, size);
    assert_int_equal(replayed.state, NL_HIVE_NOT_RECOVERED);
    assert_non_null(strstr(replayed.why, "another state"));
    assert_memory_equal(replayed.bytes + BASE + 512, history.bins[2] + 512, history.size[2] - 512);
    bytes[BASE + 20] += 2;
    expect_none(*state, bytes, size, "another state");
}

static void the_next_number_is_above_all_that_are_left(void **state)
{
    size_t size = 0;
    const uint8_t *bytes = primary(*state, 0, 11, 10, &size);
    log_begin(&log_1, history.base, 6, 10);
    add(&log_1, 10, 0, 1);
    size_t torn = add(&log_1, 11, 1, 2);
    add(&log_1, 40, 1, 2); /* left by an earlier run, behind a torn one */
    log_1.bytes[torn + 50] ^= 1;
    log_begin(&log_2, history.base, 6, 30);
    memset(log_2.bytes + log_2.size, 0, 512);
    log_2.size += 512;
    struct nl_hive_log_file logs[NL_HIVE_LOGS] = {file_of(&log_1), file_of(&log_2), {0}};
    assert_int_equal(nl_hive_next_sequence(bytes, bytes, logs), 41);
    logs[0].there = false;
    assert_int_equal(nl_hive_next_sequence(bytes, bytes, logs), 31);
    logs[1].there = false;
    assert_int_equal(nl_hive_next_sequence(bytes, bytes, logs), 12);
    /* What was recovered may be behind the file's own first number. */
    uint8_t recovered[512];
    memcpy(recovered, bytes, sizeof recovered);
    log_base(recovered, 10, 10);
    assert_int_equal(nl_hive_next_sequence(bytes, recovered, logs), 12);
}

/* Every length that a power cut can leave. */
static void every_prefix_is_a_state(void **state)
{
    size_t size = 0;
    const uint8_t *bytes = primary(*state, 0, 11, 10, &size);
    log_begin(&log_1, history.base, 6, 10);
    for (uint32_t i = 0; i < 4; i++)
        add(&log_1, 10 + i, i, i + 1);
    size_t whole = log_1.size;
    for (size_t length = 0; length <= whole; length += 128) {
        struct nl_arena scratch;
        nl_arena_init(&scratch, NULL, NULL);
        log_1.size = length;
        struct nl_hive_replayed replayed = replay(&scratch, bytes, size);
        bool sound = replayed.state == NL_HIVE_NOT_RECOVERED;
        for (size_t i = 1; i < history.count && !sound; i++)
            sound = is_state(&replayed, i) && replayed.entries == i;
        nl_arena_done(&scratch);
        if (!sound)
            fail_msg("%zu bytes: a state that never was", length);
    }
}

static unsigned random_below(unsigned *seed, unsigned limit)
{
    *seed = *seed * 1664525U + 1013904223U;
    return (*seed >> 8) % limit;
}

/* States at random, split over two logs at random, then damaged at random. */
static void whatever_happens_to_the_logs_it_is_a_state(void **state)
{
    unsigned seed = 20261127;
    unsigned recovered = 0;
    for (unsigned round = 0; round < 3000; round++) {
        struct nl_arena *arena = *state;
        size_t size = 0;
        uint32_t number = random_below(&seed, 3) == 0 ? UINT32_MAX - random_below(&seed, 4)
                                                      : 1 + random_below(&seed, 1000);
        history.count = 2 + random_below(&seed, STATES - 2);
        history.size[0] = PAGE * (1 + (size_t)random_below(&seed, 4));
        fill(history.bins[0], history.size[0], seed);
        for (size_t i = 1; i < history.count; i++) {
            memcpy(history.bins[i], history.bins[i - 1], sizeof history.bins[i]);
            history.size[i] = PAGE * (1 + (size_t)random_below(&seed, MOST_PAGES));
            if (history.size[i] > history.size[i - 1])
                fill(history.bins[i] + history.size[i - 1], history.size[i] - history.size[i - 1],
                     seed);
            for (unsigned edits = random_below(&seed, 6); edits > 0; edits--)
                history.bins[i][random_below(&seed, (unsigned)history.size[i])] ^= 0x5A;
        }
        bool swap = random_below(&seed, 2);
        struct log_file *first = swap ? &log_2 : &log_1;
        struct log_file *second = swap ? &log_1 : &log_2;
        size_t split = random_below(&seed, (unsigned)history.count);
        const uint8_t *bytes = primary(arena, 0, number + 1, number, &size);
        first->size = second->size = 0;
        log_begin(first, history.base, 6, number);
        for (size_t i = 1; i < history.count; i++) {
            if (i - 1 == split && i > 1)
                log_begin(second, history.base, 6, number + (uint32_t)i - 1);
            add(second->size && i > split ? second : first, number + (uint32_t)i - 1, i - 1, i);
        }
        for (unsigned damages = random_below(&seed, 3); damages > 0; damages--) {
            struct log_file *log = random_below(&seed, 2) && second->size ? second : first;
            size_t where = log->size ? random_below(&seed, (unsigned)log->size) : 0;
            if (random_below(&seed, 4) == 0)
                log->size = where;
            else
                log->bytes[where] ^= (uint8_t)(1U << random_below(&seed, 8));
        }
        struct nl_hive_replayed replayed = replay(arena, bytes, size);
        bool sound = replayed.state == NL_HIVE_NOT_RECOVERED;
        for (size_t i = 1; i < history.count && !sound; i++)
            sound = is_state(&replayed, i);
        if (!sound)
            fail_msg("round %u: a state that never was", round);
        recovered += replayed.state == NL_HIVE_RECOVERED;
        nl_arena_done(arena);
    }
    assert_true(recovered > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_LOGS(the_hash_is_that_of_windows),
        WITH_LOGS(a_clean_hive_is_left_alone),
        WITH_LOGS(entries_follow_each_other_through_both_logs),
        WITH_LOGS(numbers_wrap_around),
        WITH_LOGS(a_log_older_than_the_hive_is_not_used),
        WITH_LOGS(a_gap_is_right_with_both_logs_only),
        WITH_LOGS(a_damaged_first_entry_is_not_skipped),
        WITH_LOGS(each_rule_of_an_entry_counts),
        WITH_LOGS(each_rule_of_a_log_counts),
        WITH_LOGS(which_logs_there_are_is_told),
        WITH_LOGS(a_base_block_that_is_not_whole_comes_from_the_log),
        WITH_LOGS(the_flag_of_transactions_is_that_of_the_last_entry),
        WITH_LOGS(the_old_form_is_applied_whole_or_not),
        WITH_LOGS(the_old_form_knows_its_hive_by_its_first_bin),
        WITH_LOGS(the_next_number_is_above_all_that_are_left),
        WITH_LOGS(every_prefix_is_a_state),
        WITH_LOGS(whatever_happens_to_the_logs_it_is_a_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

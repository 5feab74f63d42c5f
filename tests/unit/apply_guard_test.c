/* apply_guard_test.c - how much time is left: every kind of mark, restarts, wrapped counters, set
 * clocks, and a simulation of machines that are switched off and on at random. */
#include "apply/guard.h"
#include "apply/journal_parse.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define MINUTE UINT64_C(60000)
#define MOST_MARKS 8

/* One line of a history: what was marked, with how much left, at which uptime, in which start. */
struct line {
    enum nl_mark_kind kind;
    uint64_t left_ms;
    uint64_t uptime_ms;
    const char *boot;
};

#define ARMED(left, uptime, boot)                                                                  \
    {                                                                                              \
        NL_MARK_ARMED, (left), (uptime), (boot)                                                    \
    }
#define TICK(left, uptime, boot)                                                                   \
    {                                                                                              \
        NL_MARK_TICK, (left), (uptime), (boot)                                                     \
    }
#define EXTENDED(left, uptime, boot)                                                               \
    {                                                                                              \
        NL_MARK_EXTENDED, (left), (uptime), (boot)                                                 \
    }
#define ONCE(uptime, boot)                                                                         \
    {                                                                                              \
        NL_MARK_CONFIRMED_ONCE, 0, (uptime), (boot)                                                \
    }
#define PLAIN(kind)                                                                                \
    {                                                                                              \
        NL_MARK_##kind, 0, 0, NULL                                                                 \
    }
#define VERIFIED PLAIN(VERIFIED)

static const struct row {
    const char *name;
    struct line lines[MOST_MARKS];
    size_t count;
    bool restart_required;
    uint64_t uptime_ms;
    const char *boot;
    enum nl_guard_phase phase;
    uint64_t left_ms;
    bool tick_due;
    enum nl_mark_kind confirmation; /* where the phase can be confirmed */
} rows[] = {
    {"never armed", {VERIFIED}, 1, false, 5, "a", NL_GUARD_NONE, 0, false, NL_MARK_CONFIRMED},
    {"just armed",
     {ARMED(10 * MINUTE, 500, "a"), VERIFIED},
     2,
     false,
     500,
     "a",
     NL_GUARD_COUNTING,
     10 * MINUTE,
     false,
     NL_MARK_CONFIRMED},
    {"counting",
     {ARMED(10 * MINUTE, 500, "a"), VERIFIED},
     2,
     false,
     500 + 9 * MINUTE,
     "a",
     NL_GUARD_COUNTING,
     1 * MINUTE,
     true,
     NL_MARK_CONFIRMED},
    {"one millisecond left",
     {ARMED(MINUTE, 0, "a"), VERIFIED},
     2,
     false,
     MINUTE - 1,
     "a",
     NL_GUARD_COUNTING,
     1,
     true,
     NL_MARK_CONFIRMED},
    {"over",
     {ARMED(MINUTE, 0, "a"), VERIFIED},
     2,
     false,
     MINUTE,
     "a",
     NL_GUARD_EXPIRED,
     0,
     true,
     NL_MARK_CONFIRMED},
    {"long over",
     {ARMED(MINUTE, 0, "a"), VERIFIED},
     2,
     false,
     100 * MINUTE,
     "a",
     NL_GUARD_EXPIRED,
     0,
     true,
     NL_MARK_CONFIRMED},
    {"a tick counts from itself",
     {ARMED(10 * MINUTE, 0, "a"), VERIFIED, TICK(4 * MINUTE, 6 * MINUTE, "a")},
     3,
     false,
     7 * MINUTE,
     "a",
     NL_GUARD_COUNTING,
     3 * MINUTE,
     true,
     NL_MARK_CONFIRMED},
    {"extended",
     {ARMED(MINUTE, 0, "a"), VERIFIED, EXTENDED(9 * MINUTE, 30000, "a")},
     3,
     false,
     30000,
     "a",
     NL_GUARD_COUNTING,
     9 * MINUTE,
     false,
     NL_MARK_CONFIRMED},
    {"shortened by extending",
     {ARMED(60 * MINUTE, 0, "a"), VERIFIED, EXTENDED(MINUTE, 0, "a")},
     3,
     false,
     1000,
     "a",
     NL_GUARD_COUNTING,
     MINUTE - 1000,
     false,
     NL_MARK_CONFIRMED},

    /* The machine was restarted: the uptime begins anew, and what it says has gone by. */
    {"restarted",
     {ARMED(10 * MINUTE, 50 * MINUTE, "a"), VERIFIED},
     2,
     false,
     MINUTE,
     "b",
     NL_GUARD_COUNTING,
     9 * MINUTE,
     true,
     NL_MARK_CONFIRMED},
    {"restarted, the boot not known",
     {ARMED(10 * MINUTE, 50 * MINUTE, NULL), VERIFIED},
     2,
     false,
     MINUTE,
     NULL,
     NL_GUARD_COUNTING,
     9 * MINUTE,
     true,
     NL_MARK_CONFIRMED},
    {"restarted, and up for longer than before",
     {ARMED(10 * MINUTE, MINUTE, "a"), VERIFIED},
     2,
     false,
     3 * MINUTE,
     "b",
     NL_GUARD_COUNTING,
     8 * MINUTE,
     true,
     NL_MARK_CONFIRMED},
    {"restarted and over",
     {ARMED(MINUTE, 50 * MINUTE, "a"), VERIFIED},
     2,
     false,
     2 * MINUTE,
     "b",
     NL_GUARD_EXPIRED,
     0,
     true,
     NL_MARK_CONFIRMED},
    {"the 32-bit counter began anew",
     {ARMED(10 * MINUTE, UINT32_MAX - 1000, "a"), VERIFIED},
     2,
     false,
     5000,
     "a",
     NL_GUARD_COUNTING,
     10 * MINUTE - 5000,
     true,
     NL_MARK_CONFIRMED},
    {"another name of the start alone counts nothing twice",
     {ARMED(10 * MINUTE, 1000 * MINUTE, "a"), VERIFIED},
     2,
     false,
     1001 * MINUTE,
     "b",
     NL_GUARD_COUNTING,
     9 * MINUTE,
     true,
     NL_MARK_CONFIRMED},

    /* Changes that act after a restart. */
    {"to be confirmed once",
     {ARMED(10 * MINUTE, 0, "a"), VERIFIED},
     2,
     true,
     MINUTE,
     "a",
     NL_GUARD_COUNTING,
     9 * MINUTE,
     true,
     NL_MARK_CONFIRMED_ONCE},
    {"marked twice in a tick of the counter: that is no restart",
     {ARMED(10 * MINUTE, 500, "a"), VERIFIED, EXTENDED(9 * MINUTE, 500, "a")},
     3,
     true,
     500,
     "a",
     NL_GUARD_COUNTING,
     9 * MINUTE,
     false,
     NL_MARK_CONFIRMED_ONCE},
    {"confirmed once, the countdown stands still",
     {ARMED(10 * MINUTE, 0, "a"), VERIFIED, ONCE(MINUTE, "a")},
     3,
     true,
     1440 * MINUTE,
     "a",
     NL_GUARD_WAITING,
     10 * MINUTE,
     false,
     NL_MARK_CONFIRMED_ONCE},
    {"confirmed once, and no restart for a day",
     {ARMED(10 * MINUTE, 0, "a"), VERIFIED, ONCE(MINUTE, "a")},
     3,
     true,
     1441 * MINUTE,
     "a",
     NL_GUARD_KEPT,
     10 * MINUTE,
     false,
     NL_MARK_CONFIRMED},
    {"confirmed once and restarted",
     {ARMED(10 * MINUTE, 5 * MINUTE, "a"), VERIFIED, ONCE(6 * MINUTE, "a")},
     3,
     true,
     MINUTE,
     "b",
     NL_GUARD_RESTARTED,
     10 * MINUTE,
     false,
     NL_MARK_CONFIRMED},
    {"confirmed once and restarted, up for longer than before",
     {ARMED(10 * MINUTE, 1000, "a"), VERIFIED, ONCE(2000, "a")},
     3,
     true,
     MINUTE,
     "b",
     NL_GUARD_RESTARTED,
     10 * MINUTE,
     false,
     NL_MARK_CONFIRMED},
    {"confirmed once and restarted, the boot not known",
     {ARMED(10 * MINUTE, 5 * MINUTE, NULL), VERIFIED, ONCE(6 * MINUTE, NULL)},
     3,
     true,
     MINUTE,
     NULL,
     NL_GUARD_RESTARTED,
     10 * MINUTE,
     false,
     NL_MARK_CONFIRMED},
    {"counting again after the restart",
     {ARMED(10 * MINUTE, 5 * MINUTE, "a"), VERIFIED, ONCE(6 * MINUTE, "a"),
      ARMED(10 * MINUTE, MINUTE, "b")},
     4,
     true,
     2 * MINUTE,
     "b",
     NL_GUARD_COUNTING,
     9 * MINUTE,
     true,
     NL_MARK_CONFIRMED},
    {"restarted without confirming: once is enough then",
     {ARMED(10 * MINUTE, 5 * MINUTE, "a"), VERIFIED, TICK(9 * MINUTE, MINUTE, "b")},
     3,
     true,
     MINUTE,
     "b",
     NL_GUARD_COUNTING,
     9 * MINUTE,
     false,
     NL_MARK_CONFIRMED},
    {"restarted in between, the boot not known",
     {ARMED(10 * MINUTE, 5 * MINUTE, NULL), VERIFIED, TICK(9 * MINUTE, MINUTE, NULL)},
     3,
     true,
     7 * MINUTE,
     NULL,
     NL_GUARD_COUNTING,
     3 * MINUTE,
     true,
     NL_MARK_CONFIRMED},

    /* The ends, and what stops half way. */
    {"confirmed",
     {ARMED(MINUTE, 0, "a"), VERIFIED, PLAIN(CONFIRMED)},
     3,
     false,
     100 * MINUTE,
     "a",
     NL_GUARD_NONE,
     0,
     false,
     NL_MARK_CONFIRMED},
    {"rolled back",
     {ARMED(MINUTE, 0, "a"), VERIFIED, PLAIN(ROLLING_BACK), PLAIN(ROLLED_BACK)},
     4,
     false,
     100 * MINUTE,
     "a",
     NL_GUARD_NONE,
     0,
     false,
     NL_MARK_CONFIRMED},
    {"killed in the middle of apply",
     {ARMED(MINUTE, 0, "a"), PLAIN(WRITTEN)},
     2,
     false,
     1,
     "a",
     NL_GUARD_INTERRUPTED,
     MINUTE - 1,
     false,
     NL_MARK_CONFIRMED},
    {"killed before it was armed",
     {PLAIN(WRITTEN)},
     1,
     false,
     1,
     "a",
     NL_GUARD_NONE,
     0,
     false,
     NL_MARK_CONFIRMED},
    {"killed in the middle of rolling back",
     {ARMED(MINUTE, 0, "a"), VERIFIED, PLAIN(ROLLING_BACK)},
     3,
     false,
     1,
     "a",
     NL_GUARD_INTERRUPTED,
     MINUTE - 1,
     false,
     NL_MARK_CONFIRMED},
    {"not rolled back whole",
     {ARMED(MINUTE, 0, "a"), VERIFIED, PLAIN(ROLLING_BACK), PLAIN(INCOMPLETE)},
     4,
     false,
     1,
     "a",
     NL_GUARD_AGAIN,
     0,
     false,
     NL_MARK_CONFIRMED},
    {"given up",
     {ARMED(MINUTE, 0, "a"), VERIFIED, PLAIN(ROLLING_BACK), PLAIN(INCOMPLETE), PLAIN(DISARMED)},
     5,
     false,
     1,
     "a",
     NL_GUARD_NONE,
     0,
     false,
     NL_MARK_CONFIRMED},
    {"a tick that nobody armed is nothing",
     {TICK(MINUTE, 0, "a"), VERIFIED},
     2,
     false,
     1,
     "a",
     NL_GUARD_NONE,
     0,
     false,
     NL_MARK_CONFIRMED},

    /* Numbers that no guard writes. */
    {"more than the most",
     {ARMED(UINT64_MAX, 0, "a"), VERIFIED},
     2,
     false,
     0,
     "a",
     NL_GUARD_COUNTING,
     NL_CONFIRM_MOST_S * 1000,
     false,
     NL_MARK_CONFIRMED},
    {"nothing left from the start",
     {ARMED(0, 0, "a"), VERIFIED},
     2,
     false,
     0,
     "a",
     NL_GUARD_EXPIRED,
     0,
     false,
     NL_MARK_CONFIRMED},
    {"armed at the end of time",
     {ARMED(MINUTE, UINT64_MAX, "a"), VERIFIED},
     2,
     false,
     1000,
     "a",
     NL_GUARD_COUNTING,
     MINUTE - 1000,
     true,
     NL_MARK_CONFIRMED},
};

static struct nl_journal journal_of(struct nl_arena *arena, const struct row *row)
{
    struct nl_journal journal = {.id = "000001",
                                 .plan = "plan",
                                 .confirm_within_s = 600,
                                 .restart_required = row->restart_required};
    for (size_t i = 0; i < row->count; i++) {
        const struct line *line = &row->lines[i];
        struct nl_mark mark = {.kind = line->kind,
                               .left_ms = line->left_ms,
                               .uptime_ms = line->uptime_ms,
                               .boot = line->boot};
        *NL_PUSH(arena, &journal.marks) = mark;
        nl_journal_see(&journal, &mark);
    }
    return journal;
}

/* The same at whatever the clock says: it plays no part. */
static void every_history(void **state)
{
    static const uint64_t clocks[] = {0, 1795358035, UINT64_MAX};
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        for (size_t c = 0; c < NL_COUNT_OF(clocks); c++) {
            struct nl_arena arena;
            struct nl_guard_view view;
            nl_arena_init(&arena, NULL, NULL);
            struct nl_journal journal = journal_of(&arena, &rows[i]);
            struct nl_moment moment = {
                .now_s = clocks[c], .uptime_ms = rows[i].uptime_ms, .boot = rows[i].boot};
            nl_guard_look(&journal, &moment, &view);
            if (view.phase != rows[i].phase || view.left_ms != rows[i].left_ms ||
                view.tick_due != rows[i].tick_due)
                fail_msg("%s: %s, %llu ms left, tick %d", rows[i].name,
                         nl_guard_phase_words[view.phase], (unsigned long long)view.left_ms,
                         view.tick_due);
            if (nl_guard_confirmation(&journal, &view) != rows[i].confirmation &&
                nl_guard_watches(view.phase) && journal.state == NL_JOURNAL_UNCONFIRMED)
                fail_msg("%s: confirmed as %s", rows[i].name,
                         nl_mark_words[nl_guard_confirmation(&journal, &view)]);
            nl_arena_done(&arena);
        }
    }
}

static void damage_is_doubtful_only_where_it_may_be_armed(void **state)
{
    (void)state;
    struct nl_moment moment = {.uptime_ms = 5};
    struct nl_guard_view view;
    struct nl_mark armed = {.kind = NL_MARK_ARMED, .left_ms = 5};
    struct nl_journal readable = {.plan = "plan", .state = NL_JOURNAL_DAMAGED};
    struct nl_journal unreadable = {.state = NL_JOURNAL_DAMAGED};
    nl_guard_look(&readable, &moment, &view);
    assert_int_equal(view.phase, NL_GUARD_NONE);
    nl_guard_look(&unreadable, &moment, &view);
    assert_int_equal(view.phase, NL_GUARD_DAMAGED);
    readable.marks.items = &armed;
    readable.marks.count = 1;
    nl_guard_look(&readable, &moment, &view);
    assert_int_equal(view.phase, NL_GUARD_DAMAGED);
    assert_false(nl_guard_watches(view.phase));
}

static void words_are_complete(void **state)
{
    (void)state;
    for (size_t i = 0; i < NL_GUARD_PHASE_COUNT; i++)
        assert_non_null(nl_guard_phase_words[i]);
    assert_null(nl_guard_phase_words[NL_GUARD_PHASE_COUNT]);
    size_t marks = 0;
    while (nl_mark_words[marks])
        marks++;
    assert_int_equal(marks, NL_MARK_ABANDONED + 1);
}

/* A small generator of its own: the test must not depend on a library's. */
static uint64_t next(uint64_t *seed, uint64_t below)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (*seed >> 33) % below;
}

/* A machine runs, ticks, loses power with or without its last tick, and starts again; its clock is
 * set at will. Returns the time that had really gone by when the guard fired, and how often the
 * machine was restarted. */
static uint64_t run_machine(uint64_t *seed, uint64_t total_ms, unsigned *out_restarts)
{
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    struct nl_journal journal = {.id = "1", .plan = "p", .confirm_within_s = total_ms / 1000};
    uint64_t uptime = next(seed, 3) ? next(seed, 1000 * MINUTE) : UINT32_MAX - next(seed, MINUTE);
    uint64_t really = 0;
    unsigned restarts = 0;
    char boot[16] = "0";
    bool named = next(seed, 2) != 0;
    const struct nl_mark verified = {.kind = NL_MARK_VERIFIED};
    struct nl_moment moment = {.uptime_ms = uptime, .boot = named ? "0" : NULL};
    struct nl_mark mark = nl_guard_mark(NL_MARK_ARMED, total_ms, &moment);
    for (;;) {
        mark.boot = nl_arena_text(&arena, mark.boot);
        *NL_PUSH(&arena, &journal.marks) = mark;
        nl_journal_see(&journal, journal.marks.count == 1 ? &verified : &mark);
        struct nl_guard_view view;
        do {
            uint64_t step = 1 + next(seed, 7000);
            really += step;
            uptime += step;
            if (next(seed, 40) == 0) {
                /* Power cut: the machine comes up again after a while that does not count but for
                 * what its new uptime says. */
                restarts++;
                uptime = next(seed, 90000);
                really += uptime;
                (void)snprintf(boot, sizeof boot, "%u", restarts);
            }
            moment = (struct nl_moment){
                .now_s = next(seed, UINT32_MAX), .uptime_ms = uptime, .boot = named ? boot : NULL};
            nl_guard_look(&journal, &moment, &view);
            if (view.phase == NL_GUARD_EXPIRED) {
                nl_arena_done(&arena);
                *out_restarts = restarts;
                return really;
            }
            assert_int_equal(view.phase, NL_GUARD_COUNTING);
        } while (!view.tick_due);
        mark = nl_guard_mark(NL_MARK_TICK, view.left_ms, &moment);
    }
}

static void never_early_and_hardly_late(void **state)
{
    enum { MACHINES = 3000, STEP_MS = 7000 };
    (void)state;
    uint64_t seed = 20261122;
    uint64_t restarted = 0;
    for (unsigned i = 0; i < MACHINES; i++) {
        unsigned restarts = 0;
        uint64_t total_ms = NL_CONFIRM_LEAST_S * 1000 + next(&seed, 30 * MINUTE);
        uint64_t really = run_machine(&seed, total_ms, &restarts);
        restarted += restarts;
        assert_true(really >= total_ms);
        /* Each restart gives back what was not marked, and the uptime of a start that was longer
         * than the one before it. */
        assert_true(really <= total_ms + STEP_MS + restarts * (NL_GUARD_TICK_MS + 90000 + STEP_MS));
    }
    print_message("%d machines, %llu restarts\n", MACHINES, (unsigned long long)restarted);
    assert_true(restarted > MACHINES);
}

static void deadlines_for_people(void **state)
{
    (void)state;
    struct nl_moment moment = {.now_s = 100, .uptime_ms = 7, .boot = "b"};
    struct nl_mark mark = nl_guard_mark(NL_MARK_ARMED, 30001, &moment);
    assert_int_equal(mark.deadline_s, 131);
    assert_int_equal(mark.left_ms, 30001);
    assert_int_equal(mark.uptime_ms, 7);
    assert_string_equal(mark.boot, "b");
    assert_int_equal(nl_guard_mark(NL_MARK_CONFIRMED, 0, &moment).deadline_s, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_history),
        cmocka_unit_test(damage_is_doubtful_only_where_it_may_be_armed),
        cmocka_unit_test(words_are_complete),
        cmocka_unit_test(never_early_and_hardly_late),
        cmocka_unit_test(deadlines_for_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

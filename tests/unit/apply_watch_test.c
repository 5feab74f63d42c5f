/* apply_watch_test.c - the guard, round by round, over a machine and a disk that can fail and lose
 * power: it fires when the time is over and not before, and whatever stops it, it ends with every
 * setting at its before-value. */
#include "model/machine_set.h"
#include "watch_stage.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* Why the newest journal was rolled back the last time, as it says itself. */
static const char *why_rolled_back(struct stage *s)
{
    struct nl_journal journal = stage_journal(s);
    const char *why = NULL;
    for (size_t i = 0; i < journal.marks.count; i++) {
        if (journal.marks.items[i].kind == NL_MARK_ROLLING_BACK)
            why = journal.marks.items[i].note;
    }
    return why;
}

static void fires_when_the_time_is_over(void **state)
{
    struct stage *s = stage_open();
    (void)state;
    stage_apply(s);
    /* Ten minutes by uptime, while the clock is set forth and back by years. */
    for (unsigned i = 0; i < 60; i++) {
        assert_int_equal(stage_round(s), NL_WATCH_WAIT);
        assert_string_not_equal(s->first, world_picture(&s->world));
        s->clock.uptime_ms += i == 59 ? 9999 : 10000;
        s->clock.now_s = i % 2 ? 0 : UINT32_MAX;
    }
    assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    assert_int_equal(s->wait_ms, 1);
    assert_true(s->installed);
    s->clock.uptime_ms += 1;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    assert_false(s->installed);
    assert_false(s->world.locked);
    stage_check_as_before(s);
    assert_int_equal(stage_journal(s).state, NL_JOURNAL_ROLLED_BACK);
    assert_string_equal(why_rolled_back(s), "not confirmed in time");
    assert_true(stage_told(s, NL_EVENT_GUARD_FIRED,
                           "dcom.enabled: \"N\" (REG_SZ) -> \"Y\" (REG_SZ) "
                           "(restored)"));
    assert_int_equal(s->events.count, 1);
    stage_close(s);
}

static void leaves_a_confirmed_change(void **state)
{
    struct stage *s = stage_open();
    (void)state;
    stage_apply(s);
    const char *applied = world_picture(&s->world);
    assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    stage_mark(s, NL_MARK_CONFIRMED, 0);
    assert_int_equal(stage_round(s), NL_WATCH_END);
    assert_false(s->installed);
    assert_string_equal(applied, world_picture(&s->world));
    assert_int_equal(s->events.count, 0);
    stage_close(s);
}

/* The apply was killed after its first write: its lock is free, its journal open. */
static void takes_back_what_was_interrupted(void **state)
{
    struct stage *s = stage_open();
    (void)state;
    stage_apply(s);
    stage_interrupt(s);
    assert_int_equal(stage_round(s), NL_WATCH_END);
    stage_check_as_before(s);
    assert_true(stage_told(s, NL_EVENT_GUARD_RECOVERED, "smb.direct"));
    assert_string_equal(why_rolled_back(s), "recovery of an interrupted change");
    stage_close(s);
}

static void leaves_alone_what_somebody_changed(void **state)
{
    struct stage *s = stage_open();
    (void)state;
    stage_apply(s);
    struct nl_address dcom = s->plan.steps.items[0].address;
    for (size_t i = 0; i < s->plan.steps.count; i++) {
        if (nl_same(s->plan.steps.items[i].instance.id, "smb.direct"))
            dcom = s->plan.steps.items[i].address;
    }
    struct nl_value seven = nl_value_dword(&s->m->arena, 7);
    nl_machine_set(&s->m->arena, &s->world.now, &dcom, &seven);
    s->world.durable = s->world.now;
    s->clock.uptime_ms += 20 * MINUTE;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    assert_false(s->installed);
    assert_int_equal(stage_journal(s).state, NL_JOURNAL_INCOMPLETE);
    assert_true(stage_told(s, NL_EVENT_GUARD_INCOMPLETE, "(left-alone: somebody changed it to 7"));
    struct nl_journal journal = stage_journal(s);
    const struct nl_mark *last = &journal.marks.items[journal.marks.count - 1];
    assert_int_equal(last->kind, NL_MARK_DISARMED);
    assert_string_equal(last->note, "somebody changed the rest since");
    /* Waiting does not alter that: a later guard does not try again. */
    size_t events = s->events.count;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    assert_int_equal(s->events.count, events);
    stage_close(s);
}

static void tries_again_what_failed(void **state)
{
    struct stage *s = stage_open();
    (void)state;
    stage_apply(s);
    s->clock.uptime_ms += 20 * MINUTE;
    /* The machine cannot be reached at all for a while. */
    s->host_fails = true;
    for (unsigned i = 0; i < 50; i++) {
        assert_int_equal(stage_round(s), NL_WATCH_WAIT);
        s->clock.uptime_ms += s->wait_ms;
    }
    assert_true(stage_told(s, NL_EVENT_GUARD_TROUBLE, "no machine"));
    assert_int_equal(s->events.count, 2); /* told, but not fifty times */
    s->host_fails = false;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    stage_check_as_before(s);
    stage_close(s);
}

/* One host call of each round fails, so that one setting cannot be written back. */
static void fail_a_write_in_every_round(struct stage *s, enum nl_watch_next *out_next,
                                        unsigned *out_tries)
{
    const struct nl_value *wanted = &s->plan.steps.items[0].wanted;
    const struct nl_address *where = &s->plan.steps.items[0].address;
    *out_tries = 0;
    for (unsigned round = 0; round < 2000; round++) {
        /* Whatever was restored is applied again by nobody: only the first setting counts here. */
        size_t before = s->events.count;
        s->world.calls = 0;
        s->world.failure = WORLD_CALL_FAILS;
        s->world.fail_at = 0;
        struct nl_value now = nl_machine_read(&s->m->arena, &s->world.now, where);
        assert_true(nl_value_equal(&now, wanted));
        /* list, read, the ROLLING_BACK mark, the second step's read (and write at first), the first
         * step's read: that one fails. */
        s->world.fail_at = round == 0 ? 6 : 5;
        *out_next = stage_round(s);
        *out_tries += s->events.count > before;
        s->clock.uptime_ms += s->wait_ms;
        if (*out_next != NL_WATCH_WAIT)
            return;
    }
}

static void rests_until_the_next_start(void **state)
{
    struct stage *s = stage_open();
    enum nl_watch_next next = NL_WATCH_WAIT;
    unsigned tries = 0;
    (void)state;
    stage_apply(s);
    s->clock.uptime_ms += 20 * MINUTE;
    fail_a_write_in_every_round(s, &next, &tries);
    assert_int_equal(next, NL_WATCH_REST);
    assert_true(s->installed); /* it comes back with the next start */
    assert_int_equal(tries, 10);
    assert_true(stage_told(s, NL_EVENT_GUARD_INCOMPLETE, "failed: the call was made to fail"));
    assert_string_equal(why_rolled_back(s), "another try");
    /* The next start: nothing fails any more, a new process. */
    s->world.failure = WORLD_WORKS;
    s->clock.uptime_ms = 1000;
    s->boot = "boot-2";
    s->watch.tries = 0;
    s->watch.next_try_ms = 0;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    stage_check_as_before(s);
    stage_close(s);
}

static void counts_again_after_the_restart(void **state)
{
    struct stage *s = stage_open();
    (void)state;
    stage_apply(s);
    stage_mark(s, NL_MARK_CONFIRMED_ONCE, 0);
    s->clock.uptime_ms += 100 * MINUTE;
    assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    assert_int_equal(s->events.count, 0);
    s->clock.uptime_ms = 101 * MINUTE + 5 * MINUTE; /* up for longer than before */
    s->boot = "boot-2";
    assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    assert_true(stage_told(s, NL_EVENT_COUNTING_AGAIN, "10m"));
    s->clock.uptime_ms += 10 * MINUTE - 1;
    assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    assert_string_not_equal(s->first, world_picture(&s->world));
    s->clock.uptime_ms += 1;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    stage_check_as_before(s);
    stage_close(s);
}

static void writes_the_countdown_down(void **state)
{
    struct stage *s = stage_open();
    uint32_t wait_ms = 0;
    (void)state;
    stage_apply(s);
    size_t marks = stage_journal(s).marks.count;
    s->clock.uptime_ms += 19999;
    assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    assert_int_equal(stage_journal(s).marks.count, marks);
    s->clock.uptime_ms += 1;
    assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    assert_int_equal(stage_journal(s).marks.count, marks + 1);
    /* When the machine shuts down, to the millisecond. */
    s->clock.uptime_ms += 7;
    assert_int_equal(nl_watch_round(&s->watch, &s->m->arena, true, &wait_ms), NL_WATCH_WAIT);
    struct nl_journal journal = stage_journal(s);
    assert_int_equal(journal.marks.count, marks + 2);
    assert_int_equal(journal.marks.items[marks + 1].left_ms, 600000 - 20007);
    /* Leaving takes nothing back, however late it is. */
    s->clock.uptime_ms += 60 * MINUTE;
    assert_int_equal(nl_watch_round(&s->watch, &s->m->arena, true, &wait_ms), NL_WATCH_WAIT);
    assert_true(s->installed);
    assert_string_not_equal(s->first, world_picture(&s->world));
    stage_close(s);
}

/* The last line was torn by a power cut: the countdown goes on from the one before. */
static void a_torn_tick_is_not_counted(void **state)
{
    struct stage *s = stage_open();
    (void)state;
    stage_apply(s);
    for (unsigned i = 0; i < 2; i++) {
        s->clock.uptime_ms += MINUTE;
        assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    }
    s->world.files.items[0].size -= 5;
    s->boot = "boot-2";
    s->clock.uptime_ms = 30000;
    struct nl_journal journal = stage_journal(s);
    struct nl_moment moment = nl_moment_now(&s->clock.base, s->boot);
    struct nl_guard_view view;
    assert_true(journal.torn);
    nl_guard_look(&journal, &moment, &view);
    assert_int_equal(view.left_ms, 9 * MINUTE - 30000);
    assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    s->clock.uptime_ms += 9 * MINUTE - 30000;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    stage_check_as_before(s);
    stage_close(s);
}

static void a_damaged_journal_is_told_in_the_end(void **state)
{
    struct stage *s = stage_open();
    (void)state;
    stage_apply(s);
    s->world.files.items[0].bytes[10] ^= 1; /* in the first line: nothing of it can be trusted */
    unsigned rounds = 0;
    while (stage_round(s) == NL_WATCH_WAIT) {
        assert_int_equal(s->events.count, 0); /* it may only be locked by a virus scanner */
        rounds++;
        s->clock.uptime_ms += s->wait_ms;
    }
    assert_in_range(rounds, 10, 30);
    assert_true(stage_told(s, NL_EVENT_JOURNAL_DAMAGED, "checksum"));
    assert_false(s->installed);
    assert_string_not_equal(s->first, world_picture(&s->world)); /* never guessed */
    stage_close(s);
}

/* The disk is full from the deadline on: no mark can be written, and still the way in is open. */
static void a_full_disk_locks_nobody_out(void **state)
{
    struct stage *s = stage_open();
    (void)state;
    stage_apply(s);
    s->clock.uptime_ms += 20 * MINUTE;
    s->world.calls = 0;
    s->world.failure = WORLD_CALL_FAILS;
    s->world.fail_at = 3; /* list, read, append */
    assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    stage_check_as_before(s);
    assert_true(stage_told(s, NL_EVENT_GUARD_TROUBLE, "made to fail"));
    assert_int_equal(stage_journal(s).state, NL_JOURNAL_UNCONFIRMED);
    s->world.failure = WORLD_WORKS;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    stage_check_as_before(s);
    assert_int_equal(stage_journal(s).state, NL_JOURNAL_ROLLED_BACK);
    stage_close(s);
}

/* Of two changes the time of one is over: it alone goes back, and the guard stays for the other. */
static void stays_for_what_still_counts(void **state)
{
    struct stage *s = stage_open();
    struct nl_journals journals;
    (void)state;
    stage_apply(s);
    struct nl_journal other = stage_journal(s);
    struct nl_moment moment = nl_moment_now(&s->clock.base, s->boot);
    struct nl_mark armed = nl_guard_mark(NL_MARK_ARMED, 20 * MINUTE, &moment);
    struct nl_mark verified = {.kind = NL_MARK_VERIFIED};
    other.steps.count = 0;
    assert_int_equal(nl_journal_create(&s->world.store, &s->m->arena, &other, NULL), NL_OK);
    assert_int_equal(nl_journal_mark(&s->world.store, &s->m->arena, &other, &armed, NULL), NL_OK);
    assert_int_equal(nl_journal_mark(&s->world.store, &s->m->arena, &other, &verified, NULL),
                     NL_OK);
    s->clock.uptime_ms += 10 * MINUTE;
    assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    stage_check_as_before(s);
    assert_true(s->installed);
    assert_int_equal(nl_journal_list(&s->world.store, &s->m->arena, &journals, NULL), NL_OK);
    assert_int_equal(journals.count, 2);
    assert_int_equal(journals.items[0].state, NL_JOURNAL_UNCONFIRMED);
    assert_int_equal(journals.items[1].state, NL_JOURNAL_ROLLED_BACK);
    s->clock.uptime_ms += 10 * MINUTE;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    assert_false(s->installed);
    stage_close(s);
}

/* Cuts the power at call number n of the round that fires, with every subset of the writes kept
 * that had not been synced; false once the round has fewer calls. */
static bool cut_at(uint64_t call, uint64_t kept, size_t torn, size_t *out_pending)
{
    struct stage *volatile s = stage_open();
    volatile bool was_cut = false;
    stage_apply(s);
    s->clock.uptime_ms += 20 * MINUTE;
    s->world.calls = 0;
    s->world.failure = WORLD_POWER_CUT;
    s->world.fail_at = call;
    s->world.torn = torn;
    if (setjmp(s->world.power_off) == 0) {
        uint32_t wait_ms = 0;
        (void)nl_watch_round(&s->watch, &s->m->arena, false, &wait_ms);
    } else {
        was_cut = true;
    }
    if (was_cut) {
        *out_pending = s->world.pending.count;
        world_restart(&s->world, kept);
        s->clock.uptime_ms = 1000;
        s->boot = "boot-2";
        enum nl_watch_next next = stage_round(s);
        if (next == NL_WATCH_WAIT) { /* cut before the first mark: the countdown goes on */
            s->clock.uptime_ms += 10 * MINUTE;
            next = stage_round(s);
        }
        assert_int_equal(next, NL_WATCH_END);
        assert_int_equal(stage_journal(s).state, NL_JOURNAL_ROLLED_BACK);
    }
    stage_check_as_before(s);
    stage_close(s);
    return was_cut;
}

static void power_cuts_in_the_round_that_fires(void **state)
{
    (void)state;
    unsigned cuts = 0;
    bool more = true;
    for (uint64_t call = 1; more; call++) {
        size_t pending = 0;
        more = cut_at(call, 0, 0, &pending);
        for (uint64_t kept = 0; more && kept < UINT64_C(1) << pending; kept++) {
            for (size_t torn = 0; torn <= 200; torn += 40) {
                size_t same = 0;
                assert_true(cut_at(call, kept, torn, &same));
                cuts++;
            }
        }
    }
    print_message("%u power cuts survived\n", cuts);
    assert_true(cuts > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fires_when_the_time_is_over),
        cmocka_unit_test(leaves_a_confirmed_change),
        cmocka_unit_test(takes_back_what_was_interrupted),
        cmocka_unit_test(leaves_alone_what_somebody_changed),
        cmocka_unit_test(tries_again_what_failed),
        cmocka_unit_test(rests_until_the_next_start),
        cmocka_unit_test(counts_again_after_the_restart),
        cmocka_unit_test(writes_the_countdown_down),
        cmocka_unit_test(a_torn_tick_is_not_counted),
        cmocka_unit_test(a_damaged_journal_is_told_in_the_end),
        cmocka_unit_test(a_full_disk_locks_nobody_out),
        cmocka_unit_test(stays_for_what_still_counts),
        cmocka_unit_test(power_cuts_in_the_round_that_fires),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

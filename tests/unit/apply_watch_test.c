/* apply_watch_test.c - the guard, round by round, over a machine and a disk that can fail and lose
 * power: it fires when the time is over and not before, and whatever stops it, it ends with every
 * setting at its before-value. */
#include "apply/apply.h"
#include "apply/watch.h"
#include "machine_builder.h"
#include "power_cut.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define MINUTE UINT64_C(60000)
#define MOST_EVENTS 64

/* A clock that is moved by hand. */
struct hand_clock {
    struct nl_clock base;
    uint64_t now_s;
    uint64_t uptime_ms;
};

/* An event log that remembers. */
struct kept_events {
    struct nl_events base;
    enum nl_event_id ids[MOST_EVENTS];
    char texts[MOST_EVENTS][2048]; /* the inserts, parted by | */
    size_t count;
};

struct stage {
    struct machine_builder *m;
    struct world world;
    struct hand_clock clock;
    struct kept_events events;
    struct nl_profile profile;
    struct nl_plan plan;
    struct nl_watch watch;
    const char *boot;
    const char *first; /* the machine before anything */
    bool host_fails;
    bool installed;
    uint32_t wait_ms;
};

static uint64_t hand_now_s(struct nl_clock *clock)
{
    return ((struct hand_clock *)clock)->now_s;
}

static uint64_t hand_uptime_ms(struct nl_clock *clock)
{
    return ((struct hand_clock *)clock)->uptime_ms;
}

static void keep_event(struct nl_events *base, const struct nl_event_row *row,
                       const char *const *inserts)
{
    struct kept_events *events = (struct kept_events *)base;
    assert_true(events->count < MOST_EVENTS);
    char *text = events->texts[events->count];
    for (size_t i = 0; i < row->inserts; i++) {
        assert_non_null(inserts[i]);
        (void)strncat(text, inserts[i], sizeof events->texts[0] - strlen(text) - 1);
        (void)strncat(text, "|", sizeof events->texts[0] - strlen(text) - 1);
    }
    events->ids[events->count++] = row->id;
}

static const struct nl_events_ops event_ops = {.report = keep_event};

static enum nl_status open_host(void *context, struct nl_arena *arena, struct nl_host **out_host,
                                struct nl_error *err)
{
    struct stage *s = context;
    (void)arena;
    if (s->host_fails)
        return nl_fail(err, NL_FAILED, "no machine");
    *out_host = &s->world.host;
    return NL_OK;
}

static const char *boot(void *context, struct nl_arena *arena)
{
    (void)arena;
    return ((struct stage *)context)->boot;
}

static enum nl_status remove_service(void *context, struct nl_error *err)
{
    struct stage *s = context;
    (void)err;
    assert_true(s->world.locked); /* or an apply could arm a journal in between */
    s->installed = false;
    return NL_OK;
}

static enum nl_status arm(void *context, struct nl_journal *journal, struct nl_error *err)
{
    struct stage *s = context;
    struct nl_moment moment = nl_moment_now(&s->clock.base, s->boot);
    struct nl_mark mark = nl_guard_mark(NL_MARK_ARMED, journal->confirm_within_s * 1000, &moment);
    s->installed = true;
    return nl_journal_mark(&s->world.store, &s->m->arena, journal, &mark, err);
}

static struct stage *stage_open(void)
{
    struct stage *s = calloc(1, sizeof *s);
    assert_non_null(s);
    s->m = machine_windows_10();
    s->boot = "boot-1";
    s->clock = (struct hand_clock){.base = {.now_s = hand_now_s, .uptime_ms = hand_uptime_ms},
                                   .now_s = 1795358035,
                                   .uptime_ms = 5 * MINUTE};
    s->events.base.ops = &event_ops;
    s->profile.name = "test";
    assert_int_equal(nl_profile_set(&s->m->arena, &s->profile, "dcom.enabled=no", NULL), NL_OK);
    assert_int_equal(nl_profile_set(&s->m->arena, &s->profile, "smb.direct=disabled", NULL), NL_OK);
    nl_plan_make(&s->m->arena, &s->m->machine, &s->profile, (1U << NL_PLACE_COUNT) - 1, &s->plan);
    assert_int_equal(s->plan.steps.count, 2);
    world_init(&s->world, &s->m->arena, &s->m->machine);
    s->first = world_picture(&s->world);
    s->watch = (struct nl_watch){.store = &s->world.store,
                                 .clock = &s->clock.base,
                                 .events = &s->events.base,
                                 .open_host = open_host,
                                 .boot = boot,
                                 .remove = remove_service,
                                 .context = s};
    return s;
}

static void stage_close(struct stage *s)
{
    machine_free(s->m);
    free(s);
}

/* Applies with ten minutes to confirm. */
static void stage_apply(struct stage *s)
{
    struct nl_apply_result result;
    struct nl_error err = {0};
    struct nl_apply apply = {.host = &s->world.host,
                             .store = &s->world.store,
                             .clock = &s->clock.base,
                             .arena = &s->m->arena,
                             .plan = &s->plan,
                             .confirm_within_s = 600,
                             .arm = arm,
                             .context = s};
    for (size_t i = 0; i < s->plan.gates.count; i++)
        nl_texts_add(&apply.accepted, &s->m->arena, s->plan.gates.items[i].row->id);
    assert_int_equal(nl_apply_run(&apply, &result, &err), NL_OK);
    assert_int_equal(result.journal.state, NL_JOURNAL_UNCONFIRMED);
    assert_string_not_equal(s->first, world_picture(&s->world));
}

static enum nl_watch_next stage_round(struct stage *s)
{
    /* The world keeps what is written to it, so a round's memory lives as long as the world. */
    enum nl_watch_next next = nl_watch_round(&s->watch, &s->m->arena, false, &s->wait_ms);
    assert_true(s->wait_ms <= 15000); /* a clock that is set must not matter for longer */
    return next;
}

static struct nl_journal stage_journal(struct stage *s)
{
    struct nl_journals journals;
    assert_int_equal(nl_journal_list(&s->world.store, &s->m->arena, &journals, NULL), NL_OK);
    assert_int_equal(journals.count, 1);
    return journals.items[0];
}

static void stage_mark(struct stage *s, enum nl_mark_kind kind, uint64_t left_ms)
{
    struct nl_journal journal = stage_journal(s);
    struct nl_moment moment = nl_moment_now(&s->clock.base, s->boot);
    struct nl_mark mark = nl_guard_mark(kind, left_ms, &moment);
    assert_int_equal(nl_journal_mark(&s->world.store, &s->m->arena, &journal, &mark, NULL), NL_OK);
}

static bool told(const struct stage *s, enum nl_event_id id, const char *part)
{
    for (size_t i = 0; i < s->events.count; i++) {
        if (s->events.ids[i] == id && strstr(s->events.texts[i], part))
            return true;
    }
    return false;
}

static void check_as_before(struct stage *s)
{
    assert_string_equal(s->first, world_picture(&s->world));
    assert_int_equal(s->world.pending.count, 0); /* and on disk */
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
    check_as_before(s);
    assert_int_equal(stage_journal(s).state, NL_JOURNAL_ROLLED_BACK);
    assert_true(told(s, NL_EVENT_GUARD_FIRED,
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

static void waits_while_somebody_holds_the_lock(void **state)
{
    struct stage *s = stage_open();
    (void)state;
    stage_apply(s);
    s->clock.uptime_ms += 20 * MINUTE;
    s->world.locked = true;
    for (unsigned i = 0; i < 5; i++) {
        assert_int_equal(stage_round(s), NL_WATCH_WAIT);
        assert_int_equal(s->wait_ms, 1000);
        assert_string_not_equal(s->first, world_picture(&s->world));
    }
    s->world.locked = false;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    check_as_before(s);
    stage_close(s);
}

/* The apply was killed after its first write: its lock is free, its journal open. */
static void takes_back_what_was_interrupted(void **state)
{
    struct stage *s = stage_open();
    (void)state;
    stage_apply(s);
    struct world_file *file = &s->world.files.items[0];
    const uint8_t *written = file->bytes;
    for (unsigned lines = 0; lines < 3; lines++) /* header, armed, written */
        written = (const uint8_t *)memchr(written, '\n', file->size) + 1;
    file->size = (size_t)(written - file->bytes);
    assert_int_equal(stage_journal(s).state, NL_JOURNAL_OPEN);
    assert_int_equal(stage_round(s), NL_WATCH_END);
    check_as_before(s);
    assert_true(told(s, NL_EVENT_GUARD_RECOVERED, "smb.direct"));
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
    assert_true(told(s, NL_EVENT_GUARD_INCOMPLETE, "(left-alone: somebody changed it to 7"));
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
    assert_true(told(s, NL_EVENT_GUARD_TROUBLE, "no machine"));
    assert_int_equal(s->events.count, 2); /* told, but not fifty times */
    s->host_fails = false;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    check_as_before(s);
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
        /* list, read, the UNDOING mark, the second step's read (and write at first), the first
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
    assert_true(told(s, NL_EVENT_GUARD_INCOMPLETE, "failed: the call was made to fail"));
    /* The next start: nothing fails any more, a new process. */
    s->world.failure = WORLD_WORKS;
    s->clock.uptime_ms = 1000;
    s->boot = "boot-2";
    s->watch.tries = 0;
    s->watch.next_try_ms = 0;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    check_as_before(s);
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
    assert_true(told(s, NL_EVENT_COUNTING_AGAIN, "10m"));
    s->clock.uptime_ms += 10 * MINUTE - 1;
    assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    assert_string_not_equal(s->first, world_picture(&s->world));
    s->clock.uptime_ms += 1;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    check_as_before(s);
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
    check_as_before(s);
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
    assert_true(told(s, NL_EVENT_JOURNAL_DAMAGED, "checksum"));
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
    check_as_before(s);
    assert_true(told(s, NL_EVENT_GUARD_TROUBLE, "made to fail"));
    assert_int_equal(stage_journal(s).state, NL_JOURNAL_UNCONFIRMED);
    s->world.failure = WORLD_WORKS;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    check_as_before(s);
    assert_int_equal(stage_journal(s).state, NL_JOURNAL_ROLLED_BACK);
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
    check_as_before(s);
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
        cmocka_unit_test(waits_while_somebody_holds_the_lock),
        cmocka_unit_test(takes_back_what_was_interrupted),
        cmocka_unit_test(leaves_alone_what_somebody_changed),
        cmocka_unit_test(tries_again_what_failed),
        cmocka_unit_test(rests_until_the_next_start),
        cmocka_unit_test(counts_again_after_the_restart),
        cmocka_unit_test(writes_the_countdown_down),
        cmocka_unit_test(a_torn_tick_is_not_counted),
        cmocka_unit_test(a_damaged_journal_is_told_in_the_end),
        cmocka_unit_test(a_full_disk_locks_nobody_out),
        cmocka_unit_test(power_cuts_in_the_round_that_fires),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

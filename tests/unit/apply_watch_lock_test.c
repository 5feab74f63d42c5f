/* apply_watch_lock_test.c - the guard and the lock: who works is waited for, who hangs is ended, and
 * where the lock or the service does not yield, that is told and tried again. */
#include "watch_stage.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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
    stage_check_as_before(s);
    stage_close(s);
}

/* An apply hangs after its first write, or whoever else holds the lock: a minute after the time to
 * confirm is over, and not before, its process is ended and everything rolled back. */
static void ends_who_hangs_with_the_lock(void **state)
{
    (void)state;
    for (int interrupted = 0; interrupted < 2; interrupted++) {
        struct stage *s = stage_open();
        stage_apply(s);
        if (interrupted)
            stage_interrupt(s);
        s->world.locked = true;
        s->world.holder = 4711;
        uint64_t began_ms = s->clock.uptime_ms;
        enum nl_watch_next next = NL_WATCH_WAIT;
        while (s->world.locked) {
            assert_string_not_equal(s->first, world_picture(&s->world));
            assert_int_equal(s->events.count, 0);
            assert_int_equal(next, NL_WATCH_WAIT);
            s->clock.uptime_ms += 1000;
            s->clock.now_s = s->clock.uptime_ms % 7 ? 0 : UINT32_MAX;
            next = stage_round(s);
        }
        assert_int_equal(s->clock.uptime_ms - began_ms, 11 * MINUTE);
        assert_true(stage_told(s, NL_EVENT_GUARD_TROUBLE, "process 4711 still held the journal"));
        assert_int_equal(s->wait_ms, 0);
        assert_int_equal(stage_round(s), NL_WATCH_END);
        stage_check_as_before(s);
        stage_close(s);
    }
}

/* Patience begins anew with each who holds it, and nobody is ended while nothing is overdue. */
static void is_patient_with_who_works(void **state)
{
    struct stage *s = stage_open();
    (void)state;
    stage_apply(s);
    s->clock.uptime_ms += 20 * MINUTE;
    s->host_fails = true; /* so that it stays overdue */
    for (unsigned i = 0; i < 5; i++) {
        s->world.locked = true;
        s->world.holder = 4711;
        assert_int_equal(stage_round(s), NL_WATCH_WAIT);
        s->clock.uptime_ms += MINUTE - 1;
        assert_int_equal(stage_round(s), NL_WATCH_WAIT);
        assert_true(s->world.locked);
        s->world.locked = false;
        s->world.holder = 0;
        assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    }
    s->host_fails = false;
    stage_mark(s, NL_MARK_CONFIRMED, 0);
    s->world.locked = true;
    s->world.holder = 4711;
    for (unsigned i = 0; i < 5; i++) {
        s->clock.uptime_ms += 10 * MINUTE;
        assert_int_equal(stage_round(s), NL_WATCH_WAIT);
        assert_true(s->world.locked);
    }
    stage_close(s);
}

/* Nobody knows who it is (a virus scanner), or the process does not end: told, and tried again. */
static void tells_who_cannot_be_ended(void **state)
{
    struct stage *s = stage_open();
    (void)state;
    stage_apply(s);
    s->clock.uptime_ms += 20 * MINUTE;
    s->world.locked = true;
    s->world.holder = 4711;
    s->world.stays = true;
    for (unsigned i = 0; i < 90; i++) {
        assert_int_equal(stage_round(s), NL_WATCH_WAIT);
        s->clock.uptime_ms += 1000;
    }
    assert_true(
        stage_told(s, NL_EVENT_GUARD_TROUBLE, "process 4711 holds the journal: it does not end"));
    assert_int_equal(s->events.count, 1);
    s->world.stays = false;
    assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    assert_int_equal(stage_round(s), NL_WATCH_END);
    stage_check_as_before(s);
    stage_close(s);
}

static enum nl_status cannot_remove(void *context, struct nl_error *err)
{
    (void)context;
    return nl_fail(err, NL_DENIED, "the service stays");
}

static enum nl_status lock_status; /* what taking the lock comes to */

static enum nl_status no_lock(struct nl_store *store, struct nl_error *err)
{
    (void)store;
    return nl_fail(err, lock_status, "no lock");
}

static enum nl_status remove_unlocked(void *context, struct nl_error *err)
{
    (void)err;
    ((struct stage *)context)->installed = false;
    return NL_OK;
}

/* A service that cannot be removed, a lock that cannot be taken: told once, and tried again. */
static void goes_on_where_it_cannot_end(void **state)
{
    struct stage *s = stage_open();
    struct nl_store_ops locked = *s->world.store.ops;
    const struct nl_store_ops *own = s->world.store.ops;
    enum nl_status (*remove)(void *context, struct nl_error *err) = s->watch.remove;
    uint32_t wait_ms = 0;
    (void)state;
    stage_apply(s);
    stage_mark(s, NL_MARK_CONFIRMED, 0);
    s->watch.remove = cannot_remove;
    for (unsigned i = 0; i < 3; i++)
        assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    assert_true(stage_told(s, NL_EVENT_GUARD_TROUBLE, "the service stays"));
    assert_int_equal(s->events.count, 1);
    s->watch.remove = remove;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    assert_false(s->installed);

    s->installed = true;
    locked.lock = no_lock;
    s->world.store.ops = &locked;
    s->watch.remove = remove_unlocked;
    lock_status = NL_DENIED;
    assert_int_equal(stage_round(s), NL_WATCH_WAIT);
    assert_true(stage_told(s, NL_EVENT_GUARD_TROUBLE, "no lock"));
    assert_true(s->installed);

    /* The folder is gone, and with it all there was to watch; but nobody who is just leaving
     * takes the service away. */
    lock_status = NL_NOT_FOUND;
    assert_int_equal(nl_watch_round(&s->watch, &s->m->arena, true, &wait_ms), NL_WATCH_WAIT);
    assert_true(s->installed);
    assert_int_equal(stage_round(s), NL_WATCH_END);
    assert_false(s->installed);
    s->world.store.ops = own;
    stage_close(s);
}

/* Who leaves while somebody hangs with the lock ends nobody. */
static void leaving_ends_nobody(void **state)
{
    struct stage *s = stage_open();
    uint32_t wait_ms = 0;
    (void)state;
    stage_apply(s);
    s->world.locked = true;
    s->world.holder = 4711;
    for (unsigned i = 0; i < 5; i++) {
        s->clock.uptime_ms += 20 * MINUTE;
        assert_int_equal(nl_watch_round(&s->watch, &s->m->arena, true, &wait_ms), NL_WATCH_WAIT);
        assert_true(s->world.locked);
    }
    assert_int_equal(s->events.count, 0);
    stage_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waits_while_somebody_holds_the_lock),
        cmocka_unit_test(ends_who_hangs_with_the_lock),
        cmocka_unit_test(is_patient_with_who_works),
        cmocka_unit_test(tells_who_cannot_be_ended),
        cmocka_unit_test(goes_on_where_it_cannot_end),
        cmocka_unit_test(leaving_ends_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* app_confirming_test.c - confirming in time as a person meets it, where the service and the event
 * log are played: what is written, what is told, which exit code, and that the guard runs for as
 * long as there is something to watch and no longer. */
#include "app/confirming.h"

#include "app_stage.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* A change that was applied and armed; the guard runs. */
static struct nl_app app_armed(struct stage *s, bool restart_required)
{
    struct nl_app app = app_open(s);
    s->plan.restart_required = restart_required;
    stage_apply(s);
    played.runs = true;
    return app;
}

/* Confirms, and checks what came of it; told: part of the sentence. */
static struct nl_confirmation confirmed(struct nl_app *app, const char *id, uint64_t extend_s,
                                        enum nl_confirm_outcome outcome, int code, const char *told)
{
    struct nl_confirmation made;
    struct nl_error err = {0};
    unsigned closed = played.closed;
    assert_int_equal(nl_confirming_run(app, id, extend_s, &made, &err), NL_OK);
    assert_int_equal(played.closed, closed + 1);
    assert_false(played.stage->world.locked);
    assert_int_equal(made.outcome, outcome);
    assert_int_equal(nl_confirming_exit(&made), code);
    struct nl_sentence sentence = nl_confirming_told(app, &made);
    const char *text = nl_sentence_text(app->arena, &sentence, NULL);
    if (!strstr(text, told))
        fail_msg("told: %s", text);
    return made;
}

/* It is refused, and nothing is written. */
static void refused(struct nl_app *app, const char *id, uint64_t extend_s, enum nl_status status,
                    const char *why)
{
    struct nl_confirmation made;
    struct nl_error err = {0};
    struct nl_journals journals;
    size_t marks[2] = {0};
    unsigned closed = played.closed;
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(nl_journal_list(&played.stage->world.store, app->arena, &journals, NULL),
                         NL_OK);
        for (size_t n = 0; n < journals.count; n++)
            marks[i] += journals.items[n].marks.count;
        if (i == 0)
            assert_int_equal(nl_confirming_run(app, id, extend_s, &made, &err), status);
    }
    assert_int_equal(marks[0], marks[1]);
    assert_int_equal(played.closed, closed + 1);
    assert_false(played.stage->world.locked);
    const char *text = nl_error_text(app->arena, &err, NULL);
    if (!strstr(text, why))
        fail_msg("told: %s", text);
}

static const struct nl_mark *last_mark(struct stage *s)
{
    struct nl_journal journal = stage_journal(s);
    return &journal.marks.items[journal.marks.count - 1];
}

static enum nl_status no_folder(struct nl_store *store, struct nl_error *err)
{
    (void)store;
    return nl_fail(err, NL_NOT_FOUND, "no folder");
}

static void there_is_nothing_to_confirm(void **state)
{
    struct stage *s = stage_open();
    struct nl_app app = app_open(s);
    struct nl_store_ops bare = *s->world.store.ops;
    (void)state;
    struct nl_confirmation made =
        confirmed(&app, NULL, 0, NL_CONFIRM_NOTHING, 0, "There is nothing to confirm.");
    assert_null(made.journal);
    refused(&app, "7", 0, NL_INVALID, "there is no journal 7");
    bare.lock = no_folder;
    s->world.store.ops = &bare;
    (void)confirmed(&app, NULL, 0, NL_CONFIRM_NOTHING, 0, "There is nothing to confirm.");
    refused(&app, "7", 0, NL_NOT_FOUND, "no folder");
    assert_int_equal(s->events.count, 0);
    stage_close(s);
}

static void confirmed_it_stays(void **state)
{
    (void)state;
    for (int runs = 0; runs < 2; runs++) {
        struct stage *s = stage_open();
        struct nl_app app = app_armed(s, false);
        played.runs = runs;
        struct nl_confirmation made = confirmed(&app, NULL, 0, NL_CONFIRM_DONE, 0,
                                                "stays. To roll it back: netlatch rollback");
        assert_int_equal(made.journal->state, NL_JOURNAL_APPLIED);
        assert_int_equal(stage_journal(s).state, NL_JOURNAL_APPLIED);
        assert_true(stage_told(s, NL_EVENT_CONFIRMED, "|anna|"));
        /* A guard that runs goes by itself; one that was killed is removed. */
        assert_int_equal(played.started, 0);
        assert_int_equal(played.woken, 1);
        assert_int_equal(played.removed, !runs);
        /* For good already, by whatever name. */
        (void)confirmed(&app, NULL, 0, NL_CONFIRM_NOTHING, 0, "There is nothing to confirm.");
        (void)confirmed(&app, "1", 0, NL_CONFIRM_NOTHING, 0, "There is nothing to confirm.");
        (void)confirmed(&app, "1", 60, NL_CONFIRM_NOTHING, 0, "There is nothing to confirm.");
        assert_int_equal(last_mark(s)->kind, NL_MARK_CONFIRMED);
        stage_close(s);
    }
}

static void confirmed_before_and_after_the_restart(void **state)
{
    struct stage *s = stage_open();
    struct nl_app app = app_armed(s, true);
    (void)state;
    played.runs = false;
    (void)confirmed(&app, NULL, 0, NL_CONFIRM_ONCE, NL_EXIT_RESTART, "confirm again within 10m");
    assert_int_equal(last_mark(s)->kind, NL_MARK_CONFIRMED_ONCE);
    assert_string_equal(last_mark(s)->boot, "boot-1");
    assert_true(stage_told(s, NL_EVENT_CONFIRMED_ONCE, "|anna|10m|"));
    assert_int_equal(played.started, 1); /* it was killed meanwhile */
    assert_int_equal(played.removed, 0);

    size_t marks = stage_journal(s).marks.count;
    (void)confirmed(&app, NULL, 0, NL_CONFIRM_ONCE_ALREADY, NL_EXIT_RESTART,
                    "restart the computer within a day, then confirm again within 10m");
    refused(&app, NULL, 60, NL_CONFLICT, "there is no countdown to extend");
    assert_int_equal(stage_journal(s).marks.count, marks);
    assert_int_equal(s->events.count, 1);

    s->boot = "boot-2";
    s->clock.uptime_ms = MINUTE;
    (void)confirmed(&app, NULL, 0, NL_CONFIRM_DONE, 0, "Confirmed: ");
    assert_int_equal(stage_journal(s).state, NL_JOURNAL_APPLIED);
    stage_close(s);
}

static void extended(void **state)
{
    (void)state;
    for (int restarted = 0; restarted < 2; restarted++) {
        struct stage *s = stage_open();
        struct nl_app app = app_armed(s, true);
        if (restarted) {
            stage_mark(s, NL_MARK_CONFIRMED_ONCE, 0);
            s->boot = "boot-2";
            s->clock.uptime_ms = MINUTE;
        }
        struct nl_confirmation made = confirmed(&app, "1", 7200, NL_CONFIRM_EXTENDED, 0,
                                                "is rolled back in 2h (2026-11-22T16:33:55Z)");
        assert_int_equal(made.journal->state, NL_JOURNAL_UNCONFIRMED);
        assert_int_equal(last_mark(s)->kind, restarted ? NL_MARK_ARMED : NL_MARK_EXTENDED);
        assert_int_equal(last_mark(s)->left_ms, 7200000);
        assert_string_equal(last_mark(s)->boot, s->boot);
        assert_true(stage_told(s, NL_EVENT_EXTENDED, "|anna|2h|"));
        assert_int_equal(played.started, 1);
        /* Without a guard there is no more time. */
        played.cannot_start = true;
        refused(&app, NULL, 60, NL_DENIED, "no service");
        stage_close(s);
    }
}

static void too_late(void **state)
{
    struct stage *s = stage_open();
    struct nl_app app = app_armed(s, false);
    (void)state;
    s->clock.uptime_ms += 20 * MINUTE;
    assert_int_equal(stage_round(s), NL_WATCH_END);
    (void)confirmed(&app, NULL, 0, NL_CONFIRM_TAKEN_BACK, NL_EXIT_FAILED, "was rolled back.");
    (void)confirmed(&app, "1", 60, NL_CONFIRM_TAKEN_BACK, NL_EXIT_FAILED, "was rolled back.");
    assert_int_equal(stage_journal(s).state, NL_JOURNAL_ROLLED_BACK);
    stage_close(s);
}

/* The last change failed and was never armed: nobody who only asks hears of it. */
static void what_was_never_armed_was_not_waited_for(void **state)
{
    struct stage *s = stage_open();
    struct nl_app app = app_armed(s, false);
    struct nl_journal journal = stage_journal(s);
    struct nl_mark rolled_back = {.kind = NL_MARK_ROLLED_BACK};
    (void)state;
    s->world.files.items[0].there = false;
    assert_int_equal(nl_journal_create(&s->world.store, app.arena, &journal, NULL), NL_OK);
    assert_int_equal(nl_journal_mark(&s->world.store, app.arena, &journal, &rolled_back, NULL),
                     NL_OK);
    (void)confirmed(&app, NULL, 0, NL_CONFIRM_NOTHING, 0, "There is nothing to confirm.");
    (void)confirmed(&app, "1", 0, NL_CONFIRM_TAKEN_BACK, NL_EXIT_FAILED, "was rolled back.");
    stage_close(s);
}

static void what_is_being_taken_back_is_not_confirmed(void **state)
{
    static const struct {
        enum nl_mark_kind kind;
        const char *why;
        const char *next;
    } rows[] = {
        {NL_MARK_ROLLING_BACK, "is interrupted: it cannot be confirmed", "is still rolling back"},
        {NL_MARK_INCOMPLETE, "is not completely rolled back: it cannot be confirmed",
         "is still rolling back"}};
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct stage *s = stage_open();
        struct nl_app app = app_armed(s, false);
        struct nl_error err = {0};
        assert_int_equal(nl_guarding_check(&app, &s->world.store, &err), NL_CONFLICT);
        assert_non_null(strstr(nl_error_text(app.arena, &err, NULL), "waits to be confirmed"));
        stage_mark(s, rows[i].kind, 0);
        refused(&app, NULL, 0, NL_CONFLICT, rows[i].why);
        assert_int_equal(nl_guarding_check(&app, &s->world.store, &err), NL_CONFLICT);
        assert_non_null(strstr(nl_error_text(app.arena, &err, NULL), rows[i].next));
        stage_mark(s, NL_MARK_ROLLED_BACK, 0);
        assert_int_equal(nl_guarding_check(&app, &s->world.store, &err), NL_OK);
        stage_close(s);
    }
}

/* The guard's life: armed before the change, woken after, removed only where nothing waits. */
static void the_guard_comes_and_goes(void **state)
{
    struct stage *s = stage_open();
    struct nl_app app = app_armed(s, false);
    struct nl_journal journal = stage_journal(s);
    struct nl_error err = {0};
    (void)state;
    s->world.locked = true;
    size_t marks = journal.marks.count;
    played.cannot_start = true;
    assert_int_equal(nl_guarding_arm(&app, &s->world.store, &journal, &err), NL_DENIED);
    assert_int_equal(stage_journal(s).marks.count, marks);
    played.cannot_start = false;
    s->world.calls = 0;
    s->world.failure = WORLD_CALL_FAILS;
    s->world.fail_at = 1; /* the mark */
    assert_int_equal(nl_guarding_arm(&app, &s->world.store, &journal, &err), NL_FAILED);
    assert_int_equal(s->events.count, 0);
    s->world.failure = WORLD_WORKS;
    assert_int_equal(nl_guarding_arm(&app, &s->world.store, &journal, &err), NL_OK);
    assert_int_equal(last_mark(s)->kind, NL_MARK_ARMED);
    assert_int_equal(last_mark(s)->left_ms, 600000);
    assert_true(stage_told(s, NL_EVENT_GUARD_ARMED, "|anna|10m|"));
    assert_int_equal(played.woken, 1); /* armed, it answers */
    nl_guarding_settle(&app, &s->world.store);
    assert_int_equal(played.woken, 2);
    played.runs = false;
    nl_guarding_settle(&app, &s->world.store);
    assert_int_equal(played.removed, 0); /* something waits: it comes back with the next start */

    /* Other computers' journals are none of its business. */
    app.options.from = "machine.json";
    assert_int_equal(nl_guarding_arm(&app, &s->world.store, &journal, &err), NL_UNSUPPORTED);
    assert_null(nl_guarding_trail(&app).events);
    app.options.from = NULL;
    app.options.offline = "/mnt";
    assert_int_equal(nl_guarding_arm(&app, &s->world.store, &journal, &err), NL_UNSUPPORTED);
    assert_null(nl_guarding_trail(&app).events);
    stage_mark(s, NL_MARK_CONFIRMED, 0);
    nl_guarding_settle(&app, &s->world.store);
    assert_int_equal(played.woken, 3);
    app.options.offline = NULL;
    played.there = false;
    nl_guarding_settle(&app, &s->world.store);
    assert_int_equal(played.removed, 0);
    played.there = true;
    nl_guarding_settle(&app, &s->world.store);
    assert_int_equal(played.removed, 1);
    stage_close(s);
}

static void the_lock_is_waited_for_a_while(void **state)
{
    struct stage *s = stage_open();
    struct nl_app app = app_open(s);
    struct nl_error err = {0};
    (void)state;
    s->world.locked = true;
    played.free_after = 50;
    assert_int_equal(nl_guarding_lock(&app, &s->world.store, &err), NL_OK);
    assert_int_equal(played.slept, 50);
    played.free_after = 0;
    played.slept = 0;
    assert_int_equal(nl_guarding_lock(&app, &s->world.store, &err), NL_BUSY);
    assert_int_equal(played.slept, 50);
    assert_non_null(strstr(nl_error_text(app.arena, &err, NULL), "another netlatch is changing"));
    s->world.holder = 4711;
    assert_int_equal(nl_guarding_lock(&app, &s->world.store, &err), NL_BUSY);
    assert_non_null(strstr(nl_error_text(app.arena, &err, NULL), "netlatch (process 4711) is"));
    stage_close(s);
}

static void what_a_journal_waits_for_is_told(void **state)
{
    struct stage *s = stage_open();
    struct nl_app app = app_armed(s, true);
    const struct {
        enum nl_mark_kind kind; /* written first; VERIFIED changes nothing */
        uint64_t later_ms;
        const char *boot;
        const char *told; /* NULL: nothing */
    } rows[] = {
        {NL_MARK_VERIFIED, 1, "boot-1", "is rolled back in 10m (2026-11-22T14:43:55Z) unless"},
        {NL_MARK_VERIFIED, 10 * MINUTE, "boot-1", "was not confirmed in time"},
        {NL_MARK_CONFIRMED_ONCE, 0, "boot-1",
         "restart the computer within a day, then confirm again within 10m"},
        {NL_MARK_CONFIRMED_ONCE, 0, "boot-2",
         "the computer was restarted: confirm again within 10m"},
        {NL_MARK_INCOMPLETE, 0, "boot-2", "could not be rolled back completely"},
        {NL_MARK_ROLLING_BACK, 0, "boot-2", NULL},
        {NL_MARK_CONFIRMED, 0, "boot-2", NULL},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        stage_mark(s, rows[i].kind, 0);
        struct nl_journal journal = stage_journal(s);
        s->boot = rows[i].boot;
        struct nl_moment moment = nl_guarding_moment(&app);
        moment.uptime_ms += rows[i].later_ms;
        struct nl_sentence told = nl_guarding_told(&app, &journal, &moment);
        assert_int_equal(told.format != NULL, rows[i].told != NULL);
        const char *text = told.format ? nl_sentence_text(app.arena, &told, NULL) : "";
        if (rows[i].told && !strstr(text, rows[i].told))
            fail_msg("row %zu: %s", i, text);
    }
    stage_close(s);
}

static void durations_are_of_this_computer(void **state)
{
    struct stage *s = stage_open();
    struct nl_app app = app_open(s);
    struct nl_error err = {0};
    uint64_t seconds = 7;
    (void)state;
    assert_int_equal(nl_guarding_duration(&app, &seconds, &err), NL_OK);
    assert_int_equal(seconds, 0);
    app.options.confirm_within = "";
    assert_int_equal(nl_guarding_duration(&app, &seconds, &err), NL_OK);
    assert_int_equal(seconds, 600);
    app.options.confirm_within = "1h30m";
    assert_int_equal(nl_guarding_duration(&app, &seconds, &err), NL_OK);
    assert_int_equal(seconds, 5400);
    app.options.confirm_within = "29s";
    assert_int_equal(nl_guarding_duration(&app, &seconds, &err), NL_INVALID);
    app.options.confirm_within = "10m";
    app.options.offline = "/mnt";
    assert_int_equal(nl_guarding_duration(&app, &seconds, &err), NL_INVALID);
    assert_int_equal(seconds, 5400);
    stage_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_is_nothing_to_confirm),
        cmocka_unit_test(confirmed_it_stays),
        cmocka_unit_test(confirmed_before_and_after_the_restart),
        cmocka_unit_test(extended),
        cmocka_unit_test(too_late),
        cmocka_unit_test(what_was_never_armed_was_not_waited_for),
        cmocka_unit_test(what_is_being_taken_back_is_not_confirmed),
        cmocka_unit_test(the_guard_comes_and_goes),
        cmocka_unit_test(the_lock_is_waited_for_a_while),
        cmocka_unit_test(what_a_journal_waits_for_is_told),
        cmocka_unit_test(durations_are_of_this_computer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

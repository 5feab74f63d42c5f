/* app_applying_test.c - what apply does around the change itself, as the command and the wizard do it
 * alike: the guard armed first, nothing on top of what waits, the event log, and the exit code. */
#include "app/applying.h"
#include "app/guarding.h"
#include "app/recovery.h"
#include "app/rolling_back.h"

#include "app/output.h"
#include "app_stage.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* How the requests stand after an apply that left nothing open. */
static const struct nl_plan all_met;

static bool busy;
static unsigned resets;  /* of Ctrl+C */
static unsigned errors;  /* that were said besides */
static unsigned told;    /* events of the apply that reached the caller */
static bool stop_at_two; /* the caller stops it at the second step */

int nl_say_error(struct nl_app *app, const struct nl_error *err)
{
    (void)app;
    assert_int_not_equal(err->status, NL_OK);
    errors++;
    return 1;
}

int nl_exit_of(enum nl_status status)
{
    return 100 + (int)status;
}

static bool interrupted(struct nl_console *console, bool reset)
{
    (void)console;
    resets += reset;
    return false;
}

static void set_busy(struct nl_console *console, bool on)
{
    (void)console;
    assert_int_not_equal(busy, on);
    busy = on;
}

static bool on_event(void *context, enum nl_apply_event event, size_t step)
{
    assert_ptr_equal(context, &told);
    assert_true(busy); /* a window that is closed now waits */
    told++;
    return !(stop_at_two && event == NL_APPLY_WRITTEN && step == 1);
}

struct run {
    struct stage *s;
    struct nl_app app;
    struct nl_apply apply;
    struct nl_apply_result result;
    struct nl_error err;
};

static struct run run_open(uint64_t confirm_within_s)
{
    static const struct nl_console_ops ops = {.interrupted = interrupted, .busy = set_busy};
    static struct nl_console console = {.ops = &ops};
    struct run run = {.s = stage_open()};
    resets = errors = told = 0;
    stop_at_two = false;
    run.app = app_open(run.s);
    run.app.console = &console;
    run.apply = (struct nl_apply){.host = &run.s->world.host,
                                  .store = &run.s->world.store,
                                  .plan = &run.s->plan,
                                  .confirm_within_s = confirm_within_s,
                                  .progress = on_event,
                                  .context = &told};
    for (size_t i = 0; i < run.s->plan.risks.count; i++)
        nl_texts_add(&run.apply.accepted, run.app.arena, run.s->plan.risks.items[i].row->id);
    run.s->world.locked = true;
    return run;
}

static enum nl_status run_once(struct run *run)
{
    memset(&run->err, 0, sizeof run->err);
    enum nl_status status = nl_applying_run(&run->app, &run->apply, &run->result, &run->err);
    assert_false(busy);
    return status;
}

static void applied_for_good_or_watched(void **state)
{
    (void)state;
    for (int watched = 0; watched < 2; watched++) {
        struct run run = run_open(watched ? 600 : 0);
        struct stage *s = run.s;
        assert_int_equal(run_once(&run), NL_OK);
        assert_int_equal(run.result.outcome, NL_APPLIED);
        assert_true(run.result.restart_required);
        assert_int_equal(nl_applying_exit(&all_met, &run.result, &run.err), NL_EXIT_RESTART);
        struct nl_journal journal = stage_journal(s);
        assert_int_equal(journal.state, watched ? NL_JOURNAL_UNCONFIRMED : NL_JOURNAL_APPLIED);
        assert_string_equal(journal.user, "anna");
        assert_int_equal(journal.marks.items[0].kind, watched ? NL_MARK_ARMED : NL_MARK_BEGUN);
        assert_int_equal(played.started, watched);
        assert_int_equal(played.removed, !watched);
        assert_int_equal(stage_told(s, NL_EVENT_GUARD_ARMED, "|anna|10m|"), watched);
        assert_true(stage_told(s, NL_EVENT_APPLIED, "smb.direct: "));
        assert_int_equal(s->events.count, 1 + watched);
        assert_true(told > 4);
        assert_int_equal(resets, 1);

        /* Nothing is piled on top of what waits. */
        const char *applied = world_picture(&s->world);
        size_t marks = journal.marks.count;
        assert_int_equal(run_once(&run), NL_CONFLICT);
        assert_int_equal(run.result.outcome, NL_APPLY_REFUSED);
        assert_non_null(strstr(nl_error_text(run.app.arena, &run.err, NULL),
                               watched ? "waits to be confirmed" : "the plan is stale"));
        assert_int_equal(nl_applying_exit(&all_met, &run.result, &run.err), 100 + NL_CONFLICT);
        assert_string_equal(applied, world_picture(&s->world));
        assert_int_equal(stage_journal(s).marks.count, marks);
        assert_int_equal(errors, 0);
        stage_close(s);
    }
}

/* Rolling back is done as one stretch of work, and told once. */
static void what_was_applied_is_taken_back(void **state)
{
    struct run run = run_open(0);
    struct stage *s = run.s;
    struct nl_rollback rollback = {0};
    (void)state;
    assert_int_equal(run_once(&run), NL_OK);
    size_t events = s->events.count;
    struct nl_journal journal = stage_journal(s);
    assert_int_equal(nl_rolling_back_run(&run.app, &s->world.host, &s->world.store, NULL, &journal,
                                         "the test", false, &rollback, &run.err),
                     NL_OK);
    assert_false(busy);
    assert_true(rollback.complete);
    stage_check_as_before(s);
    assert_int_equal(s->events.count, events + 1);
    assert_true(stage_told(s, NL_EVENT_ROLLED_BACK, "|anna|"));
    /* A mark that cannot be written: an error, and nothing is told. */
    s->world.calls = 0;
    s->world.failure = WORLD_CALL_FAILS;
    s->world.fail_at = 1;
    assert_int_not_equal(nl_rolling_back_run(&run.app, &s->world.host, &s->world.store, NULL,
                                             &journal, "the test", false, &rollback, &run.err),
                         NL_OK);
    assert_false(busy);
    assert_int_equal(s->events.count, events + 1);
    stage_close(s);
}

static void without_a_guard_nothing_is_changed(void **state)
{
    struct run run = run_open(600);
    struct stage *s = run.s;
    (void)state;
    played.cannot_start = true;
    assert_int_equal(run_once(&run), NL_DENIED);
    assert_int_equal(run.result.outcome, NL_APPLY_ROLLED_BACK);
    assert_int_equal(nl_applying_exit(&all_met, &run.result, &run.err), NL_EXIT_DENIED);
    assert_string_equal(s->first, world_picture(&s->world));
    assert_int_equal(stage_journal(s).state, NL_JOURNAL_ROLLED_BACK);
    assert_true(stage_told(s, NL_EVENT_APPLY_FAILED, "no service"));
    stage_close(s);
}

/* The guard is asked after the arming and after the change: one that has gone is started again, and
 * where that fails the change does not stand. */
static void a_guard_that_goes_is_noticed(void **state)
{
    (void)state;
    for (int way = 0; way < 3; way++) {
        struct run run = run_open(600);
        struct stage *s = run.s;
        played.mute = way == 0;                /* it never answers: nothing is changed */
        played.dies_after = way > 0;           /* it goes during the change, */
        played.starts_work = way == 1 ? 1 : 0; /* and cannot be started, or goes again */
        assert_int_equal(run_once(&run), NL_FAILED);
        assert_int_equal(run.result.outcome, NL_APPLY_ROLLED_BACK);
        assert_string_equal(s->first, world_picture(&s->world));
        assert_int_equal(stage_journal(s).state, NL_JOURNAL_ROLLED_BACK);
        assert_true(stage_told(s, NL_EVENT_APPLY_FAILED, "the guard"));
        stage_close(s);
    }
    struct run run = run_open(600);
    played.dies_after = 1;
    played.revives = true;
    assert_int_equal(run_once(&run), NL_OK);
    assert_int_equal(run.result.outcome, NL_APPLIED);
    assert_int_equal(played.started, 2);
    assert_int_equal(stage_journal(run.s).state, NL_JOURNAL_UNCONFIRMED);
    stage_close(run.s);
}

/* Its time is over, and no guard is there: whoever comes next rolls it back. */
static void an_expired_change_without_a_guard_goes_back(void **state)
{
    (void)state;
    for (int watched = 0; watched < 2; watched++) {
        struct run run = run_open(600);
        struct stage *s = run.s;
        struct nl_recovery recovery = {0};
        struct nl_sentences sentences = {0};
        assert_int_equal(run_once(&run), NL_OK);
        played.runs = watched;
        struct nl_journal journal = stage_journal(s);
        struct nl_moment moment = {.now_s = s->clock.now_s, .uptime_ms = s->clock.uptime_ms};
        const struct nl_sentence before = nl_guarding_told(&run.app, &journal, &moment);
        assert_int_equal(strstr(before.format, "nobody watches") != NULL, !watched);
        s->clock.uptime_ms += 11 * MINUTE;
        assert_int_equal(nl_recover_quietly(&run.app, &s->world.host, &s->world.store, &recovery,
                                            &sentences, &run.err),
                         NL_OK);
        assert_int_equal(recovery.journals.count, !watched);
        assert_int_equal(stage_journal(s).state,
                         watched ? NL_JOURNAL_UNCONFIRMED : NL_JOURNAL_ROLLED_BACK);
        if (!watched)
            stage_check_as_before(s);
        stage_close(s);
    }
}

static void stopped_it_is_told_so(void **state)
{
    struct run run = run_open(0);
    struct stage *s = run.s;
    (void)state;
    stop_at_two = true;
    assert_int_equal(run_once(&run), NL_FAILED);
    assert_int_equal(run.result.outcome, NL_APPLY_ROLLED_BACK);
    assert_int_equal(nl_applying_exit(&all_met, &run.result, &run.err), NL_EXIT_FAILED);
    assert_string_equal(s->first, world_picture(&s->world));
    assert_true(stage_told(s, NL_EVENT_APPLY_FAILED, "stopped on request"));
    assert_int_equal(s->events.count, 1);
    stage_close(s);
}

static void refused_risks_are_told(void **state)
{
    struct run run = run_open(0);
    struct stage *s = run.s;
    (void)state;
    run.apply.accepted.count = 0;
    assert_true(s->plan.risks.count > 0);
    assert_int_equal(run_once(&run), NL_REFUSED);
    assert_int_equal(nl_applying_exit(&all_met, &run.result, &run.err), NL_EXIT_REFUSED);
    assert_true(stage_told(s, NL_EVENT_RISKS_REFUSED, s->plan.risks.items[0].row->id));
    assert_int_equal(s->events.count, 1);
    assert_string_equal(s->first, world_picture(&s->world));
    stage_close(s);
}

/* Somebody set back what netlatch had set: told before it is set again. */
static void drift_is_told_before_it_is_written_over(void **state)
{
    struct run run = run_open(0);
    struct stage *s = run.s;
    (void)state;
    assert_int_equal(run_once(&run), NL_OK);
    s->world.now = s->world.durable = s->m->machine;
    assert_int_equal(run_once(&run), NL_OK);
    assert_int_equal(s->events.count, 3);
    assert_int_equal(s->events.ids[1], NL_EVENT_DRIFT);
    assert_int_equal(s->events.ids[2], NL_EVENT_APPLIED);
    assert_true(stage_told(s, NL_EVENT_DRIFT, "smb.direct: "));
    stage_close(s);
}

/* Of a recorded machine this computer's log hears nothing. */
static void a_recorded_machine_is_nobodys_event(void **state)
{
    struct run run = run_open(0);
    (void)state;
    run.app.options.from = "machine.json";
    assert_int_equal(run_once(&run), NL_OK);
    assert_int_equal(run.s->events.count, 0);
    assert_int_equal(played.woken, 0);
    stage_close(run.s);
}

static void every_outcome_has_its_code(void **state)
{
    static const struct {
        enum nl_apply_outcome outcome;
        enum nl_status status;
        bool restart;
        int code;
    } rows[] = {
        {NL_APPLIED, NL_OK, false, NL_EXIT_DONE},
        {NL_APPLIED, NL_OK, true, NL_EXIT_RESTART},
        {NL_APPLY_NOTHING, NL_OK, true, NL_EXIT_DONE},
        {NL_APPLY_REFUSED, NL_BUSY, false, 100 + NL_BUSY},
        {NL_APPLY_ROLLED_BACK, NL_FAILED, true, NL_EXIT_FAILED},
        {NL_APPLY_ROLLED_BACK, NL_DENIED, false, NL_EXIT_DENIED},
        {NL_APPLY_INCOMPLETE, NL_DENIED, false, NL_EXIT_INCOMPLETE},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        const struct nl_apply_result result = {.outcome = rows[i].outcome,
                                               .restart_required = rows[i].restart};
        const struct nl_error err = {.status = rows[i].status};
        const struct nl_plan plan = {.unmet = false};
        assert_int_equal(nl_applying_exit(&plan, &result, &err), rows[i].code);
    }
}

/* The store is open, ready and locked, or nothing is. */
static void opened_it_is_locked(void **state)
{
    struct run run = run_open(0);
    struct nl_store *store = NULL;
    (void)state;
    assert_int_equal(nl_applying_open(&run.app, &store, &run.err), NL_BUSY);
    assert_null(store);
    assert_true(run.s->world.locked); /* somebody else's */
    assert_int_equal(played.closed, 1);
    run.s->world.locked = false;
    run.s->world.failure = WORLD_CALL_FAILS;
    run.s->world.fail_at = run.s->world.calls + 1; /* making the folder ready */
    assert_int_equal(nl_applying_open(&run.app, &store, &run.err), NL_FAILED);
    assert_null(store);
    assert_false(run.s->world.locked);
    assert_int_equal(played.closed, 2);
    run.s->world.failure = WORLD_WORKS;
    assert_int_equal(nl_applying_open(&run.app, &store, &run.err), NL_OK);
    assert_ptr_equal(store, &run.s->world.store);
    assert_true(run.s->world.locked);
    assert_int_equal(played.closed, 2);
    stage_close(run.s);
}

static void unmet_requests_have_a_code(void **state)
{
    struct nl_request request = {.id = "dcom.enabled", .outcome = NL_OUTCOME_UNMET};
    struct nl_plan plan = {.unmet = true};
    const struct nl_apply_result nothing = {.outcome = NL_APPLY_NOTHING};
    const struct nl_apply_result applied = {.outcome = NL_APPLIED, .restart_required = true};
    const struct nl_error err = {0};
    (void)state;
    plan.requests.items = &request;
    plan.requests.count = 1;
    request.unmet = NL_UNMET_UNSUPPORTED;
    assert_int_equal(nl_applying_exit(&plan, &nothing, &err), NL_EXIT_UNMET);
    assert_int_equal(nl_applying_exit(&plan, &applied, &err), NL_EXIT_UNMET);
    request.unmet = NL_UNMET_DENIED;
    assert_int_equal(nl_applying_exit(&plan, &nothing, &err), NL_EXIT_DENIED);
    assert_int_equal(nl_applying_exit(&plan, &applied, &err), NL_EXIT_UNMET);
    plan.unmet = false;
    request.outcome = NL_OUTCOME_CHANGE; /* something changed it since it was read back */
    assert_int_equal(nl_applying_exit(&plan, &applied, &err), NL_EXIT_UNMET);
    request.outcome = NL_OUTCOME_PENDING;
    request.waits_for = NL_EFFECT_RESTART;
    assert_int_equal(nl_applying_exit(&plan, &nothing, &err), NL_EXIT_RESTART);
    request.waits_for = NL_EFFECT_ADAPTER_RESTART;
    assert_int_equal(nl_applying_exit(&plan, &nothing, &err), NL_EXIT_DONE);
}

/* Command, wizard and management systems tell the same: one row for each way to end. */
static void why_a_request_is_unmet(void **state)
{
    static const struct {
        enum nl_outcome outcome;
        enum nl_outcome expected;
        const char *before; /* NULL: nothing to say */
        const char *applied;
    } rows[] = {
        {NL_OUTCOME_MET, NL_OUTCOME_MET, NULL, NULL},
        {NL_OUTCOME_PENDING, NL_OUTCOME_PENDING, NULL, NULL},
        {NL_OUTCOME_UNMET, NL_OUTCOME_UNMET, "why", "why"},
        {NL_OUTCOME_UNMET, NL_OUTCOME_MET, NULL, "why"}, /* another step mends it */
        {NL_OUTCOME_CHANGE, NL_OUTCOME_MET, NULL, "has changed it since"},
        {NL_OUTCOME_CHANGE, NL_OUTCOME_UNMET, "why", "has changed it since"},
        {NL_OUTCOME_MET, NL_OUTCOME_UNMET, "why", NULL}, /* another step undoes it */
    };
    struct nl_arena arena;
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct nl_request request = {
            .outcome = rows[i].outcome, .expected = rows[i].expected, .why = {.format = "why"}};
        for (int applied = 0; applied < 2; applied++) {
            const char *expected = applied ? rows[i].applied : rows[i].before;
            struct nl_sentence why = nl_applying_why_unmet(&arena, &request, applied);
            if (expected)
                assert_true(why.format && strstr(why.format, expected));
            else
                assert_null(why.format);
        }
    }
    nl_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(why_a_request_is_unmet),
        cmocka_unit_test(unmet_requests_have_a_code),
        cmocka_unit_test(applied_for_good_or_watched),
        cmocka_unit_test(what_was_applied_is_taken_back),
        cmocka_unit_test(without_a_guard_nothing_is_changed),
        cmocka_unit_test(a_guard_that_goes_is_noticed),
        cmocka_unit_test(an_expired_change_without_a_guard_goes_back),
        cmocka_unit_test(stopped_it_is_told_so),
        cmocka_unit_test(refused_risks_are_told),
        cmocka_unit_test(drift_is_told_before_it_is_written_over),
        cmocka_unit_test(a_recorded_machine_is_nobodys_event),
        cmocka_unit_test(every_outcome_has_its_code),
        cmocka_unit_test(opened_it_is_locked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

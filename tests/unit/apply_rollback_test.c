/* apply_rollback_test.c - rolling back where something is in the way: what cannot be read, written or
 * synced is told, is never counted as rolled back, and keeps nothing else from going back. */
#include "model/machine_set.h"
#include "watch_stage.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct nl_journals stage_journals(struct stage *s)
{
    struct nl_journals journals;
    assert_int_equal(nl_journal_list(&s->world.store, &s->m->arena, &journals, NULL), NL_OK);
    return journals;
}

/* What is wrong with the host, at the address of smb.direct or, for the sync, at all. */
enum trouble {
    NO_TROUBLE = 0,
    READ_FAILS,    /* the call fails */
    READ_DENIED,   /* the call works, the value is out of reach */
    WRITE_FAILS,   /* the call fails */
    WRITE_FORGETS, /* the call works, and nothing is written */
    SYNC_FAILS
};

/* cmocka's assertions jump away, so what is in force lives outside of the tests. */
static struct {
    const struct nl_host_ops *ops; /* the world's own */
    const struct nl_address *where;
    enum trouble trouble;
} now;

static bool here(const struct nl_address *where, enum trouble trouble)
{
    return now.trouble == trouble && nl_address_same(where, now.where);
}

static enum nl_status troubled_read(struct nl_host *host, const struct nl_address *where,
                                    struct nl_arena *arena, struct nl_value *out_value,
                                    struct nl_error *err)
{
    if (here(where, READ_FAILS))
        return nl_fail(err, NL_FAILED, "no reading");
    enum nl_status status = now.ops->read(host, where, arena, out_value, err);
    if (here(where, READ_DENIED))
        *out_value = (struct nl_value){.state = NL_VALUE_DENIED, .code = 5};
    return status;
}

static enum nl_status troubled_write(struct nl_host *host, const struct nl_address *where,
                                     const struct nl_value *expected, const struct nl_value *wanted,
                                     enum nl_effect *out_effect, struct nl_error *err)
{
    if (here(where, WRITE_FAILS))
        return nl_fail(err, NL_FAILED, "no writing");
    if (here(where, WRITE_FORGETS))
        return NL_OK;
    return now.ops->write(host, where, expected, wanted, out_effect, err);
}

static enum nl_status troubled_sync(struct nl_host *host, struct nl_error *err)
{
    if (now.trouble == SYNC_FAILS)
        return nl_fail(err, NL_FAILED, "no syncing");
    return now.ops->sync(host, err);
}

/* A stage with the change applied, on a host that is in trouble from now on. */
static struct stage *troubled_stage(enum trouble trouble)
{
    static struct nl_host_ops ops;
    struct stage *s = stage_open();
    stage_apply(s);
    now.ops = s->world.host.ops;
    now.trouble = trouble;
    for (size_t i = 0; i < s->plan.steps.count; i++) {
        if (nl_same(s->plan.steps.items[i].instance.id, "smb.direct"))
            now.where = &s->plan.steps.items[i].address;
    }
    assert_non_null(now.where);
    ops = *now.ops;
    ops.read = troubled_read;
    ops.write = troubled_write;
    ops.sync = troubled_sync;
    s->world.host.ops = &ops;
    return s;
}

static struct nl_rollback take_back(struct stage *s, bool force)
{
    struct nl_journal journal = stage_journal(s);
    struct nl_rollback rollback;
    assert_int_equal(nl_rollback_journal(&(struct nl_rollback_work){.host = &s->world.host,
                                                                    .store = &s->world.store,
                                                                    .clock = &s->clock.base,
                                                                    .arena = &s->m->arena,
                                                                    .force = force,
                                                                    .note = "test"},
                                         &journal, &rollback, NULL),
                     NL_OK);
    assert_int_equal(rollback.steps.count, 2);
    assert_int_equal(journal.state,
                     rollback.complete ? NL_JOURNAL_ROLLED_BACK : NL_JOURNAL_INCOMPLETE);
    /* Read again, it says of each step what the rollback said. */
    const struct nl_journal kept = stage_journal(s);
    assert_int_equal(kept.state, journal.state);
    for (size_t i = 0; i < rollback.steps.count; i++) {
        const struct nl_rollback_step *step = &rollback.steps.items[i];
        assert_int_equal(nl_journal_step_left(&kept, (size_t)(step->step - journal.steps.items)),
                         step->kind == NL_ROLLBACK_LEFT_ALONE || step->kind == NL_ROLLBACK_FAILED);
    }
    return rollback;
}

/* A note has a limit, and the names of what is left may be more than it holds. */
static void many_steps_that_are_left_are_all_told(void **state)
{
    enum { STEPS = 400 };
    struct stage *s = stage_open();
    stage_apply(s);
    struct nl_journal journal = stage_journal(s);
    const struct nl_journal_step like = journal.steps.items[0];
    char left[STEPS + 1] = {0};
    (void)state;
    while (journal.steps.count < STEPS)
        *NL_PUSH(&s->m->arena, &journal.steps) = like;
    memset(left, '1', STEPS);
    left[STEPS / 2] = '0';
    assert_int_equal(nl_journal_create(&s->world.store, &s->m->arena, &journal, NULL), NL_OK);
    struct nl_text note;
    nl_text_init(&note, &s->m->arena);
    for (size_t i = 0; i < STEPS; i++)
        nl_text_format(&note, "%s%s: busy", i ? "; " : "", like.setting);
    const struct nl_mark mark = {.kind = NL_MARK_INCOMPLETE, .note = note.data, .left = left};
    assert_int_equal(nl_journal_mark(&s->world.store, &s->m->arena, &journal, &mark, NULL), NL_OK);
    struct nl_journals all = {0};
    assert_int_equal(nl_journal_list(&s->world.store, &s->m->arena, &all, NULL), NL_OK);
    assert_int_equal(all.items[0].steps.count, STEPS);
    for (size_t i = 0; i < STEPS; i++)
        assert_int_equal(nl_journal_step_left(&all.items[0], i), i != STEPS / 2);
    stage_close(s);
}

static const struct nl_rollback_step *step_of(const struct nl_rollback *rollback,
                                              const char *setting)
{
    for (size_t i = 0; i < rollback->steps.count; i++) {
        if (nl_same(rollback->steps.items[i].step->setting, setting))
            return &rollback->steps.items[i];
    }
    fail_msg("%s is not among the steps", setting);
    return NULL;
}

/* Somebody else sets smb.direct, which netlatch had set to 0, to 7. */
static void somebody_changes_it(struct stage *s)
{
    struct nl_value seven = nl_value_dword(&s->m->arena, 7);
    nl_machine_set(&s->m->arena, &s->world.now, now.where, &seven);
}

static void what_fails_is_told_and_tried_again(void **state)
{
    static const struct {
        enum trouble trouble;
        bool others; /* somebody else's value is there, and force is used */
        enum nl_rollback_kind dcom;
        const char *problem;
    } rows[] = {
        {READ_FAILS, false, NL_ROLLBACK_RESTORED, "no reading"},
        {READ_FAILS, true, NL_ROLLBACK_RESTORED, "no reading"},
        {READ_DENIED, false, NL_ROLLBACK_RESTORED, "it cannot be read (access denied, error 5)"},
        {READ_DENIED, true, NL_ROLLBACK_RESTORED, "it cannot be read (access denied, error 5)"},
        {WRITE_FAILS, false, NL_ROLLBACK_RESTORED, "no writing"},
        {WRITE_FAILS, true, NL_ROLLBACK_RESTORED, "no writing"},
        {WRITE_FORGETS, false, NL_ROLLBACK_RESTORED,
         "it was written but reads back as 0 (REG_DWORD)"},
        {WRITE_FORGETS, true, NL_ROLLBACK_RESTORED,
         "it was written but reads back as 7 (REG_DWORD)"},
        {SYNC_FAILS, false, NL_ROLLBACK_FAILED, "no syncing"},
        {SYNC_FAILS, true, NL_ROLLBACK_FAILED, "no syncing"},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct stage *s = troubled_stage(rows[i].trouble);
        if (rows[i].others)
            somebody_changes_it(s);
        struct nl_rollback rollback = take_back(s, rows[i].others);
        const struct nl_rollback_step *smb = step_of(&rollback, "smb.direct");
        assert_false(rollback.complete);
        assert_int_equal(smb->kind, NL_ROLLBACK_FAILED);
        assert_string_equal(nl_error_text(&s->m->arena, smb->problem, NULL), rows[i].problem);
        assert_int_equal(step_of(&rollback, "dcom.enabled")->kind, rows[i].dcom);

        /* Another try in the same trouble: what the first put back and did not get to disk is
         * found as it was before, and still does not count. */
        rollback = take_back(s, rows[i].others);
        assert_false(rollback.complete);
        assert_int_equal(step_of(&rollback, "smb.direct")->kind, NL_ROLLBACK_FAILED);

        /* The trouble is over: the same again ends it. */
        now.trouble = NO_TROUBLE;
        rollback = take_back(s, rows[i].others);
        assert_true(rollback.complete);
        for (size_t n = 0; n < rollback.steps.count; n++)
            assert_null(rollback.steps.items[n].problem);
        stage_check_as_before(s);
        stage_close(s);
    }
}

/* One more change of the same two settings, cut off after its first write. */
static void interrupt_another(struct stage *s)
{
    struct nl_journal journal = stage_journals(s).items[0];
    struct nl_mark written = {.kind = NL_MARK_WRITTEN};
    journal.marks.count = 0;
    journal.torn = false;
    assert_int_equal(nl_journal_create(&s->world.store, &s->m->arena, &journal, NULL), NL_OK);
    assert_int_equal(nl_journal_mark(&s->world.store, &s->m->arena, &journal, &written, NULL),
                     NL_OK);
}

static enum nl_status recover(struct stage *s, struct nl_recovery *out_recovery)
{
    struct nl_error err = {0};
    return nl_recover(&(struct nl_rollback_work){.host = &s->world.host,
                                                 .store = &s->world.store,
                                                 .clock = &s->clock.base,
                                                 .arena = &s->m->arena},
                      NULL, out_recovery, &err);
}

static void recovery_takes_every_open_journal(void **state)
{
    struct stage *s = troubled_stage(NO_TROUBLE);
    struct nl_recovery recovery;
    (void)state;
    /* One that waits to be confirmed is not open. */
    assert_int_equal(recover(s, &recovery), NL_OK);
    assert_true(recovery.complete);
    assert_int_equal(recovery.journals.count, 0);
    assert_string_not_equal(s->first, world_picture(&s->world));

    stage_interrupt(s);
    interrupt_another(s);
    assert_int_equal(recover(s, &recovery), NL_OK);
    assert_true(recovery.complete);
    assert_int_equal(recovery.journals.count, 2);
    assert_int_equal(recovery.journals.items[0].journal.sequence, 2); /* newest first */
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(recovery.journals.items[i].journal.state, NL_JOURNAL_ROLLED_BACK);
    stage_check_as_before(s);
    assert_int_equal(recover(s, &recovery), NL_OK);
    assert_int_equal(recovery.journals.count, 0);
    stage_close(s);
}

/* The newer of two goes back, the older does not; nothing is forgotten in between. */
static void recovery_is_not_complete_while_something_is_left(void **state)
{
    struct stage *s = troubled_stage(NO_TROUBLE);
    struct nl_recovery recovery;
    (void)state;
    stage_interrupt(s);
    somebody_changes_it(s);
    interrupt_another(s);
    assert_int_equal(recover(s, &recovery), NL_OK);
    assert_false(recovery.complete);
    assert_int_equal(recovery.journals.count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(recovery.journals.items[i].journal.state, NL_JOURNAL_INCOMPLETE);
        assert_int_equal(step_of(&recovery.journals.items[i].rollback, "smb.direct")->kind,
                         NL_ROLLBACK_LEFT_ALONE);
    }
    stage_close(s);
}

static void recovery_goes_past_a_damaged_journal(void **state)
{
    struct stage *s = troubled_stage(NO_TROUBLE);
    struct nl_recovery recovery;
    (void)state;
    interrupt_another(s);
    s->world.files.items[0].bytes[10] ^= 1;
    assert_int_equal(recover(s, &recovery), NL_OK);
    assert_true(recovery.complete); /* of what was open; the damaged one is told apart */
    assert_int_equal(recovery.journals.count, 1);
    assert_int_equal(recovery.journals_now.items[1].state, NL_JOURNAL_DAMAGED);
    assert_true(recovery.journals.items[0].rollback.complete);
    stage_check_as_before(s);
    stage_close(s);
}

/* Where recovery cannot even begin, that is an error and no empty success. */
static void recovery_tells_that_it_could_not_look(void **state)
{
    struct stage *s = troubled_stage(NO_TROUBLE);
    struct nl_recovery recovery;
    (void)state;
    stage_interrupt(s);
    const char *first = world_picture(&s->world);
    for (uint64_t call = 1; call <= 3; call += 2) { /* the list; the ROLLING_BACK mark */
        s->world.calls = 0;
        s->world.failure = WORLD_CALL_FAILS;
        s->world.fail_at = call;
        assert_int_equal(recover(s, &recovery), NL_FAILED);
        assert_string_equal(first, world_picture(&s->world));
    }
    stage_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_steps_that_are_left_are_all_told),
        cmocka_unit_test(what_fails_is_told_and_tried_again),
        cmocka_unit_test(recovery_takes_every_open_journal),
        cmocka_unit_test(recovery_is_not_complete_while_something_is_left),
        cmocka_unit_test(recovery_goes_past_a_damaged_journal),
        cmocka_unit_test(recovery_tells_that_it_could_not_look),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

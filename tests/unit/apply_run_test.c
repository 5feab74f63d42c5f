/* apply_run_test.c - one apply from risks to closing: refused, stale, forgotten, stopped, on a full
 * disk; what it tells meanwhile, and when what it changed begins to act. */
#include "apply_stage.h"
#include "model/machine_set.h"
#include "model/risk.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void risks_stop_it_all_at_once(void **state)
{
    static const char *const requests[] = {"rpc.service=disabled", "smb.direct=disabled", NULL};
    struct stage *s = stage_open(requests);
    (void)state;
    assert_true(s->plan.risks.count >= 2);
    s->apply.accepted.count = 0;
    assert_int_equal(nl_apply_run(&s->apply, &s->result, &s->err), NL_REFUSED);
    assert_int_equal(s->result.outcome, NL_APPLY_REFUSED);
    assert_int_equal(s->result.risks.count, s->plan.risks.count);
    assert_int_equal(s->world.calls, 0); /* the machine was not even asked */
    stage_close(s);
}

/* Not even a risk is asked about where there is nothing to change. */
static void nothing_to_change_is_a_success(void **state)
{
    static const char *const requests[] = {"dcom.enabled=yes", NULL};
    struct stage *s = stage_open(requests);
    struct nl_plan risky = {0};
    (void)state;
    assert_int_equal(s->plan.steps.count, 0);
    size_t count = 0;
    *NL_PUSH(&s->m->arena, &risky.risks) = (struct nl_risk){.row = nl_risks(&count)};
    s->plan.risks = risky.risks;
    assert_int_equal(nl_apply_run(&s->apply, &s->result, &s->err), NL_OK);
    assert_int_equal(s->result.outcome, NL_APPLY_NOTHING);
    assert_int_equal(s->result.risks.count, 0);
    assert_int_equal(s->world.calls, 0);
    stage_close(s);
}

static void a_stale_plan_changes_nothing(void **state)
{
    struct stage *s = stage_open(two_requests);
    (void)state;
    struct nl_value theirs = nl_value_dword(&s->m->arena, 1);
    nl_machine_set(&s->m->arena, &s->world.now, &s->plan.steps.items[1].address, &theirs);
    const char *first = world_picture(&s->world);
    assert_int_equal(nl_apply_run(&s->apply, &s->result, &s->err), NL_CONFLICT);
    assert_string_equal(first, world_picture(&s->world));
    assert_int_equal(stage_journals(s).count, 0);
    stage_close(s);
}

/* A host that says yes and stores nothing: the write counts when it is read back. */
static enum nl_status forgetful_write(struct nl_host *host, const struct nl_address *where,
                                      const struct nl_value *expected,
                                      const struct nl_value *wanted, enum nl_effect *out_effect,
                                      struct nl_error *err)
{
    (void)host;
    (void)where;
    (void)expected;
    (void)wanted;
    (void)out_effect;
    (void)err;
    return NL_OK;
}

static void what_cannot_be_read_back_did_not_happen(void **state)
{
    struct stage *s = stage_open(two_requests);
    struct nl_host_ops forgetful = *s->world.host.ops;
    (void)state;
    const char *first = world_picture(&s->world);
    forgetful.write = forgetful_write;
    s->world.host.ops = &forgetful;
    assert_int_equal(nl_apply_run(&s->apply, &s->result, &s->err), NL_FAILED);
    assert_int_equal(s->result.outcome, NL_APPLY_ROLLED_BACK);
    assert_non_null(s->result.failed_setting);
    assert_string_equal(first, world_picture(&s->world));
    assert_int_equal(stage_journals(s).items[0].state, NL_JOURNAL_ROLLED_BACK);
    stage_close(s);
}

/* The disk is full from some append on: no mark can be written any more, not even that everything
 * is rolled back. It is rolled back all the same. */
static struct {
    const struct nl_store_ops *ops; /* the world's own */
    unsigned appends;               /* that still succeed */
} disk;

static enum nl_status append_while_there_is_room(struct nl_store *store, const char *name,
                                                 const void *bytes, size_t size,
                                                 struct nl_error *err)
{
    if (disk.appends == 0)
        return nl_fail(err, NL_FAILED, "the disk is full");
    disk.appends--;
    return disk.ops->append(store, name, bytes, size, err);
}

static void a_full_disk_leaves_nothing_half_done(void **state)
{
    (void)state;
    for (unsigned room = 0; room < 3; room++) { /* two marks of writes, one of success */
        struct stage *s = stage_open(two_requests);
        struct nl_store_ops full = *s->world.store.ops;
        struct nl_recovery recovery;
        const char *first = world_picture(&s->world);
        disk.ops = s->world.store.ops;
        disk.appends = room;
        full.append = append_while_there_is_room;
        s->world.store.ops = &full;
        assert_int_equal(nl_apply_run(&s->apply, &s->result, &s->err), NL_FAILED);
        assert_non_null(strstr(nl_error_text(&s->m->arena, &s->err, NULL), "the disk is full"));
        assert_int_equal(s->result.outcome, NL_APPLY_ROLLED_BACK);
        assert_int_equal(s->result.rollback.steps.count, 2);
        assert_string_equal(first, world_picture(&s->world));
        assert_int_equal(s->world.pending.count, 0);
        /* Its journal is open until there is room for the last word. */
        s->world.store.ops = disk.ops;
        assert_int_equal(stage_journals(s).items[0].state, NL_JOURNAL_OPEN);
        assert_int_equal(nl_recover(&(struct nl_rollback_work){.host = &s->world.host,
                                                               .store = &s->world.store,
                                                               .clock = &stage_clock,
                                                               .arena = &s->m->arena},
                                    NULL, &recovery, &s->err),
                         NL_OK);
        assert_true(recovery.complete);
        assert_int_equal(stage_journals(s).items[0].state, NL_JOURNAL_ROLLED_BACK);
        assert_string_equal(first, world_picture(&s->world));
        stage_close(s);
    }
}

static bool keep_event(void *context, enum nl_apply_event event, size_t step)
{
    static const char letters[] = "JwWMSVUC";
    nl_text_add_char(context, letters[event]);
    if (step != SIZE_MAX)
        nl_text_format(context, "%zu", step);
    return true;
}

static void it_tells_what_it_does(void **state)
{
    struct stage *s = stage_open(two_requests);
    struct nl_text told;
    (void)state;
    nl_text_init(&told, &s->m->arena);
    s->apply.progress = keep_event;
    s->apply.context = &told;
    stage_apply(s);
    assert_string_equal(told.data, "Jw0W0M0w1W1M1SV0V1C");
    stage_close(s);
}

struct stop {
    enum nl_apply_event event;
    size_t step;
    bool rolling_back; /* it was told that everything is rolled back */
};

static bool stop_there(void *context, enum nl_apply_event event, size_t step)
{
    struct stop *stop = context;
    stop->rolling_back = stop->rolling_back || event == NL_APPLY_ROLLING_BACK;
    return event != stop->event || step != stop->step;
}

/* A stop counts until the last step is written: everything goes back, at whatever it came. */
static void a_stop_on_request_takes_everything_back(void **state)
{
    static const struct stop stops[] = {
        {.event = NL_APPLY_WRITING, .step = 0},       {.event = NL_APPLY_WRITTEN, .step = 0},
        {.event = NL_APPLY_MARKED, .step = 0},        {.event = NL_APPLY_WRITING, .step = 1},
        {.event = NL_APPLY_WRITTEN, .step = 1},       {.event = NL_APPLY_MARKED, .step = 1},
        {.event = NL_APPLY_SYNCED, .step = SIZE_MAX}, /* too late from here on */
        {.event = NL_APPLY_VERIFIED, .step = 0},      {.event = NL_APPLY_CLOSED, .step = SIZE_MAX}};
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(stops); i++) {
        struct stage *s = stage_open(two_requests);
        struct stop stop = stops[i];
        bool late = i >= 6;
        const char *first = world_picture(&s->world);
        s->apply.progress = stop_there;
        s->apply.context = &stop;
        assert_int_equal(nl_apply_run(&s->apply, &s->result, &s->err), late ? NL_OK : NL_FAILED);
        assert_int_equal(s->result.outcome, late ? NL_APPLIED : NL_APPLY_ROLLED_BACK);
        assert_int_equal(strcmp(first, world_picture(&s->world)) == 0, !late);
        assert_int_equal(stop.rolling_back, !late);
        assert_ptr_equal(s->result.failed_setting,
                         late ? NULL : s->plan.steps.items[stop.step].instance.id);
        stage_close(s);
    }
}

/* The world's host says of every write that it acts at once; of a start type nobody believes it. */
static void when_it_acts(void **state)
{
    static const struct {
        const char *requests[3];
        enum nl_effect effect;
    } rows[] = {{{"dcom.enabled=no"}, NL_EFFECT_RESTART},
                {{"netbios.adapter[*]=disabled"}, NL_EFFECT_NOW},
                {{"netbios.adapter[*]=disabled", "dcom.enabled=no"}, NL_EFFECT_RESTART},
                {{"logon.network.deny=S-1-5-32-546"}, NL_EFFECT_NEXT_LOGON}};
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct stage *s = stage_open(rows[i].requests);
        stage_apply(s);
        assert_int_equal(s->result.effect, rows[i].effect);
        assert_int_equal(s->result.restart_required, rows[i].effect == NL_EFFECT_RESTART);
        stage_close(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(risks_stop_it_all_at_once),
        cmocka_unit_test(nothing_to_change_is_a_success),
        cmocka_unit_test(a_stale_plan_changes_nothing),
        cmocka_unit_test(what_cannot_be_read_back_did_not_happen),
        cmocka_unit_test(a_full_disk_leaves_nothing_half_done),
        cmocka_unit_test(it_tells_what_it_does),
        cmocka_unit_test(a_stop_on_request_takes_everything_back),
        cmocka_unit_test(when_it_acts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

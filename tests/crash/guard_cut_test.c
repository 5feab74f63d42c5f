/* guard_cut_test.c - the power fails at every call of an apply with --confirm-within, and of its
 * confirmation, in a world with a service database: what of a registration was not flushed is there
 * or not. Then Windows starts, and with it the guard, if it is registered. A machine that is changed
 * and not confirmed always has one, and the guard leads back to the first machine. */
#include "app/applying.h"
#include "app/confirming.h"
#include "app/guarding.h"
#include "app/output.h"
#include "app_stage.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum { MOST_ROUNDS = 200 };

/* The services as Windows has them in memory, and as the disk has them for certain. */
static struct {
    bool registered;
    bool on_disk;
    bool runs;
} services;

static struct {
    uint64_t cuts;
    uint64_t starts;
    uint64_t guarded; /* starts with a guard */
} tried;

int nl_say_error(struct nl_app *app, const struct nl_error *err)
{
    (void)app, (void)err;
    return 1;
}

int nl_exit_of(enum nl_status status)
{
    return 100 + (int)status;
}

static bool interrupted(struct nl_console *console, bool reset)
{
    (void)console, (void)reset;
    return false;
}

static void busy(struct nl_console *console, bool on)
{
    (void)console, (void)on;
}

/* As host/windows does it: made, flushed, started. */
static enum nl_status install_and_start(struct nl_guard_service *guard, struct nl_arena *arena,
                                        struct nl_error *err)
{
    struct world *world = &played.stage->world;
    (void)guard, (void)arena;
    services.registered = true;
    if (world_call(world))
        return nl_fail(err, NL_FAILED, "not flushed");
    services.on_disk = true;
    if (world_call(world))
        return nl_fail(err, NL_FAILED, "not started");
    services.runs = true;
    return NL_OK;
}

static bool wake(struct nl_guard_service *guard)
{
    (void)guard;
    return services.runs;
}

static enum nl_answer alive(struct nl_guard_service *guard)
{
    (void)guard;
    return services.runs ? NL_ANSWER_YES : NL_ANSWER_NO;
}

/* Nobody flushes that: the service may be there again after a start. */
static void forget_service(void)
{
    services.registered = false;
    services.runs = false;
    (void)world_call(&played.stage->world);
}

static enum nl_status remove_service(struct nl_guard_service *guard, struct nl_error *err)
{
    (void)guard, (void)err;
    forget_service();
    return NL_OK;
}

static enum nl_status remove_itself(void *context, struct nl_error *err)
{
    (void)err;
    assert_true(((struct stage *)context)->world.locked);
    forget_service();
    return NL_OK;
}

static const char *boot(struct nl_guard_service *guard, struct nl_arena *arena)
{
    (void)guard, (void)arena;
    return played.stage->boot;
}

static enum nl_answer fast_startup(struct nl_guard_service *guard)
{
    (void)guard;
    return NL_ANSWER_NO;
}

static void name_boot(struct nl_guard_service *guard)
{
    (void)guard;
}

static const struct nl_guard_ops guard_ops = {.install_and_start = install_and_start,
                                              .wake = wake,
                                              .alive = alive,
                                              .remove = remove_service,
                                              .boot = boot,
                                              .fast_startup = fast_startup,
                                              .name_boot = name_boot};

/* What a story is about. */
enum story { APPLY, CONFIRM };

struct scene {
    struct stage *s;
    struct nl_app app;
    const char *applied; /* the machine once the change is made */
};

static void run_apply(struct scene *scene)
{
    struct nl_apply_result result;
    struct nl_error err = {0};
    struct nl_store *store = NULL;
    struct nl_apply apply = {
        .host = &scene->s->world.host, .plan = &scene->s->plan, .confirm_within_s = 600};
    for (size_t i = 0; i < scene->s->plan.risks.count; i++)
        nl_texts_add(&apply.accepted, scene->app.arena, scene->s->plan.risks.items[i].row->id);
    if (nl_applying_open(&scene->app, &store, &err) != NL_OK)
        return;
    apply.store = store;
    (void)!nl_applying_run(&scene->app, &apply, &result, &err);
    store->ops->unlock(store);
}

static void run_confirm(struct scene *scene)
{
    struct nl_confirmation confirmation;
    struct nl_error err = {0};
    (void)!nl_confirming_run(&scene->app, NULL, 0, &confirmation, &err);
}

static struct scene open_scene(enum story story)
{
    static const struct nl_console_ops ops = {.interrupted = interrupted, .busy = busy};
    static struct nl_console console = {.ops = &ops};
    struct scene scene = {.s = stage_open()};
    memset(&services, 0, sizeof services);
    scene.app = app_open(scene.s);
    scene.app.console = &console;
    played.service.ops = &guard_ops;
    scene.s->watch.remove = remove_itself;
    if (story == CONFIRM) {
        /* One that needs no restart, so that one confirmation is all. */
        scene.s->plan.restart_required = false;
        run_apply(&scene);
        assert_int_equal(stage_journal(scene.s).state, NL_JOURNAL_UNCONFIRMED);
        scene.applied = world_picture(&scene.s->world);
    }
    scene.s->world.calls = 0;
    return scene;
}

/* Windows starts; the guard works until nothing is left to do. false: none is registered. */
static bool start_windows(struct scene *scene, uint64_t kept, bool registration_reached_disk)
{
    struct stage *s = scene->s;
    services.registered = registration_reached_disk ? services.registered : services.on_disk;
    services.on_disk = services.registered;
    services.runs = services.registered;
    world_restart(&s->world, kept);
    s->boot = "boot-2";
    s->clock.uptime_ms = 1000;
    tried.starts++;
    tried.guarded += services.runs;
    if (!services.runs)
        return false;
    enum nl_watch_next next = NL_WATCH_WAIT;
    for (int i = 0; i < MOST_ROUNDS && next == NL_WATCH_WAIT; i++) {
        next = stage_round(s);
        s->clock.uptime_ms += s->wait_ms;
        s->clock.now_s += s->wait_ms / 1000;
    }
    assert_int_equal(next, NL_WATCH_END);
    assert_false(services.registered);
    return true;
}

static void check(struct scene *scene, enum story story, uint64_t call, bool guarded)
{
    struct stage *s = scene->s;
    struct nl_journals journals = {0};
    assert_int_equal(nl_journal_list(&s->world.store, scene->app.arena, &journals, NULL), NL_OK);
    const char *now = world_picture(&s->world);
    bool first = strcmp(now, s->first) == 0;
    bool confirmed = story == CONFIRM && journals.items[0].state == NL_JOURNAL_APPLIED;
    if (confirmed ? strcmp(now, scene->applied) != 0 : !first)
        fail_msg("cut at call %u, %s guard: the machine is %s", (unsigned)call,
                 guarded ? "with a" : "no", confirmed ? "not as it was confirmed" : "changed");
    for (size_t i = 0; guarded && i < journals.count; i++) {
        const struct nl_journal *journal = &journals.items[i];
        /* Cut before it was armed: nothing was written, and the next netlatch closes it. */
        bool untouched = journal->state == NL_JOURNAL_OPEN && journal->marks.count == 0;
        if (journal->state != NL_JOURNAL_ROLLED_BACK && !confirmed && !untouched)
            fail_msg("cut at call %u: the guard left a journal %s", (unsigned)call,
                     nl_journal_state_words[journal->state]);
    }
}

/* One cut; how many writes and appended bytes could have got lost in it. false: the program ended before. */
static bool cut_once(enum story story, uint64_t call, uint64_t kept, bool reached, size_t torn,
                     size_t *out_pending, size_t *out_append)
{
    struct scene scene = open_scene(story);
    struct stage *s = scene.s;
    volatile bool was_cut = false;
    s->world.failure = WORLD_POWER_CUT;
    s->world.fail_at = call;
    s->world.torn = torn;
    s->world.kept = torn > 0;
    if (setjmp(s->world.power_off) != 0)
        was_cut = true;
    else if (story == APPLY)
        run_apply(&scene);
    else
        run_confirm(&scene);
    *out_pending = s->world.pending.count;
    *out_append = s->world.cut_in_append ? s->world.last_append : 0;
    tried.cuts += was_cut;
    /* Nobody confirms before the next start, also where the program came to its end. */
    bool guarded = start_windows(&scene, kept, reached);
    check(&scene, story, call, guarded);
    stage_close(s);
    return was_cut;
}

static void cut_everywhere(enum story story)
{
    bool more = true;
    for (uint64_t call = 1; more; call++) {
        size_t pending = 0;
        size_t append = 0;
        more = cut_once(story, call, 0, false, 0, &pending, &append);
        uint64_t subsets = UINT64_C(1) << pending;
        for (uint64_t kept = 0; more && kept < subsets; kept++) {
            for (size_t torn = 0; torn <= append; torn += 1 + append / 4) {
                size_t unused[2];
                (void)cut_once(story, call, kept, false, torn, &unused[0], &unused[1]);
                (void)cut_once(story, call, kept, true, torn, &unused[0], &unused[1]);
            }
        }
    }
}

static void an_apply_is_cut_anywhere(void **state)
{
    (void)state;
    cut_everywhere(APPLY);
    assert_true(tried.cuts > 50 && tried.guarded > 20 && tried.guarded < tried.starts);
}

static void a_confirmation_is_cut_anywhere(void **state)
{
    (void)state;
    cut_everywhere(CONFIRM);
}

/* The same calls, each failing once while the machine runs on: a change that stands is watched. */
static void every_call_fails_once(void **state)
{
    bool reached = true;
    (void)state;
    for (uint64_t call = 1; reached; call++) {
        struct scene scene = open_scene(APPLY);
        struct stage *s = scene.s;
        s->world.failure = WORLD_CALL_FAILS;
        s->world.fail_at = call;
        run_apply(&scene);
        reached = s->world.calls >= call;
        s->world.failure = WORLD_WORKS;
        bool changed = strcmp(world_picture(&s->world), s->first) != 0;
        if (changed && !services.runs)
            fail_msg("call %u failed: changed, and nobody watches", (unsigned)call);
        bool guarded = start_windows(&scene, UINT64_MAX, true);
        check(&scene, APPLY, call, guarded);
        stage_close(s);
    }
}

static int print_counts(void **state)
{
    (void)state;
    print_message("%llu power cuts, %llu starts of Windows, %llu of them with a guard\n",
                  (unsigned long long)tried.cuts, (unsigned long long)tried.starts,
                  (unsigned long long)tried.guarded);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_apply_is_cut_anywhere),
        cmocka_unit_test(a_confirmation_is_cut_anywhere),
        cmocka_unit_test(every_call_fails_once),
    };
    return cmocka_run_group_tests(tests, NULL, print_counts);
}

/* applying.c - making a plan true, as the command apply and the wizard do alike. */
#include "applying.h"

#include "guarding.h"
#include "input.h"
#include "output.h"
#include "surveying.h"
#include "test_hook.h"
#include "wiring.h"

/* Journals that were rolled back and are kept; the others are never removed. */
#define JOURNALS_KEPT 50

enum nl_status nl_applying_open(struct nl_app *app, struct nl_store **out_store,
                                struct nl_error *err)
{
    struct nl_store *store = NULL;
    enum nl_status status = nl_open_store(app, &store, err);
    if (status != NL_OK)
        return status;
    status = store->ops->prepare(store, err);
    if (status == NL_OK)
        status = nl_guarding_lock(app, store, err);
    if (status == NL_OK)
        *out_store = store;
    else
        store->ops->close(store);
    return status;
}

/* What stands between nl_apply and its caller: the caller's own context and the guard's. */
struct armed {
    struct nl_app *app;
    const struct nl_apply *apply;
    bool (*progress)(void *context, enum nl_apply_event event, size_t step);
    void *context;
};

static bool on_progress(void *context, enum nl_apply_event event, size_t step)
{
    const struct armed *armed = context;
    nl_test_hook(armed->app);
    return !armed->progress || armed->progress(armed->context, event, step);
}

static enum nl_status on_arm(void *context, struct nl_journal *journal, struct nl_error *err)
{
    const struct armed *armed = context;
    return nl_guarding_arm(armed->app, armed->apply->store, journal, err);
}

/* What changed since netlatch last wrote it, before it is written over. */
static void tell_drift(struct nl_app *app, const struct nl_apply *apply)
{
    struct nl_journals journals = {0};
    struct nl_drifts drifts = {0};
    struct nl_trail trail = nl_guarding_trail(app);
    if (!trail.events || nl_journal_list(apply->store, app->arena, &journals, NULL) != NL_OK)
        return;
    nl_drift_find(app->arena, &journals, apply->plan, &drifts);
    nl_trail_drift(&trail, &drifts);
}

/* What came of it, for the event log. */
static void tell_events(struct nl_app *app, const struct nl_apply *apply,
                        const struct nl_apply_result *result, const struct nl_error *err)
{
    struct nl_trail trail = nl_guarding_trail(app);
    switch (result->outcome) {
    case NL_APPLY_NOTHING:
        break;
    case NL_APPLIED:
        nl_trail_applied(&trail, &result->journal);
        break;
    case NL_APPLY_REFUSED:
        if (result->risks.count > 0)
            nl_trail_refused(&trail, &result->risks, apply->plan->profile->name);
        break;
    case NL_APPLY_ROLLED_BACK:
    case NL_APPLY_INCOMPLETE:
        nl_trail_failed(&trail, &result->journal, &result->rollback,
                        nl_error_text(app->arena, err, NULL));
        break;
    }
}

/* The journal then tells a restart by name, with or without a guard. */
static void name_this_start(struct nl_app *app, struct nl_apply *run)
{
    struct nl_guard_service *guard = nl_wiring_guard();
    run->live = nl_runs_live(app);
    if (!run->live || !guard)
        return;
    guard->ops->name_boot(guard);
    run->boot = guard->ops->boot(guard, app->arena);
}

/* A change whose guard ended under way and cannot be started again would wait for a confirmation that
 * nobody enforces: it is rolled back now. */
static enum nl_status keep_guarded(struct nl_app *app, const struct nl_apply *run,
                                   struct nl_apply_result *result, struct nl_error *err)
{
    struct nl_error ignored = {0};
    enum nl_status status = nl_guarding_ensure(app, err);
    if (status == NL_OK)
        return NL_OK;
    const struct nl_rollback_work work = {.host = run->host,
                                          .store = run->store,
                                          .clock = app->clock,
                                          .arena = app->arena,
                                          .boot = run->boot,
                                          .note = "the guard does not run"};
    if (nl_rollback_journal(&work, &result->journal, &result->rollback, &ignored) != NL_OK &&
        result->rollback.steps.count == 0)
        (void)nl_rollback_steps(&work, &result->journal, &result->rollback);
    result->outcome = result->rollback.complete ? NL_APPLY_ROLLED_BACK : NL_APPLY_INCOMPLETE;
    return status;
}

enum nl_status nl_applying_run(struct nl_app *app, const struct nl_apply *apply,
                               struct nl_apply_result *out_result, struct nl_error *err)
{
    struct nl_error pruning = {0};
    struct armed armed = {
        .app = app, .apply = apply, .progress = apply->progress, .context = apply->context};
    struct nl_apply run = *apply;
    *out_result = (struct nl_apply_result){.outcome = NL_APPLY_REFUSED};
    enum nl_status status = nl_guarding_check(app, apply->store, err);
    if (status != NL_OK)
        return status;
    run.clock = app->clock;
    run.arena = app->arena;
    run.user = nl_wiring_user(app->arena);
    name_this_start(app, &run);
    run.progress = on_progress;
    run.arm = apply->confirm_within_s > 0 ? on_arm : NULL;
    run.context = &armed;
    (void)app->console->ops->interrupted(app->console, true);
    tell_drift(app, apply);
    app->console->ops->busy(app->console, true);
    status = nl_apply_run(&run, out_result, err);
    if (status == NL_OK && out_result->outcome == NL_APPLIED && apply->confirm_within_s > 0)
        status = keep_guarded(app, &run, out_result, err);
    app->console->ops->busy(app->console, false);
    tell_events(app, apply, out_result, err);
    nl_guarding_settle(app, apply->store);
    if (out_result->outcome == NL_APPLIED &&
        nl_journal_prune(apply->store, app->arena, JOURNALS_KEPT, &pruning) != NL_OK)
        (void)nl_say_error(app, &pruning); /* the change stands; only old journals could not go */
    return status;
}

enum nl_status nl_applying_observe(struct nl_app *app, struct nl_host *host,
                                   const struct nl_profile *profile,
                                   const struct nl_settle_options *options,
                                   struct nl_plan *out_plan, struct nl_error *err)
{
    struct nl_machine *machine = nl_arena_alloc(app->arena, sizeof *machine);
    enum nl_status status = nl_surveying_run(app, host, machine, err);
    if (status == NL_OK)
        nl_plan_make(app->arena, machine, profile, options, out_plan);
    return status;
}

struct nl_sentence nl_applying_why_unmet(struct nl_arena *arena, const struct nl_request *request,
                                         bool applied)
{
    if (applied && request->outcome == NL_OUTCOME_CHANGE)
        return nl_say(arena,
                      NL_T("It was written and read back, and something has changed it since."));
    return (applied ? request->outcome : request->expected) == NL_OUTCOME_UNMET
               ? request->why
               : (struct nl_sentence){0};
}

/* The code for requests that are unmet: 5 where nothing was changed and access was denied. */
static int exit_of_unmet(const struct nl_plan *plan, bool changed)
{
    for (size_t i = 0; !changed && i < plan->requests.count; i++) {
        const struct nl_request *request = &plan->requests.items[i];
        if (request->outcome == NL_OUTCOME_UNMET &&
            (request->unmet == NL_UNMET_DENIED || request->unmet == NL_UNMET_NEEDS_ELEVATION))
            return NL_EXIT_DENIED;
    }
    return NL_EXIT_UNMET;
}

int nl_applying_exit(const struct nl_plan *plan, const struct nl_apply_result *result,
                     const struct nl_error *err)
{
    switch (result->outcome) {
    case NL_APPLY_NOTHING:
        if (plan->unmet)
            return exit_of_unmet(plan, false);
        return nl_requests_await_restart(&plan->requests) ? NL_EXIT_RESTART : NL_EXIT_DONE;
    case NL_APPLIED:
        if (plan->unmet || nl_requests_count(&plan->requests, NL_OUTCOME_CHANGE) > 0)
            return exit_of_unmet(plan, true);
        return result->restart_required || nl_requests_await_restart(&plan->requests)
                   ? NL_EXIT_RESTART
                   : NL_EXIT_DONE;
    case NL_APPLY_REFUSED:
        return result->risks.count > 0 ? NL_EXIT_REFUSED : nl_exit_of(err->status);
    case NL_APPLY_ROLLED_BACK:
        return err->status == NL_DENIED ? NL_EXIT_DENIED : NL_EXIT_FAILED;
    case NL_APPLY_INCOMPLETE:
        return NL_EXIT_INCOMPLETE;
    }
    return NL_EXIT_DONE;
}

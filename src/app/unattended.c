/* unattended.c - looking and applying for a management system. */
#include "unattended.h"

#include "applying.h"
#include "base/clean.h"
#include "input.h"
#include "machine_state.h"
#include "model/risk.h"
#include "output.h"
#include "result.h"

static void list_unaccepted(struct nl_app *app, struct nl_unattended *look)
{
    const struct nl_risk_list *risks = &look->planning.plan.risks;
    look->unaccepted = (struct nl_texts){0};
    for (size_t i = 0; i < risks->count; i++) {
        if (!nl_risk_accepted(risks->items[i].row, &look->wanted->accepted, false))
            *NL_PUSH(app->arena, &look->unaccepted) = risks->items[i].row->id;
    }
}

/* Judges the machine of that plan. */
static enum nl_status judge(struct nl_app *app, struct nl_unattended *look,
                            const struct nl_plan *plan, struct nl_error *err)
{
    look->ended = plan;
    enum nl_status status =
        nl_audit_make(app->arena, plan->machine, plan->profile, &look->audit, err);
    look->restart_required = status == NL_OK && nl_requests_await_restart(&look->audit.requests);
    return status;
}

enum nl_status nl_unattended_look(struct nl_app *app, const struct nl_wanted *wanted,
                                  struct nl_unattended *out_look, struct nl_error *err)
{
    struct nl_host *host = NULL;
    *out_look = (struct nl_unattended){.wanted = wanted, .planning.profile = wanted->profile};
    enum nl_status status = nl_open_host(app, &host, err);
    if (status != NL_OK)
        return status;
    status = nl_planning_make(app, host, &out_look->planning, err);
    host->ops->close(host);
    if (status == NL_OK)
        status = judge(app, out_look, &out_look->planning.plan, err);
    if (status == NL_OK)
        list_unaccepted(app, out_look);
    return status;
}

/* Says each request that is not met, and why. */
static void say_unmet(struct nl_app *app, const struct nl_plan *plan, bool applied)
{
    for (size_t i = 0; i < plan->requests.count; i++) {
        const struct nl_request *request = &plan->requests.items[i];
        struct nl_sentence why = nl_applying_why_unmet(app->arena, request, applied);
        if (why.format)
            nl_say_failed(app, NL_T("{1} is not met: {2}"), nl_clean(app->arena, request->id),
                          nl_clean(app->arena, nl_sentence_of(app, &why)));
    }
}

static void say_risks(struct nl_app *app, const struct nl_plan *plan,
                      const struct nl_texts *unaccepted)
{
    for (size_t i = 0; i < plan->risks.count; i++) {
        const struct nl_risk *risk = &plan->risks.items[i];
        struct nl_text because;
        if (!nl_texts_hold(unaccepted, risk->row->id))
            continue;
        nl_text_init(&because, app->arena);
        nl_text_add(&because, nl_word(app, risk->row->risk));
        for (size_t b = 0; b < risk->because.count; b++)
            nl_text_format(&because, " %s",
                           nl_clean(app->arena, nl_sentence_of(app, &risk->because.items[b])));
        nl_say_failed(app, NL_T("Refused: the risk {1} is not accepted. {2}"), risk->row->id,
                      because.data);
    }
}

/* An apply that did not stand. */
static void say_failure(struct nl_app *app, const struct nl_plan *plan,
                        const struct nl_apply_result *result, const struct nl_error *err)
{
    if (result->risks.count > 0)
        say_risks(app, plan, &result->risks);
    else
        (void)nl_say_error(app, err);
    if (result->outcome == NL_APPLY_ROLLED_BACK)
        nl_say_failed(app, NL_T("netlatch: everything was rolled back; the machine is as it was "
                                "before."));
    if (result->outcome != NL_APPLY_INCOMPLETE)
        return;
    nl_say_failed(app, NL_T("netlatch: not everything could be rolled back. Journal {1}:"),
                  result->journal.id);
    nl_result_rollback_text(app, NL_STREAM_ERR, &result->rollback);
}

static bool on_progress(void *context, enum nl_apply_event event, size_t step)
{
    struct nl_app *app = context;
    (void)event;
    (void)step;
    return !app->console->ops->interrupted(app->console, false);
}

/* How the machine is once all was written: by a fresh look. */
static enum nl_status observe(struct nl_app *app, struct nl_host *host,
                              struct nl_unattended *applied, struct nl_error *err)
{
    const struct nl_plan *plan = &applied->planning.plan;
    if (applied->result.outcome == NL_APPLIED) {
        const struct nl_settle_options options =
            nl_planning_options(app, &applied->planning.capabilities);
        struct nl_plan *now = nl_arena_alloc(app->arena, sizeof *now);
        enum nl_status status =
            nl_applying_observe(app, host, &applied->planning.profile, &options, now, err);
        if (status != NL_OK)
            return status;
        plan = now;
    }
    enum nl_status status = judge(app, applied, plan, err);
    applied->restart_required =
        applied->restart_required ||
        (applied->result.outcome == NL_APPLIED && applied->result.restart_required);
    return status;
}

static int apply_locked(struct nl_app *app, struct nl_host *host, struct nl_store *store,
                        struct nl_unattended *applied, bool *out_done)
{
    struct nl_error err = {0};
    int code = nl_planning_under_lock(app, &applied->planning, host, store);
    if (code != NL_EXIT_DONE)
        return code;
    const struct nl_apply apply = {
        .host = host,
        .store = store,
        .plan = &applied->planning.plan,
        .accepted = applied->wanted->accepted,
        .progress = on_progress,
        .context = app,
    };
    enum nl_status status = nl_applying_run(app, &apply, &applied->result, &err);
    applied->unaccepted = applied->result.risks;
    if (status != NL_OK) {
        say_failure(app, apply.plan, &applied->result, &err);
        return nl_applying_exit(apply.plan, &applied->result, &err);
    }
    if (observe(app, host, applied, &err) != NL_OK) {
        (void)nl_say_error(app, &err);
        return NL_EXIT_UNMET; /* it stands, and nobody can say how the requests do */
    }
    *out_done = true;
    say_unmet(app, applied->ended, true);
    return nl_applying_exit(applied->ended, &applied->result, &err);
}

int nl_unattended_apply(struct nl_app *app, const struct nl_wanted *wanted,
                        struct nl_unattended *out_applied, bool *out_done)
{
    struct nl_error err = {0};
    struct nl_host *host = NULL;
    struct nl_store *store = NULL;
    *out_done = false;
    *out_applied = (struct nl_unattended){.wanted = wanted, .planning.profile = wanted->profile};
    if (nl_open_host(app, &host, &err) != NL_OK)
        return nl_say_error(app, &err);
    host->ops->capabilities(host, &out_applied->planning.capabilities);
    int code = app->options.offline ? NL_EXIT_FAILED : NL_EXIT_DENIED;
    if (!out_applied->planning.capabilities.can_write)
        (void)nl_say_unable(app, &out_applied->planning.capabilities);
    else if (nl_applying_open(app, &store, &err) != NL_OK)
        code = nl_say_error(app, &err);
    else if (nl_reopen_host(app, &host, &err) != NL_OK)
        code = nl_say_error(app, &err);
    else
        code = apply_locked(app, host, store, out_applied, out_done);
    if (store)
        store->ops->close(store);
    host->ops->close(host);
    return code;
}

bool nl_unattended_as_wanted(const struct nl_unattended *look)
{
    if (nl_state_journals_unseen(look->audit.machine))
        return false;
    return look->wanted->named ? nl_audit_clean(&look->audit)
                               : nl_requests_met(&look->audit.requests);
}

enum nl_status nl_unattended_predict(struct nl_app *app, const struct nl_unattended *look,
                                     struct nl_audit *out_after, struct nl_error *err)
{
    const struct nl_plan *plan = &look->planning.plan;
    struct nl_machine *machine = nl_arena_alloc(app->arena, sizeof *machine);
    *machine = nl_steps_after(app->arena, plan->machine, &plan->steps, NULL);
    return nl_audit_make(app->arena, machine, plan->profile, out_after, err);
}

int nl_unattended_foretell(struct nl_app *app, const struct nl_unattended *look)
{
    const struct nl_plan *plan = &look->planning.plan;
    if (!look->planning.capabilities.can_write) {
        (void)nl_say_unable(app, &look->planning.capabilities);
        return app->options.offline ? NL_EXIT_FAILED : NL_EXIT_DENIED;
    }
    if (look->unaccepted.count > 0) {
        say_risks(app, plan, &look->unaccepted);
        return NL_EXIT_REFUSED;
    }
    say_unmet(app, plan, false);
    return plan->unmet ? NL_EXIT_UNMET : NL_EXIT_DONE;
}

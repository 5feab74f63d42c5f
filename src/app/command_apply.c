/* command_apply.c - netlatch apply: make the changes, verify them, keep the way back. */
#include "command_apply.h"

#include "applying.h"
#include "base/clean.h"
#include "guarding.h"
#include "input.h"
#include "model/duration.h"
#include "model/risk.h"
#include "output.h"
#include "planning.h"
#include "progress.h"
#include "recovery.h"
#include "report/label.h"
#include "report/phrase.h"
#include "report/plan_json.h"
#include "report/plan_text.h"
#include "result.h"
#include "result_json.h"

#include <string.h>

struct session {
    struct nl_app *app;
    const struct nl_plan *plan;
    const struct nl_plan *ended; /* how the requests stand afterwards */
    uint64_t confirm_within_s;   /* 0: none */
    bool json;
};

/* The setting of a step, adapters by name. */
static const char *name_of(const struct nl_app *app, const struct nl_plan *plan, size_t step)
{
    return nl_phrase_setting(app->arena, app->words, &plan->steps.items[step].instance);
}

/* One line per step while it is done; Ctrl+C is asked after at every event. */
static bool on_progress(void *context, enum nl_apply_event event, size_t step)
{
    struct session *session = context;
    struct nl_app *app = session->app;
    const struct nl_plan *plan = session->plan;
    if (!app->options.quiet && !session->json && step < plan->steps.count &&
        nl_progress_show(app, step + (event == NL_APPLY_VERIFIED), plan->steps.count,
                         name_of(app, plan, step))) {
        /* One line for all of it. */
    } else if (!app->options.quiet && !session->json) {
        const char *number = nl_arena_format(app->arena, "%llu/%llu", (unsigned long long)step + 1,
                                             (unsigned long long)plan->steps.count);
        if (event == NL_APPLY_WRITING)
            nl_say_out(app, NL_T("[{1}] writing {2}"), number, name_of(app, plan, step));
        else if (event == NL_APPLY_VERIFIED)
            nl_say_out(app, NL_T("[{1}] read back {2}: as wanted"), number,
                       name_of(app, plan, step));
        else if (event == NL_APPLY_ROLLING_BACK) {
            nl_progress_end(app);
            nl_say_err(app, NL_T("netlatch: a step failed; rolling everything back"));
        }
    }
    return !app->console->ops->interrupted(app->console, false);
}

static void say_risks(struct nl_app *app, const struct nl_plan *plan,
                      const struct nl_texts *unaccepted)
{
    nl_say_err(app, NL_T("netlatch: refused. These risks are not accepted, and nothing was "
                         "changed:"));
    for (size_t i = 0; i < plan->risks.count; i++) {
        const struct nl_risk *risk = &plan->risks.items[i];
        if (!nl_texts_hold(unaccepted, risk->row->id))
            continue;
        nl_say_err(app, NL_T("  {1} ({2}): {3}"), risk->row->id,
                   nl_label_severity(risk->row->severity), risk->row->title);
        nl_say_err(app, "    {1}", risk->row->risk);
        for (size_t b = 0; b < risk->because.count; b++)
            nl_say_err(app, "    - {1}",
                       nl_clean(app->arena, nl_sentence_of(app, &risk->because.items[b])));
        if (risk->row->instead)
            nl_say_err(app, NL_T("    instead: {1}"), risk->row->instead);
        nl_say_err(app, NL_T("    to accept it: --accept {1}"), risk->row->id);
        if (risk->row->guard_suffices)
            nl_say_err(app, NL_T("    or, without accepting it: --confirm-within 10m, which rolls "
                                 "everything back unless netlatch confirm comes in time"));
    }
}

/* A remark of the host, adapters by the names of the machine that was planned for. */
static const char *remark_text(struct nl_app *app, const struct nl_machine *machine,
                               const struct nl_sentence *remark)
{
    struct nl_sentence named = *remark;
    for (size_t i = 0; i < NL_COUNT_OF(named.args); i++) {
        const char *name =
            named.args[i] ? nl_machine_adapter_name(app->arena, machine, named.args[i]) : NULL;
        named.args[i] = name ? name : named.args[i];
    }
    return nl_clean(app->arena, nl_sentence_of(app, &named));
}

/* What an applied change still needs of the person. */
static void say_what_remains(struct nl_app *app, const struct nl_machine *machine,
                             const struct nl_apply_result *result)
{
    uint64_t within_s = result->journal.confirm_within_s;
    const char *within = nl_duration_text(app->arena, within_s);
    for (size_t i = 0; result->remarks && i < result->remarks->count; i++)
        nl_say_out(app, "  {1}", remark_text(app, machine, &result->remarks->items[i]));
    if (result->restart_required)
        nl_say_out(app, NL_T("A restart is needed before all of it takes effect."));
    if (result->restart_required && nl_guarding_restart_advice(app))
        nl_say_out(app, nl_guarding_restart_advice(app));
    if (within_s > 0) {
        uint64_t until_s = app->clock->now_s(app->clock) + within_s;
        nl_say_out(app,
                   NL_T("This change is not confirmed yet: it is rolled back in {1} "
                        "({2}) unless you run netlatch confirm before then. For more "
                        "time: netlatch confirm --extend 10m"),
                   within, nl_time_text(app->arena, until_s));
    }
    if (within_s > 0 && result->journal.restart_required)
        nl_say_out(app,
                   NL_T("Part of it takes effect only after a restart: confirm, restart"
                        " the computer, then confirm again within {1}."),
                   within);
}

/* The last line, so that whoever has to undo it finds it. */
static void say_way_back(struct nl_app *app, const struct nl_apply_result *result)
{
    nl_say_out(app, NL_T("To roll it back: netlatch rollback {1} --yes"),
               nl_arena_format(app->arena, "%s%s", result->journal.id, nl_run_options(app)));
}

/* The requests that are not met and will not be by what was done, one line each. */
static void say_unmet(struct nl_app *app, const struct nl_plan *plan)
{
    size_t count = nl_requests_count(&plan->requests, NL_OUTCOME_UNMET) +
                   nl_requests_count(&plan->requests, NL_OUTCOME_CHANGE);
    if (count == 0)
        return;
    nl_say_err(app, NL_T("netlatch: unmet requests: {1}"), nl_decimal(count).text);
    for (size_t i = 0; i < plan->requests.count; i++) {
        const struct nl_request *request = &plan->requests.items[i];
        struct nl_sentence why = nl_applying_why_unmet(app->arena, request, true);
        if (why.format)
            nl_say_err(app, "  {1}: {2}", nl_clean(app->arena, request->id),
                       nl_clean(app->arena, nl_sentence_of(app, &why)));
    }
}

/* "netbios.adapter x3", "smb1.server": the settings that wait for one effect. */
static const char *names_waiting(struct nl_app *app, const struct nl_plan *plan,
                                 enum nl_effect effect)
{
    struct nl_texts names = {0};
    const struct nl_setting *last = NULL;
    size_t count = 0;
    for (size_t i = 0; i < plan->requests.count; i++) {
        const struct nl_request *request = &plan->requests.items[i];
        if (request->outcome != NL_OUTCOME_PENDING || request->waits_for != effect)
            continue;
        bool again = last && request->setting == last;
        count = again ? count + 1 : 1;
        if (again)
            names.items[names.count - 1] =
                nl_arena_format(app->arena, "%s x%zu", request->setting->id, count);
        else
            nl_texts_add(&names, app->arena, request->setting->id);
        last = request->setting;
    }
    return names.count ? nl_phrase_join(app->arena, app->words, &names) : NULL;
}

/* What is set and not in force yet: a line for each thing that it waits for. */
static void say_pending(struct nl_app *app, const struct nl_plan *plan)
{
    static const char *const formats[NL_EFFECT_COUNT] = {
        [NL_EFFECT_NOW] = NL_T("Set, but not in force yet: {1}."),
        [NL_EFFECT_NEXT_LOGON] = NL_T("Set, but not in force until the next sign-in: {1}."),
        [NL_EFFECT_ADAPTER_RESTART] =
            NL_T("Set, but not in force until the adapter or Windows restarts: {1}."),
        [NL_EFFECT_SERVICE_RESTART] =
            NL_T("Set, but not in force until the service or Windows restarts: {1}."),
        [NL_EFFECT_RESTART] = NL_T("Set, but not in force until Windows restarts: {1}."),
    };
    for (int effect = 0; effect < NL_EFFECT_COUNT && !app->options.quiet; effect++) {
        const char *names = names_waiting(app, plan, (enum nl_effect)effect);
        if (names)
            nl_say_out(app, formats[effect], names);
    }
}

/* What no request is about, and is not as the profile wants it all the same. */
static void say_remains(struct nl_app *app, const struct nl_plan *plan)
{
    if (plan->remains.count > 0)
        nl_say_err(app,
                   NL_T("netlatch: the machine is not as the profile wants it, beside what was "
                        "requested:"));
    for (size_t i = 0; i < plan->remains.count; i++)
        nl_say_err(app, "  {1}", nl_sentence_of(app, &plan->remains.items[i]));
}

/* There was no step to make: because all is met, because it waits, or because it cannot be met. */
static void say_nothing(struct nl_app *app, const struct nl_plan *plan)
{
    if (nl_plan_as_wanted(plan) && !app->options.quiet)
        nl_say_out(app, NL_T("Nothing to change: every request is met."));
    say_pending(app, plan);
    say_remains(app, plan);
    if (plan->unmet)
        nl_say_err(app, NL_T("netlatch: nothing was changed"));
    say_unmet(app, plan);
}

static void tell_result(struct session *session, const struct nl_apply_result *result,
                        const struct nl_error *err)
{
    struct nl_app *app = session->app;
    if (session->json)
        nl_result_apply_json(app, session->plan, session->ended, result, err);
    switch (result->outcome) {
    case NL_APPLY_NOTHING:
        if (!session->json)
            say_nothing(app, session->plan);
        break;
    case NL_APPLIED:
        if (!session->json) {
            nl_say_out(app, NL_T("Applied and verified. Settings: {1}. Journal: {2}."),
                       nl_decimal(session->plan->steps.count).text, result->journal.id);
            say_pending(app, session->ended);
            say_remains(app, session->ended);
            say_what_remains(app, session->plan->machine, result);
            say_unmet(app, session->ended);
            say_way_back(app, result);
        }
        break;
    case NL_APPLY_REFUSED:
        if (result->risks.count > 0)
            say_risks(app, session->plan, &result->risks);
        else
            (void)nl_say_error(app, err);
        break;
    case NL_APPLY_ROLLED_BACK:
        (void)nl_say_error(app, err);
        nl_say_err(app, NL_T("netlatch: everything was rolled back; the machine is as it was "
                             "before."));
        break;
    case NL_APPLY_INCOMPLETE:
        (void)nl_say_error(app, err);
        nl_say_err(app, NL_T("netlatch: not everything could be rolled back. Journal {1}:"),
                   result->journal.id);
        nl_result_rollback_text(app, NL_STREAM_ERR, &result->rollback);
        break;
    }
}

/* A person at a console sees the plan and types yes; a script must have said --yes. */
static bool confirmed(struct session *session, int *out_code)
{
    struct nl_app *app = session->app;
    struct nl_text document;
    struct nl_report_style style = nl_style(app);
    if (app->options.yes || session->plan->steps.count == 0)
        return true;
    if (!app->console->ops->input_is_terminal(app->console) || session->json) {
        struct nl_error err = {0};
        (void)nl_fail(&err, NL_INVALID, NL_T("there is no console to ask on; add --yes to apply"));
        *out_code = nl_say_error(app, &err);
        return false;
    }
    nl_text_init(&document, app->arena);
    nl_report_plan_text(app->arena, session->plan, &style, &document);
    nl_print(app, document.data);
    nl_print(app, nl_word(app, NL_T("Type yes to apply these changes: ")));
    const char *answer = app->console->ops->read_line(app->console, app->arena);
    if (answer && nl_same(answer, "yes"))
        return true;
    nl_say_out(app, NL_T("Nothing was changed."));
    *out_code = NL_EXIT_DONE;
    return false;
}

/* Nobody is asked to say yes to what is refused in any case. */
static bool risks_are_accepted(const struct session *session)
{
    for (size_t i = 0; i < session->plan->risks.count; i++) {
        if (!nl_risk_accepted(session->plan->risks.items[i].row, &session->app->options.accept,
                              session->confirm_within_s > 0))
            return false;
    }
    return true;
}

/* How the requests stand once all was written: by a fresh look, or, where that fails, as planned. */
static const struct nl_plan *observe(struct session *session, const struct nl_planning *planning,
                                     struct nl_host *host)
{
    struct nl_app *app = session->app;
    struct nl_error err = {0};
    const struct nl_settle_options options = nl_planning_options(app, &planning->capabilities);
    struct nl_plan *now = nl_arena_alloc(app->arena, sizeof *now);
    if (nl_applying_observe(app, host, &planning->profile, &options, now, &err) == NL_OK)
        return now;
    (void)nl_say_error(app, &err);
    return session->plan;
}

static int make_plan(struct session *session, struct nl_planning *planning, struct nl_host *host,
                     struct nl_store *store)
{
    int code = nl_planning_under_lock(session->app, planning, host, store);
    if (code == NL_EXIT_DONE)
        session->plan = &planning->plan;
    return code;
}

/* Asks without the lock: a question that nobody answers, in a session that was cut, must not keep the
 * guard, or a rollback from elsewhere, from its work. After the answer everything is looked at again,
 * and must be what was shown. */
static bool asked(struct session *session, struct nl_planning *planning, struct nl_host **host,
                  struct nl_store *store, int *out_code)
{
    struct nl_app *app = session->app;
    struct nl_error err = {0};
    const char *shown = session->plan->id;
    if (app->options.yes || session->plan->steps.count == 0 || !risks_are_accepted(session))
        return true;
    store->ops->unlock(store);
    if (!confirmed(session, out_code))
        return false;
    if (nl_guarding_lock(app, store, &err) != NL_OK || nl_reopen_host(app, host, &err) != NL_OK) {
        *out_code = nl_say_error(app, &err);
        return false;
    }
    *out_code = make_plan(session, planning, *host, store);
    if (*out_code != NL_EXIT_DONE)
        return false;
    if (nl_equal(shown, session->plan->id))
        return true;
    (void)nl_fail(&err, NL_CONFLICT,
                  NL_T("the machine changed while netlatch waited for your answer, so "
                       "the plan you saw no longer fits; nothing was changed"));
    *out_code = nl_say_error(app, &err);
    return false;
}

static int apply_plan(struct session *session, struct nl_planning *planning, struct nl_host **host,
                      struct nl_store *store)
{
    struct nl_app *app = session->app;
    struct nl_error err = {0};
    struct nl_apply_result result;
    int code = make_plan(session, planning, *host, store);
    if (code != NL_EXIT_DONE || !asked(session, planning, host, store, &code))
        return code;
    struct nl_apply apply = {
        .host = *host,
        .store = store,
        .plan = session->plan,
        .accepted = app->options.accept,
        .confirm_within_s = session->confirm_within_s,
        .progress = on_progress,
        .context = session,
    };
    enum nl_status status = nl_applying_run(app, &apply, &result, &err);
    if (!session->json)
        nl_progress_end(app);
    session->ended = session->plan;
    if (result.outcome == NL_APPLIED)
        session->ended = observe(session, planning, *host);
    tell_result(session, &result, status == NL_OK ? NULL : &err);
    return nl_applying_exit(session->ended, &result, &err);
}

static int what_if(struct session *session, struct nl_planning *planning, struct nl_host *host)
{
    struct nl_app *app = session->app;
    struct nl_error err = {0};
    if (nl_planning_make(app, host, planning, &err) != NL_OK ||
        nl_planning_check(app, planning, &err) != NL_OK)
        return nl_say_error(app, &err);
    struct nl_text document;
    struct nl_report_style style = nl_style(app);
    nl_text_init(&document, app->arena);
    if (session->json)
        nl_report_plan_json(app->arena, &planning->plan, &style, &document);
    else
        nl_report_plan_text(app->arena, &planning->plan, &style, &document);
    return nl_deliver(app, document.data, document.length);
}

static int run_locked(struct session *session, struct nl_planning *planning, struct nl_host **host)
{
    struct nl_app *app = session->app;
    struct nl_error err = {0};
    struct nl_store *store = NULL;
    if (nl_applying_open(app, &store, &err) != NL_OK)
        return nl_say_error(app, &err);
    int code = nl_reopen_host(app, host, &err) == NL_OK ? apply_plan(session, planning, host, store)
                                                        : nl_say_error(app, &err);
    store->ops->close(store);
    return code;
}

int nl_command_apply(struct nl_app *app)
{
    static const char *const formats[] = {"text", "json"};
    struct nl_error err = {0};
    struct nl_host *host = NULL;
    struct nl_planning planning;
    struct session session = {.app = app};
    int format = 0;
    const char *plan_file = app->options.words.count ? app->options.words.items[0] : NULL;
    enum nl_status status = nl_at_most_words(app, 1, &err);
    if (status == NL_OK)
        status = nl_format_of(app, formats, NL_COUNT_OF(formats), &format, &err);
    if (status == NL_OK)
        status = nl_planning_check_risks(app, &err);
    if (status == NL_OK)
        status = nl_guarding_duration(app, &session.confirm_within_s, &err);
    if (status == NL_OK)
        status = nl_planning_read(app, plan_file, &planning, &err);
    if (status == NL_OK)
        status = nl_open_host(app, &host, &err);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    session.json = format == 1;
    host->ops->capabilities(host, &planning.capabilities);
    /* A disk that is not fit to be written is no matter of rights. */
    int code = app->options.offline ? NL_EXIT_FAILED : NL_EXIT_DENIED;
    if (app->options.what_if)
        code = what_if(&session, &planning, host);
    else if (planning.capabilities.can_write)
        code = run_locked(&session, &planning, &host);
    else
        (void)nl_say_unable(app, &planning.capabilities);
    host->ops->close(host);
    return code;
}

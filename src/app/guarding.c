/* guarding.c - confirmation in time, for every command that changes something. */
#include "guarding.h"

#include "model/duration.h"
#include "wiring.h"

enum { LOCK_PAUSE_MS = 100, LOCK_TRIES = 50 };

bool nl_guarding_available(const struct nl_app *app)
{
    return nl_runs_live(app) && nl_wiring_guard() != NULL;
}

enum nl_status nl_guarding_duration(struct nl_app *app, uint64_t *out_seconds, struct nl_error *err)
{
    const char *text = app->options.confirm_within;
    if (!text) {
        *out_seconds = 0;
        return NL_OK;
    }
    if (!nl_runs_live(app))
        return nl_fail(err, NL_INVALID,
                       NL_T("--confirm-within works only on the computer that netlatch runs"
                            " on, not with --from or --offline"));
    if (!*text) {
        *out_seconds = NL_CONFIRM_USUAL_S;
        return NL_OK;
    }
    enum nl_status status = nl_duration_parse(app->arena, text, NL_CONFIRM_LEAST_S,
                                              NL_CONFIRM_MOST_S, out_seconds, err);
    return status == NL_OK ? NL_OK : nl_context(err, "--confirm-within");
}

struct nl_moment nl_guarding_moment(struct nl_app *app)
{
    struct nl_guard_service *guard = nl_wiring_guard();
    return nl_moment_now(app->clock, guard ? guard->ops->boot(guard, app->arena) : NULL);
}

struct nl_trail nl_guarding_trail(struct nl_app *app)
{
    bool live = nl_runs_live(app);
    return (struct nl_trail){.events = live ? nl_wiring_events() : NULL,
                             .arena = app->arena,
                             .user = nl_wiring_user(app->arena)};
}

enum nl_status nl_guarding_check(struct nl_app *app, struct nl_store *store, struct nl_error *err)
{
    struct nl_journals journals = {0};
    enum nl_status status = nl_journal_list(store, app->arena, &journals, err);
    if (status != NL_OK)
        return status;
    struct nl_moment moment = nl_guarding_moment(app);
    const struct nl_journal *journal = nl_guard_pick(&journals, &moment);
    if (!journal)
        return NL_OK;
    if (journal->state == NL_JOURNAL_UNCONFIRMED)
        (void)nl_fail(err, NL_CONFLICT, NL_T("the change {1} waits to be confirmed"), journal->id);
    else
        (void)nl_fail(err, NL_CONFLICT, NL_T("the guard is still rolling back the change {1}"),
                      journal->id);
    return nl_next(err, journal->state == NL_JOURNAL_UNCONFIRMED
                            ? NL_T("netlatch confirm keeps that change, netlatch rollback rolls it "
                                   "back; then apply again.")
                            : NL_T("netlatch history says what is in the way; netlatch rollback "
                                   "JOURNAL --force overwrites it, netlatch rollback JOURNAL "
                                   "--abandon gives it up."));
}

enum nl_status nl_guarding_arm(struct nl_app *app, struct nl_store *store,
                               struct nl_journal *journal, struct nl_error *err)
{
    struct nl_guard_service *guard = nl_wiring_guard();
    if (!nl_guarding_available(app))
        return nl_fail(err, NL_UNSUPPORTED, NL_T("there is no guard here"));
    enum nl_status status = guard->ops->install_and_start(guard, app->arena, err);
    if (status != NL_OK)
        return status;
    struct nl_moment moment = nl_guarding_moment(app);
    struct nl_mark mark = nl_guard_mark(NL_MARK_ARMED, journal->confirm_within_s * 1000, &moment);
    status = nl_journal_mark(store, app->arena, journal, &mark, err);
    if (status == NL_OK && !guard->ops->wake(guard))
        status = nl_fail(err, NL_FAILED,
                         NL_T("the guard was started and does not answer, so nothing was changed"));
    if (status == NL_OK) {
        struct nl_trail trail = nl_guarding_trail(app);
        nl_trail_journal(&trail, NL_EVENT_GUARD_ARMED, journal->id,
                         nl_duration_text(app->arena, journal->confirm_within_s));
    }
    return status;
}

bool nl_guarding_fast_startup(const struct nl_app *app)
{
    struct nl_guard_service *guard = nl_wiring_guard();
    return nl_guarding_available(app) && guard->ops->fast_startup(guard) == NL_ANSWER_YES;
}

const char *nl_guarding_restart_advice(const struct nl_app *app)
{
    return nl_guarding_fast_startup(app)
               ? NL_T("Choose Restart: with Fast Startup, Shut down is no restart.")
               : NULL;
}

enum nl_answer nl_guarding_watched(const struct nl_app *app)
{
    struct nl_guard_service *guard = nl_wiring_guard();
    if (!nl_guarding_available(app))
        return NL_ANSWER_NO;
    return guard->ops->alive(guard);
}

enum nl_status nl_guarding_ensure(struct nl_app *app, struct nl_error *err)
{
    struct nl_guard_service *guard = nl_wiring_guard();
    struct nl_error failure = {0};
    if (guard->ops->wake(guard))
        return NL_OK;
    enum nl_status status = guard->ops->install_and_start(guard, app->arena, &failure);
    if (status == NL_OK && guard->ops->wake(guard))
        return NL_OK;
    if (status == NL_OK)
        (void)nl_fail(err, NL_FAILED, NL_T("the guard that was to watch the change does not run"));
    else
        *err = failure;
    return nl_context(err, NL_T("the guard ended during the change and cannot be started again"));
}

void nl_guarding_settle(struct nl_app *app, struct nl_store *store)
{
    struct nl_guard_service *guard = nl_wiring_guard();
    struct nl_error err = {0};
    if (!nl_guarding_available(app) || guard->ops->wake(guard))
        return;
    if (nl_guarding_check(app, store, &err) == NL_OK)
        (void)guard->ops->remove(guard, &err);
}

static enum nl_status say_busy(struct nl_store *store, struct nl_error *err)
{
    uint32_t holder = store->ops->holder(store);
    if (holder)
        (void)nl_fail(err, NL_BUSY,
                      NL_T("another netlatch (process {1}) is changing this machine right now"),
                      nl_decimal(holder).text);
    else
        (void)nl_fail(err, NL_BUSY, NL_T("another netlatch is changing this machine right now"));
    return nl_next(err, NL_T("Wait for it to end, then try again. If it hangs, end that process: "
                             "the next netlatch rolls back what it left unfinished."));
}

enum nl_status nl_guarding_lock(struct nl_app *app, struct nl_store *store, struct nl_error *err)
{
    for (int tried = 0;; tried++) {
        struct nl_error failure = {0};
        enum nl_status status = store->ops->lock(store, &failure);
        if (status == NL_BUSY && tried == LOCK_TRIES)
            return say_busy(store, err);
        if (status != NL_BUSY) {
            if (status != NL_OK)
                *err = failure;
            return status;
        }
        app->clock->sleep_ms(app->clock, LOCK_PAUSE_MS);
    }
}

/* The promise of the guard is only as good as the guard. */
static struct nl_sentence unwatched(struct nl_app *app, enum nl_guard_phase phase)
{
    return nl_say(
        app->arena,
        phase == NL_GUARD_EXPIRED
            ? NL_T("was not confirmed in time, and nobody watches: the guard does not run. "
                   "The next netlatch apply or rollback rolls it back; netlatch confirm "
                   "keeps it")
            : NL_T("waits to be confirmed, and nobody watches: the guard does not run. "
                   "netlatch confirm keeps the change, netlatch rollback rolls it back"));
}

struct nl_sentence nl_guarding_told(struct nl_app *app, const struct nl_journal *journal,
                                    const struct nl_moment *moment)
{
    struct nl_guard_view view;
    nl_guard_look(journal, moment, &view);
    bool promised = journal->state == NL_JOURNAL_UNCONFIRMED && nl_guard_watches(view.phase);
    if (promised && nl_guarding_watched(app) == NL_ANSWER_NO)
        return unwatched(app, view.phase);
    const char *left = nl_duration_text(app->arena, (view.left_ms + 999) / 1000);
    const char *until = nl_time_text(app->arena, moment->now_s + (view.left_ms + 999) / 1000);
    switch (view.phase) {
    case NL_GUARD_COUNTING:
        return nl_say(app->arena,
                      NL_T("is rolled back in {1} ({2}) unless netlatch confirm is run "
                           "before then"),
                      left, until);
    case NL_GUARD_WAITING:
        return nl_say(
            app->arena,
            nl_guarding_fast_startup(app)
                ? NL_T("confirmed for now: restart the computer within a day, then confirm again "
                       "within {1}. Choose Restart: with Fast Startup, Shut down is no restart. "
                       "Without a restart within a day it counts as confirmed for good")
                : NL_T(
                      "confirmed for now: restart the computer within a day, then confirm again "
                      "within {1}. Without a restart within a day it counts as confirmed for good"),
            left);
    case NL_GUARD_KEPT:
        return nl_say(
            app->arena,
            NL_T("counts as confirmed for good: no restart came within a day of the first "
                 "confirmation. A part of it still acts only after a restart"));
    case NL_GUARD_RESTARTED:
        return nl_say(app->arena,
                      NL_T("the computer was restarted: confirm again within {1}, or it is rolled "
                           "back"),
                      left);
    case NL_GUARD_EXPIRED:
        return nl_say(app->arena, NL_T("was not confirmed in time and is about to be rolled back"));
    case NL_GUARD_AGAIN:
        return nl_say(app->arena,
                      NL_T("could not be rolled back completely; the guard tries again"));
    case NL_GUARD_NONE:
    case NL_GUARD_INTERRUPTED:
    case NL_GUARD_DAMAGED:
    case NL_GUARD_UNREADABLE:
    case NL_GUARD_PHASE_COUNT:
        break;
    }
    return (struct nl_sentence){0};
}

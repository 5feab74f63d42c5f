/* recovery.c - interrupted changes, and journals that are not as they should be. */
#include "recovery.h"

#include "apply/pending.h"
#include "base/clean.h"
#include "guarding.h"
#include "input.h"
#include "output.h"

/* An open journal is that of a change under way for as long as somebody holds the lock. The lock is
 * tried only where its file names somebody: trying would make the file, and this only looks. */
static bool somebody_works(struct nl_store *store)
{
    struct nl_error err = {0};
    if (store->ops->holder(store) == 0)
        return false;
    enum nl_status status = store->ops->lock(store, &err);
    if (status == NL_OK)
        store->ops->unlock(store);
    return status == NL_BUSY;
}

bool nl_journal_is_troubled(const struct nl_journal *journal)
{
    return !journal->foreign &&
           (journal->state == NL_JOURNAL_DAMAGED || journal->state == NL_JOURNAL_UNREADABLE);
}

int nl_journal_trouble(struct nl_app *app, const struct nl_store *store,
                       const struct nl_journal *journal, struct nl_error *err)
{
    const char *name = nl_clean(app->arena, journal->name);
    const char *where = nl_clean(app->arena, store->where);
    const char *why = nl_error_text(app->arena, journal->damage, app->words);
    if (journal->state == NL_JOURNAL_UNREADABLE) {
        (void)nl_fail(err, journal->damage->status,
                      NL_T("the journal {1} in {2} cannot be read now: {3}"), name, where, why);
        (void)nl_next(err, NL_T("This does not mean that it is damaged: leave the file where it is "
                                "and try again."));
        return nl_exit_of(journal->damage->status) == NL_EXIT_DENIED ? NL_EXIT_DENIED
                                                                     : NL_EXIT_FAILED;
    }
    (void)nl_fail(err, NL_FAILED, NL_T("the journal {1} in {2} is damaged: {3}"), name, where, why);
    (void)nl_next(
        err,
        journal->plan
            ? NL_T(
                  "See with netlatch history what it changed, correct that by hand, then move the file away.")
            : NL_T("What it changed can no longer be read from it: check the "
                   "settings with netlatch audit, correct by hand what is wrong, "
                   "then move the file away."));
    return NL_EXIT_INCOMPLETE;
}

void nl_tell_trouble(struct nl_app *app, const struct nl_store *store,
                     const struct nl_journals *journals)
{
    for (size_t i = 0; i < journals->count; i++) {
        const struct nl_journal *journal = &journals->items[i];
        struct nl_error err = {0};
        if (journal->foreign)
            nl_say_err(app,
                       NL_T("netlatch: {1} in {2} is not a journal of netlatch; it is ignored."),
                       nl_clean(app->arena, journal->name), nl_clean(app->arena, store->where));
        if (!nl_journal_is_troubled(journal))
            continue;
        (void)nl_journal_trouble(app, store, journal, &err);
        nl_say_err(app, "netlatch: {1}",
                   nl_clean(app->arena, nl_error_text(app->arena, &err, app->words)));
    }
}

/* What waits to be confirmed or restarted is easily forgotten; that nobody watches must not be. */
static void tell_waiting(struct nl_app *app, const struct nl_journal *journal)
{
    struct nl_moment moment = nl_guarding_moment(app);
    struct nl_sentence told = nl_guarding_told(app, journal, &moment);
    if (told.format && nl_guarding_available(app))
        nl_say_err(app, "netlatch: {1} {2}.", journal->id, nl_sentence_of(app, &told));
}

/* That a change waits for a restart stands in the audit. That the usual way of switching a computer
 * off is none does not. */
static void tell_fast_startup(struct nl_app *app, const struct nl_journals *journals)
{
    struct nl_moment moment = nl_guarding_moment(app);
    const char *since = NULL;
    if (!nl_guarding_restart_advice(app))
        return;
    for (size_t i = 0; i < journals->count; i++) {
        if (nl_pending_of(app->arena, &journals->items[i], &moment, true, &since) !=
            NL_EFFECT_RESTART)
            continue;
        nl_say_err(app,
                   NL_T("netlatch: the change {1} waits for a restart of Windows since {2}. {3}"),
                   journals->items[i].id, since, nl_word(app, nl_guarding_restart_advice(app)));
        return; /* one restart does for all */
    }
}

static void tell_unfinished(struct nl_app *app, struct nl_store *store,
                            const struct nl_journal *journal)
{
    const char *named = nl_arena_format(app->arena, "%llu%s", (unsigned long long)journal->sequence,
                                        nl_run_options(app));
    if (journal->state == NL_JOURNAL_OPEN)
        nl_say_err(app,
                   somebody_works(store)
                       ? NL_T("netlatch: another netlatch is making the change {1} right now;"
                              " what is shown here may be only part of it.")
                       : NL_T("netlatch: the change {1} was interrupted. The next netlatch "
                              "apply or rollback rolls it back first."),
                   journal->id);
    else if (journal->state == NL_JOURNAL_UNCONFIRMED)
        tell_waiting(app, journal);
    else if (journal->state == NL_JOURNAL_INCOMPLETE)
        nl_say_err(app,
                   NL_T("netlatch: the change {1} is not completely rolled back. To try again: "
                        "netlatch rollback {2}. To give up what is left: netlatch rollback {2} "
                        "--abandon."),
                   journal->id, named);
}

void nl_report_open_journals(struct nl_app *app)
{
    struct nl_error err = {0};
    struct nl_store *store = NULL;
    struct nl_journals journals = {0};
    if (nl_open_store(app, &store, &err) != NL_OK)
        return; /* no journals can be reached from here: nothing to tell */
    enum nl_status status = nl_journal_list(store, app->arena, &journals, &err);
    if (status == NL_OK) {
        for (size_t i = 0; i < journals.count; i++)
            tell_unfinished(app, store, &journals.items[i]);
        tell_fast_startup(app, &journals);
        nl_tell_trouble(app, store, &journals);
    } else if (status != NL_DENIED) { /* to who is not elevated, the audit says it */
        nl_say_err(app, "netlatch: {1}",
                   nl_clean(app->arena, nl_error_text(app->arena, &err, app->words)));
    }
    store->ops->close(store);
}

/* What recovery did, a sentence for each journal and each step that would not go back. */
static void recovery_sentences(struct nl_app *app, const struct nl_recovery *recovery,
                               struct nl_sentences *out)
{
    for (size_t i = 0; i < recovery->journals.count; i++) {
        const struct nl_recovered *recovered = &recovery->journals.items[i];
        const bool complete = recovered->rollback.complete;
        nl_say_to(
            app->arena, out,
            recovered->expired
                ? complete ? NL_T("the change {1}, which was not confirmed in time and which no "
                                  "guard watched, was rolled back")
                           : NL_T("the change {1}, which was not confirmed in time and which no "
                                  "guard watched, could not be rolled back completely")
            : complete ? NL_T("the interrupted change {1} was rolled back")
                       : NL_T("the interrupted change {1} could not be rolled back completely"),
            recovered->journal.id);
        for (size_t s = 0; s < recovered->rollback.steps.count; s++) {
            const struct nl_rollback_step *step = &recovered->rollback.steps.items[s];
            if (step->problem)
                nl_say_to(app->arena, out, NL_T("  {1}: {2}"), step->step->setting,
                          nl_error_text(app->arena, step->problem, app->words));
        }
    }
}

enum nl_status nl_recover_quietly(struct nl_app *app, struct nl_host *host, struct nl_store *store,
                                  struct nl_recovery *out_recovery, struct nl_sentences *out_told,
                                  struct nl_error *err)
{
    const struct nl_moment moment = nl_guarding_moment(app);
    const struct nl_rollback_work work = {.host = host,
                                          .store = store,
                                          .clock = app->clock,
                                          .arena = app->arena,
                                          .boot = moment.boot};
    bool unwatched = nl_guarding_watched(app) == NL_ANSWER_NO;
    app->console->ops->busy(app->console, true);
    enum nl_status status = nl_recover(&work, unwatched ? &moment : NULL, out_recovery, err);
    app->console->ops->busy(app->console, false);
    if (status != NL_OK)
        return status;
    app->changed = app->changed || out_recovery->journals.count > 0;
    recovery_sentences(app, out_recovery, out_told);
    struct nl_trail trail = nl_guarding_trail(app);
    for (size_t i = 0; i < out_recovery->journals.count; i++)
        nl_trail_rolled_back(&trail, NL_EVENT_RECOVERED, NL_EVENT_RECOVERY_INCOMPLETE,
                             &out_recovery->journals.items[i].journal,
                             &out_recovery->journals.items[i].rollback);
    return NL_OK;
}

int nl_recovery_bars_apply(struct nl_app *app, const struct nl_store *store,
                           const struct nl_recovery *recovery, struct nl_error *err)
{
    if (!recovery->complete) {
        (void)nl_fail(err, NL_FAILED,
                      NL_T("an interrupted change could not be rolled back completely"));
        return NL_EXIT_INCOMPLETE;
    }
    for (size_t i = 0; i < recovery->journals_now.count; i++) {
        if (nl_journal_is_troubled(&recovery->journals_now.items[i]))
            return nl_journal_trouble(app, store, &recovery->journals_now.items[i], err);
    }
    return NL_EXIT_DONE;
}

bool nl_recover_first(struct nl_app *app, struct nl_host *host, struct nl_store *store,
                      struct nl_recovery *out_recovery, int *out_code)
{
    struct nl_error err = {0};
    struct nl_sentences told = {0};
    if (nl_recover_quietly(app, host, store, out_recovery, &told, &err) != NL_OK) {
        *out_code = nl_say_error(app, &err);
        /* Journals that cannot be listed now were not touched: that is no half-made rollback. */
        if (*out_code != NL_EXIT_DENIED && out_recovery->journals.count > 0)
            *out_code = NL_EXIT_INCOMPLETE;
        return false;
    }
    for (size_t i = 0; i < told.count; i++)
        nl_say_err(app, "netlatch: {1}", nl_clean(app->arena, nl_sentence_of(app, &told.items[i])));
    if (!out_recovery->complete) {
        *out_code = nl_recovery_bars_apply(app, store, out_recovery, &err);
        (void)nl_say_error(app, &err);
    }
    return out_recovery->complete;
}

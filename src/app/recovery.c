/* recovery.c - interrupted changes: told by commands that only look, finished by those that write. */
#include "app.h"
#include "apply/apply.h"
#include "base/clean.h"
#include "guarding.h"

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

void nl_report_open_journals(struct nl_app *app)
{
    struct nl_error err = {0};
    struct nl_store *store = NULL;
    struct nl_journals journals = {0};
    if (nl_open_store(app, &store, &err) != NL_OK)
        return; /* no journals can be reached from here: nothing to tell */
    if (nl_journal_list(store, app->arena, &journals, &err) == NL_OK) {
        for (size_t i = 0; i < journals.count; i++) {
            const struct nl_journal *journal = &journals.items[i];
            if (journal->state == NL_JOURNAL_OPEN)
                nl_say_err(app,
                           somebody_works(store)
                               ? NL_T("netlatch: another netlatch is making the change {1} right "
                                      "now; what stands here may be half of it.")
                               : NL_T("netlatch: the change {1} was interrupted. The next netlatch "
                                      "apply or rollback rolls it back first."),
                           journal->id);
            else if (journal->state == NL_JOURNAL_DAMAGED)
                nl_say_err(app, NL_T("netlatch: the journal {1} in {2} is damaged: {3}"),
                           nl_clean(app->arena, journal->name), store->where,
                           nl_error_text(app->arena, journal->damage, app->words));
        }
    }
    store->ops->close(store);
}

/* A damaged journal may be of a change that stopped half way, so nothing more is changed over it. */
static enum nl_status damage_sentences(struct nl_app *app, struct nl_store *store,
                                       struct nl_sentences *out, struct nl_error *err)
{
    struct nl_journals journals = {0};
    enum nl_status status = nl_journal_list(store, app->arena, &journals, err);
    for (size_t i = 0; status == NL_OK && i < journals.count; i++) {
        if (journals.items[i].state != NL_JOURNAL_DAMAGED)
            continue;
        nl_say_to(app->arena, out,
                  NL_T("the journal {1} in {2} is damaged: {3}. See what it changed with netlatch "
                       "history, set that right by hand, then move the file away"),
                  journals.items[i].name, store->where,
                  nl_error_text(app->arena, journals.items[i].damage, app->words));
    }
    return status;
}

/* What recovery did, a sentence for each journal and each step that would not go back. */
static void recovery_sentences(struct nl_app *app, const struct nl_recovery *recovery,
                               struct nl_sentences *out)
{
    for (size_t i = 0; i < recovery->journals.count; i++) {
        const struct nl_recovered *recovered = &recovery->journals.items[i];
        nl_say_to(app->arena, out,
                  recovered->rollback.complete
                      ? NL_T("the interrupted change {1} was rolled back")
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
                                  bool *out_complete, struct nl_sentences *out_told,
                                  struct nl_error *err)
{
    struct nl_recovery recovery;
    app->console->ops->busy(app->console, true);
    enum nl_status status = nl_recover(host, store, app->clock, app->arena, &recovery, err);
    app->console->ops->busy(app->console, false);
    if (status != NL_OK)
        return status;
    recovery_sentences(app, &recovery, out_told);
    struct nl_trail trail = nl_guarding_trail(app);
    for (size_t i = 0; i < recovery.journals.count; i++)
        nl_trail_rolled_back(&trail, NL_EVENT_RECOVERED, NL_EVENT_RECOVERY_INCOMPLETE,
                             &recovery.journals.items[i].journal,
                             &recovery.journals.items[i].rollback);
    status = damage_sentences(app, store, out_told, err);
    *out_complete = recovery.complete;
    return status;
}

bool nl_recover_first(struct nl_app *app, struct nl_host *host, struct nl_store *store,
                      int *out_code)
{
    struct nl_error err = {0};
    struct nl_sentences told = {0};
    bool complete = false;
    if (nl_recover_quietly(app, host, store, &complete, &told, &err) != NL_OK) {
        *out_code = nl_say_error(app, &err);
        if (*out_code != NL_EXIT_DENIED)
            *out_code = NL_EXIT_INCOMPLETE;
        return false;
    }
    for (size_t i = 0; i < told.count; i++)
        nl_say_err(app, "netlatch: {1}", nl_clean(app->arena, nl_sentence_of(app, &told.items[i])));
    if (!complete)
        *out_code = NL_EXIT_INCOMPLETE;
    return complete;
}

/* recovery.c - interrupted changes: told by commands that only look, finished by those that write. */
#include "app.h"
#include "apply/apply.h"

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
                           NL_T("netlatch: the change {1} was interrupted. The next netlatch "
                                "apply or rollback takes it back first."),
                           journal->id);
            else if (journal->state == NL_JOURNAL_DAMAGED)
                nl_say_err(app, NL_T("netlatch: the journal {1} in {2} is damaged: {3}"),
                           nl_clean(app->arena, journal->name), store->where,
                           nl_sentence_of(app, &journal->damage));
        }
    }
    store->ops->close(store);
}

bool nl_recover_first(struct nl_app *app, struct nl_host *host, struct nl_store *store,
                      int *out_code)
{
    struct nl_error err = {0};
    struct nl_recovery recovery;
    if (nl_recover(host, store, app->clock, app->arena, &recovery, &err) != NL_OK) {
        *out_code = nl_say_error(app, &err);
        if (*out_code != NL_EXIT_DENIED)
            *out_code = NL_EXIT_INCOMPLETE;
        return false;
    }
    bool complete = true;
    for (size_t i = 0; i < recovery.journals.count; i++) {
        const struct nl_recovered *recovered = &recovery.journals.items[i];
        complete = complete && recovered->undo.complete;
        nl_say_err(app,
                   recovered->undo.complete
                       ? NL_T("netlatch: the interrupted change {1} was taken back")
                       : NL_T("netlatch: the interrupted change {1} could not be taken back whole"),
                   recovered->journal.id);
        for (size_t s = 0; s < recovered->undo.steps.count; s++) {
            const struct nl_undo_step *step = &recovered->undo.steps.items[s];
            if (step->problem)
                nl_say_err(app, "netlatch:   {1}: {2}", step->step->setting,
                           nl_clean(app->arena, step->problem));
        }
    }
    if (!complete)
        *out_code = NL_EXIT_INCOMPLETE;
    return complete;
}

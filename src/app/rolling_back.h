/* rolling_back.h - rolling back on request, as the command and the wizard do alike. */
#ifndef NL_APP_ROLLING_BACK_H
#define NL_APP_ROLLING_BACK_H

#include "app.h"
#include "apply/rollback.h"
#include "apply/rollback_choice.h"

/* What is to be rolled back: see nl_rollback_choose. Returns the exit code, with err filled where it
 * is not NL_EXIT_DONE: a newer change or a journal that cannot be trusted is in the way. */
int nl_rolling_back_choose(struct nl_app *app, const struct nl_store *store,
                           struct nl_journals *journals, const char *id, bool since,
                           struct nl_rollback_choice *out_choice, struct nl_error *err);

/* Rolls a journal back, under the lock, with --force if that was given, and tells the event log.
 * journals: all of the store. Answers as nl_rollback_journal does; note is its. shown:
 * a bar tells how far it is, on a console. */
NL_MUST_CHECK enum nl_status nl_rolling_back_run(struct nl_app *app, struct nl_host *host,
                                                 struct nl_store *store,
                                                 const struct nl_journals *journals,
                                                 struct nl_journal *journal, const char *note,
                                                 bool shown, struct nl_rollback *out_rollback,
                                                 struct nl_error *err);

/* Whether something of it was written, so that a restart may be needed. */
bool nl_rolling_back_wrote(const struct nl_rollback *rollback);

/* Says on the standard error how to go on after a rollback that is not complete. */
void nl_rolling_back_advise(struct nl_app *app, const struct nl_journal *journal,
                            const struct nl_rollback *rollback);

#endif

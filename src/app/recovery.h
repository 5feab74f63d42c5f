/* recovery.h - interrupted changes, and journals that are not as they should be: told by commands that
 * only look, finished or refused by those that write. */
#ifndef NL_APP_RECOVERY_H
#define NL_APP_RECOVERY_H

#include "app.h"
#include "apply/apply.h"

/* Says on the standard error what stands in the journals that a person should know of: interrupted,
 * incomplete, damaged and unreadable ones, and a change under way. Touches nothing. */
void nl_report_open_journals(struct nl_app *app);

/* Fills err with what is wrong with a DAMAGED or UNREADABLE journal and what to do about it, and
 * returns its exit code: NL_EXIT_INCOMPLETE where a person has to look at it, NL_EXIT_DENIED or
 * NL_EXIT_FAILED where it cannot be read now. */
int nl_journal_trouble(struct nl_app *app, const struct nl_store *store,
                       const struct nl_journal *journal, struct nl_error *err);

/* Whether it is one of those two, and not a file that is none of netlatch's. */
bool nl_journal_is_troubled(const struct nl_journal *journal);

/* Says on the standard error, of every troubled journal and every foreign file but one (may be NULL),
 * that it is there. */
void nl_tell_trouble(struct nl_app *app, const struct nl_store *store,
                     const struct nl_journals *journals);

/* Finishes interrupted changes, under the lock. out_told is what there is to tell of that. */
NL_MUST_CHECK enum nl_status nl_recover_quietly(struct nl_app *app, struct nl_host *host,
                                                struct nl_store *store,
                                                struct nl_recovery *out_recovery,
                                                struct nl_sentences *out_told,
                                                struct nl_error *err);

/* The exit code with which an apply is refused after that recovery, with err filled where a journal
 * is in its way; NL_EXIT_DONE where it may begin. Nothing is changed over a change that may have
 * stopped half way. */
int nl_recovery_bars_apply(struct nl_app *app, const struct nl_store *store,
                           const struct nl_recovery *recovery, struct nl_error *err);

/* nl_recover_quietly, told on the standard error; false: something is left of an interrupted change,
 * and *out_code is the exit code. out_journals: all, as they stand after it. */
bool nl_recover_first(struct nl_app *app, struct nl_host *host, struct nl_store *store,
                      struct nl_recovery *out_recovery, int *out_code);

#endif

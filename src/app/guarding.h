/* guarding.h - confirmation in time, as apply, the wizard, rollback and confirm do alike; and the
 * event log, which only changes of this very computer reach. */
#ifndef NL_APP_GUARDING_H
#define NL_APP_GUARDING_H

#include "app.h"
#include "apply/guard.h"
#include "apply/trail.h"
#include "model/machine.h"

/* Whether a change can be watched here: on this computer, not on a recorded or offline one. */
bool nl_guarding_available(const struct nl_app *app);

/* Reads --confirm-within into seconds; 0 when it was not given. */
NL_MUST_CHECK enum nl_status nl_guarding_duration(struct nl_app *app, uint64_t *out_seconds,
                                                  struct nl_error *err);

/* This moment of this computer. */
struct nl_moment nl_guarding_moment(struct nl_app *app);

/* Where events of this run go. */
struct nl_trail nl_guarding_trail(struct nl_app *app);

/* NL_CONFLICT while a change waits to be confirmed or rolled back: nothing is piled on top of it. */
NL_MUST_CHECK enum nl_status nl_guarding_check(struct nl_app *app, struct nl_store *store,
                                               struct nl_error *err);

/* Whether somebody watches what waits to be confirmed; UNKNOWN where that cannot be told. */
enum nl_answer nl_guarding_watched(const struct nl_app *app);

/* Whether Shut down and switching on again is no restart on this computer. */
bool nl_guarding_fast_startup(const struct nl_app *app);

/* What to say with every sentence about a restart of this computer: a marked wording, or NULL. */
const char *nl_guarding_restart_advice(const struct nl_app *app);

/* After the change, the lock still held: the guard answers, or is started again and answers. On
 * failure nobody would roll the change back, so the caller must. */
NL_MUST_CHECK enum nl_status nl_guarding_ensure(struct nl_app *app, struct nl_error *err);

/* Installs and starts the guard and arms it in the journal, before the machine changes. */
NL_MUST_CHECK enum nl_status nl_guarding_arm(struct nl_app *app, struct nl_store *store,
                                             struct nl_journal *journal, struct nl_error *err);

/* After journals changed, the lock still held: a running guard is told to look; one that does not
 * run and has nothing to watch is removed. What goes wrong here is the guard's to mend. */
void nl_guarding_settle(struct nl_app *app, struct nl_store *store);

/* Takes the store's lock, waiting some seconds for whoever holds it: the guard does for moments. */
NL_MUST_CHECK enum nl_status nl_guarding_lock(struct nl_app *app, struct nl_store *store,
                                              struct nl_error *err);

/* What an unconfirmed journal waits for, to be printed; no format: it waits for nothing. */
struct nl_sentence nl_guarding_told(struct nl_app *app, const struct nl_journal *journal,
                                    const struct nl_moment *moment);

#endif

/* surveying.h - a machine as every command looks at it: what the host sees, and what the journals say
 * is not in force yet. */
#ifndef NL_APP_SURVEYING_H
#define NL_APP_SURVEYING_H

#include "app.h"
#include "apply/guard.h"

/* The name under which journals that could not be read stand in machine->unseen. */
#define NL_UNSEEN_JOURNALS "netlatch-journals"

/* The host's survey, with machine->pending and ->unconfirmed filled from the journals that belong to it. Journals that
 * cannot be read are in machine->unseen: whether something waits for a restart is then not known. */
NL_MUST_CHECK enum nl_status nl_surveying_run(struct nl_app *app, struct nl_host *host,
                                              struct nl_machine *out_machine, struct nl_error *err);

/* Adds to a machine what the journals of its store say, and closes the store. opened: how opening it ended,
 * with *unread if not well. false: they cannot be read, and that is in machine->unseen. */
bool nl_surveying_journals(struct nl_arena *arena, enum nl_status opened, struct nl_store *store,
                           struct nl_error *unread, const struct nl_moment *moment, bool live,
                           struct nl_machine *machine, struct nl_journals *out_journals);

#endif

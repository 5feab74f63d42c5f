/* surveying.h - a machine as every command looks at it: what the host sees, and what the journals say
 * is not in force yet. */
#ifndef NL_APP_SURVEYING_H
#define NL_APP_SURVEYING_H

#include "app.h"

/* The name under which journals that could not be read stand in machine->unseen. */
#define NL_UNSEEN_JOURNALS "netlatch-journals"

/* The host's survey, with machine->pending and ->unconfirmed filled from the journals that belong to it. Journals that
 * cannot be read are in machine->unseen: whether something waits for a restart is then not known. */
NL_MUST_CHECK enum nl_status nl_surveying_run(struct nl_app *app, struct nl_host *host,
                                              struct nl_machine *out_machine, struct nl_error *err);

/* The same for a recording that was read by itself, of which the journals may lie beside its file. */
void nl_surveying_recording(struct nl_app *app, struct nl_arena *arena, const char *file,
                            struct nl_machine *machine);

#endif

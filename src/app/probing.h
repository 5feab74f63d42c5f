/* probing.h - the machine asks its own addresses: audit --probe and record --probe. */
#ifndef NL_APP_PROBING_H
#define NL_APP_PROBING_H

#include "app.h"
#include "probe/probe.h"

/* Whether --probe may be given: NL_INVALID with a recorded machine or an offline Windows, which
 * nobody can ask. */
NL_MUST_CHECK enum nl_status nl_probing_allowed(const struct nl_app *app, struct nl_error *err);

/* Asks, and adds the answers to the machine. What could not be asked is added to its unseen. */
void nl_probing_own(struct nl_app *app, struct nl_machine *machine);

/* Puts the answers of a run into a machine: those of an earlier run for the same port and address
 * from the same place make way. */
void nl_probing_keep(struct nl_app *app, struct nl_machine *machine,
                     const struct nl_probe_targets *targets, const char *time);

#endif

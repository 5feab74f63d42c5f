/* exposure_probed.h - answers to a probe held against what the settings and the firewall say. */
#ifndef NL_PLAN_EXPOSURE_PROBED_H
#define NL_PLAN_EXPOSURE_PROBED_H

#include "exposure_asker.h"

/* Appends a disagreement where an answer at this port contradicts a column, then adds what the
 * answers prove to the columns: who answers listens, and who answers another machine is reached.
 * What was not answered changes nothing: a probe never makes a port closed, and no answer to an
 * address that nothing lets in is no disagreement. Pure. */
void nl_exposure_take_probes(struct nl_arena *arena, const struct nl_machine *machine,
                             const struct nl_exposure_filter *filter, struct nl_port_exposure *port,
                             struct nl_mismatches *mismatches);

#endif

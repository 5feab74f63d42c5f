/* exposure_observe.h - which ports are open now, by the socket tables. */
#ifndef NL_PLAN_EXPOSURE_OBSERVE_H
#define NL_PLAN_EXPOSURE_OBSERVE_H

#include "port_exposure.h"

/* Fills observed and owners, goes on with why; for ports that are not NetBT's also a place for each
 * address that is listened on. */
void nl_exposure_observe(struct nl_arena *arena, const struct nl_machine *machine,
                         struct nl_port_exposure *exposure);

/* Whether something listens on an address that other machines can send to. */
bool nl_exposure_listens_outside(const struct nl_port_exposure *exposure);

/* Whether Windows' own owner of the port is among those who listen on such an address. What somebody
 * else holds, no setting of Windows closes. */
bool nl_exposure_held_by_windows(const struct nl_port_exposure *exposure);

/* Whether somebody else is among them, or may be. */
bool nl_exposure_held_by_others(const struct nl_port_exposure *exposure);

/* Whether nothing of this machine runs, so that no socket table could exist: an offline disk. What
 * its settings predict is then all there is to judge. */
bool nl_exposure_is_offline(const struct nl_machine *machine);

#endif

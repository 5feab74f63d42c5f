/* fleet.h - many machines, one answer: which can be reached, what fails most, what is missing. Pure:
 * collections in, conclusions out; no file, no clock.
 *
 * Unknown is never counted as closed, and a machine that nobody heard of is missing, not unknown.
 * Nothing that was given is dropped without being named. */
#ifndef NL_FLEET_FLEET_H
#define NL_FLEET_FLEET_H

#include "fleet/answer.h"

/* Concludes from a collection, whose entries are changed on the way. */
void nl_fleet_make(struct nl_arena *arena, const struct nl_names *names,
                   struct nl_fleet_collection *collection, const struct nl_fleet_options *options,
                   struct nl_fleet *out_fleet);

/* Whether all is well: every machine is as its profile wants it, none is missing, stale or undated
 * where that was asked for, and every file could be read. */
bool nl_fleet_clean(const struct nl_fleet *fleet);

#endif

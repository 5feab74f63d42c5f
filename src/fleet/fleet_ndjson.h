/* fleet_ndjson.h - an answer about many machines as lines of JSON. It cannot fail. */
#ifndef NL_FLEET_FLEET_NDJSON_H
#define NL_FLEET_FLEET_NDJSON_H

#include "fleet/fleet.h"

/* netlatch/fleet-lines/1: one line for each machine or file, one for each rule and each exception.
 * Flat; a key has one type on every line; the time is first. moment: when the answer was made. */
void nl_fleet_ndjson(struct nl_arena *arena, const struct nl_fleet *fleet, const char *moment,
                     struct nl_text *out);

#endif

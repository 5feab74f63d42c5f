/* fleet_json.h - an answer about many machines as netlatch/fleet/1. It cannot fail. */
#ifndef NL_FLEET_FLEET_JSON_H
#define NL_FLEET_FLEET_JSON_H

#include "fleet/fleet.h"

/* netlatch/fleet/1: res/schema/fleet.schema.json. moment: when the answer was made. */
void nl_fleet_json(struct nl_arena *arena, const struct nl_fleet *fleet, const char *moment,
                   struct nl_text *out);

#endif

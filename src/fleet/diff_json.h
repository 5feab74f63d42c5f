/* diff_json.h - what changed, as netlatch/diff/1. It cannot fail. */
#ifndef NL_FLEET_DIFF_JSON_H
#define NL_FLEET_DIFF_JSON_H

#include "fleet/diff.h"

/* netlatch/diff/1: res/schema/diff.schema.json. */
void nl_diff_json(struct nl_arena *arena, const struct nl_diff *diff, const char *moment,
                  struct nl_text *out);

#endif

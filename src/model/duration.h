/* duration.h - lengths of time as people write them: 30s, 10m, 1h30m. */
#ifndef NL_MODEL_DURATION_H
#define NL_MODEL_DURATION_H

#include "base/error.h"

#include <stdint.h>

/* Hours, minutes and seconds, in this order, each at most once, each number with its unit: "90s",
 * "10m", "1h30m". NL_INVALID, with a hint, for anything else and for what is not from least_s to
 * most_s seconds. */
NL_MUST_CHECK enum nl_status nl_duration_parse(struct nl_arena *arena, const char *text,
                                               uint64_t least_s, uint64_t most_s,
                                               uint64_t *out_seconds, struct nl_error *err);

/* The same form back: "9m41s", "24h", "0s". */
const char *nl_duration_text(struct nl_arena *arena, uint64_t seconds);

#endif

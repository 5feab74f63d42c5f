/* want.h - what profile.c and profile_json.c share. */
#ifndef NL_MODEL_WANT_H
#define NL_MODEL_WANT_H

#include "profile.h"

/* A want with setting and selector filled from an id; NL_INVALID for an unknown id, a setting that
 * is only reported, or a malformed selector. */
NL_MUST_CHECK enum nl_status nl_want_start(struct nl_arena *arena, const char *id,
                                           struct nl_want *out_want, struct nl_error *err);

#endif

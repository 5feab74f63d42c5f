/* profile_builtin.h - the profiles that the executable carries. */
#ifndef NL_MODEL_PROFILE_BUILTIN_H
#define NL_MODEL_PROFILE_BUILTIN_H

#include "profile.h"

/* The six built-in profiles, in the order a person is shown them. */
size_t nl_builtin_profile_count(void);
const char *nl_builtin_profile_name(size_t index);
/* Parses a built-in one; NL_NOT_FOUND when there is none of that name. */
NL_MUST_CHECK enum nl_status nl_builtin_profile(struct nl_arena *arena, const char *name,
                                                struct nl_profile *out_profile,
                                                struct nl_error *err);

#endif

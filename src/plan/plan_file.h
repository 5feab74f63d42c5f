/* plan_file.h - a saved plan, read again.
 *
 * A plan file is a request with a fingerprint, not a list of writes: its profile is read by the same
 * strict reader as any profile, and its steps are not read at all. Whoever applies it plans anew on
 * the machine as it is and compares the fingerprints. So nothing in a plan file can steer a write. */
#ifndef NL_PLAN_PLAN_FILE_H
#define NL_PLAN_PLAN_FILE_H

#include "model/profile.h"

struct nl_plan_file {
    const char *id; /* the fingerprint: 16 hexadecimal digits */
    bool first;     /* of the first form, netlatch/plan/1 */
    struct nl_profile profile;
};

/* Reads a "netlatch/plan/2" document, or one of netlatch 0.1. NL_INVALID names file, line and column. */
NL_MUST_CHECK enum nl_status nl_plan_file_parse(struct nl_arena *arena, const char *file,
                                                const void *bytes, size_t size,
                                                struct nl_plan_file *out_file,
                                                struct nl_error *err);

#endif

/* posix_mounts.h - where the disks of other systems are mounted. */
#ifndef NL_HOST_POSIX_POSIX_MOUNTS_H
#define NL_HOST_POSIX_POSIX_MOUNTS_H

#include "base/error.h"
#include "base/text.h"

/* The mount points that this system has, in its order (/proc/self/mounts). */
NL_MUST_CHECK enum nl_status nl_posix_mounts(struct nl_arena *arena, struct nl_texts *out_folders,
                                             struct nl_error *err);

#endif

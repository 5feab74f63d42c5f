/* hive_sync.h - putting changed hives on disk. */
#ifndef NL_HOST_HIVE_HIVE_SYNC_H
#define NL_HOST_HIVE_HIVE_SYNC_H

#include "hive_registry.h"

/* Writes every changed hive to disk: a new file beside the old one, read back and checked, the old one
 * and its log files kept as a backup, the new one put in its place. On failure that hive is read anew
 * from its file. */
NL_MUST_CHECK enum nl_status nl_hive_sync(struct nl_arena *arena, struct nl_hive_registry *registry,
                                          struct nl_error *err);

#endif

/* hive_change.h - changing one value of a registry in memory. */
#ifndef NL_HOST_HIVE_HIVE_CHANGE_H
#define NL_HOST_HIVE_HIVE_CHANGE_H

#include "hive_registry.h"

/* Replaces one value, or removes it (wanted absent), with keys made and removed as host.h says of
 * write. The change stands in memory until nl_hive_sync. On failure the hive is read anew from its
 * file, so that no half of a change is left; earlier changes of it that were not synced go too. */
NL_MUST_CHECK enum nl_status nl_hive_change(struct nl_arena *arena,
                                            struct nl_hive_registry *registry, const char *path,
                                            const char *name, const struct nl_value *wanted,
                                            struct nl_error *err);

#endif

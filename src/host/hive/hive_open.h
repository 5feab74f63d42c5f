/* hive_open.h - opening the hives of one Windows as one registry. */
#ifndef NL_HOST_HIVE_HIVE_OPEN_H
#define NL_HOST_HIVE_HIVE_OPEN_H

#include "hive_registry.h"

/* Opens what there is in a config folder. Only a SYSTEM that is missing, damaged or without a control
 * set is a failure. */
NL_MUST_CHECK enum nl_status nl_hive_registry_open(struct nl_arena *arena, struct nl_disk *disk,
                                                   const char *config,
                                                   struct nl_hive_registry *out_registry,
                                                   struct nl_error *err);
void nl_hive_registry_close(struct nl_hive_registry *registry);

/* Reads the hive anew from its file; it stays closed when that fails. */
void nl_hive_reread(struct nl_hive_registry *registry, struct nl_hive_file *file);

#endif

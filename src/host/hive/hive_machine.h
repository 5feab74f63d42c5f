/* hive_machine.h - a machine out of the hives of a Windows that is not running. */
#ifndef NL_HOST_HIVE_HIVE_MACHINE_H
#define NL_HOST_HIVE_HIVE_MACHINE_H

#include "hive_registry.h"

/* Everything the hives tell. hibernated: Windows left a memory image beside them. */
void nl_hive_survey(struct nl_arena *arena, struct nl_hive_registry *registry, bool hibernated,
                    struct nl_machine *out_machine);

#endif

/* win_registry_list.h - the live registry for the walk of host/survey. */
#ifndef NL_WINDOWS_REGISTRY_LIST_H
#define NL_WINDOWS_REGISTRY_LIST_H

#include "host/survey/registry_reader.h"

/* The live registry for the walk of host/survey. */
struct nl_registry_reader *win_registry_reader(struct nl_arena *arena);

#endif

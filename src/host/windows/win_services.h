/* win_services.h - the service manager: every service and driver, start types, dependencies. */
#ifndef NL_WINDOWS_SERVICES_H
#define NL_WINDOWS_SERVICES_H

#include "base/error.h"
#include "host/survey/registry_reader.h"
#include "model/machine.h"

#include <windows.h>

/* Fills machine->services from the service manager, and from the registry where it cannot be asked
 * (said in machine->unseen). A service that may not be looked at keeps its name and state, has a
 * denied start, and what its registry key says about the services it depends on. EnumServicesStatusEx
 * silently leaves out services that the caller may not query: those are found by their registry keys,
 * with a denied start and an unknown state. */
void win_services_survey(struct nl_arena *arena, struct nl_registry_reader *reader,
                         struct nl_machine *machine);

/* START_TYPE; absent when there is no such service. */
struct nl_value win_services_read_start(struct nl_arena *arena, const char *name);

/* NAMES: the services that it depends on, in order, without groups; absent when there are none, or no
 * such service. */
struct nl_value win_services_read_depends(struct nl_arena *arena, const char *name);

/* Whether a service runs at this moment; false where that cannot be told. */
bool win_services_is_running(struct nl_arena *arena, const char *name);

#endif

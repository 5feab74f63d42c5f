/* win_triggers.h - what starts a service although its start type is manual, asked of the service
 * manager. */
#ifndef NL_WINDOWS_TRIGGERS_H
#define NL_WINDOWS_TRIGGERS_H

#include "host/survey/registry_reader.h"

#include <windows.h>

/* Fills service->triggered and triggers through QueryServiceConfig2 (SERVICE_CONFIG_TRIGGER_INFO), and
 * from the registry where the manager does not answer that. Before Windows 7 no service has any.
 * handle: opened with SERVICE_QUERY_CONFIG. */
void win_triggers_read(struct nl_arena *arena, struct nl_registry_reader *reader, SC_HANDLE handle,
                       struct nl_service *service);

#endif

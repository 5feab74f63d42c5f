/* win_services_internal.h - what reading and writing services share. */
#ifndef NL_WINDOWS_SERVICES_INTERNAL_H
#define NL_WINDOWS_SERVICES_INTERNAL_H

#include "win_services.h"

const struct win_services_calls *win_services_calls(void);

/* Opens one service; the Win32 code, and which call it is about. Both handles are the caller's. */
DWORD win_services_open(struct nl_arena *arena, const char *name, DWORD access,
                        SC_HANDLE *out_manager, SC_HANDLE *out_service, const char **out_call);

/* Its configuration, in a buffer of *out_size bytes. */
DWORD win_services_config(struct nl_arena *arena, SC_HANDLE service,
                          QUERY_SERVICE_CONFIGW **out_config, DWORD *out_size);

/* The services and groups that it depends on, as the configuration tells them, or else its key. */
void win_services_depends(struct nl_arena *arena, struct nl_registry_reader *reader,
                          const char *name, const QUERY_SERVICE_CONFIGW *config, DWORD size,
                          struct nl_texts *out_services, struct nl_texts *out_groups);

#endif

/* win_services_query.h - opening services and asking for their configuration. */
#ifndef NL_WINDOWS_SERVICES_QUERY_H
#define NL_WINDOWS_SERVICES_QUERY_H

#include "host/survey/registry_reader.h"

#include <windows.h>

/* What is called, so that a test can answer in the system's place. */
struct win_services_calls {
    SC_HANDLE(WINAPI *open_manager)(LPCWSTR, LPCWSTR, DWORD);
    SC_HANDLE(WINAPI *open_service)(SC_HANDLE, LPCWSTR, DWORD);
    BOOL(WINAPI *close)(SC_HANDLE);
    BOOL(WINAPI *enumerate)
    (SC_HANDLE, SC_ENUM_TYPE, DWORD, DWORD, LPBYTE, DWORD, LPDWORD, LPDWORD, LPDWORD, LPCWSTR);
    BOOL(WINAPI *query_config)(SC_HANDLE, LPQUERY_SERVICE_CONFIGW, DWORD, LPDWORD);
    BOOL(WINAPI *query_config2)(SC_HANDLE, DWORD, LPBYTE, DWORD, LPDWORD);
    BOOL(WINAPI *query_status)(SC_HANDLE, LPSERVICE_STATUS);
    BOOL(WINAPI *change_config)
    (SC_HANDLE, DWORD, DWORD, DWORD, LPCWSTR, LPCWSTR, LPDWORD, LPCWSTR, LPCWSTR, LPCWSTR, LPCWSTR);
};

/* NULL puts the system's own back. */
void win_services_replace(const struct win_services_calls *calls);

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

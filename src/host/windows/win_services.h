/* win_services.h - the service manager: every service and driver, start types, dependencies. */
#ifndef NL_WINDOWS_SERVICES_H
#define NL_WINDOWS_SERVICES_H

#include "base/error.h"
#include "host/survey/survey.h"
#include "model/machine.h"

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

/* Both go through the service manager alone, with no right but SERVICE_CHANGE_CONFIG (and, for the
 * dependencies, SERVICE_QUERY_CONFIG to keep the groups). A refusal is an answer: the service's
 * registry key is never written instead. */
NL_MUST_CHECK enum nl_status win_services_write_start(struct nl_arena *arena, const char *name,
                                                      const struct nl_value *wanted,
                                                      struct nl_error *err);
NL_MUST_CHECK enum nl_status win_services_write_depends(struct nl_arena *arena, const char *name,
                                                        const struct nl_value *wanted,
                                                        struct nl_error *err);

/* Whether a service runs at this moment; false where that cannot be told. */
bool win_services_is_running(struct nl_arena *arena, const char *name);

#endif

/* win_services.c - asking the service manager. */
#include "win_services.h"
#include "host/survey/survey_services.h"

#include "win_error.h"
#include "win_registry.h"
#include "win_registry_list.h"
#include "win_services_query.h"
#include "win_text.h"
#include "win_triggers.h"

#include <stdlib.h>

enum {
    LIST_SIZE = 64 * 1024,
    LIST_MOST = 256 * 1024, /* EnumServicesStatusEx: "maximum size of this array is 256K bytes" */
    LIST_ROUNDS = 512
};

/* The configuration of one service; NULL: *out_unread says why not. */
static QUERY_SERVICE_CONFIGW *config_of(struct nl_arena *arena, const char *name, DWORD *out_size,
                                        struct nl_value *out_unread)
{
    SC_HANDLE manager = NULL;
    SC_HANDLE service = NULL;
    const char *call = NULL;
    QUERY_SERVICE_CONFIGW *config = NULL;
    DWORD code = win_services_open(arena, name, SERVICE_QUERY_CONFIG, &manager, &service, &call);
    if (code == ERROR_SUCCESS) {
        code = win_services_config(arena, service, &config, out_size);
        win_services_calls()->close(service);
        win_services_calls()->close(manager);
    }
    if (code == ERROR_SUCCESS)
        return config;
    *out_unread = code == ERROR_SERVICE_DOES_NOT_EXIST ? nl_value_absent(0) : win_unread(code);
    return NULL;
}

struct nl_value win_services_read_start(struct nl_arena *arena, const char *name)
{
    struct nl_value unread;
    DWORD size = 0;
    const QUERY_SERVICE_CONFIGW *config = config_of(arena, name, &size, &unread);
    return config ? nl_value_start_type(arena, config->dwStartType) : unread;
}

struct nl_value win_services_read_depends(struct nl_arena *arena, const char *name)
{
    struct nl_value unread;
    DWORD size = 0;
    const QUERY_SERVICE_CONFIGW *config = config_of(arena, name, &size, &unread);
    if (!config)
        return unread;
    struct nl_texts services = {0};
    struct nl_texts groups = {0};
    win_services_depends(arena, win_registry_reader(arena), name, config, size, &services, &groups);
    return services.count ? nl_value_names(arena, &services) : nl_value_absent(0);
}

bool win_services_is_running(struct nl_arena *arena, const char *name)
{
    SC_HANDLE manager = NULL;
    SC_HANDLE service = NULL;
    const char *call = NULL;
    if (win_services_open(arena, name, SERVICE_QUERY_STATUS, &manager, &service, &call) !=
        ERROR_SUCCESS)
        return false;
    SERVICE_STATUS status = {0};
    bool running = win_services_calls()->query_status(service, &status) &&
                   status.dwCurrentState == SERVICE_RUNNING;
    win_services_calls()->close(service);
    win_services_calls()->close(manager);
    return running;
}

/* SERVICE_STOPPED is 1 and SERVICE_PAUSED 7, in the order of enum nl_service_state (winsvc.h). */
static enum nl_service_state run_state(DWORD state)
{
    _Static_assert(SERVICE_STOPPED == (int)NL_SERVICE_STOPPED &&
                       SERVICE_START_PENDING == (int)NL_SERVICE_START_PENDING &&
                       SERVICE_STOP_PENDING == (int)NL_SERVICE_STOP_PENDING &&
                       SERVICE_RUNNING == (int)NL_SERVICE_RUNNING &&
                       SERVICE_CONTINUE_PENDING == (int)NL_SERVICE_CONTINUE_PENDING &&
                       SERVICE_PAUSE_PENDING == (int)NL_SERVICE_PAUSE_PENDING &&
                       SERVICE_PAUSED == (int)NL_SERVICE_PAUSED,
                   "service states are numbered as Windows numbers them");
    return state >= SERVICE_STOPPED && state <= SERVICE_PAUSED ? (enum nl_service_state)state
                                                               : NL_SERVICE_UNKNOWN;
}

static void fill_config(struct nl_arena *arena, SC_HANDLE manager, const wchar_t *wide,
                        struct nl_registry_reader *reader, struct nl_service *service)
{
    SC_HANDLE handle = win_services_calls()->open_service(manager, wide, SERVICE_QUERY_CONFIG);
    DWORD code = handle ? ERROR_SUCCESS : GetLastError();
    QUERY_SERVICE_CONFIGW *config = NULL;
    DWORD size = 0;
    if (handle) {
        code = win_services_config(arena, handle, &config, &size);
        win_triggers_read(arena, reader, handle, service);
        win_services_calls()->close(handle);
    }
    if (code != ERROR_SUCCESS || !config) {
        /* What it depends on stands in its key too, which is often readable where the service is
         * not; a missing edge would make a change look harmless. */
        struct nl_service recorded = {0};
        if (nl_survey_service(arena, reader, service->name, &recorded)) {
            service->group = recorded.group;
            service->account = recorded.account;
            service->image = recorded.image;
            service->depends = recorded.depends;
            service->depends_groups = recorded.depends_groups;
            service->triggered = recorded.triggered;
            service->triggers = recorded.triggers;
        }
        service->start = win_unread(code);
        return;
    }
    service->start = nl_value_start_type(arena, config->dwStartType);
    service->group = win_narrow_within(arena, config, size, config->lpLoadOrderGroup);
    service->account = win_narrow_within(arena, config, size, config->lpServiceStartName);
    service->image = win_narrow_within(arena, config, size, config->lpBinaryPathName);
    win_services_depends(arena, reader, service->name, config, size, &service->depends,
                         &service->depends_groups);
    if (service->group && !service->group[0])
        service->group = NULL;
}

static void add_service(struct nl_arena *arena, SC_HANDLE manager, const BYTE *bytes, DWORD size,
                        const ENUM_SERVICE_STATUS_PROCESSW *entry,
                        struct nl_registry_reader *reader, struct nl_machine *machine)
{
    const char *name = win_narrow_within(arena, bytes, size, entry->lpServiceName);
    if (!name || !name[0])
        return;
    struct nl_service service = {
        .name = name,
        .display = win_narrow_within(arena, bytes, size, entry->lpDisplayName),
        .type = entry->ServiceStatusProcess.dwServiceType,
        .run = run_state(entry->ServiceStatusProcess.dwCurrentState),
        .pid = entry->ServiceStatusProcess.dwProcessId,
    };
    fill_config(arena, manager, win_wide(arena, name), reader, &service);
    *NL_PUSH(arena, &machine->services) = service;
}

/* Lists everything the manager knows; the Win32 code. */
static DWORD list(struct nl_arena *arena, SC_HANDLE manager, struct nl_registry_reader *reader,
                  struct nl_machine *machine)
{
    DWORD size = LIST_SIZE;
    BYTE *bytes = nl_arena_alloc(arena, size);
    DWORD resume = 0;
    for (int round = 0; round < LIST_ROUNDS; round++) {
        DWORD needed = 0;
        DWORD count = 0;
        BOOL done = win_services_calls()->enumerate(
            manager, SC_ENUM_PROCESS_INFO, SERVICE_DRIVER | SERVICE_WIN32, SERVICE_STATE_ALL, bytes,
            size, &needed, &count, &resume, NULL);
        DWORD code = done ? ERROR_SUCCESS : GetLastError();
        if (!done && code != ERROR_MORE_DATA)
            return code ? code : ERROR_INVALID_DATA;
        const ENUM_SERVICE_STATUS_PROCESSW *entries =
            (const ENUM_SERVICE_STATUS_PROCESSW *)(const void *)bytes;
        if (count > size / sizeof *entries)
            return ERROR_INVALID_DATA;
        for (DWORD i = 0; i < count; i++)
            add_service(arena, manager, bytes, size, &entries[i], reader, machine);
        if (done || machine->services.count > NL_SURVEY_SERVICES)
            return done ? ERROR_SUCCESS : ERROR_MORE_DATA;
        if (count == 0 && size < LIST_MOST) {
            /* Not one entry fitted. */
            size = LIST_MOST;
            bytes = nl_arena_alloc(arena, size);
        }
    }
    return ERROR_MORE_DATA;
}

static int compare_names(const void *a, const void *b)
{
    return nl_compare(*(const char *const *)a, *(const char *const *)b);
}

/* Services that the manager knows and did not list: it lets the caller not even see their state. */
static void add_hidden(struct nl_arena *arena, SC_HANDLE manager, struct nl_registry_reader *reader,
                       struct nl_machine *machine)
{
    size_t listed = machine->services.count;
    const char **names = nl_arena_array(arena, listed + 1, sizeof *names);
    for (size_t i = 0; i < listed; i++)
        names[i] = machine->services.items[i].name;
    qsort(names, listed, sizeof *names, compare_names);
    struct nl_subkeys keys = {0};
    reader->subkeys(reader, arena, "HKLM\\SYSTEM\\CurrentControlSet\\Services", &keys);
    for (size_t i = 0; i < keys.names.count; i++) {
        const char *name = keys.names.items[i];
        if (bsearch(&name, names, listed, sizeof *names, compare_names))
            continue;
        SC_HANDLE handle = win_services_calls()->open_service(manager, win_wide(arena, name),
                                                              SERVICE_QUERY_STATUS);
        DWORD code = handle ? ERROR_SUCCESS : GetLastError();
        if (handle)
            win_services_calls()->close(handle);
        /* Most keys that are not listed describe no service, and one that could be opened was made
         * since the list was. */
        struct nl_service service = {0};
        if (win_status(code) != NL_DENIED || !nl_survey_service(arena, reader, name, &service))
            continue;
        service.start = win_unread(code);
        *NL_PUSH(arena, &machine->services) = service;
    }
}

void win_services_survey(struct nl_arena *arena, struct nl_registry_reader *reader,
                         struct nl_machine *machine)
{
    SC_HANDLE manager = win_services_calls()->open_manager(
        NULL, NULL, SC_MANAGER_CONNECT | SC_MANAGER_ENUMERATE_SERVICE);
    DWORD code = manager ? list(arena, manager, reader, machine) : GetLastError();
    if (manager && code == ERROR_SUCCESS)
        add_hidden(arena, manager, reader, machine);
    if (manager)
        win_services_calls()->close(manager);
    if (code == ERROR_SUCCESS && machine->services.count > 0) {
        machine->services_state = NL_VALUE_PRESENT;
        return;
    }
    /* Half a list would hide dependents: the registry's whole one is better. */
    machine->services.count = 0;
    nl_survey_services(arena, reader, machine);
    nl_machine_say_unseen(
        arena, machine, "service-manager", win_unread_state(code), code,
        NL_T("the service manager could not be asked: the services are those of the"
             " registry, and which of them run is not known"));
}

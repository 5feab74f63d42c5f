/* win_services_query.c - opening services and asking for their configuration. */
#include "win_services_query.h"

#include "host/survey/survey.h"
#include "host/survey/survey_services.h"
#include "win_text.h"

enum {
    CONFIG_SIZE = 8192,     /* QueryServiceConfig: "the maximum size of this array is 8K bytes" */
    CONFIG_MOST = 64 * 1024 /* and more, should a system ask for it */
};

static const struct win_services_calls system_calls = {
    .open_manager = OpenSCManagerW,
    .open_service = OpenServiceW,
    .close = CloseServiceHandle,
    .enumerate = EnumServicesStatusExW,
    .query_config = QueryServiceConfigW,
    .query_config2 = QueryServiceConfig2W,
    .query_status = QueryServiceStatus,
    .change_config = ChangeServiceConfigW,
};
static const struct win_services_calls *calls = &system_calls;

void win_services_replace(const struct win_services_calls *replacement)
{
    calls = replacement ? replacement : &system_calls;
}

const struct win_services_calls *win_services_calls(void)
{
    return calls;
}

DWORD win_services_open(struct nl_arena *arena, const char *name, DWORD access,
                        SC_HANDLE *out_manager, SC_HANDLE *out_service, const char **out_call)
{
    *out_call = "OpenSCManager";
    SC_HANDLE manager = calls->open_manager(NULL, NULL, SC_MANAGER_CONNECT);
    if (!manager)
        return GetLastError();
    *out_call = "OpenService";
    SC_HANDLE service = calls->open_service(manager, win_wide(arena, name), access);
    if (!service) {
        DWORD code = GetLastError();
        calls->close(manager);
        return code;
    }
    *out_manager = manager;
    *out_service = service;
    return ERROR_SUCCESS;
}

DWORD win_services_config(struct nl_arena *arena, SC_HANDLE service,
                          QUERY_SERVICE_CONFIGW **out_config, DWORD *out_size)
{
    for (DWORD size = CONFIG_SIZE; size <= CONFIG_MOST;) {
        QUERY_SERVICE_CONFIGW *config = nl_arena_alloc(arena, size);
        DWORD needed = 0;
        if (calls->query_config(service, config, size, &needed)) {
            *out_config = config;
            *out_size = size;
            return ERROR_SUCCESS;
        }
        DWORD code = GetLastError();
        if (code != ERROR_INSUFFICIENT_BUFFER)
            return code ? code : ERROR_INVALID_DATA;
        size = needed > size ? needed : size * 2;
    }
    return ERROR_INSUFFICIENT_BUFFER;
}

/* Splits lpDependencies: names ended by an empty one, groups marked by '+'. */
static void split(struct nl_arena *arena, const QUERY_SERVICE_CONFIGW *config, DWORD size,
                  struct nl_texts *out_services, struct nl_texts *out_groups)
{
    const wchar_t *at = config->lpDependencies;
    while (at) {
        const char *name = win_narrow_within(arena, config, size, at);
        if (!name || !name[0])
            return;
        if (name[0] == SC_GROUP_IDENTIFIERA)
            nl_texts_add(out_groups, arena, name + 1);
        else
            nl_texts_add(out_services, arena, name);
        size_t left = (size - (size_t)((const BYTE *)at - (const BYTE *)config)) / sizeof *at;
        size_t units = wcsnlen(at, left);
        if (units >= left)
            return;
        at += units + 1;
    }
}

void win_services_depends(struct nl_arena *arena, struct nl_registry_reader *reader,
                          const char *name, const QUERY_SERVICE_CONFIGW *config, DWORD size,
                          struct nl_texts *out_services, struct nl_texts *out_groups)
{
    split(arena, config, size, out_services, out_groups);
    if (out_services->count > 0 || out_groups->count > 0)
        return;
    /* Not every service manager tells (Wine's does not), and at the next start the registry counts.
     * A list that stands there is never shown as none. */
    struct nl_service recorded = {0};
    if (nl_survey_service(arena, reader, name, &recorded)) {
        *out_services = recorded.depends;
        *out_groups = recorded.depends_groups;
    }
}

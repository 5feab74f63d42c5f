/* win_services_write.c - changing start types and dependencies through the service manager. */
#include "win_services_write.h"

#include "win_error.h"
#include "win_registry.h"
#include "win_registry_list.h"
#include "win_services_query.h"
#include "win_text.h"

#include <string.h>

/* One ChangeServiceConfig that leaves everything else as it is. */
static enum nl_status change(struct nl_arena *arena, const char *name, DWORD start,
                             const wchar_t *dependencies, struct nl_error *err)
{
    SC_HANDLE manager = NULL;
    SC_HANDLE service = NULL;
    const char *call = NULL;
    DWORD code = win_services_open(arena, name, SERVICE_CHANGE_CONFIG, &manager, &service, &call);
    if (code != ERROR_SUCCESS) {
        enum nl_status status = win_fail(err, code, call);
        if (status == NL_DENIED)
            (void)nl_context(err, NL_T("Windows does not let this user change the service {1}"),
                             name);
        return status;
    }
    const struct win_services_calls *calls = win_services_calls();
    if (!calls->change_config(service, SERVICE_NO_CHANGE, start, SERVICE_NO_CHANGE, NULL, NULL,
                              NULL, dependencies, NULL, NULL, NULL))
        code = GetLastError();
    calls->close(service);
    calls->close(manager);
    return code == ERROR_SUCCESS ? NL_OK : win_fail(err, code, "ChangeServiceConfig");
}

enum nl_status win_services_write_start(struct nl_arena *arena, const char *name,
                                        const struct nl_value *wanted, struct nl_error *err)
{
    uint32_t start = 0;
    if (wanted->type != NL_TYPE_START_TYPE || !nl_value_as_dword(wanted, &start) ||
        start > SERVICE_DISABLED)
        return nl_fail(err, NL_INVALID, NL_T("a service needs a start type from 0 to 4"));
    return change(arena, name, start, NULL, err);
}

static enum nl_status current_groups(struct nl_arena *arena, const char *name,
                                     struct nl_texts *out_groups, struct nl_error *err)
{
    SC_HANDLE manager = NULL;
    SC_HANDLE service = NULL;
    const char *call = NULL;
    DWORD code = win_services_open(arena, name, SERVICE_QUERY_CONFIG, &manager, &service, &call);
    if (code != ERROR_SUCCESS)
        return win_fail(err, code, call);
    QUERY_SERVICE_CONFIGW *config = NULL;
    DWORD size = 0;
    code = win_services_config(arena, service, &config, &size);
    win_services_calls()->close(service);
    win_services_calls()->close(manager);
    if (code != ERROR_SUCCESS)
        return win_fail(err, code, "QueryServiceConfig");
    struct nl_texts services = {0};
    win_services_depends(arena, win_registry_reader(arena), name, config, size, &services,
                         out_groups);
    return NL_OK;
}

enum nl_status win_services_write_depends(struct nl_arena *arena, const char *name,
                                          const struct nl_value *wanted, struct nl_error *err)
{
    struct nl_texts names = {0};
    if (wanted->state != NL_VALUE_ABSENT &&
        (wanted->type != NL_TYPE_NAMES || !nl_value_as_texts(arena, wanted, &names)))
        return nl_fail(err, NL_INVALID, NL_T("a list of service names is needed"));
    struct nl_texts groups = {0};
    enum nl_status status = current_groups(arena, name, &groups, err);
    if (status != NL_OK)
        return status;
    /* The call replaces services and groups together. */
    for (size_t i = 0; i < groups.count; i++)
        nl_texts_add(&names, arena,
                     nl_arena_format(arena, "%c%s", SC_GROUP_IDENTIFIERA, groups.items[i]));
    size_t units = 2;
    for (size_t i = 0; i < names.count; i++)
        units += wcslen(win_wide(arena, names.items[i])) + 1;
    wchar_t *list = nl_arena_array(arena, units, sizeof *list);
    wchar_t *at = list;
    for (size_t i = 0; i < names.count; i++) {
        const wchar_t *wide = win_wide(arena, names.items[i]);
        size_t length = wcslen(wide) + 1;
        memcpy(at, wide, length * sizeof *at);
        at += length;
    }
    return change(arena, name, SERVICE_NO_CHANGE, list, err);
}

/* win_triggers.c - what starts a service although its start type is manual. */
#include "win_triggers.h"

#include "host/survey/survey_triggers.h"
#include "win_services_query.h"

#include <string.h>

enum { FIRST_SIZE = 1024, MOST_SIZE = 64 * 1024, WIN32_BITS = SERVICE_WIN32 };

/* As winsvc.h of the Windows SDK has them; the compiler's headers may lack them. */
struct trigger {
    DWORD type;
    DWORD action;
    GUID *subtype;
    DWORD item_count;
    void *items;
};
struct trigger_info {
    DWORD count;
    struct trigger *triggers;
    PBYTE reserved;
};

/* Whether size bytes at text lie inside bytes[0..whole). */
static bool is_within(const BYTE *bytes, size_t whole, const void *at, size_t size)
{
    uintptr_t begin = (uintptr_t)bytes;
    uintptr_t where = (uintptr_t)at;
    return at && where >= begin && where - begin <= whole && size <= whole - (where - begin);
}

/* The answer, or NULL. */
static const BYTE *query(struct nl_arena *arena, SC_HANDLE handle, DWORD *out_size)
{
    const struct win_services_calls *calls = win_services_calls();
    for (DWORD size = FIRST_SIZE; calls->query_config2 && size <= MOST_SIZE;) {
        BYTE *bytes = nl_arena_alloc(arena, size);
        DWORD needed = 0;
        if (calls->query_config2(handle, SERVICE_CONFIG_TRIGGER_INFO, bytes, size, &needed)) {
            *out_size = size;
            return bytes;
        }
        if (GetLastError() != ERROR_INSUFFICIENT_BUFFER)
            return NULL;
        size = needed > size ? needed : size * 2;
    }
    return NULL;
}

void win_triggers_read(struct nl_arena *arena, struct nl_registry_reader *reader, SC_HANDLE handle,
                       struct nl_service *service)
{
    DWORD size = 0;
    if (service->type != 0 && !(service->type & WIN32_BITS)) {
        service->triggered = NL_ANSWER_NO; /* drivers have none */
        return;
    }
    const BYTE *bytes = query(arena, handle, &size);
    if (!bytes) {
        nl_survey_triggers(arena, reader, service);
        return;
    }
    struct trigger_info info;
    memcpy(&info, bytes, sizeof info);
    service->triggered = NL_ANSWER_NO;
    for (DWORD i = 0; i < info.count && i < NL_TRIGGERS_MOST; i++) {
        struct trigger trigger;
        if (!is_within(bytes, size, info.triggers, (i + (size_t)1) * sizeof trigger)) {
            service->triggered = NL_ANSWER_UNKNOWN;
            return;
        }
        memcpy(&trigger, (const BYTE *)info.triggers + i * sizeof trigger, sizeof trigger);
        bool whole = is_within(bytes, size, trigger.subtype, sizeof(GUID));
        nl_survey_trigger_add(arena, service, trigger.type, trigger.action,
                              whole ? (const uint8_t *)trigger.subtype : NULL);
    }
}

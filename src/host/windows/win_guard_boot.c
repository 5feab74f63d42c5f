/* win_guard_boot.c - a name for this start of the machine. */
#include "win_guard_boot.h"

#include "win_automation.h"
#include "win_registry.h"
#include "win_text.h"

#define BOOT_VALUE L"Boot"
#define INSIDE_KEY WIN_BOOT_KEY L"\\Inside"

/* "{8 4 4 4 12}" and its end. */
enum { ID_UNITS = 39 };

const char *win_guard_boot_read(struct nl_arena *arena)
{
    HKEY key = NULL;
    wchar_t id[ID_UNITS + 1] = {0};
    DWORD size = ID_UNITS * sizeof *id; /* the last unit stays zero */
    DWORD type = 0;
    if (win_registry_calls()->open_key(HKEY_LOCAL_MACHINE, WIN_BOOT_KEY, 0, KEY_QUERY_VALUE,
                                       &key) != ERROR_SUCCESS)
        return NULL;
    LSTATUS code =
        win_registry_calls()->query_value(key, BOOT_VALUE, NULL, &type, (BYTE *)id, &size);
    win_registry_calls()->close_key(key);
    return code == ERROR_SUCCESS && type == REG_SZ && id[0] ? win_narrow(arena, id) : NULL;
}

DWORD win_guard_boot_make(void)
{
    HKEY key = NULL;
    DWORD size = 0;
    LSTATUS code = win_registry_calls()->create_key(
        HKEY_LOCAL_MACHINE, WIN_BOOT_KEY, 0, NULL, REG_OPTION_VOLATILE,
        KEY_QUERY_VALUE | KEY_SET_VALUE, NULL, &key, NULL);
    if (code != ERROR_SUCCESS)
        return (DWORD)code;
    if (win_registry_calls()->query_value(key, BOOT_VALUE, NULL, NULL, NULL, &size) !=
        ERROR_SUCCESS) {
        GUID guid;
        wchar_t id[ID_UNITS] = {0};
        code = SUCCEEDED(win_co_create_guid(&guid)) && win_guid_text(&guid, id, ID_UNITS) > 0
                   ? win_registry_calls()->set_value(key, BOOT_VALUE, 0, REG_SZ, (const BYTE *)id,
                                                     sizeof id)
                   : ERROR_INTERNAL_ERROR;
    }
    win_registry_calls()->close_key(key);
    return (DWORD)code;
}

bool win_guard_boot_enter(void)
{
    HKEY key = NULL;
    DWORD made = REG_CREATED_NEW_KEY;
    if (win_registry_calls()->create_key(HKEY_LOCAL_MACHINE, INSIDE_KEY, 0, NULL,
                                         REG_OPTION_VOLATILE, KEY_QUERY_VALUE, NULL, &key,
                                         &made) == ERROR_SUCCESS)
        win_registry_calls()->close_key(key);
    return made == REG_CREATED_NEW_KEY;
}

void win_guard_boot_leave(void)
{
    (void)win_registry_calls()->delete_key(HKEY_LOCAL_MACHINE, INSIDE_KEY);
}

enum nl_answer win_guard_boot_fast_startup(void)
{
    HKEY key = NULL;
    DWORD enabled = 0;
    DWORD size = sizeof enabled;
    DWORD type = 0;
    LSTATUS code = win_registry_calls()->open_key(
        HKEY_LOCAL_MACHINE, L"SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Power", 0,
        KEY_QUERY_VALUE, &key);
    if (code == ERROR_SUCCESS) {
        code = win_registry_calls()->query_value(key, L"HiberbootEnabled", NULL, &type,
                                                 (BYTE *)&enabled, &size);
        win_registry_calls()->close_key(key);
    }
    if (code == ERROR_FILE_NOT_FOUND)
        return NL_ANSWER_NO;
    if (code != ERROR_SUCCESS || type != REG_DWORD || size != sizeof enabled)
        return NL_ANSWER_UNKNOWN;
    return enabled ? NL_ANSWER_YES : NL_ANSWER_NO;
}

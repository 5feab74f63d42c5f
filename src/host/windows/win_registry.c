/* win_registry.c - opening keys, reading one value, and what is not there. */
#include "win_registry.h"

#include "win_error.h"
#include "win_load.h"
#include "win_registry_enum.h"
#include "win_text.h"

#include <string.h>

enum { READ_TRIES = 4 };

/* RegDeleteKeyEx is newer than XP. Without it there is one view only; with it a key of the 64-bit view,
 * reached through its parent's handle, is not looked for in the other one. */
LSTATUS WINAPI win_registry_delete_key(HKEY parent, LPCWSTR name)
{
    LSTATUS(WINAPI * delete_key)(HKEY, LPCWSTR, REGSAM, DWORD) = NULL;
    return WIN_LOAD(L"advapi32.dll", "RegDeleteKeyExW", &delete_key)
               ? delete_key(parent, name, KEY_WOW64_64KEY, 0)
               : RegDeleteKeyW(parent, name);
}

static const struct win_registry_calls system_calls = {
    .open_key = RegOpenKeyExW,
    .create_key = RegCreateKeyExW,
    .query_value = RegQueryValueExW,
    .enum_value = win_registry_enum_value,
    .enum_key = RegEnumKeyExW,
    .query_info = RegQueryInfoKeyW,
    .set_value = RegSetValueExW,
    .delete_value = RegDeleteValueW,
    .delete_key = win_registry_delete_key,
    .flush_key = RegFlushKey,
    .close_key = RegCloseKey,
};
static const struct win_registry_calls *calls = &system_calls;

void win_registry_replace(const struct win_registry_calls *replacement)
{
    calls = replacement ? replacement : &system_calls;
}

const struct win_registry_calls *win_registry_calls(void)
{
    return calls;
}

/* The root that a path begins with, and what follows it. */
static HKEY root_of(const char *path, const char **out_rest)
{
    if (nl_starts(path, "HKLM\\") || nl_same(path, "HKLM")) {
        *out_rest = path[4] ? path + 5 : path + 4;
        return HKEY_LOCAL_MACHINE;
    }
    if (nl_starts(path, "HKU\\") || nl_same(path, "HKU")) {
        *out_rest = path[3] ? path + 4 : path + 3;
        return HKEY_USERS;
    }
    return NULL;
}

/* Old 32-bit systems do not all know the flag and are not given it. */
REGSAM win_registry_view(void)
{
#if defined(_WIN64)
    return 0;
#else
    BOOL(WINAPI * is_wow64)(HANDLE, PBOOL) = NULL;
    BOOL wow64 = FALSE;
    if (!WIN_LOAD(L"kernel32.dll", "IsWow64Process", &is_wow64) ||
        !is_wow64(GetCurrentProcess(), &wow64) || !wow64)
        return 0;
    return KEY_WOW64_64KEY;
#endif
}

DWORD win_registry_open(struct nl_arena *arena, const char *path, REGSAM access, HKEY *out_key)
{
    const char *rest = NULL;
    HKEY root = root_of(path, &rest);
    if (!root)
        return ERROR_INVALID_NAME;
    HKEY key = NULL;
    DWORD code =
        (DWORD)calls->open_key(root, win_wide(arena, rest), 0, access | win_registry_view(), &key);
    if (code == ERROR_SUCCESS)
        *out_key = key;
    return code;
}

bool win_registry_is_absence(DWORD code)
{
    return code == ERROR_FILE_NOT_FOUND || code == ERROR_PATH_NOT_FOUND;
}

uint32_t win_registry_missing_keys(struct nl_arena *arena, const char *path)
{
    char *parent = nl_arena_text(arena, path);
    uint32_t missing = 0;
    for (;;) {
        HKEY key = NULL;
        DWORD code = win_registry_open(arena, parent, KEY_QUERY_VALUE, &key);
        if (code == ERROR_SUCCESS)
            calls->close_key(key);
        /* Any other answer, a refusal too, is about a key that exists. */
        char *cut = strrchr(parent, '\\');
        if (!win_registry_is_absence(code) || !cut)
            return missing;
        missing++;
        *cut = '\0';
    }
}

struct nl_value win_registry_query(struct nl_arena *arena, HKEY key, const char *name)
{
    wchar_t *wide = win_wide(arena, name);
    BYTE *bytes = NULL;
    DWORD capacity = 0;
    for (int i = 0; i < READ_TRIES; i++) {
        DWORD type = 0;
        DWORD size = capacity;
        DWORD code = (DWORD)calls->query_value(key, wide, NULL, &type, bytes, &size);
        if (win_registry_is_absence(code))
            return nl_value_absent(0);
        if (code == ERROR_SUCCESS && size <= capacity)
            return nl_value_raw(arena, type, bytes, size);
        if (code != ERROR_SUCCESS && code != ERROR_MORE_DATA)
            return win_unread(code);
        if (size > NL_SURVEY_VALUE_SIZE)
            return nl_value_unsupported(NL_SURVEY_LEFT_OUT);
        /* Asked without a buffer it tells the size; between two calls a value may grow. */
        capacity = size + 256;
        bytes = nl_arena_alloc(arena, capacity);
    }
    return nl_value_unsupported(ERROR_MORE_DATA);
}

struct nl_value win_registry_read(struct nl_arena *arena, const char *path, const char *name)
{
    HKEY key = NULL;
    DWORD code = win_registry_open(arena, path, KEY_QUERY_VALUE, &key);
    if (win_registry_is_absence(code))
        return nl_value_absent(win_registry_missing_keys(arena, path));
    if (code != ERROR_SUCCESS)
        return win_unread(code);
    struct nl_value value = win_registry_query(arena, key, name);
    calls->close_key(key);
    return value;
}

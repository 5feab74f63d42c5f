/* win_registry.h - the live registry: values read and written with their exact types and bytes.
 *
 * Paths are "HKLM\..." or "HKU\...", always those of the 64-bit view where there are two. */
#ifndef NL_WINDOWS_REGISTRY_H
#define NL_WINDOWS_REGISTRY_H

#include "base/error.h"
#include "host/survey/registry_reader.h"
#include "model/value.h"

#include <windows.h>

/* What is called, so that a test can answer in the system's place. */
struct win_registry_calls {
    LSTATUS(WINAPI *open_key)(HKEY, LPCWSTR, DWORD, REGSAM, PHKEY);
    LSTATUS(WINAPI *create_key)
    (HKEY, LPCWSTR, DWORD, LPWSTR, DWORD, REGSAM, LPSECURITY_ATTRIBUTES, PHKEY, LPDWORD);
    LSTATUS(WINAPI *query_value)(HKEY, LPCWSTR, LPDWORD, LPDWORD, LPBYTE, LPDWORD);
    LSTATUS(WINAPI *enum_value)(HKEY, DWORD, LPWSTR, LPDWORD, LPDWORD, LPDWORD, LPBYTE, LPDWORD);
    LSTATUS(WINAPI *enum_key)(HKEY, DWORD, LPWSTR, LPDWORD, LPDWORD, LPWSTR, LPDWORD, PFILETIME);
    LSTATUS(WINAPI *query_info)
    (HKEY, LPWSTR, LPDWORD, LPDWORD, LPDWORD, LPDWORD, LPDWORD, LPDWORD, LPDWORD, LPDWORD, LPDWORD,
     PFILETIME);
    LSTATUS(WINAPI *set_value)(HKEY, LPCWSTR, DWORD, DWORD, const BYTE *, DWORD);
    LSTATUS(WINAPI *delete_value)(HKEY, LPCWSTR);
    LSTATUS(WINAPI *delete_key)(HKEY parent, LPCWSTR name); /* see win_registry_delete_key */
    LSTATUS(WINAPI *flush_key)(HKEY);
    LSTATUS(WINAPI *close_key)(HKEY);
};

/* RegDeleteKeyEx in the 64-bit view, RegDeleteKey where Windows lacks that. */
LSTATUS WINAPI win_registry_delete_key(HKEY parent, LPCWSTR name);

/* NULL puts the system's own back. */
void win_registry_replace(const struct win_registry_calls *calls);
const struct win_registry_calls *win_registry_calls(void);

/* Opens a key for access; the Win32 code. ERROR_INVALID_NAME for a path outside HKLM and HKU. */
DWORD win_registry_open(struct nl_arena *arena, const char *path, REGSAM access, HKEY *out_key);

/* KEY_WOW64_64KEY for a 32-bit program on 64-bit Windows: HKLM\SOFTWARE has two sides there. It must
 * be given whenever a key is opened or made, also below one that was opened with it ("Accessing an
 * Alternate Registry View"). */
REGSAM win_registry_view(void);

/* Whether a code of an opening or reading call says that the thing is not there. */
bool win_registry_is_absence(DWORD code);

/* How many keys at the end of path do not exist. */
uint32_t win_registry_missing_keys(struct nl_arena *arena, const char *path);

/* One value of an open key. Values over NL_SURVEY_VALUE_SIZE are unsupported with the code
 * NL_SURVEY_LEFT_OUT. ABSENT has no missing keys. */
struct nl_value win_registry_query(struct nl_arena *arena, HKEY key, const char *name);

/* One value by path. ABSENT counts the missing keys. */
struct nl_value win_registry_read(struct nl_arena *arena, const char *path, const char *name);

#endif

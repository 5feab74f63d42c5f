/* win_load.c - the only LoadLibrary. */
#include "win_load.h"

#include <windows.h>
#include <assert.h>
#include <string.h>

/* By full path: an XP, Vista or 7 without KB2533623 does not know the search flag, and one that did
 * not refuse it would look beside the program first. */
static HMODULE load_from_system(const wchar_t *library)
{
    wchar_t path[MAX_PATH];
    UINT length = GetSystemDirectoryW(path, MAX_PATH);
    size_t need = wcslen(library) + 2;
    if (length == 0 || length >= MAX_PATH || need > MAX_PATH - length)
        return NULL;
    path[length] = L'\\';
    memcpy(path + length + 1, library, (need - 1) * sizeof *path);
    HMODULE module = LoadLibraryExW(path, NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (!module)
        module = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    return module;
}

bool win_load(const wchar_t *library, const char *name, void *out_function, size_t size)
{
    union {
        FARPROC function;
        unsigned char bytes[sizeof(FARPROC)];
    } found = {.function = NULL};
    assert(size == sizeof found.bytes);
    HMODULE module = load_from_system(library);
    if (module)
        found.function = GetProcAddress(module, name);
    memcpy(out_function, found.bytes, size);
    /* cppcheck-suppress resourceLeak ; the library stays, somebody holds a pointer into it now */
    return found.function != NULL;
}

void win_load_restrict(void)
{
    BOOL(WINAPI * restrict_to)(DWORD) = NULL;
    if (WIN_LOAD(L"kernel32.dll", "SetDefaultDllDirectories", &restrict_to))
        (void)restrict_to(LOAD_LIBRARY_SEARCH_SYSTEM32);
}

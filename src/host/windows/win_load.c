/* win_load.c - the only LoadLibrary. */
#include "win_load.h"

#include <windows.h>
#include <assert.h>
#include <string.h>

/* By full path, for an XP, Vista or 7 that lacks KB2533623 and refuses the search flag. */
static HMODULE load_by_path(const wchar_t *library)
{
    wchar_t path[MAX_PATH];
    UINT length = GetSystemDirectoryW(path, MAX_PATH);
    size_t need = wcslen(library) + 2;
    if (length == 0 || length >= MAX_PATH || need > MAX_PATH - length)
        return NULL;
    path[length] = L'\\';
    memcpy(path + length + 1, library, (need - 1) * sizeof *path);
    return LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
}

bool win_load(const wchar_t *library, const char *name, void *out_function, size_t size)
{
    union {
        FARPROC function;
        unsigned char bytes[sizeof(FARPROC)];
    } found = {.function = NULL};
    assert(size == sizeof found.bytes);
    HMODULE module = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (!module)
        module = load_by_path(library);
    if (module)
        found.function = GetProcAddress(module, name);
    memcpy(out_function, found.bytes, size);
    /* cppcheck-suppress resourceLeak ; the library stays, somebody holds a pointer into it now */
    return found.function != NULL;
}

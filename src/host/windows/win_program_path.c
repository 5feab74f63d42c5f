/* win_program_path.c - where this executable is. */
#include "win_program_path.h"

#include "win_text.h"

#include <windows.h>

enum { PATH_UNITS = 32768 };

const char *nl_windows_program_path(struct nl_arena *arena)
{
    wchar_t *path = nl_arena_array(arena, PATH_UNITS, sizeof *path);
    DWORD length = GetModuleFileNameW(NULL, path, PATH_UNITS);
    return length > 0 && length < PATH_UNITS ? win_narrow(arena, path) : NULL;
}

/* win_folders.c - where Windows keeps programs and their data. */
#include "win_folders.h"

#include "win_registry.h"
#include "win_text.h"

#define MICROSOFT "HKLM\\SOFTWARE\\Microsoft\\"

/* The folder of Windows, "C:\Windows", which GetSystemWindowsDirectory takes from no environment. */
static const char *windows_folder(struct nl_arena *arena)
{
    wchar_t path[MAX_PATH] = {0};
    UINT length = GetSystemWindowsDirectoryW(path, MAX_PATH);
    return length > 2 && length < MAX_PATH ? win_narrow_part(arena, path, length) : NULL;
}

/* X:\... without anything that is still to be expanded. */
static bool is_full_path(const char *path)
{
    bool letter = (path[0] >= 'A' && path[0] <= 'Z') || (path[0] >= 'a' && path[0] <= 'z');
    return letter && path[1] == ':' && path[2] == '\\' && path[3] && !nl_holds(path, "%");
}

static const char *folder_at(struct nl_arena *arena, const char *path, const char *name)
{
    static const char drive[] = "%SystemDrive%";
    static const char root[] = "%SystemRoot%";
    struct nl_value value = win_registry_read(arena, path, name);
    const char *text = nl_value_as_text(arena, &value);
    const char *windows = windows_folder(arena);
    if (!text || !windows)
        return NULL;
    if (nl_starts(text, drive))
        text = nl_arena_format(arena, "%c:%s", windows[0], text + sizeof drive - 1);
    else if (nl_starts(text, root))
        text = nl_arena_format(arena, "%s%s", windows, text + sizeof root - 1);
    return is_full_path(text) ? text : NULL;
}

const char *win_folder_program_data(struct nl_arena *arena)
{
    const char *folder =
        folder_at(arena, MICROSOFT "Windows NT\\CurrentVersion\\ProfileList", "ProgramData");
    if (folder)
        return folder;
    return folder_at(arena, MICROSOFT "Windows\\CurrentVersion\\Explorer\\Shell Folders",
                     "Common AppData");
}

const char *win_folder_program_files(struct nl_arena *arena)
{
    return folder_at(arena, MICROSOFT "Windows\\CurrentVersion", "ProgramFilesDir");
}

enum nl_status win_fail_no_program_data(struct nl_error *err)
{
    return nl_fail(
        err, NL_FAILED,
        NL_T("Windows does not say where program data is kept (registry key ProfileList, "
             "value ProgramData), so there is no place for the journal"));
}

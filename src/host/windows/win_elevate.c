/* win_elevate.c - starting the program once more with the rights it lacks. */
#include "win_error.h"
#include "win_text.h"
#include "windows_host.h"

#include <windows.h>

#include <shellapi.h>

enum { FOLDER_UNITS = 32768 };

/* Where the person is working, so that a relative file name means the same afterwards. */
static const wchar_t *current_folder(struct nl_arena *arena)
{
    wchar_t *folder = nl_arena_array(arena, FOLDER_UNITS, sizeof *folder);
    DWORD length = GetCurrentDirectoryW(FOLDER_UNITS, folder);
    return length > 0 && length < FOLDER_UNITS ? folder : NULL;
}

enum nl_status nl_windows_run_elevated(struct nl_arena *arena, const char *arguments,
                                       struct nl_error *err)
{
    const char *program = nl_windows_program_path(arena);
    if (!program)
        return nl_fail(err, NL_FAILED, NL_T("the path of netlatch itself could not be found out"));
    SHELLEXECUTEINFOW info = {
        .cbSize = sizeof info,
        .hwnd = GetConsoleWindow(), /* or the question may only blink in the task bar */
        .fMask = SEE_MASK_NOASYNC | SEE_MASK_FLAG_NO_UI, /* this process ends right afterwards */
        .lpVerb = L"runas",
        .lpFile = win_wide(arena, program),
        .lpParameters = win_wide(arena, arguments),
        .lpDirectory = current_folder(arena),
        .nShow = SW_SHOWNORMAL,
    };
    if (ShellExecuteExW(&info))
        return NL_OK;
    DWORD code = GetLastError();
    if (code == ERROR_CANCELLED)
        return nl_fail(err, NL_REFUSED, NL_T("it was not allowed"));
    (void)win_fail(err, code, "ShellExecuteEx");
    return nl_context(err, NL_T("netlatch could not be started as administrator"));
}

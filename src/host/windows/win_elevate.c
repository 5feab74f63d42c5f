/* win_elevate.c - starting the program once more with the rights it lacks. */
#include "win_elevate.h"

#include "win_automation.h"
#include "win_error.h"
#include "win_load.h"
#include "win_program_path.h"
#include "win_text.h"

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

static bool is_mapped_drive(struct nl_arena *arena, const char *program)
{
    const wchar_t *wide = win_wide(arena, program);
    wchar_t root[] = {wide[0], L':', L'\\', L'\0'};
    return wide[0] && wide[1] == L':' && GetDriveTypeW(root) == DRIVE_REMOTE;
}

enum nl_status nl_windows_run_elevated(struct nl_arena *arena, const char *arguments,
                                       struct nl_error *err)
{
    const char *program = nl_windows_program_path(arena);
    if (!program)
        return nl_fail(err, NL_FAILED, NL_T("the path of netlatch itself could not be determined"));
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
    BOOL(WINAPI * execute)(SHELLEXECUTEINFOW *) = NULL;
    bool end = false;
    DWORD code = ERROR_PROC_NOT_FOUND;
    if (WIN_LOAD(L"shell32.dll", "ShellExecuteExW", &execute)) {
        /* "ShellExecuteEx can delegate execution to Shell extensions that are activated using COM": its
         * page asks for an apartment of one thread. */
        HRESULT begun = win_co_initialize(NULL, COINIT_APARTMENTTHREADED | COINIT_DISABLE_OLE1DDE);
        end = SUCCEEDED(begun);
        code = execute(&info) ? ERROR_SUCCESS : GetLastError();
    }
    if (end)
        win_co_uninitialize();
    if (code == ERROR_SUCCESS)
        return NL_OK;
    if (code == ERROR_CANCELLED)
        return nl_fail(err, NL_REFUSED, NL_T("permission was refused"));
    (void)win_fail(err, code, "ShellExecuteEx");
    /* An elevated token is another logon session: it has none of the person's drive letters. */
    if (is_mapped_drive(arena, program))
        (void)nl_next(
            err, NL_T("The program is on a network drive, which does not exist for an elevated "
                      "program. Copy netlatch to a local folder first."));
    return nl_context(err, NL_T("netlatch could not be started as administrator"));
}

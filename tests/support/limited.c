/* limited.c - runs a command without administrator rights: "limited COMMAND [ARG...]". It gets the
 * token that is linked to the caller's own, as User Account Control gives it to the programs of an
 * administrator. */
#include <windows.h>

enum { NO_TOKEN = 120, NOT_LIMITED, NOT_STARTED };

/* What stands behind the program's own name on a command line. */
static wchar_t *arguments(wchar_t *line)
{
    const wchar_t end = *line == L'"' ? L'"' : L' ';
    line++;
    while (*line && *line != end)
        line++;
    while (*line == L'"' || *line == L' ')
        line++;
    return line;
}

int main(void)
{
    HANDLE own = NULL;
    HANDLE limited = NULL;
    TOKEN_LINKED_TOKEN linked = {0};
    TOKEN_ELEVATION elevation = {0};
    DWORD size = 0;
    DWORD code = NOT_STARTED;
    STARTUPINFOW startup = {.cb = sizeof startup};
    PROCESS_INFORMATION process = {0};
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ALL_ACCESS, &own) ||
        !GetTokenInformation(own, TokenLinkedToken, &linked, sizeof linked, &size) ||
        !DuplicateTokenEx(linked.LinkedToken, TOKEN_ALL_ACCESS, NULL, SecurityImpersonation,
                          TokenPrimary, &limited))
        return NO_TOKEN;
    if (!GetTokenInformation(limited, TokenElevation, &elevation, sizeof elevation, &size) ||
        elevation.TokenIsElevated)
        return NOT_LIMITED;
    if (!CreateProcessAsUserW(limited, NULL, arguments(GetCommandLineW()), NULL, NULL, TRUE, 0,
                              NULL, NULL, &startup, &process))
        return NOT_STARTED;
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &code);
    return (int)code;
}

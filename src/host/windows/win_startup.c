/* win_startup.c - what a program is told when it begins: arguments, language, environment. */
#include "win_startup.h"

#include "win_arguments.h"
#include "win_guard_program.h"
#include "win_load.h"
#include "win_text.h"

#include <windows.h>

enum { MOST_VARIABLE = 32768, LANGUAGES_UNITS = 512 };

void nl_windows_begin(void)
{
    win_load_restrict();
    win_guard_program_hold();
}

struct nl_texts nl_windows_arguments(struct nl_arena *arena)
{
    return win_arguments_split(arena, GetCommandLineW());
}

/* The first of the user's list, Vista and later. */
static const char *preferred_language(struct nl_arena *arena)
{
    BOOL(WINAPI * preferred)(DWORD, PULONG, PZZWSTR, PULONG) = NULL;
    wchar_t list[LANGUAGES_UNITS] = {0};
    ULONG count = 0;
    ULONG units = LANGUAGES_UNITS - 1;
    if (!WIN_LOAD(L"kernel32.dll", "GetUserPreferredUILanguages", &preferred) ||
        !preferred(MUI_LANGUAGE_NAME, &count, list, &units) || count == 0 || !list[0])
        return NULL;
    return win_narrow(arena, list);
}

const char *nl_windows_language(struct nl_arena *arena)
{
    const char *preferred = preferred_language(arena);
    if (preferred)
        return preferred;
    LCID locale = MAKELCID(GetUserDefaultUILanguage(), SORT_DEFAULT);
    wchar_t language[16] = {0};
    wchar_t country[16] = {0};
    if (!GetLocaleInfoW(locale, LOCALE_SISO639LANGNAME, language, 15) ||
        !GetLocaleInfoW(locale, LOCALE_SISO3166CTRYNAME, country, 15))
        return NULL;
    return nl_arena_format(arena, "%s-%s", win_narrow(arena, language), win_narrow(arena, country));
}

const char *nl_windows_environment(struct nl_arena *arena, const char *name)
{
    const wchar_t *wide = win_wide(arena, name);
    DWORD size = GetEnvironmentVariableW(wide, NULL, 0);
    if (size == 0 || size > MOST_VARIABLE)
        return NULL;
    wchar_t *value = nl_arena_array(arena, size, sizeof *value);
    DWORD length = GetEnvironmentVariableW(wide, value, size);
    return length < size ? win_narrow(arena, value) : NULL;
}

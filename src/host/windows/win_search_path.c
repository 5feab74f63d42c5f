/* win_search_path.c - one folder in the machine's search path. */
#include "win_search_path.h"

#include "win_load.h"
#include "win_registry.h"
#include "win_registry_write.h"

#include <string.h>

#define ENVIRONMENT "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment"

enum {
    TELL_MS = 1000,
    SETTING_CHANGE = 0x001A /* WM_SETTINGCHANGE */,
    HUNG = 2 /* SMTO_ABORTIFHUNG */
};

/* The last entry that is folder: where it begins, or NULL. */
static const char *entry_of(const char *path, const char *folder)
{
    const char *found = NULL;
    size_t length = strlen(folder);
    for (const char *at = path; at; at = strchr(at, ';'), at = at ? at + 1 : NULL) {
        if (nl_same_parts(at, strcspn(at, ";"), folder, length))
            found = at;
    }
    return found;
}

const char *win_search_path_with(struct nl_arena *arena, const char *path, const char *folder)
{
    if (entry_of(path, folder))
        return path;
    return path[0] ? nl_arena_format(arena, "%s;%s", path, folder) : folder;
}

const char *win_search_path_without(struct nl_arena *arena, const char *path, const char *folder,
                                    bool *out_had)
{
    const char *entry = entry_of(path, folder);
    *out_had = entry != NULL;
    if (!entry)
        return path;
    const char *rest = entry + strlen(folder);
    /* With the separator in front of it, which came with it; at the very beginning the one behind. */
    if (entry > path)
        return nl_arena_format(arena, "%.*s%s", (int)(entry - path - 1), path, rest);
    return nl_arena_text(arena, *rest == ';' ? rest + 1 : rest);
}

/* Explorer takes the new path for what it starts from now on. */
static void tell_everybody(void)
{
    LRESULT(WINAPI * send)(HWND, UINT, WPARAM, LPARAM, UINT, UINT, PDWORD_PTR) = NULL;
    DWORD_PTR result = 0;
    if (WIN_LOAD(L"user32.dll", "SendMessageTimeoutW", &send))
        (void)send((HWND)(LONG_PTR)0xFFFF /* HWND_BROADCAST */, SETTING_CHANGE, 0,
                   (LPARAM)L"Environment", HUNG, TELL_MS, &result);
}

enum nl_status win_search_path_set(struct nl_arena *arena, const char *folder, bool wanted,
                                   bool *out_changed, struct nl_error *err)
{
    struct nl_value value = win_registry_read(arena, ENVIRONMENT, "Path");
    const char *path = nl_value_as_text(arena, &value);
    bool had = false;
    *out_changed = false;
    if (!path)
        return nl_fail(err, NL_FAILED, NL_T("the search path of this machine cannot be read"));
    const char *changed = wanted ? win_search_path_with(arena, path, folder)
                                 : win_search_path_without(arena, path, folder, &had);
    if (nl_equal(changed, path))
        return NL_OK;
    struct nl_value made = nl_value_text(arena, value.type, changed);
    enum nl_status status = win_registry_write(arena, ENVIRONMENT, "Path", &made, err);
    if (status != NL_OK)
        return nl_context(err, NL_T("the search path could not be changed"));
    *out_changed = true;
    tell_everybody();
    return NL_OK;
}

/* win_install.c - netlatch as an installed program.
 *
 * %ProgramFiles% is where users cannot plant anything, where AppLocker and WDAC allow programs by
 * default, and where everybody may read the messages of the event log. */

#include "win_install.h"

#include "win_error.h"
#include "win_events.h"
#include "win_file.h"
#include "win_folders.h"
#include "win_guard_program.h"
#include "win_program_path.h"
#include "win_search_path.h"
#include "win_services.h"
#include "win_text.h"

#include <sddl.h>

#include <string.h>

#define MOST_PROGRAM ((size_t)64 * 1024 * 1024)
#define GUARD_SERVICE "netlatch-guard"

/* Where everything goes. */
struct place {
    const char *folder;
    const char *program;
    const wchar_t *wide_folder;
    const wchar_t *wide_program;
    const char *manifest;
    const wchar_t *wide_manifest;
};

static enum nl_status find_place(struct nl_arena *arena, const char *manifest, struct place *place,
                                 struct nl_error *err)
{
    const char *programs = win_folder_program_files(arena);
    if (!programs)
        return nl_fail(err, NL_FAILED, NL_T("this Windows does not say where programs are kept"));
    place->folder = nl_arena_format(arena, "%s\\netlatch", programs);
    place->program = nl_arena_format(arena, "%s\\netlatch.exe", place->folder);
    place->wide_folder = win_wide(arena, place->folder);
    place->wide_program = win_wide(arena, place->program);
    place->manifest = nl_arena_format(arena, "%s\\%s", place->folder, manifest);
    place->wide_manifest = win_wide(arena, place->manifest);
    return NL_OK;
}

/* Made with rights of its own: administrators and the system write, users read and run. *out_made: it
 * was not there. */
static enum nl_status make_folder(const struct place *place, bool *out_made, struct nl_error *err)
{
    static const wchar_t rights[] =
        L"O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)";
    SECURITY_ATTRIBUTES attributes = {.nLength = sizeof attributes};
    if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(
            rights, SDDL_REVISION_1, &attributes.lpSecurityDescriptor, NULL))
        return win_fail(err, GetLastError(), "ConvertStringSecurityDescriptorToSecurityDescriptor");
    *out_made = CreateDirectoryW(place->wide_folder, &attributes) != 0;
    DWORD code = *out_made ? ERROR_SUCCESS : GetLastError();
    (void)LocalFree(attributes.lpSecurityDescriptor);
    return *out_made || code == ERROR_ALREADY_EXISTS ? NL_OK
                                                     : win_fail(err, code, "CreateDirectory");
}

static const wchar_t *aside_name(struct nl_arena *arena, const struct place *place,
                                 const char *what)
{
    return win_file_join(arena, place->wide_folder,
                         win_wide(arena, nl_arena_format(arena, "~%s-%lu", what,
                                                         (unsigned long)GetCurrentProcessId())));
}

/* A running image cannot be replaced or removed, but renamed; Windows removes it at its next start. */
static DWORD move_aside(struct nl_arena *arena, const struct place *place)
{
    const wchar_t *old = aside_name(arena, place, "old");
    DWORD code = win_file_rename(place->wide_program, old, MOVEFILE_WRITE_THROUGH);
    if (code != ERROR_SUCCESS)
        return code;
    if (!DeleteFileW(old))
        (void)MoveFileExW(old, NULL, MOVEFILE_DELAY_UNTIL_REBOOT);
    return ERROR_SUCCESS;
}

/* target is the program or the manifest. */
static DWORD write_copy(struct nl_arena *arena, const struct place *place, const wchar_t *target,
                        const void *bytes, size_t size, const char **out_call)
{
    DWORD code = ERROR_SUCCESS;
    const wchar_t *aside = aside_name(arena, place, "new");
    *out_call = "CreateFile";
    HANDLE file = win_file_open(aside, GENERIC_WRITE, 0, NULL, CREATE_NEW,
                                FILE_FLAG_OPEN_REPARSE_POINT, &code);
    if (file == INVALID_HANDLE_VALUE)
        return code;
    *out_call = "WriteFile";
    code = win_file_write_all(file, bytes, size);
    CloseHandle(file);
    const DWORD flags = MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH;
    if (code == ERROR_SUCCESS) {
        *out_call = "MoveFileEx";
        code = MoveFileExW(aside, target, flags) ? ERROR_SUCCESS : GetLastError();
        const bool held = code == ERROR_ACCESS_DENIED || code == ERROR_SHARING_VIOLATION;
        if (held && target == place->wide_program) {
            code = move_aside(arena, place);
            if (code == ERROR_SUCCESS)
                code = win_file_rename(aside, target, flags);
        }
    }
    if (code != ERROR_SUCCESS)
        (void)win_file_delete(aside);
    return code;
}

static bool is_there(const wchar_t *path)
{
    return GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES;
}

static DWORD read_whole(struct nl_arena *arena, const wchar_t *path, const uint8_t **out_bytes,
                        size_t *out_size, const char **out_call)
{
    DWORD code = ERROR_SUCCESS;
    *out_call = "CreateFile";
    HANDLE file = win_file_open(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING,
                                FILE_FLAG_SEQUENTIAL_SCAN, &code);
    if (file == INVALID_HANDLE_VALUE)
        return code;
    *out_call = "ReadFile";
    code = win_file_read_all(arena, file, MOST_PROGRAM, out_bytes, out_size);
    CloseHandle(file);
    return code;
}

static enum nl_status copy_program(struct nl_arena *arena, const struct place *place,
                                   struct nl_error *err)
{
    const char *own = nl_windows_program_path(arena);
    const uint8_t *bytes = NULL;
    size_t size = 0;
    if (nl_same(own, place->program))
        return NL_OK; /* it is the installed one that runs */
    const char *call = "CreateFile";
    DWORD code =
        own ? read_whole(arena, win_wide(arena, own), &bytes, &size, &call) : ERROR_FILE_NOT_FOUND;
    if (code == ERROR_SUCCESS)
        code = write_copy(arena, place, place->wide_program, bytes, size, &call);
    if (code == ERROR_SUCCESS)
        return NL_OK;
    (void)win_fail(err, code, call);
    return nl_context(err, NL_T("cannot copy netlatch to {1}"), place->program);
}

static enum nl_status write_manifest(struct nl_arena *arena, const struct place *place,
                                     const struct nl_install_manifest *manifest,
                                     struct nl_error *err)
{
    const char *call = NULL;
    DWORD code =
        write_copy(arena, place, place->wide_manifest, manifest->text, manifest->length, &call);
    if (code == ERROR_SUCCESS)
        return NL_OK;
    (void)win_fail(err, code, call);
    return nl_context(err, NL_T("cannot write to {1}"), place->manifest);
}

static enum nl_status install(struct nl_installer *installer, struct nl_arena *arena,
                              const struct nl_install_manifest *manifest, bool path,
                              const char **out_program, struct nl_error *err)
{
    struct place place = {0};
    bool made = false;
    bool changed = false;
    (void)installer;
    enum nl_status status = find_place(arena, manifest->name, &place, err);
    if (status == NL_OK)
        status = make_folder(&place, &made, err);
    if (status != NL_OK)
        return status;
    bool was_there = is_there(place.wide_program);
    bool had_manifest = is_there(place.wide_manifest);
    status = copy_program(arena, &place, err);
    if (status == NL_OK)
        status = write_manifest(arena, &place, manifest, err);
    if (status == NL_OK)
        status = win_events_register(arena, place.program, err);
    if (status == NL_OK && path)
        status = win_search_path_set(arena, place.folder, true, &changed, err);
    if (status != NL_OK) {
        /* The first failure is the one to tell. */
        if (!was_there && win_events_unregister(arena, place.program, &changed, NULL) == NL_OK)
            (void)DeleteFileW(place.wide_program);
        if (!had_manifest)
            (void)DeleteFileW(place.wide_manifest);
        if (made)
            (void)RemoveDirectoryW(place.wide_folder);
        return status;
    }
    *out_program = place.program;
    return NL_OK;
}

static DWORD remove_manifest(struct nl_arena *arena, const struct place *place,
                             const struct nl_install_manifest *manifest, struct nl_uninstalled *out)
{
    const uint8_t *bytes = NULL;
    size_t size = 0;
    const char *call = NULL;
    if (!is_there(place->wide_manifest))
        return ERROR_SUCCESS;
    DWORD code = read_whole(arena, place->wide_manifest, &bytes, &size, &call);
    out->manifest_kept = code != ERROR_SUCCESS || size != manifest->length ||
                         memcmp(bytes, manifest->text, size) != 0;
    if (out->manifest_kept)
        return ERROR_SUCCESS;
    out->manifest = true;
    return win_file_delete(place->wide_manifest);
}

/* The program and its folder, now or at the next start of Windows. */
static DWORD remove_program(struct nl_arena *arena, const struct place *place,
                            struct nl_uninstalled *out)
{
    if (!is_there(place->wide_program)) {
        (void)RemoveDirectoryW(place->wide_folder);
        return ERROR_SUCCESS;
    }
    out->program = true;
    /* The program that runs holds its own file, so that nobody exchanges it. */
    if (nl_same(nl_windows_program_path(arena), place->program))
        win_guard_program_release();
    if (!DeleteFileW(place->wide_program)) {
        DWORD code = move_aside(arena, place);
        if (code != ERROR_SUCCESS)
            return code;
        out->after_restart = true;
    }
    if (!RemoveDirectoryW(place->wide_folder) && out->after_restart)
        (void)MoveFileExW(place->wide_folder, NULL, MOVEFILE_DELAY_UNTIL_REBOOT);
    return ERROR_SUCCESS;
}

static enum nl_status uninstall(struct nl_installer *installer, struct nl_arena *arena,
                                const struct nl_install_manifest *manifest,
                                struct nl_uninstalled *out, struct nl_error *err)
{
    struct place place = {0};
    (void)installer;
    enum nl_status status = find_place(arena, manifest->name, &place, err);
    if (status != NL_OK)
        return status;
    if (win_services_read_start(arena, GUARD_SERVICE).state != NL_VALUE_ABSENT) {
        (void)nl_fail(err, NL_BUSY, NL_T("the guard still watches a change"));
        return nl_next(err, NL_T("End that first: netlatch confirm keeps the change, netlatch "
                                 "rollback rolls it back."));
    }
    *out = (struct nl_uninstalled){.folder = place.folder};
    status = win_search_path_set(arena, place.folder, false, &out->path, err);
    if (status == NL_OK)
        status = win_events_unregister(arena, place.program, &out->events, err);
    if (status != NL_OK)
        return status;
    const char *file = place.manifest;
    DWORD code = remove_manifest(arena, &place, manifest, out);
    if (code == ERROR_SUCCESS) {
        file = place.program;
        code = remove_program(arena, &place, out);
    }
    if (code == ERROR_SUCCESS)
        return NL_OK;
    (void)win_fail(err, code, "DeleteFile");
    return nl_context(err, "{1}", file);
}

struct nl_installer *nl_windows_installer(void)
{
    static const struct nl_installer_ops ops = {.install = install, .uninstall = uninstall};
    static struct nl_installer installer = {.ops = &ops};
    return &installer;
}

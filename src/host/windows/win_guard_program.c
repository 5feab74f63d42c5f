/* win_guard_program.c - the copy of this program that the guard service runs. */
#include "win_guard_program.h"

#include "win_error.h"
#include "win_file.h"
#include "win_folders.h"
#include "win_private.h"
#include "win_program_path.h"
#include "win_text.h"

#include <stdbool.h>
#include <string.h>

#define MOST_PROGRAM ((size_t)64 * 1024 * 1024)

static DWORD read_whole(struct nl_arena *arena, const wchar_t *path, const uint8_t **out_bytes,
                        size_t *out_size)
{
    DWORD code = ERROR_SUCCESS;
    HANDLE file = win_file_open(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL,
                                OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT, &code);
    if (file == INVALID_HANDLE_VALUE)
        return code;
    code = win_private_check_file(file, NULL) == NL_OK
               ? win_file_read_all(arena, file, MOST_PROGRAM, out_bytes, out_size)
               : ERROR_INVALID_DATA;
    CloseHandle(file);
    return code;
}

/* This program's own file, open since the program began: without FILE_SHARE_DELETE it can be neither
 * renamed nor replaced. */
static HANDLE own_file = INVALID_HANDLE_VALUE;

void win_guard_program_hold(void)
{
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    const char *path = nl_windows_program_path(&arena);
    if (path)
        own_file = CreateFileW(win_wide(&arena, path), GENERIC_READ, FILE_SHARE_READ, NULL,
                               OPEN_EXISTING, 0, NULL);
    nl_arena_done(&arena);
}

void win_guard_program_release(void)
{
    if (own_file != INVALID_HANDLE_VALUE)
        CloseHandle(own_file);
    own_file = INVALID_HANDLE_VALUE;
}

static DWORD read_own(struct nl_arena *arena, const uint8_t **out_bytes, size_t *out_size)
{
    LARGE_INTEGER begin = {.QuadPart = 0};
    if (own_file == INVALID_HANDLE_VALUE)
        win_guard_program_hold();
    if (own_file == INVALID_HANDLE_VALUE || !SetFilePointerEx(own_file, begin, NULL, FILE_BEGIN))
        return GetLastError();
    return win_file_read_all(arena, own_file, MOST_PROGRAM, out_bytes, out_size);
}

static enum nl_status folder_of(struct nl_arena *arena, const wchar_t **out_folder,
                                struct nl_error *err)
{
    const char *programs = win_folder_program_files(arena);
    if (!programs)
        return nl_fail(err, NL_FAILED, NL_T("this Windows does not say where programs are kept"));
    *out_folder = win_file_join(arena, win_wide(arena, programs), L"netlatch");
    return NL_OK;
}

/* Readable by everybody, as programs are. */
static enum nl_status prepare_folder(struct nl_arena *arena, const wchar_t *folder,
                                     struct nl_error *err)
{
    SECURITY_ATTRIBUTES attributes;
    enum nl_status status = win_private_readable_attributes(&attributes, err);
    if (status == NL_OK && !CreateDirectoryW(folder, &attributes) &&
        GetLastError() != ERROR_ALREADY_EXISTS)
        status = win_fail(err, GetLastError(), "CreateDirectory");
    return status == NL_OK ? win_private_check_folder(arena, folder, WIN_PRIVATE_USE, err) : status;
}

/* A name in the folder that nothing has yet: a file that is being deleted keeps its own for a while. */
static const wchar_t *fresh_name(struct nl_arena *arena, const wchar_t *folder, const char *kind)
{
    return win_file_join(arena, folder,
                         win_wide(arena, nl_arena_format(arena, "~%s-%lu-%lu", kind,
                                                         (unsigned long)GetCurrentProcessId(),
                                                         (unsigned long)GetTickCount())));
}

/* Puts the finished file in its place. The image of a process that still runs cannot be replaced, but
 * renamed: it goes when its process has ended. */
static DWORD put_in_place(struct nl_arena *arena, const wchar_t *folder, const wchar_t *aside,
                          const wchar_t *path)
{
    const DWORD flags = MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH;
    DWORD code = win_file_rename(aside, path, flags);
    if (code != ERROR_ACCESS_DENIED && code != ERROR_SHARING_VIOLATION)
        return code;
    const wchar_t *old = fresh_name(arena, folder, "old");
    if (!MoveFileExW(path, old, MOVEFILE_WRITE_THROUGH))
        return code;
    code = win_file_rename(aside, path, flags);
    if (!DeleteFileW(old))
        (void)MoveFileExW(old, NULL, MOVEFILE_DELAY_UNTIL_REBOOT);
    return code;
}

/* What earlier tries and older guards left. */
static void remove_leftovers(struct nl_arena *arena, const wchar_t *folder)
{
    WIN32_FIND_DATAW found;
    HANDLE search = FindFirstFileW(win_file_join(arena, folder, L"~*"), &found);
    if (search == INVALID_HANDLE_VALUE)
        return;
    do {
        (void)DeleteFileW(win_file_join(arena, folder, found.cFileName));
    } while (FindNextFileW(search, &found));
    FindClose(search);
}

static DWORD write_whole(struct nl_arena *arena, const wchar_t *folder, const wchar_t *path,
                         const uint8_t *bytes, size_t size, const char **out_call)
{
    SECURITY_ATTRIBUTES attributes;
    if (win_private_readable_attributes(&attributes, NULL) != NL_OK)
        return ERROR_INVALID_SECURITY_DESCR;
    DWORD code = ERROR_SUCCESS;
    *out_call = "CreateFile";
    remove_leftovers(arena, folder);
    const wchar_t *aside = fresh_name(arena, folder, "new");
    HANDLE file = win_file_open(aside, GENERIC_WRITE, 0, &attributes, CREATE_NEW,
                                FILE_FLAG_OPEN_REPARSE_POINT, &code);
    if (file == INVALID_HANDLE_VALUE)
        return code;
    *out_call = "WriteFile";
    code = win_file_write_all(file, bytes, size);
    CloseHandle(file);
    if (code == ERROR_SUCCESS) {
        *out_call = "MoveFileEx";
        code = put_in_place(arena, folder, aside, path);
    }
    if (code != ERROR_SUCCESS)
        (void)win_file_delete(aside);
    return code;
}

/* The copy as it is, compared with this program. */
static DWORD compare(struct nl_arena *arena, const wchar_t *path, const uint8_t **out_bytes,
                     size_t *out_size, bool *out_same)
{
    const uint8_t *there = NULL;
    size_t size_there = 0;
    DWORD code = read_own(arena, out_bytes, out_size);
    *out_same = code == ERROR_SUCCESS &&
                read_whole(arena, path, &there, &size_there) == ERROR_SUCCESS &&
                size_there == *out_size && memcmp(*out_bytes, there, size_there) == 0;
    return code;
}

enum nl_status win_guard_program_look(struct nl_arena *arena, const wchar_t **out_path,
                                      bool *out_current, struct nl_error *err)
{
    const wchar_t *folder = NULL;
    const uint8_t *bytes = NULL;
    size_t size = 0;
    enum nl_status status = folder_of(arena, &folder, err);
    if (status != NL_OK)
        return status;
    *out_path = win_file_join(arena, folder, L"netlatch.exe");
    DWORD code = compare(arena, *out_path, &bytes, &size, out_current);
    return code == ERROR_SUCCESS ? NL_OK : win_fail(err, code, "ReadFile");
}

enum nl_status win_guard_program(struct nl_arena *arena, const wchar_t **out_path,
                                 struct nl_error *err)
{
    const wchar_t *folder = NULL;
    enum nl_status status = folder_of(arena, &folder, err);
    if (status == NL_OK)
        status = prepare_folder(arena, folder, err);
    if (status != NL_OK)
        return status;
    const wchar_t *path = win_file_join(arena, folder, L"netlatch.exe");
    const uint8_t *bytes = NULL;
    size_t size = 0;
    bool same = false;
    const char *call = "ReadFile";
    DWORD code = compare(arena, path, &bytes, &size, &same);
    if (code == ERROR_SUCCESS && !same)
        code = write_whole(arena, folder, path, bytes, size, &call);
    if (code != ERROR_SUCCESS) {
        (void)win_fail(err, code, call);
        return nl_context(err, NL_T("cannot copy netlatch to {1}"), win_narrow(arena, path));
    }
    *out_path = path;
    return NL_OK;
}

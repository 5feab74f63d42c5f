/* win_guard_program.c - the copy of this program that the guard service runs. */
#include "win_error.h"
#include "win_file.h"
#include "win_folders.h"
#include "win_guard.h"
#include "win_private.h"
#include "win_text.h"
#include "windows_host.h"

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

/* %ProgramData%\netlatch, private, as the store makes it. */
static enum nl_status prepare_folder(struct nl_arena *arena, const wchar_t **out_folder,
                                     struct nl_error *err)
{
    SECURITY_ATTRIBUTES attributes;
    const char *data = win_folder_program_data(arena);
    if (!data)
        return win_fail_no_program_data(err);
    const wchar_t *folder = win_file_join(arena, win_wide(arena, data), L"netlatch");
    enum nl_status status = win_private_attributes(&attributes, err);
    if (status == NL_OK && !CreateDirectoryW(folder, &attributes) &&
        GetLastError() != ERROR_ALREADY_EXISTS)
        status = win_fail(err, GetLastError(), "CreateDirectory");
    if (status == NL_OK)
        status = win_private_check_folder(arena, folder, err);
    if (status == NL_OK)
        *out_folder = folder;
    return status;
}

static DWORD write_whole(struct nl_arena *arena, const wchar_t *folder, const wchar_t *path,
                         const uint8_t *bytes, size_t size, const char **out_call)
{
    const wchar_t *aside = win_file_join(arena, folder, L"~netlatch.new");
    SECURITY_ATTRIBUTES attributes;
    if (win_private_attributes(&attributes, NULL) != NL_OK)
        return ERROR_INVALID_SECURITY_DESCR;
    DWORD code = ERROR_SUCCESS;
    *out_call = "CreateFile";
    /* What an earlier try left goes first: CreateFile does not take CREATE_ALWAYS together with
     * FILE_FLAG_OPEN_REPARSE_POINT. */
    (void)DeleteFileW(aside);
    HANDLE file = win_file_open(aside, GENERIC_WRITE, 0, &attributes, CREATE_NEW,
                                FILE_FLAG_OPEN_REPARSE_POINT, &code);
    if (file == INVALID_HANDLE_VALUE)
        return code;
    *out_call = "WriteFile";
    code = win_file_write_all(file, bytes, size);
    CloseHandle(file);
    if (code == ERROR_SUCCESS) {
        *out_call = "MoveFileEx";
        code = win_file_rename(aside, path, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
    }
    if (code != ERROR_SUCCESS)
        (void)win_file_delete(aside);
    return code;
}

enum nl_status win_guard_program(struct nl_arena *arena, const wchar_t **out_path,
                                 struct nl_error *err)
{
    const wchar_t *folder = NULL;
    const wchar_t *own = win_wide(arena, nl_windows_program_path(arena));
    if (!own)
        return win_fail(err, GetLastError(), "GetModuleFileName");
    enum nl_status status = prepare_folder(arena, &folder, err);
    if (status != NL_OK)
        return status;
    const wchar_t *path = win_file_join(arena, folder, L"netlatch.exe");
    const uint8_t *bytes = NULL;
    const uint8_t *there = NULL;
    size_t size = 0;
    size_t size_there = 0;
    const char *call = "CreateFile";
    DWORD code = ERROR_SUCCESS;
    HANDLE file = win_file_open(own, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL,
                                OPEN_EXISTING, 0, &code);
    if (file != INVALID_HANDLE_VALUE) {
        call = "ReadFile";
        code = win_file_read_all(arena, file, MOST_PROGRAM, &bytes, &size);
        CloseHandle(file);
    }
    if (code == ERROR_SUCCESS) {
        bool same = read_whole(arena, path, &there, &size_there) == ERROR_SUCCESS &&
                    size_there == size && memcmp(bytes, there, size) == 0;
        if (!same)
            code = write_whole(arena, folder, path, bytes, size, &call);
    }
    if (code != ERROR_SUCCESS) {
        (void)win_fail(err, code, call);
        return nl_context(err, NL_T("cannot copy netlatch to {1}"), win_narrow(arena, path));
    }
    *out_path = path;
    return NL_OK;
}

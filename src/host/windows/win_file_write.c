/* win_file_write.c - a file that a person names, written as other tools do.
 *
 * A plain file is replaced as a whole: written aside under a name that nobody has, flushed, renamed,
 * with the access list and the attributes that it had. A link leads to what it points to; a device or
 * a pipe (NUL, CON, \\.\pipe\...) is written to as it is. */
#include "host/files.h"

#include "host/file_write.h"
#include "win_error.h"
#include "win_file.h"
#include "win_load.h"
#include "win_text.h"

#include <aclapi.h>

#include <string.h>

enum { MOST_NAMES = 100, MOST_PATH = 32768 };

#define KEPT_ATTRIBUTES                                                                            \
    (FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM | FILE_ATTRIBUTE_NOT_CONTENT_INDEXED)

static enum nl_status fail(struct nl_error *err, DWORD code, const char *call, const char *path)
{
    enum nl_status status = win_fail(err, code, call);
    (void)nl_context(err, "{1}", path);
    return status;
}

/* Opened to be looked at; links are followed. */
static HANDLE open_to_look(struct nl_arena *arena, const char *path)
{
    return win_file_calls()->create(win_wide(arena, path), FILE_READ_ATTRIBUTES,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                                    OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL);
}

enum nl_status nl_file_real(struct nl_arena *arena, const char *path, const char **out_path,
                            struct nl_error *err)
{
    DWORD(WINAPI * final_path)(HANDLE, LPWSTR, DWORD, DWORD) = NULL;
    DWORD attributes = GetFileAttributesW(win_wide(arena, path));
    *out_path = path;
    /* Links to files came with Vista, and with them the call that says where one leads. */
    if (attributes == INVALID_FILE_ATTRIBUTES || !(attributes & FILE_ATTRIBUTE_REPARSE_POINT) ||
        !WIN_LOAD(L"kernel32.dll", "GetFinalPathNameByHandleW", &final_path))
        return NL_OK;
    HANDLE file = open_to_look(arena, path);
    if (file == INVALID_HANDLE_VALUE)
        return fail(err, GetLastError(), "CreateFile", path);
    wchar_t *real = nl_arena_array(arena, MOST_PATH, sizeof *real);
    DWORD length = final_path(file, real, MOST_PATH, 0);
    DWORD code = length == 0 ? GetLastError() : ERROR_SUCCESS;
    CloseHandle(file);
    if (code != ERROR_SUCCESS || length >= MOST_PATH)
        return fail(err, code ? code : ERROR_FILENAME_EXCED_RANGE, "GetFinalPathNameByHandle",
                    path);
    *out_path = win_narrow(arena, real);
    return NL_OK;
}

static bool identity(struct nl_arena *arena, const char *path, BY_HANDLE_FILE_INFORMATION *out_info)
{
    HANDLE file = open_to_look(arena, path);
    bool known = file != INVALID_HANDLE_VALUE && GetFileType(file) == FILE_TYPE_DISK &&
                 GetFileInformationByHandle(file, out_info) &&
                 !(out_info->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY);
    if (file != INVALID_HANDLE_VALUE)
        CloseHandle(file);
    return known;
}

bool nl_file_same(const char *path, const char *other)
{
    struct nl_arena arena;
    BY_HANDLE_FILE_INFORMATION a;
    BY_HANDLE_FILE_INFORMATION b;
    nl_arena_init(&arena, NULL, NULL);
    bool same = identity(&arena, path, &a) && identity(&arena, other, &b) &&
                a.dwVolumeSerialNumber == b.dwVolumeSerialNumber &&
                a.nFileIndexHigh == b.nFileIndexHigh && a.nFileIndexLow == b.nFileIndexLow;
    nl_arena_done(&arena);
    return same;
}

/* A device or pipe, opened for writing; INVALID_HANDLE_VALUE: a plain file, or nothing is there. */
static HANDLE open_device(const wchar_t *path)
{
    HANDLE file = win_file_calls()->create(path, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                           NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE || GetFileType(file) != FILE_TYPE_DISK)
        return file;
    CloseHandle(file);
    return INVALID_HANDLE_VALUE;
}

/* All of it; a device knows no flushing. */
static DWORD write_device(HANDLE file, const void *bytes, size_t size)
{
    DWORD code = win_file_write_all(file, bytes, size);
    return code == ERROR_INVALID_FUNCTION || code == ERROR_INVALID_HANDLE ||
                   code == ERROR_INVALID_PARAMETER || code == ERROR_NOT_SUPPORTED
               ? ERROR_SUCCESS
               : code;
}

/* An access list that was set on the file itself goes to the new one; one that it has from its folder
 * comes by itself. */
static DWORD keep_access(const wchar_t *older, HANDLE file)
{
    ACL *list = NULL;
    PSECURITY_DESCRIPTOR descriptor = NULL;
    SECURITY_DESCRIPTOR_CONTROL control = 0;
    DWORD revision = 0;
    wchar_t *path = (wchar_t *)(uintptr_t)older; /* which is only read: an older declaration */
    DWORD code = GetNamedSecurityInfoW(path, SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, NULL, NULL,
                                       &list, NULL, &descriptor);
    if (code == ERROR_SUCCESS && descriptor &&
        GetSecurityDescriptorControl(descriptor, &control, &revision) &&
        control & SE_DACL_PROTECTED)
        code = SetSecurityInfo(file, SE_FILE_OBJECT,
                               DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION,
                               NULL, NULL, list, NULL);
    LocalFree(descriptor);
    return code == ERROR_NOT_SUPPORTED || code == ERROR_INVALID_FUNCTION ? ERROR_SUCCESS : code;
}

static HANDLE open_aside(struct nl_arena *arena, const char *path, const wchar_t **out_aside,
                         DWORD *out_code)
{
    for (unsigned try = 0; try < MOST_NAMES; try++) {
        const char *aside = nl_arena_format(arena, "%s.%lu-%u.netlatch-new", path,
                                            (unsigned long)GetCurrentProcessId(), try);
        *out_aside = win_wide(arena, aside);
        HANDLE file = win_file_open(*out_aside, GENERIC_WRITE | READ_CONTROL | WRITE_DAC, 0, NULL,
                                    CREATE_NEW, FILE_FLAG_OPEN_REPARSE_POINT, out_code);
        if (file != INVALID_HANDLE_VALUE || *out_code != ERROR_FILE_EXISTS)
            return file;
    }
    return INVALID_HANDLE_VALUE;
}

/* A file that somebody has open without sharing its deletion cannot be replaced, and MoveFileEx then
 * says what it says of a missing right. */
static bool is_in_use(const wchar_t *path)
{
    HANDLE file = win_file_calls()->create(path, DELETE,
                                           FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                           NULL, OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return GetLastError() == ERROR_SHARING_VIOLATION;
    CloseHandle(file);
    return false;
}

static DWORD replace(struct nl_arena *arena, const char *path, const void *bytes, size_t size,
                     const char **out_call)
{
    const wchar_t *wide = win_wide(arena, path);
    const wchar_t *aside = NULL;
    DWORD code = ERROR_SUCCESS;
    DWORD attributes = GetFileAttributesW(wide);
    bool there = attributes != INVALID_FILE_ATTRIBUTES;
    *out_call = "CreateFile";
    if (there && attributes & (FILE_ATTRIBUTE_READONLY | FILE_ATTRIBUTE_DIRECTORY))
        return ERROR_ACCESS_DENIED;
    HANDLE file = open_aside(arena, path, &aside, &code);
    if (file == INVALID_HANDLE_VALUE)
        return code;
    *out_call = "SetSecurityInfo";
    code = there ? keep_access(wide, file) : ERROR_SUCCESS;
    if (code == ERROR_SUCCESS) {
        *out_call = "WriteFile";
        code = win_file_write_all(file, bytes, size);
    }
    CloseHandle(file);
    if (code == ERROR_SUCCESS && there && attributes & KEPT_ATTRIBUTES)
        (void)SetFileAttributesW(aside, attributes & KEPT_ATTRIBUTES);
    if (code == ERROR_SUCCESS) {
        *out_call = "MoveFileEx";
        /* Without permission to copy to another volume: a copy would not be whole or nothing. */
        code = win_file_rename(aside, wide, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
        if (code == ERROR_ACCESS_DENIED && there && is_in_use(wide))
            code = ERROR_SHARING_VIOLATION;
    }
    if (code != ERROR_SUCCESS)
        (void)win_file_delete(aside);
    return code;
}

enum nl_status nl_file_write(const char *path, const void *bytes, size_t size, struct nl_error *err)
{
    struct nl_arena arena;
    const char *real = NULL;
    const char *call = "WriteFile";
    nl_arena_init(&arena, NULL, NULL);
    HANDLE device = open_device(win_wide(&arena, path));
    enum nl_status status = NL_OK;
    DWORD code = ERROR_SUCCESS;
    if (device != INVALID_HANDLE_VALUE) {
        code = write_device(device, bytes, size);
        CloseHandle(device);
    } else {
        status = nl_file_real(&arena, path, &real, err);
        if (status == NL_OK)
            code = replace(&arena, real, bytes, size, &call);
    }
    nl_arena_done(&arena);
    return code == ERROR_SUCCESS ? status : fail(err, code, call, path);
}

enum nl_status nl_file_append(const char *path, const void *bytes, size_t size,
                              struct nl_error *err)
{
    struct nl_arena arena;
    DWORD code = ERROR_SUCCESS;
    nl_arena_init(&arena, NULL, NULL);
    /* With FILE_APPEND_DATA alone each write goes to the end, also between those of another program. */
    HANDLE file = win_file_calls()->create(win_wide(&arena, path), FILE_APPEND_DATA | SYNCHRONIZE,
                                           FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                           NULL, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE) {
        code = GetLastError();
    } else {
        code = write_device(file, bytes, size);
        CloseHandle(file);
    }
    nl_arena_done(&arena);
    return code == ERROR_SUCCESS ? NL_OK : fail(err, code, "WriteFile", path);
}

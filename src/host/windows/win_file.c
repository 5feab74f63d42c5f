/* win_file.c - whole reads, flushed writes, patient renames. */
#include "win_file.h"

#include <stdbool.h>
#include <string.h>

enum { TRIES = 12, FIRST_WAIT_MS = 10, MOST_WAIT_MS = 160, CHUNK = 1024 * 1024 };

static const struct win_file_calls system_calls = {
    .create = CreateFileW,
    .create_folder = CreateDirectoryW,
    .read = ReadFile,
    .write = WriteFile,
    .flush = FlushFileBuffers,
    .rename = MoveFileExW,
    .remove = DeleteFileW,
    .find = FindFirstFileW,
};
static const struct win_file_calls *calls = &system_calls;

void win_file_replace(const struct win_file_calls *replacement)
{
    calls = replacement ? replacement : &system_calls;
}

const struct win_file_calls *win_file_calls(void)
{
    return calls;
}

/* Waits before another try; false when there is no sense in one. */
static bool wait_again(DWORD code, int tried)
{
    if (code != ERROR_ACCESS_DENIED && code != ERROR_SHARING_VIOLATION &&
        code != ERROR_LOCK_VIOLATION)
        return false;
    if (tried + 1 >= TRIES)
        return false;
    DWORD wait_ms = (DWORD)FIRST_WAIT_MS << (tried < 4 ? tried : 4);
    Sleep(wait_ms < MOST_WAIT_MS ? wait_ms : MOST_WAIT_MS);
    return true;
}

HANDLE win_file_open(const wchar_t *path, DWORD access, DWORD share, SECURITY_ATTRIBUTES *security,
                     DWORD disposition, DWORD flags, DWORD *out_code)
{
    for (int tried = 0;; tried++) {
        HANDLE file = calls->create(path, access, share, security, disposition, flags, NULL);
        if (file != INVALID_HANDLE_VALUE)
            return file;
        *out_code = GetLastError();
        /* A refusal of a right is for good when opening; only sharing passes. */
        if (*out_code == ERROR_ACCESS_DENIED || !wait_again(*out_code, tried))
            return INVALID_HANDLE_VALUE;
    }
}

DWORD win_file_rename(const wchar_t *from, const wchar_t *to, DWORD flags)
{
    for (int tried = 0;; tried++) {
        if (calls->rename(from, to, flags))
            return ERROR_SUCCESS;
        DWORD code = GetLastError();
        if (!wait_again(code, tried))
            return code ? code : ERROR_INVALID_FUNCTION;
    }
}

DWORD win_file_delete(const wchar_t *path)
{
    for (int tried = 0;; tried++) {
        if (calls->remove(path))
            return ERROR_SUCCESS;
        DWORD code = GetLastError();
        if (!wait_again(code, tried))
            return code ? code : ERROR_INVALID_FUNCTION;
    }
}

DWORD win_file_write_all(HANDLE file, const void *bytes, size_t size)
{
    const BYTE *at = bytes;
    while (size > 0) {
        OVERLAPPED end = {.Offset = MAXDWORD, .OffsetHigh = MAXDWORD}; /* the end of the file */
        DWORD part = size < CHUNK ? (DWORD)size : CHUNK;
        DWORD written = 0;
        if (!calls->write(file, at, part, &written, &end))
            return GetLastError();
        if (written == 0)
            return ERROR_DISK_FULL;
        at += written;
        size -= written;
    }
    return calls->flush(file) ? ERROR_SUCCESS : GetLastError();
}

DWORD win_file_read_all(struct nl_arena *arena, HANDLE file, size_t max_size,
                        const uint8_t **out_bytes, size_t *out_size)
{
    LARGE_INTEGER length;
    if (!GetFileSizeEx(file, &length))
        return GetLastError();
    if (length.QuadPart < 0 || (uint64_t)length.QuadPart > max_size)
        return ERROR_FILE_TOO_LARGE;
    size_t size = (size_t)length.QuadPart;
    uint8_t *bytes = nl_arena_alloc(arena, size + 1);
    size_t have = 0;
    while (have < size) {
        DWORD part = size - have < CHUNK ? (DWORD)(size - have) : CHUNK;
        DWORD read = 0;
        if (!calls->read(file, bytes + have, part, &read, NULL))
            return GetLastError();
        if (read == 0)
            break; /* it became shorter while it was read */
        have += read;
    }
    bytes[have] = 0;
    *out_bytes = bytes;
    *out_size = have;
    return ERROR_SUCCESS;
}

wchar_t *win_file_join(struct nl_arena *arena, const wchar_t *folder, const wchar_t *name)
{
    size_t folder_length = wcslen(folder);
    size_t name_length = wcslen(name);
    wchar_t *path = nl_arena_array(arena, folder_length + name_length + 2, sizeof *path);
    memcpy(path, folder, folder_length * sizeof *path);
    path[folder_length] = L'\\';
    memcpy(path + folder_length + 1, name, (name_length + 1) * sizeof *path);
    return path;
}

/* win_files.c - host/files.h for Windows. */
#include "host/files.h"

#include "win_error.h"
#include "win_file.h"
#include "win_text.h"

#include <stdlib.h>
#include <string.h>

static enum nl_status fail(struct nl_error *err, DWORD code, const char *call, const char *path)
{
    enum nl_status status = win_fail(err, code, call);
    (void)nl_context(err, "{1}", path);
    return status;
}

/* Memory for one call that has no arena of its caller's. */
static struct nl_arena scratch(void)
{
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    return arena;
}

enum nl_status nl_file_look(const char *path, enum nl_file_kind *out_kind, struct nl_error *err)
{
    struct nl_arena arena = scratch();
    DWORD attributes = GetFileAttributesW(win_wide(&arena, path));
    DWORD code = attributes == INVALID_FILE_ATTRIBUTES ? GetLastError() : ERROR_SUCCESS;
    nl_arena_done(&arena);
    if (code == ERROR_SUCCESS)
        *out_kind = attributes & FILE_ATTRIBUTE_DIRECTORY ? NL_FILE_FOLDER : NL_FILE_PLAIN;
    else if (code == ERROR_FILE_NOT_FOUND || code == ERROR_PATH_NOT_FOUND)
        *out_kind = NL_FILE_NONE;
    else
        return fail(err, code, "GetFileAttributes", path);
    return NL_OK;
}

bool nl_file_begins(const char *path, const char *bytes)
{
    struct nl_arena arena = scratch();
    char found[64];
    DWORD got = 0;
    size_t size = strlen(bytes);
    HANDLE file = CreateFileW(win_wide(&arena, path), GENERIC_READ,
                              FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                              OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    nl_arena_done(&arena);
    if (file == INVALID_HANDLE_VALUE)
        return false;
    bool begins = size <= sizeof found && GetFileType(file) == FILE_TYPE_DISK &&
                  ReadFile(file, found, (DWORD)size, &got, NULL) && got == size &&
                  memcmp(found, bytes, size) == 0;
    CloseHandle(file);
    return begins;
}

enum nl_status nl_file_read(struct nl_arena *arena, const char *path, size_t max_size,
                            const uint8_t **out_bytes, size_t *out_size, struct nl_error *err)
{
    wchar_t *wide = win_wide(arena, path);
    DWORD attributes = GetFileAttributesW(wide);
    if (attributes != INVALID_FILE_ATTRIBUTES && attributes & FILE_ATTRIBUTE_DIRECTORY)
        return nl_fail(err, NL_INVALID, NL_T("{1} is a folder, expected a file"), path);
    DWORD code = ERROR_SUCCESS;
    HANDLE file = win_file_open(wide, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL,
                                OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN, &code);
    if (file == INVALID_HANDLE_VALUE)
        return fail(err, code, "CreateFile", path);
    code = GetFileType(file) == FILE_TYPE_DISK
               ? win_file_read_all(arena, file, max_size, out_bytes, out_size)
               : ERROR_INVALID_NAME; /* a device: "CON", "COM1" */
    CloseHandle(file);
    if (code == ERROR_FILE_TOO_LARGE)
        return nl_fail(err, NL_INVALID, NL_T("{1} is larger than {2} bytes"), path,
                       nl_decimal(max_size).text);
    return code == ERROR_SUCCESS ? NL_OK : fail(err, code, "ReadFile", path);
}

enum nl_status nl_folder_make(const char *path, struct nl_error *err)
{
    struct nl_arena arena = scratch();
    wchar_t *wide = win_wide(&arena, path);
    DWORD code = CreateDirectoryW(wide, NULL) ? ERROR_SUCCESS : GetLastError();
    DWORD attributes = GetFileAttributesW(wide);
    nl_arena_done(&arena);
    if (code == ERROR_ALREADY_EXISTS && attributes != INVALID_FILE_ATTRIBUTES &&
        attributes & FILE_ATTRIBUTE_DIRECTORY)
        return NL_OK;
    return code == ERROR_SUCCESS ? NL_OK : fail(err, code, "CreateDirectory", path);
}

static int by_entry_name(const void *a, const void *b)
{
    return nl_compare(((const struct nl_folder_entry *)a)->name,
                      ((const struct nl_folder_entry *)b)->name);
}

/* A reparse point is a link where its tag stands for another name (symbolic links, junctions, mount
 * points); others (files of OneDrive, deduplicated ones) are files. */
static enum nl_entry_kind kind_of(const WIN32_FIND_DATAW *found)
{
    if (found->dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT &&
        IsReparseTagNameSurrogate(found->dwReserved0))
        return NL_ENTRY_LINK;
    return found->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY ? NL_ENTRY_FOLDER : NL_ENTRY_FILE;
}

enum nl_status nl_folder_entries(struct nl_arena *arena, const char *path,
                                 struct nl_folder_entries *out_entries, struct nl_error *err)
{
    struct nl_folder_entries entries = {0};
    WIN32_FIND_DATAW found;
    HANDLE search = FindFirstFileW(win_file_join(arena, win_wide(arena, path), L"*"), &found);
    DWORD code = search == INVALID_HANDLE_VALUE ? GetLastError() : ERROR_SUCCESS;
    while (code == ERROR_SUCCESS) {
        const char *name = win_narrow(arena, found.cFileName);
        if (!nl_equal(name, ".") && !nl_equal(name, ".."))
            *NL_PUSH(arena, &entries) = (struct nl_folder_entry){name, kind_of(&found)};
        code = FindNextFileW(search, &found) ? ERROR_SUCCESS : GetLastError();
    }
    if (search != INVALID_HANDLE_VALUE)
        FindClose(search);
    /* An empty root folder has not even the two entries for itself and its parent. */
    if (code != ERROR_NO_MORE_FILES && code != ERROR_FILE_NOT_FOUND)
        return fail(err, code, "FindFirstFile", path);
    if (entries.count > 1)
        qsort(entries.items, entries.count, sizeof *entries.items, by_entry_name);
    *out_entries = entries;
    return NL_OK;
}

enum nl_status nl_folder_list(struct nl_arena *arena, const char *path, struct nl_texts *out_names,
                              struct nl_error *err)
{
    struct nl_folder_entries entries = {0};
    struct nl_texts names = {0};
    enum nl_status status = nl_folder_entries(arena, path, &entries, err);
    for (size_t i = 0; status == NL_OK && i < entries.count; i++) {
        const struct nl_folder_entry *entry = &entries.items[i];
        DWORD attributes = 0;
        if (entry->kind == NL_ENTRY_LINK) /* to a folder it has this attribute, too */
            attributes = GetFileAttributesW(
                win_file_join(arena, win_wide(arena, path), win_wide(arena, entry->name)));
        if (entry->kind != NL_ENTRY_FOLDER && !(attributes & FILE_ATTRIBUTE_DIRECTORY))
            nl_texts_add(&names, arena, entry->name);
    }
    if (status == NL_OK)
        *out_names = names;
    return status;
}

enum nl_status nl_file_parts_open(const char *path, struct nl_file_parts *out_parts,
                                  struct nl_error *err)
{
    struct nl_arena arena = scratch();
    wchar_t *wide = win_wide(&arena, path);
    DWORD attributes = GetFileAttributesW(wide);
    DWORD code = ERROR_SUCCESS;
    if (attributes != INVALID_FILE_ATTRIBUTES && attributes & FILE_ATTRIBUTE_DIRECTORY) {
        nl_arena_done(&arena);
        return nl_fail(err, NL_INVALID, NL_T("{1} is a folder, expected a file"), path);
    }
    HANDLE file = win_file_open(wide, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL,
                                OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN, &code);
    nl_arena_done(&arena);
    if (file == INVALID_HANDLE_VALUE)
        return fail(err, code, "CreateFile", path);
    LARGE_INTEGER size = {.QuadPart = 0};
    if (GetFileType(file) != FILE_TYPE_DISK || !GetFileSizeEx(file, &size)) {
        CloseHandle(file);
        return fail(err, ERROR_INVALID_NAME, "CreateFile", path); /* a device: "CON", "COM1" */
    }
    *out_parts = (struct nl_file_parts){.handle = (intptr_t)file, .size = (uint64_t)size.QuadPart};
    return NL_OK;
}

enum nl_status nl_file_parts_read(const struct nl_file_parts *parts, const char *path,
                                  void *out_bytes, size_t room, size_t *out_size,
                                  struct nl_error *err)
{
    enum { MOST = 1 << 20 };
    DWORD got = 0;
    if (!ReadFile((HANDLE)parts->handle, out_bytes, room < MOST ? (DWORD)room : MOST, &got, NULL))
        return fail(err, GetLastError(), "ReadFile", path);
    *out_size = got;
    return NL_OK;
}

void nl_file_parts_close(struct nl_file_parts *parts)
{
    CloseHandle((HANDLE)parts->handle);
    parts->handle = 0;
}

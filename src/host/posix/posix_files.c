/* posix_files.c - whole files that a person names. */
#include "posix_files.h"

#include "host/files.h"
#include "posix_error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum nl_status nl_file_look(const char *path, enum nl_file_kind *out_kind, struct nl_error *err)
{
    struct stat about;
    if (stat(path, &about) == 0) {
        *out_kind = S_ISDIR(about.st_mode) ? NL_FILE_FOLDER : NL_FILE_PLAIN;
        return NL_OK;
    }
    if (errno != ENOENT && errno != ENOTDIR)
        return nl_posix_fail(err, errno, "stat", NL_T("cannot get information about {1}"), path);
    *out_kind = NL_FILE_NONE;
    return NL_OK;
}

bool nl_file_begins(const char *path, const char *bytes)
{
    struct stat about;
    char found[64];
    size_t size = strlen(bytes);
    /* A pipe that is opened to be looked at would lose its writer. */
    if (size > sizeof found || stat(path, &about) != 0 || !S_ISREG(about.st_mode))
        return false;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return false;
    ssize_t got = read(file, found, size);
    close(file);
    return got == (ssize_t)size && memcmp(found, bytes, size) == 0;
}

enum nl_status nl_posix_read_all(struct nl_arena *arena, int file, const char *path,
                                 size_t max_size, const uint8_t **out_bytes, size_t *out_size,
                                 struct nl_error *err)
{
    struct stat about;
    if (fstat(file, &about) != 0)
        return nl_posix_fail(err, errno, "fstat", NL_T("cannot read {1}"), path);
    if (S_ISDIR(about.st_mode))
        return nl_fail(err, NL_INVALID, NL_T("{1} is a folder, expected a file"), path);
    size_t room = S_ISREG(about.st_mode) && about.st_size >= 0 ? (size_t)about.st_size : 65536;
    if (room > max_size)
        return nl_fail(err, NL_INVALID, NL_T("{1} is larger than {2} bytes"), path,
                       nl_decimal(max_size).text);
    room++; /* the end of a plain file is then seen without asking for more */
    uint8_t *bytes = nl_arena_alloc(arena, room + 1);
    size_t size = 0;
    for (;;) {
        ssize_t got = read(file, bytes + size, room - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return nl_posix_fail(err, errno, "read", NL_T("cannot read {1}"), path);
        size += (size_t)got;
        if (got == 0 && size < room)
            break;
        if (size == room) {
            /* Full: either this was all, or the file is a pipe or grew. */
            size_t more = room < 4096 ? 65536 : room * 2;
            uint8_t *wider = nl_arena_alloc(arena, more + 1);
            memcpy(wider, bytes, size);
            bytes = wider;
            room = more;
            if (got == 0)
                break;
            if (size > max_size)
                return nl_fail(err, NL_INVALID, NL_T("{1} is larger than {2} bytes"), path,
                               nl_decimal(max_size).text);
        }
    }
    bytes[size] = 0;
    *out_bytes = bytes;
    *out_size = size;
    return NL_OK;
}

enum nl_status nl_file_read(struct nl_arena *arena, const char *path, size_t max_size,
                            const uint8_t **out_bytes, size_t *out_size, struct nl_error *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return nl_posix_fail(err, errno, "open", NL_T("cannot open {1}"), path);
    enum nl_status status =
        nl_posix_read_all(arena, file, path, max_size, out_bytes, out_size, err);
    (void)close(file); /* it was only read */
    return status;
}

bool nl_posix_write(int file, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        ssize_t done = write(file, at, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        at += done;
        size -= (size_t)done;
    }
    return true;
}

enum nl_status nl_folder_make(const char *path, struct nl_error *err)
{
    struct stat about;
    if (mkdir(path, 0777) == 0)
        return NL_OK;
    int number = errno;
    if (number == EEXIST && stat(path, &about) == 0 && S_ISDIR(about.st_mode))
        return NL_OK;
    return nl_posix_fail(err, number, "mkdir", NL_T("cannot create the folder {1}"), path);
}

static int compare_entries(const void *a, const void *b)
{
    return nl_compare(((const struct nl_folder_entry *)a)->name,
                      ((const struct nl_folder_entry *)b)->name);
}

/* What readdir says of an entry, or lstat where the file system does not tell it. */
static enum nl_entry_kind kind_of(int folder, const struct dirent *entry)
{
    struct stat about;
    if (entry->d_type == DT_REG)
        return NL_ENTRY_FILE;
    if (entry->d_type == DT_DIR)
        return NL_ENTRY_FOLDER;
    if (entry->d_type == DT_LNK)
        return NL_ENTRY_LINK;
    if (entry->d_type != DT_UNKNOWN ||
        fstatat(folder, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return NL_ENTRY_OTHER;
    return S_ISREG(about.st_mode)   ? NL_ENTRY_FILE
           : S_ISDIR(about.st_mode) ? NL_ENTRY_FOLDER
           : S_ISLNK(about.st_mode) ? NL_ENTRY_LINK
                                    : NL_ENTRY_OTHER;
}

enum nl_status nl_folder_entries(struct nl_arena *arena, const char *path,
                                 struct nl_folder_entries *out_entries, struct nl_error *err)
{
    DIR *folder = opendir(path);
    if (!folder)
        return nl_posix_fail(err, errno, "opendir", NL_T("cannot list {1}"), path);
    struct nl_folder_entries entries = {0};
    const struct dirent *entry = NULL;
    errno = 0;
    while ((entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            *NL_PUSH(arena, &entries) = (struct nl_folder_entry){
                nl_arena_text(arena, entry->d_name), kind_of(dirfd(folder), entry)};
        errno = 0;
    }
    int number = errno;
    (void)closedir(folder);
    if (number != 0)
        return nl_posix_fail(err, number, "readdir", NL_T("cannot list {1}"), path);
    if (entries.count > 1)
        qsort(entries.items, entries.count, sizeof entries.items[0], compare_entries);
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
        struct stat about;
        if (entry->kind == NL_ENTRY_FILE ||
            (entry->kind != NL_ENTRY_FOLDER &&
             stat(nl_arena_format(arena, "%s/%s", path, entry->name), &about) == 0 &&
             S_ISREG(about.st_mode)))
            nl_texts_add(&names, arena, entry->name);
    }
    if (status == NL_OK)
        *out_names = names;
    return status;
}

enum nl_status nl_file_parts_open(const char *path, struct nl_file_parts *out_parts,
                                  struct nl_error *err)
{
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return nl_posix_fail(err, errno, "open", NL_T("cannot open {1}"), path);
    int number = fstat(file, &about) == 0 ? 0 : errno;
    bool folder = number == 0 && S_ISDIR(about.st_mode);
    if (number != 0 || folder) {
        (void)close(file);
        return folder ? nl_fail(err, NL_INVALID, NL_T("{1} is a folder, expected a file"), path)
                      : nl_posix_fail(err, number, "fstat", NL_T("cannot read {1}"), path);
    }
    *out_parts = (struct nl_file_parts){
        .handle = file,
        .size = S_ISREG(about.st_mode) && about.st_size > 0 ? (uint64_t)about.st_size : 0};
    return NL_OK;
}

enum nl_status nl_file_parts_read(const struct nl_file_parts *parts, const char *path,
                                  void *out_bytes, size_t room, size_t *out_size,
                                  struct nl_error *err)
{
    ssize_t got = 0;
    do
        got = read((int)parts->handle, out_bytes, room);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return nl_posix_fail(err, errno, "read", NL_T("cannot read {1}"), path);
    *out_size = (size_t)got;
    return NL_OK;
}

void nl_file_parts_close(struct nl_file_parts *parts)
{
    (void)close((int)parts->handle); /* it was only read */
    parts->handle = -1;
}

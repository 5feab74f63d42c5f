/* posix_disk.c - the mounted disk of a Windows that is not running. */
#include "posix_disk.h"

#include "host/files.h"
#include "posix_error.h"
#include "posix_files.h"
#include "posix_rights.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static enum nl_status disk_list(struct nl_disk *disk, struct nl_arena *arena, const char *folder,
                                struct nl_texts *out_names, struct nl_error *err)
{
    (void)disk;
    struct nl_folder_entries entries = {0};
    struct nl_texts names = {0};
    enum nl_status status = nl_folder_entries(arena, folder, &entries, err);
    for (size_t i = 0; status == NL_OK && i < entries.count; i++)
        nl_texts_add(&names, arena, entries.items[i].name);
    if (status == NL_OK)
        *out_names = names;
    return status;
}

static enum nl_status disk_look(struct nl_disk *disk, const char *path, enum nl_disk_kind *out_kind,
                                struct nl_error *err)
{
    (void)disk;
    struct stat about;
    if (lstat(path, &about) != 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            return nl_posix_fail(err, errno, "lstat", NL_T("cannot get information about {1}"),
                                 path);
        *out_kind = NL_DISK_NONE;
        return NL_OK;
    }
    *out_kind = S_ISREG(about.st_mode)   ? NL_DISK_FILE
                : S_ISDIR(about.st_mode) ? NL_DISK_FOLDER
                : S_ISLNK(about.st_mode) ? NL_DISK_LINK
                                         : NL_DISK_OTHER;
    return NL_OK;
}

/* Opens a plain file for reading, itself and not what a link leads to, or where disks says so a whole
 * disk; -1 with err filled. */
static int open_file(const char *path, bool disks, enum nl_status *out_status, struct nl_error *err)
{
    struct stat about;
    /* A pipe in its place must not make us wait. */
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0 && errno != ELOOP) {
        *out_status = nl_posix_fail(err, errno, "open", NL_T("cannot open {1}"), path);
    } else if (file < 0 || fstat(file, &about) != 0 ||
               (!S_ISREG(about.st_mode) && !(disks && S_ISBLK(about.st_mode)))) {
        if (file >= 0)
            (void)close(file); /* it was only looked at */
        file = -1;
        *out_status = nl_fail(err, NL_INVALID, NL_T("{1} is not a regular file"), path);
    }
    return file;
}

static int open_plain(const char *path, enum nl_status *out_status, struct nl_error *err)
{
    return open_file(path, false, out_status, err);
}

static enum nl_status disk_read(struct nl_disk *disk, struct nl_arena *arena, const char *path,
                                size_t max_size, const uint8_t **out_bytes, size_t *out_size,
                                struct nl_error *err)
{
    (void)disk;
    enum nl_status status = NL_OK;
    int file = open_plain(path, &status, err);
    if (file < 0)
        return status;
    status = nl_posix_read_all(arena, file, path, max_size, out_bytes, out_size, err);
    (void)close(file); /* it was only read */
    return status;
}

static enum nl_status disk_head(struct nl_disk *disk, const char *path, uint8_t *bytes, size_t size,
                                size_t *out_got, struct nl_error *err)
{
    (void)disk;
    enum nl_status status = NL_OK;
    size_t got = 0;
    int file = open_file(path, true, &status, err);
    if (file < 0)
        return status;
    while (got < size) {
        ssize_t more = read(file, bytes + got, size - got);
        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            status = nl_posix_fail(err, errno, "read", NL_T("cannot read {1}"), path);
        if (more <= 0)
            break;
        got += (size_t)more;
    }
    (void)close(file); /* it was only read */
    *out_got = got;
    return status;
}

static enum nl_status fill(int made, const char *path, const char *like, const void *bytes,
                           size_t size, struct nl_error *err)
{
    enum nl_status status = NL_OK;
    int model = open_plain(like, &status, err);
    if (model < 0)
        return status;
    status = nl_posix_rights_copy(model, made, path, err);
    (void)close(model); /* it was only looked at */
    if (status == NL_OK && !nl_posix_write(made, bytes, size))
        status = nl_posix_fail(err, errno, "write", NL_T("cannot write {1}"), path);
    if (status == NL_OK && fsync(made) != 0)
        status = nl_posix_fail(err, errno, "fsync", NL_T("cannot write {1}"), path);
    return status;
}

static enum nl_status disk_make(struct nl_disk *disk, const char *path, const char *like,
                                const void *bytes, size_t size, struct nl_error *err)
{
    (void)disk;
    int made = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (made < 0 && errno == EEXIST)
        return nl_fail(err, NL_CONFLICT, NL_T("{1} already exists"), path);
    if (made < 0)
        return nl_posix_fail(err, errno, "open", NL_T("cannot write {1}"), path);
    enum nl_status status = fill(made, path, like, bytes, size, err);
    if (close(made) != 0 && status == NL_OK)
        status = nl_posix_fail(err, errno, "close", NL_T("cannot write {1}"), path);
    if (status != NL_OK)
        (void)unlink(path); /* best effort; the error that matters is told */
    return status;
}

static enum nl_status disk_keep(struct nl_disk *disk, const char *path, const char *second,
                                struct nl_error *err)
{
    struct stat about;
    if (link(path, second) == 0)
        return NL_OK;
    if (errno == EEXIST || lstat(second, &about) == 0)
        return nl_fail(err, NL_CONFLICT, NL_T("{1} already exists"), second);
    struct nl_arena scratch;
    const uint8_t *bytes = NULL;
    size_t size = 0;
    nl_arena_init(&scratch, NULL, NULL);
    enum nl_status status = disk_read(disk, &scratch, path, SIZE_MAX / 4, &bytes, &size, err);
    if (status == NL_OK)
        status = disk_make(disk, second, path, bytes, size, err);
    nl_arena_done(&scratch);
    return status;
}

static enum nl_status disk_replace(struct nl_disk *disk, const char *from, const char *to,
                                   struct nl_error *err)
{
    (void)disk;
    if (rename(from, to) != 0)
        return nl_posix_fail(err, errno, "rename", NL_T("cannot replace {1}"), to);
    return NL_OK;
}

static enum nl_status disk_flush(struct nl_disk *disk, const char *folder, struct nl_error *err)
{
    (void)disk;
    int opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0)
        return nl_posix_fail(err, errno, "open", NL_T("cannot flush {1}"), folder);
    int number = fsync(opened) == 0 ? 0 : errno;
    (void)close(opened); /* what counts was flushed */
    return number == 0 ? NL_OK
                       : nl_posix_fail(err, number, "fsync", NL_T("cannot flush {1}"), folder);
}

static enum nl_status disk_remove(struct nl_disk *disk, const char *path, struct nl_error *err)
{
    (void)disk;
    if (unlink(path) != 0 && errno != ENOENT)
        return nl_posix_fail(err, errno, "unlink", NL_T("cannot remove {1}"), path);
    return NL_OK;
}

static enum nl_status disk_resolve(struct nl_disk *disk, struct nl_arena *arena, const char *folder,
                                   const char **out_path, struct nl_error *err)
{
    (void)disk;
    char *path = realpath(folder, NULL);
    if (!path)
        return nl_posix_fail(err, errno, "realpath", NL_T("cannot open {1}"), folder);
    *out_path = nl_arena_text(arena, path);
    free(path);
    return NL_OK;
}

static struct nl_sentence disk_refusal(struct nl_disk *disk, struct nl_arena *arena,
                                       const char *folder)
{
    (void)disk;
    if (faccessat(AT_FDCWD, folder, W_OK, AT_EACCESS) == 0)
        return (struct nl_sentence){0};
    return nl_say(arena,
                  errno == EROFS ? NL_T("the disk that holds {1} is mounted read-only")
                                 : NL_T("netlatch may not write to {1}"),
                  folder);
}

static const struct nl_disk_ops posix_disk_ops = {
    .list = disk_list,
    .look = disk_look,
    .read = disk_read,
    .head = disk_head,
    .make = disk_make,
    .keep = disk_keep,
    .replace = disk_replace,
    .flush = disk_flush,
    .remove = disk_remove,
    .resolve = disk_resolve,
    .refusal = disk_refusal,
};

struct nl_disk *nl_posix_disk(void)
{
    static struct nl_disk disk = {.ops = &posix_disk_ops, .separator = '/'};
    return &disk;
}

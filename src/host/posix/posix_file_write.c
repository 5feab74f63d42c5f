/* posix_file_write.c - a file that a person names, written as other tools do.
 *
 * A plain file is replaced as a whole: written aside, flushed, renamed, with the mode and owner that it
 * had. A link leads to what it points to, a device or pipe is written to as it is, and a descriptor
 * (/dev/stdout, /dev/fd/3) is the open file itself, at the place where it stands. */
#include "host/file_write.h"
#include "host/files.h"
#include "posix_error.h"
#include "posix_files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_LINKS = 40, MOST_NAMES = 100 };

/* The descriptor that a path stands for; -1: none. */
static int descriptor_of(const char *path)
{
    static const char *const folders[] = {"/dev/fd/", "/proc/self/fd/"};
    uint64_t number = 0;
    if (strcmp(path, "/dev/stdout") == 0)
        return STDOUT_FILENO;
    if (strcmp(path, "/dev/stderr") == 0)
        return STDERR_FILENO;
    for (size_t i = 0; i < NL_COUNT_OF(folders); i++) {
        size_t length = strlen(folders[i]);
        if (strncmp(path, folders[i], length) == 0 && nl_parse_u64(path + length, INT_MAX, &number))
            return (int)number;
    }
    return -1;
}

/* One step along a link: what it says, seen from the folder that it lies in. */
static enum nl_status follow(struct nl_arena *arena, const char **path, struct nl_error *err)
{
    char target[PATH_MAX];
    ssize_t length = readlink(*path, target, sizeof target - 1);
    if (length < 0)
        return nl_posix_fail(err, errno, "readlink", NL_T("cannot follow the link {1}"), *path);
    target[length] = 0;
    const char *end = strrchr(*path, '/');
    *path = target[0] == '/' || !end
                ? nl_arena_text(arena, target)
                : nl_arena_format(arena, "%.*s/%s", (int)(end - *path), *path, target);
    return NL_OK;
}

enum nl_status nl_file_real(struct nl_arena *arena, const char *path, const char **out_path,
                            struct nl_error *err)
{
    struct stat about;
    for (int links = 0; links < MOST_LINKS; links++) {
        bool is_link =
            descriptor_of(path) < 0 && lstat(path, &about) == 0 && S_ISLNK(about.st_mode);
        if (!is_link) {
            *out_path = path;
            return NL_OK;
        }
        enum nl_status status = follow(arena, &path, err);
        if (status != NL_OK)
            return status;
    }
    return nl_posix_fail(err, ELOOP, "readlink", NL_T("cannot follow the link {1}"), path);
}

bool nl_file_same(const char *path, const char *other)
{
    struct stat a;
    struct stat b;
    return stat(path, &a) == 0 && stat(other, &b) == 0 && S_ISREG(a.st_mode) &&
           a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* Writes and closes; the error number, or 0. */
static int write_and_close(int file, const void *bytes, size_t size, bool flush)
{
    int number = nl_posix_write(file, bytes, size) && (!flush || fsync(file) == 0) ? 0 : errno;
    if (close(file) != 0 && number == 0)
        number = errno;
    return number;
}

/* A file beside path with a name that nobody has. */
static int open_aside(struct nl_arena *arena, const char *path, const char **out_aside)
{
    for (unsigned try = 0; try < MOST_NAMES; try++) {
        *out_aside = nl_arena_format(arena, "%s.%ld-%u.netlatch-new", path, (long)getpid(), try);
        int file = open(*out_aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (file >= 0 || errno != EEXIST)
            return file;
    }
    return -1;
}

/* What the older file had goes to the new one; an owner that this user may not give stays his own. */
static bool keep_mode(int file, const struct stat *older)
{
    if (fchown(file, older->st_uid, older->st_gid) != 0 && errno != EPERM)
        return false;
    return fchmod(file, older->st_mode & 0777) == 0;
}

static void flush_folder_of(struct nl_arena *arena, const char *path)
{
    const char *end = strrchr(path, '/');
    const char *folder = !end          ? "."
                         : end == path ? "/"
                                       : nl_arena_copy(arena, path, (size_t)(end - path));
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return; /* not every folder can be read; the file itself is on disk */
    (void)fsync(file);
    (void)close(file);
}

static int replace(struct nl_arena *arena, const char *path, const struct stat *older,
                   const void *bytes, size_t size)
{
    const char *aside = NULL;
    /* Renaming over a file needs no right to write it: what the mode forbids is respected here. */
    if (older && faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0)
        return errno;
    int file = open_aside(arena, path, &aside);
    if (file < 0)
        return errno;
    int number = older && !keep_mode(file, older) ? errno : 0;
    if (number != 0)
        (void)close(file);
    else
        number = write_and_close(file, bytes, size, true);
    if (number == 0 && rename(aside, path) != 0)
        number = errno;
    if (number != 0)
        (void)unlink(aside); /* the error that matters is told */
    else
        flush_folder_of(arena, path);
    return number;
}

static int write_to(struct nl_arena *arena, const char *path, const void *bytes, size_t size)
{
    struct stat about;
    int descriptor = descriptor_of(path);
    if (descriptor >= 0) {
        int file = dup(descriptor);
        return file < 0 ? errno : write_and_close(file, bytes, size, false);
    }
    bool there = stat(path, &about) == 0;
    if (!there && errno != ENOENT)
        return errno;
    if (!there || S_ISREG(about.st_mode))
        return replace(arena, path, there ? &about : NULL, bytes, size);
    int file = open(path, O_WRONLY | O_CLOEXEC);
    return file < 0 ? errno : write_and_close(file, bytes, size, false);
}

enum nl_status nl_file_write(const char *path, const void *bytes, size_t size, struct nl_error *err)
{
    struct nl_arena arena;
    const char *real = NULL;
    nl_arena_init(&arena, NULL, NULL);
    enum nl_status status = nl_file_real(&arena, path, &real, err);
    int number = status == NL_OK ? write_to(&arena, real, bytes, size) : 0;
    nl_arena_done(&arena);
    return number == 0 ? status
                       : nl_posix_fail(err, number, "write", NL_T("cannot write {1}"), path);
}

enum nl_status nl_file_append(const char *path, const void *bytes, size_t size,
                              struct nl_error *err)
{
    enum { READABLE = 0644 };
    int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, READABLE);
    int number = file < 0 ? errno : write_and_close(file, bytes, size, false);
    return number == 0 ? NL_OK
                       : nl_posix_fail(err, number, "write", NL_T("cannot write {1}"), path);
}

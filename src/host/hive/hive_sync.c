/* hive_sync.c - putting changed hives on disk.
 *
 * At every moment the name of the hive stands for a whole, sound file: the old one until the rename,
 * the new one after it. The old one gets a second name before, and keeps it. */
#include "hive_registry.h"

#include "hive_folder.h"
#include "host/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_BACKUPS = 9999 };

/* Whether the file still is what was opened: nobody else may have written it since. */
static enum nl_status check_unchanged(const struct nl_hive_file *file, struct nl_error *err)
{
    uint8_t base[NL_HIVE_BASE_SIZE];
    struct stat about;
    int opened = open(file->path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (opened < 0)
        return nl_hive_fail(err, errno, "open", NL_T("cannot read {1}"), file->path);
    bool same = fstat(opened, &about) == 0 && about.st_size >= 0 &&
                (size_t)about.st_size == file->size &&
                pread(opened, base, sizeof base, 0) == (ssize_t)sizeof base &&
                memcmp(base, file->base, sizeof base) == 0;
    (void)close(opened); /* it was only read */
    return same ? NL_OK
                : nl_fail(err, NL_CONFLICT, NL_T("{1} was changed by somebody else meanwhile"),
                          file->path);
}

/* Makes a file beside the hive: new, no link to somewhere else, and nobody's who could not read the
 * hive before. Its descriptor, or -1. */
static int make_file(const struct nl_hive_file *file, const char *path, struct nl_error *err)
{
    struct stat about;
    int made = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (made < 0) {
        (void)nl_hive_fail(err, errno, "open", NL_T("cannot write {1}"), path);
        return -1;
    }
    /* Windows' own rights come from the folder; these are for a disk that keeps such ones. */
    if (stat(file->path, &about) == 0 && fchown(made, about.st_uid, about.st_gid) == 0)
        (void)fchmod(made,
                     about.st_mode & 0777); /* without it the file is more private, not less */
    return made;
}

static enum nl_status flush(const char *path, int flags, struct nl_error *err)
{
    int opened = open(path, O_RDONLY | O_CLOEXEC | flags);
    if (opened < 0)
        return nl_hive_fail(err, errno, "open", NL_T("cannot flush {1}"), path);
    int number = fsync(opened) == 0 ? 0 : errno;
    (void)close(opened); /* what counts was flushed */
    return number == 0 ? NL_OK : nl_hive_fail(err, number, "fsync", NL_T("cannot flush {1}"), path);
}

/* Writes the changed hive aside and opens what was written: what does not read back is not used. */
static enum nl_status write_aside(struct nl_arena *arena, const struct nl_hive_file *file,
                                  const char *aside, struct nl_hive_file *out_new,
                                  struct nl_error *err)
{
    if (unlink(aside) != 0 && errno != ENOENT)
        return nl_hive_fail(err, errno, "unlink", NL_T("cannot remove {1}"), aside);
    int made = make_file(file, aside, err);
    if (made < 0)
        return NL_FAILED;
    (void)close(made); /* nothing was written to it yet */
    if (hivex_commit(file->handle, aside, 0) != 0)
        return nl_hive_fail(err, errno, "hivex_commit", NL_T("cannot write {1}"), aside);
    enum nl_status status = flush(aside, O_NOFOLLOW, err);
    if (status == NL_OK)
        status = nl_hive_open(arena, aside, out_new, err);
    if (status == NL_OK && out_new->header.dirty) {
        nl_hive_close(out_new);
        status = nl_fail(err, NL_FAILED, NL_T("{1} was written, but not closed cleanly"), aside);
    }
    return status;
}

static enum nl_status copy_file(struct nl_arena *arena, const struct nl_hive_file *file,
                                const char *path, struct nl_error *err)
{
    const uint8_t *bytes = NULL;
    size_t size = 0;
    enum nl_status status = nl_file_read(arena, file->path, NL_HIVE_MAX_SIZE, &bytes, &size, err);
    if (status != NL_OK)
        return status;
    int made = make_file(file, path, err);
    if (made < 0)
        return NL_FAILED;
    int number = 0;
    for (size_t done = 0; done < size && number == 0;) {
        ssize_t more = write(made, bytes + done, size - done);
        if (more > 0)
            done += (size_t)more;
        else if (more == 0 || errno != EINTR)
            number = more == 0 ? EIO : errno;
    }
    if (number == 0 && fsync(made) != 0)
        number = errno;
    (void)close(made); /* it was flushed */
    if (number == 0)
        return NL_OK;
    (void)unlink(path); /* best effort; the error that matters is told */
    return nl_hive_fail(err, number, "write", NL_T("cannot write {1}"), path);
}

/* Gives the old file a name that no other has: a second name for it, or where that cannot be, a
 * copy. */
static enum nl_status keep_backup(struct nl_arena *arena, const struct nl_hive_file *file,
                                  struct nl_error *err)
{
    for (unsigned n = 1; n <= MOST_BACKUPS; n++) {
        struct stat about;
        const char *backup = nl_arena_format(arena, "%s.netlatch-backup-%u", file->path, n);
        if (link(file->path, backup) == 0)
            return NL_OK;
        if (errno == EEXIST || lstat(backup, &about) == 0)
            continue;
        return copy_file(arena, file, backup, err);
    }
    return nl_fail(err, NL_FAILED, NL_T("{1} has too many backups beside it"), file->path);
}

static enum nl_status replace(struct nl_arena *arena, struct nl_hive_file *file,
                              struct nl_hive_file *made, const char *aside, struct nl_error *err)
{
    const char *folder =
        nl_arena_copy(arena, file->path, (size_t)(strrchr(file->path, '/') - file->path));
    enum nl_status status = check_unchanged(file, err);
    if (status == NL_OK)
        status = keep_backup(arena, file, err);
    if (status == NL_OK)
        status = flush(folder, O_DIRECTORY, err);
    if (status != NL_OK)
        return status;
    if (rename(aside, file->path) != 0)
        return nl_hive_fail(err, errno, "rename", NL_T("cannot replace {1}"), file->path);
    /* From here on the new file is the hive, whatever else fails. What is read from now on is what
     * was read back from it. */
    made->name = file->name;
    made->path = file->path;
    nl_hive_close(file);
    *file = *made;
    made->handle = NULL;
    return flush(folder, O_DIRECTORY, err);
}

static enum nl_status sync_one(struct nl_arena *arena, struct nl_arena *scratch,
                               struct nl_hive_file *file, struct nl_error *err)
{
    const char *aside = nl_arena_format(scratch, "%s.netlatch-new", file->path);
    struct nl_hive_file made = {0};
    enum nl_status status = check_unchanged(file, err);
    if (status == NL_OK)
        status = write_aside(arena, file, aside, &made, err);
    if (status == NL_OK)
        status = replace(scratch, file, &made, aside, err);
    nl_hive_close(&made);
    if (status != NL_OK)
        (void)unlink(aside); /* best effort; the error that matters is told */
    return status;
}

enum nl_status nl_hive_sync(struct nl_arena *arena, struct nl_hive_registry *registry,
                            struct nl_error *err)
{
    struct nl_arena scratch;
    enum nl_status status = NL_OK;
    nl_arena_init(&scratch, arena->exhausted, arena->context);
    for (size_t i = 0; i < NL_HIVE_COUNT && status == NL_OK; i++) {
        struct nl_hive_file *file = &registry->files[i];
        if (!file->handle || !file->changed)
            continue;
        status = sync_one(arena, &scratch, file, err);
        if (status != NL_OK && file->changed)
            nl_hive_reread(registry, file);
    }
    nl_arena_done(&scratch);
    return status;
}

/* hive_sync.c - putting changed hives on disk.
 *
 * At every moment the name of the hive stands for a whole, sound file: the old one until the rename,
 * the new one after it. The old one gets a second name before, and keeps it. */
#include "hive_registry.h"

#include "hive_folder.h"
#include "host/files.h"

#include <errno.h>
#include <fcntl.h>
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

/* Makes the empty file that the library will fill: new, ours, and no link to somewhere else. */
static enum nl_status make_aside(const struct nl_hive_file *file, const char *aside,
                                 struct nl_error *err)
{
    struct stat about;
    if (stat(file->path, &about) != 0)
        return nl_hive_fail(err, errno, "stat", NL_T("cannot look at {1}"), file->path);
    if (unlink(aside) != 0 && errno != ENOENT)
        return nl_hive_fail(err, errno, "unlink", NL_T("cannot remove {1}"), aside);
    int made = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (made < 0)
        return nl_hive_fail(err, errno, "open", NL_T("cannot write {1}"), aside);
    /* Windows' own rights are the folder's to give; these are for a system that keeps others. */
    if (fchown(made, about.st_uid, about.st_gid) == 0)
        (void)fchmod(made, about.st_mode & 07777); /* a disk without them is as good */
    (void)close(made); /* nothing was written */
    return NL_OK;
}

static enum nl_status flush(const char *path, int flags, struct nl_error *err)
{
    int opened = open(path, O_RDONLY | O_CLOEXEC | flags);
    if (opened < 0)
        return nl_hive_fail(err, errno, "open", NL_T("cannot flush {1}"), path);
    int number = fsync(opened) == 0 ? 0 : errno;
    (void)close(opened); /* what counts was flushed */
    return number == 0 ? NL_OK
                       : nl_hive_fail(err, number, "fsync", NL_T("cannot flush {1}"), path);
}

/* Writes the changed hive aside and opens what was written: what does not read back is not used. */
static enum nl_status write_aside(struct nl_arena *arena, const struct nl_hive_file *file,
                                  const char *aside, struct nl_hive_file *out_new,
                                  struct nl_error *err)
{
    enum nl_status status = make_aside(file, aside, err);
    if (status != NL_OK)
        return status;
    if (hivex_commit(file->handle, aside, 0) != 0)
        return nl_hive_fail(err, errno, "hivex_commit", NL_T("cannot write {1}"), aside);
    status = flush(aside, O_NOFOLLOW, err);
    if (status == NL_OK)
        status = nl_hive_open(arena, aside, out_new, err);
    if (status == NL_OK && out_new->header.dirty) {
        nl_hive_close(out_new);
        status = nl_fail(err, NL_FAILED, NL_T("{1} was written, but not closed cleanly"), aside);
    }
    return status;
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
        const uint8_t *bytes = NULL;
        size_t size = 0;
        enum nl_status status =
            nl_file_read(arena, file->path, NL_HIVE_MAX_SIZE, &bytes, &size, err);
        if (status == NL_OK)
            status = nl_file_write(backup, bytes, size, err);
        return status;
    }
    return nl_fail(err, NL_FAILED, NL_T("{1} has too many backups beside it"), file->path);
}

static enum nl_status replace(struct nl_arena *arena, struct nl_hive_file *file,
                              struct nl_hive_file *made, const char *aside, struct nl_error *err)
{
    const char *folder = nl_arena_copy(arena, file->path,
                                       (size_t)(strrchr(file->path, '/') - file->path));
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

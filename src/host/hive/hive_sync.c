/* hive_sync.c - putting changed hives on disk.
 *
 * At every moment the name of the hive stands for a whole, sound file: the old one until the rename,
 * the new one after it. The old one gets a second name before, and keeps it. */
#include "hive_registry.h"

#include "hive_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { MOST_BACKUPS = 9999 };

/* Whether the file still is what was opened: nobody else may have written it since. */
static enum nl_status check_unchanged(struct nl_disk *disk, const struct nl_hive_file *file,
                                      struct nl_error *err)
{
    uint8_t base[NL_HIVE_BASE_SIZE];
    size_t got = 0;
    enum nl_status status = disk->ops->head(disk, file->path, base, sizeof base, &got, err);
    if (status != NL_OK)
        return status;
    return got == sizeof base && memcmp(base, file->base, sizeof base) == 0
               ? NL_OK
               : nl_fail(err, NL_CONFLICT, NL_T("{1} was changed by somebody else meanwhile"),
                         file->path);
}

/* The library writes by name and does not flush. */
static enum nl_status flush(const char *path, struct nl_error *err)
{
    int opened = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (opened < 0)
        return nl_hive_fail(err, errno, "open", NL_T("cannot flush {1}"), path);
    int number = fsync(opened) == 0 ? 0 : errno;
    (void)close(opened); /* what counts was flushed */
    return number == 0 ? NL_OK : nl_hive_fail(err, number, "fsync", NL_T("cannot flush {1}"), path);
}

/* Writes the changed hive aside and opens what was written: what does not read back is not used. */
static enum nl_status write_aside(struct nl_arena *arena, struct nl_disk *disk,
                                  const struct nl_hive_file *file, const char *aside,
                                  struct nl_hive_file *out_new, struct nl_error *err)
{
    enum nl_status status = disk->ops->remove(disk, aside, err);
    /* New, no link to somewhere else, and nobody's who could not read the hive before. */
    if (status == NL_OK)
        status = disk->ops->make(disk, aside, file->path, NULL, 0, err);
    if (status == NL_OK && hivex_commit(file->handle, aside, 0) != 0)
        status = nl_hive_fail(err, errno, "hivex_commit", NL_T("cannot write {1}"), aside);
    if (status == NL_OK)
        status = flush(aside, err);
    if (status == NL_OK)
        status = nl_hive_open(arena, disk, aside, out_new, err);
    if (status == NL_OK && out_new->header.dirty) {
        nl_hive_close(out_new);
        status = nl_fail(err, NL_FAILED, NL_T("{1} was written, but not closed cleanly"), aside);
    }
    return status;
}

/* Gives the old file a name that no other has. */
static enum nl_status keep_backup(struct nl_arena *arena, struct nl_disk *disk,
                                  const struct nl_hive_file *file, struct nl_error *err)
{
    for (unsigned n = 1; n <= MOST_BACKUPS; n++) {
        struct nl_error failure = {0};
        const char *backup = nl_arena_format(arena, "%s.netlatch-backup-%u", file->path, n);
        enum nl_status status = disk->ops->keep(disk, file->path, backup, &failure);
        if (status == NL_CONFLICT)
            continue;
        if (status != NL_OK && err)
            *err = failure;
        return status;
    }
    return nl_fail(err, NL_FAILED, NL_T("{1} has too many backups beside it"), file->path);
}

static enum nl_status replace(struct nl_arena *arena, struct nl_disk *disk,
                              struct nl_hive_file *file, struct nl_hive_file *made,
                              const char *aside, struct nl_error *err)
{
    const char *folder = nl_arena_copy(arena, file->path,
                                       (size_t)(strrchr(file->path, disk->separator) - file->path));
    enum nl_status status = check_unchanged(disk, file, err);
    if (status == NL_OK)
        status = keep_backup(arena, disk, file, err);
    if (status == NL_OK)
        status = disk->ops->flush(disk, folder, err);
    if (status == NL_OK)
        status = disk->ops->replace(disk, aside, file->path, err);
    if (status != NL_OK)
        return status;
    /* From here on the new file is the hive, whatever else fails. What is read from now on is what
     * was read back from it. */
    made->name = file->name;
    made->path = file->path;
    nl_hive_close(file);
    *file = *made;
    made->handle = NULL;
    return disk->ops->flush(disk, folder, err);
}

static enum nl_status sync_one(struct nl_arena *arena, struct nl_arena *scratch,
                               struct nl_disk *disk, struct nl_hive_file *file,
                               struct nl_error *err)
{
    const char *aside = nl_arena_format(scratch, "%s.netlatch-new", file->path);
    struct nl_hive_file made = {0};
    enum nl_status status = check_unchanged(disk, file, err);
    if (status == NL_OK)
        status = write_aside(arena, disk, file, aside, &made, err);
    if (status == NL_OK)
        status = replace(scratch, disk, file, &made, aside, err);
    nl_hive_close(&made);
    if (status != NL_OK)
        (void)disk->ops->remove(disk, aside,
                                NULL); /* best effort; the error that matters is told */
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
        status = sync_one(arena, &scratch, registry->disk, file, err);
        if (status != NL_OK && file->changed)
            nl_hive_reread(registry, file);
    }
    nl_arena_done(&scratch);
    return status;
}

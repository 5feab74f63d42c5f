/* hive_sync.c - putting changed hives on disk.
 *
 * At every moment the name of the hive stands for a whole, sound file: the old one until the rename,
 * the new one after it. The old one gets a second name before, and keeps it; its log files, without
 * which an old file that was not closed cleanly is worth little, are copied beside it. The log files
 * themselves and those of the transaction manager are left alone: Windows does not look at them while
 * the hive is clean, and the new sequence number is above every number left in them. */
#include "hive_sync.h"

#include "hive_check.h"
#include "hive_header.h"
#include "hive_open.h"

#include <string.h>

enum { MOST_BACKUPS = 9999 };

static const char *const log_endings[NL_HIVE_LOGS] = {".LOG1", ".LOG2", ".LOG"};

/* One hive on its way to the disk. */
struct writing {
    struct nl_arena *scratch;
    struct nl_disk *disk;
    struct nl_hive_file *file;
    const char *folder;
    const char *aside;
    struct nl_hive_log_file logs[NL_HIVE_LOGS];
    const char *log_paths[NL_HIVE_LOGS];
};

/* Whether the file still is what was opened: nobody else may have written it since. */
static enum nl_status check_unchanged(const struct writing *writing, struct nl_error *err)
{
    const struct nl_hive_file *file = writing->file;
    struct nl_disk *disk = writing->disk;
    uint8_t base[NL_HIVE_BASE_SIZE];
    size_t got = 0;
    enum nl_status status = disk->ops->head(disk, file->path, base, sizeof base, &got, err);
    if (status != NL_OK)
        return status;
    return got == sizeof base && memcmp(base, file->base, sizeof base) == 0
               ? NL_OK
               : nl_fail(err, NL_CONFLICT,
                         NL_T("{1} was changed by another program in the meantime"), file->path);
}

/* The whole new file: sealed base block, bins, and zeros to the length that the old one had. */
static const uint8_t *new_bytes(const struct writing *writing, size_t *out_size)
{
    const struct nl_hive_image *image = &writing->file->image;
    size_t size = image->file_size > image->size ? image->file_size : image->size;
    uint8_t *bytes = nl_arena_alloc(writing->scratch, size);
    memcpy(bytes, image->bytes, image->size);
    nl_hive_header_seal(bytes, nl_hive_next_sequence(writing->file->base, bytes, writing->logs));
    *out_size = size;
    return bytes;
}

/* Reads what was written and compares it; then judges it as if it came from somebody else. */
static enum nl_status check_written(const struct writing *writing, const uint8_t *bytes,
                                    size_t size, struct nl_error *err)
{
    const uint8_t *now = NULL;
    size_t now_size = 0;
    struct nl_hive_header header;
    struct nl_disk *disk = writing->disk;
    enum nl_status status = disk->ops->read(disk, writing->scratch, writing->aside,
                                            NL_HIVE_MAX_SIZE, &now, &now_size, err);
    if (status == NL_OK && (now_size != size || memcmp(now, bytes, size) != 0))
        status = nl_fail(err, NL_FAILED, NL_T("{1} was written, but reads back differently"),
                         writing->aside);
    if (status == NL_OK)
        status = nl_hive_header_read(now, now_size, writing->aside, &header, err);
    if (status == NL_OK)
        status = nl_hive_check(writing->scratch, now, &header, writing->aside, err);
    return status;
}

static enum nl_status write_aside(const struct writing *writing, const uint8_t **out_bytes,
                                  struct nl_error *err)
{
    struct nl_disk *disk = writing->disk;
    size_t size = 0;
    const uint8_t *bytes = new_bytes(writing, &size);
    *out_bytes = bytes;
    enum nl_status status = disk->ops->remove(disk, writing->aside, err);
    if (status == NL_OK)
        status = disk->ops->make(disk, writing->aside, writing->file->path, bytes, size, err);
    if (status == NL_OK)
        status = check_written(writing, bytes, size, err);
    return status;
}

/* Keeps the log files beside a backup of that name, as they are now. */
static enum nl_status keep_logs(const struct writing *writing, const char *backup,
                                struct nl_error *err)
{
    struct nl_disk *disk = writing->disk;
    for (size_t i = 0; i < NL_HIVE_LOGS; i++) {
        if (!writing->logs[i].there)
            continue;
        const char *path = nl_arena_format(writing->scratch, "%s%s", backup, log_endings[i]);
        enum nl_status status = disk->ops->make(disk, path, writing->log_paths[i],
                                                writing->logs[i].bytes, writing->logs[i].size, err);
        if (status != NL_OK)
            return status;
    }
    return NL_OK;
}

/* Whether no file of a backup of that name is there. */
static enum nl_status is_free(const struct writing *writing, const char *backup, bool *out_free,
                              struct nl_error *err)
{
    static const char *const endings[] = {"", ".LOG1", ".LOG2", ".LOG"};
    struct nl_disk *disk = writing->disk;
    *out_free = true;
    for (size_t i = 0; i < NL_COUNT_OF(endings); i++) {
        enum nl_disk_kind kind = NL_DISK_NONE;
        const char *path = nl_arena_format(writing->scratch, "%s%s", backup, endings[i]);
        enum nl_status status = disk->ops->look(disk, path, &kind, err);
        if (status != NL_OK)
            return status;
        if (kind != NL_DISK_NONE)
            *out_free = false;
    }
    return NL_OK;
}

/* Gives the old file a name that no other has, and keeps its log files beside it. They come first: a
 * backup that has its name is whole. */
static enum nl_status keep_backup(const struct writing *writing, struct nl_error *err)
{
    struct nl_disk *disk = writing->disk;
    const char *path = writing->file->path;
    for (unsigned n = 1; n <= MOST_BACKUPS; n++) {
        bool unused = false;
        const char *backup = nl_arena_format(writing->scratch, "%s.netlatch-backup-%u", path, n);
        enum nl_status status = is_free(writing, backup, &unused, err);
        if (status == NL_OK && !unused)
            continue;
        if (status == NL_OK)
            status = keep_logs(writing, backup, err);
        if (status == NL_OK)
            status = disk->ops->keep(disk, path, backup, err);
        return status;
    }
    return nl_fail(err, NL_FAILED, NL_T("there are too many backups of {1}"), path);
}

/* From the rename on the new file is the hive, whatever else fails. */
static enum nl_status put_in_place(const struct writing *writing, const uint8_t *bytes,
                                   struct nl_error *err)
{
    struct nl_disk *disk = writing->disk;
    struct nl_hive_file *file = writing->file;
    enum nl_status status = check_unchanged(writing, err);
    if (status == NL_OK)
        status = keep_backup(writing, err);
    if (status == NL_OK)
        status = disk->ops->flush(disk, writing->folder, err);
    if (status == NL_OK)
        status = disk->ops->replace(disk, writing->aside, file->path, err);
    if (status != NL_OK)
        return status;
    memcpy(file->base, bytes, sizeof file->base);
    memcpy(file->image.bytes, bytes, NL_HIVE_BASE_SIZE);
    file->size =
        file->image.file_size > file->image.size ? file->image.file_size : file->image.size;
    file->image.file_size = file->size;
    file->state = NL_HIVE_CLEAN;
    file->changed = false;
    return disk->ops->flush(disk, writing->folder, err);
}

static enum nl_status sync_one(struct nl_arena *scratch, struct nl_disk *disk,
                               struct nl_hive_file *file, struct nl_error *err)
{
    struct writing writing = {.scratch = scratch, .disk = disk, .file = file};
    const uint8_t *bytes = NULL;
    writing.folder = nl_arena_copy(scratch, file->path,
                                   (size_t)(strrchr(file->path, disk->separator) - file->path));
    writing.aside = nl_arena_format(scratch, "%s.netlatch-new", file->path);
    enum nl_status status = check_unchanged(&writing, err);
    if (status == NL_OK)
        status = nl_hive_logs_read(scratch, disk, file->path, writing.logs, writing.log_paths, err);
    if (status != NL_OK)
        return status;
    status = write_aside(&writing, &bytes, err);
    if (status == NL_OK)
        status = put_in_place(&writing, bytes, err);
    if (status != NL_OK && file->changed)
        (void)disk->ops->remove(disk, writing.aside, NULL); /* the error that matters is told */
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
        if (!file->open || !file->changed)
            continue;
        status = sync_one(&scratch, registry->disk, file, err);
        if (status != NL_OK && file->changed)
            nl_hive_reread(registry, file);
    }
    nl_arena_done(&scratch);
    return status;
}

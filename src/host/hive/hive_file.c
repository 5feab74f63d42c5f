/* hive_file.c - one hive of a disk, read into memory and brought up to date. */
#include "hive_file.h"

#include "hive_check.h"
#include "hive_folder.h"

#include <string.h>

/* What stands behind the hive's name. Windows spells them so; they are found in any case. */
static const char *const endings[NL_HIVE_LOGS] = {".LOG1", ".LOG2", ".LOG"};

enum nl_status nl_hive_logs_read(struct nl_arena *arena, struct nl_disk *disk, const char *path,
                                 struct nl_hive_log_file out_logs[NL_HIVE_LOGS],
                                 const char *out_paths[NL_HIVE_LOGS], struct nl_error *err)
{
    const char *last = strrchr(path, disk->separator);
    const char *folder = nl_arena_copy(arena, path, (size_t)(last - path));
    for (size_t i = 0; i < NL_HIVE_LOGS; i++) {
        struct nl_error failure = {0};
        const char *parts[] = {nl_arena_format(arena, "%s%s", last + 1, endings[i]), NULL};
        out_logs[i] = (struct nl_hive_log_file){0};
        out_paths[i] = NULL;
        enum nl_status status = nl_hive_find(arena, disk, folder, parts, &out_paths[i], &failure);
        if (status == NL_NOT_FOUND)
            continue;
        if (status == NL_OK)
            status = disk->ops->read(disk, arena, out_paths[i], NL_HIVE_MAX_SIZE,
                                     &out_logs[i].bytes, &out_logs[i].size, &failure);
        if (status != NL_OK) {
            if (err)
                *err = failure;
            return status;
        }
        out_logs[i].there = true;
    }
    return NL_OK;
}

/* Whether bytes are a sound hive: header and structure. */
static enum nl_status check(const uint8_t *bytes, size_t size, const struct nl_arena *like,
                            const char *path, struct nl_hive_header *out_header,
                            struct nl_error *err)
{
    struct nl_arena scratch;
    nl_arena_init(&scratch, like->exhausted, like->context);
    enum nl_status status = nl_hive_header_read(bytes, size, path, out_header, err);
    if (status == NL_OK)
        status = nl_hive_check(&scratch, bytes, out_header, path, err);
    nl_arena_done(&scratch);
    return status;
}

/* Adds what the log files hold to a hive that is not clean. *out_bytes is the state to be looked at, or
 * NULL where that is the file's own; file->why says what is wrong with it. */
static void recover(struct nl_disk *disk, struct nl_hive_file *file, const uint8_t *bytes,
                    const char *path, const uint8_t **out_bytes, size_t *out_size)
{
    struct nl_arena scratch;
    struct nl_hive_log_file logs[NL_HIVE_LOGS];
    const char *paths[NL_HIVE_LOGS];
    struct nl_hive_replayed replayed = {.state = NL_HIVE_NOT_RECOVERED,
                                        .why = NL_T("its log files cannot be read")};
    struct nl_hive_header header;
    nl_arena_init(&scratch, file->arena.exhausted, file->arena.context);
    if (nl_hive_logs_read(&scratch, disk, path, logs, paths, NULL) == NL_OK)
        nl_hive_replay(&file->arena, bytes, file->size, logs, &replayed);
    nl_arena_done(&scratch);
    if (replayed.bytes &&
        check(replayed.bytes, replayed.size, &file->arena, path, &header, NULL) != NL_OK) {
        replayed.state = NL_HIVE_NOT_RECOVERED;
        replayed.why = NL_T("with the changes of its log files it is damaged");
        replayed.bytes = NULL;
    }
    file->state = replayed.state;
    file->why = replayed.why;
    file->recovered = replayed.state == NL_HIVE_RECOVERED ? replayed.entries : 0;
    *out_bytes = replayed.bytes;
    *out_size = replayed.size;
}

static enum nl_status load(struct nl_disk *disk, const char *path, struct nl_hive_file *file,
                           struct nl_error *err)
{
    const uint8_t *bytes = NULL;
    const uint8_t *newer = NULL;
    size_t newer_size = 0;
    struct nl_hive_header header = {0};
    enum nl_status status =
        disk->ops->read(disk, &file->arena, path, NL_HIVE_MAX_SIZE, &bytes, &file->size, err);
    if (status != NL_OK)
        return status;
    if (file->size >= NL_HIVE_BASE_SIZE) {
        memcpy(file->base, bytes, sizeof file->base);
        if (memcmp(bytes, "regf", 4) == 0 && !nl_hive_is_clean(bytes))
            recover(disk, file, bytes, path, &newer, &newer_size);
    }
    if (!newer) {
        status = check(bytes, file->size, &file->arena, path, &header, err);
        newer = bytes;
        newer_size = NL_HIVE_BASE_SIZE + (size_t)header.bins_size;
    }
    if (status != NL_OK)
        return status;
    file->image = (struct nl_hive_image){.bytes = (uint8_t *)(uintptr_t)newer /* in our arena */,
                                         .size = newer_size,
                                         .room = newer_size,
                                         .file_size = file->size,
                                         .arena = &file->arena};
    return NL_OK;
}

enum nl_status nl_hive_open(struct nl_arena *arena, struct nl_disk *disk, const char *path,
                            struct nl_hive_file *file, struct nl_error *err)
{
    nl_arena_init(&file->arena, arena->exhausted, arena->context);
    file->state = NL_HIVE_CLEAN;
    file->why = NULL;
    file->recovered = 0;
    file->changed = false;
    enum nl_status status = load(disk, path, file, err);
    file->open = status == NL_OK;
    if (status != NL_OK) {
        nl_arena_done(&file->arena);
        return status;
    }
    file->path = nl_arena_text(arena, path);
    file->problem = NULL;
    return NL_OK;
}

void nl_hive_close(struct nl_hive_file *file)
{
    if (!file->open)
        return;
    nl_arena_done(&file->arena);
    file->open = false;
    file->changed = false;
}

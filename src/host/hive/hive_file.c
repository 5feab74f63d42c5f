/* hive_file.c - opening hives. */
#include "hive_registry.h"

#include "hive_folder.h"

#include <errno.h>
#include <string.h>

static const char *const names[NL_HIVE_COUNT] = {"SYSTEM", "SOFTWARE", "SECURITY", "SAM"};

/* Reads the whole file and judges it. */
static enum nl_status look(struct nl_arena *scratch, struct nl_disk *disk, const char *path,
                           struct nl_hive_file *file, struct nl_error *err)
{
    const uint8_t *bytes = NULL;
    enum nl_status status =
        disk->ops->read(disk, scratch, path, NL_HIVE_MAX_SIZE, &bytes, &file->size, err);
    if (status == NL_OK)
        status = nl_hive_header_read(bytes, file->size, path, &file->header, err);
    if (status == NL_OK)
        status = nl_hive_check(scratch, bytes, &file->header, path, err);
    if (status == NL_OK)
        memcpy(file->base, bytes, sizeof file->base);
    return status;
}

enum nl_status nl_hive_open(struct nl_arena *arena, struct nl_disk *disk, const char *path,
                            struct nl_hive_file *file, struct nl_error *err)
{
    struct nl_arena scratch;
    nl_arena_init(&scratch, arena->exhausted, arena->context);
    enum nl_status status = look(&scratch, disk, path, file, err);
    nl_arena_done(&scratch);
    if (status != NL_OK)
        return status;
    /* For writing, also where nothing will be written: the library then reads the file into memory
     * and does not map it, and a file that somebody cuts off meanwhile cannot end the program. */
    file->handle = hivex_open(path, HIVEX_OPEN_WRITE);
    if (!file->handle)
        return nl_hive_fail(err, errno, "hivex_open", NL_T("cannot open the hive {1}"), path);
    nl_arena_init(&file->listed_arena, arena->exhausted, arena->context);
    file->path = nl_arena_text(arena, path);
    file->problem = NULL;
    file->changed = false;
    return NL_OK;
}

void nl_hive_close(struct nl_hive_file *file)
{
    if (!file->handle)
        return;
    (void)hivex_close(file->handle); /* it holds no file open that was written */
    nl_hive_forget(file);
    file->handle = NULL;
    file->changed = false;
}

void nl_hive_reread(struct nl_hive_registry *registry, struct nl_hive_file *file)
{
    struct nl_error err = {0};
    nl_hive_close(file);
    if (nl_hive_open(registry->arena, registry->disk, file->path, file, &err) != NL_OK)
        file->problem = nl_error_text(registry->arena, &err, NULL);
}

/* Which control set Windows starts from: Select\Current. CurrentControlSet itself is a link that only
 * a running Windows has. */
static enum nl_status choose_control_set(struct nl_hive_registry *registry, struct nl_error *err)
{
    struct nl_hive_file *system = &registry->files[NL_HIVE_SYSTEM];
    struct nl_value current =
        nl_hive_registry_value(registry->arena, registry, "HKLM\\SYSTEM\\Select", "Current");
    uint32_t number = 0;
    if (current.type != NL_TYPE_DWORD || !nl_value_as_dword(&current, &number) || number == 0 ||
        number > 999)
        return nl_fail(err, NL_INVALID,
                       NL_T("{1} does not say which control set is in use (Select, Current)"),
                       system->path);
    const char *name = nl_arena_format(registry->arena, "ControlSet%03u", (unsigned)number);
    struct nl_hive_place place =
        nl_hive_locate(registry, nl_arena_format(registry->arena, "HKLM\\SYSTEM\\%s", name));
    if (place.state != NL_VALUE_PRESENT)
        return nl_fail(err, NL_INVALID, NL_T("{1} says that {2} is in use, but does not hold it"),
                       system->path, name);
    registry->control_set = name;
    return NL_OK;
}

enum nl_status nl_hive_registry_open(struct nl_arena *arena, struct nl_disk *disk,
                                     const char *config, struct nl_hive_registry *out_registry,
                                     struct nl_error *err)
{
    struct nl_hive_registry *registry = out_registry;
    registry->reader = nl_hive_reader;
    registry->arena = arena;
    registry->disk = disk;
    for (size_t i = 0; i < NL_HIVE_COUNT; i++) {
        struct nl_hive_file *file = &registry->files[i];
        struct nl_error failure = {0};
        const char *parts[] = {names[i], NULL};
        file->name = names[i];
        enum nl_status status = nl_hive_find(arena, disk, config, parts, &file->path, &failure);
        if (status == NL_OK)
            status = nl_hive_open(arena, disk, file->path, file, &failure);
        if (status != NL_OK && i == NL_HIVE_SYSTEM) {
            if (err)
                *err = failure;
            return status;
        }
        if (status != NL_OK && status != NL_NOT_FOUND)
            file->problem = nl_error_text(arena, &failure, NULL);
        file->denied = status == NL_DENIED;
    }
    enum nl_status status = choose_control_set(registry, err);
    if (status != NL_OK)
        nl_hive_registry_close(registry);
    return status;
}

void nl_hive_registry_close(struct nl_hive_registry *registry)
{
    for (size_t i = 0; i < NL_HIVE_COUNT; i++)
        nl_hive_close(&registry->files[i]);
}

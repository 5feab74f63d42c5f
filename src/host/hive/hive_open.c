/* hive_open.c - opening the hives of one Windows as one registry. */
#include "hive_open.h"

#include "hive_folder.h"
#include "hive_read.h"

static const char *const names[NL_HIVE_COUNT] = {"SYSTEM", "SOFTWARE", "SECURITY", "SAM"};

void nl_hive_reread(struct nl_hive_registry *registry, struct nl_hive_file *file)
{
    struct nl_error err = {0};
    nl_hive_close(file);
    if (nl_hive_open(registry->arena, registry->disk, file->path, file, &err) != NL_OK)
        file->problem = nl_error_text(registry->arena, &err, NULL);
}

/* The control set that a value of Select names and that is there; NULL where there is none. */
static const char *control_set(struct nl_hive_registry *registry, const char *value)
{
    enum { MOST = 999 };
    uint32_t number = 0;
    struct nl_value found =
        nl_hive_registry_value(registry->arena, registry, "HKLM\\SYSTEM\\Select", value);
    if (found.type != NL_TYPE_DWORD || !nl_value_as_dword(&found, &number) || number == 0 ||
        number > MOST)
        return NULL;
    const char *name = nl_arena_format(registry->arena, "ControlSet%03u", (unsigned)number);
    struct nl_hive_place place =
        nl_hive_locate(registry, nl_arena_format(registry->arena, "HKLM\\SYSTEM\\%s", name));
    return place.state == NL_VALUE_PRESENT ? name : NULL;
}

/* Default is what the loader takes at the next start; Current is what it took at the last one, and
 * differs after a start with the last known good set. CurrentControlSet itself is a link that only a
 * running Windows has. */
static enum nl_status choose_control_set(struct nl_hive_registry *registry, struct nl_error *err)
{
    const char *current = control_set(registry, "Current");
    const char *chosen = control_set(registry, "Default");
    if (!chosen)
        chosen = current;
    if (!chosen)
        return nl_fail(err, NL_INVALID,
                       NL_T("{1} does not say which control set Windows starts from, or does not "
                            "hold it (Select)"),
                       registry->files[NL_HIVE_SYSTEM].path);
    registry->last_control_set = current && !nl_equal(current, chosen) ? current : NULL;
    registry->control_set = chosen;
    return NL_OK;
}

enum nl_status nl_hive_registry_open(struct nl_arena *arena, struct nl_disk *disk,
                                     const char *config, struct nl_hive_registry *out_registry,
                                     struct nl_error *err)
{
    struct nl_hive_registry *registry = out_registry;
    *registry = (struct nl_hive_registry){.reader = nl_hive_reader, .arena = arena, .disk = disk};
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
    for (size_t i = 0; i < registry->user_count; i++)
        nl_hive_close(&registry->users[i]);
}

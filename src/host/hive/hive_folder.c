/* hive_folder.c - files of a foreign Windows, found without regard to case. */
#include "hive_folder.h"

#include "base/text.h"

#include <string.h>

/* The name in a folder that is wanted's but for case; NULL when there is none. */
static enum nl_status match(struct nl_arena *arena, struct nl_disk *disk, const char *folder,
                            const char *wanted, const char **out_name, struct nl_error *err)
{
    struct nl_texts names = {0};
    struct nl_arena scratch;
    nl_arena_init(&scratch, arena->exhausted, arena->context);
    enum nl_status status = disk->ops->list(disk, &scratch, folder, &names, err);
    const char *found = NULL;
    for (size_t i = 0; status == NL_OK && i < names.count; i++) {
        const char *name = names.items[i];
        if (!nl_same(name, wanted))
            continue;
        /* Folders have no order: the choice must not depend on it. */
        bool better = !found || strcmp(name, wanted) == 0 ||
                      (strcmp(found, wanted) != 0 && strcmp(name, found) < 0);
        if (better)
            found = name;
    }
    *out_name = nl_arena_text(arena, found);
    nl_arena_done(&scratch);
    return status;
}

static enum nl_status refuse_link(const char *path, struct nl_error *err)
{
    return nl_fail(err, NL_REFUSED,
                   NL_T("{1} is a link, and links of another system's disk are not followed"),
                   path);
}

enum nl_status nl_hive_find(struct nl_arena *arena, struct nl_disk *disk, const char *folder,
                            const char *const *parts, const char **out_path, struct nl_error *err)
{
    const char *path = folder;
    for (; *parts; parts++) {
        const char *name = NULL;
        enum nl_disk_kind kind = NL_DISK_NONE;
        enum nl_status status = match(arena, disk, path, *parts, &name, err);
        if (status != NL_OK)
            return status;
        if (!name)
            return nl_fail(err, NL_NOT_FOUND, NL_T("there is no {1} in {2}"), *parts, path);
        const char *below = nl_arena_format(arena, "%s%c%s", path, disk->separator, name);
        status = disk->ops->look(disk, below, &kind, err);
        if (status != NL_OK)
            return status;
        if (kind == NL_DISK_LINK)
            return refuse_link(below, err);
        path = below;
    }
    *out_path = path;
    return NL_OK;
}

/* The same where missing is no failure: NULL then. */
static enum nl_status find_or_none(struct nl_arena *arena, struct nl_disk *disk, const char *folder,
                                   const char *const *parts, const char **out_path,
                                   struct nl_error *err)
{
    struct nl_error failure = {0};
    *out_path = NULL;
    enum nl_status status = nl_hive_find(arena, disk, folder, parts, out_path, &failure);
    if (status == NL_NOT_FOUND)
        return NL_OK;
    if (status != NL_OK && err)
        *err = failure;
    return status;
}

/* Where programs keep what belongs to all users: since Vista, and before it. */
static enum nl_status common_data(struct nl_arena *arena, struct nl_disk *disk, const char *folder,
                                  const char **out_path, struct nl_error *err)
{
    static const char *const now[] = {"ProgramData", NULL};
    static const char *const before_vista[] = {"Documents and Settings", "All Users",
                                               "Application Data", NULL};
    const char *found = NULL;
    enum nl_status status = find_or_none(arena, disk, folder, now, &found, err);
    /* Since Vista the old name is a link to the new one: then there is nothing to find there. */
    if (status == NL_OK && !found)
        (void)find_or_none(arena, disk, folder, before_vista, &found, NULL);
    if (status == NL_OK)
        *out_path =
            found ? found : nl_arena_format(arena, "%s%cProgramData", folder, disk->separator);
    return status;
}

/* Adds parts to a path: as they are spelled there, or as they will be made. */
static enum nl_status extend(struct nl_arena *arena, struct nl_disk *disk, const char *path,
                             const char *const *parts, const char **out_path, struct nl_error *err)
{
    for (; *parts; parts++) {
        const char *one[] = {*parts, NULL};
        const char *below = NULL;
        enum nl_status status = find_or_none(arena, disk, path, one, &below, err);
        if (status != NL_OK)
            return status;
        path = below ? below : nl_arena_format(arena, "%s%c%s", path, disk->separator, *parts);
    }
    *out_path = path;
    return NL_OK;
}

/* A path without separators at its end; a root keeps what names it. */
static const char *trim(struct nl_arena *arena, const struct nl_disk *disk, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && (path[length - 1] == disk->separator || path[length - 1] == '/'))
        length--;
    return nl_arena_copy(arena, path, length);
}

/* The last name of a path, and the folder above it. */
static const char *last_of(struct nl_arena *arena, const struct nl_disk *disk, const char *path,
                           const char **out_above)
{
    const char *last = strrchr(path, disk->separator);
    *out_above = !last          ? "."
                 : last == path ? nl_arena_copy(arena, path, 1)
                                : nl_arena_copy(arena, path, (size_t)(last - path));
    return last ? last + 1 : path;
}

/* A folder as it is called from the root on, whatever it was called: ".", with ".." in it, by a link. */
static enum nl_status resolve(struct nl_arena *arena, struct nl_disk *disk, const char *folder,
                              const char **out_path, struct nl_error *err)
{
    enum nl_status status = disk->ops->resolve(disk, arena, folder, out_path, err);
    if (status == NL_OK)
        *out_path = trim(arena, disk, *out_path);
    return status;
}

/* The folder above one: of a link it would be another than where it leads. */
static enum nl_status go_up(struct nl_arena *arena, struct nl_disk *disk, const char *folder,
                            const char **out_above, struct nl_error *err)
{
    enum nl_disk_kind kind = NL_DISK_NONE;
    enum nl_status status = disk->ops->look(disk, folder, &kind, err);
    if (status == NL_OK && kind == NL_DISK_LINK)
        status = refuse_link(folder, err);
    if (status == NL_OK)
        (void)last_of(arena, disk, folder, out_above);
    return status;
}

/* Where the folder named is the one with the hives: System32/config of a Windows folder, or a folder
 * that hives were copied to. */
static enum nl_status find_hives(struct nl_arena *arena, struct nl_disk *disk,
                                 struct nl_hive_folders *found, struct nl_error *err)
{
    static const char *const system[] = {"SYSTEM", NULL};
    const char *hive = NULL;
    const char *system32 = NULL;
    enum nl_disk_kind kind = NL_DISK_NONE;
    enum nl_status status = nl_hive_find(arena, disk, found->root, system, &hive, err);
    if (status == NL_OK)
        status = disk->ops->look(disk, hive, &kind, err);
    if (status != NL_OK)
        return status;
    if (kind != NL_DISK_FILE) /* Windows/System is a folder */
        return nl_fail(err, NL_NOT_FOUND, NL_T("there is no {1} in {2}"), "Windows", found->root);
    const char *config = NULL;
    const char *windows = NULL;
    status = resolve(arena, disk, found->root, &config, err);
    if (status != NL_OK)
        return status;
    found->config = found->root;
    found->windows = found->root;
    found->alone = !nl_same(last_of(arena, disk, config, &system32), "config") ||
                   !nl_same(last_of(arena, disk, system32, &windows), "System32");
    if (found->alone)
        return NL_OK;
    found->config = config;
    found->windows = windows;
    status = go_up(arena, disk, config, &system32, err);
    if (status == NL_OK)
        status = go_up(arena, disk, system32, &windows, err);
    return status == NL_OK ? go_up(arena, disk, windows, &found->root, err) : status;
}

/* Where the folder named holds the Windows folder, or is it, or holds the hives. */
static enum nl_status find_windows(struct nl_arena *arena, struct nl_disk *disk, const char *folder,
                                   struct nl_hive_folders *found, struct nl_error *err)
{
    static const char *const windows[] = {"Windows", NULL};
    static const char *const config[] = {"System32", "config", NULL};
    struct nl_error failure = {0};
    found->root = trim(arena, disk, folder);
    enum nl_status status =
        nl_hive_find(arena, disk, found->root, windows, &found->windows, &failure);
    if (status == NL_OK)
        status = nl_hive_find(arena, disk, found->windows, config, &found->config, &failure);
    if (status == NL_NOT_FOUND &&
        nl_hive_find(arena, disk, found->root, config, &found->config, NULL) == NL_OK) {
        status = resolve(arena, disk, found->root, &found->windows, err);
        if (status == NL_OK)
            status = nl_hive_find(arena, disk, found->windows, config, &found->config, err);
        return status == NL_OK ? go_up(arena, disk, found->windows, &found->root, err) : status;
    }
    if (status == NL_NOT_FOUND) {
        struct nl_error other = {0};
        enum nl_status hives = find_hives(arena, disk, found, &other);
        if (hives == NL_OK)
            return NL_OK;
        if (hives != NL_NOT_FOUND) {
            status = hives;
            failure = other;
        }
    }
    if (status != NL_OK && err)
        *err = failure;
    return status;
}

/* A person may name the disk itself, or an image of it, in place of the folder where it is mounted. */
static enum nl_status check_is_mounted(struct nl_disk *disk, const char *folder,
                                       struct nl_error *err)
{
    static const char bitlocker[] = "-FVE-FS-"; /* behind the jump of the first sector */
    enum { AT_SIGNATURE = 3 };
    uint8_t first[AT_SIGNATURE + sizeof bitlocker - 1];
    enum nl_disk_kind kind = NL_DISK_NONE;
    size_t got = 0;
    if (disk->ops->look(disk, folder, &kind, NULL) != NL_OK ||
        (kind != NL_DISK_FILE && kind != NL_DISK_OTHER))
        return NL_OK;
    if (disk->ops->head(disk, folder, first, sizeof first, &got, NULL) == NL_OK &&
        got == sizeof first && memcmp(first + AT_SIGNATURE, bitlocker, sizeof bitlocker - 1) == 0) {
        (void)nl_fail(err, NL_INVALID, NL_T("{1} is a disk that BitLocker has locked"), folder);
        (void)nl_next(err, NL_T("Unlock it with cryptsetup (type bitlk) or dislocker, mount it, "
                                "and name the folder where it is mounted."));
        return NL_INVALID;
    }
    (void)nl_fail(err, NL_INVALID, NL_T("{1} is not a folder"), folder);
    (void)nl_next(err, NL_T("Mount the disk, and name the folder where it is mounted."));
    return NL_INVALID;
}

enum nl_status nl_hive_folders_find(struct nl_arena *arena, struct nl_disk *disk,
                                    const char *folder, struct nl_hive_folders *out_folders,
                                    struct nl_error *err)
{
    static const char *const journal[] = {"netlatch", "journal", NULL};
    struct nl_hive_folders found = {0};
    enum nl_status status = check_is_mounted(disk, folder, err);
    if (status != NL_OK)
        return status;
    status = find_windows(arena, disk, folder, &found, err);
    if (status != NL_OK) {
        (void)nl_context(err, NL_T("{1} contains no Windows that can be read"), folder);
        if (status == NL_NOT_FOUND)
            (void)nl_next(err,
                          NL_T("Name the folder in which the Windows folder lies, where drive C: "
                               "of that disk is mounted, or a folder with copies of its "
                               "registry hives (SYSTEM)."));
        return status;
    }
    const char *data = found.root;
    status = common_data(arena, disk, found.root, &data, err);
    if (status == NL_OK)
        status = extend(arena, disk, data, journal, &found.journal, err);
    if (status == NL_OK)
        *out_folders = found;
    return status;
}

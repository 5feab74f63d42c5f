/* hive_folder.c - files of a foreign Windows, found without regard to case. */
#include "hive_folder.h"

#include "base/text.h"
#include "hive_host.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum nl_status nl_hive_fail(struct nl_error *err, int number, const char *call, const char *format,
                            const char *path)
{
    enum nl_status status = NL_FAILED;
    if (number == ENOENT || number == ENOTDIR)
        status = NL_NOT_FOUND;
    else if (number == EACCES || number == EPERM || number == EROFS)
        status = NL_DENIED;
    (void)nl_fail(err, status, format, path);
    (void)nl_native(err, NL_NATIVE_ERRNO, (uint32_t)number, call);
    if (status == NL_DENIED)
        (void)nl_next(err, NL_T("Check how that disk is mounted, and who may read and write it."));
    if (number == ENOSPC || number == EDQUOT)
        (void)nl_next(err, NL_T("Make room on that disk and try again."));
    return status;
}

/* The name in a folder that is wanted's but for case; NULL when there is none. */
static enum nl_status match(struct nl_arena *arena, const char *folder, const char *wanted,
                            const char **out_name, struct nl_error *err)
{
    DIR *open_folder = opendir(folder);
    if (!open_folder)
        return nl_hive_fail(err, errno, "opendir", NL_T("cannot look into {1}"), folder);
    const char *found = NULL;
    const struct dirent *entry = NULL;
    while ((entry = readdir(open_folder)) != NULL) {
        if (!nl_same(entry->d_name, wanted))
            continue;
        /* Folders have no order: the choice must not depend on it. */
        bool better = !found || strcmp(entry->d_name, wanted) == 0 ||
                      (strcmp(found, wanted) != 0 && strcmp(entry->d_name, found) < 0);
        if (better)
            found = nl_arena_text(arena, entry->d_name);
    }
    (void)closedir(open_folder);
    *out_name = found;
    return NL_OK;
}

enum nl_status nl_hive_find(struct nl_arena *arena, const char *folder, const char *const *parts,
                            const char **out_path, struct nl_error *err)
{
    const char *path = folder;
    for (; *parts; parts++) {
        const char *name = NULL;
        struct stat about;
        enum nl_status status = match(arena, path, *parts, &name, err);
        if (status != NL_OK)
            return status;
        if (!name)
            return nl_fail(err, NL_NOT_FOUND, NL_T("there is no {1} in {2}"), *parts, path);
        const char *below = nl_arena_format(arena, "%s/%s", path, name);
        if (lstat(below, &about) != 0)
            return nl_hive_fail(err, errno, "lstat", NL_T("cannot look at {1}"), below);
        if (S_ISLNK(about.st_mode))
            return nl_fail(err, NL_REFUSED,
                           NL_T("{1} is a link, and links of another system's disk are not "
                                "followed"),
                           below);
        path = below;
    }
    *out_path = path;
    return NL_OK;
}

/* The same where missing is no failure: NULL then. */
static enum nl_status find_or_none(struct nl_arena *arena, const char *folder,
                                   const char *const *parts, const char **out_path,
                                   struct nl_error *err)
{
    struct nl_error failure = {0};
    *out_path = NULL;
    enum nl_status status = nl_hive_find(arena, folder, parts, out_path, &failure);
    if (status == NL_NOT_FOUND)
        return NL_OK;
    if (status != NL_OK && err)
        *err = failure;
    return status;
}

/* Where programs keep what belongs to all users: since Vista, and before it. */
static enum nl_status common_data(struct nl_arena *arena, const char *folder, const char **out_path,
                                  struct nl_error *err)
{
    static const char *const now[] = {"ProgramData", NULL};
    static const char *const before_vista[] = {"Documents and Settings", "All Users",
                                               "Application Data", NULL};
    const char *found = NULL;
    enum nl_status status = find_or_none(arena, folder, now, &found, err);
    /* Since Vista the old name is a link to the new one: then there is nothing to find there. */
    if (status == NL_OK && !found)
        (void)find_or_none(arena, folder, before_vista, &found, NULL);
    if (status == NL_OK)
        *out_path = found ? found : nl_arena_format(arena, "%s/ProgramData", folder);
    return status;
}

/* Adds parts to a path: as they are spelled there, or as they will be made. */
static enum nl_status extend(struct nl_arena *arena, const char *path, const char *const *parts,
                             const char **out_path, struct nl_error *err)
{
    for (; *parts; parts++) {
        const char *one[] = {*parts, NULL};
        const char *below = NULL;
        enum nl_status status = find_or_none(arena, path, one, &below, err);
        if (status != NL_OK)
            return status;
        path = below ? below : nl_arena_format(arena, "%s/%s", path, *parts);
    }
    *out_path = path;
    return NL_OK;
}

enum nl_status nl_hive_folders_find(struct nl_arena *arena, const char *folder,
                                    struct nl_hive_folders *out_folders, struct nl_error *err)
{
    static const char *const config[] = {"Windows", "System32", "config", NULL};
    static const char *const journal[] = {"netlatch", "journal", NULL};
    struct nl_hive_folders found = {0};
    enum nl_status status = nl_hive_find(arena, folder, config, &found.config, err);
    if (status != NL_OK) {
        (void)nl_context(err, NL_T("{1} holds no Windows that could be read"), folder);
        if (status == NL_NOT_FOUND)
            (void)nl_next(err, NL_T("Name the folder in which the Windows folder lies: where drive "
                                    "C: of that disk is mounted."));
        return status;
    }
    const char *data = folder;
    status = common_data(arena, folder, &data, err);
    if (status == NL_OK)
        status = extend(arena, data, journal, &found.journal, err);
    if (status == NL_OK)
        *out_folders = found;
    return status;
}

/* hive_users.c - the users' own hives of an offline Windows. */
#include "hive_users.h"

#include "hive_folder.h"
#include "hive_read.h"
#include "model/profile.h"
#include "model/sid.h"

#include <string.h>

#define VERSION "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"
#define PROFILES VERSION "\\ProfileList"

enum { MOST_USERS = 256 };

/* A person's account, local, of a domain, or of Entra ID; a key of Windows' own ending (.bak) is no
 * SID. */
static bool is_person(const char *sid)
{
    return nl_sid_valid(sid) && (nl_starts(sid, "S-1-5-21-") || nl_starts(sid, "S-1-12-1-"));
}

/* The letter that the disk has while that Windows runs; 0 where it is not known. */
static char system_drive(struct nl_hive_registry *registry)
{
    struct nl_value value =
        nl_hive_registry_value(registry->arena, registry, VERSION, "SystemRoot");
    const char *root = nl_value_as_text(registry->arena, &value);
    return root && root[0] && root[1] == ':' ? root[0] : 0;
}

/* Where a profile is below the root of the disk, as parts of a path; none for a path that does not
 * begin with that disk's drive. */
static struct nl_texts parts_of(struct nl_arena *arena, const char *path, char drive_letter)
{
    static const char drive[] = "%SystemDrive%\\";
    struct nl_texts parts = {0};
    if (nl_starts(path, drive))
        path += sizeof drive - 1;
    else if (path[0] && path[1] == ':' && path[2] == '\\' &&
             (!drive_letter || !((path[0] ^ drive_letter) & ~0x20)))
        path += 3;
    else
        return parts;
    parts = nl_split(arena, path, '\\');
    for (size_t i = 0; i < parts.count; i++) {
        if (!parts.items[i][0] || nl_equal(parts.items[i], ".") || nl_equal(parts.items[i], ".."))
            return (struct nl_texts){0};
    }
    nl_texts_add(&parts, arena, "NTUSER.DAT");
    *NL_PUSH(arena, &parts) = NULL; /* where the list ends */
    return parts;
}

static void open_one(struct nl_hive_registry *registry, const char *root, const char *sid,
                     char drive_letter)
{
    struct nl_arena *arena = registry->arena;
    struct nl_hive_file *user = &registry->users[registry->user_count];
    struct nl_error err = {0};
    const char *path = NULL;
    struct nl_value value = nl_hive_registry_value(
        arena, registry, nl_arena_format(arena, PROFILES "\\%s", sid), "ProfileImagePath");
    const char *where = nl_value_as_text(arena, &value);
    struct nl_texts parts = where ? parts_of(arena, where, drive_letter) : (struct nl_texts){0};
    if (parts.count == 0)
        return;
    enum nl_status status = nl_hive_find(arena, registry->disk, root, parts.items, &path, &err);
    if (status == NL_NOT_FOUND)
        return;
    if (status == NL_OK)
        status = nl_hive_open(arena, registry->disk, path, user, &err);
    user->name = sid;
    user->denied = status == NL_DENIED;
    if (status != NL_OK)
        user->problem = nl_error_text(arena, &err, NULL);
    registry->user_count++;
}

void nl_hive_users_open(struct nl_hive_registry *registry, const char *root)
{
    struct nl_subkeys profiles = {0};
    registry->reader.subkeys(&registry->reader, registry->arena, PROFILES, &profiles);
    if (profiles.state != NL_VALUE_PRESENT || profiles.cut || profiles.names.count > MOST_USERS)
        return;
    char drive_letter = system_drive(registry);
    /* Made once: an open hive must not move. */
    registry->users =
        nl_arena_array(registry->arena, profiles.names.count, sizeof *registry->users);
    for (size_t i = 0; i < profiles.names.count; i++) {
        if (is_person(profiles.names.items[i]))
            open_one(registry, root, profiles.names.items[i], drive_letter);
    }
    registry->users_seen = true;
}

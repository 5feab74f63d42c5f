/* hive_policy.c - the Group Policy files on the disk of an offline Windows. */
#include "hive_policy.h"

#include "base/utf16.h"
#include "hive_folder.h"
#include "hive_unseen.h"
#include "model/catalogue.h"
#include "model/registry_pol.h"

#include <stdlib.h>
#include <string.h>

#define SERVICES "HKLM\\SYSTEM\\CurrentControlSet\\Services\\"

enum {
    MOST_BYTES = 16 * 1024 * 1024, /* real ones have a few hundred KB */
    MOST_FOLDERS = 256             /* domains, and policies of a domain, that are looked into */
};

struct survey {
    struct nl_arena *arena;
    struct nl_disk *disk;
    struct nl_machine *machine;
};

struct bytes {
    const char *path; /* of the file, or of the folder that does not hold it */
    const uint8_t *bytes;
    size_t size;
};

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What stands behind "HKLM\" in the path of a registry value; NULL for any other path. */
static const char *in_machine(const char *path)
{
    static const char hive[] = "HKLM\\";
    return path && nl_starts(path, hive) ? path + sizeof hive - 1 : NULL;
}

/* Whether a key is the one of a path, in which {1} stands for any adapter or service. */
static bool same_key(const char *path, const char *key)
{
    const char *wanted = in_machine(path);
    const char *cut = wanted ? strstr(wanted, "{1}") : NULL;
    if (!wanted || !cut)
        return wanted && nl_same(wanted, key);
    size_t length = (size_t)(cut - wanted);
    return strlen(key) > length && nl_same_parts(key, length, wanted, length);
}

static bool same_value(const char *path, const char *value, const char *key, const char *name)
{
    return same_key(path, key) && (!name || nl_same(name, value));
}

/* Whether a policy that sets or removes a value (name NULL: any of the key) concerns a setting. */
static bool setting_has(struct nl_arena *arena, const struct nl_setting *setting, const char *key,
                        const char *name)
{
    if (setting->place == NL_PLACE_SERVICE_START)
        return same_value(nl_arena_format(arena, SERVICES "%s", setting->path), "Start", key, name);
    return (setting->place == NL_PLACE_REGISTRY &&
            same_value(setting->path, setting->name, key, name)) ||
           same_value(setting->policy_path, setting->policy_name, key, name);
}

static bool concerns(struct nl_arena *arena, const struct nl_pol_entry *entry)
{
    if (nl_starts(entry->key, "SOFTWARE\\Policies\\Microsoft\\WindowsFirewall"))
        return true;
    const struct nl_setting *setting = NULL;
    for (size_t i = 0; (setting = nl_setting_at(i)) != NULL; i++) {
        if (setting_has(arena, setting, entry->key, nl_registry_pol_name(entry)))
            return true;
    }
    return false;
}

/* Whether a security template names a right, an account or a value that a setting is about. */
static bool template_concerns(const char *text)
{
    const struct nl_setting *setting = NULL;
    for (size_t i = 0; (setting = nl_setting_at(i)) != NULL; i++) {
        const char *key = in_machine(setting->path);
        bool named = false;
        if (setting->place == NL_PLACE_USER_RIGHT)
            named = nl_holds(text, setting->path);
        else if (setting->place == NL_PLACE_ACCOUNT)
            named = nl_holds(text, "EnableGuestAccount");
        else if (setting->place == NL_PLACE_SERVICE_START && !strchr(setting->path, '{'))
            named = nl_holds(text, setting->path);
        else if (key && !strchr(key, '{'))
            named = nl_holds(text, key) && nl_holds(text, setting->name);
        if (named)
            return true;
    }
    return false;
}

/* Says that a file of a policy could not be read, unless there is none. */
static void say_unread(struct survey *survey, const char *path, enum nl_status status,
                       struct nl_error *err)
{
    if (status != NL_NOT_FOUND)
        nl_hive_say_unseen(survey->arena, survey->machine, path, NL_HIVE_CODE_INVALID_DATA,
                           nl_error_text(survey->arena, err, NULL));
}

/* A file below folder, whole. */
static enum nl_status read_below(struct survey *survey, const char *folder,
                                 const char *const *parts, struct bytes *out, struct nl_error *err)
{
    *out = (struct bytes){.path = folder};
    enum nl_status status =
        nl_hive_find(survey->arena, survey->disk, folder, parts, &out->path, err);
    return status == NL_OK ? survey->disk->ops->read(survey->disk, survey->arena, out->path,
                                                     MOST_BYTES, &out->bytes, &out->size, err)
                           : status;
}

static void look_at_registry(struct survey *survey, const char *folder)
{
    static const char *const parts[] = {"Machine", "Registry.pol", NULL};
    struct bytes file;
    struct nl_error err = {0};
    struct nl_pol_entries entries = {0};
    enum nl_status status = read_below(survey, folder, parts, &file, &err);
    if (status == NL_OK)
        status =
            nl_registry_pol_read(survey->arena, file.path, file.bytes, file.size, &entries, &err);
    if (status != NL_OK)
        say_unread(survey, file.path, status, &err);
    for (size_t i = 0; status == NL_OK && i < entries.count; i++) {
        if (!concerns(survey->arena, &entries.items[i]))
            continue;
        nl_hive_say_unseen(survey->arena, survey->machine, file.path, 0,
                           NL_T("this policy file decides a setting: Windows applies it "
                                "when it starts, and it overrides a change made offline"));
        return;
    }
}

static void look_at_template(struct survey *survey, const char *folder)
{
    static const char *const parts[] = {"Machine", "Microsoft",   "Windows NT",
                                        "SecEdit", "GptTmpl.inf", NULL};
    struct bytes file;
    struct nl_error err = {0};
    enum nl_status status = read_below(survey, folder, parts, &file, &err);
    if (status != NL_OK) {
        say_unread(survey, file.path, status, &err);
        return;
    }
    /* UTF-16 with its mark, as Windows writes it, or text of one byte a character. */
    const char *text = nl_utf16_or_utf8(survey->arena, file.bytes, &file.size, NULL);
    if (template_concerns(nl_arena_copy(survey->arena, text, file.size)))
        nl_hive_say_unseen(survey->arena, survey->machine, file.path, 0,
                           NL_T("this security template of a policy decides a setting: "
                                "Windows applies it when it starts, and it overrides a change made "
                                "offline"));
}

static void look_at(struct survey *survey, const char *folder)
{
    look_at_registry(survey, folder);
    look_at_template(survey, folder);
}

/* The folders below one, at most MOST_FOLDERS; links are not followed. */
static struct nl_texts folders_below(struct survey *survey, const char *folder)
{
    struct nl_texts names = {0};
    struct nl_texts found = {0};
    if (survey->disk->ops->list(survey->disk, survey->arena, folder, &names, NULL) != NL_OK)
        return found;
    if (names.count > 1)
        qsort(names.items, names.count, sizeof *names.items, by_name);
    for (size_t i = 0; i < names.count; i++) {
        const char *path = nl_arena_format(survey->arena, "%s%c%s", folder, survey->disk->separator,
                                           names.items[i]);
        enum nl_disk_kind kind = NL_DISK_NONE;
        if (survey->disk->ops->look(survey->disk, path, &kind, NULL) != NL_OK ||
            kind != NL_DISK_FOLDER)
            continue;
        if (found.count == MOST_FOLDERS) {
            nl_hive_say_unseen(survey->arena, survey->machine, folder, 0,
                               NL_T("it holds more folders than are looked into"));
            break;
        }
        *NL_PUSH(survey->arena, &found) = path;
    }
    return found;
}

/* Policies of one domain: a folder for each, named by its GUID. */
static void look_at_policies(struct survey *survey, const char *domain)
{
    static const char *const policies[] = {"Policies", NULL};
    const char *path = NULL;
    if (nl_hive_find(survey->arena, survey->disk, domain, policies, &path, NULL) != NL_OK)
        return;
    struct nl_texts found = folders_below(survey, path);
    for (size_t i = 0; i < found.count; i++)
        look_at(survey, found.items[i]);
}

void nl_hive_survey_policy(struct nl_arena *arena, struct nl_disk *disk, const char *windows,
                           struct nl_machine *machine)
{
    static const char *const local[] = {"System32", "GroupPolicy", NULL};
    static const char *const fetched[] = {"System32", "GroupPolicy", "DataStore",
                                          "0",        "sysvol",      NULL};
    static const char *const own[] = {"SYSVOL", "domain", NULL};
    struct survey survey = {arena, disk, machine};
    const char *path = NULL;
    if (nl_hive_find(arena, disk, windows, local, &path, NULL) == NL_OK)
        look_at(&survey, path);
    if (nl_hive_find(arena, disk, windows, fetched, &path, NULL) == NL_OK) {
        struct nl_texts domains = folders_below(&survey, path);
        for (size_t i = 0; i < domains.count; i++)
            look_at_policies(&survey, domains.items[i]);
    }
    if (nl_hive_find(arena, disk, windows, own, &path, NULL) == NL_OK)
        look_at_policies(&survey, path);
}

/* hive_change.c - changing one value of a registry in memory. */
#include "hive_change.h"

#include "base/clean.h"

#include "hive_keys.h"
#include "hive_open.h"
#include "hive_read.h"
#include "hive_values.h"

#include <string.h>

enum { LONGEST_NAME = 255 };

static enum nl_status cannot(struct nl_error *err, const char *format, const char *path)
{
    return nl_fail(err, NL_FAILED, format, path);
}

static bool is_ascii(const char *text)
{
    while (*text && (unsigned char)*text < 0x80)
        text++;
    return !*text;
}

/* Makes the keys that are missing at the end of a path. */
static enum nl_status make_keys(struct nl_arena *arena, struct nl_hive_place *place,
                                struct nl_error *err)
{
    struct nl_texts names = nl_split(arena, place->rest, '\\');
    for (size_t i = 0; i < names.count; i++) {
        const char *name = names.items[i];
        if (!name[0] || strlen(name) > LONGEST_NAME || !is_ascii(name))
            return nl_fail(err, NL_INVALID, NL_T("{1} is not a valid name of a registry key"),
                           nl_clean(arena, name));
    }
    for (size_t i = 0; i < names.count; i++) {
        if (!nl_hive_key_add(&place->file->image, place->key, names.items[i], &place->key))
            return cannot(err, NL_T("cannot create the registry key {1}"), names.items[i]);
    }
    place->state = NL_VALUE_PRESENT;
    return NL_OK;
}

static enum nl_status set(struct nl_arena *arena, struct nl_hive_place *place, const char *path,
                          const char *name, const struct nl_value *wanted, struct nl_error *err)
{
    enum nl_status status = NL_OK;
    if (wanted->type >= NL_TYPE_OWN || wanted->size > NL_HIVE_SEGMENT || !is_ascii(name))
        return nl_fail(err, NL_INVALID, NL_T("{1} cannot be stored in a registry value here"),
                       nl_value_type_name(arena, wanted->type));
    if (place->state == NL_VALUE_ABSENT)
        status = make_keys(arena, place, err);
    if (status == NL_OK && !nl_hive_value_set(&place->file->image, place->key, name, wanted->type,
                                              wanted->bytes, wanted->size))
        status = cannot(err, NL_T("cannot write to {1}"), path);
    return status;
}

static bool is_empty(struct nl_arena *arena, const struct nl_hive_place *place)
{
    struct nl_hive_offsets keys = {0};
    return nl_hive_subkeys(arena, &place->file->image, place->key, &keys) && keys.count == 0 &&
           nl_hive_value_count(&place->file->image, place->key) == 0;
}

/* Removes up to count keys from the end of path, stopping at the first that holds something. */
static enum nl_status remove_keys(struct nl_arena *arena, struct nl_hive_registry *registry,
                                  const char *path, uint32_t count, struct nl_error *err)
{
    char *at = nl_arena_text(arena, path);
    for (uint32_t i = 0; i < count; i++) {
        struct nl_hive_place place = nl_hive_locate(registry, at);
        char *cut = strrchr(at, '\\');
        if (!cut || !place.file)
            return NL_OK;
        if (place.state == NL_VALUE_PRESENT) {
            if (!is_empty(arena, &place) || place.key == nl_hive_root(&place.file->image))
                return NL_OK;
            if (!nl_hive_key_remove(&place.file->image, place.key))
                return cannot(err, NL_T("cannot remove the registry key {1}"), at);
        }
        *cut = '\0';
    }
    return NL_OK;
}

static enum nl_status change(struct nl_arena *arena, struct nl_hive_registry *registry,
                             struct nl_hive_place *place, const char *path, const char *name,
                             const struct nl_value *wanted, struct nl_error *err)
{
    if (wanted->state == NL_VALUE_PRESENT)
        return set(arena, place, path, name, wanted, err);
    if (wanted->state != NL_VALUE_ABSENT)
        return nl_fail(err, NL_INVALID, NL_T("only a value or its absence can be written"));
    if (place->state == NL_VALUE_PRESENT &&
        !nl_hive_value_remove(&place->file->image, place->key, name))
        return cannot(err, NL_T("cannot write to {1}"), path);
    return remove_keys(arena, registry, path, wanted->missing_keys, err);
}

enum nl_status nl_hive_change(struct nl_arena *arena, struct nl_hive_registry *registry,
                              const char *path, const char *name, const struct nl_value *wanted,
                              struct nl_error *err)
{
    struct nl_hive_place place = nl_hive_locate(registry, path);
    if (place.file != &registry->files[NL_HIVE_SYSTEM] &&
        place.file != &registry->files[NL_HIVE_SOFTWARE])
        return nl_fail(err, NL_UNSUPPORTED, NL_T("{1} cannot be written in an offline Windows"),
                       path);
    place.file->changed = true;
    enum nl_status status = change(arena, registry, &place, path, name, wanted, err);
    if (status == NL_OK) {
        struct nl_value now = nl_hive_registry_value(arena, registry, path, name);
        if (!nl_value_equal(&now, wanted))
            status = cannot(err, NL_T("{1} was written, but reads back differently"), path);
    }
    if (status != NL_OK)
        nl_hive_reread(registry, place.file);
    return status;
}

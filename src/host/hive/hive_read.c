/* hive_read.c - keys and values out of open hives, by their paths on a running Windows. */
#include "hive_read.h"

#include <string.h>

#define CURRENT_CONTROL_SET "CurrentControlSet"

/* The first component of a path and what follows it. */
static size_t first_part(const char *path)
{
    return strcspn(path, "\\");
}

static const char *after_part(const char *path, size_t length)
{
    return path[length] ? path + length + 1 : path + length;
}

/* Goes down from a key along path. */
static void descend(struct nl_hive_place *place, const char *path)
{
    while (place->state == NL_VALUE_PRESENT && *path) {
        size_t length = first_part(path);
        uint32_t below = nl_hive_subkey(&place->file->image, place->key, path, length);
        if (below != NL_HIVE_NOWHERE) {
            place->key = below;
            path = after_part(path, length);
        } else {
            place->state = NL_VALUE_ABSENT;
            place->rest = path;
            for (place->missing_keys = 1; *path; path++)
                place->missing_keys += *path == '\\';
        }
    }
}

/* The users' SIDs, as the keys below HKU. */
static struct nl_subkeys list_users(struct nl_arena *arena, const struct nl_hive_registry *registry)
{
    struct nl_subkeys found = {.state = NL_VALUE_PRESENT};
    if (!registry->users_seen)
        return (struct nl_subkeys){.state = NL_VALUE_UNSUPPORTED, .code = NL_HIVE_CODE_UNSUPPORTED};
    for (size_t i = 0; i < registry->user_count; i++)
        nl_texts_add(&found.names, arena, registry->users[i].name);
    return found;
}

/* The hive that a path below HKU lies in, and the rest of the path. */
static struct nl_hive_file *user_of(struct nl_hive_registry *registry, const char **path)
{
    static const char root[] = "HKU\\";
    if (!nl_starts(*path, root))
        return NULL;
    const char *below = *path + sizeof root - 1;
    size_t length = first_part(below);
    for (size_t i = 0; i < registry->user_count; i++) {
        struct nl_hive_file *user = &registry->users[i];
        if (nl_same_parts(below, length, user->name, strlen(user->name))) {
            *path = after_part(below, length);
            return user;
        }
    }
    return NULL;
}

/* The hive that a path below HKLM lies in, and the rest of the path. */
static struct nl_hive_file *file_of(struct nl_hive_registry *registry, const char **path)
{
    static const char root[] = "HKLM\\";
    if (!nl_starts(*path, root))
        return user_of(registry, path);
    const char *below = *path + sizeof root - 1;
    size_t length = first_part(below);
    for (size_t i = 0; i < NL_HIVE_COUNT; i++) {
        struct nl_hive_file *file = &registry->files[i];
        if (nl_same_parts(below, length, file->name, strlen(file->name))) {
            *path = after_part(below, length);
            return file;
        }
    }
    return NULL;
}

struct nl_hive_place nl_hive_locate(struct nl_hive_registry *registry, const char *path)
{
    struct nl_hive_place place = {.state = NL_VALUE_UNSUPPORTED, .code = NL_HIVE_CODE_UNSUPPORTED};
    struct nl_hive_file *file = file_of(registry, &path);
    if (!file || !file->open) {
        if (file && file->denied)
            place = (struct nl_hive_place){.state = NL_VALUE_DENIED, .code = NL_HIVE_CODE_DENIED};
        else if (file && file->problem)
            place.code = NL_HIVE_CODE_DAMAGED;
        return place;
    }
    place = (struct nl_hive_place){
        .state = NL_VALUE_PRESENT, .file = file, .key = nl_hive_root(&file->image)};
    size_t length = first_part(path);
    if (file == &registry->files[NL_HIVE_SYSTEM] && registry->control_set &&
        nl_same_parts(path, length, CURRENT_CONTROL_SET, sizeof CURRENT_CONTROL_SET - 1)) {
        descend(&place, registry->control_set);
        path = after_part(path, length);
    }
    descend(&place, path);
    return place;
}

/* What one value holds. */
static struct nl_value data_of(struct nl_arena *arena, const struct nl_hive_image *image,
                               uint32_t value)
{
    uint32_t type = 0;
    size_t size = 0;
    if (!nl_hive_value_type(image, value, &type, &size))
        return nl_value_unsupported(NL_HIVE_CODE_DAMAGED);
    if (size > NL_SURVEY_VALUE_SIZE)
        return nl_value_unsupported(NL_SURVEY_LEFT_OUT);
    const uint8_t *data = nl_hive_value_data(arena, image, value);
    return data ? nl_value_raw(arena, type, data, size)
                : nl_value_unsupported(NL_HIVE_CODE_DAMAGED);
}

struct nl_value nl_hive_registry_value(struct nl_arena *arena, struct nl_hive_registry *registry,
                                       const char *path, const char *name)
{
    struct nl_hive_place place = nl_hive_locate(registry, path);
    if (place.state == NL_VALUE_PRESENT) {
        uint32_t value = nl_hive_value_find(&place.file->image, place.key, name);
        return value == NL_HIVE_NOWHERE ? nl_value_absent(0)
                                        : data_of(arena, &place.file->image, value);
    }
    if (place.state == NL_VALUE_ABSENT)
        return nl_value_absent(place.missing_keys);
    return place.state == NL_VALUE_DENIED ? nl_value_denied(place.code)
                                          : nl_value_unsupported(place.code);
}

static bool is_wanted(const char *const *names, const char *name)
{
    for (; names && *names; names++) {
        if (nl_same(*names, name))
            return true;
    }
    return names == NULL;
}

/* Whether the walk does not want this value (reader->keep). */
static bool is_left_out(const struct nl_registry_reader *reader, struct nl_arena *scratch,
                        const struct nl_hive_image *image, uint32_t value)
{
    uint32_t type = 0;
    size_t size = 0;
    if (!reader->keep || !nl_hive_value_type(image, value, &type, &size) || size == 0 ||
        size > NL_SURVEY_VALUE_SIZE)
        return false;
    const uint8_t *bytes = nl_hive_value_data(scratch, image, value);
    return bytes && !reader->keep(type, bytes, size);
}

/* All values of a key, or those with the names. */
static void list_values(struct nl_registry_reader *reader, struct nl_arena *arena,
                        const struct nl_hive_place *place, const char *const *names,
                        struct nl_registry_key *key)
{
    const struct nl_hive_image *image = &place->file->image;
    size_t count = nl_hive_value_count(image, place->key);
    if (count > (reader->keep ? NL_SURVEY_LOOKED_AT : NL_SURVEY_VALUES)) {
        key->state = NL_VALUE_UNSUPPORTED;
        key->code = NL_SURVEY_LEFT_OUT;
        return;
    }
    struct nl_arena scratch;
    nl_arena_init(&scratch, arena->exhausted, arena->context);
    for (size_t i = 0; i < count; i++) {
        uint32_t value = nl_hive_value_at(image, place->key, i);
        const char *name = nl_hive_value_name(&scratch, image, value);
        if (!name || !is_wanted(names, name))
            continue;
        if (is_left_out(reader, &scratch, image, value)) {
            key->left_out++;
            continue;
        }
        struct nl_registry_value *found = NL_PUSH(arena, &key->values);
        found->name = nl_arena_text(arena, name);
        found->value = data_of(arena, image, value);
    }
    nl_arena_done(&scratch);
}

static void read_values(struct nl_registry_reader *reader, struct nl_arena *arena,
                        const char *const *names, struct nl_registry_key *key)
{
    struct nl_hive_registry *registry = (struct nl_hive_registry *)(void *)reader;
    struct nl_hive_place place = nl_hive_locate(registry, key->path);
    if (nl_same(key->path, "HKU") && registry->users_seen)
        return; /* it holds keys and no values */
    key->state = place.state;
    key->code = place.code;
    key->missing_keys = place.missing_keys;
    if (place.state == NL_VALUE_PRESENT)
        list_values(reader, arena, &place, names, key);
}

static void read_subkeys(struct nl_registry_reader *reader, struct nl_arena *arena,
                         const char *path, struct nl_subkeys *out_subkeys)
{
    struct nl_hive_registry *registry = (struct nl_hive_registry *)(void *)reader;
    if (nl_same(path, "HKU")) {
        *out_subkeys = list_users(arena, registry);
        return;
    }
    struct nl_hive_place place = nl_hive_locate(registry, path);
    struct nl_subkeys found = {
        .state = place.state, .code = place.code, .missing_keys = place.missing_keys};
    struct nl_hive_offsets keys = {0};
    if (place.state == NL_VALUE_PRESENT &&
        !nl_hive_subkeys(arena, &place.file->image, place.key, &keys)) {
        found.state = NL_VALUE_UNSUPPORTED;
        found.code = NL_HIVE_CODE_DAMAGED;
        keys.count = 0;
    }
    for (size_t i = 0; i < keys.count && !found.cut; i++) {
        const char *name = nl_hive_key_name(arena, &place.file->image, keys.items[i]);
        found.cut = name && found.names.count == NL_SURVEY_SERVICES;
        if (name && !found.cut)
            nl_texts_add(&found.names, arena, name);
    }
    *out_subkeys = found;
}

const struct nl_registry_reader nl_hive_reader = {.values = read_values, .subkeys = read_subkeys};

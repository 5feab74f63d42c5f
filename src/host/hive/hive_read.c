/* hive_read.c - keys and values out of open hives, and the reader that a survey asks. */
#include "base/utf8.h"
#include "hive_registry.h"

#include <stdlib.h>
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

void nl_hive_forget(struct nl_hive_file *file)
{
    nl_arena_done(&file->listed_arena);
    file->listed.items = NULL;
    file->listed.count = 0;
    file->listed.capacity = 0;
}

/* The keys below a key; NULL when the hive is damaged there. */
static const struct nl_hive_keys *list_keys(struct nl_hive_file *file, hive_node_h parent)
{
    for (size_t i = 0; i < file->listed.count; i++) {
        if (file->listed.items[i].parent == parent)
            return &file->listed.items[i];
    }
    hive_node_h *nodes = hivex_node_children(file->handle, parent);
    if (!nodes)
        return NULL;
    struct nl_hive_keys *keys = NL_PUSH(&file->listed_arena, &file->listed);
    keys->parent = parent;
    for (size_t i = 0; nodes[i]; i++) {
        char *name = hivex_node_name(file->handle, nodes[i]);
        /* A name that is no text cannot be one of ours. */
        if (name && nl_utf8_valid(name, strlen(name))) {
            (void)NL_PUSH(&file->listed_arena, keys);
            keys->items[keys->count - 1].name = nl_arena_text(&file->listed_arena, name);
            keys->items[keys->count - 1].node = nodes[i];
        }
        free(name);
    }
    free(nodes);
    return keys;
}

static hive_node_h find_key(const struct nl_hive_keys *keys, const char *name, size_t length)
{
    for (size_t i = 0; i < keys->count; i++) {
        const char *other = keys->items[i].name;
        if (nl_same_parts(other, strlen(other), name, length))
            return keys->items[i].node;
    }
    return 0;
}

/* Goes down from a key along path. */
static void descend(struct nl_hive_place *place, const char *path)
{
    while (place->state == NL_VALUE_PRESENT && *path) {
        size_t length = first_part(path);
        hive_node_h below = 0;
        const struct nl_hive_keys *keys = list_keys(place->file, place->node);
        if (!keys) {
            *place =
                (struct nl_hive_place){.state = NL_VALUE_UNSUPPORTED, .code = NL_HIVE_CODE_DAMAGED};
        } else if ((below = find_key(keys, path, length)) != 0) {
            place->node = below;
            path = after_part(path, length);
        } else {
            place->state = NL_VALUE_ABSENT;
            place->rest = path;
            for (place->missing_keys = 1; *path; path++)
                place->missing_keys += *path == '\\';
        }
    }
}

/* The hive that a path below HKLM lies in, and the rest of the path. */
static struct nl_hive_file *file_of(struct nl_hive_registry *registry, const char **path)
{
    static const char root[] = "HKLM\\";
    if (!nl_starts(*path, root))
        return NULL;
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
    if (!file || !file->handle) {
        if (file && file->denied)
            place = (struct nl_hive_place){.state = NL_VALUE_DENIED, .code = NL_HIVE_CODE_DENIED};
        else if (file && file->problem)
            place.code = NL_HIVE_CODE_DAMAGED;
        return place;
    }
    place.state = NL_VALUE_PRESENT;
    place.code = 0;
    place.file = file;
    place.node = hivex_root(file->handle);
    if (place.node == 0)
        return (struct nl_hive_place){.state = NL_VALUE_UNSUPPORTED, .code = NL_HIVE_CODE_DAMAGED};
    size_t length = first_part(path);
    if (file == &registry->files[NL_HIVE_SYSTEM] && registry->control_set &&
        nl_same_parts(path, length, CURRENT_CONTROL_SET, sizeof CURRENT_CONTROL_SET - 1)) {
        descend(&place, registry->control_set);
        path = after_part(path, length);
    }
    descend(&place, path);
    return place;
}

struct nl_value nl_hive_data(struct nl_arena *arena, hive_h *handle, hive_value_h cell)
{
    hive_type type = hive_t_REG_NONE;
    size_t size = 0;
    if (hivex_value_type(handle, cell, &type, &size) != 0)
        return nl_value_unsupported(NL_HIVE_CODE_DAMAGED);
    if (size > NL_SURVEY_VALUE_SIZE)
        return nl_value_unsupported(NL_SURVEY_LEFT_OUT);
    if (size == 0) /* then it need not point anywhere, and the library wants it to */
        return nl_value_raw(arena, (uint32_t)type, NULL, 0);
    char *bytes = hivex_value_value(handle, cell, &type, &size);
    struct nl_value value = bytes ? nl_value_raw(arena, (uint32_t)type, bytes, size)
                                  : nl_value_unsupported(NL_HIVE_CODE_DAMAGED);
    free(bytes);
    return value;
}

struct nl_value nl_hive_value(struct nl_arena *arena, const struct nl_hive_place *place,
                              const char *name)
{
    struct nl_value value = nl_value_absent(0);
    hive_value_h *cells = hivex_node_values(place->file->handle, place->node);
    if (!cells)
        return nl_value_unsupported(NL_HIVE_CODE_DAMAGED);
    for (size_t i = 0; cells[i]; i++) {
        char *other = hivex_value_key(place->file->handle, cells[i]);
        bool found = other && nl_same(other, name);
        free(other);
        if (found) {
            value = nl_hive_data(arena, place->file->handle, cells[i]);
            break;
        }
    }
    free(cells);
    return value;
}

struct nl_value nl_hive_registry_value(struct nl_arena *arena, struct nl_hive_registry *registry,
                                       const char *path, const char *name)
{
    struct nl_hive_place place = nl_hive_locate(registry, path);
    if (place.state == NL_VALUE_PRESENT)
        return nl_hive_value(arena, &place, name);
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
static bool is_left_out(const struct nl_registry_reader *reader, hive_h *handle, hive_value_h cell)
{
    hive_type type = hive_t_REG_NONE;
    size_t size = 0;
    if (!reader->keep || hivex_value_type(handle, cell, &type, &size) != 0 || size == 0 ||
        size > NL_SURVEY_VALUE_SIZE)
        return false;
    char *bytes = hivex_value_value(handle, cell, &type, &size);
    bool left_out = bytes && !reader->keep((uint32_t)type, bytes, size);
    free(bytes);
    return left_out;
}

/* All values of a key, or those with the names. */
static void list_values(struct nl_registry_reader *reader, struct nl_arena *arena,
                        const struct nl_hive_place *place, const char *const *names,
                        struct nl_registry_key *key)
{
    hive_h *handle = place->file->handle;
    hive_value_h *cells = hivex_node_values(handle, place->node);
    size_t count = 0;
    while (cells && cells[count])
        count++;
    if (!cells || count > (reader->keep ? NL_SURVEY_LOOKED_AT : NL_SURVEY_VALUES)) {
        key->state = NL_VALUE_UNSUPPORTED;
        key->code = cells ? NL_SURVEY_LEFT_OUT : NL_HIVE_CODE_DAMAGED;
        free(cells);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        char *name = hivex_value_key(handle, cells[i]);
        if (name && nl_utf8_valid(name, strlen(name)) && is_wanted(names, name)) {
            if (is_left_out(reader, handle, cells[i])) {
                key->left_out++;
            } else {
                struct nl_registry_value *value = NL_PUSH(arena, &key->values);
                value->name = nl_arena_text(arena, name);
                value->value = nl_hive_data(arena, handle, cells[i]);
            }
        }
        free(name);
    }
    free(cells);
}

static void read_values(struct nl_registry_reader *reader, struct nl_arena *arena,
                        const char *const *names, struct nl_registry_key *key)
{
    struct nl_hive_place place =
        nl_hive_locate((struct nl_hive_registry *)(void *)reader, key->path);
    key->state = place.state;
    key->code = place.code;
    key->missing_keys = place.missing_keys;
    if (place.state == NL_VALUE_PRESENT)
        list_values(reader, arena, &place, names, key);
}

static void read_subkeys(struct nl_registry_reader *reader, struct nl_arena *arena,
                         const char *path, struct nl_subkeys *out_subkeys)
{
    struct nl_hive_place place = nl_hive_locate((struct nl_hive_registry *)(void *)reader, path);
    struct nl_subkeys found = {
        .state = place.state, .code = place.code, .missing_keys = place.missing_keys};
    const struct nl_hive_keys *keys =
        place.state == NL_VALUE_PRESENT ? list_keys(place.file, place.node) : NULL;
    if (place.state == NL_VALUE_PRESENT && !keys) {
        found.state = NL_VALUE_UNSUPPORTED;
        found.code = NL_HIVE_CODE_DAMAGED;
    }
    for (size_t i = 0; keys && i < keys->count && !found.cut; i++) {
        found.cut = found.names.count == NL_SURVEY_SERVICES;
        if (!found.cut)
            nl_texts_add(&found.names, arena, keys->items[i].name);
    }
    *out_subkeys = found;
}

const struct nl_registry_reader nl_hive_reader = {.values = read_values, .subkeys = read_subkeys};

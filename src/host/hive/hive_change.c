/* hive_change.c - changing values and keys in an open hive.
 *
 * The library can replace all values of a key, no single one. So the others are read, handed back as
 * they were, and read once more: a key whose values would not survive that is not written. */
#include "base/clean.h"
#include "hive_registry.h"

#include "hive_folder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What is larger lies in segments since hive version 1.4, which the library reads and cannot write. */
#define LARGEST_DATA 16344

enum { LONGEST_KEY_NAME = 255 };

/* The values of a key as the library takes them. */
struct values {
    hive_set_value *items;
    size_t count;
};

static void free_values(struct values *values)
{
    for (size_t i = 0; i < values->count; i++) {
        free(values->items[i].key);
        free(values->items[i].value);
    }
    free(values->items);
    *values = (struct values){0};
}

/* Whether the name that was read is the whole name: one that holds a NUL would be cut there. */
static bool is_whole_name(hive_h *handle, hive_value_h cell, const char *name)
{
    return hivex_value_key_len(handle, cell) == strlen(name);
}

static enum nl_status read_one(hive_h *handle, hive_value_h cell, hive_set_value *out_value)
{
    out_value->key = hivex_value_key(handle, cell);
    if (!out_value->key || !is_whole_name(handle, cell, out_value->key))
        return NL_UNSUPPORTED;
    out_value->value = hivex_value_value(handle, cell, &out_value->t, &out_value->len);
    return out_value->value && out_value->len <= LARGEST_DATA ? NL_OK : NL_UNSUPPORTED;
}

static enum nl_status read_all(const struct nl_hive_place *place, const char *path,
                               struct values *out_values, struct nl_error *err)
{
    struct values values = {0};
    hive_value_h *cells = hivex_node_values(place->file->handle, place->node);
    size_t count = 0;
    while (cells && cells[count])
        count++;
    /* One more, for a value that is added. */
    values.items = cells ? calloc(count + 1, sizeof *values.items) : NULL;
    if (!values.items) {
        free(cells);
        return nl_hive_fail(err, errno, "hivex_node_values", NL_T("cannot read the values of {1}"),
                            path);
    }
    enum nl_status status = NL_OK;
    for (size_t i = 0; i < count && status == NL_OK; i++)
        status = read_one(place->file->handle, cells[i], &values.items[values.count++]);
    free(cells);
    if (status == NL_OK) {
        *out_values = values;
        return NL_OK;
    }
    free_values(&values);
    return nl_fail(err, NL_UNSUPPORTED,
                   NL_T("{1} holds a value that could not be kept as it is while another is "
                        "changed, so the key is not touched"),
                   path);
}

static bool same_value(const hive_set_value *a, const hive_set_value *b)
{
    return strcmp(a->key, b->key) == 0 && a->t == b->t && a->len == b->len &&
           memcmp(a->value, b->value, a->len) == 0;
}

/* Hands the values to the library, and looks at what it made of them. */
static enum nl_status write_all(const struct nl_hive_place *place, const char *path,
                                const struct values *values, struct nl_error *err)
{
    struct values now = {0};
    if (hivex_node_set_values(place->file->handle, place->node, values->count, values->items, 0) !=
        0)
        return nl_hive_fail(err, errno, "hivex_node_set_values", NL_T("cannot write to {1}"), path);
    enum nl_status status = read_all(place, path, &now, err);
    if (status != NL_OK)
        return status;
    bool same = now.count == values->count;
    for (size_t i = 0; same && i < now.count; i++)
        same = same_value(&now.items[i], &values->items[i]);
    free_values(&now);
    return same ? NL_OK
                : nl_fail(err, NL_FAILED, NL_T("{1} was written, but does not read back so"), path);
}

static hive_set_value *find(const struct values *values, const char *name)
{
    for (size_t i = 0; i < values->count; i++) {
        if (nl_same(values->items[i].key, name))
            return &values->items[i];
    }
    return NULL;
}

static void *copy(const void *bytes, size_t size)
{
    void *made = malloc(size ? size : 1);
    if (made && size)
        memcpy(made, bytes, size);
    return made;
}

/* Puts the wanted value into the list, where the old one was or at the end. */
static enum nl_status put(struct values *values, const char *name, const struct nl_value *wanted,
                          struct nl_error *err)
{
    hive_set_value *at = find(values, name);
    if (!values->items)
        return nl_fail(err, NL_FAILED, NL_T("there is not enough memory"));
    if (!at) {
        at = &values->items[values->count++];
        at->key = copy(name, strlen(name) + 1);
    }
    free(at->value);
    at->t = (hive_type)wanted->type;
    at->len = wanted->size;
    at->value = copy(wanted->bytes, wanted->size);
    return at->key && at->value ? NL_OK
                                : nl_fail(err, NL_FAILED, NL_T("there is not enough memory"));
}

static void take_out(struct values *values, hive_set_value *at)
{
    hive_set_value gone = *at;
    size_t after = values->count - (size_t)(at - values->items) - 1;
    memmove(at, at + 1, after * sizeof *at);
    values->count--;
    free(gone.key);
    free(gone.value);
}

/* Makes the keys that are missing at the end of a path. */
static enum nl_status make_keys(struct nl_arena *arena, struct nl_hive_place *place,
                                struct nl_error *err)
{
    struct nl_texts names = nl_split(arena, place->rest, '\\');
    for (size_t i = 0; i < names.count; i++) {
        if (!names.items[i][0] || strlen(names.items[i]) > LONGEST_KEY_NAME)
            return nl_fail(err, NL_INVALID, NL_T("{1} is not a name for a registry key"),
                           nl_clean(arena, names.items[i]));
    }
    for (size_t i = 0; i < names.count; i++) {
        hive_node_h made = hivex_node_add_child(place->file->handle, place->node, names.items[i]);
        if (made == 0)
            return nl_hive_fail(err, errno, "hivex_node_add_child",
                                NL_T("cannot make the registry key {1}"), names.items[i]);
        place->node = made;
    }
    place->state = NL_VALUE_PRESENT;
    return NL_OK;
}

static enum nl_status set(struct nl_arena *arena, struct nl_hive_place *place, const char *path,
                          const char *name, const struct nl_value *wanted, struct nl_error *err)
{
    struct values values = {0};
    enum nl_status status = NL_OK;
    if (wanted->type >= NL_TYPE_OWN || wanted->size > LARGEST_DATA)
        return nl_fail(err, NL_INVALID, NL_T("{1} is not something a registry value can hold here"),
                       nl_value_type_name(arena, wanted->type));
    if (place->state == NL_VALUE_ABSENT)
        status = make_keys(arena, place, err);
    if (status == NL_OK)
        status = read_all(place, path, &values, err);
    if (status == NL_OK)
        status = put(&values, name, wanted, err);
    if (status == NL_OK)
        status = write_all(place, path, &values, err);
    free_values(&values);
    return status;
}

static enum nl_status clear(const struct nl_hive_place *place, const char *path, const char *name,
                            struct nl_error *err)
{
    struct values values = {0};
    enum nl_status status = read_all(place, path, &values, err);
    hive_set_value *at = status == NL_OK ? find(&values, name) : NULL;
    if (at) {
        take_out(&values, at);
        status = write_all(place, path, &values, err);
    }
    free_values(&values);
    return status;
}

static bool is_empty(const struct nl_hive_place *place)
{
    hive_node_h *keys = hivex_node_children(place->file->handle, place->node);
    hive_value_h *cells = hivex_node_values(place->file->handle, place->node);
    bool empty = keys && !keys[0] && cells && !cells[0];
    free(keys);
    free(cells);
    return empty;
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
            if (!is_empty(&place) || place.node == hivex_root(place.file->handle))
                return NL_OK;
            if (hivex_node_delete_child(place.file->handle, place.node) != 0)
                return nl_hive_fail(err, errno, "hivex_node_delete_child",
                                    NL_T("cannot remove the registry key {1}"), at);
            nl_hive_forget(place.file);
        }
        *cut = '\0';
    }
    return NL_OK;
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
    enum nl_status status = NL_OK;
    place.file->changed = true;
    nl_hive_forget(place.file);
    if (wanted->state == NL_VALUE_PRESENT)
        status = set(arena, &place, path, name, wanted, err);
    else if (wanted->state != NL_VALUE_ABSENT)
        status = nl_fail(err, NL_INVALID, NL_T("only a value or its absence can be written"));
    else if (place.state == NL_VALUE_PRESENT)
        status = clear(&place, path, name, err);
    nl_hive_forget(place.file);
    if (status == NL_OK && wanted->state == NL_VALUE_ABSENT)
        status = remove_keys(arena, registry, path, wanted->missing_keys, err);
    if (status != NL_OK)
        nl_hive_reread(registry, place.file);
    return status;
}

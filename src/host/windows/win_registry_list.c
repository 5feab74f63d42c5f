/* win_registry_list.c - lists of values and keys, for the walk of host/survey. */
#include "win_registry_list.h"

#include "win_error.h"
#include "win_registry.h"
#include "win_text.h"

enum {
    NAME_UNITS = 16384, /* a value's name has at most 16383 characters, a key's 255 */
    DATA_SIZE = 32 * 1024,
    DATA_TRIES = 3
};

struct win_reader {
    struct nl_registry_reader base;
    wchar_t name[NAME_UNITS];
    BYTE
        data[DATA_SIZE]; /* almost every value fits: one call, and no memory for what is not kept */
};

enum reading { READ_KEPT, READ_LEFT_OUT, READ_FAILED };

/* The value with that index. READ_FAILED with *out_code when there is none (ERROR_NO_MORE_ITEMS), or
 * it cannot be told. */
static enum reading read_indexed(struct win_reader *reader, struct nl_arena *arena, HKEY key,
                                 DWORD index, struct nl_registry_value *out_value, DWORD *out_code)
{
    const struct win_registry_calls *calls = win_registry_calls();
    BYTE *bytes = reader->data;
    DWORD capacity = DATA_SIZE;
    for (int i = 0; i < DATA_TRIES; i++) {
        DWORD units = NAME_UNITS;
        DWORD type = 0;
        DWORD size = capacity;
        DWORD code =
            (DWORD)calls->enum_value(key, index, reader->name, &units, NULL, &type, bytes, &size);
        if (code != ERROR_SUCCESS && code != ERROR_MORE_DATA) {
            *out_code = code;
            return READ_FAILED;
        }
        bool whole = code == ERROR_SUCCESS && size <= capacity;
        if (!whole && size <= NL_SURVEY_VALUE_SIZE) {
            capacity = size + 16;
            bytes = nl_arena_alloc(arena, capacity);
            continue;
        }
        if (whole && reader->base.keep && !reader->base.keep(type, bytes, size))
            return READ_LEFT_OUT;
        out_value->name = win_narrow_part(arena, reader->name, units < NAME_UNITS ? units : 0);
        out_value->value = whole ? nl_value_raw(arena, type, bytes, size)
                                 : nl_value_unsupported(NL_SURVEY_LEFT_OUT);
        return READ_KEPT;
    }
    *out_code = ERROR_MORE_DATA;
    return READ_FAILED;
}

static void read_all(struct win_reader *reader, struct nl_arena *arena, HKEY handle,
                     struct nl_registry_key *key)
{
    bool filtered = reader->base.keep != NULL;
    size_t most_kept = filtered ? NL_SURVEY_RULES : NL_SURVEY_VALUES;
    DWORD most = filtered ? NL_SURVEY_LOOKED_AT : NL_SURVEY_VALUES;
    DWORD code = ERROR_SUCCESS;
    for (DWORD index = 0; index <= most && key->values.count <= most_kept; index++) {
        struct nl_registry_value value = {0};
        enum reading reading = read_indexed(reader, arena, handle, index, &value, &code);
        if (reading == READ_FAILED)
            break;
        if (reading == READ_KEPT)
            *NL_PUSH(arena, &key->values) = value;
        else
            key->left_out++;
    }
    key->state = NL_VALUE_PRESENT;
    if (code == ERROR_NO_MORE_ITEMS)
        return;
    key->state = code == ERROR_SUCCESS ? NL_VALUE_UNSUPPORTED : win_unread_state(code);
    key->code = code == ERROR_SUCCESS ? NL_SURVEY_LEFT_OUT : code;
    key->values.count = 0;
}

static void read_named(struct nl_arena *arena, HKEY handle, const char *const *names,
                       struct nl_registry_key *key)
{
    for (; *names; names++) {
        struct nl_value value = win_registry_query(arena, handle, *names);
        if (value.state == NL_VALUE_ABSENT)
            continue;
        struct nl_registry_value *added = NL_PUSH(arena, &key->values);
        added->name = *names;
        added->value = value;
    }
    key->state = NL_VALUE_PRESENT;
}

static void values_of(struct nl_registry_reader *base, struct nl_arena *arena,
                      const char *const *names, struct nl_registry_key *key)
{
    struct win_reader *reader = (struct win_reader *)base;
    HKEY handle = NULL;
    DWORD code = win_registry_open(arena, key->path, KEY_QUERY_VALUE, &handle);
    if (win_registry_is_absence(code)) {
        key->state = NL_VALUE_ABSENT;
        key->missing_keys = win_registry_missing_keys(arena, key->path);
        return;
    }
    if (code != ERROR_SUCCESS) {
        key->state = win_unread_state(code);
        key->code = code;
        return;
    }
    if (names)
        read_named(arena, handle, names, key);
    else
        read_all(reader, arena, handle, key);
    win_registry_calls()->close_key(handle);
}

static void subkeys_of(struct nl_registry_reader *base, struct nl_arena *arena, const char *path,
                       struct nl_subkeys *out_subkeys)
{
    struct win_reader *reader = (struct win_reader *)base;
    const struct win_registry_calls *calls = win_registry_calls();
    struct nl_subkeys found = {.state = NL_VALUE_PRESENT};
    HKEY handle = NULL;
    DWORD code = win_registry_open(arena, path, KEY_ENUMERATE_SUB_KEYS, &handle);
    if (win_registry_is_absence(code)) {
        found.state = NL_VALUE_ABSENT;
        found.missing_keys = win_registry_missing_keys(arena, path);
        *out_subkeys = found;
        return;
    }
    for (DWORD index = 0; code == ERROR_SUCCESS; index++) {
        DWORD units = NAME_UNITS;
        code = (DWORD)calls->enum_key(handle, index, reader->name, &units, NULL, NULL, NULL, NULL);
        if (code == ERROR_SUCCESS && index >= NL_SURVEY_SERVICES) {
            found.cut = true;
            code = ERROR_NO_MORE_ITEMS;
        }
        if (code == ERROR_SUCCESS)
            nl_texts_add(&found.names, arena,
                         win_narrow_part(arena, reader->name, units < NAME_UNITS ? units : 0));
    }
    if (handle)
        calls->close_key(handle);
    if (code != ERROR_NO_MORE_ITEMS) {
        found.state = win_unread_state(code);
        found.code = code;
        found.names.count = 0;
    }
    *out_subkeys = found;
}

struct nl_registry_reader *win_registry_reader(struct nl_arena *arena)
{
    struct win_reader *reader = nl_arena_alloc(arena, sizeof *reader);
    reader->base.values = values_of;
    reader->base.subkeys = subkeys_of;
    return &reader->base;
}

/* machine_index.c - open addressing over positions; names are compared as Windows compares them. */
#include "machine_index.h"

#include "base/text.h"

#include <string.h>

/* 32-bit FNV-1a over the name in lower case. */
static size_t hash(const char *name, size_t length)
{
    uint32_t sum = UINT32_C(0x811c9dc5);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)name[i];
        sum ^= c >= 'A' && c <= 'Z' ? (uint32_t)c + ('a' - 'A') : c;
        sum *= UINT32_C(0x01000193);
    }
    return sum ^ (sum >> 16);
}

static const char *name_at(const struct nl_named *list, size_t position)
{
    const char *entry = (const char *)list->items + position * list->size + list->name_offset;
    const char *name = NULL;
    memcpy(&name, entry, sizeof name);
    return name;
}

static bool is_at(const struct nl_named *list, size_t position, const char *name, size_t length)
{
    const char *here = name_at(list, position);
    return here && nl_same_parts(here, strlen(here), name, length);
}

static void insert(struct nl_index *index, const struct nl_named *list, size_t position)
{
    const char *name = name_at(list, position);
    if (!name)
        return; /* found by no name */
    size_t length = strlen(name);
    size_t mask = index->capacity - 1;
    size_t slot = hash(name, length) & mask;
    while (index->slots[slot] != 0) {
        size_t other = index->slots[slot] - 1;
        if (other < list->count && is_at(list, other, name, length))
            return; /* the first of that name stays */
        slot = (slot + 1) & mask;
    }
    index->slots[slot] = (uint32_t)position + 1;
}

static void grow(struct nl_arena *arena, struct nl_index *index, const struct nl_named *list)
{
    enum { FIRST_CAPACITY = 64 };
    size_t capacity = index->capacity ? index->capacity : FIRST_CAPACITY;
    while (capacity / 2 <= list->count)
        capacity *= 2;
    index->slots = nl_arena_array(arena, capacity, sizeof *index->slots);
    index->capacity = capacity;
    index->indexed = 0;
}

void nl_index_extend(struct nl_arena *arena, struct nl_index *index, const struct nl_named *list)
{
    if (list->count == 0 || list->count >= UINT32_MAX / 2)
        return; /* a list as long as that is walked */
    if (index->capacity / 2 <= list->count)
        grow(arena, index, list);
    for (; index->indexed < list->count; index->indexed++)
        insert(index, list, index->indexed);
}

void nl_index_fork(struct nl_arena *arena, struct nl_index *index)
{
    if (index->slots)
        index->slots = nl_arena_bytes(arena, index->slots, index->capacity * sizeof *index->slots);
}

size_t nl_index_find(const struct nl_index *index, const struct nl_named *list, const char *name,
                     size_t length)
{
    size_t mask = index->capacity - 1;
    size_t slot = index->capacity ? hash(name, length) & mask : 0;
    for (; index->capacity && index->slots[slot] != 0; slot = (slot + 1) & mask) {
        size_t position = index->slots[slot] - 1;
        if (position < list->count && is_at(list, position, name, length))
            return position;
    }
    for (size_t i = index->indexed; i < list->count; i++) {
        if (is_at(list, i, name, length))
            return i;
    }
    return NL_INDEX_NONE;
}

static struct nl_named texts_of(const struct nl_text_set *set)
{
    return (struct nl_named){set->texts.items, set->texts.count, sizeof *set->texts.items, 0};
}

size_t nl_text_set_find(const struct nl_text_set *set, const char *text)
{
    struct nl_named texts = texts_of(set);
    return nl_index_find(&set->index, &texts, text, strlen(text));
}

bool nl_text_set_add(struct nl_arena *arena, struct nl_text_set *set, const char *text,
                     size_t *out_at)
{
    size_t at = nl_text_set_find(set, text);
    bool fresh = at == NL_INDEX_NONE;
    if (fresh) {
        at = set->texts.count;
        *NL_PUSH(arena, &set->texts) = text;
        struct nl_named texts = texts_of(set);
        nl_index_extend(arena, &set->index, &texts);
    }
    if (out_at)
        *out_at = at;
    return fresh;
}

/* machine_index.h - finds a named entry of one of a machine's lists without walking the list.
 *
 * An index is a hash table of positions. It belongs to a list that only grows: entries behind the
 * indexed part are still found, by walking over them, and an index that was never made costs a walk
 * over the whole list and changes no answer. Two machines that share a list may share its index, as
 * long as only one of them extends it. */
#ifndef NL_MODEL_MACHINE_INDEX_H
#define NL_MODEL_MACHINE_INDEX_H

#include "base/arena.h"
#include "base/text.h"

#include <stddef.h>
#include <stdint.h>

struct nl_index {
    uint32_t *slots; /* position + 1; 0: free */
    size_t capacity; /* a power of two, or 0 */
    size_t indexed;  /* entries of the list that stand in it, from the first on */
};

/* A list as the index sees it: count entries of size bytes, each with a const char * name at an
 * offset. */
struct nl_named {
    const void *items;
    size_t count;
    size_t size;
    size_t name_offset;
};

#define NL_NAMED(list, type, member)                                                               \
    ((struct nl_named){(list)->items, (list)->count, sizeof(struct type),                          \
                       offsetof(struct type, member)})

/* Adds the entries that were pushed since. Of two entries with one name the first is found. */
void nl_index_extend(struct nl_arena *arena, struct nl_index *index, const struct nl_named *list);

/* Gives a machine that was copied an index of its own. */
void nl_index_fork(struct nl_arena *arena, struct nl_index *index);

/* The position of the first entry whose name is name[0..length), compared without case; NL_INDEX_NONE
 * if there is none. */
#define NL_INDEX_NONE SIZE_MAX
size_t nl_index_find(const struct nl_index *index, const struct nl_named *list, const char *name,
                     size_t length);

/* Texts without repetition, in the order in which they came. */
struct nl_text_set {
    struct nl_texts texts;
    struct nl_index index;
};

/* The position of a text, compared without case, in the set; NL_INDEX_NONE if it is not in it. */
size_t nl_text_set_find(const struct nl_text_set *set, const char *text);

/* Adds a text, which must stay where it is; false if the set has it already. *out_at, which may be
 * NULL: where it stands. */
bool nl_text_set_add(struct nl_arena *arena, struct nl_text_set *set, const char *text,
                     size_t *out_at);

#endif

/* arena.h - memory that is given back all at once.
 *
 * An allocation never returns NULL. When memory runs out the arena calls its handler, which must
 * not return: the program's handler jumps back to main, which treats the moment like a power cut
 * (an open journal is recovered), and a test's handler jumps back to the test. That keeps a
 * thousand never-tested branches out of the code and leaves one path that is tested. */
#ifndef NL_BASE_ARENA_H
#define NL_BASE_ARENA_H

#include "attributes.h"

#include <stddef.h>
#include <stdint.h>

struct nl_arena_block;

struct nl_arena {
    struct nl_arena_block *last; /* newest block; blocks are chained backwards */
    void (*exhausted)(void *context);
    void *context;
    uint64_t allocations; /* how many were asked for so far */
    uint64_t fail_at;     /* test hook: the allocation with this number fails; 0 means never */
};

/* Makes an empty arena. exhausted must not return; NULL means abort(). */
void nl_arena_init(struct nl_arena *arena, void (*exhausted)(void *context), void *context);

/* Gives everything back. The arena is empty and usable again. */
void nl_arena_done(struct nl_arena *arena);

/* size zeroed bytes, aligned for any type; size 0 gives a valid, distinct pointer. */
void *nl_arena_alloc(struct nl_arena *arena, size_t size);

/* count elements of size bytes, zeroed; the product is checked for overflow. */
void *nl_arena_array(struct nl_arena *arena, size_t count, size_t size);

/* A copy of text[0..length) with a terminator. */
char *nl_arena_copy(struct nl_arena *arena, const char *text, size_t length);

/* A copy of a terminated text; NULL gives NULL. */
char *nl_arena_text(struct nl_arena *arena, const char *text);

/* A copy of size bytes; size 0 gives NULL. */
void *nl_arena_bytes(struct nl_arena *arena, const void *bytes, size_t size);

/* printf into the arena. */
char *nl_arena_format(struct nl_arena *arena, const char *format, ...) NL_PRINTF(2, 3);

/* Grows *items (count elements of size bytes, capacity in *capacity) so that one more fits.
 * Use through NL_PUSH. */
void *nl_arena_grow(struct nl_arena *arena, void *items, size_t count, size_t *capacity,
                    size_t size);

/* Declares a growing list member: NL_LIST(struct nl_service) services; */
#define NL_LIST(type)                                                                              \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count;                                                                              \
        size_t capacity;                                                                           \
    }

/* Appends one zeroed element to a list and yields a pointer to it. */
#define NL_PUSH(arena, list)                                                                       \
    ((list)->items = nl_arena_grow((arena), (list)->items, (list)->count, &(list)->capacity,       \
                                   sizeof *(list)->items),                                         \
     &(list)->items[(list)->count++])

#endif

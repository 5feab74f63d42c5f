/* with_arena.c - setup and teardown for a test whose state is an arena. */
#include "with_arena.h"

#include "base/arena.h"

#include <stdlib.h>

int with_arena_begin(void **state)
{
    struct nl_arena *arena = malloc(sizeof *arena);
    if (!arena)
        return 1;
    nl_arena_init(arena, NULL, NULL);
    *state = arena;
    return 0;
}

int with_arena_end(void **state)
{
    nl_arena_done(*state);
    free(*state);
    return 0;
}

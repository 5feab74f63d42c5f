/* arena.c - memory that is given back all at once. */
#include "arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)64 * 1024)
#define ALIGNMENT _Alignof(max_align_t)

struct nl_arena_block {
    struct nl_arena_block *previous;
    size_t used;
    size_t size;
    max_align_t bytes[];
};

void nl_arena_init(struct nl_arena *arena, void (*exhausted)(void *context), void *context)
{
    memset(arena, 0, sizeof *arena);
    arena->exhausted = exhausted;
    arena->context = context;
}

void nl_arena_done(struct nl_arena *arena)
{
    while (arena->last) {
        struct nl_arena_block *block = arena->last;
        arena->last = block->previous;
        free(block);
    }
}

static NL_NO_RETURN void out_of_memory(struct nl_arena *arena)
{
    if (arena->exhausted)
        arena->exhausted(arena->context);
    abort();
}

void *nl_arena_alloc(struct nl_arena *arena, size_t size)
{
    arena->allocations++;
    if (arena->allocations == arena->fail_at)
        out_of_memory(arena);
    if (size > SIZE_MAX - BLOCK_SIZE)
        out_of_memory(arena);
    if (size == 0)
        size = 1;
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

    struct nl_arena_block *block = arena->last;
    if (!block || block->size - block->used < size) {
        size_t room = size > BLOCK_SIZE / 4 ? size : BLOCK_SIZE;
        /* The system gives a large one as pages that are zero already, and what is never touched costs
         * nothing. Of the others only what is handed out is zeroed: many arenas take a few bytes. */
        block = room == size ? calloc(1, sizeof *block + room) : malloc(sizeof *block + room);
        if (!block)
            out_of_memory(arena);
        block->used = 0;
        block->size = room;
        /* A block made for one large thing goes behind the newest, whose room stays in use. */
        if (arena->last && room == size) {
            block->previous = arena->last->previous;
            arena->last->previous = block;
        } else {
            block->previous = arena->last;
            arena->last = block;
        }
    }
    void *found = (char *)block->bytes + block->used;
    block->used += size;
    return block->size == size ? found : memset(found, 0, size);
}

void *nl_arena_array(struct nl_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        out_of_memory(arena);
    return nl_arena_alloc(arena, count * size);
}

char *nl_arena_copy(struct nl_arena *arena, const char *text, size_t length)
{
    char *copy = nl_arena_alloc(arena, length + 1);
    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *nl_arena_text(struct nl_arena *arena, const char *text)
{
    return text ? nl_arena_copy(arena, text, strlen(text)) : NULL;
}

void *nl_arena_bytes(struct nl_arena *arena, const void *bytes, size_t size)
{
    if (size == 0)
        return NULL;
    void *copy = nl_arena_alloc(arena, size);
    memcpy(copy, bytes, size);
    return copy;
}

char *nl_arena_format(struct nl_arena *arena, const char *format, ...)
{
    va_list list;
    va_list again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (length < 0)
        out_of_memory(arena);
    char *text = nl_arena_alloc(arena, (size_t)length + 1);
    (void)vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void *nl_arena_grow(struct nl_arena *arena, void *items, size_t count, size_t *capacity,
                    size_t size)
{
    if (count < *capacity)
        return items;
    size_t wider = *capacity ? *capacity * 2 : 8;
    void *grown = nl_arena_array(arena, wider, size);
    if (count)
        memcpy(grown, items, count * size);
    *capacity = wider;
    return grown;
}

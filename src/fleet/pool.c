/* pool.c - memory for parsing one JSON document after the other. What was parsed before is simply
 * written over: ten thousand documents touch the same pages. */
#include "fleet/pool.h"

#include <yyjson.h>

void nl_fleet_pool_init(struct nl_fleet_pool *pool, const struct nl_arena *like)
{
    *pool = (struct nl_fleet_pool){.bytes = NULL};
    nl_arena_init(&pool->arena, like->exhausted, like->context);
}

void nl_fleet_pool_done(struct nl_fleet_pool *pool)
{
    nl_arena_done(&pool->arena);
    pool->bytes = NULL;
    pool->size = 0;
}

struct yyjson_doc *nl_fleet_pool_parse(struct nl_fleet_pool *pool, const char *bytes, size_t size)
{
    enum { LEAST = 256 * 1024 };
    size_t needed = yyjson_read_max_memory_usage(size, YYJSON_READ_NOFLAG);
    if (needed > pool->size) {
        nl_fleet_pool_done(pool);
        pool->size = needed < LEAST ? LEAST : needed + needed / 2;
        pool->bytes = nl_arena_alloc(&pool->arena, pool->size);
    }
    yyjson_alc alc;
    if (!yyjson_alc_pool_init(&alc, pool->bytes, pool->size))
        return NULL;
    /* yyjson takes the text as not const because of reading in place, which is not asked for. */
    return yyjson_read_opts((char *)(uintptr_t)bytes, size, YYJSON_READ_NOFLAG, &alc, NULL);
}

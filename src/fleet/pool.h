/* pool.h - memory for parsing one JSON document after the other. */
#ifndef NL_FLEET_POOL_H
#define NL_FLEET_POOL_H

#include "base/arena.h"

struct yyjson_doc;

struct nl_fleet_pool {
    struct nl_arena arena;
    void *bytes;
    size_t size;
};

void nl_fleet_pool_init(struct nl_fleet_pool *pool, const struct nl_arena *like);
void nl_fleet_pool_done(struct nl_fleet_pool *pool);

/* Parses size bytes, which are not changed. The document is good until the next one. NULL: it is no
 * JSON. */
struct yyjson_doc *nl_fleet_pool_parse(struct nl_fleet_pool *pool, const char *bytes, size_t size);

#endif

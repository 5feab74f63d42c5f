/* components.c - every component in one array, sorted by id. */
#include "components.h"

#include "base/text.h"
#include "component_rows.h"

#include <assert.h>
#include <stdlib.h>

static const struct nl_component_group *const groups[] = {
    &nl_component_directory,
    &nl_component_remote,
    &nl_component_share,
    &nl_component_system,
};

static int compare_ids(const void *a, const void *b)
{
    const struct nl_component *left = a;
    const struct nl_component *right = b;

    return nl_compare(left->id, right->id);
}

/* The groups are tables of other files, so C cannot join them while compiling: it is done once, at
 * the first call, which happens before any other thread of the program runs. */
const struct nl_component *nl_components(size_t *out_count)
{
    static struct nl_component all[80];
    static size_t count;

    if (count == 0) {
        for (size_t g = 0; g < NL_COUNT_OF(groups); g++) {
            for (size_t i = 0; i < groups[g]->count; i++) {
                assert(count < NL_COUNT_OF(all));
                all[count++] = groups[g]->rows[i];
            }
        }
        qsort(all, count, sizeof all[0], compare_ids);
    }
    *out_count = count;
    return all;
}

const struct nl_component *nl_component_find(const char *id)
{
    size_t count = 0;
    const struct nl_component *rows = nl_components(&count);

    for (size_t i = 0; i < count; i++) {
        if (nl_same(rows[i].id, id))
            return &rows[i];
    }
    return NULL;
}

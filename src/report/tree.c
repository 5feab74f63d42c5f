/* tree.c - the dependents of a service as rows to draw.
 *
 * The planner's list is breadth first with each parent before its children, so first child and
 * next sibling are found in one backward pass, and subtree sizes in the same. */
#include "report/tree.h"

#include <stdint.h>

struct links {
    size_t parent; /* SIZE_MAX: the service itself */
    size_t first_child;
    size_t next_sibling;
    size_t below;
};

static struct links *link_up(struct nl_arena *arena, const struct nl_dependents *dependents,
                             size_t *out_first)
{
    size_t count = dependents->list.count;
    struct links *links = nl_arena_array(arena, count, sizeof *links);
    for (size_t i = 0; i < count; i++) {
        size_t parent = dependents->list.items[i].parent;
        links[i] = (struct links){parent < i ? parent : SIZE_MAX, SIZE_MAX, SIZE_MAX, 0};
    }
    *out_first = SIZE_MAX;
    for (size_t i = count; i-- > 0;) {
        size_t *first = out_first;
        if (links[i].parent != SIZE_MAX) {
            struct links *above = &links[links[i].parent];
            above->below += links[i].below + 1;
            first = &above->first_child;
        }
        links[i].next_sibling = *first;
        *first = i;
    }
    return links;
}

static void add_all(struct nl_arena *arena, struct nl_tree *tree,
                    const struct nl_dependents *dependents, const struct links *links, size_t first)
{
    size_t level = 0;
    for (size_t i = first; i != SIZE_MAX;) {
        *NL_PUSH(arena, &tree->rows) = (struct nl_tree_row){
            &dependents->list.items[i], level < NL_TREE_DEEPEST ? level : NL_TREE_DEEPEST,
            links[i].next_sibling == SIZE_MAX, 0};
        if (links[i].first_child != SIZE_MAX) {
            i = links[i].first_child;
            level++;
            continue;
        }
        while (i != SIZE_MAX && links[i].next_sibling == SIZE_MAX) {
            i = links[i].parent;
            if (i != SIZE_MAX)
                level--;
        }
        if (i != SIZE_MAX)
            i = links[i].next_sibling;
    }
}

static void add_direct(struct nl_arena *arena, struct nl_tree *tree,
                       const struct nl_dependents *dependents, const struct links *links,
                       size_t first, size_t most)
{
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = first; i != SIZE_MAX; i = links[i].next_sibling) {
            const struct nl_dependent *dependent = &dependents->list.items[i];
            if (dependent->running != (pass == 0))
                continue;
            if (tree->rows.count >= most)
                tree->more++;
            else
                *NL_PUSH(arena, &tree->rows) =
                    (struct nl_tree_row){dependent, 0, false, links[i].below};
        }
    }
    if (tree->rows.count)
        tree->rows.items[tree->rows.count - 1].last = tree->more == 0;
}

struct nl_tree nl_tree_make(struct nl_arena *arena, const struct nl_dependents *dependents,
                            size_t most)
{
    struct nl_tree tree = {0};
    size_t first = SIZE_MAX;
    struct links *links = link_up(arena, dependents, &first);
    if (dependents->list.count <= most)
        add_all(arena, &tree, dependents, links, first);
    else
        add_direct(arena, &tree, dependents, links, first, most);
    return tree;
}

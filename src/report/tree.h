/* tree.h - the dependents of a service as rows to draw, cut to a sensible number. */
#ifndef NL_REPORT_TREE_H
#define NL_REPORT_TREE_H

#include "plan/plan.h"

struct nl_tree_row {
    const struct nl_dependent *dependent;
    size_t level; /* 0: needs the service itself */
    bool last;    /* no sibling follows */
    size_t below; /* services that come through this one and have no row */
};

struct nl_tree {
    NL_LIST(struct nl_tree_row) rows; /* parents before children */
    size_t more;                      /* services that need it directly and have no row */
};

/* The deepest level that is drawn; deeper ones are drawn there. */
enum { NL_TREE_DEEPEST = 15 };

/* Everything while that takes at most most rows; else the direct ones alone, running ones first,
 * each with how many come through it, cut at most rows. */
struct nl_tree nl_tree_make(struct nl_arena *arena, const struct nl_dependents *dependents,
                            size_t most);

#endif

/* apply_stage.h - a stock machine with a plan for it, on a disk and a host that can fail, ready to
 * be applied: every risk is accepted, and it is always the same second. */
#ifndef NL_TEST_APPLY_STAGE_H
#define NL_TEST_APPLY_STAGE_H

#include "apply/apply.h"
#include "machine_builder.h"
#include "power_cut.h"

#define STAGE_NOW_S 1795358035 /* 2026-11-22T14:33:55Z */

extern struct nl_clock stage_clock;

struct stage {
    struct machine_builder *m;
    struct world world;
    struct nl_profile profile;
    struct nl_plan plan;
    struct nl_apply apply;
    struct nl_apply_result result;
    struct nl_error err;
};

/* requests: as after --set, ended by NULL. */
struct stage *stage_open(const char *const *requests);
void stage_close(struct stage *s);

/* Applies; it must succeed. */
void stage_apply(struct stage *s);

struct nl_journals stage_journals(struct stage *s);

/* Two requests that make two steps. */
extern const char *const two_requests[];

#endif

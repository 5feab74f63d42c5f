/* drift.h - settings that are no longer what netlatch had made of them. Pure. */
#ifndef NL_APPLY_DRIFT_H
#define NL_APPLY_DRIFT_H

#include "journal.h"
#include "plan/plan.h"

struct nl_drift {
    const char *setting;
    const struct nl_journal *journal; /* the newest that stands and wrote it */
    const struct nl_value *written;
    const struct nl_value *found;
};
struct nl_drifts {
    struct nl_drift *items;
    size_t count;
    size_t capacity;
};

/* Every step of the plan whose before-value is not what the newest applied journal that wrote the
 * same address had written there: somebody changed it since. Settings that the plan does not touch
 * are not looked at: only an audit sees all, and an audit writes nothing, the event log included. */
void nl_drift_find(struct nl_arena *arena, const struct nl_journals *journals,
                   const struct nl_plan *plan, struct nl_drifts *out_drifts);

#endif

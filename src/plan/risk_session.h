/* risk_session.h - what every risk is judged from, and the risk about the session itself. */
#ifndef NL_PLAN_RISK_SESSION_H
#define NL_PLAN_RISK_SESSION_H

#include "impact.h"

/* One plan being searched for risks. */
struct nl_risk_inquiry {
    struct nl_arena *arena;
    const struct nl_machine *machine;
    const struct nl_plan *plan;
    uint32_t changes;       /* of the whole plan */
    const uint32_t *causes; /* beside the plan's steps: the part that each makes */
    struct nl_texts denied; /* SIDs that the plan adds to the deny right */
};

/* Risk session-cut: how the steps may end the remote session that netlatch runs in. Firewall
 * blocks of the five ports do not touch RDP, WinRM or SSH, which use others. */
void nl_risk_session_cut(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because);

#endif

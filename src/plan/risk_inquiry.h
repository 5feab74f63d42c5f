/* risk_inquiry.h - what every risk is judged from. */
#ifndef NL_PLAN_RISK_INQUIRY_H
#define NL_PLAN_RISK_INQUIRY_H

#include "changes.h"
#include "firewall_read.h"

/* Steps being searched for risks. */
struct nl_risk_inquiry {
    struct nl_arena *arena;
    const struct nl_machine *machine;
    const struct nl_firewall_rules *rules; /* of the machine */
    const struct nl_steps *steps;
    const struct nl_changes *changes;
    /* Titles of components that are in use and would be hit hard, and that no other risk speaks of;
     * NULL where impacts were not looked for. */
    const struct nl_texts *hurt;
};

#endif

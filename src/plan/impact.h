/* impact.h - which components the changes hit on this machine, from evidence. Pure. */
#ifndef NL_PLAN_IMPACT_H
#define NL_PLAN_IMPACT_H

#include "changes.h"
#include "dependents.h"
#include "firewall_read.h"

struct nl_impact {
    const struct nl_component *component;
    enum nl_severity severity;   /* worst of the hits, weighed by presence */
    uint32_t changes;            /* the changes that hit it hard: severity high or above (bits) */
    struct nl_texts causes;      /* setting ids of the steps that hit it */
    struct nl_sentences because; /* mechanisms of the hits */
    enum nl_presence presence;
    struct nl_sentences evidence; /* found, or what was looked for */
};
struct nl_impacts {
    struct nl_impact *items;
    size_t count;
    size_t capacity;
};

/* Everything an impact is judged from. */
struct nl_impact_inquiry {
    struct nl_arena *arena;
    const struct nl_machine *machine;
    const struct nl_firewall_rules *rules; /* of the machine */
    const struct nl_steps *steps;
    const struct nl_changes *changes;
    const struct nl_dependents_list *dependents;
};

/* The components that are hit, worst first; the article's four are always there. A component that
 * is installed without a sign of use weighs less than one in use; one that was not found weighs
 * nothing. */
void nl_impact_find(const struct nl_impact_inquiry *inquiry, struct nl_impacts *out_impacts);

/* Titles of the components that are in use and hit with severity high or above by changes that none
 * of the risks found so far speaks of. covered: the changes that they speak of (bits). */
struct nl_texts nl_impact_hurt(struct nl_arena *arena, const struct nl_impacts *impacts,
                               uint32_t covered);

#endif

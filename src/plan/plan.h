/* plan.h - the steps from a machine to a profile, and their price. Pure: no I/O, no clock. */
#ifndef NL_PLAN_PLAN_H
#define NL_PLAN_PLAN_H

#include "outcome.h"
#include "settle.h"

struct nl_plan {
    const char *id; /* fingerprint of every step: address, before-value, wanted value */
    const struct nl_machine *machine;
    const struct nl_profile *profile;
    struct nl_requests requests; /* every request and how it ends; see settle.h */
    struct nl_steps steps;       /* in the order they will be applied */
    struct nl_port_exposure before[NL_PORT_COUNT];
    struct nl_port_exposure after[NL_PORT_COUNT];
    struct nl_impacts impacts;
    struct nl_dependents_list dependents;
    struct nl_risk_list risks;
    struct nl_sentences client_before; /* see nl_exposure_client */
    struct nl_sentences client_after;
    struct nl_sentences notes; /* what holds beside the steps: adapters that come later, ... */
    struct nl_sentences
        remains; /* of a whole profile, where there is no step: what makes the machine other than wanted
                                  * all the same, as an audit finds it */
    enum nl_effect effect; /* the latest of the steps' */
    bool restart_required;
    bool needs_elevation; /* there are steps, and this run is not elevated */
    bool unmet;           /* some requests cannot be met here, were left out, or stay unmet though
                             they are set */
};

/* Builds the plan from machine to profile. options: see settle.h; NULL: everything can be written
 * and nothing is left out. */
void nl_plan_make(struct nl_arena *arena, const struct nl_machine *machine,
                  const struct nl_profile *profile, const struct nl_settle_options *options,
                  struct nl_plan *out_plan);

/* How many requests nl_request_ends_unmet says yes to. */
size_t nl_plan_count_ineffective(const struct nl_plan *plan);

/* Whether every request is met, excepted or not applicable, so that there is nothing to change. */
bool nl_plan_all_met(const struct nl_plan *plan);

/* Whether an audit finds nothing else either. */
bool nl_plan_as_wanted(const struct nl_plan *plan);

#endif

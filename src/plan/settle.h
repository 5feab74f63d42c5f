/* settle.h - a profile and a machine, settled into requests: what must be true at the end, and how
 * each ends. Done once for audit, plan, apply and wizard alike. Pure. */
#ifndef NL_PLAN_SETTLE_H
#define NL_PLAN_SETTLE_H

#include "step.h"

/* One setting of a profile on one machine: per adapter, per port. */
struct nl_request {
    const char *id; /* instance id, or the selector that matched nothing */
    const struct nl_setting *setting;
    const struct nl_want *want;
    size_t judged; /* its index in settings; SIZE_MAX: nothing on this machine matches */
    enum nl_outcome outcome;
    enum nl_unmet unmet;      /* UNMET: the reason */
    enum nl_effect waits_for; /* PENDING: what it waits for */
    const char *since;        /* PENDING: since when, UTC; NULL: not known */
    const char *risk;         /* EXCEPTED, or left out: the risk; NULL: no risk */
    bool wrong;               /* UNMET: the value is known to be other than requested */
    struct nl_sentence why;   /* format NULL: nothing to add */
    /* Its outcome once the steps are made; only a plan tells, else outcome again. Expected to end
     * UNMET: unmet and why say what makes it count for nothing then. */
    enum nl_outcome expected;
};
struct nl_requests {
    struct nl_request *items;
    size_t count;
    size_t capacity;
};

/* What the run brings with it. */
struct nl_settle_options {
    unsigned places_written;  /* bit 1u << enum nl_place: what this host can write, rights aside */
    struct nl_texts left_out; /* risks whose changes the person leaves out, or "all" */
};

/* Everything this host could write. */
#define NL_EVERY_PLACE ((1U << NL_PLACE_COUNT) - 1)

struct nl_settled {
    const struct nl_machine *machine;
    const struct nl_profile *profile;
    struct nl_exposure exposure;        /* of the machine as it is */
    NL_LIST(struct nl_judged) settings; /* every instance on this machine, catalogue order */
    struct nl_requests requests;        /* in the same order, unmatched selectors last */
    struct nl_steps steps;              /* of the requests that end as CHANGE, in order */
    bool needs_elevation; /* this run is not elevated, and a step needs administrator rights */
};

/* options NULL: nothing is left out and every place can be written. */
void nl_settle(struct nl_arena *arena, const struct nl_machine *machine,
               const struct nl_profile *profile, const struct nl_settle_options *options,
               struct nl_settled *out_settled);

/* Whether it will be set, or is, and the steps end with something that makes it count for nothing;
 * only a plan tells. */
bool nl_request_ends_unmet(const struct nl_request *request);

/* Whether a request, or each of them, is met, excepted or not applicable: nothing is left to do. */
bool nl_request_met(const struct nl_request *request);
bool nl_requests_met(const struct nl_requests *requests);

/* Whether something that is set waits for a restart of Windows. */
bool nl_requests_await_restart(const struct nl_requests *requests);

/* How many requests ended so. */
size_t nl_requests_count(const struct nl_requests *requests, enum nl_outcome outcome);

#endif

/* audit.h - a machine judged against a profile: pure, no I/O, no clock. */
#ifndef NL_PLAN_AUDIT_H
#define NL_PLAN_AUDIT_H

#include "finding.h"
#include "recommend.h"
#include "settle.h"

struct nl_summary {
    uint32_t counts[NL_VERDICT_COUNT];   /* of settings */
    uint32_t outcomes[NL_OUTCOME_COUNT]; /* of requests */
};

struct nl_audit {
    const struct nl_machine *machine;
    const struct nl_profile *profile;
    bool profile_recommended; /* nobody named a profile: the recommended one was taken */
    struct nl_recommendation recommendation;
    enum nl_result result;
    struct nl_port_exposure ports[NL_PORT_COUNT];
    NL_LIST(struct nl_judged) settings; /* every instance on this machine, catalogue order */
    struct nl_requests requests;        /* see settle.h */
    struct nl_findings findings;        /* worst first: fail, then unknown, by severity */
    struct nl_sentences client;         /* see nl_exposure_client */
    struct nl_summary summary;
};

/* profile NULL: judge against the recommended one. */
NL_MUST_CHECK enum nl_status nl_audit_make(struct nl_arena *arena, const struct nl_machine *machine,
                                           const struct nl_profile *profile,
                                           struct nl_audit *out_audit, struct nl_error *err);

/* Whether the machine is as wanted: every request met, excepted or not applicable, and no finding
 * that fails or that matters and could not be told. */
bool nl_audit_clean(const struct nl_audit *audit);

#endif

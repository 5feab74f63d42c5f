/* plan.h - the steps from a machine to a profile, and their price. Pure: no I/O, no clock. */
#ifndef NL_PLAN_PLAN_H
#define NL_PLAN_PLAN_H

#include "audit.h"
#include "model/component.h"

struct nl_step {
    struct nl_instance instance; /* setting, id, label */
    struct nl_address address;   /* where this step writes; a companion's differs from the
                                   * instance's own (a dependency list beside a start type) */
    struct nl_value before;      /* exact; PRESENT or ABSENT, never unknown */
    struct nl_value wanted;
    const char *before_word; /* choice words for people; NULL where there is none */
    const char *wanted_word;
    enum nl_effect effect;
    struct nl_sentence reason;
};

/* A request that made no step. */
enum nl_skip {
    NL_SKIP_ALREADY = 0,
    NL_SKIP_UNREADABLE,
    NL_SKIP_NOT_APPLICABLE,
    NL_SKIP_RISK,
    NL_SKIP_CANNOT_WRITE
};
extern const char *const nl_skip_words[]; /* already, unreadable, not-applicable, risk,
                                           * cannot-write */
struct nl_skipped {
    const char *id; /* instance id, or the selector that matched nothing */
    enum nl_skip kind;
    struct nl_sentence why;
};

struct nl_impact {
    const struct nl_component *component;
    enum nl_severity severity;   /* worst of the hits, lowered when it was not found */
    struct nl_texts causes;      /* setting ids of the steps that hit it */
    struct nl_sentences because; /* mechanisms of the hits */
    enum nl_presence presence;
    struct nl_sentences evidence; /* found, or what was looked for */
};

struct nl_dependent {
    const char *name;
    const char *display;
    bool direct;
    bool running;
    bool driver;
    size_t parent; /* index of the dependent through which it was first reached; SIZE_MAX: the
                    * service itself */
    size_t depth;  /* 1: direct */
};
struct nl_dependents {
    const char *service;
    uint32_t direct;
    uint32_t transitive; /* all, the direct ones included */
    uint32_t running;
    uint32_t direct_without_groups; /* the same figures by DependOnService alone */
    uint32_t transitive_without_groups;
    NL_LIST(struct nl_dependent) list; /* breadth first, so a parent stands before its children */
};

struct nl_risk {
    const struct nl_risk_row *row;
    struct nl_sentences because; /* the evidence on this machine, one sentence each */
};

struct nl_plan {
    const char *id; /* fingerprint of profile requests and every before-value */
    const struct nl_machine *machine;
    const struct nl_profile *profile;
    NL_LIST(struct nl_step) steps; /* in the order they will be applied */
    NL_LIST(struct nl_skipped) skipped;
    struct nl_port_exposure before[NL_PORT_COUNT];
    struct nl_port_exposure after[NL_PORT_COUNT];
    NL_LIST(struct nl_impact) impacts;
    NL_LIST(struct nl_dependents) dependents;
    NL_LIST(struct nl_risk) risks;
    struct nl_sentences client_before; /* see nl_exposure_client */
    struct nl_sentences client_after;
    enum nl_effect effect; /* the latest of the steps' */
    bool restart_required;
};

/* Builds the plan from machine to profile. places_written (see host.h) leaves out what this host
 * cannot write, each said in skipped. */
void nl_plan_make(struct nl_arena *arena, const struct nl_machine *machine,
                  const struct nl_profile *profile, unsigned places_written,
                  struct nl_plan *out_plan);

/* The machine as it will be once every step has taken effect (pure; shares what does not change). */
struct nl_machine nl_plan_after(struct nl_arena *arena, const struct nl_machine *machine,
                                const struct nl_plan *plan);

#endif

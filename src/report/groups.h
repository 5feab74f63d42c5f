/* groups.h - findings of one rule as one line, steps or requests of one setting as one line. */
#ifndef NL_REPORT_GROUPS_H
#define NL_REPORT_GROUPS_H

#include "report/style.h"

/* Findings that one rule made, equally severe: the same thing at several adapters or ports. */
struct nl_finding_group {
    const char *rule; /* "setting.netbios.adapter": an id without adapter or port */
    enum nl_verdict verdict;
    enum nl_severity severity;
    NL_LIST(const struct nl_finding *) findings;
    const struct nl_setting *setting; /* what they are about, or NULL */
    const struct nl_judged *judged;   /* the first of the settings, or NULL */
    bool alike;                       /* the same sentence of the setting's row says all */
    bool same_state;                  /* it says of all what they are, if not what is wrong */
    struct nl_texts instances;        /* adapters by name, ports by number; empty: just one thing */
};
struct nl_finding_groups {
    struct nl_finding_group *items;
    size_t count;
    size_t capacity;
};

/* Groups of the findings with one of two verdicts, in the order of their first finding. */
struct nl_finding_groups nl_groups_of_findings(struct nl_arena *arena, const struct nl_audit *audit,
                                               enum nl_verdict one, enum nl_verdict other);

/* What the group says, in one sentence of the style's language. */
const char *nl_group_sentence(struct nl_arena *arena, const struct nl_words *words,
                              const struct nl_finding_group *group);

/* "netbios.adapter", "port.open": what stands beside a sentence that names the rest. */
const char *nl_group_id(struct nl_arena *arena, const struct nl_finding_group *group);

/* All that a group is about: "UDP 137 and 138", "Ethernet0, Wi-Fi", "3 adapters"; "": just one thing. */
const char *nl_group_where(struct nl_arena *arena, const struct nl_words *words,
                           const struct nl_finding_group *group);

/* "netbios.adapter x3", "firewall.block[135,445]", "port.445.open": for a column of ids. */
const char *nl_group_ids(struct nl_arena *arena, const struct nl_finding_group *group);

/* Steps of one setting with the same words before and after. */
struct nl_step_group {
    const struct nl_step *first;
    NL_LIST(const struct nl_step *) steps;
    struct nl_texts instances;
    bool companion; /* written beside another setting, not one of its own */
};
struct nl_step_groups {
    struct nl_step_group *items;
    size_t count;
    size_t capacity;
};
struct nl_step_groups nl_groups_of_steps(struct nl_arena *arena, const struct nl_words *words,
                                         const struct nl_plan *plan);

/* Requests of one setting that end the same for the same reason. */
struct nl_request_group {
    const struct nl_request *first;
    const char *why;           /* in the style's language */
    struct nl_texts instances; /* what stands in brackets behind the setting's id */
};
struct nl_request_groups {
    struct nl_request_group *items;
    size_t count;
    size_t capacity;
};

/* Groups of the requests that wanted says yes to, in the order of their first request. */
struct nl_request_groups nl_groups_of_requests(struct nl_arena *arena, const struct nl_words *words,
                                               const struct nl_requests *requests,
                                               bool (*wanted)(const struct nl_request *request));

/* "netbios.adapter x3", "firewall.block[135,445]", "dcom.enabled": for a column of ids. */
const char *nl_request_group_ids(struct nl_arena *arena, const struct nl_request_group *group);

/* "3 adapters", "TCP 135, 139 and 445", "Ethernet0": what of the setting is meant; empty: all. */
const char *nl_group_instances(struct nl_arena *arena, const struct nl_words *words,
                               const struct nl_setting *setting, const struct nl_texts *instances);

#endif

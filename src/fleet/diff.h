/* diff.h - what changed between two audits or recordings of one machine, or of many. */
#ifndef NL_FLEET_DIFF_H
#define NL_FLEET_DIFF_H

#include "fleet/collection.h"
#include "fleet/facts.h"

enum nl_trend { NL_TREND_OTHER = 0, NL_TREND_BETTER, NL_TREND_WORSE };
/* other, better, worse */
extern const char *const nl_trend_words[];

struct nl_diff_change {
    enum nl_fact_kind kind;
    enum nl_trend trend;
    const char *key;
    const char *before;         /* NULL: it was not there */
    const char *after;          /* NULL: it is not there any more */
    const char *before_verdict; /* of a setting; NULL: it was not judged */
    const char *after_verdict;
    uint32_t rank; /* how bad the worse of the two is */
};

/* One machine; in only one of two folders where old or newer is NULL. */
struct nl_diff_machine {
    const char *name;
    const struct nl_facts *old;
    const struct nl_facts *newer;
    NL_LIST(struct nl_diff_change) changes; /* by kind, each worst first */
    size_t worse;
    size_t better;
    bool partly; /* one side is an audit, which has less to compare than a recording */
};

struct nl_facts_list {
    struct nl_facts *items;
    size_t count;
    size_t capacity;
};

struct nl_diff {
    const char *old_name;
    const char *new_name;
    NL_LIST(struct nl_diff_machine) machines; /* that differ, worst first */
    size_t same;                              /* machines in which nothing differs */
    NL_LIST(struct nl_fleet_fault) faults;
};

/* Compares. Two single documents are compared whatever the machines are called; of several the ones
 * with one name, of which the newest counts. */
void nl_diff_make(struct nl_arena *arena, struct nl_facts_list *old, struct nl_facts_list *newer,
                  struct nl_diff *out_diff);

/* Whether nothing differs and everything could be read. */
bool nl_diff_none(const struct nl_diff *diff);

#endif

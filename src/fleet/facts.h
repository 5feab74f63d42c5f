/* facts.h - one audit or recording as a list of single things that can be compared. */
#ifndef NL_FLEET_FACTS_H
#define NL_FLEET_FACTS_H

#include "fleet/entry.h"

struct yyjson_val;

/* Ordered as they are told. */
enum nl_fact_kind {
    NL_FACT_PORT = 0,
    NL_FACT_PROBE,
    NL_FACT_SETTING,
    NL_FACT_FINDING,
    NL_FACT_OTHER
};
/* port, probe, setting, finding, fact */
extern const char *const nl_fact_kind_words[];

struct nl_fact {
    enum nl_fact_kind kind;
    const char *key;     /* "tcp/445", "probe of tcp/445 at 192.0.2.10", "dcom.enabled" */
    const char *value;   /* what it is, for people; English words of the wire */
    const char *verdict; /* of a setting; NULL: it is not judged */
    uint32_t rank;       /* how bad it is: more is worse; of other facts always 0 */
    bool recorded;       /* only a recording has it, an audit never */
};

struct nl_facts {
    const char *machine;
    const char *file;
    uint64_t seen; /* seconds since 1970; 0: not said */
    bool recording;
    NL_LIST(struct nl_fact) list; /* ascending by kind and key */
};

/* Takes what an audit document says. */
void nl_facts_of_audit(struct nl_arena *arena, struct yyjson_val *root, struct nl_facts *facts);

/* Takes what a recording says besides its audit: services, adapters, shares, registry values. */
void nl_facts_of_machine(struct nl_arena *arena, struct yyjson_val *machine,
                         struct nl_facts *facts);

/* Puts them in order; of two with one key the first is kept, of two probes the worse: one address may
 * have been asked from several. */
void nl_facts_sort(struct nl_facts *facts);

/* Below 0: one stands before other. */
int nl_facts_compare(const struct nl_fact *one, const struct nl_fact *other);

#endif

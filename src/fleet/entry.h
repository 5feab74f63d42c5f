/* entry.h - one machine as one audit tells it: what a summary of many machines needs of it. A
 * draft fills it (draft.h). */
#ifndef NL_FLEET_ENTRY_H
#define NL_FLEET_ENTRY_H

#include "fleet/measured.h"
#include "model/machine.h"
#include "model/outcome.h"
#include "model/verdict.h"
#include "plan/port_exposure.h"

/* One of the five ports. Ordered: each is worse than the one before it. */
enum nl_fleet_port {
    NL_FLEET_CLOSED = 0, /* nothing listens */
    NL_FLEET_HELD,       /* something listens and the firewall lets nobody in */
    NL_FLEET_UNKNOWN,    /* could not be seen; never counts as closed */
    NL_FLEET_REACHED     /* others reach it */
};
/* closed, held, unknown, reachable */
extern const char *const nl_fleet_port_words[];

/* What kind of file an entry was read from. */
enum nl_fleet_form { NL_FLEET_AUDIT = 0, NL_FLEET_LINES, NL_FLEET_RECORDING };
/* audit, audit-lines, recording */
extern const char *const nl_fleet_form_words[];

/* How a machine stands beside an earlier collection. */
enum nl_fleet_change {
    NL_FLEET_NOT_COMPARED = 0,
    NL_FLEET_SAME,
    NL_FLEET_BETTER,
    NL_FLEET_WORSE,
    NL_FLEET_NEW /* not in the earlier one */
};
/* not-compared, same, better, worse, new */
extern const char *const nl_fleet_change_words[];

/* A rule that failed on the machine, or that could not be told. */
struct nl_fleet_mark {
    uint32_t rule;    /* a number of struct nl_names */
    uint8_t verdict;  /* FAIL or UNKNOWN of enum nl_verdict */
    uint8_t severity; /* the worst of its instances, enum nl_severity */
};

/* Names are numbers of struct nl_names, so that ten thousand machines share their texts; 0: none. */
struct nl_fleet_entry {
    const char *machine;
    const char *file;
    size_t line;    /* of an NDJSON file, from 1; 0: the file holds one document */
    uint32_t group; /* domain or workgroup */
    uint32_t product;
    uint32_t profile;
    uint32_t version; /* of the netlatch that wrote it */
    uint32_t build;
    uint64_t seen; /* when the machine was looked at, seconds since 1970; 0: not said */
    enum nl_fleet_form form;
    enum nl_result result;
    enum nl_answer elevated;
    bool pending;             /* something is set and waits for a restart */
    enum nl_effect waits_for; /* the most of what pending requests wait for; NOW: not said */
    uint64_t pending_since;   /* the first of them, seconds since 1970; 0: not said */
    bool unconfirmed;         /* a change waited to be confirmed when the machine was looked at */
    enum nl_unconfirmed_phase phase; /* of that change */
    uint64_t until; /* when it is rolled back, seconds since 1970; 0: not said, or not counting */
    enum nl_answer watched; /* whether the guard ran that is to roll it back */
    bool stale;
    enum nl_fleet_port ports[NL_PORT_COUNT];
    enum nl_reach
        reach[NL_PORT_COUNT]; /* who; UNKNOWN where a file of an old version does not say */
    enum nl_fleet_port
        said[NL_PORT_COUNT]; /* the same by what the machine itself shows, no probe counted */
    struct nl_fleet_probes *probes; /* NULL: nobody asked */
    uint32_t high;                  /* failing rules of that severity; severe counts as high */
    uint32_t medium;
    uint32_t low;
    uint32_t unknown;                    /* rules that could not be told */
    uint32_t unseen;                     /* things that the run could not see */
    NL_LIST(struct nl_fleet_mark) marks; /* ascending by rule */
    NL_LIST(uint32_t) exceptions;        /* names "netbios.adapter (netbios-off-wins)", ascending */
    enum nl_fleet_change change;
    const struct nl_fleet_entry *before; /* the machine in the earlier collection, or NULL */
};

/* How many ports of a machine are in that state. */
size_t nl_fleet_ports_in(const struct nl_fleet_entry *entry, enum nl_fleet_port state);

/* The widest circle that reaches one of its ports; UNKNOWN where none is reached, or by whom is not said. */
enum nl_reach nl_fleet_widest_reach(const struct nl_fleet_entry *entry);

#endif

/* answer.h - what is concluded from many machines. Types only; fleet.h fills them. */
#ifndef NL_FLEET_ANSWER_H
#define NL_FLEET_ANSWER_H

#include "fleet/collection.h"
#include "fleet/expected.h"
#include "fleet/names.h"

/* How often a rule failed, counted by machine. */
struct nl_fleet_rule {
    uint32_t rule;
    enum nl_severity severity; /* the worst */
    size_t fail;
    size_t unknown;
};

struct nl_fleet_exception {
    uint32_t name;
    size_t machines;
};

/* An older file of a machine of which there is a newer one. */
struct nl_fleet_older {
    const struct nl_fleet_entry *older;
    const struct nl_fleet_entry *newer;
};

struct nl_fleet_options {
    uint64_t now;           /* seconds since 1970 */
    const char *stale_text; /* the same as the person wrote it */
    uint64_t stale; /* machines seen longer ago than so many seconds are stale; 0: none is */
    const struct nl_expected *expected; /* NULL: nobody said which machines there are */
    struct nl_fleet_collection *since;  /* an earlier collection, or NULL */
    const char *since_name;
};

struct nl_fleet {
    const struct nl_names *names;
    struct nl_fleet_options options;
    NL_LIST(struct nl_fleet_entry *) machines; /* each once, worst first */
    size_t ports[NL_PORT_COUNT][NL_FLEET_REACHED + 1];
    size_t ports_asked[NL_PORT_COUNT];    /* machines of which another one asked the port */
    size_t ports_answered[NL_PORT_COUNT]; /* of those, the port answered */
    size_t asked;                         /* machines of which another one asked some port */
    size_t answered;                      /* of those, some port answered */
    size_t contradicting; /* of those, it did though by the machine itself nobody reaches it */
    size_t asked_itself;  /* machines that asked their own addresses alone */
    size_t reachable;     /* machines with a port that others reach */
    size_t unsure; /* machines of which that is not known, and no port is known to be reached */
    size_t results[NL_RESULT_COUNT];
    size_t pending;
    size_t unconfirmed; /* machines with a change that waited to be confirmed */
    size_t unwatched;   /* of those, no guard ran that would roll it back */
    size_t not_elevated;
    size_t not_all_seen; /* machines of which a part was not seen */
    size_t undated;
    size_t stale;
    NL_LIST(struct nl_fleet_rule) rules; /* worst first, then most often */
    NL_LIST(struct nl_fleet_exception) exceptions;
    NL_LIST(uint32_t) profiles; /* that the audits were made with */
    struct nl_texts missing;    /* expected, not heard from */
    NL_LIST(const struct nl_fleet_entry *) unexpected;
    NL_LIST(struct nl_fleet_older) older;
    NL_LIST(struct nl_fleet_fault) faults; /* of the collection, then of the earlier one */
    size_t other_files;
    size_t links;
    size_t changes[NL_FLEET_NEW + 1];            /* by enum nl_fleet_change */
    NL_LIST(const struct nl_fleet_entry *) gone; /* in the earlier collection alone */
};

#endif

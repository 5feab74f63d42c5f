/* port_exposure.h - what is known of one of the five ports: predicted from settings, observed in the
 * socket tables, let in by the firewall, and the conclusion of the three: who can reach it. Types
 * only; exposure.h fills them. */
#ifndef NL_PLAN_PORT_EXPOSURE_H
#define NL_PLAN_PORT_EXPOSURE_H

#include "base/sentence.h"
#include "model/machine.h"
#include "model/ports.h"

enum nl_openness {
    NL_OPENNESS_UNKNOWN = 0, /* could not be seen; never counts as closed */
    NL_OPENNESS_CLOSED,
    NL_OPENNESS_PARTLY, /* open on some adapters, addresses or firewall profiles */
    NL_OPENNESS_OPEN
};
extern const char *const nl_openness_words[]; /* unknown, closed, partly, open */

/* Which other machines. Ordered: each reaches more than the one before it. */
enum nl_reach {
    NL_REACH_UNKNOWN = 0, /* could not be found out; never counts as nobody */
    NL_REACH_NOBODY,
    NL_REACH_NAMED,    /* the addresses that a firewall rule names, or authenticated peers */
    NL_REACH_SUBNET,   /* the same subnet */
    NL_REACH_EVERYBODY /* whoever can send a packet to this machine */
};
extern const char *const nl_reach_words[]; /* unknown, nobody, named-addresses, same-subnet,
                                            * everybody */

/* Whether somebody reaches it, or may. */
bool nl_reach_is_open(enum nl_reach reach);

/* Of two ways to a port, what they come to together: the wider one; UNKNOWN only when no way is
 * known to be open. */
enum nl_reach nl_reach_widest(enum nl_reach one, enum nl_reach other);

/* What a port's openness and the firewall come to together. */
enum nl_reach nl_reach_conclude(enum nl_openness openness, enum nl_reach admits);

/* Who holds an observed port. */
struct nl_port_owner {
    uint32_t pid;
    const char *process; /* may be NULL */
    const char *service; /* may be NULL */
    bool windows;        /* Windows' own owner of this port (System, RpcSs/RpcEptMapper) */
    const char *address;
    bool v6;
};

/* The same columns for one adapter (NetBT ports) or one address (the others). */
struct nl_port_place {
    const char *adapter; /* GUID; NULL: the whole machine */
    const char *label;   /* friendly name or address, for people */
    enum nl_openness predicted;
    enum nl_openness observed;
    enum nl_openness reachable;
    enum nl_reach reached_by; /* now */
    struct nl_sentences why;
};

struct nl_port_exposure {
    const struct nl_port *port;
    enum nl_openness predicted;
    bool unverified; /* the prediction rests on a setting the facts call unverified */
    enum nl_openness observed;
    enum nl_openness reachable; /* through the firewall, if something listens; CLOSED: blocked */
    enum nl_reach admits;       /* whom the firewall lets in, if something listens */
    bool admits_doubtful;       /* what could not be seen of the firewall may let in fewer */
    enum nl_reach reached_by;   /* the conclusion: who reaches it now */
    enum nl_reach
        without_probes; /* the same by settings, sockets and firewall alone, no probe counted */
    enum nl_reach will_reach; /* who reaches it once all settings are in force */
    const char *closed_by; /* the firewall rule, not netlatch's own, that closes it in every profile
                            * this machine can use; NULL: none */
    NL_LIST(struct nl_port_owner) owners;
    NL_LIST(struct nl_port_place) places;
    struct nl_sentences why; /* the chain of facts, in order: settings, sockets, firewall */
};

/* A disagreement between two columns, with its likely reason. */
struct nl_mismatch {
    const struct nl_port *port;
    bool open; /* something listens that should not, or is not Windows'; false: only a note */
    bool ends; /* it ends by itself at the next start */
    struct nl_sentence what;
};
struct nl_mismatches {
    struct nl_mismatch *items;
    size_t count;
    size_t capacity;
};

#endif

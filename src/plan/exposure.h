/* exposure.h - per port: predicted from settings, observed in the socket tables, reachable through
 * the firewall. Three columns, never one: a firewall block leaves the socket listening. */
#ifndef NL_PLAN_EXPOSURE_H
#define NL_PLAN_EXPOSURE_H

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

/* Who holds an observed port. */
struct nl_port_owner {
    uint32_t pid;
    const char *process; /* may be NULL */
    const char *service; /* may be NULL */
    bool windows;        /* Windows' own owner of this port (System, RpcSs/RpcEptMapper) */
    const char *address;
    bool v6;
};

/* The same three columns for one adapter (NetBT ports) or one address (the others). */
struct nl_port_place {
    const char *adapter; /* GUID; NULL: the whole machine */
    const char *label;   /* friendly name or address, for people */
    enum nl_openness predicted;
    enum nl_openness observed;
    enum nl_openness reachable;
    struct nl_sentences why;
};

struct nl_port_exposure {
    const struct nl_port *port;
    enum nl_openness predicted;
    bool unverified; /* the prediction rests on a setting the facts call unverified */
    enum nl_openness observed;
    enum nl_openness reachable; /* from other machines, if something listens; CLOSED: blocked */
    NL_LIST(struct nl_port_owner) owners;
    NL_LIST(struct nl_port_place) places;
    struct nl_sentences why; /* the chain of facts, in order: settings, sockets, firewall */
};

/* A disagreement between two columns, with its likely reason. */
struct nl_mismatch {
    const struct nl_port *port;
    struct nl_sentence what;
};
struct nl_mismatches {
    struct nl_mismatch *items;
    size_t count;
    size_t capacity;
};

/* Fills all five. Pure. Works on any machine, also one changed by nl_machine_set (then only the
 * predicted column speaks of the change; observed stays what was seen). */
void nl_exposure_judge(struct nl_arena *arena, const struct nl_machine *machine,
                       struct nl_port_exposure out_ports[NL_PORT_COUNT],
                       struct nl_mismatches *out_mismatches);

/* What this machine, as a client, would try when it opens a share, and whether that can succeed. */
void nl_exposure_client(struct nl_arena *arena, const struct nl_machine *machine,
                        struct nl_sentences *out_sentences);

/* The five states of NetBIOS over TCP/IP on one adapter. */
enum nl_netbios_state {
    NL_NETBIOS_UNKNOWN = 0, /* could not be read, or a value Windows does not know */
    NL_NETBIOS_ENABLED,     /* option 1 */
    NL_NETBIOS_DISABLED,    /* option 2 */
    NL_NETBIOS_DHCP_OFF,    /* default, and the DHCP server said disable */
    NL_NETBIOS_DEFAULT_ON,  /* default otherwise: enabled */
    NL_NETBIOS_LEFTOVER     /* the adapter is gone; the value waits for its return */
};
extern const char *const nl_netbios_state_words[]; /* unknown, enabled, disabled, default-dhcp-off,
                                                    * default-on, leftover */

/* guid: the adapter's, with braces. *out_effective_on: whether ports 137-139 are served on it
 * (a leftover counts as off); meaningful unless the state is UNKNOWN. */
enum nl_netbios_state nl_netbios_judge(struct nl_arena *arena, const struct nl_machine *machine,
                                       const char *guid, bool *out_effective_on,
                                       struct nl_sentence *out_why);

#endif

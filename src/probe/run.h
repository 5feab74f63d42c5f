/* run.h - asking one host: its addresses at the same time, the five ports at the same time, the
 * questions of one port one after the other. */
#ifndef NL_PROBE_RUN_H
#define NL_PROBE_RUN_H

#include "host/clock.h"
#include "probe.h"

enum {
    NL_PROBE_RUN_MS = 9000,     /* the whole run, whatever the host does */
    NL_PROBE_ADDRESSES_MOST = 8 /* of one run: the sockets of all fit into one wait */
};

struct nl_probe_run {
    struct nl_arena *arena;
    struct nl_net *net;
    struct nl_clock *clock;
    /* Whether the person wants to stop; may be NULL. */
    bool (*stopped)(void *context);
    void *context;
};

/* A target to be asked: on the ports whose index in nl_ports is wanted. Says where it will be asked
 * from as far as interfaces tell. */
struct nl_probe_target *nl_probe_add(struct nl_arena *arena, struct nl_probe_targets *targets,
                                     const struct nl_net_address *address,
                                     const struct nl_net_interfaces *interfaces,
                                     const bool wanted[NL_PORT_COUNT]);

/* Asks. How each question ended stands in the targets; there is no other failure. */
void nl_probe_ask(const struct nl_probe_run *run, struct nl_probe_targets *targets,
                  const struct nl_net_interfaces *interfaces);

#endif

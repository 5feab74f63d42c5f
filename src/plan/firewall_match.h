/* firewall_match.h - whether a firewall rule speaks of a port and of a program that owns it. */
#ifndef NL_PLAN_FIREWALL_MATCH_H
#define NL_PLAN_FIREWALL_MATCH_H

#include "firewall_rule.h"
#include "model/machine.h"
#include "model/ports.h"

/* A program that may own the port. */
struct nl_firewall_owner {
    const char *process; /* image name */
    const char *service; /* short name, or NULL */
};
struct nl_firewall_owners {
    struct nl_firewall_owner *items;
    size_t count;
    size_t capacity;
};

/* The owners by Windows' custom (System; svchost with RpcSs or RpcEptMapper for TCP 135) and those
 * that the socket tables name. */
void nl_firewall_find_owners(struct nl_arena *arena, const struct nl_machine *machine,
                             const struct nl_port *port, struct nl_firewall_owners *out_owners);

/* Whether an inbound rule, active or not, is about the port and one of its owners. */
bool nl_firewall_concerns(const struct nl_firewall_rule *rule, const struct nl_port *port,
                          const struct nl_firewall_owners *owners);

/* Whether a rule names a port, by its number or, for TCP 135, by the word RPC-EPMap; not one for every
 * port. */
bool nl_firewall_names_port(const struct nl_firewall_rule *rule, unsigned port);

/* Whether a rule is for one program, by its file's name, wherever it lies. */
bool nl_firewall_names_program(const struct nl_firewall_rule *rule, const char *file);

#endif

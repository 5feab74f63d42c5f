/* firewall.h - who can reach one of the five ports through Windows Firewall. */
#ifndef NL_PLAN_FIREWALL_H
#define NL_PLAN_FIREWALL_H

#include "firewall_state.h"
#include "port_exposure.h"

struct nl_firewall_view {
    enum nl_openness openness; /* of all profiles that this machine can use */
    enum nl_reach admits;      /* the widest of them */
    bool doubtful; /* somebody is let in by what was seen; what was not seen may let in nobody */
    enum nl_openness profiles[NL_FIREWALL_PROFILE_COUNT];
    /* The rule, not netlatch's own, that closes the port in every usable profile by itself; NULL:
     * there is none. */
    const struct nl_firewall_rule *closed_by;
    struct nl_sentences why;
};

/* Who can reach a port through the firewall: OPEN anybody, PARTLY some addresses, interfaces or
 * profiles, CLOSED nobody, UNKNOWN where something that decides could not be seen. Rules for
 * programs count when the program owns the port, by Windows' custom or by the socket tables. */
void nl_firewall_judge(struct nl_arena *arena, const struct nl_machine *machine,
                       const struct nl_firewall_rules *rules, const struct nl_firewall_state *state,
                       const struct nl_port *port, struct nl_firewall_view *out_view);

#endif

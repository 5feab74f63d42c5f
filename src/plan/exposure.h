/* exposure.h - the columns of the five ports, judged together. Pure. */
#ifndef NL_PLAN_EXPOSURE_H
#define NL_PLAN_EXPOSURE_H

#include "firewall.h"
#include "port_exposure.h"

/* All that is judged of one machine's ports, with what was read on the way. */
struct nl_exposure {
    struct nl_firewall_rules rules; /* every firewall rule, parsed */
    struct nl_firewall_state firewall;
    struct nl_port_exposure ports[NL_PORT_COUNT];
    struct nl_mismatches mismatches;
};

/* Judges all five ports. Works on any machine, also one changed by nl_machine_set: then only
 * predicted, admits and will_reach speak of the change; observed stays what was seen. known: the
 * exposure of the machine that this one is a changed copy of, whose parsed rules are used again; or
 * NULL. */
void nl_exposure_judge(struct nl_arena *arena, const struct nl_machine *machine,
                       const struct nl_exposure *known, struct nl_exposure *out_exposure);

/* The predicted column alone, for a machine with single changes. */
void nl_exposure_predict_all(struct nl_arena *arena, const struct nl_machine *machine,
                             struct nl_port_exposure out_ports[NL_PORT_COUNT]);

#endif

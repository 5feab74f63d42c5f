/* exposure_asker.h - whether the firewall's rules turn one sender away. Pure. */
#ifndef NL_PLAN_EXPOSURE_ASKER_H
#define NL_PLAN_EXPOSURE_ASKER_H

#include "firewall.h"

/* All that is known of the firewall at one port. */
struct nl_exposure_filter {
    const struct nl_firewall_rules *rules;
    const struct nl_firewall_state *state;
    const struct nl_firewall_view *view; /* what nl_firewall_judge said of the port */
};

/* Whether by its rules the firewall lets a packet from asked_from to this port through for nobody:
 * a rule blocks that address, or every rule that opens the port is for other addresses. True only
 * where all that decides was seen and understood, in every profile that the machine can use; false
 * also for NULL and for what is no address. */
bool nl_exposure_turns_away(struct nl_arena *arena, const struct nl_machine *machine,
                            const struct nl_exposure_filter *filter, const struct nl_port *port,
                            const char *asked_from);

#endif

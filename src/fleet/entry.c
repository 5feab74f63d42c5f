/* entry.c - one machine as one audit tells it. */
#include "fleet/entry.h"

const char *const nl_fleet_port_words[] = {"closed", "held", "unknown", "reachable", NULL};
const char *const nl_fleet_form_words[] = {"audit", "audit-lines", "recording", NULL};
const char *const nl_fleet_change_words[] = {"not-compared", "same", "better",
                                             "worse",        "new",  NULL};

size_t nl_fleet_ports_in(const struct nl_fleet_entry *entry, enum nl_fleet_port state)
{
    size_t count = 0;
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        count += entry->ports[i] == state;
    return count;
}

enum nl_reach nl_fleet_widest_reach(const struct nl_fleet_entry *entry)
{
    enum nl_reach widest = NL_REACH_UNKNOWN;
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (entry->ports[i] == NL_FLEET_REACHED)
            widest = nl_reach_widest(widest, entry->reach[i]);
    }
    return widest;
}

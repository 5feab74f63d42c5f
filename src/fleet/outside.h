/* outside.h - what a probe from another machine found, held against what the machine says of itself.
 * An answer proves that the port can be reached from there; that nothing answered proves nothing. A
 * machine's questions to its own addresses are never counted here. */
#ifndef NL_FLEET_OUTSIDE_H
#define NL_FLEET_OUTSIDE_H

#include "fleet/entry.h"

/* Of a port (index in nl_ports): whether another machine asked, and whether something answered. */
bool nl_fleet_asked(const struct nl_fleet_entry *entry, size_t port);
bool nl_fleet_answered(const struct nl_fleet_entry *entry, size_t port);

/* Whether the machine asked its own addresses, and no other one asked. */
bool nl_fleet_asked_itself(const struct nl_fleet_entry *entry);

/* Whether it answered although, by what the machine itself shows, nobody reaches it. */
bool nl_fleet_contradicts(const struct nl_fleet_entry *entry, size_t port);

/* How many of the five ports are so. */
size_t nl_fleet_count(const struct nl_fleet_entry *entry,
                      bool (*is)(const struct nl_fleet_entry *entry, size_t port));

/* A port that answered another machine counts as reached, and a machine of which one did so though it
 * says that nobody reaches it is not as wanted, whatever its file says. Doing it twice is doing it
 * once. */
void nl_fleet_conclude(struct nl_fleet_entry *entry);

/* Takes over what an older file of the machine has of answers that are no older than this one's audit,
 * and concludes: a probe is often added to a recording after the next audit was made. */
void nl_fleet_take_probes(struct nl_arena *arena, struct nl_fleet_entry *entry,
                          const struct nl_fleet_entry *older);

/* Whether only a probe showed then that the port is reached, and nobody asked again: it still is. */
bool nl_fleet_still_answers(const struct nl_fleet_entry *now, const struct nl_fleet_entry *then,
                            size_t port);

/* Of the ports that were asked from outside both times, whether more answer than then: below 0 more,
 * above 0 fewer. */
int nl_fleet_compare_answers(const struct nl_fleet_entry *now, const struct nl_fleet_entry *then);

#endif

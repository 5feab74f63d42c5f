/* order.h - which of two machines is worse, and which of several files of one machine counts. */
#ifndef NL_FLEET_ORDER_H
#define NL_FLEET_ORDER_H

#include "fleet/answer.h"

/* Below 0: one is worse. By ports that others reach, who reaches them, ports that are not known,
 * answers to probes against what the machine says, rules that fail by severity, rules that are not known; machines that differ in nothing are equal. */
int nl_fleet_compare(const struct nl_fleet_entry *one, const struct nl_fleet_entry *other);

/* The same of one machine at two times: below 0 it is worse now. Ports that were probed both times
 * count by their answers, and a port that only a probe showed to be reached, and that nobody probed
 * again, has not become better. */
int nl_fleet_compare_since(const struct nl_fleet_entry *now, const struct nl_fleet_entry *then);

/* Entries of a collection, each machine once, in the order of their names: of several entries with one
 * name the newest, of those without a time the last that was read. One name in two domains or
 * workgroups is two machines. older gets the others; NULL: they are not asked for. */
void nl_fleet_newest(struct nl_arena *arena, struct nl_fleet_collection *collection,
                     struct nl_fleet *fleet, bool keep_older);

/* The machine of that name and domain or workgroup among entries in the order of nl_fleet_newest;
 * NULL: none. */
const struct nl_fleet_entry *nl_fleet_find(const struct nl_fleet *fleet,
                                           const struct nl_fleet_entry *entry);

/* Sorts the machines, worst first. */
void nl_fleet_sort(struct nl_fleet *fleet);

#endif

/* hive_firewall.h - netlatch's own firewall rules in the SYSTEM hive. */
#ifndef NL_HOST_HIVE_HIVE_FIREWALL_H
#define NL_HOST_HIVE_HIVE_FIREWALL_H

#include "hive_registry.h"

/* FIREWALL_BLOCK at an address: present where our rule stands, absent where it does not. */
struct nl_value nl_hive_firewall_read(struct nl_arena *arena, struct nl_hive_registry *registry,
                                      const struct nl_address *where);

/* Removes our rules for that port, in memory until nl_hive_sync. The Windows Firewall service reads
 * its rules when it starts, so a rule that is gone from the hive is gone with the next start. A rule
 * is never added here: Microsoft documents no writing of rules but through the service. */
NL_MUST_CHECK enum nl_status nl_hive_firewall_remove(struct nl_arena *arena,
                                                     struct nl_hive_registry *registry,
                                                     const struct nl_address *where,
                                                     struct nl_error *err);

#endif

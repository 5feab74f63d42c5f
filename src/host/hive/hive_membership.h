/* hive_membership.h - the domain, the workgroup or the Entra tenant that an offline Windows belongs to.
 *
 * [MS-LSAD] 2.2.4.5 LSAPR_POLICY_PRIMARY_DOM_INFO: a computer that is joined to no domain has no SID
 * of a primary domain. The SECURITY hive keeps it as Policy\PolPrDmS (the SID) and Policy\PolPrDmN
 * (the name: length, maximum, offset 8, UTF-16). Seen so in hives of a member (Windows 8.1) and of a
 * workgroup (Windows 7). */
#ifndef NL_HOST_HIVE_HIVE_MEMBERSHIP_H
#define NL_HOST_HIVE_HIVE_MEMBERSHIP_H

#include "hive_registry.h"

/* Whether this is the disk of a domain controller: UNKNOWN where its product type cannot be read. */
enum nl_answer nl_hive_controller(struct nl_arena *arena, struct nl_hive_registry *registry);

/* Fills membership of the machine, of which entra must be known by then, and says in unseen what is missing. */
void nl_hive_survey_membership(struct nl_arena *arena, struct nl_hive_registry *registry,
                               struct nl_machine *machine);

#endif

/* finding_machine.h - what a person should know of the machine itself: its firewall, the services Windows is built on, who is
 * refused network logon, and what could not be seen. Pure. */
#ifndef NL_PLAN_FINDING_MACHINE_H
#define NL_PLAN_FINDING_MACHINE_H

#include "finding.h"
#include "settle.h"

void nl_findings_of_machine(struct nl_arena *arena, const struct nl_settled *settled,
                            struct nl_findings *findings);

/* Sections of the machine and firewall rules that could not be read or understood. */
void nl_findings_of_unseen(struct nl_arena *arena, const struct nl_settled *settled,
                           struct nl_findings *findings);

#endif

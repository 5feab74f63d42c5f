/* finding_ports.h - ports that are open and should not be, or the other way round. Pure. */
#ifndef NL_PLAN_FINDING_PORTS_H
#define NL_PLAN_FINDING_PORTS_H

#include "finding.h"
#include "settle.h"

void nl_findings_of_ports(struct nl_arena *arena, const struct nl_settled *settled,
                          struct nl_findings *findings);

#endif

/* confusables.h - values that people set in good faith and that do not do what they think. Pure. */
#ifndef NL_PLAN_CONFUSABLES_H
#define NL_PLAN_CONFUSABLES_H

#include "finding.h"
#include "model/machine.h"

/* Adds a finding for each: SMBv1 for SMB1, SMBDeviceEnabled under Tcpip, and the like. */
void nl_confusables_find(struct nl_arena *arena, const struct nl_machine *machine,
                         struct nl_findings *findings);

#endif

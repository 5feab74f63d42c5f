/* certainly_shut.h - a second opinion for property tests: whether a port of a machine is shut beyond
 * doubt. Written apart from src/plan, and simpler: where it is not sure, it says no. */
#ifndef NL_TESTS_CERTAINLY_SHUT_H
#define NL_TESTS_CERTAINLY_SHUT_H

#include "model/machine.h"

/* Nothing listens but for this machine itself, or the firewall lets nobody in. */
bool certainly_shut(struct nl_arena *arena, const struct nl_machine *machine,
                    const struct nl_port *port);

#endif

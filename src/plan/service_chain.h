/* service_chain.h - whether a service will run after the next restart, by its own start type and
 * by those of everything it depends on. */
#ifndef NL_PLAN_SERVICE_CHAIN_H
#define NL_PLAN_SERVICE_CHAIN_H

#include "base/sentence.h"
#include "model/machine.h"

/* Adds to why what decides: the service's own state, or the member of the chain that stops it.
 * Manual counts as YES, because anything may start it. Cycles are tolerated. */
enum nl_answer nl_service_will_run(struct nl_arena *arena, const struct nl_machine *machine,
                                   const char *name, struct nl_sentences *why);

#endif

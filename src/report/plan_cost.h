/* plan_cost.h - what a plan costs on this machine: what it may break, and the risks to accept. */
#ifndef NL_REPORT_PLAN_COST_H
#define NL_REPORT_PLAN_COST_H

#include "report/document.h"

/* What may break, by evidence: in use one by one, the rest in a line for each kind. */
void nl_plan_cost(struct nl_document *document, const struct nl_plan *plan);

/* The risks, each with what accepts it and what leaves it out. */
void nl_plan_risks(struct nl_document *document, const struct nl_plan *plan);

/* All of one impact: why, the evidence, the remedy, what causes it. For the details and for the
 * wizard's page about it. */
void nl_plan_impact(struct nl_document *document, const struct nl_impact *impact);

/* The services that would no longer start, with their trees. */
void nl_plan_dependents(struct nl_document *document, const struct nl_plan *plan);

#endif

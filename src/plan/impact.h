/* impact.h - what a plan's changes will break on this machine, from evidence. */
#ifndef NL_PLAN_IMPACT_H
#define NL_PLAN_IMPACT_H

#include "model/component.h"
#include "plan.h"

/* The set of changes a plan makes (bit 1u << enum nl_change), from its steps and the machine
 * before and after. */
uint32_t nl_plan_changes(struct nl_arena *arena, const struct nl_machine *machine,
                         const struct nl_machine *after, const struct nl_plan *plan);

/* Fills plan->impacts, worst first; the article's four are always there. */
void nl_impact_find(struct nl_arena *arena, const struct nl_machine *machine, uint32_t changes,
                    struct nl_plan *plan);

/* Presence of one component with the evidence found (or what was looked for and not found). */
enum nl_presence nl_component_presence(struct nl_arena *arena, const struct nl_machine *machine,
                                       const struct nl_component *component,
                                       struct nl_sentences *out_evidence);

/* Fills plan->dependents for every service whose start type the plan takes away. */
void nl_dependents_find(struct nl_arena *arena, const struct nl_machine *machine,
                        struct nl_plan *plan);

/* Everything that needs service, directly or through others, by DependOnService and
 * DependOnGroup of the machine's own services; cycles are tolerated. use_groups false counts
 * DependOnService alone. */
void nl_dependents_of(struct nl_arena *arena, const struct nl_machine *machine, const char *service,
                      bool use_groups, struct nl_dependents *out_dependents);

/* Fills plan->risks: every risk that must be accepted by name, all at once. */
void nl_risks_find(struct nl_arena *arena, const struct nl_machine *machine, uint32_t changes,
                   struct nl_plan *plan);

/* Whether adding these SIDs to the deny right would keep out the person who runs netlatch, the
 * administrators, or a cluster; one sentence per way (risk "lockout"). */
void nl_lockout_check(struct nl_arena *arena, const struct nl_machine *machine,
                      const struct nl_texts *denied, struct nl_sentences *out_ways);

#endif

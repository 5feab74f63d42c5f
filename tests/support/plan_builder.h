/* plan_builder.h - makes the steps of a plan from setting ids and words, for tests of what follows
 * from steps (changes, impacts, risks) without planning. */
#ifndef NL_TESTS_PLAN_BUILDER_H
#define NL_TESTS_PLAN_BUILDER_H

#include "machine_builder.h"
#include "plan/plan.h"

/* Appends the step that takes the instance from what the machine has to a word. */
void plan_step(struct machine_builder *m, struct nl_plan *plan, const char *id, const char *word);

/* Appends the step that adds SIDs, "S-1-1-0 S-1-5-113", to the right that denies network logon. */
void plan_deny(struct machine_builder *m, struct nl_plan *plan, const char *sids);

/* Everything that follows from the steps: impacts, dependents, risks. */
void plan_find(struct machine_builder *m, struct nl_plan *plan);

/* What the steps change, all of it and one by one. */
struct nl_changes plan_changes_found(struct machine_builder *m, const struct nl_plan *plan);

/* What the steps change, all of it. */
uint32_t plan_changes(struct machine_builder *m, const struct nl_plan *plan);

/* A list of sentences as one English text, a line each. */
const char *plan_text(struct machine_builder *m, const struct nl_sentences *sentences);

#endif

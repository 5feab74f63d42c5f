/* changes.h - which breaking changes the steps make, one by one and together. */
#ifndef NL_PLAN_CHANGES_H
#define NL_PLAN_CHANGES_H

#include "impact.h"

/* The bit of a change in a set of changes. */
#define NL_CHANGE_BIT(change) (UINT32_C(1) << (change))

/* For each step, the part of the plan's changes that it makes, as an array beside the steps. A port
 * is put down to the steps of a setting that closes it by itself; when no setting does alone, to
 * every step whose setting decides about the port. */
const uint32_t *nl_plan_causes(struct nl_arena *arena, const struct nl_machine *machine,
                               const struct nl_plan *plan, uint32_t changes);

/* The SIDs that the plan's steps add to the right that denies network logon. */
struct nl_texts nl_plan_denied(struct nl_arena *arena, const struct nl_plan *plan);

/* The part of enum nl_change that denying network logon to one SID makes: S-1-1-0, S-1-5-11,
 * S-1-5-2 and S-1-5-32-545 reach everybody, and with that the local accounts and the guests;
 * S-1-5-113 reaches the local administrators of S-1-5-114 too [KB4488256]. */
uint32_t nl_denied_changes(const char *sid);

#endif

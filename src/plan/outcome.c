/* outcome.c - everything that follows from a set of steps on one machine. */
#include "outcome.h"

/* The changes that the risks found so far speak of. */
static uint32_t spoken_of(const struct nl_risk_list *risks)
{
    uint32_t changes = 0;
    for (size_t i = 0; i < risks->count; i++)
        changes |= risks->items[i].row->changes;
    return changes;
}

void nl_plan_outcome_find(struct nl_arena *arena, const struct nl_machine *machine,
                          const struct nl_exposure *exposure, const struct nl_steps *steps,
                          struct nl_plan_outcome *out_outcome)
{
    struct nl_plan_outcome outcome = {.after = nl_steps_after(arena, machine, steps, NULL)};
    nl_changes_find(arena, machine, exposure->ports, steps, &outcome.changes);
    nl_dependents_find(arena, machine, steps, &outcome.dependents);
    const struct nl_impact_inquiry impacts = {.arena = arena,
                                              .machine = machine,
                                              .rules = &exposure->rules,
                                              .steps = steps,
                                              .changes = &outcome.changes,
                                              .dependents = &outcome.dependents};
    nl_impact_find(&impacts, &outcome.impacts);
    struct nl_risk_inquiry risks = {.arena = arena,
                                    .machine = machine,
                                    .rules = &exposure->rules,
                                    .steps = steps,
                                    .changes = &outcome.changes};
    nl_risks_find(&risks, &outcome.risks);
    struct nl_texts hurt = nl_impact_hurt(arena, &outcome.impacts, spoken_of(&outcome.risks));
    if (hurt.count > 0) {
        risks.hurt = &hurt;
        nl_risks_find(&risks, &outcome.risks);
    }
    *out_outcome = outcome;
}

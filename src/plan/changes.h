/* changes.h - which breaking changes the steps make, one by one and together. Pure. */
#ifndef NL_PLAN_CHANGES_H
#define NL_PLAN_CHANGES_H

#include "model/component.h"
#include "step.h"

struct nl_changes {
    uint32_t all; /* of every step and of the ports that close */
    /* For each step, the part of it that this step makes. A port is put down to the steps of a
     * setting that closes it by itself; when no setting does alone, to every step whose setting
     * decides about the port. */
    const uint32_t *causes;
    struct nl_texts denied; /* the SIDs that the steps add to the right that denies network logon */
};

/* before: the ports of the machine as it is; only their predicted column counts. */
void nl_changes_find(struct nl_arena *arena, const struct nl_machine *machine,
                     const struct nl_port_exposure before[NL_PORT_COUNT],
                     const struct nl_steps *steps, struct nl_changes *out_changes);

/* The same for one step alone. */
void nl_changes_of_step(struct nl_arena *arena, const struct nl_machine *machine,
                        const struct nl_port_exposure before[NL_PORT_COUNT],
                        const struct nl_step *step, struct nl_changes *out_changes);

#endif

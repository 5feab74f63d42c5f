/* win_targets.h - whether this run may change each setting: asked by opening it with the right to
 * write and closing it at once. Nothing is written and nothing is made. */
#ifndef NL_WINDOWS_TARGETS_H
#define NL_WINDOWS_TARGETS_H

#include "model/machine.h"

/* Fills machine->targets: one answer for each place that the catalogue can write here. Asks after
 * everything else was surveyed. */
void win_targets_survey(struct nl_arena *arena, struct nl_machine *machine);

#endif

/* survey.h - the walk over a registry that every surveying host shares: live Windows and the hives
 * of a disk fill machine.registry (and, where there is no service manager to ask, the services)
 * through the same table of keys, so that the planner finds the same paths in both. */
#ifndef NL_HOST_SURVEY_H
#define NL_HOST_SURVEY_H

#include "registry_reader.h"

/* Adds every key of the table to machine->registry, and to machine->unseen what was denied,
 * unsupported or left out. A key of the table that does not exist is recorded as absent; one that
 * a '*' led to is simply not recorded. What stands before a '*' is recorded without values, so that
 * "looked below it" and "could not look" differ. */
void nl_survey_registry(struct nl_arena *arena, struct nl_registry_reader *reader,
                        struct nl_machine *machine);

#endif

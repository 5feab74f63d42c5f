/* hive_rights.h - user rights as the SECURITY hive keeps them. Read only.
 *
 * The layout is not published. What is read here was checked against real hives, and every record that
 * has not the form described is "unsupported", never a default. */
#ifndef NL_HOST_HIVE_HIVE_RIGHTS_H
#define NL_HOST_HIVE_HIVE_RIGHTS_H

#include "hive_registry.h"

/* The holders of a logon right: a SID set, absent where nobody holds it, unsupported. */
struct nl_value nl_hive_right(struct nl_arena *arena, struct nl_hive_registry *registry,
                              const char *right);

/* Fills rights of the machine, and says in unseen what is missing. */
void nl_hive_survey_rights(struct nl_arena *arena, struct nl_hive_registry *registry,
                           struct nl_machine *machine);

#endif

/* hive_survey.h - a machine out of the hives of a Windows that is not running. */
#ifndef NL_HOST_HIVE_HIVE_SURVEY_H
#define NL_HOST_HIVE_HIVE_SURVEY_H

#include "hive_hibernation.h"
#include "hive_registry.h"

/* Everything the hives tell, and the policy files below the Windows folder of that disk. */
void nl_hive_survey(struct nl_arena *arena, struct nl_hive_registry *registry, const char *windows,
                    enum nl_hibernation hibernation, struct nl_machine *out_machine);

#endif

/* survey_services.h - services as their registry keys describe them. */
#ifndef NL_HOST_SURVEY_SERVICES_H
#define NL_HOST_SURVEY_SERVICES_H

#include "registry_reader.h"

/* Fills machine->services from the keys below Services, for a host without a service manager:
 * whether a service runs is then not known. services_state becomes what the key answered. */
void nl_survey_services(struct nl_arena *arena, struct nl_registry_reader *reader,
                        struct nl_machine *machine);

/* One service as its key describes it; false when the key describes none (performance counters,
 * transports and the like have keys there too). */
bool nl_survey_service(struct nl_arena *arena, struct nl_registry_reader *reader, const char *name,
                       struct nl_service *out_service);

#endif

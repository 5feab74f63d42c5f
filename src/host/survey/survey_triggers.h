/* survey_triggers.h - what starts a service although its start type is manual.
 *
 * Windows 7 and later: SERVICE_TRIGGER, and the same in the registry below Services\X\TriggerInfo
 * (Type, Action, GUID). */
#ifndef NL_HOST_SURVEY_TRIGGERS_H
#define NL_HOST_SURVEY_TRIGGERS_H

#include "registry_reader.h"

enum { NL_TRIGGER_GUID_SIZE = 16, NL_TRIGGERS_MOST = 64 };

/* Adds one trigger to a service if it is one that starts it (action 1, SERVICE_TRIGGER_ACTION_
 * SERVICE_START). subtype: 16 bytes of the GUID as Windows keeps it, or NULL. */
void nl_survey_trigger_add(struct nl_arena *arena, struct nl_service *service, uint32_t type,
                           uint32_t action, const uint8_t *subtype);

/* The triggers of a service as its key describes them. triggered becomes NO where there are none,
 * and UNKNOWN where the keys cannot be read. */
void nl_survey_triggers(struct nl_arena *arena, struct nl_registry_reader *reader,
                        struct nl_service *service);

#endif

/* hive_policy.h - the Group Policy files on the disk of an offline Windows.
 *
 * What they set may be in the registry already; it is set again when that Windows starts or refreshes
 * its policy, and then overrides what was changed offline. Files: learn.microsoft.com, "Registry Policy
 * File Format"; [MS-GPREG]; the local policy in System32\GroupPolicy, the domain's as it was last
 * fetched in System32\GroupPolicy\DataStore, a controller's own in SYSVOL. */
#ifndef NL_HOST_HIVE_HIVE_POLICY_H
#define NL_HOST_HIVE_HIVE_POLICY_H

#include "hive_registry.h"

/* Says in the machine's list of what was not seen which policy files concern the settings, and which
 * could not be read. windows: the Windows folder on that disk. */
void nl_hive_survey_policy(struct nl_arena *arena, struct nl_disk *disk, const char *windows,
                           struct nl_machine *machine);

#endif

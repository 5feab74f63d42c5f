/* survey_release.h - what the recorded registry keys tell of the Windows: its release, its kind, and
 * who manages it. Every surveying host asks here once the keys are recorded. */
#ifndef NL_HOST_SURVEY_RELEASE_H
#define NL_HOST_SURVEY_RELEASE_H

#include "model/machine.h"

/* Fills os.display_version and os.revision. A client that calls itself a server (Windows Enterprise
 * multi-session of Azure Virtual Desktop: product type "server", EditionID ServerRdsh) becomes a
 * client. */
void nl_survey_release(struct nl_arena *arena, struct nl_machine *machine);

/* Fills membership.entra, mdm and mdm_provider, and makes the join ENTRA where the machine is in no
 * domain. */
void nl_survey_management(struct nl_arena *arena, struct nl_machine *machine);

#endif

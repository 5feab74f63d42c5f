/* companion.h - second writes that one setting needs so as not to break another part of Windows. */
#ifndef NL_PLAN_COMPANION_H
#define NL_PLAN_COMPANION_H

#include "step.h"

/* Appends to steps what must be written before step: where smb1.client is switched off and the
 * Workstation service still depends on the SMB1 redirector (as on Windows 7), the dependency has to
 * go first, or the Workstation service would not start again. Source: Microsoft, "How to detect,
 * enable and disable SMBv1, SMBv2, and SMBv3 in Windows". */
void nl_companion_steps(struct nl_arena *arena, const struct nl_machine *machine,
                        const struct nl_step *step, struct nl_steps *steps);

/* The same where the setting itself is already as wanted, or is not there, and only its companion
 * is missing: judged's instance gives the steps their name. */
void nl_companion_steps_alone(struct nl_arena *arena, const struct nl_machine *machine,
                              const struct nl_judged *judged, struct nl_steps *steps);

/* Whether a journal's step may write to this address for this setting: the setting's own address,
 * or the one of its companion. Nothing else is ever written, whatever a file says. */
bool nl_step_address_allowed(const struct nl_instance *instance, const struct nl_address *address);

#endif

/* role.h - what the machine is for. */
#ifndef NL_APP_WIZARD_ROLE_H
#define NL_APP_WIZARD_ROLE_H

#include "state.h"

/* Chooses the profile; the recommended one stands first. */
enum nl_wizard_way nl_wizard_role(struct nl_wizard *wizard, bool forward);

/* Takes the recommended profile without asking, and makes its plan. False, with the error told and
 * wizard->code set, where the built-in profiles cannot be read. */
bool nl_wizard_take_recommended(struct nl_wizard *wizard);

#endif

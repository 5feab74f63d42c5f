/* role.h - what the machine is for. */
#ifndef NL_APP_WIZARD_ROLE_H
#define NL_APP_WIZARD_ROLE_H

#include "state.h"

/* Chooses the profile; the recommended one stands first. */
enum nl_wizard_way nl_wizard_role(struct nl_wizard *wizard, bool forward);

#endif

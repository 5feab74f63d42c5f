/* wizard_confirm.h - the seam to confirming a change in time: whether it can be had here, arming it,
 * confirming it. */
#ifndef NL_APP_WIZARD_CONFIRM_H
#define NL_APP_WIZARD_CONFIRM_H

#include "wizard.h"

/* How long the wizard lets a change wait to be confirmed. */
#define NL_WIZARD_CONFIRM_S ((uint64_t)10 * 60)

/* Whether a change can be made here that is taken back by itself unless it is confirmed. */
bool nl_wizard_confirm_available(const struct nl_wizard *wizard);

#endif

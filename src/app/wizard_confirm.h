/* wizard_confirm.h - the seam to confirming a change in time: whether it can be had here, arming it,
 * confirming it. */
#ifndef NL_APP_WIZARD_CONFIRM_H
#define NL_APP_WIZARD_CONFIRM_H

#include "apply/guard.h"
#include "wizard.h"

/* How long the wizard lets a change wait to be confirmed. */
#define NL_WIZARD_CONFIRM_S NL_CONFIRM_USUAL_S

/* Whether a change can be made here that is taken back by itself unless it is confirmed. */
bool nl_wizard_confirm_available(const struct nl_wizard *wizard);

/* Confirms the change with this journal, adds what came of it to told, and gives the exit code. */
int nl_wizard_keep(struct nl_wizard *wizard, const char *journal, struct nl_sentences *told);

#endif

/* confirm.h - a change that is rolled back by itself unless it is confirmed in time. */
#ifndef NL_APP_WIZARD_CONFIRM_H
#define NL_APP_WIZARD_CONFIRM_H

#include "state.h"

/* Whether a change can be made here that is rolled back by itself unless it is confirmed. */
bool nl_wizard_confirm_available(const struct nl_wizard *wizard);

/* Asks for that confirmation after wizard->standing was applied; what came of it goes to told.
 * True: the person wants all of it rolled back now. */
bool nl_wizard_confirm(struct nl_wizard *wizard, struct nl_sentences *told);

#endif

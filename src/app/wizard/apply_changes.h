/* apply_changes.h - making the changes. */
#ifndef NL_APP_WIZARD_APPLY_CHANGES_H
#define NL_APP_WIZARD_APPLY_CHANGES_H

#include "state.h"

/* Asks for the one word, makes the changes, shows how it went. */
enum nl_wizard_way nl_wizard_apply(struct nl_wizard *wizard, bool forward);

#endif

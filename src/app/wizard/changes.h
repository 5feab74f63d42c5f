/* changes.h - the changes, one line each, switched on and off. */
#ifndef NL_APP_WIZARD_CHANGES_H
#define NL_APP_WIZARD_CHANGES_H

#include "state.h"

enum nl_wizard_way nl_wizard_change_list(struct nl_wizard *wizard, bool forward);

#endif

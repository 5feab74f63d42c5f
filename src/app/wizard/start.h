/* start.h - the first pages: the language, and the way to more rights. */
#ifndef NL_APP_WIZARD_START_H
#define NL_APP_WIZARD_START_H

#include "state.h"

/* Which language is spoken from here on. */
enum nl_wizard_way nl_wizard_language(struct nl_wizard *wizard, bool forward);

/* Offers to start again as administrator; passed over where changes are possible already. */
enum nl_wizard_way nl_wizard_rights(struct nl_wizard *wizard, bool forward);

#endif

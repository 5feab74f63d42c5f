/* roll_back.h - rolling back what netlatch changed here before. */
#ifndef NL_APP_WIZARD_ROLL_BACK_H
#define NL_APP_WIZARD_ROLL_BACK_H

#include "state.h"

/* Rolls back the change that stands; not one of the stages. AGAIN, QUIT or END. */
enum nl_wizard_way nl_wizard_roll_back(struct nl_wizard *wizard);

#endif

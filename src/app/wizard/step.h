/* step.h - one change closely: what it is, why it is made, what it costs. */
#ifndef NL_APP_WIZARD_STEP_H
#define NL_APP_WIZARD_STEP_H

#include "state.h"

/* Shows why a change is made and what it costs. NL_WAY_QUIT, or NL_WAY_BACK to the list. */
enum nl_wizard_way nl_wizard_step_page(struct nl_wizard *wizard, const struct nl_step *step);

#endif

/* decide.h - what to do with the plan: apply it, look at it whole, save it, leave. */
#ifndef NL_APP_WIZARD_DECIDE_H
#define NL_APP_WIZARD_DECIDE_H

#include "state.h"

enum nl_wizard_way nl_wizard_decide(struct nl_wizard *wizard, bool forward);

#endif

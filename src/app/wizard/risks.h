/* risks.h - the risks, one page each: accepted by a typed word, or left out. */
#ifndef NL_APP_WIZARD_RISKS_H
#define NL_APP_WIZARD_RISKS_H

#include "state.h"

enum nl_wizard_way nl_wizard_risks(struct nl_wizard *wizard, bool forward);

#endif

/* found.h - what was found: the five ports, and who can reach them. */
#ifndef NL_APP_WIZARD_FOUND_H
#define NL_APP_WIZARD_FOUND_H

#include "state.h"

/* Surveys the machine the first time, then shows what was found. */
enum nl_wizard_way nl_wizard_found(struct nl_wizard *wizard, bool forward);

#endif

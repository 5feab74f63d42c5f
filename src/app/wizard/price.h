/* price.h - what the changes may break on this machine, worst first. */
#ifndef NL_APP_WIZARD_PRICE_H
#define NL_APP_WIZARD_PRICE_H

#include "state.h"

enum nl_wizard_way nl_wizard_price(struct nl_wizard *wizard, bool forward);

#endif

/* keys.h - asking on the whole screen: key by key. */
#ifndef NL_APP_WIZARD_KEYS_H
#define NL_APP_WIZARD_KEYS_H

#include "page.h"

/* Draws the page until a key or several answer it. What was typed so far stays in place. */
struct nl_wizard_answer nl_wizard_ask_screen(struct nl_wizard *wizard, struct nl_wizard_page *page,
                                             struct nl_wizard_place *place);

#endif

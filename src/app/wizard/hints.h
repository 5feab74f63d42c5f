/* hints.h - what can be pressed or typed on a page, and how far along it is. */
#ifndef NL_APP_WIZARD_HINTS_H
#define NL_APP_WIZARD_HINTS_H

#include "page.h"

/* "step 3 of 7". */
const char *nl_wizard_position(const struct nl_wizard *wizard, struct nl_arena *arena);

/* What can be pressed or typed on a page, for the line that says so. */
struct nl_texts nl_wizard_hints(struct nl_wizard *wizard, const struct nl_wizard_page *page,
                                const struct nl_wizard_place *place);

#endif

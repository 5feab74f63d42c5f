/* lines.h - asking where whole lines are read. */
#ifndef NL_APP_WIZARD_LINES_H
#define NL_APP_WIZARD_LINES_H

#include "page.h"

/* Prints the page, unless place says that it was printed, and reads lines until one answers it. */
struct nl_wizard_answer nl_wizard_ask_lines(struct nl_wizard *wizard, struct nl_wizard_page *page,
                                            struct nl_wizard_place *place);

#endif

/* wizard.h - netlatch wizard: asking and leading, page by page. What the rest of the program sees. */
#ifndef NL_APP_WIZARD_WIZARD_H
#define NL_APP_WIZARD_WIZARD_H

#include "app/app.h"

/* The command: from page to page until the person is done; the exit code. */
int nl_command_wizard(struct nl_app *app);

/* Whether a person sits before a screen and a keyboard, whom the wizard could ask. */
bool nl_wizard_on_console(struct nl_app *app);

#endif

/* command_install.h - netlatch install and netlatch uninstall. */
#ifndef NL_APP_COMMAND_INSTALL_H
#define NL_APP_COMMAND_INSTALL_H

#include "app.h"

int nl_command_install(struct nl_app *app);
int nl_command_uninstall(struct nl_app *app);

#endif

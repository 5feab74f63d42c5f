/* command_help.h - netlatch help. */
#ifndef NL_APP_COMMAND_HELP_H
#define NL_APP_COMMAND_HELP_H

#include "app.h"

int nl_command_help(struct nl_app *app);

#endif

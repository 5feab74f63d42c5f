/* command_guard.h - what the service manager starts. */
#ifndef NL_APP_COMMAND_GUARD_H
#define NL_APP_COMMAND_GUARD_H

#include "app.h"

int nl_command_guard(struct nl_app *app);

#endif

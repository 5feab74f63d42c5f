/* command_rescue.h - netlatch rescue. */
#ifndef NL_APP_COMMAND_RESCUE_H
#define NL_APP_COMMAND_RESCUE_H

#include "app.h"

int nl_command_rescue(struct nl_app *app);

#endif

/* command_apply.h - netlatch apply. */
#ifndef NL_APP_COMMAND_APPLY_H
#define NL_APP_COMMAND_APPLY_H

#include "app.h"

int nl_command_apply(struct nl_app *app);

#endif

/* command_rollback.h - netlatch rollback. */
#ifndef NL_APP_COMMAND_ROLLBACK_H
#define NL_APP_COMMAND_ROLLBACK_H

#include "app.h"

int nl_command_rollback(struct nl_app *app);

#endif

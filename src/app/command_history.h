/* command_history.h - netlatch history. */
#ifndef NL_APP_COMMAND_HISTORY_H
#define NL_APP_COMMAND_HISTORY_H

#include "app.h"

int nl_command_history(struct nl_app *app);

#endif

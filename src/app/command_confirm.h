/* command_confirm.h - netlatch confirm. */
#ifndef NL_APP_COMMAND_CONFIRM_H
#define NL_APP_COMMAND_CONFIRM_H

#include "app.h"

int nl_command_confirm(struct nl_app *app);

#endif

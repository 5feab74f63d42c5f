/* command_diff.h - netlatch diff. */
#ifndef NL_APP_COMMAND_DIFF_H
#define NL_APP_COMMAND_DIFF_H

#include "app.h"

int nl_command_diff(struct nl_app *app);

#endif

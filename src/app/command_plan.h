/* command_plan.h - netlatch plan. */
#ifndef NL_APP_COMMAND_PLAN_H
#define NL_APP_COMMAND_PLAN_H

#include "app.h"

int nl_command_plan(struct nl_app *app);

#endif

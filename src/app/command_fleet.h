/* command_fleet.h - netlatch fleet. */
#ifndef NL_APP_COMMAND_FLEET_H
#define NL_APP_COMMAND_FLEET_H

#include "app.h"

int nl_command_fleet(struct nl_app *app);

#endif

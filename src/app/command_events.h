/* command_events.h - netlatch events. */
#ifndef NL_APP_COMMAND_EVENTS_H
#define NL_APP_COMMAND_EVENTS_H

#include "app.h"

int nl_command_events(struct nl_app *app);

#endif

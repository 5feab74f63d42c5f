/* command_probe.h - netlatch probe. */
#ifndef NL_APP_COMMAND_PROBE_H
#define NL_APP_COMMAND_PROBE_H

#include "app.h"

int nl_command_probe(struct nl_app *app);

#endif

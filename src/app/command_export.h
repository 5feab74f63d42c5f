/* command_export.h - netlatch export. */
#ifndef NL_APP_COMMAND_EXPORT_H
#define NL_APP_COMMAND_EXPORT_H

#include "app.h"

int nl_command_export(struct nl_app *app);

#endif

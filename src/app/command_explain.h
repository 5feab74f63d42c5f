/* command_explain.h - netlatch explain. */
#ifndef NL_APP_COMMAND_EXPLAIN_H
#define NL_APP_COMMAND_EXPLAIN_H

#include "app.h"

int nl_command_explain(struct nl_app *app);

#endif

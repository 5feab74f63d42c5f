/* help_scripts.h - netlatch help scripts: lines for scripts and management systems, ready to copy. */
#ifndef NL_APP_HELP_SCRIPTS_H
#define NL_APP_HELP_SCRIPTS_H

#include "app.h"

void nl_help_scripts(struct nl_app *app, struct nl_text *out);

#endif

/* command_profile_from.h - netlatch profile from. */
#ifndef NL_APP_COMMAND_PROFILE_FROM_H
#define NL_APP_COMMAND_PROFILE_FROM_H

#include "app.h"

/* A profile from a file of another tool, to --output or the standard output; what is left aside, on the
 * standard error. NL_EXIT_UNMET where a setting is left aside. */
int nl_command_profile_from(struct nl_app *app, const char *file);

#endif

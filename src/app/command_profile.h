/* command_profile.h - netlatch profile. */
#ifndef NL_APP_COMMAND_PROFILE_H
#define NL_APP_COMMAND_PROFILE_H

#include "app.h"

int nl_command_profile(struct nl_app *app);

#endif

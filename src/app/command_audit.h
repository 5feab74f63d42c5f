/* command_audit.h - netlatch audit and netlatch record. */
#ifndef NL_APP_COMMAND_AUDIT_H
#define NL_APP_COMMAND_AUDIT_H

#include "app.h"

int nl_command_audit(struct nl_app *app);
int nl_command_record(struct nl_app *app);

#endif

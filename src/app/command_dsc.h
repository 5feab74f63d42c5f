/* command_dsc.h - netlatch dsc: the command resource of DSC v3. */
#ifndef NL_APP_COMMAND_DSC_H
#define NL_APP_COMMAND_DSC_H

#include "app.h"

/* get, test, set, what-if, export: an instance of Netlatch/Settings on the standard input, its state on one
 * line of the standard output, for all but get and export a second line with the names of the properties
 * that differ; traces on the standard error. manifest: netlatch.dsc.resource.json. */
int nl_command_dsc(struct nl_app *app);

#endif

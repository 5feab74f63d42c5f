/* log.h - what a run says, kept in a file (--log): each line with its time, UTF-8, added at the end. */
#ifndef NL_APP_LOG_H
#define NL_APP_LOG_H

#include "app.h"

/* Begins the log of this run, where one was asked for. A file that cannot be written is an error: nothing
 * has been changed yet. */
NL_MUST_CHECK enum nl_status nl_log_begin(struct nl_app *app, int argc, const char *const *argv,
                                          struct nl_error *err);

/* Adds what was said, line by line. Where that fails, it is said on the standard error, once. */
void nl_log_add(struct nl_app *app, const char *text);

/* Adds the exit code. */
void nl_log_end(struct nl_app *app, int code);

#endif

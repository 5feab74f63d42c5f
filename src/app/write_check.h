/* write_check.h - whether a file that a run is to write is one that must stay as it is. */
#ifndef NL_APP_WRITE_CHECK_H
#define NL_APP_WRITE_CHECK_H

#include "app.h"

/* NL_INVALID where path, the value of --option, leads to a file that this run reads or writes otherwise, to
 * a registry hive, or to a journal of this run's folder; by whatever path or link it is reached. */
NL_MUST_CHECK enum nl_status nl_write_check(struct nl_app *app, const char *option,
                                            const char *path, struct nl_error *err);

#endif

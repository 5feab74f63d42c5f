/* posix_error.h - errors of POSIX calls. */
#ifndef NL_HOST_POSIX_POSIX_ERROR_H
#define NL_HOST_POSIX_POSIX_ERROR_H

#include "base/error.h"

/* Fills err from errno. */
enum nl_status nl_posix_fail(struct nl_error *err, int number, const char *call, const char *format,
                             const char *path);

#endif

/* posix_error.c - errno to status: the only place that knows how. */

#include "posix_error.h"

#include <errno.h>

enum nl_status nl_posix_fail(struct nl_error *err, int number, const char *call, const char *format,
                             const char *path)
{
    enum nl_status status = NL_FAILED;
    const char *next = NULL;
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        status = NL_NOT_FOUND;
        break;
    case EACCES:
    case EPERM:
    case EROFS:
        status = NL_DENIED;
        next = NL_T("Check who may read and write there.");
        break;
    case ENOSPC:
    case EDQUOT:
        next = NL_T("Free some space on that disk and try again.");
        break;
    case EAGAIN:
    case EBUSY:
        status = NL_BUSY;
        break;
    default:
        break;
    }
    (void)nl_fail(err, status, format, path);
    (void)nl_native(err, NL_NATIVE_ERRNO, (uint32_t)number, call);
    if (next)
        (void)nl_next(err, next);
    return status;
}

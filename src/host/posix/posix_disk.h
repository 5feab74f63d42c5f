/* posix_disk.h - the mounted disk of a Windows that is not running. */
#ifndef NL_HOST_POSIX_POSIX_DISK_H
#define NL_HOST_POSIX_POSIX_DISK_H

#include "host/disk.h"

/* Every mounted disk. Nothing to close. */
struct nl_disk *nl_posix_disk(void);

#endif

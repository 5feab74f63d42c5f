/* posix_console.h - the terminal of a POSIX system. */
#ifndef NL_HOST_POSIX_POSIX_CONSOLE_H
#define NL_HOST_POSIX_POSIX_CONSOLE_H

#include "host/console.h"

struct nl_console *nl_posix_console(void);

#endif

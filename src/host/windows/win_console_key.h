/* win_console_key.h - one key at a time: struct nl_console_ops. */
#ifndef NL_WINDOWS_CONSOLE_KEY_H
#define NL_WINDOWS_CONSOLE_KEY_H

#include "host/console.h"

int win_console_read_key(struct nl_console *base);

#endif

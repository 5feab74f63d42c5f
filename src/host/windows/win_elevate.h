/* win_elevate.h - netlatch once more, elevated. */
#ifndef NL_WINDOWS_ELEVATE_H
#define NL_WINDOWS_ELEVATE_H

#include "base/arena.h"
#include "base/error.h"

/* Starts this program once more, elevated (ShellExecuteEx with the verb runas): Windows asks the
 * person first, and the program gets a console of its own. Where User Account Control does not
 * exist (Windows XP) it asks for another account. arguments are passed on as they are. NL_REFUSED
 * when the person said no. */
NL_MUST_CHECK enum nl_status nl_windows_run_elevated(struct nl_arena *arena, const char *arguments,
                                                     struct nl_error *err);

#endif

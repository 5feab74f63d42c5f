/* win_program_path.h - where this executable is. */
#ifndef NL_WINDOWS_PROGRAM_PATH_H
#define NL_WINDOWS_PROGRAM_PATH_H

#include "base/arena.h"

/* The full path of this executable, or NULL. */
const char *nl_windows_program_path(struct nl_arena *arena);

#endif

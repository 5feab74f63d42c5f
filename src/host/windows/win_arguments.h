/* win_arguments.h - a command line into its arguments. */
#ifndef NL_WINDOWS_ARGUMENTS_H
#define NL_WINDOWS_ARGUMENTS_H

#include "base/text.h"

#include <wchar.h>

/* Splits as Windows does ("Parsing C command-line arguments"; CommandLineToArgvW lives in shell32.dll,
 * which would bring user32.dll along). The first argument is the program's name, in which a backslash
 * means nothing else. At most 4096 arguments. */
struct nl_texts win_arguments_split(struct nl_arena *arena, const wchar_t *line);

#endif

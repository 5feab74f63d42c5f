/* win_startup.h - what the program is given when it starts. */
#ifndef NL_WINDOWS_STARTUP_H
#define NL_WINDOWS_STARTUP_H

#include "base/text.h"

/* Called first: from here on no DLL is looked for beside the program. */
void nl_windows_begin(void);

/* The command line, program name first, as Windows splits it. */
struct nl_texts nl_windows_arguments(struct nl_arena *arena);

/* The language the user wants to read ("zh-CN", "en-US"), or NULL where Windows does not say. */
const char *nl_windows_language(struct nl_arena *arena);

/* An environment variable, or NULL. */
const char *nl_windows_environment(struct nl_arena *arena, const char *name);

#endif

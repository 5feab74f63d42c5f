/* win_sid.h - SIDs as Windows keeps them and as text ([MS-DTYP] 2.4.2). */
#ifndef NL_WINDOWS_SID_H
#define NL_WINDOWS_SID_H

#include "base/arena.h"

#include <windows.h>

/* "S-1-5-32-544"; NULL for what is not a SID of revision 1. */
const char *win_sid_text(struct nl_arena *arena, PSID sid);

/* NULL for a malformed text. */
PSID win_sid_parse(struct nl_arena *arena, const char *text);

/* A copy of sid with one more sub-authority; NULL when it has no room for one. */
PSID win_sid_append(struct nl_arena *arena, PSID sid, DWORD rid);

#endif

/* win_store.h - journals in a folder that is private to SYSTEM and Administrators. */
#ifndef NL_WINDOWS_STORE_H
#define NL_WINDOWS_STORE_H

#include "host/store.h"

/* The journal folder; folder NULL is %ProgramData%\netlatch\journal. Opening touches nothing. */
NL_MUST_CHECK enum nl_status nl_windows_store_open(struct nl_arena *arena, const char *folder,
                                                   struct nl_store **out_store,
                                                   struct nl_error *err);

/* The journal folder of a Windows that is not running, on its disk: DISK\ProgramData\netlatch\journal.
 * The folder above it is made and looked at as well. */
NL_MUST_CHECK enum nl_status nl_windows_store_on_disk(struct nl_arena *arena, const char *folder,
                                                      struct nl_store **out_store,
                                                      struct nl_error *err);

#endif

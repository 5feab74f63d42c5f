/* win_disk.h - a disk that holds another Windows, seen from a running one or from Windows PE. */
#ifndef NL_WINDOWS_DISK_H
#define NL_WINDOWS_DISK_H

#include "host/disk.h"

/* Every disk with a drive letter or a path. Nothing to close. */
struct nl_disk *nl_windows_disk(void);

/* Whether the Windows folder at path is the one that is running now. */
bool nl_windows_is_running_folder(struct nl_arena *scratch, const char *path);

/* "C:", "D:" ...: the drives that this system has now. */
struct nl_texts nl_windows_drives(struct nl_arena *arena);

/* Whether this is Windows PE, on which Windows RE and the setup run: the key MiniNT tells. */
bool nl_windows_is_pe(void);

#endif

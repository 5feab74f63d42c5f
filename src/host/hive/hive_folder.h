/* hive_folder.h - files of a foreign Windows, found without regard to case. */
#ifndef NL_HOST_HIVE_HIVE_FOLDER_H
#define NL_HOST_HIVE_HIVE_FOLDER_H

#include "host/disk.h"

/* The real path of folder/parts[0]/parts[1]... (ended by NULL). A name spelled exactly so comes
 * before one that differs in case. NL_NOT_FOUND; NL_REFUSED where one of the parts is a link. */
NL_MUST_CHECK enum nl_status nl_hive_find(struct nl_arena *arena, struct nl_disk *disk,
                                          const char *folder, const char *const *parts,
                                          const char **out_path, struct nl_error *err);

/* Fills err from errno: what {1} could not be done with. */
enum nl_status nl_hive_fail(struct nl_error *err, int number, const char *call, const char *format,
                            const char *path);

#endif

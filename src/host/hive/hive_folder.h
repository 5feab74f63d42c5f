/* hive_folder.h - files of a foreign Windows, found without regard to case. */
#ifndef NL_HOST_HIVE_HIVE_FOLDER_H
#define NL_HOST_HIVE_HIVE_FOLDER_H

#include "host/disk.h"

/* The real path of folder/parts[0]/parts[1]... (ended by NULL). A name spelled exactly so comes
 * before one that differs in case. NL_NOT_FOUND; NL_REFUSED where one of the parts is a link. */
NL_MUST_CHECK enum nl_status nl_hive_find(struct nl_arena *arena, struct nl_disk *disk,
                                          const char *folder, const char *const *parts,
                                          const char **out_path, struct nl_error *err);

/* Where things lie below such a DIR. */
struct nl_hive_folders {
    const char *root;    /* DIR without a separator at its end */
    const char *windows; /* DIR/Windows, as it is spelled there */
    const char *config;  /* DIR/Windows/System32/config, as it is spelled there */
    const char *journal; /* DIR/ProgramData/netlatch/journal, there or not: where netlatch.exe on
                          * that Windows keeps its journals */
    bool alone; /* DIR holds the hives and no Windows folder: root, windows and config are DIR */
};

/* folder is DIR, the Windows folder in it, System32/config in that, or a folder that holds copies of
 * its hives. NL_NOT_FOUND when it is none of these, NL_REFUSED for a link on the way. */
NL_MUST_CHECK enum nl_status nl_hive_folders_find(struct nl_arena *arena, struct nl_disk *disk,
                                                  const char *folder,
                                                  struct nl_hive_folders *out_folders,
                                                  struct nl_error *err);

#endif

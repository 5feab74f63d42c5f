/* posix_store.h - journals in a folder. */
#ifndef NL_HOST_POSIX_POSIX_STORE_H
#define NL_HOST_POSIX_POSIX_STORE_H

#include "host/store.h"

/* A store in a folder (made by prepare, mode 0700). Memory from the arena. */
struct nl_store *nl_posix_store_new(struct nl_arena *arena, const char *folder);

/* A store on the mounted disk of another system, beside a folder of that system which its journals
 * stand for (the one with its hives). prepare makes every missing folder on the way.
 *
 * Such a disk often keeps no owners and modes: the mount then gives one owner and one mode, often
 * 0777, to all of it, and nothing can be made private there. Whoever may write the hives needs no
 * forged journal to change that system, so the journal's folders may belong to whom that folder
 * belongs to, and be written by whom it may be written by; not by more. A file may have a second
 * name there: Windows gives one to every long name (8.3). Links are refused as everywhere. */
struct nl_store *nl_posix_store_on_disk(struct nl_arena *arena, const char *folder,
                                        const char *beside);

#endif

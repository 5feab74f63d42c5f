/* posix_host.h - what the native build offers: no live host, but files, a store, a clock and a
 * console, so that recorded machines and offline Windows folders can be worked on. */
#ifndef NL_HOST_POSIX_POSIX_HOST_H
#define NL_HOST_POSIX_POSIX_HOST_H

#include "host/clock.h"
#include "host/console.h"
#include "host/net.h"
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

struct nl_clock *nl_posix_clock(void);
struct nl_console *nl_posix_console(void);
struct nl_net *nl_posix_net(void);

/* Writes all of it, through interruptions; false with errno set where that fails. */
bool nl_posix_write(int file, const void *bytes, size_t size);

/* Reads an open file to its end, as nl_file_read does; path is for people. */
NL_MUST_CHECK enum nl_status nl_posix_read_all(struct nl_arena *arena, int file, const char *path,
                                               size_t max_size, const uint8_t **out_bytes,
                                               size_t *out_size, struct nl_error *err);

/* Fills err from errno. */
enum nl_status nl_posix_fail(struct nl_error *err, int number, const char *call, const char *format,
                             const char *path);

#endif

/* posix_host.h - what the native build offers: no live host, but files, a store, a clock and a
 * console, so that recorded machines and offline Windows folders can be worked on. */
#ifndef NL_HOST_POSIX_POSIX_HOST_H
#define NL_HOST_POSIX_POSIX_HOST_H

#include "host/clock.h"
#include "host/console.h"
#include "host/store.h"

/* A store in a folder (made by prepare, mode 0700). Memory from the arena. */
struct nl_store *nl_posix_store_new(struct nl_arena *arena, const char *folder);

struct nl_clock *nl_posix_clock(void);
struct nl_console *nl_posix_console(void);

/* Fills err from errno. */
enum nl_status nl_posix_fail(struct nl_error *err, int number, const char *call,
                             const char *format, const char *path);

#endif

/* watch.h - what the guard does: round by round it looks at the journals that are armed, rolls back
 * what was not confirmed in time, and ends when there is nothing left to watch.
 *
 * Every round holds the store's lock, so that a round, an apply, a rollback and a confirmation never
 * cross. While somebody else holds it the round waits: an apply that still runs is not rolled back
 * under its feet, and one that was killed has given its lock back. One that hangs (its console
 * stands still, a call of Windows does not return) has not: once the time to confirm is over, it
 * gets a minute more, and then its process is ended, which is a power cut for its journal. */
#ifndef NL_APPLY_WATCH_H
#define NL_APPLY_WATCH_H

#include "guard.h"
#include "host/events.h"
#include "host/host.h"

enum nl_watch_next {
    NL_WATCH_WAIT = 0, /* go on in *out_wait_ms, or when somebody calls */
    NL_WATCH_END,      /* nothing is left to watch: the service was removed */
    NL_WATCH_REST      /* what is left cannot be done in this start of the machine; the service
                        * stays, to try again in the next */
};

struct nl_watch {
    struct nl_store *store;
    struct nl_clock *clock;
    struct nl_events *events; /* may be NULL */

    /* The live machine, opened only when something is to be rolled back. */
    enum nl_status (*open_host)(void *context, struct nl_arena *arena, struct nl_host **out_host,
                                struct nl_error *err);
    const char *(*boot)(void *context, struct nl_arena *arena);
    /* Takes the service away. Called under the lock, so that no new journal is armed in between. */
    enum nl_status (*remove)(void *context, struct nl_error *err);
    void *context;

    /* Kept from round to round; begin with zeros. */
    unsigned tries;       /* at taking something back again */
    uint64_t next_try_ms; /* by uptime */
    unsigned doubts;      /* rounds in a row with a damaged journal and nothing else */
    unsigned unread;      /* rounds in a row in which a journal could not be read */
    unsigned troubles;    /* rounds in a row that failed: told at the first and now and then */
    bool held_up;         /* somebody holds the lock, and something is overdue, */
    uint64_t held_up_ms;  /* since this uptime */
};

/* One round. leaving: the service is about to stop; the countdown is written down and nothing else
 * is done. Memory is the round's own: give the arena back afterwards. */
enum nl_watch_next nl_watch_round(struct nl_watch *watch, struct nl_arena *arena, bool leaving,
                                  uint32_t *out_wait_ms);

#endif

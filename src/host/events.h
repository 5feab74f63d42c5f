/* events.h - the system's event log.
 *
 * Works whether or not netlatch is registered as a source there: without, the events stand in the
 * log with their numbers and texts, but without the sentences around them. */
#ifndef NL_HOST_EVENTS_H
#define NL_HOST_EVENTS_H

#include "base/arena.h"
#include "base/error.h"
#include "model/event.h"

#include <stdbool.h>

struct nl_events;

struct nl_events_ops {
    /* Writes one event; inserts are row->inserts texts. An event that cannot be written is lost
     * and changes nothing: the journal is the record, this is the bell. */
    void (*report)(struct nl_events *events, const struct nl_event_row *row,
                   const char *const *inserts);

    /* Registers the source netlatch, so that Event Viewer finds the messages in this executable.
     * Doing it again is fine. *out_where is the executable. */
    enum nl_status (*install)(struct nl_events *events, struct nl_arena *arena,
                              const char **out_where, struct nl_error *err);

    /* Removes exactly that registration; *out_removed is false where there was none. */
    enum nl_status (*remove)(struct nl_events *events, struct nl_arena *arena, bool *out_removed,
                             struct nl_error *err);
};

struct nl_events {
    const struct nl_events_ops *ops;
};

#endif

/* trail.h - what goes to the event log, put into words that no language changes: ids, values,
 * names. The sentences around them are in the message table. */
#ifndef NL_APPLY_TRAIL_H
#define NL_APPLY_TRAIL_H

#include "drift.h"
#include "host/events.h"
#include "rollback.h"

/* Where events go. events NULL: nowhere. user may be NULL. */
struct nl_trail {
    struct nl_events *events;
    struct nl_arena *arena;
    const char *user;
};

/* The steps of a journal: "dcom.enabled: "Y" -> "N"", a line each. */
void nl_trail_applied(const struct nl_trail *trail, const struct nl_journal *journal);

/* An apply that failed: APPLY_FAILED or APPLY_INCOMPLETE. */
void nl_trail_failed(const struct nl_trail *trail, const struct nl_journal *journal,
                     const struct nl_rollback *rollback, const char *why);

/* Rolled back: done where rollback is complete, incomplete where it is not. Events of either three
 * inserts (with the user) or two. */
void nl_trail_rolled_back(const struct nl_trail *trail, enum nl_event_id done,
                          enum nl_event_id incomplete, const struct nl_journal *journal,
                          const struct nl_rollback *rollback);

void nl_trail_refused(const struct nl_trail *trail, const struct nl_texts *risks,
                      const char *profile);

/* Nothing where the list is empty. */
void nl_trail_drift(const struct nl_trail *trail, const struct nl_drifts *drifts);

/* Events of a journal, the user (left out where the event has two inserts and a detail), and a
 * detail where the event has one. */
void nl_trail_journal(const struct nl_trail *trail, enum nl_event_id id, const char *journal,
                      const char *detail);

/* The guard cannot work: why. */
void nl_trail_trouble(const struct nl_trail *trail, const char *why);

#endif

/* guard.h - which journals wait to be confirmed, and how much time is left. Pure: it reads a
 * journal's marks and is told the moment.
 *
 * Time counts only while the machine runs, by its uptime and never by the wall clock, so that
 * setting the clock neither fires the guard early nor keeps it from firing. Every mark of the
 * countdown says how much was left at which uptime. A later uptime in the same start of the machine
 * is so much less left. A smaller uptime is a new start (or, on Windows XP, the 32-bit counter
 * beginning anew), and then at least that uptime has gone by. Where a new start already has the
 * larger uptime, the difference is still less than what has gone by: what is counted never exceeds
 * what has passed. The guard writes a mark every TICK, which is the most that a power cut can give
 * back to the countdown.
 *
 * A change that acts only after a restart is confirmed twice: before the restart, which stops the
 * countdown, and after it, when the countdown begins again with its full time. The first confirmation
 * waits a day for the restart; then it counts as the second, too. */
#ifndef NL_APPLY_GUARD_H
#define NL_APPLY_GUARD_H

#include "journal.h"

#define NL_CONFIRM_LEAST_S UINT64_C(30)
#define NL_CONFIRM_MOST_S (UINT64_C(24) * 60 * 60)
#define NL_CONFIRM_USUAL_S (UINT64_C(10) * 60)
#define NL_GUARD_TICK_MS UINT64_C(20000)

/* How long, of time in which the machine runs, a first confirmation waits for the restart. Whoever
 * confirmed a change and worked with it for a day does not expect that it is rolled back when the
 * machine restarts for updates some night weeks later, with nobody there to confirm it again. */
#define NL_CONFIRM_ONCE_MOST_MS (UINT64_C(24) * 60 * 60 * 1000)

/* A moment of this machine. */
struct nl_moment {
    uint64_t now_s; /* by the system's clock: for people alone */
    uint64_t uptime_ms;
    const char *boot; /* names this start of the machine; NULL: not known */
};
struct nl_moment nl_moment_now(struct nl_clock *clock, const char *boot);

enum nl_guard_phase {
    NL_GUARD_NONE = 0,  /* not watched: never armed, confirmed, or rolled back */
    NL_GUARD_COUNTING,  /* left_ms to go */
    NL_GUARD_WAITING,   /* confirmed once; the countdown stands still until the restart */
    NL_GUARD_KEPT,      /* confirmed once, and the restart did not come for so long that the change
                           * counts as confirmed: see NL_CONFIRM_ONCE_MOST_MS */
    NL_GUARD_RESTARTED, /* confirmed once, and the restart has been: the countdown begins again */
    NL_GUARD_EXPIRED,   /* not confirmed in time: roll it back */
    NL_GUARD_INTERRUPTED, /* apply or rollback did not end: roll it back as soon as nobody holds
                           * the store's lock */
    NL_GUARD_AGAIN,       /* it could not be rolled back completely: try again */
    NL_GUARD_DAMAGED,     /* the journal cannot be read whole, and it was or may have been armed */
    NL_GUARD_UNREADABLE,  /* the journal cannot be read now; whether it is armed is not known */
    NL_GUARD_PHASE_COUNT
};
extern const char *const nl_guard_phase_words[]; /* none, counting, waiting-for-restart, ... */

struct nl_guard_view {
    enum nl_guard_phase phase;
    uint64_t left_ms; /* COUNTING, INTERRUPTED; RESTARTED: the full time */
    bool restarted;   /* the machine has started anew since the journal was armed */
    bool tick_due;    /* COUNTING: a TICK mark is due */
};

void nl_guard_look(const struct nl_journal *journal, const struct nl_moment *moment,
                   struct nl_guard_view *out_view);

/* Whether the guard still has something to do with a journal that can be read whole. */
bool nl_guard_watches(enum nl_guard_phase phase);

/* Whether its time is over, so that it must not wait for whoever holds the store's lock. */
bool nl_guard_is_overdue(const struct nl_guard_view *view);

/* A mark of the countdown: ARMED, TICK, EXTENDED, CONFIRMED, CONFIRMED_ONCE, DISARMED. */
struct nl_mark nl_guard_mark(enum nl_mark_kind kind, uint64_t left_ms,
                             const struct nl_moment *moment);

/* The mark that netlatch confirm makes: CONFIRMED_ONCE where the change needs a restart that has
 * not been yet, CONFIRMED otherwise. Only for COUNTING, WAITING, RESTARTED and EXPIRED. */
enum nl_mark_kind nl_guard_confirmation(const struct nl_journal *journal,
                                        const struct nl_guard_view *view);

/* The newest journal that the guard watches, or NULL. */
struct nl_journal *nl_guard_pick(const struct nl_journals *journals,
                                 const struct nl_moment *moment);

#endif

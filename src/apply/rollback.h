/* rollback.h - rolling a journal back: after a failure, at recovery, and when a person asks. One piece
 * of code for all three. */
#ifndef NL_APPLY_ROLLBACK_H
#define NL_APPLY_ROLLBACK_H

#include "host/host.h"
#include "journal.h"

enum nl_rollback_kind {
    NL_ROLLBACK_UNCHANGED = 0, /* it had its before-value already */
    NL_ROLLBACK_RESTORED,      /* it was put back and read back */
    NL_ROLLBACK_LEFT_ALONE,    /* somebody else changed it since: not touched */
    NL_ROLLBACK_FORCED,        /* somebody else had changed it, and force overwrote that */
    NL_ROLLBACK_FAILED,        /* it could not be read or put back */
    NL_ROLLBACK_GONE /* what it belonged to (an adapter, a service) no longer exists: there
                                * is nothing to put back */
};
extern const char *const nl_rollback_words[];

struct nl_rollback_step {
    const struct nl_journal_step *step;
    enum nl_rollback_kind kind;
    struct nl_value found;          /* what stood there */
    const struct nl_error *problem; /* LEFT_ALONE, FAILED: what is in the way; else NULL */
};

struct nl_rollback {
    bool complete;                          /* every step has its before-value, or is GONE */
    NL_LIST(struct nl_rollback_step) steps; /* in the order they were rolled back: last first */
};

/* What a rollback works with. The caller holds the store's lock. */
struct nl_rollback_work {
    struct nl_host *host;
    struct nl_store *store;
    struct nl_clock *clock;
    struct nl_arena *arena;
    const char *boot;                   /* names this start of the machine; may be NULL */
    const struct nl_journals *journals; /* of the store, newest first, to name the change that wrote
                                         * a value since; may be NULL */
    bool force;                         /* what somebody else changed since is overwritten */
    bool
        look_only; /* nl_rollback_steps writes nothing: what would be RESTORED or FORCED is so told,
                       * and is not complete */
    const char *note; /* why, in the journal */
    /* Called before each step that is rolled back; may be NULL. done: steps before it. */
    void (*progress)(void *context, const struct nl_journal_step *step, size_t done, size_t total);
    void *context;
};

/* Rolls back every step of the journal, last first, by the rule of recovery: equal to the
 * before-value, nothing; equal to the wanted value, restore; anything else, report and leave alone
 * (with force, restore: for a set of SIDs what was added is removed and what was removed is added,
 * other holders stay). Syncs and reads back. Does not write marks. Running it twice is the same as
 * once. An error means that not even that could be found out; out_rollback is filled as far as known. */
enum nl_status nl_rollback_steps(const struct nl_rollback_work *work,
                                 const struct nl_journal *journal,
                                 struct nl_rollback *out_rollback);

/* nl_rollback_steps with the marks before and after it. */
NL_MUST_CHECK enum nl_status nl_rollback_journal(const struct nl_rollback_work *work,
                                                 struct nl_journal *journal,
                                                 struct nl_rollback *out_rollback,
                                                 struct nl_error *err);

/* Gives up what an INCOMPLETE journal left: the mark ABANDONED, whose note says what remains.
 * out_remains: every step, looked at and not touched. NL_INVALID for a journal in another state. */
NL_MUST_CHECK enum nl_status nl_rollback_abandon(const struct nl_rollback_work *work,
                                                 struct nl_journal *journal,
                                                 struct nl_rollback *out_remains,
                                                 struct nl_error *err);

#endif

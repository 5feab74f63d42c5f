/* rollback.h - taking a journal back: after a failure, at recovery, and when a person asks. One piece
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
    NL_ROLLBACK_FAILED         /* it could not be read or put back */
};
extern const char *const nl_rollback_words[];

struct nl_rollback_step {
    const struct nl_journal_step *step;
    enum nl_rollback_kind kind;
    struct nl_value found;          /* what stood there */
    const struct nl_error *problem; /* LEFT_ALONE, FAILED: what is in the way; else NULL */
};

struct nl_rollback {
    bool complete;                          /* every step has its before-value */
    NL_LIST(struct nl_rollback_step) steps; /* in the order they were rolled back: last first */
};

/* Rolls back every step of the journal, last first, by the rule of recovery: equal to the
 * before-value, nothing; equal to the wanted value, restore; anything else, report and leave alone
 * (with force, restore: for a set of SIDs what was added is removed and what was removed is added,
 * other holders stay). Syncs and reads back. Does not write marks. Running it twice is the same as
 * once. An error means that not even that could be found out; out_rollback is filled as far as known. */
enum nl_status nl_rollback_steps(struct nl_host *host, struct nl_arena *arena,
                                 const struct nl_journal *journal, bool force,
                                 struct nl_rollback *out_rollback);

/* nl_rollback_steps with the marks before and after it. note says why, in the journal. */
NL_MUST_CHECK enum nl_status nl_rollback_journal(struct nl_host *host, struct nl_store *store,
                                                 struct nl_clock *clock, struct nl_arena *arena,
                                                 struct nl_journal *journal, bool force,
                                                 const char *note, struct nl_rollback *out_rollback,
                                                 struct nl_error *err);

#endif

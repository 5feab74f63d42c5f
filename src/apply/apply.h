/* apply.h - making a plan true, in the order that no crash can turn into a third state. */
#ifndef NL_APPLY_APPLY_H
#define NL_APPLY_APPLY_H

#include "guard.h"
#include "model/risk.h"
#include "plan/plan.h"
#include "rollback.h"

enum nl_apply_event {
    NL_APPLY_JOURNALED = 0, /* the journal is on disk; the machine changes from now on */
    NL_APPLY_WRITING,       /* step is about to be written */
    NL_APPLY_WRITTEN,       /* step was written, its mark not yet */
    NL_APPLY_MARKED,
    NL_APPLY_SYNCED,
    NL_APPLY_VERIFIED,     /* step was read back as wanted */
    NL_APPLY_ROLLING_BACK, /* something failed; everything is rolled back */
    NL_APPLY_CLOSED
};

struct nl_apply {
    struct nl_host *host;
    struct nl_store *store;
    struct nl_clock *clock;
    struct nl_arena *arena;
    const struct nl_plan *plan;
    struct nl_texts accepted;  /* risks accepted by name; see nl_risk_accepted */
    uint64_t confirm_within_s; /* 0: none */
    const char *user;          /* who, for the journal; may be NULL */
    bool live;        /* the machine is this one: what the host says of when it acts counts */
    const char *boot; /* names this start of the machine, for the journal; may be NULL */

    /* Called between the parts; may be NULL. A returned false stops the apply at the next step and
     * rolls everything back (the person pressed Ctrl+C). step is an index or SIZE_MAX. */
    bool (*progress)(void *context, enum nl_apply_event event, size_t step);
    void *context;

    /* Called once the journal is on disk and before the machine changes; anything but NL_OK ends
     * the apply with nothing changed. Arms the guard. May be NULL. */
    enum nl_status (*arm)(void *context, struct nl_journal *journal, struct nl_error *err);
};

enum nl_apply_outcome {
    NL_APPLIED = 0,       /* written, read back, journal closed (or waiting for confirmation) */
    NL_APPLY_NOTHING,     /* the machine is already as wanted */
    NL_APPLY_REFUSED,     /* risks not accepted, a stale plan, or another apply: nothing changed */
    NL_APPLY_ROLLED_BACK, /* failed, and everything is as it was */
    NL_APPLY_INCOMPLETE   /* failed, and not everything could be rolled back */
};

struct nl_apply_result {
    enum nl_apply_outcome outcome;
    struct nl_journal journal;          /* with its id; unset for NOTHING and REFUSED */
    struct nl_texts risks;              /* REFUSED: the risks that were not accepted */
    const char *failed_setting;         /* where it failed, or NULL */
    enum nl_effect effect;              /* APPLIED: when the last of it begins to act */
    NL_LIST(enum nl_effect) effects;    /* of the steps that were written, as the host reports */
    const struct nl_sentences *remarks; /* of the host about the writes; NULL: none */
    bool restart_required;
    struct nl_rollback rollback; /* ROLLED_BACK, INCOMPLETE */
};

/* Whether nothing stands against a risk: it is accepted by name, or it is one that the guard
 * answers, and the guard will watch. */
bool nl_risk_accepted(const struct nl_risk_row *risk, const struct nl_texts *accepted,
                      bool guarded);

/* Runs the order of the design: risks, before-values read again (a stale plan is refused), journal
 * on disk and read back from it, writes, sync, everything read back, journal closed; on any failure
 * everything is rolled back in reverse. The caller holds the store's lock and has finished recovery. NL_OK for APPLIED
 * and NOTHING; otherwise err says what went wrong first. */
NL_MUST_CHECK enum nl_status nl_apply_run(const struct nl_apply *apply,
                                          struct nl_apply_result *out_result, struct nl_error *err);

/* Finishes every open journal, newest first, and rolls back every one whose time to confirm is over at
 * unwatched, where that is not NULL: no guard runs that would. out_recovery is filled as far as it went,
 * with an error, too. */
struct nl_recovered {
    struct nl_journal journal;
    struct nl_rollback rollback;
    bool expired; /* it was not interrupted: it was not confirmed in time, and nobody watched */
};
struct nl_recovery {
    NL_LIST(struct nl_recovered) journals;
    bool complete;                   /* what was open was rolled back completely */
    struct nl_journals journals_now; /* all of the store, as they stand after it */
};
NL_MUST_CHECK enum nl_status nl_recover(const struct nl_rollback_work *work,
                                        const struct nl_moment *unwatched,
                                        struct nl_recovery *out_recovery, struct nl_error *err);

#endif

/* rollback_choice.h - which journals a rollback takes, and when a newer one is in the way. */
#ifndef NL_APPLY_ROLLBACK_CHOICE_H
#define NL_APPLY_ROLLBACK_CHOICE_H

#include "journal.h"

/* What a rollback is to take, newest first. */
struct nl_rollback_choice {
    NL_LIST(struct nl_journal *) journals;
    /* Where nothing may be rolled back because of a newer journal: that one, else NULL. Where it is
     * DAMAGED or UNREADABLE, what it wrote is not known. */
    const struct nl_journal *newer;
    const struct nl_journal *asked; /* the older one */
    const char *setting;            /* that both wrote; NULL where that is not known */
};

/* Chooses the journal that id names (by id or number), or without id the newest that stands; with
 * since, that one and every newer one that stands. A journal alone is refused (out_choice->newer)
 * while a newer one stands that wrote one of its addresses: what that one has as its before-value is
 * what the older one wrote, so rolling back the older one first would lose the way to the first
 * value. A damaged or unreadable newer one is treated so, too, unless its first line tells that it
 * wrote elsewhere. NL_INVALID: there is no such journal, or it alone was asked for and has
 * nothing to roll back. An empty choice without newer: nothing stands. */
NL_MUST_CHECK enum nl_status nl_rollback_choose(struct nl_arena *arena,
                                                struct nl_journals *journals, const char *id,
                                                bool since, struct nl_rollback_choice *out_choice,
                                                struct nl_error *err);

#endif

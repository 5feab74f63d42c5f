/* confirming.h - keeping a change that the guard watches, or giving it more time, as the command
 * confirm and the wizard do alike. */
#ifndef NL_APP_CONFIRMING_H
#define NL_APP_CONFIRMING_H

#include "guarding.h"

enum nl_confirm_outcome {
    NL_CONFIRM_DONE = 0,     /* it stays; the guard no longer watches it */
    NL_CONFIRM_ONCE,         /* for now: once more after the restart that it needs */
    NL_CONFIRM_EXTENDED,     /* not confirmed; the countdown was set anew */
    NL_CONFIRM_ONCE_ALREADY, /* was confirmed before the restart, which has not been yet */
    NL_CONFIRM_NOTHING,      /* nothing waits for confirmation */
    NL_CONFIRM_TAKEN_BACK    /* nothing waits any more: the change was rolled back */
};
extern const char *const nl_confirm_words[]; /* confirmed, confirmed-once, extended, ... */

struct nl_confirmation {
    enum nl_confirm_outcome outcome;
    struct nl_journal *journal; /* NULL: there is none at all */
    struct nl_moment moment;
};

/* Takes the store's lock, and confirms the journal with this id, or for NULL the one that waits; with
 * extend_s, sets its time to confirm anew instead. */
NL_MUST_CHECK enum nl_status nl_confirming_run(struct nl_app *app, const char *id,
                                               uint64_t extend_s,
                                               struct nl_confirmation *out_confirmation,
                                               struct nl_error *err);

/* What came of it, for the person. */
struct nl_sentence nl_confirming_told(struct nl_app *app,
                                      const struct nl_confirmation *confirmation);

int nl_confirming_exit(const struct nl_confirmation *confirmation);

#endif

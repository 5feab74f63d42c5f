/* applying.h - making a plan true, as the command and the wizard do alike. While they do, a window that is closed waits for the end. */
#ifndef NL_APP_APPLYING_H
#define NL_APP_APPLYING_H

#include "app.h"
#include "apply/apply.h"

/* Opens the store of the journals, makes it ready and takes its lock. On failure nothing is open. */
NL_MUST_CHECK enum nl_status nl_applying_open(struct nl_app *app, struct nl_store **out_store,
                                              struct nl_error *err);

/* Runs the apply, whose host, store, plan, accepted risks, confirm_within_s (0: for good at once) and
 * progress the caller filled in, tells the event log, and then removes old journals. Refused while
 * an earlier change waits to be confirmed. Ctrl+C counts from here on. err is filled unless NL_OK comes back;
 * out_result always. A journal that could not be removed is told on the standard error. */
NL_MUST_CHECK enum nl_status nl_applying_run(struct nl_app *app, const struct nl_apply *apply,
                                             struct nl_apply_result *out_result,
                                             struct nl_error *err);

/* Looks at the machine again after an apply: out_plan is what would be planned now, so its requests
 * say what is met, what waits and what cannot be met. A value that reads back can still count for
 * nothing, and only a fresh look tells. */
NL_MUST_CHECK enum nl_status nl_applying_observe(struct nl_app *app, struct nl_host *host,
                                                 const struct nl_profile *profile,
                                                 const struct nl_settle_options *options,
                                                 struct nl_plan *out_plan, struct nl_error *err);

/* Why a request is not met: once its plan was applied, at the fresh look; else as it is expected to end.
 * format NULL: it is met, or waits. */
struct nl_sentence nl_applying_why_unmet(struct nl_arena *arena, const struct nl_request *request,
                                         bool applied);

/* The exit code of an apply; err as it came from there, or NULL. plan: the one that was applied, or,
 * once it was, what nl_applying_observe found. */
int nl_applying_exit(const struct nl_plan *plan, const struct nl_apply_result *result,
                     const struct nl_error *err);

#endif

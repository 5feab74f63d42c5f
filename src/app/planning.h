/* planning.h - from a host to a plan: what plan and apply do alike. */
#ifndef NL_APP_PLANNING_H
#define NL_APP_PLANNING_H

#include "app.h"
#include "plan/plan.h"

/* What a plan was made from; everything lives in the app's arena. */
struct nl_planning {
    struct nl_capabilities capabilities;
    struct nl_machine machine;
    struct nl_profile profile;
    struct nl_plan plan;
    const char *expected_id; /* the id in the plan file; NULL: there is no plan file */
    const char *file;        /* the plan file, and what stands in it */
    bool file_is_first;      /* see struct nl_plan_file */
    const uint8_t *bytes;
    size_t size;
};

/* Reads what is wanted (--profile and --set, or plan_file when it is not NULL), before anything is
 * asked of a machine. */
NL_MUST_CHECK enum nl_status nl_planning_read(struct nl_app *app, const char *plan_file,
                                              struct nl_planning *out_planning,
                                              struct nl_error *err);

/* What is planned for: what this host can write, and what --leave-out names. Planning is not writing:
 * where only rights are missing, the whole plan is made. */
struct nl_settle_options nl_planning_options(const struct nl_app *app,
                                             const struct nl_capabilities *capabilities);

/* Refuses names of --accept or --leave-out that are no risk. */
NL_MUST_CHECK enum nl_status nl_planning_check_risks(struct nl_app *app, struct nl_error *err);

/* Surveys the host and plans towards what was read. */
NL_MUST_CHECK enum nl_status nl_planning_make(struct nl_app *app, struct nl_host *host,
                                              struct nl_planning *planning, struct nl_error *err);

/* NL_CONFLICT when the machine is no longer what a plan file saw; NL_INVALID when the steps that
 * the file shows are not the ones its fingerprint stands for. */
NL_MUST_CHECK enum nl_status
nl_planning_check(struct nl_app *app, const struct nl_planning *planning, struct nl_error *err);

/* Under the store's lock: finishes what was interrupted, sees that nothing of an earlier change is in the way,
 * looks at the machine, plans and compares with a plan file. NL_EXIT_DONE; else the exit code, and why was
 * said. */
int nl_planning_under_lock(struct nl_app *app, struct nl_planning *planning, struct nl_host *host,
                           struct nl_store *store);

#endif

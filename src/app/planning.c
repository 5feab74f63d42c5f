/* planning.c - from a host to a plan. */
#include "planning.h"

#include "host/files.h"
#include "plan/plan_file.h"

static enum nl_status read_plan_file(struct nl_app *app, const char *path,
                                     struct nl_planning *planning, struct nl_error *err)
{
    const uint8_t *bytes = NULL;
    size_t size = 0;
    struct nl_plan_file file;
    enum nl_status status = nl_file_read(app->arena, path, NL_JSON_MAX_SIZE, &bytes, &size, err);
    if (status == NL_OK)
        status = nl_plan_file_parse(app->arena, path, bytes, size, &file, err);
    if (status == NL_OK) {
        planning->expected_id = file.id;
        planning->profile = file.profile;
    }
    return status;
}

enum nl_status nl_planning_read(struct nl_app *app, const char *plan_file,
                                struct nl_planning *out_planning, struct nl_error *err)
{
    *out_planning = (struct nl_planning){0};
    if (plan_file && (app->options.profile || app->options.sets.count > 0))
        return nl_fail(err, NL_INVALID,
                       NL_T("a plan file already says what is wanted; --profile and --set do not "
                            "go with it"));
    return plan_file ? read_plan_file(app, plan_file, out_planning, err)
                     : nl_wanted_profile(app, &out_planning->profile, err);
}

enum nl_status nl_planning_make(struct nl_app *app, struct nl_host *host,
                                struct nl_planning *planning, struct nl_error *err)
{
    host->ops->capabilities(host, &planning->capabilities);
    enum nl_status status = host->ops->survey(host, app->arena, &planning->machine, err);
    if (status == NL_OK)
        nl_plan_make(app->arena, &planning->machine, &planning->profile,
                     planning->capabilities.places_written, &planning->plan);
    return status;
}

enum nl_status nl_planning_check(const struct nl_planning *planning, struct nl_error *err)
{
    if (!planning->expected_id || nl_equal(planning->expected_id, planning->plan.id))
        return NL_OK;
    (void)nl_fail(err, NL_CONFLICT,
                  NL_T("the plan is stale: this machine is no longer as it was when plan {1} was "
                       "made; the plan would be {2} now"),
                  planning->expected_id, planning->plan.id);
    return nl_next(err, NL_T("Make a new plan and look at it before you apply it."));
}

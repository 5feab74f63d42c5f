/* planning.c - from a host to a plan. */
#include "planning.h"
#include "surveying.h"

#include "base/clean.h"
#include "guarding.h"
#include "host/files.h"
#include "input.h"
#include "model/risk.h"
#include "output.h"
#include "plan/plan_file.h"
#include "recovery.h"
#include "report/plan_json.h"

#include <string.h>
#include <yyjson.h>

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
        planning->file = path;
        planning->file_is_first = file.first;
        planning->bytes = bytes;
        planning->size = size;
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
                       NL_T("a plan file already contains its requests; it cannot be "
                            "combined with --profile or --set"));
    return plan_file ? read_plan_file(app, plan_file, out_planning, err)
                     : nl_wanted_profile(app, &out_planning->profile, err);
}

struct nl_settle_options nl_planning_options(const struct nl_app *app,
                                             const struct nl_capabilities *capabilities)
{
    return (struct nl_settle_options){
        .places_written = capabilities->can_write ? capabilities->places_written : NL_EVERY_PLACE,
        .left_out = app->options.leave_out,
    };
}

/* One name that an option gives; all, where that is allowed, stands for every risk. */
static enum nl_status check_risk(struct nl_app *app, const char *option, const char *risk,
                                 bool all_allowed, struct nl_error *err)
{
    struct nl_texts names = {0};
    size_t count = 0;
    const struct nl_risk_row *rows = nl_risks(&count);
    if (nl_risk_find(risk) || (all_allowed && nl_equal(risk, "all")))
        return NL_OK;
    for (size_t i = 0; i < count; i++)
        nl_texts_add(&names, app->arena, rows[i].id);
    const char *near = nl_nearest(risk, &names);
    (void)nl_fail(err, NL_INVALID,
                  near ? NL_T("{1}: there is no risk {2}; did you mean {3}?")
                       : NL_T("{1}: there is no risk {2}"),
                  option, nl_clean(app->arena, risk), near);
    return nl_next(err, NL_T("netlatch help risks lists them."));
}

enum nl_status nl_planning_check_risks(struct nl_app *app, struct nl_error *err)
{
    enum nl_status status = NL_OK;
    for (size_t i = 0; status == NL_OK && i < app->options.accept.count; i++)
        status = check_risk(app, "--accept", app->options.accept.items[i], false, err);
    for (size_t i = 0; status == NL_OK && i < app->options.leave_out.count; i++)
        status = check_risk(app, "--leave-out", app->options.leave_out.items[i], true, err);
    return status;
}

enum nl_status nl_planning_make(struct nl_app *app, struct nl_host *host,
                                struct nl_planning *planning, struct nl_error *err)
{
    host->ops->capabilities(host, &planning->capabilities);
    enum nl_status status = nl_surveying_run(app, host, &planning->machine, err);
    if (status != NL_OK)
        return status;
    const struct nl_settle_options options = nl_planning_options(app, &planning->capabilities);
    nl_plan_make(app->arena, &planning->machine, &planning->profile, &options, &planning->plan);
    return NL_OK;
}

static bool same_steps(yyjson_val *ones, yyjson_val *others)
{
    static const char *const keys[] = {"setting",      "address", "before",      "before_type",
                                       "before_state", "wanted",  "wanted_type", "wanted_state"};
    if (!yyjson_is_arr(ones) || yyjson_arr_size(ones) != yyjson_arr_size(others))
        return false;
    for (size_t i = 0; i < yyjson_arr_size(ones); i++) {
        yyjson_val *one = yyjson_arr_get(ones, i);
        yyjson_val *other = yyjson_arr_get(others, i);
        for (size_t k = 0; k < NL_COUNT_OF(keys); k++) {
            yyjson_val *value = yyjson_obj_get(one, keys[k]);
            yyjson_val *other_value = yyjson_obj_get(other, keys[k]);
            if ((value || other_value) && !yyjson_equals(value, other_value))
                return false;
        }
    }
    return true;
}

/* The steps in the file steer nothing, but somebody read them and agreed to them. */
static enum nl_status check_steps(struct nl_app *app, const struct nl_planning *planning,
                                  struct nl_error *err)
{
    struct nl_json file;
    struct nl_json fresh;
    struct nl_text document;
    struct nl_report_style style = {0};
    nl_text_init(&document, app->arena);
    if (planning->file_is_first)
        nl_report_plan_first_steps(app->arena, &planning->plan, &document);
    else
        nl_report_plan_json(app->arena, &planning->plan, &style, &document);
    enum nl_status status =
        nl_json_parse(app->arena, "plan", document.data, document.length, 0, &fresh, err);
    if (status == NL_OK)
        status = nl_json_parse(app->arena, planning->file, planning->bytes, planning->size, 0,
                               &file, err);
    if (status != NL_OK)
        return status;
    yyjson_obj_iter members = yyjson_obj_iter_with(file.root);
    yyjson_val *key = yyjson_obj_iter_next(&members);
    while (key && strcmp(yyjson_get_str(key), "steps") != 0)
        key = yyjson_obj_iter_next(&members);
    if (key && same_steps(yyjson_obj_iter_get_val(key), yyjson_obj_get(fresh.root, "steps")))
        return NL_OK;
    (void)nl_json_fail(&file, key, NL_T("steps that match the \"id\" of the plan"), err);
    return nl_next(err, NL_T("Somebody changed the file. Make a new plan."));
}

enum nl_status nl_planning_check(struct nl_app *app, const struct nl_planning *planning,
                                 struct nl_error *err)
{
    if (!planning->expected_id)
        return NL_OK;
    if (nl_equal(planning->expected_id, planning->plan.id))
        return check_steps(app, planning, err);
    (void)nl_fail(err, NL_CONFLICT,
                  NL_T("the plan is stale: this machine is no longer as it was when plan {1} was "
                       "made; the plan would be {2} now"),
                  planning->expected_id, planning->plan.id);
    return nl_next(err, NL_T("Make a new plan and look at it before you apply it."));
}

int nl_planning_under_lock(struct nl_app *app, struct nl_planning *planning, struct nl_host *host,
                           struct nl_store *store)
{
    struct nl_error err = {0};
    struct nl_recovery recovery = {0};
    int code = NL_EXIT_DONE;
    if (!nl_recover_first(app, host, store, &recovery, &code))
        return code;
    code = nl_recovery_bars_apply(app, store, &recovery, &err);
    if (code != NL_EXIT_DONE) {
        (void)nl_say_error(app, &err);
        return code;
    }
    if (nl_guarding_check(app, store, &err) != NL_OK ||
        nl_planning_make(app, host, planning, &err) != NL_OK ||
        nl_planning_check(app, planning, &err) != NL_OK)
        return nl_say_error(app, &err);
    return NL_EXIT_DONE;
}

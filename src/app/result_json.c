/* result_json.c - what a command that changes the machine tells a program about it. */
#include "result_json.h"

#include "applying.h"
#include "base/json_document.h"
#include "base/time_text.h"
#include "journal_words.h"
#include "output.h"
#include "report/json_parts.h"
#include "report/json_value.h"

#include <yyjson.h>

static const char *const outcome_words[] = {"applied", "nothing", "refused", "rolled-back",
                                            "incomplete"};

/* A document with what all of them begin with. profile, title: may be NULL. */
static yyjson_mut_val *begin(struct nl_app *app, struct nl_writer *writer, const char *command,
                             const char *outcome, bool changed, int code)
{
    *writer = (struct nl_writer){app->arena, nl_json_new(app->arena)};
    yyjson_mut_val *root = nl_json_document(writer->doc, "netlatch/result/2");
    nl_json_add_text(writer, root, "time", nl_time_text(app->arena, app->clock->now_s(app->clock)));
    nl_json_add_text(writer, root, "command", command);
    nl_json_add_text(writer, root, "outcome", outcome);
    yyjson_mut_obj_add_bool(writer->doc, root, "changed", changed);
    yyjson_mut_obj_add_int(writer->doc, root, "exit_code", code);
    if (app->machine)
        nl_json_add_machine(writer, root, "machine", app->machine);
    else
        yyjson_mut_obj_add_null(writer->doc, root, "machine");
    return root;
}

static void add_profile(const struct nl_writer *writer, yyjson_mut_val *root, const char *name,
                        const char *title)
{
    yyjson_mut_val *profile = yyjson_mut_obj_add_obj(writer->doc, root, "profile");
    nl_json_add_text(writer, profile, "name", name);
    nl_json_add_text(writer, profile, "title", title);
}

static void add_error(const struct nl_writer *writer, yyjson_mut_val *root,
                      const struct nl_error *err)
{
    if (!err || err->part_count == 0)
        return;
    yyjson_mut_val *object = yyjson_mut_obj_add_obj(writer->doc, root, "error");
    nl_json_add_text(writer, object, "text", nl_error_text(writer->arena, err, NULL));
    if (err->native != NL_NATIVE_NONE)
        yyjson_mut_obj_add_uint(writer->doc, object, "code", err->native_code);
    nl_json_add_text(writer, object, "next", err->next);
}

void nl_result_fill_step(struct nl_app *app, struct yyjson_mut_doc *doc,
                         struct yyjson_mut_val *object, const struct nl_journal_step *step)
{
    const struct nl_writer writer = {app->arena, doc};
    struct nl_step as_step;
    bool worded = nl_journal_step_as_step(app->arena, app->machine, step, &as_step);
    nl_json_add_text(&writer, object, "setting", step->setting);
    nl_json_add_text(&writer, object, "title", worded ? as_step.instance.setting->title : NULL);
    nl_json_add_text(&writer, object, "label", worded ? as_step.instance.label : NULL);
    nl_json_add_value(app->arena, doc, object, "before", &step->before);
    nl_json_add_text(&writer, object, "before_word", worded ? as_step.before_word : NULL);
    nl_json_add_value(app->arena, doc, object, "wanted", &step->wanted);
    nl_json_add_text(&writer, object, "wanted_word", worded ? as_step.wanted_word : NULL);
}

static void add_rollback(struct nl_app *app, const struct nl_writer *writer, yyjson_mut_val *object,
                         const char *key, const struct nl_rollback *rollback)
{
    yyjson_mut_val *list = yyjson_mut_arr(writer->doc);
    yyjson_mut_obj_add(object, yyjson_mut_str(writer->doc, key), list);
    for (size_t i = 0; i < rollback->steps.count; i++) {
        const struct nl_rollback_step *step = &rollback->steps.items[i];
        yyjson_mut_val *row = yyjson_mut_arr_add_obj(writer->doc, list);
        nl_result_fill_step(app, writer->doc, row, step->step);
        nl_json_add_text(writer, row, "outcome", nl_rollback_words[step->kind]);
        nl_json_add_value(app->arena, writer->doc, row, "found", &step->found);
        nl_json_add_text(writer, row, "problem",
                         step->problem ? nl_error_text(app->arena, step->problem, NULL) : NULL);
    }
}

/* The requests that ended one way; of the unmet, those that were left out or the others. */
static void add_requests(const struct nl_writer *writer, yyjson_mut_val *root, const char *key,
                         const struct nl_plan *plan, enum nl_outcome outcome, bool left_out)
{
    yyjson_mut_val *list = yyjson_mut_arr(writer->doc);
    yyjson_mut_obj_add(root, yyjson_mut_str(writer->doc, key), list);
    for (size_t i = 0; i < plan->requests.count; i++) {
        const struct nl_request *request = &plan->requests.items[i];
        bool is_left_out =
            request->outcome == NL_OUTCOME_UNMET && request->unmet == NL_UNMET_LEFT_OUT;
        if (request->outcome == outcome && is_left_out == left_out)
            nl_json_fill_request(writer, yyjson_mut_arr_add_obj(writer->doc, list), request);
    }
}

static void add_steps(const struct nl_writer *writer, yyjson_mut_val *root,
                      const struct nl_plan *plan, const struct nl_apply_result *result)
{
    yyjson_mut_val *steps = yyjson_mut_obj_add_arr(writer->doc, root, "steps");
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct nl_step *step = &plan->steps.items[i];
        yyjson_mut_val *row = yyjson_mut_arr_add_obj(writer->doc, steps);
        nl_json_add_text(writer, row, "setting", step->instance.id);
        nl_json_add_text(writer, row, "title", step->instance.setting->title);
        nl_json_add_text(writer, row, "label", step->instance.label);
        nl_json_add_value(writer->arena, writer->doc, row, "before", &step->before);
        nl_json_add_text(writer, row, "before_word", step->before_word);
        nl_json_add_value(writer->arena, writer->doc, row, "wanted", &step->wanted);
        nl_json_add_text(writer, row, "wanted_word", step->wanted_word);
        /* What the host observed, where the step was written; else what is expected. */
        enum nl_effect effect = i < result->effects.count ? result->effects.items[i] : step->effect;
        nl_json_add_text(writer, row, "effect", nl_wire(nl_effect_words, effect));
    }
}

void nl_result_apply_json(struct nl_app *app, const struct nl_plan *plan,
                          const struct nl_plan *ended, const struct nl_apply_result *result,
                          const struct nl_error *err)
{
    const struct nl_error none = {0};
    struct nl_writer writer;
    bool applied = result->outcome == NL_APPLIED;
    yyjson_mut_val *root = begin(app, &writer, "apply", outcome_words[result->outcome],
                                 applied || result->outcome == NL_APPLY_INCOMPLETE,
                                 nl_applying_exit(ended, result, err ? err : &none));
    uint64_t within_s = applied ? result->journal.confirm_within_s : 0;
    add_profile(&writer, root, plan->profile->name, plan->profile->title);
    nl_json_add_text(&writer, root, "plan", plan->id);
    nl_json_add_text(&writer, root, "journal", result->journal.id);
    yyjson_mut_obj_add_bool(writer.doc, root, "restart_required",
                            applied && result->restart_required);
    yyjson_mut_obj_add_uint(writer.doc, root, "confirm_within_s", within_s);
    nl_json_add_text(&writer, root, "confirm_until",
                     within_s ? nl_time_text(app->arena, app->clock->now_s(app->clock) + within_s)
                              : NULL);
    add_steps(&writer, root, plan, result);
    const struct nl_sentences no_remarks = {0};
    nl_json_add_sentences(&writer, root, "remarks",
                          result->remarks ? result->remarks : &no_remarks);
    add_requests(&writer, root, "met", ended, NL_OUTCOME_MET, false);
    add_requests(&writer, root, "pending", ended, NL_OUTCOME_PENDING, false);
    add_requests(&writer, root, "unmet", ended, NL_OUTCOME_UNMET, false);
    add_requests(&writer, root, "left_out", ended, NL_OUTCOME_UNMET, true);
    add_requests(&writer, root, "excepted", ended, NL_OUTCOME_EXCEPTED, false);
    add_requests(&writer, root, "not_applicable", ended, NL_OUTCOME_NOT_APPLICABLE, false);
    add_requests(&writer, root, "change", ended, NL_OUTCOME_CHANGE, false);
    nl_json_add_outcomes(&writer, root, &ended->requests);
    nl_json_add_sentences(&writer, root, "remains", &ended->remains);
    nl_json_add_texts(&writer, root, "risks", &result->risks);
    add_rollback(app, &writer, root, "rolled_back", &result->rollback);
    add_error(&writer, root, err);
    nl_deliver_json(app, writer.doc);
}

/* One row for each journal, which begins with its id and profile. */
static yyjson_mut_val *add_journal(const struct nl_writer *writer, yyjson_mut_val *list,
                                   const struct nl_journal *journal)
{
    yyjson_mut_val *row = yyjson_mut_arr_add_obj(writer->doc, list);
    nl_json_add_text(writer, row, "journal", journal->id);
    nl_json_add_text(writer, row, "profile", journal->profile);
    return row;
}

/* The profile of the newest change that was taken. */
static void add_newest_profile(const struct nl_writer *writer, yyjson_mut_val *root,
                               const struct nl_taken_back_list *taken)
{
    add_profile(writer, root, taken->count > 0 ? taken->items[0].journal->profile : NULL, NULL);
}

void nl_result_rollback_json(struct nl_app *app, const struct nl_taken_back_list *taken, int code,
                             const struct nl_error *err)
{
    struct nl_writer writer;
    bool complete = err == NULL;
    for (size_t i = 0; i < taken->count; i++)
        complete = complete && taken->items[i].rollback.complete;
    const char *outcome = !complete ? "incomplete" : taken->count > 0 ? "rolled-back" : "nothing";
    yyjson_mut_val *root = begin(app, &writer, "rollback", outcome, taken->count > 0, code);
    add_newest_profile(&writer, root, taken);
    yyjson_mut_obj_add_bool(writer.doc, root, "restart_required", code == NL_EXIT_RESTART);
    yyjson_mut_val *journals = yyjson_mut_obj_add_arr(writer.doc, root, "journals");
    for (size_t i = 0; i < taken->count; i++) {
        yyjson_mut_val *row = add_journal(&writer, journals, taken->items[i].journal);
        yyjson_mut_obj_add_bool(writer.doc, row, "complete", taken->items[i].rollback.complete);
        add_rollback(app, &writer, row, "rolled_back", &taken->items[i].rollback);
    }
    add_error(&writer, root, err);
    nl_deliver_json(app, writer.doc);
}

void nl_result_abandon_json(struct nl_app *app, const struct nl_taken_back_list *given_up)
{
    const struct nl_rollback none = {0};
    struct nl_writer writer;
    yyjson_mut_val *root = begin(app, &writer, "rollback", "abandoned", false, NL_EXIT_DONE);
    add_newest_profile(&writer, root, given_up);
    yyjson_mut_val *journals = yyjson_mut_obj_add_arr(writer.doc, root, "journals");
    for (size_t i = 0; i < given_up->count; i++) {
        yyjson_mut_val *row = add_journal(&writer, journals, given_up->items[i].journal);
        yyjson_mut_obj_add_bool(writer.doc, row, "complete", given_up->items[i].rollback.complete);
        add_rollback(app, &writer, row, "rolled_back", &none);
        add_rollback(app, &writer, row, "remains", &given_up->items[i].rollback);
    }
    nl_deliver_json(app, writer.doc);
}

void nl_result_what_if_json(struct nl_app *app, const struct nl_taken_back_list *chosen)
{
    struct nl_writer writer;
    yyjson_mut_val *root = begin(app, &writer, "rollback", "what-if", false, NL_EXIT_DONE);
    add_newest_profile(&writer, root, chosen);
    yyjson_mut_val *journals = yyjson_mut_obj_add_arr(writer.doc, root, "journals");
    for (size_t i = 0; i < chosen->count; i++) {
        const struct nl_journal *journal = chosen->items[i].journal;
        yyjson_mut_val *row = add_journal(&writer, journals, journal);
        yyjson_mut_val *steps = yyjson_mut_obj_add_arr(writer.doc, row, "would_roll_back");
        for (size_t s = journal->steps.count; s-- > 0;)
            nl_result_fill_step(app, writer.doc, yyjson_mut_arr_add_obj(writer.doc, steps),
                                &journal->steps.items[s]);
    }
    nl_deliver_json(app, writer.doc);
}

void nl_result_confirm_json(struct nl_app *app, const struct nl_confirmation *confirmation,
                            int code)
{
    struct nl_writer writer;
    const struct nl_journal *journal = confirmation->journal;
    struct nl_guard_view view = {0};
    yyjson_mut_val *root = begin(app, &writer, "confirm", nl_confirm_words[confirmation->outcome],
                                 confirmation->outcome <= NL_CONFIRM_EXTENDED, code);
    if (journal)
        nl_guard_look(journal, &confirmation->moment, &view);
    add_profile(&writer, root, journal ? journal->profile : NULL, NULL);
    nl_json_add_text(&writer, root, "journal", journal ? journal->id : NULL);
    nl_json_add_text(&writer, root, "guard",
                     journal ? nl_wire(nl_guard_phase_words, view.phase) : NULL);
    yyjson_mut_obj_add_uint(writer.doc, root, "left_s", (view.left_ms + 999) / 1000);
    nl_deliver_json(app, writer.doc);
}

/* One word for how it ended, where no command had more to tell. */
static const char *failure_word(int code)
{
    switch (code) {
    case NL_EXIT_USAGE:
        return "invalid";
    case NL_EXIT_DENIED:
        return "denied";
    case NL_EXIT_INCOMPLETE:
        return "incomplete";
    default:
        return "failed";
    }
}

void nl_result_failure_json(struct nl_app *app, const char *command, int code)
{
    struct nl_writer writer;
    yyjson_mut_val *root = begin(app, &writer, command, failure_word(code), app->changed, code);
    add_profile(&writer, root, app->options.profile, NULL);
    add_error(&writer, root, app->failure);
    nl_deliver_json(app, writer.doc);
}

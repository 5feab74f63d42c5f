/* result.c - what a command that changes the machine tells about it. */
#include "result.h"

#include "applying.h"
#include "base/clean.h"
#include "base/json_document.h"
#include "journal_words.h"
#include "model/value_json.h"
#include "output.h"

#include <yyjson.h>

#define SCHEMA "netlatch/result/1"

static const char *const outcome_words[] = {"applied", "nothing", "refused", "rolled-back",
                                            "incomplete"};

static yyjson_mut_val *rollback_steps(struct nl_arena *arena, yyjson_mut_doc *doc,
                                      const struct nl_rollback *rollback)
{
    yyjson_mut_val *list = yyjson_mut_arr(doc);
    for (size_t i = 0; i < rollback->steps.count; i++) {
        const struct nl_rollback_step *step = &rollback->steps.items[i];
        yyjson_mut_val *row = yyjson_mut_arr_add_obj(doc, list);
        yyjson_mut_obj_add_str(doc, row, "setting", step->step->setting);
        yyjson_mut_obj_add_str(doc, row, "outcome", nl_rollback_words[step->kind]);
        yyjson_mut_obj_add_val(doc, row, "found", nl_value_json.write(doc, &step->found));
        yyjson_mut_obj_add_val(doc, row, "before", nl_value_json.write(doc, &step->step->before));
        if (step->problem)
            yyjson_mut_obj_add_str(doc, row, "problem", nl_error_text(arena, step->problem, NULL));
    }
    return list;
}

static void add_error(struct nl_app *app, yyjson_mut_doc *doc, yyjson_mut_val *root,
                      const struct nl_error *err)
{
    if (!err || err->part_count == 0)
        return;
    yyjson_mut_val *object = yyjson_mut_obj_add_obj(doc, root, "error");
    yyjson_mut_obj_add_str(doc, object, "text", nl_error_text(app->arena, err, NULL));
    if (err->native != NL_NATIVE_NONE)
        yyjson_mut_obj_add_uint(doc, object, "code", err->native_code);
    if (err->next)
        yyjson_mut_obj_add_str(doc, object, "next", err->next);
}

/* The requests that ended one way, each with its reason. */
static void add_requests(struct nl_app *app, yyjson_mut_doc *doc, yyjson_mut_val *root,
                         const char *key, const struct nl_plan *plan, enum nl_outcome outcome)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(doc, root, key);
    for (size_t i = 0; i < plan->requests.count; i++) {
        const struct nl_request *request = &plan->requests.items[i];
        if (request->outcome != outcome)
            continue;
        yyjson_mut_val *row = yyjson_mut_arr_add_obj(doc, list);
        yyjson_mut_obj_add_str(doc, row, "id", request->id);
        if (outcome == NL_OUTCOME_UNMET)
            yyjson_mut_obj_add_str(doc, row, "reason", nl_unmet_words[request->unmet]);
        if (outcome == NL_OUTCOME_PENDING)
            yyjson_mut_obj_add_str(doc, row, "waits_for", nl_effect_words[request->waits_for]);
        if (request->risk)
            yyjson_mut_obj_add_str(doc, row, "risk", request->risk);
        if (request->why.format)
            yyjson_mut_obj_add_str(doc, row, "why",
                                   nl_sentence_text(app->arena, &request->why, NULL));
    }
}

void nl_result_apply_json(struct nl_app *app, const struct nl_plan *plan,
                          const struct nl_plan *ended, const struct nl_apply_result *result,
                          const struct nl_error *err)
{
    const struct nl_error none = {0};
    yyjson_mut_doc *doc = nl_json_new(app->arena);
    yyjson_mut_val *root = nl_json_document(doc, SCHEMA);
    bool changed = result->outcome == NL_APPLIED || result->outcome == NL_APPLY_INCOMPLETE;
    yyjson_mut_obj_add_str(doc, root, "command", "apply");
    yyjson_mut_obj_add_str(doc, root, "outcome", outcome_words[result->outcome]);
    yyjson_mut_obj_add_bool(doc, root, "changed", changed);
    yyjson_mut_obj_add_str(doc, root, "plan", plan->id);
    if (result->journal.id)
        yyjson_mut_obj_add_str(doc, root, "journal", result->journal.id);
    yyjson_mut_obj_add_bool(doc, root, "restart_required",
                            result->outcome == NL_APPLIED && result->restart_required);
    if (result->outcome == NL_APPLIED && result->journal.confirm_within_s > 0) {
        uint64_t within_s = result->journal.confirm_within_s;
        yyjson_mut_obj_add_uint(doc, root, "confirm_within_s", within_s);
        yyjson_mut_obj_add_str(doc, root, "confirm_until",
                               nl_time_text(app->arena, app->clock->now_s(app->clock) + within_s));
    }
    yyjson_mut_val *steps = yyjson_mut_obj_add_arr(doc, root, "steps");
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct nl_step *step = &plan->steps.items[i];
        yyjson_mut_val *row = yyjson_mut_arr_add_obj(doc, steps);
        yyjson_mut_obj_add_str(doc, row, "setting", step->instance.id);
        yyjson_mut_obj_add_val(doc, row, "before", nl_value_json.write(doc, &step->before));
        yyjson_mut_obj_add_val(doc, row, "wanted", nl_value_json.write(doc, &step->wanted));
        /* What the host observed, where the step was written; else what is expected. */
        enum nl_effect effect = i < result->effects.count ? result->effects.items[i] : step->effect;
        yyjson_mut_obj_add_str(doc, row, "effect", nl_effect_words[effect]);
    }
    if (result->remarks && result->remarks->count > 0) {
        yyjson_mut_val *remarks = yyjson_mut_obj_add_arr(doc, root, "remarks");
        for (size_t i = 0; i < result->remarks->count; i++)
            yyjson_mut_arr_add_str(doc, remarks,
                                   nl_sentence_text(app->arena, &result->remarks->items[i], NULL));
    }
    add_requests(app, doc, root, "unmet", ended, NL_OUTCOME_UNMET);
    add_requests(app, doc, root, "pending", ended, NL_OUTCOME_PENDING);
    yyjson_mut_obj_add_uint(doc, root, "met", nl_requests_count(&ended->requests, NL_OUTCOME_MET));
    yyjson_mut_obj_add_uint(doc, root, "exit_code",
                            (uint64_t)nl_applying_exit(ended, result, err ? err : &none));
    yyjson_mut_val *risks = yyjson_mut_obj_add_arr(doc, root, "gates");
    for (size_t i = 0; i < result->risks.count; i++)
        yyjson_mut_arr_add_str(doc, risks, result->risks.items[i]);
    if (result->rollback.steps.count > 0)
        yyjson_mut_obj_add_val(doc, root, "taken_back",
                               rollback_steps(app->arena, doc, &result->rollback));
    add_error(app, doc, root, err);
    nl_deliver_json(app, doc);
}

void nl_result_rollback_json(struct nl_app *app, const struct nl_taken_back_list *taken,
                             const struct nl_error *err)
{
    yyjson_mut_doc *doc = nl_json_new(app->arena);
    yyjson_mut_val *root = nl_json_document(doc, SCHEMA);
    bool complete = err == NULL;
    for (size_t i = 0; i < taken->count; i++)
        complete = complete && taken->items[i].rollback.complete;
    yyjson_mut_obj_add_str(doc, root, "command", "rollback");
    yyjson_mut_obj_add_str(doc, root, "outcome",
                           !complete          ? "incomplete"
                           : taken->count > 0 ? "rolled-back"
                                              : "nothing");
    yyjson_mut_obj_add_bool(doc, root, "changed", taken->count > 0);
    yyjson_mut_val *journals = yyjson_mut_obj_add_arr(doc, root, "journals");
    for (size_t i = 0; i < taken->count; i++) {
        yyjson_mut_val *row = yyjson_mut_arr_add_obj(doc, journals);
        yyjson_mut_obj_add_str(doc, row, "journal", taken->items[i].journal->id);
        yyjson_mut_obj_add_bool(doc, row, "complete", taken->items[i].rollback.complete);
        yyjson_mut_obj_add_val(doc, row, "taken_back",
                               rollback_steps(app->arena, doc, &taken->items[i].rollback));
    }
    add_error(app, doc, root, err);
    nl_deliver_json(app, doc);
}

void nl_result_abandon_json(struct nl_app *app, const struct nl_taken_back_list *given_up)
{
    yyjson_mut_doc *doc = nl_json_new(app->arena);
    yyjson_mut_val *root = nl_json_document(doc, SCHEMA);
    yyjson_mut_obj_add_str(doc, root, "command", "rollback");
    yyjson_mut_obj_add_str(doc, root, "outcome", "abandoned");
    yyjson_mut_obj_add_bool(doc, root, "changed", false);
    yyjson_mut_val *journals = yyjson_mut_obj_add_arr(doc, root, "journals");
    for (size_t i = 0; i < given_up->count; i++) {
        yyjson_mut_val *row = yyjson_mut_arr_add_obj(doc, journals);
        yyjson_mut_obj_add_str(doc, row, "journal", given_up->items[i].journal->id);
        yyjson_mut_obj_add_bool(doc, row, "complete", given_up->items[i].rollback.complete);
        yyjson_mut_obj_add_arr(doc, row, "taken_back");
        yyjson_mut_obj_add_val(doc, row, "remains",
                               rollback_steps(app->arena, doc, &given_up->items[i].rollback));
    }
    nl_deliver_json(app, doc);
}

void nl_result_remains_text(struct nl_app *app, const struct nl_rollback *remains)
{
    for (size_t i = 0; i < remains->steps.count; i++) {
        const struct nl_rollback_step *step = &remains->steps.items[i];
        if (step->kind == NL_ROLLBACK_UNCHANGED || step->kind == NL_ROLLBACK_GONE)
            continue;
        nl_say_out(app, NL_T("  {1}: is {2}, was {3} before the change"), step->step->setting,
                   nl_journal_value(app->arena, app->words, step->step, &step->found),
                   nl_journal_value(app->arena, app->words, step->step, &step->step->before));
    }
}

void nl_result_what_if_json(struct nl_app *app, const struct nl_taken_back_list *chosen)
{
    yyjson_mut_doc *doc = nl_json_new(app->arena);
    yyjson_mut_val *root = nl_json_document(doc, SCHEMA);
    yyjson_mut_obj_add_str(doc, root, "command", "rollback");
    yyjson_mut_obj_add_str(doc, root, "outcome", "what-if");
    yyjson_mut_obj_add_bool(doc, root, "changed", false);
    yyjson_mut_val *journals = yyjson_mut_obj_add_arr(doc, root, "journals");
    for (size_t i = 0; i < chosen->count; i++) {
        const struct nl_journal *journal = chosen->items[i].journal;
        yyjson_mut_val *row = yyjson_mut_arr_add_obj(doc, journals);
        yyjson_mut_obj_add_str(doc, row, "journal", journal->id);
        yyjson_mut_val *steps = yyjson_mut_obj_add_arr(doc, row, "would_take_back");
        for (size_t s = journal->steps.count; s-- > 0;) {
            const struct nl_journal_step *step = &journal->steps.items[s];
            yyjson_mut_val *item = yyjson_mut_arr_add_obj(doc, steps);
            yyjson_mut_obj_add_str(doc, item, "setting", step->setting);
            yyjson_mut_obj_add_val(doc, item, "wanted", nl_value_json.write(doc, &step->wanted));
            yyjson_mut_obj_add_val(doc, item, "before", nl_value_json.write(doc, &step->before));
        }
    }
    nl_deliver_json(app, doc);
}

void nl_result_rollback_sentences(struct nl_arena *arena, const struct nl_words *words,
                                  const struct nl_rollback *rollback, struct nl_sentences *out)
{
    static const char *const lines[] = {
        [NL_ROLLBACK_UNCHANGED] = NL_T("  {1}: is {2}, as before"),
        [NL_ROLLBACK_RESTORED] = NL_T("  {1}: restored to {2}"),
        [NL_ROLLBACK_LEFT_ALONE] = NL_T("  {1}: left alone, {3}"),
        [NL_ROLLBACK_FORCED] = NL_T("  {1}: restored to {2}, overwriting {4}"),
        [NL_ROLLBACK_FAILED] = NL_T("  {1}: could not be restored to {2}: {3}"),
        [NL_ROLLBACK_GONE] = NL_T("  {1}: no longer exists, so there is nothing to restore"),
    };
    for (size_t i = 0; i < rollback->steps.count; i++) {
        const struct nl_rollback_step *step = &rollback->steps.items[i];
        nl_say_to(arena, out, lines[step->kind], step->step->setting,
                  nl_journal_value(arena, words, step->step, &step->step->before),
                  step->problem ? nl_error_text(arena, step->problem, words) : "",
                  nl_journal_value(arena, words, step->step, &step->found));
    }
}

void nl_result_rollback_text(struct nl_app *app, enum nl_stream stream,
                             const struct nl_rollback *rollback)
{
    struct nl_sentences lines = {0};
    nl_result_rollback_sentences(app->arena, app->words, rollback, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        const char *const line[] = {
            "{1}", nl_clean(app->arena, nl_sentence_of(app, &lines.items[i])), NULL};
        nl_tell(app, stream, line);
    }
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
    yyjson_mut_doc *doc = nl_json_new(app->arena);
    yyjson_mut_val *root = nl_json_document(doc, SCHEMA);
    if (command)
        yyjson_mut_obj_add_str(doc, root, "command", command);
    yyjson_mut_obj_add_str(doc, root, "outcome", failure_word(code));
    yyjson_mut_obj_add_bool(doc, root, "changed", app->changed);
    yyjson_mut_obj_add_int(doc, root, "exit_code", code);
    add_error(app, doc, root, app->failure);
    nl_deliver_json(app, doc);
}

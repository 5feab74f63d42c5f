/* command_dsc.c - netlatch dsc: the command resource of DSC v3.
 *
 * Source: github.com/PowerShell/DSC at 861df432 (2026-08-22), lib/dsc-lib/src/dscresources/command_resource.rs:
 * with "stateAndDiff" dsc reads two lines of the standard output; it takes _inDesiredState as the verdict and
 * wants exit code 0 for it, true or false; every other exit code is a failure, and it shows what exitCodes of the
 * manifest says of it; a line {"error": ...} of the standard error is a trace of that level. _restartRequired
 * (lib/dsc-lib/src/configure/mod.rs) is a list of {"system": NAME}. */
#include "command_dsc.h"

#include "base/clean.h"
#include "base/json.h"
#include "dsc_manifest.h"
#include "input.h"
#include "machine_state.h"
#include "output.h"
#include "recovery.h"
#include "report/json_value.h"
#include "report/label.h"
#include "unattended.h"

#include <string.h>
#include <yyjson.h>

static const struct nl_wanted_keys keys = {"profile", "settings", "acceptedRisks",
                                           NL_T("\"profile\", \"settings\" or \"acceptedRisks\"")};

/* One operation under way. */
struct operation {
    struct nl_app *app;
    struct nl_json input;
    struct nl_wanted wanted;
    struct nl_unattended look;
    struct nl_writer writer;
    yyjson_mut_val *state;
};

/* The instance on the standard input. Nothing at all is one that asks for nothing. */
static enum nl_status read_instance(struct operation *run, struct nl_error *err)
{
    struct nl_app *app = run->app;
    const struct nl_console_ops *ops = app->console->ops;
    const uint8_t *bytes = (const uint8_t *)"{}";
    size_t size = 0;
    if (ops->input_is_terminal(app->console))
        return nl_fail(err, NL_INVALID,
                       NL_T("an instance as JSON is expected on the standard input: "
                            "{\"profile\": \"office-client\"}"));
    enum nl_status status =
        ops->read_all(app->console, app->arena, NL_MAX_PROFILE, &bytes, &size, err);
    if (status == NL_OK && size == 0) {
        bytes = (const uint8_t *)"{}";
        size = 2;
    }
    if (status == NL_OK)
        status = nl_json_parse(app->arena, "stdin", bytes, size, 0, &run->input, err);
    if (status == NL_OK)
        status = nl_wanted_read(&run->input, &keys, NULL, NULL, &run->wanted, err);
    return status;
}

/* Begins the state with what was asked for and how the machine is. */
static void begin_state(struct operation *run, const struct nl_audit *audit)
{
    struct nl_app *app = run->app;
    const struct nl_wanted *wanted = &run->wanted;
    bool requested = wanted->profile.wants.count > 0;
    run->writer = (struct nl_writer){app->arena, nl_json_new(app->arena)};
    run->state = yyjson_mut_obj(run->writer.doc);
    yyjson_mut_doc_set_root(run->writer.doc, run->state);
    if (wanted->named)
        nl_json_add_text(&run->writer, run->state, keys.profile, wanted->named);
    yyjson_mut_obj_add_val(run->writer.doc, run->state, keys.settings,
                           nl_state_settings(&run->writer, audit, requested));
    if (wanted->accepted.count > 0)
        nl_json_add_texts(&run->writer, run->state, keys.accepted, &wanted->accepted);
}

static void add_reading(struct operation *run)
{
    nl_json_add_text(&run->writer, run->state, "computer", run->look.audit.machine->name);
    nl_state_add_unread(&run->writer, run->state, &run->look.audit,
                        run->wanted.profile.wants.count > 0);
}

static void add_requests(struct operation *run, const struct nl_requests *requests)
{
    nl_state_add_requests(&run->writer, run->state, &run->look.audit, requests);
    nl_state_add_reasons(&run->writer, run->state, &run->look.audit, requests,
                         run->wanted.named != NULL);
}

static void add_restart(struct operation *run)
{
    if (!run->look.restart_required)
        return;
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(run->writer.doc, run->state, "_restartRequired");
    const char *name = run->look.audit.machine->name;
    yyjson_mut_obj_add_str(run->writer.doc, yyjson_mut_arr_add_obj(run->writer.doc, list), "system",
                           name ? name : "");
}

/* Which of the two properties a request is of. */
static const char *property_of(const struct operation *run, const struct nl_want *want)
{
    size_t index = (size_t)(want - run->look.planning.profile.wants.items);
    return index < run->wanted.of_named ? keys.profile : keys.settings;
}

/* The properties whose requests are not met; where findings alone stand against it, the profile. */
static void list_differing(struct operation *run, struct nl_texts *out)
{
    const struct nl_requests *requests = &run->look.audit.requests;
    bool differs[2] = {false, false};
    for (size_t i = 0; i < requests->count; i++) {
        const struct nl_request *request = &requests->items[i];
        if (!nl_request_met(request))
            differs[property_of(run, request->want) == keys.settings] = true;
    }
    if (!differs[0] && !differs[1] && !nl_unattended_as_wanted(&run->look))
        differs[run->wanted.named == NULL] = true;
    if (differs[0])
        nl_texts_add(out, run->app->arena, keys.profile);
    if (differs[1])
        nl_texts_add(out, run->app->arena, keys.settings);
}

/* One line of JSON, or two. differing: NULL: one. */
static int deliver(struct operation *run, const struct nl_texts *differing)
{
    struct nl_app *app = run->app;
    struct nl_text lines;
    nl_text_init(&lines, app->arena);
    nl_text_add(&lines, nl_json_text(app->arena, run->writer.doc, false, NULL));
    nl_text_add_char(&lines, '\n');
    if (differing) {
        yyjson_mut_doc *doc = nl_json_new(app->arena);
        yyjson_mut_val *list = yyjson_mut_arr(doc);
        yyjson_mut_doc_set_root(doc, list);
        for (size_t i = 0; i < differing->count; i++)
            yyjson_mut_arr_add_str(doc, list, differing->items[i]);
        nl_text_add(&lines, nl_json_text(app->arena, doc, false, NULL));
        nl_text_add_char(&lines, '\n');
    }
    return nl_deliver(app, lines.data, lines.length);
}

static enum nl_status look(struct operation *run, struct nl_error *err)
{
    enum nl_status status = nl_unattended_look(run->app, &run->wanted, &run->look, err);
    if (status == NL_OK)
        nl_report_open_journals(run->app);
    return status;
}

static int get(struct operation *run)
{
    struct nl_error err = {0};
    if (look(run, &err) != NL_OK)
        return nl_say_error(run->app, &err);
    begin_state(run, &run->look.audit);
    add_reading(run);
    return deliver(run, NULL);
}

static int test(struct operation *run)
{
    struct nl_error err = {0};
    struct nl_texts differing = {0};
    if (look(run, &err) != NL_OK)
        return nl_say_error(run->app, &err);
    begin_state(run, &run->look.audit);
    add_reading(run);
    add_requests(run, &run->look.audit.requests);
    yyjson_mut_obj_add_bool(run->writer.doc, run->state, "_inDesiredState",
                            nl_unattended_as_wanted(&run->look));
    add_restart(run);
    list_differing(run, &differing);
    return deliver(run, &differing);
}

static int set(struct operation *run)
{
    struct nl_app *app = run->app;
    struct nl_texts changed = {0};
    bool done = false;
    int code = nl_unattended_apply(app, &run->wanted, &run->look, &done);
    if (!done)
        return code;
    bool applied = run->look.result.outcome == NL_APPLIED;
    begin_state(run, &run->look.audit);
    add_reading(run);
    add_requests(run, &run->look.ended->requests);
    nl_json_add_text(&run->writer, run->state, "journal",
                     applied ? run->look.result.journal.id : NULL);
    add_restart(run);
    if (applied)
        nl_texts_add(&changed, app->arena, keys.settings);
    /* Nobody reads it any more: that was said, and the change stands. */
    (void)deliver(run, &changed);
    /* That a restart is needed is said in the state: dsc takes every code but 0 for a failure. */
    return code == NL_EXIT_RESTART ? NL_EXIT_DONE : code;
}

/* A step for a person: "smb1.server: default -> disabled (restart)". */
static const char *step_line(struct nl_app *app, const struct nl_step *step)
{
    const char *before =
        step->before_word ? step->before_word : nl_json_value_text(app->arena, &step->before);
    const char *wanted =
        step->wanted_word ? step->wanted_word : nl_json_value_text(app->arena, &step->wanted);
    return nl_arena_format(app->arena, "%s: %s -> %s (takes effect: %s)", step->instance.id,
                           before ? before : "absent", wanted ? wanted : "absent",
                           nl_wire(nl_effect_words, step->effect));
}

static void add_what_if(struct operation *run)
{
    struct nl_app *app = run->app;
    const struct nl_plan *plan = &run->look.planning.plan;
    yyjson_mut_val *metadata = yyjson_mut_obj_add_obj(run->writer.doc, run->state, "_metadata");
    yyjson_mut_val *lines = yyjson_mut_obj_add_arr(run->writer.doc, metadata, "whatIf");
    for (size_t i = 0; i < plan->steps.count; i++)
        yyjson_mut_arr_add_str(run->writer.doc, lines, step_line(app, &plan->steps.items[i]));
    for (size_t i = 0; i < plan->requests.count; i++) {
        const struct nl_request *request = &plan->requests.items[i];
        if (nl_request_ends_unmet(request))
            yyjson_mut_arr_add_str(
                run->writer.doc, lines,
                nl_arena_format(app->arena, "%s: no effect here, even when set: %s",
                                nl_clean(app->arena, request->id),
                                nl_sentence_text(app->arena, &request->why, NULL)));
    }
    for (size_t i = 0; i < run->look.unaccepted.count; i++)
        yyjson_mut_arr_add_str(run->writer.doc, lines,
                               nl_arena_format(app->arena,
                                               "set would refuse: the risk %s is not accepted",
                                               run->look.unaccepted.items[i]));
    if (!run->look.planning.capabilities.can_write)
        yyjson_mut_arr_add_str(
            run->writer.doc, lines,
            nl_arena_format(
                app->arena, "set would refuse: %s",
                nl_sentence_text(app->arena, &run->look.planning.capabilities.reason, NULL)));
}

/* What the settings would be, and nothing is written: the plan as it stands. */
static int what_if(struct operation *run)
{
    struct nl_app *app = run->app;
    struct nl_error err = {0};
    struct nl_texts changed = {0};
    struct nl_audit after;
    enum nl_status status = look(run, &err);
    const struct nl_plan *plan = &run->look.planning.plan;
    if (status == NL_OK)
        status = nl_unattended_predict(app, &run->look, &after, &err);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    begin_state(run, &after);
    add_reading(run);
    add_requests(run, &plan->requests);
    add_what_if(run);
    if (plan->steps.count > 0)
        nl_texts_add(&changed, app->arena, keys.settings);
    return deliver(run, &changed);
}

/* The one instance of this computer. It holds only what can be given back as input; what could not be read
 * is a warning. */
static int export(struct operation *run)
{
    struct nl_error err = {0};
    if (yyjson_obj_size(run->input.root) > 0) {
        (void)nl_json_fail(&run->input, NULL, NL_T("nothing: export takes no properties"), &err);
        return nl_say_error(run->app, &err);
    }
    if (look(run, &err) != NL_OK)
        return nl_say_error(run->app, &err);
    begin_state(run, &run->look.audit);
    int code = deliver(run, NULL);
    add_reading(run);
    yyjson_mut_val *unread = yyjson_mut_obj_get(run->state, "unread");
    size_t index = 0;
    size_t most = 0;
    yyjson_mut_val *id = NULL;
    yyjson_mut_arr_foreach(unread, index, most, id)
        nl_say_err(run->app,
                   NL_T("{1} is not in the export: it could not be read, or holds what "
                        "no word stands for."),
                   nl_clean(run->app->arena, yyjson_mut_get_str(id)));
    return code;
}

static const struct {
    const char *name;
    int (*run)(struct operation *run);
    bool requests; /* something must be requested */
} operations[] = {
    {"get", get, false},        {"test", test, true},      {"set", set, true},
    {"what-if", what_if, true}, {"export", export, false},
};

static int write_manifest(struct nl_app *app)
{
    size_t length = 0;
    const char *manifest = nl_dsc_manifest(app->arena, &length);
    return nl_deliver(app, manifest, length);
}

static int run_operation(struct nl_app *app, size_t index)
{
    struct nl_error err = {0};
    struct operation run = {.app = app};
    enum nl_status status =
        app->options.output
            ? nl_fail(&err, NL_INVALID, NL_T("dsc: --output goes with manifest alone"))
            : read_instance(&run, &err);
    if (status == NL_OK && operations[index].requests)
        status = nl_wanted_something(&run.input, &keys, &run.wanted, &err);
    return status == NL_OK ? operations[index].run(&run) : nl_say_error(app, &err);
}

int nl_command_dsc(struct nl_app *app)
{
    struct nl_error err = {0};
    const char *word = app->options.words.count > 0 ? app->options.words.items[0] : "";
    if (nl_at_most_words(app, 1, &err) != NL_OK)
        return nl_say_error(app, &err);
    if (nl_equal(word, "manifest"))
        return write_manifest(app);
    for (size_t i = 0; i < NL_COUNT_OF(operations); i++) {
        if (!nl_equal(word, operations[i].name))
            continue;
        app->telling = NL_TELLING_TRACES;
        return run_operation(app, i);
    }
    (void)nl_fail(&err, NL_INVALID,
                  NL_T("dsc: expected get, test, set, what-if, export or manifest"));
    return nl_say_error(app, &err);
}

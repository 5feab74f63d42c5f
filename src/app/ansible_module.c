/* ansible_module.c - netlatch as a module of Ansible.
 *
 * Source: ansible-core, lib/ansible/plugins/action/__init__.py (_configure_module, _execute_module) and
 * lib/ansible/executor/module_common.py: a file that is no text is copied as it is and started with the path
 * of a file "args" beside it, which holds the options and what Ansible adds ("_ansible_check_mode" ...); one JSON
 * object is read from the standard output, in which "failed" decides, whatever the exit code. */
#include "ansible_module.h"

#include "base/json_document.h"
#include "host/files.h"
#include "input.h"
#include "machine_state.h"
#include "output.h"
#include "recovery.h"
#include "unattended.h"

#include <string.h>
#include <yyjson.h>

#define OURS "_ansible_"

static const struct nl_wanted_keys keys = {
    "profile", "settings", "accepted_risks",
    NL_T("\"profile\", \"settings\", \"accepted_risks\" or \"from\"")};

/* One run of the module. */
struct module {
    struct nl_app *app;
    struct nl_json input;
    const char *from;
    bool bad_from;
    bool check;
    bool diff;
    struct nl_wanted wanted;
    struct nl_unattended look; /* once looked */
    bool looked;
    size_t steps; /* that were made, or would be */
    struct nl_audit before;
    struct nl_audit after; /* as it is, or as it would be */
};

static bool is_ansibles(yyjson_val *root)
{
    yyjson_obj_iter members = yyjson_obj_iter_with(root);
    yyjson_val *key = NULL;
    while ((key = yyjson_obj_iter_next(&members)) != NULL) {
        if (nl_starts(yyjson_get_str(key), OURS))
            return true;
    }
    return false;
}

bool nl_ansible_called(struct nl_app *app, int argc, const char *const *argv,
                       const uint8_t **out_bytes, size_t *out_size)
{
    struct nl_json json;
    enum nl_file_kind kind = NL_FILE_NONE;
    const char *path = argc == 2 ? argv[1] : "";
    return (nl_ends(path, "/args") || nl_ends(path, "\\args")) &&
           nl_file_look(path, &kind, NULL) == NL_OK && kind == NL_FILE_PLAIN &&
           nl_file_read(app->arena, path, NL_MAX_PROFILE, out_bytes, out_size, NULL) == NL_OK &&
           nl_json_parse(app->arena, "args", *out_bytes, *out_size, 0, &json, NULL) == NL_OK &&
           is_ansibles(json.root);
}

/* YAML makes true and false of yes and no, which are words of some settings. */
static void word_booleans(yyjson_val *settings)
{
    yyjson_obj_iter members = yyjson_obj_iter_with(settings);
    yyjson_val *key = NULL;
    while ((key = yyjson_obj_iter_next(&members)) != NULL) {
        yyjson_val *val = yyjson_obj_iter_get_val(key);
        const struct nl_setting *setting =
            yyjson_is_bool(val) ? nl_setting_find(yyjson_get_str(key)) : NULL;
        const char *word = yyjson_get_bool(val) ? "yes" : "no";
        if (setting && nl_choice_find(setting, word))
            (void)yyjson_set_str(val, word);
    }
}

/* Takes what is not among the keys. */
static bool take(void *context, const char *key, yyjson_val *val)
{
    struct module *module = context;
    if (nl_equal(key, keys.settings))
        word_booleans(val);
    if (nl_equal(key, "from")) {
        module->from = yyjson_get_str(val);
        module->bad_from =
            !module->from || !*module->from || strlen(module->from) != yyjson_get_len(val);
        return !module->bad_from;
    }
    if (nl_equal(key, OURS "check_mode"))
        module->check = yyjson_get_bool(val);
    if (nl_equal(key, OURS "diff"))
        module->diff = yyjson_get_bool(val);
    return nl_starts(key, OURS);
}

static enum nl_status read_options(struct module *module, const uint8_t *bytes, size_t size,
                                   struct nl_error *err)
{
    struct nl_app *app = module->app;
    enum nl_status status = nl_json_parse(app->arena, "args", bytes, size, 0, &module->input, err);
    if (status == NL_OK)
        status = nl_wanted_read(&module->input, &keys, take, module, &module->wanted, err);
    if (status != NL_OK && module->bad_from) {
        *err = (struct nl_error){0};
        status = nl_fail(err, NL_INVALID, NL_T("expected {1} in \"{2}\""),
                         NL_T("the path of a recording"), "from");
    }
    if (status == NL_OK)
        status = nl_wanted_something(&module->input, &keys, &module->wanted, err);
    app->options.from = module->from;
    return status;
}

/* What apply would end with, without a change. */
static int check(struct module *module)
{
    struct nl_app *app = module->app;
    struct nl_error err = {0};
    if (nl_unattended_look(app, &module->wanted, &module->look, &err) != NL_OK ||
        nl_unattended_predict(app, &module->look, &module->after, &err) != NL_OK)
        return nl_say_error(app, &err);
    nl_report_open_journals(app);
    module->looked = true;
    module->before = module->look.audit;
    int code = nl_unattended_foretell(app, &module->look);
    if (code == NL_EXIT_DONE || code == NL_EXIT_UNMET)
        module->steps = module->look.planning.plan.steps.count;
    return code;
}

static int change(struct module *module)
{
    struct nl_app *app = module->app;
    struct nl_error err = {0};
    int code = nl_unattended_apply(app, &module->wanted, &module->look, &module->looked);
    if (!module->looked)
        return code;
    const struct nl_plan *plan = &module->look.planning.plan;
    if (module->look.result.outcome == NL_APPLIED)
        module->steps = plan->steps.count;
    module->after = module->look.audit;
    if (nl_audit_make(app->arena, plan->machine, plan->profile, &module->before, &err) != NL_OK)
        return nl_say_error(app, &err);
    return code;
}

static const char *joined(struct nl_arena *arena, const struct nl_texts *lines)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < lines->count; i++)
        nl_text_format(&out, "%s%s", i ? "\n" : "", lines->items[i]);
    return out.data;
}

static const char *message(const struct module *module, bool failed)
{
    struct nl_app *app = module->app;
    if (failed)
        return app->told_errors.count > 0 ? joined(app->arena, &app->told_errors) : "failed";
    if (module->steps == 0)
        return "Nothing to change.";
    return nl_arena_format(app->arena,
                           module->check ? "Settings that would be changed: %llu."
                                         : "Settings changed and read back: %llu.",
                           (unsigned long long)module->steps);
}

static void add_state(const struct module *module, const struct nl_writer *writer,
                      yyjson_mut_val *root)
{
    static const struct nl_audit nothing = {0};
    static const struct nl_requests none = {0};
    const struct nl_unattended *look = &module->look;
    const struct nl_audit *audit = module->looked ? &look->audit : &nothing;
    const struct nl_audit *after = module->looked ? &module->after : &nothing;
    const struct nl_requests *requests = module->looked ? &look->ended->requests : &none;
    const bool applied = module->looked && look->result.journal.id;
    nl_json_add_text(writer, root, "computer", module->looked ? audit->machine->name : NULL);
    nl_json_add_text(writer, root, "profile", module->wanted.named);
    yyjson_mut_obj_add_val(writer->doc, root, "settings", nl_state_settings(writer, after, true));
    nl_state_add_unread(writer, root, audit, true);
    nl_state_add_requests(writer, root, audit, requests);
    nl_state_add_reasons(writer, root, audit, requests, module->wanted.named != NULL);
    nl_json_add_texts(writer, root, "risks", &look->unaccepted);
    nl_json_add_text(writer, root, "journal", applied ? look->result.journal.id : NULL);
    yyjson_mut_obj_add_bool(writer->doc, root, "in_desired_state",
                            module->looked && nl_unattended_as_wanted(look));
    yyjson_mut_obj_add_bool(writer->doc, root, "reboot_required",
                            module->looked && look->restart_required);
}

/* "diff", where it was asked for: the settings that are requested, a line each. */
static void add_diff(const struct module *module, const struct nl_writer *writer,
                     yyjson_mut_val *root)
{
    if (!module->diff || !module->looked)
        return;
    yyjson_mut_val *diff = yyjson_mut_obj_add_obj(writer->doc, root, "diff");
    nl_json_add_text(writer, diff, "before", nl_state_text(writer->arena, &module->before));
    nl_json_add_text(writer, diff, "after", nl_state_text(writer->arena, &module->after));
}

int nl_ansible_run(struct nl_app *app, const uint8_t *bytes, size_t size)
{
    struct nl_error err = {0};
    struct module module = {.app = app};
    app->telling = NL_TELLING_KEPT;
    int code = NL_EXIT_USAGE;
    if (read_options(&module, bytes, size, &err) != NL_OK)
        code = nl_say_error(app, &err);
    else
        code = module.check ? check(&module) : change(&module);
    bool failed = code != NL_EXIT_DONE && code != NL_EXIT_RESTART;
    struct nl_writer writer = {app->arena, nl_json_new(app->arena)};
    yyjson_mut_val *root = nl_json_document(writer.doc, "netlatch/ansible/1");
    yyjson_mut_obj_add_bool(writer.doc, root, "changed", app->changed || module.steps > 0);
    yyjson_mut_obj_add_bool(writer.doc, root, "failed", failed);
    nl_json_add_text(&writer, root, "msg", message(&module, failed));
    yyjson_mut_obj_add_int(writer.doc, root, "exit_code", code);
    add_state(&module, &writer, root);
    add_diff(&module, &writer, root);
    nl_json_add_texts(&writer, root, "warnings", &app->told_warnings);
    nl_deliver_json(app, writer.doc);
    return failed ? NL_EXIT_FAILED : NL_EXIT_DONE;
}

/* command_export.c - netlatch export: a profile for other people's tools. */
#include "command_export.h"

#include "base/clean.h"
#include "base/time_text.h"
#include "export/target.h"
#include "host/file_write.h"
#include "host/files.h"
#include "input.h"
#include "model/profile_builtin.h"
#include "model/profile_json.h"
#include "options.h"
#include "output.h"
#include "planning.h"
#include "report/suggest.h"
#include "surveying.h"

#include <string.h>

static enum nl_status find_target(struct nl_app *app, const struct nl_export_target **out_target,
                                  struct nl_error *err)
{
    struct nl_texts names = {0};
    struct nl_text known;
    const struct nl_export_target *row = NULL;
    nl_text_init(&known, app->arena);
    for (size_t i = 0; (row = nl_export_target_at(i)) != NULL; i++) {
        nl_texts_add(&names, app->arena, row->name);
        nl_text_format(&known, "%s%s", i ? ", " : "", row->name);
    }
    if (!app->options.to)
        return nl_fail(err, NL_INVALID, NL_T("export: --to is missing, one of: {1}"), known.data);
    *out_target = nl_export_target_find(app->options.to);
    if (*out_target)
        return NL_OK;
    const char *near = nl_nearest(app->options.to, &names);
    return nl_fail(err, NL_INVALID,
                   near ? NL_T("--to: {1} is not one of: {2}; did you mean {3}?")
                        : NL_T("--to: {1} is not one of: {2}"),
                   nl_clean(app->arena, app->options.to), known.data, near);
}

/* A new folder: what is in one that is there already belongs to somebody. */
static enum nl_status check_output(struct nl_app *app, const struct nl_export_target *target,
                                   struct nl_error *err)
{
    enum nl_file_kind kind = NL_FILE_NONE;
    if (!app->options.output)
        return nl_fail(err, NL_INVALID, NL_T("export: --output is missing"));
    if (!target->is_folder)
        return NL_OK;
    enum nl_status status = nl_file_look(app->options.output, &kind, err);
    if (status == NL_OK && kind != NL_FILE_NONE)
        return nl_fail(err, NL_INVALID,
                       NL_T("--output: {1} is there already; {2} is written to a new folder"),
                       nl_clean(app->arena, app->options.output), target->name);
    return status;
}

/* The machine that the export is for: the one that was named, this one, or none. */
static enum nl_status take_machine(struct nl_app *app, const struct nl_export_target *target,
                                   const struct nl_machine **out_machine, struct nl_error *err)
{
    struct nl_host *host = NULL;
    bool named = !nl_runs_live(app);
    *out_machine = NULL;
    if (named && app->options.any_machine)
        return nl_fail(err, NL_INVALID, NL_T("--{1} and --{2} cannot be used together"),
                       "any-machine", app->options.from ? "from" : "offline");
    if (target->runs || app->options.any_machine)
        return NL_OK;
    enum nl_status status = nl_open_host(app, &host, err);
    if (status == NL_UNSUPPORTED && !named)
        return NL_OK; /* there is no Windows here */
    if (status != NL_OK)
        return status;
    struct nl_machine *machine = nl_arena_alloc(app->arena, sizeof *machine);
    status = nl_surveying_run(app, host, machine, err);
    host->ops->close(host);
    *out_machine = machine;
    return status;
}

static void add_arguments(struct nl_app *app, struct nl_text *out, const char *option,
                          const struct nl_texts *values)
{
    for (size_t i = 0; i < values->count; i++)
        nl_text_format(out, " --%s %s", option, nl_suggest_quoted(app->arena, values->items[i]));
}

static bool is_builtin(const char *name)
{
    for (size_t i = 0; i < nl_builtin_profile_count(); i++) {
        if (nl_same(nl_builtin_profile_name(i), name))
            return true;
    }
    return false;
}

static struct nl_export_context context_of(struct nl_app *app, const struct nl_profile *profile)
{
    struct nl_text arguments;
    size_t length = 0;
    nl_text_init(&arguments, app->arena);
    add_arguments(app, &arguments, "accept", &app->options.accept);
    add_arguments(app, &arguments, "leave-out", &app->options.leave_out);
    return (struct nl_export_context){
        .moment = nl_time_text(app->arena, app->clock->now_s(app->clock)),
        .arguments = arguments.data,
        .profile_word =
            app->options.sets.count == 0 && app->options.profile && is_builtin(app->options.profile)
                ? profile->name
                : NULL,
        .profile_json = nl_profile_json(app->arena, profile, &length),
    };
}

/* What is not in the output, and what holds of it, on the standard error. */
static void tell(struct nl_app *app, const struct nl_export *list)
{
    for (size_t i = 0; i < list->risks.count; i++)
        nl_say_err(app, NL_T("netlatch: risk {1}: {2}"), list->risks.items[i].row->id,
                   nl_word(app, list->risks.items[i].row->title));
    for (size_t i = 0; i < list->notes.count && !app->options.quiet; i++)
        nl_say_err(app, "netlatch: {1}", nl_sentence_of(app, &list->notes.items[i]));
    for (size_t i = 0; i < list->absences.count; i++) {
        const struct nl_export_absence *absence = &list->absences.items[i];
        if (absence->is_loss || !app->options.quiet)
            nl_say_err(app,
                       absence->is_loss ? NL_T("netlatch: not carried: {1}: {2}")
                                        : NL_T("netlatch: not needed: {1}: {2}"),
                       nl_clean(app->arena, absence->id), nl_sentence_of(app, &absence->why));
    }
}

/* A folder for each part of a path that has one. */
static enum nl_status make_folders(struct nl_app *app, const char *path, struct nl_error *err)
{
    enum nl_status status = NL_OK;
    for (const char *slash = strchr(path, '/'); slash && status == NL_OK;
         slash = strchr(slash + 1, '/'))
        status = nl_folder_make(
            nl_arena_format(app->arena, "%s/%.*s", app->options.output, (int)(slash - path), path),
            err);
    return status;
}

static int write_folder(struct nl_app *app, const struct nl_export_files *files)
{
    struct nl_error err = {0};
    enum nl_status status = nl_folder_make(app->options.output, &err);
    for (size_t i = 0; i < files->count && status == NL_OK; i++) {
        const struct nl_export_file *file = &files->items[i];
        status = make_folders(app, file->path, &err);
        if (status == NL_OK)
            status =
                nl_file_write(nl_arena_format(app->arena, "%s/%s", app->options.output, file->path),
                              file->bytes, file->size, &err);
    }
    return status == NL_OK ? NL_EXIT_DONE : nl_say_unwritten(app, &err);
}

static int write(struct nl_app *app, const struct nl_export_target *target, struct nl_export *list)
{
    struct nl_export_files files = {0};
    const struct nl_export_context context = context_of(app, list->profile);
    nl_export_fit(app->arena, target, list);
    if (target->runs)
        nl_say_to(app->arena, &list->notes,
                  NL_T("netlatch runs on each machine: it must be installed there (netlatch "
                       "install)."));
    if (target->needs_profile && !context.profile_word)
        nl_say_to(app->arena, &list->notes,
                  NL_T("The profile is written beside the task: copy it to the folder of the "
                       "installed netlatch."));
    target->write(app->arena, list, &context, &files);
    int code = target->is_folder ? write_folder(app, &files)
                                 : nl_deliver_bytes(app, files.items[0].bytes, files.items[0].size);
    if (code != NL_EXIT_DONE)
        return code;
    tell(app, list);
    if (!app->options.quiet)
        nl_say_out(app, NL_T("{1}: {2}, from the profile {3}."),
                   nl_clean(app->arena, app->options.output), target->meaning, list->profile->name);
    return nl_export_losses(list) > 0 ? NL_EXIT_UNMET : NL_EXIT_DONE;
}

int nl_command_export(struct nl_app *app)
{
    struct nl_error err = {0};
    const struct nl_export_target *target = NULL;
    const struct nl_machine *machine = NULL;
    struct nl_profile profile;
    struct nl_export list;
    enum nl_status status = nl_at_most_words(app, 0, &err);
    if (status == NL_OK)
        status = find_target(app, &target, &err);
    if (status == NL_OK)
        status = check_output(app, target, &err);
    if (status == NL_OK)
        status = nl_planning_check_risks(app, &err);
    if (status == NL_OK)
        status = nl_wanted_profile(app, &profile, &err);
    if (status == NL_OK)
        status = take_machine(app, target, &machine, &err);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    const struct nl_export_options options = {.accepted = app->options.accept,
                                              .left_out = app->options.leave_out};
    nl_export_make(app->arena, &profile, machine, &options, &list);
    return write(app, target, &list);
}

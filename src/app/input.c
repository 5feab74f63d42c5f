/* input.c - everything a command starts from: the host, its journals, the wanted profile. */
#include "input.h"

#include "app.h"
#include "base/clean.h"
#include "base/sha256.h"
#include "host/file_write.h"
#include "host/files.h"
#include "model/machine_json.h"
#include "model/profile_builtin.h"
#include "model/profile_json.h"
#include "report/suggest.h"
#include "set_advice.h"
#include "wiring.h"

#include <string.h>

static enum nl_status open_record(struct nl_app *app, const char *path, struct nl_host **out_host,
                                  struct nl_error *err)
{
    const uint8_t *bytes = NULL;
    size_t size = 0;
    struct nl_machine machine;
    enum nl_status status = nl_file_read(app->arena, path, NL_JSON_MAX_SIZE, &bytes, &size, err);
    if (status == NL_OK)
        status = nl_machine_parse(app->arena, path, bytes, size, &machine, err);
    if (status == NL_OK)
        machine.recording_sha256 = nl_sha256(app->arena, bytes, size);
    if (status == NL_OK)
        *out_host = nl_wiring_record_host(app->arena, &machine, path, bytes, size);
    return status;
}

enum nl_status nl_open_host(struct nl_app *app, struct nl_host **out_host, struct nl_error *err)
{
    if (app->options.from)
        return open_record(app, app->options.from, out_host, err);
    if (app->options.offline)
        return nl_wiring_offline_host(app->arena, app->options.offline, out_host, err);
    return nl_wiring_live_host(app->arena, out_host, err);
}

enum nl_status nl_reopen_host(struct nl_app *app, struct nl_host **host, struct nl_error *err)
{
    struct nl_host *fresh = NULL;
    if (nl_runs_live(app))
        return NL_OK; /* a live machine is read when it is asked */
    enum nl_status status = nl_open_host(app, &fresh, err);
    if (status != NL_OK)
        return status;
    (*host)->ops->close(*host);
    *host = fresh;
    return NL_OK;
}

enum nl_status nl_journal_folder(struct nl_arena *arena, const char *file, const char **out_folder,
                                 struct nl_error *err)
{
    const char *real = NULL;
    enum nl_status status = nl_file_real(arena, file, &real, err);
    if (status == NL_OK)
        *out_folder = nl_arena_format(arena, "%s.journal", real);
    return status;
}

enum nl_status nl_open_store(struct nl_app *app, struct nl_store **out_store, struct nl_error *err)
{
    if (app->options.from) {
        const char *folder = NULL;
        enum nl_status status = nl_journal_folder(app->arena, app->options.from, &folder, err);
        return status == NL_OK ? nl_wiring_folder_store(app->arena, folder, out_store, err)
                               : status;
    }
    if (app->options.offline)
        return nl_wiring_offline_store(app->arena, app->options.offline, out_store, err);
    return nl_wiring_live_store(app->arena, out_store, err);
}

const char *nl_source_options(const struct nl_app *app)
{
    const char *path = app->options.from ? app->options.from : app->options.offline;
    if (!path)
        return "";
    return nl_arena_format(app->arena, " --%s %s", app->options.from ? "from" : "offline",
                           nl_suggest_quoted(app->arena, path));
}

const char *nl_run_options(const struct nl_app *app)
{
    const char *source = nl_source_options(app);
    return app->options.language
               ? nl_arena_format(app->arena, "%s --lang %s", source,
                                 nl_suggest_quoted(app->arena, app->options.language))
               : source;
}

bool nl_names_file(const char *name)
{
    return strpbrk(name, "/\\") != NULL || nl_ends(name, ".json") || nl_ends(name, ".jsonc");
}

enum nl_status nl_load_profile(struct nl_app *app, const char *name, struct nl_profile *out_profile,
                               struct nl_error *err)
{
    const uint8_t *bytes = NULL;
    size_t size = 0;
    if (!nl_names_file(name)) {
        enum nl_status status = nl_builtin_profile(app->arena, name, out_profile, err);
        if (status == NL_NOT_FOUND) {
            struct nl_texts names = {0};
            for (size_t i = 0; i < nl_builtin_profile_count(); i++)
                nl_texts_add(&names, app->arena, nl_builtin_profile_name(i));
            const char *near = nl_nearest(name, &names);
            const char *shown = nl_clean(app->arena, name);
            (void)nl_fail(err, NL_INVALID,
                          near ? NL_T("there is no profile {1}; did you mean {2}?")
                               : NL_T("there is no profile {1}"),
                          shown, near);
            status = nl_next(err, NL_T("netlatch profile list names the built-in ones; a file is "
                                       "named by its path."));
        }
        return status;
    }
    enum nl_status status = nl_file_read(app->arena, name, NL_MAX_PROFILE, &bytes, &size, err);
    if (status == NL_OK)
        status = nl_profile_parse(app->arena, name, bytes, size, out_profile, err);
    return status;
}

enum nl_status nl_wanted_profile(struct nl_app *app, struct nl_profile *out_profile,
                                 struct nl_error *err)
{
    struct nl_profile profile = {.name = "set"};
    enum nl_status status = NL_OK;
    if (!app->options.profile && app->options.sets.count == 0) {
        (void)nl_fail(err, NL_INVALID, NL_T("nothing is requested"));
        return nl_next(err, NL_T("Give --profile NAME, or --set ID=VALUE."));
    }
    if (app->options.profile)
        status = nl_load_profile(app, app->options.profile, &profile, err);
    for (size_t i = 0; status == NL_OK && i < app->options.sets.count; i++) {
        const char *assignment = app->options.sets.items[i];
        status = nl_profile_set(app->arena, &profile, assignment, err);
        if (status != NL_OK && err && !err->next)
            err->next = nl_set_advice(app, assignment);
    }
    profile.single = !app->options.profile;
    *out_profile = profile;
    return status;
}

enum nl_status nl_at_most_words(const struct nl_app *app, size_t most, struct nl_error *err)
{
    if (app->options.words.count <= most)
        return NL_OK;
    return nl_fail(err, NL_INVALID, NL_T("unexpected argument: {1}"),
                   nl_clean(app->arena, app->options.words.items[most]));
}

/* write_check.c - what a run reads is not written over by what it tells of it, nor is what a Windows is
 * started with, nor the way back. */
#include "write_check.h"

#include "base/clean.h"
#include "host/file_write.h"
#include "host/files.h"
#include "input.h"

static bool is_one_of(const char *path, const struct nl_texts *files)
{
    for (size_t i = 0; i < files->count; i++) {
        if (nl_file_same(path, files->items[i]))
            return true;
    }
    return false;
}

static bool is_read(const struct nl_app *app, const char *path)
{
    const struct nl_options *options = &app->options;
    const char *const named[] = {options->from, options->profile, options->add_to, options->expect,
                                 options->since};
    for (size_t i = 0; i < NL_COUNT_OF(named); i++) {
        if (named[i] && nl_file_same(path, named[i]))
            return true;
    }
    return is_one_of(path, &options->words) || is_one_of(path, &app->inputs);
}

/* Whether the other option that names a file names this one; neither need exist yet. */
static bool is_written(const struct nl_app *app, const char *path)
{
    const char *other = path == app->options.log ? app->options.output : app->options.log;
    return other && (nl_equal(path, other) || nl_file_same(path, other));
}

/* Whether it is a file of the folder in which the journals of this run lie. */
static bool is_of_journals(struct nl_app *app, const char *path)
{
    struct nl_store *store = NULL;
    struct nl_texts names = {0};
    bool found = false;
    if (nl_open_store(app, &store, NULL) != NL_OK)
        return false;
    if (nl_folder_list(app->arena, store->where, &names, NULL) != NL_OK)
        names.count = 0;
    for (size_t i = 0; i < names.count && !found; i++)
        found =
            nl_file_same(path, nl_arena_format(app->arena, "%s/%s", store->where, names.items[i]));
    store->ops->close(store);
    return found;
}

enum nl_status nl_write_check(struct nl_app *app, const char *option, const char *path,
                              struct nl_error *err)
{
    /* [MS-REGF] base block: hives, their log files and backups begin so. */
    const char *wrong =
        is_read(app, path)      ? NL_T("--{1}: {2} is what is read here; name another file")
        : is_written(app, path) ? NL_T("--{1}: {2} is another file of this run; name another")
        : nl_file_begins(path, "regf") ? NL_T("--{1}: {2} is a registry hive; name another file")
        : is_of_journals(app, path) ? NL_T("--{1}: {2} is a journal of netlatch; name another file")
                                    : NULL;
    return wrong ? nl_fail(err, NL_INVALID, wrong, option, nl_clean(app->arena, path)) : NL_OK;
}

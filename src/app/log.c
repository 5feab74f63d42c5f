/* log.c - what a run says, kept in a file. */
#include "log.h"

#include "base/clean.h"
#include "base/time_text.h"
#include "host/file_write.h"
#include "version.h"

#include <string.h>

/* What a run reads or writes otherwise is no log. */
static enum nl_status check_other(const struct nl_app *app, struct nl_error *err)
{
    const struct nl_options *options = &app->options;
    const char *const others[] = {options->from, options->profile, options->output};
    bool same = false;
    for (size_t i = 0; i < NL_COUNT_OF(others); i++)
        same = same || (others[i] && nl_file_same(options->log, others[i]));
    for (size_t i = 0; i < options->words.count; i++)
        same = same || nl_file_same(options->log, options->words.items[i]);
    if (!same)
        return NL_OK;
    return nl_fail(err, NL_INVALID, NL_T("--log: {1} is another file of this run; name another"),
                   nl_clean(app->arena, options->log));
}

static enum nl_status add_line(struct nl_app *app, const char *line, struct nl_error *err)
{
    const char *text = nl_arena_format(app->arena, "%s %s\n",
                                       nl_time_text(app->arena, app->clock->now_s(app->clock)),
                                       nl_clean(app->arena, line));
    return nl_file_append(app->options.log, text, strlen(text), err);
}

enum nl_status nl_log_begin(struct nl_app *app, int argc, const char *const *argv,
                            struct nl_error *err)
{
    struct nl_text line;
    if (!app->options.log)
        return NL_OK;
    enum nl_status status = check_other(app, err);
    if (status != NL_OK)
        return status;
    nl_text_init(&line, app->arena);
    nl_text_add(&line, "netlatch " NETLATCH_VERSION ":");
    for (int i = 1; i < argc; i++)
        nl_text_format(&line, strpbrk(argv[i], " \t") ? " \"%s\"" : " %s", argv[i]);
    status = add_line(app, line.data, err);
    if (status != NL_OK)
        (void)nl_context(err, "--log");
    app->logs = status == NL_OK;
    return status;
}

void nl_log_add(struct nl_app *app, const char *text)
{
    struct nl_error err = {0};
    struct nl_texts lines = {0};
    if (!app->logs)
        return;
    lines = nl_split(app->arena, text, '\n');
    for (size_t i = 0; i < lines.count; i++) {
        if (*lines.items[i] == '\0' || add_line(app, lines.items[i], &err) == NL_OK)
            continue;
        app->logs = false;
        const char *told =
            nl_arena_format(app->arena, "netlatch: --log: %s\n",
                            nl_clean(app->arena, nl_error_text(app->arena, &err, app->words)));
        app->console->ops->write(app->console, NL_STREAM_ERR, told, strlen(told));
        return;
    }
}

void nl_log_end(struct nl_app *app, int code)
{
    nl_log_add(app, nl_arena_format(app->arena, "exit code %d", code));
}

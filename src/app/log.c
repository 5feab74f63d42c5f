/* log.c - what a run says, kept in a file. */
#include "log.h"

#include "base/clean.h"
#include "base/time_text.h"
#include "host/file_write.h"
#include "version.h"
#include "write_check.h"

#include <string.h>

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
    enum nl_status status = nl_write_check(app, "log", app->options.log, err);
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

/* output.c - everything that reaches the person: text, errors, finished documents. */
#include "output.h"

#include "app.h"
#include "apply/journal.h"
#include "base/clean.h"
#include "guarding.h"
#include "host/file_write.h"
#include "input.h"
#include "log.h"
#include "report/layout.h"
#include "report/suggest.h"
#include "write_check.h"

#include <string.h>
#include <yyjson.h>

bool nl_print(struct nl_app *app, const char *text)
{
    return app->console->ops->write(app->console, NL_STREAM_OUT, text, strlen(text));
}

const char *nl_word(const struct nl_app *app, const char *english)
{
    return nl_translate(app->words, english);
}

const char *nl_sentence_of(struct nl_app *app, const struct nl_sentence *sentence)
{
    return nl_sentence_text(app->arena, sentence, app->words);
}

/* One line of JSON: {"error": "..."}; what dsc does not know as one of these it shows only on failure. */
static const char *trace_line(struct nl_app *app, const char *level, const char *text)
{
    yyjson_mut_doc *doc = nl_json_new(app->arena);
    yyjson_mut_val *trace = yyjson_mut_obj(doc);
    yyjson_mut_doc_set_root(doc, trace);
    yyjson_mut_obj_add_str(doc, trace, level, text);
    return nl_json_text(app->arena, doc, false, NULL);
}

/* A line for a management system. The name of the program in front of it is what that knows already. */
static void tell_managed(struct nl_app *app, bool failed, const char *line)
{
    static const char program[] = "netlatch: ";
    const char *text = nl_starts(line, program) ? line + sizeof program - 1 : line;
    if (app->telling == NL_TELLING_KEPT) {
        nl_texts_add(failed ? &app->told_errors : &app->told_warnings, app->arena, text);
        return;
    }
    const char *trace =
        nl_arena_format(app->arena, "%s\n", trace_line(app, failed ? "error" : "warn", text));
    app->console->ops->write(app->console, NL_STREAM_ERR, trace, strlen(trace));
}

static void tell(struct nl_app *app, enum nl_stream stream, bool failed,
                 const char *const *format_and_args)
{
    size_t count = 0;
    while (format_and_args[count + 1])
        count++;
    struct nl_text out;
    nl_text_init(&out, app->arena);
    nl_sentence_fill(&out, nl_word(app, format_and_args[0]), format_and_args + 1, count,
                     app->words);
    if (app->telling != NL_TELLING_TEXT) {
        tell_managed(app, failed, out.data);
        return;
    }
    nl_text_add_char(&out, '\n');
    app->console->ops->write(app->console, stream, out.data, out.length);
    nl_log_add(app, out.data);
}

void nl_tell(struct nl_app *app, enum nl_stream stream, const char *const *format_and_args)
{
    tell(app, stream, false, format_and_args);
}

void nl_tell_failure(struct nl_app *app, const char *const *format_and_args)
{
    tell(app, NL_STREAM_ERR, true, format_and_args);
}

int nl_say_error(struct nl_app *app, const struct nl_error *err)
{
    const char *text = nl_clean(app->arena, nl_error_text(app->arena, err, app->words));
    if (!app->failure)
        app->failure = nl_error_keep(app->arena, err);
    if (err->next && app->telling != NL_TELLING_TEXT) {
        nl_say_failed(app, "{1}. {2}", text, err->next); /* one trace, or one message */
        return nl_exit_of(err->status);
    }
    nl_say_failed(app, "netlatch: {1}", text);
    if (err->next)
        nl_say_err(app, "netlatch: {1}", err->next);
    return nl_exit_of(err->status);
}

int nl_say_unable(struct nl_app *app, const struct nl_capabilities *capabilities)
{
    const struct nl_sentence *reason = &capabilities->reason;
    struct nl_error err = {0};
    (void)nl_fail(&err, NL_DENIED, reason->format, reason->args[0], reason->args[1],
                  reason->args[2]);
    return nl_say_error(app, &err);
}

/* A document that is no text: its bytes reach the reader as they are. */
static bool write_bytes(struct nl_app *app, const char *bytes, size_t length)
{
    const struct nl_console_ops *ops = app->console->ops;
    return ops->write_bytes ? ops->write_bytes(app->console, NL_STREAM_OUT, bytes, length)
                            : ops->write(app->console, NL_STREAM_OUT, bytes, length);
}

/* Whether a document is for a person: JSON begins with a brace, the others are asked for by name. */
static bool is_text(const struct nl_app *app, const char *document)
{
    return app->options.format ? nl_equal(app->options.format, "text") : document[0] != '{';
}

unsigned nl_code_page(const struct nl_app *app)
{
    const struct nl_console_ops *ops = app->console->ops;
    return ops->code_page && !app->options.output ? ops->code_page(app->console, NL_STREAM_OUT) : 0;
}

void nl_deliver_json(struct nl_app *app, yyjson_mut_doc *doc)
{
    size_t length = 0;
    const char *json = nl_json_text(app->arena, doc, true, &length);
    app->answered = true;
    (void)write_bytes(app, json, length);
}

/* A file that cannot be written was the person's input, unless another program has it open. */
int nl_say_unwritten(struct nl_app *app, const struct nl_error *err)
{
    (void)nl_say_error(app, err);
    return err->status == NL_DENIED ? NL_EXIT_DENIED
           : err->status == NL_BUSY ? NL_EXIT_FAILED
                                    : NL_EXIT_USAGE;
}

int nl_deliver_bytes(struct nl_app *app, const void *bytes, size_t length)
{
    struct nl_error err = {0};
    enum nl_status status = nl_write_check(app, "output", app->options.output, &err);
    if (status == NL_OK)
        status = nl_file_write(app->options.output, bytes, length, &err);
    app->answered = status == NL_OK;
    return app->answered ? NL_EXIT_DONE : nl_say_unwritten(app, &err);
}

int nl_deliver(struct nl_app *app, const char *document, size_t length)
{
    const struct nl_console_ops *ops = app->console->ops;
    bool text = is_text(app, document);
    if (app->options.output) {
        if (text && ops->file_text)
            document = ops->file_text(app->console, app->arena, document, length, &length);
        return nl_deliver_bytes(app, document, length);
    }
    app->answered = true; /* as far as somebody reads it */
    if (text ? ops->write(app->console, NL_STREAM_OUT, document, length)
             : write_bytes(app, document, length))
        return NL_EXIT_DONE;
    nl_say_err(app, NL_T("netlatch: the standard output is closed; the report was not delivered"));
    return NL_EXIT_FAILED;
}

void nl_paragraph(struct nl_app *app, struct nl_text *out, const char *text, unsigned indent,
                  unsigned used_columns)
{
    size_t width = app->columns > indent + 20 ? app->columns - indent : 20;
    struct nl_texts lines = nl_wrap(app->arena, text, width);
    for (size_t i = 0; i < lines.count; i++) {
        if (i > 0 || used_columns == 0)
            nl_text_repeat(out, " ", indent);
        nl_text_add(out, lines.items[i]);
        nl_text_add_char(out, '\n');
    }
}

/* How this run named what it wants, for the commands that a report suggests. */
static const char *requests_of(const struct nl_app *app)
{
    struct nl_text out;
    nl_text_init(&out, app->arena);
    if (app->options.profile)
        nl_text_format(&out, "--profile %s", nl_suggest_quoted(app->arena, app->options.profile));
    for (size_t i = 0; i < app->options.sets.count; i++)
        nl_text_format(&out, "%s--set %s", out.length ? " " : "",
                       nl_suggest_quoted(app->arena, app->options.sets.items[i]));
    for (size_t i = 0; i < app->options.leave_out.count; i++)
        nl_text_format(&out, "%s--leave-out %s", out.length ? " " : "",
                       nl_suggest_quoted(app->arena, app->options.leave_out.items[i]));
    return out.length ? out.data : NULL;
}

struct nl_report_style nl_style(const struct nl_app *app)
{
    return (struct nl_report_style){
        .words = app->words,
        .color = app->color && !app->options.output,
        .columns = app->columns,
        /* Box drawing is not in every code page. */
        .plain = app->options.plain || nl_code_page(app) != 0,
        .verbose = app->options.verbose,
        .quiet = app->options.quiet,
        .requests = requests_of(app),
        .source = *nl_source_options(app) ? nl_source_options(app) : NULL,
        .language = app->options.language,
        .confirms = nl_guarding_available(app),
        /* A file or a disk was looked at when it was written, which it does not say. */
        .moment =
            !nl_runs_live(app) ? NULL : nl_time_text(app->arena, app->clock->now_s(app->clock)),
    };
}

enum nl_status nl_format_of(const struct nl_app *app, const char *const *words, size_t count,
                            int *out_format, struct nl_error *err)
{
    struct nl_text known;
    nl_text_init(&known, app->arena);
    if (!app->options.format) {
        *out_format = 0;
        return NL_OK;
    }
    for (size_t i = 0; i < count; i++) {
        if (nl_same(words[i], app->options.format)) {
            *out_format = (int)i;
            return NL_OK;
        }
        nl_text_format(&known, "%s%s", i ? ", " : "", words[i]);
    }
    return nl_fail(err, NL_INVALID, NL_T("--format: {1} is not one of: {2}"),
                   nl_clean(app->arena, app->options.format), known.data);
}

/* command_audit.c - netlatch audit, and record: look, and change nothing. */
#include "command_audit.h"

#include "app.h"
#include "base/clean.h"
#include "input.h"
#include "log.h"
#include "model/machine_json.h"
#include "output.h"
#include "probing.h"
#include "recovery.h"
#include "report/audit_line.h"
#include "report/report.h"
#include "surveying.h"

/* The line for a management system, beside the document in a file. */
static void print_line(struct nl_app *app, const struct nl_audit *audit,
                       const struct nl_report_style *style)
{
    struct nl_text line;
    nl_text_init(&line, app->arena);
    nl_report_audit_line(app->arena, audit, style, &line);
    nl_print(app, line.data);
    nl_log_add(app, line.data);
}

int nl_command_audit(struct nl_app *app)
{
    struct nl_error err = {0};
    struct nl_host *host = NULL;
    struct nl_machine machine;
    struct nl_profile profile;
    struct nl_audit audit;
    int format = 0;
    enum nl_status status = nl_at_most_words(app, 0, &err);
    if (status == NL_OK)
        status = nl_format_of(app, nl_report_format_words, NL_REPORT_FORMAT_COUNT, &format, &err);
    if (status == NL_OK && app->options.line && !app->options.output)
        status = nl_fail(&err, NL_INVALID,
                         NL_T("--line goes with --output; without it, say --format line"));
    if (status == NL_OK && app->options.profile)
        status = nl_load_profile(app, app->options.profile, &profile, &err);
    if (status == NL_OK)
        status = nl_probing_allowed(app, &err);
    if (status == NL_OK)
        status = nl_open_host(app, &host, &err);
    if (status != NL_OK)
        return nl_say_error(app, &err);

    status = nl_surveying_run(app, host, &machine, &err);
    if (status == NL_OK && app->options.probe)
        nl_probing_own(app, &machine);
    if (status == NL_OK)
        status = nl_audit_make(app->arena, &machine, app->options.profile ? &profile : NULL, &audit,
                               &err);
    host->ops->close(host);
    struct nl_text document;
    nl_text_init(&document, app->arena);
    struct nl_report_style style = nl_style(app);
    if (status == NL_OK)
        status = nl_report_audit((enum nl_report_format)format, app->arena, &audit, &style,
                                 &document, &err);
    if (status != NL_OK)
        return nl_say_error(app, &err);

    int code = nl_deliver(app, document.data, document.length);
    if (code == NL_EXIT_DONE && app->options.line)
        print_line(app, &audit, &style);
    nl_report_open_journals(app);
    if (code == NL_EXIT_DONE && app->options.exit_code && !nl_audit_clean(&audit))
        code = NL_EXIT_REMAINS;
    return code;
}

int nl_command_record(struct nl_app *app)
{
    struct nl_error err = {0};
    struct nl_host *host = NULL;
    struct nl_machine machine;
    enum nl_status status = nl_at_most_words(app, 0, &err);
    if (status == NL_OK)
        status = nl_probing_allowed(app, &err);
    if (status == NL_OK)
        status = nl_open_host(app, &host, &err);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    status = nl_surveying_run(app, host, &machine, &err);
    host->ops->close(host);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    if (app->options.probe)
        nl_probing_own(app, &machine);
    size_t length = 0;
    const char *json = nl_machine_json(app->arena, &machine, &length);
    int code = nl_deliver(app, json, length);
    if (code == NL_EXIT_DONE && app->options.output && !app->options.quiet) {
        nl_say_err(app,
                   NL_T("Recorded to {1}: {2} registry keys, {3} services, {4} "
                        "adapters. The file contains names of accounts, shares and "
                        "addresses of this machine: handle it accordingly."),
                   nl_clean(app->arena, app->options.output),
                   nl_decimal(machine.registry.count).text, nl_decimal(machine.services.count).text,
                   nl_decimal(machine.adapters.count).text);
    }
    return code;
}

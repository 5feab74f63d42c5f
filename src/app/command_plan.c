/* command_plan.c - netlatch plan: what would be changed, and its price. */
#include "command_plan.h"

#include "input.h"
#include "output.h"
#include "planning.h"
#include "recovery.h"
#include "report/report.h"

int nl_command_plan(struct nl_app *app)
{
    static const char *const formats[] = {"text", "json", "html"};
    static const enum nl_report_format kinds[] = {NL_REPORT_TEXT, NL_REPORT_JSON, NL_REPORT_HTML};
    struct nl_error err = {0};
    struct nl_host *host = NULL;
    struct nl_planning planning;
    int format = 0;
    enum nl_status status = nl_at_most_words(app, 0, &err);
    if (status == NL_OK)
        status = nl_format_of(app, formats, NL_COUNT_OF(formats), &format, &err);
    if (status == NL_OK)
        status = nl_planning_check_risks(app, &err);
    if (status == NL_OK)
        status = nl_planning_read(app, NULL, &planning, &err);
    if (status == NL_OK)
        status = nl_open_host(app, &host, &err);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    status = nl_planning_make(app, host, &planning, &err);
    host->ops->close(host);
    if (status != NL_OK)
        return nl_say_error(app, &err);

    struct nl_text document;
    nl_text_init(&document, app->arena);
    struct nl_report_style style = nl_style(app);
    status = nl_report_plan(kinds[format], app->arena, &planning.plan, &style, &document, &err);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    int code = nl_deliver(app, document.data, document.length);
    nl_report_open_journals(app);
    if (!planning.capabilities.can_write && !app->options.quiet)
        nl_say_err(app, NL_T("netlatch: apply would refuse this plan now: {1}"),
                   nl_sentence_of(app, &planning.capabilities.reason));
    if (code == NL_EXIT_DONE && app->options.exit_code && !nl_plan_as_wanted(&planning.plan))
        code = NL_EXIT_REMAINS;
    return code;
}

/* command_confirm.c - netlatch confirm: keep a change that the guard watches, or give it more time. */
#include "command_confirm.h"

#include "confirming.h"
#include "input.h"
#include "model/duration.h"
#include "output.h"
#include "result_json.h"
#include "surveying.h"

/* The machine's name for the document; where it cannot be looked at there is none. */
static void look(struct nl_app *app)
{
    struct nl_host *host = NULL;
    struct nl_machine machine;
    if (nl_open_host(app, &host, NULL) != NL_OK)
        return;
    if (nl_surveying_run(app, host, &machine, NULL) != NL_OK)
        app->machine = NULL;
    host->ops->close(host);
}

static int tell(struct nl_app *app, const struct nl_confirmation *confirmation, bool json)
{
    struct nl_sentence told = nl_confirming_told(app, confirmation);
    int code = nl_confirming_exit(confirmation);
    if (json) {
        look(app);
        nl_result_confirm_json(app, confirmation, code);
    }
    if (code == NL_EXIT_FAILED)
        nl_say_err(app, "netlatch: {1}", nl_sentence_of(app, &told));
    else if (!json && !app->options.quiet)
        nl_say_out(app, "{1}", nl_sentence_of(app, &told));
    return code;
}

int nl_command_confirm(struct nl_app *app)
{
    static const char *const formats[] = {"text", "json"};
    struct nl_error err = {0};
    struct nl_confirmation confirmation;
    uint64_t extend_s = 0;
    int format = 0;
    const char *id = app->options.words.count ? app->options.words.items[0] : NULL;
    enum nl_status status = nl_at_most_words(app, 1, &err);
    if (status == NL_OK)
        status = nl_format_of(app, formats, NL_COUNT_OF(formats), &format, &err);
    if (status == NL_OK && app->options.extend) {
        status = nl_duration_parse(app->arena, app->options.extend, NL_CONFIRM_LEAST_S,
                                   NL_CONFIRM_MOST_S, &extend_s, &err);
        if (status != NL_OK)
            (void)nl_context(&err, "--extend");
    }
    if (status == NL_OK)
        status = nl_confirming_run(app, id, extend_s, &confirmation, &err);
    return status == NL_OK ? tell(app, &confirmation, format == 1) : nl_say_error(app, &err);
}

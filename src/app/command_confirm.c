/* command_confirm.c - netlatch confirm: keep a change that the guard watches, or give it more time. */
#include "command_confirm.h"

#include "base/json_document.h"
#include "confirming.h"
#include "input.h"
#include "model/duration.h"
#include "output.h"

#include <yyjson.h>

static void print_json(struct nl_app *app, const struct nl_confirmation *confirmation)
{
    yyjson_mut_doc *doc = nl_json_new(app->arena);
    yyjson_mut_val *root = nl_json_document(doc, "netlatch/result/1");
    yyjson_mut_obj_add_str(doc, root, "command", "confirm");
    yyjson_mut_obj_add_str(doc, root, "outcome", nl_confirm_words[confirmation->outcome]);
    yyjson_mut_obj_add_bool(doc, root, "changed", confirmation->outcome <= NL_CONFIRM_EXTENDED);
    if (confirmation->journal) {
        struct nl_guard_view view;
        nl_guard_look(confirmation->journal, &confirmation->moment, &view);
        yyjson_mut_obj_add_str(doc, root, "journal", confirmation->journal->id);
        yyjson_mut_obj_add_str(doc, root, "guard", nl_guard_phase_words[view.phase]);
        if (view.left_ms > 0)
            yyjson_mut_obj_add_uint(doc, root, "left_s", (view.left_ms + 999) / 1000);
    }
    nl_deliver_json(app, doc);
}

static int tell(struct nl_app *app, const struct nl_confirmation *confirmation, bool json)
{
    struct nl_sentence told = nl_confirming_told(app, confirmation);
    int code = nl_confirming_exit(confirmation);
    if (json)
        print_json(app, confirmation);
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

/* command_diff.c - netlatch diff: what changed between two audits or recordings, or folders of them. */
#include "command_diff.h"

#include "base/clean.h"
#include "base/time_text.h"
#include "fleet/diff_json.h"
#include "fleet/diff_read.h"
#include "fleet/diff_text.h"
#include "fleet_files.h"
#include "host/files.h"
#include "input.h"
#include "output.h"

/* One side: a file or a folder. */
static enum nl_status read_side(struct nl_app *app, const struct nl_profile *profile,
                                const char *path, struct nl_fleet_collection *collection,
                                struct nl_facts_list *list, struct nl_error *err)
{
    struct nl_texts paths = {0};
    struct nl_texts files = {0};
    nl_texts_add(&paths, app->arena, path);
    enum nl_status status = nl_fleet_files_find(app, &paths, collection, &files, err);
    for (size_t i = 0; status == NL_OK && i < files.count; i++) {
        struct nl_error why = {0};
        struct nl_arena scratch;
        const uint8_t *bytes = NULL;
        size_t size = 0;
        nl_arena_init(&scratch, app->arena->exhausted, app->arena->context);
        if (nl_file_read(&scratch, files.items[i], NL_JSON_MAX_SIZE, &bytes, &size, &why) == NL_OK)
            nl_diff_read(app->arena, profile, files.items[i], bytes, size, collection, list);
        else
            nl_fleet_fault(app->arena, collection, files.items[i], 0, &why);
        nl_arena_done(&scratch);
    }
    if (status != NL_OK || list->count > 0)
        return status;
    /* Nothing to compare with: the reason is what was wrong with the one file. */
    if (collection->faults.count > 0) {
        const struct nl_fleet_fault *fault = &collection->faults.items[0];
        (void)nl_fail(err, NL_INVALID, "{1}", nl_sentence_of(app, &fault->why));
        return fault->line
                   ? nl_context(err, "{1}:{2}:{3}", nl_clean(app->arena, fault->file),
                                nl_decimal(fault->line).text, nl_decimal(fault->column).text)
                   : nl_context(err, "{1}", nl_clean(app->arena, fault->file));
    }
    (void)nl_fail(err, NL_INVALID, NL_T("there is no audit and no recording in {1}"),
                  nl_clean(app->arena, path));
    return nl_next(err, NL_T("In folders, files called *.json, *.ndjson and *.jsonl are read."));
}

/* The two words of the command line. */
static enum nl_status take_words(const struct nl_app *app, struct nl_error *err)
{
    enum nl_status status = nl_at_most_words(app, 2, err);
    if (status != NL_OK || app->options.words.count == 2)
        return status;
    (void)nl_fail(err, NL_INVALID, NL_T("it is not said what is to be compared"));
    return nl_next(err, NL_T("Name two audits or recordings, or two folders, the old one first."));
}

int nl_command_diff(struct nl_app *app)
{
    static const char *const formats[] = {"text", "json"};
    struct nl_error err = {0};
    struct nl_profile profile = {0};
    struct nl_fleet_collection collection = {.files = 0};
    struct nl_facts_list old = {0};
    struct nl_facts_list newer = {0};
    struct nl_diff diff = {.old_name = NULL};
    int format = 0;
    const struct nl_profile *judge = app->options.profile ? &profile : NULL;
    enum nl_status status = nl_format_of(app, formats, NL_COUNT_OF(formats), &format, &err);
    if (status == NL_OK)
        status = take_words(app, &err);
    if (status == NL_OK && judge)
        status = nl_load_profile(app, app->options.profile, &profile, &err);
    if (status == NL_OK)
        status = read_side(app, judge, app->options.words.items[0], &collection, &old, &err);
    if (status == NL_OK)
        status = read_side(app, judge, app->options.words.items[1], &collection, &newer, &err);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    nl_fleet_files_keep(app, &collection);
    for (size_t i = 0; i < old.count; i++)
        nl_texts_add(&app->inputs, app->arena, old.items[i].file);
    for (size_t i = 0; i < newer.count; i++)
        nl_texts_add(&app->inputs, app->arena, newer.items[i].file);
    nl_diff_make(app->arena, &old, &newer, &diff);
    diff.old_name = app->options.words.items[0];
    diff.new_name = app->options.words.items[1];
    for (size_t i = 0; i < collection.faults.count; i++)
        *NL_PUSH(app->arena, &diff.faults) = collection.faults.items[i];

    struct nl_text document;
    struct nl_report_style style = nl_style(app);
    nl_text_init(&document, app->arena);
    if (format == 1)
        nl_diff_json(app->arena, &diff, nl_time_text(app->arena, app->clock->now_s(app->clock)),
                     &document);
    else
        nl_diff_text(app->arena, &diff, &style, &document);
    int code = nl_deliver(app, document.data, document.length);
    if (code == NL_EXIT_DONE && app->options.exit_code && !nl_diff_none(&diff))
        code = NL_EXIT_REMAINS;
    return code;
}

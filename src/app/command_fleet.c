/* command_fleet.c - netlatch fleet: many machines, one answer. */
#include "command_fleet.h"

#include "base/clean.h"
#include "base/time_text.h"
#include "fleet/fleet.h"
#include "fleet/write.h"
#include "fleet_files.h"
#include "host/files.h"
#include "input.h"
#include "model/duration.h"
#include "output.h"
#include "report/suggest.h"
#include "surveying.h"
#include "wiring.h"

#include <string.h>

/* "30d", or hours and less as everywhere. */
static enum nl_status read_stale(struct nl_app *app, uint64_t *out_seconds, struct nl_error *err)
{
    enum { MOST_DAYS = 3650, DAY_S = 86400 };
    const char *text = app->options.stale;
    size_t length = text ? strlen(text) : 0;
    uint64_t days = 0;
    *out_seconds = 0;
    if (!text)
        return NL_OK;
    if (length > 1 && text[length - 1] == 'd' &&
        nl_parse_u64(nl_arena_copy(app->arena, text, length - 1), MOST_DAYS, &days) && days > 0) {
        *out_seconds = days * DAY_S;
        return NL_OK;
    }
    enum nl_status status =
        nl_duration_parse(app->arena, text, 60, (uint64_t)MOST_DAYS * DAY_S, out_seconds, err);
    if (status != NL_OK && err)
        err->next = NL_T("Write days or hours: 30d, 12h.");
    return status == NL_OK ? NL_OK : nl_context(err, "--stale");
}

static enum nl_status read_expected(struct nl_app *app, struct nl_expected *expected,
                                    struct nl_error *err)
{
    enum { MOST_BYTES = 16 * 1024 * 1024 };
    const uint8_t *bytes = NULL;
    size_t size = 0;
    enum nl_status status =
        nl_file_read(app->arena, app->options.expect, MOST_BYTES, &bytes, &size, err);
    if (status == NL_OK)
        status = nl_expected_read(app->arena, app->options.expect, bytes, size, expected, err);
    return status;
}

/* What is read besides the collection itself. */
struct input {
    struct nl_profile profile;
    struct nl_expected expected;
    struct nl_fleet_options options;
    enum nl_fleet_format format;
};

static enum nl_status read_options(struct nl_app *app, struct input *input, struct nl_error *err)
{
    int format = 0;
    enum nl_status status =
        nl_format_of(app, nl_fleet_format_words, NL_FLEET_FORMAT_COUNT, &format, err);
    input->format = (enum nl_fleet_format)format;
    if (status == NL_OK && app->options.words.count == 0) {
        (void)nl_fail(err, NL_INVALID, NL_T("it is not said which audits are to be read"));
        status = nl_next(err, NL_T("Name files or folders with audits or recordings."));
    }
    if (status == NL_OK)
        status = read_stale(app, &input->options.stale, err);
    if (status == NL_OK && app->options.profile)
        status = nl_load_profile(app, app->options.profile, &input->profile, err);
    if (status == NL_OK && app->options.expect) {
        status = read_expected(app, &input->expected, err);
        input->options.expected = &input->expected;
    }
    input->options.stale_text = app->options.stale;
    input->options.now = app->clock->now_s(app->clock);
    return status;
}

/* Both collections, read by one reader, so that their names have the same numbers. */
static enum nl_status read_collections(struct nl_app *app, struct nl_fleet_reader *reader,
                                       struct nl_fleet_collection *collection,
                                       struct nl_fleet_collection *since, struct nl_error *err)
{
    struct nl_texts earlier = {0};
    enum nl_status status = nl_fleet_files_read(app, reader, &app->options.words, collection, err);
    if (status == NL_OK && app->options.since) {
        nl_texts_add(&earlier, app->arena, app->options.since);
        status = nl_fleet_files_read(app, reader, &earlier, since, err);
    }
    return status;
}

static void add_option(struct nl_app *app, struct nl_text *command, const char *name,
                       const char *value)
{
    if (value)
        nl_text_format(command, " --%s %s", name, nl_suggest_quoted(app->arena, value));
}

/* This run, without its format and output. */
static const char *same_command(struct nl_app *app)
{
    const struct nl_options *options = &app->options;
    struct nl_text command;
    nl_text_init(&command, app->arena);
    nl_text_add(&command, "netlatch fleet");
    for (size_t i = 0; i < options->words.count; i++)
        nl_text_format(&command, " %s", nl_suggest_quoted(app->arena, options->words.items[i]));
    add_option(app, &command, "expect", options->expect);
    add_option(app, &command, "stale", options->stale);
    add_option(app, &command, "since", options->since);
    add_option(app, &command, "profile", options->profile);
    add_option(app, &command, "lang", options->language);
    return command.data;
}

static bool exists(const char *path)
{
    enum nl_file_kind kind = NL_FILE_NONE;
    return nl_file_look(path, &kind, NULL) == NL_OK && kind == NL_FILE_PLAIN;
}

/* A recording that was changed has its journals beside it: what waits for a restart is known from them. */
static void complete(void *context, struct nl_arena *scratch, const char *file,
                     struct nl_machine *machine)
{
    const struct nl_app *app = context;
    const struct nl_moment moment = {.now_s = app->clock->now_s(app->clock)};
    struct nl_error unread = {0};
    struct nl_store *store = NULL;
    struct nl_journals journals = {0};
    enum nl_file_kind kind = NL_FILE_NONE;
    const char *folder = NULL;
    enum nl_status status = nl_journal_folder(scratch, file, &folder, &unread);
    if (status == NL_OK && nl_file_look(folder, &kind, &unread) == NL_OK && kind == NL_FILE_NONE)
        return; /* most recordings have none */
    if (status == NL_OK)
        status = nl_wiring_folder_store(scratch, folder, &store, &unread);
    (void)nl_surveying_journals(scratch, status, store, &unread, &moment, false, machine,
                                &journals);
}

int nl_command_fleet(struct nl_app *app)
{
    struct nl_error err = {0};
    struct input input = {.format = NL_FLEET_TEXT};
    struct nl_fleet_collection collection = {.files = 0};
    struct nl_fleet_collection since = {.files = 0};
    struct nl_fleet_reader reader;
    struct nl_fleet fleet;
    enum nl_status status = read_options(app, &input, &err);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    nl_fleet_reader_init(&reader, app->arena, app->options.profile ? &input.profile : NULL);
    reader.complete = complete;
    reader.context = app;
    status = read_collections(app, &reader, &collection, &since, &err);
    nl_fleet_reader_done(&reader);
    nl_fleet_files_keep(app, &collection);
    nl_fleet_files_keep(app, &since);
    if (status == NL_OK && collection.files == 0) {
        (void)nl_fail(&err, NL_INVALID, NL_T("there is no audit and no recording in {1}"),
                      nl_clean(app->arena, app->options.words.items[0]));
        status =
            nl_next(&err, NL_T("In folders, files called *.json, *.ndjson and *.jsonl are read."));
    }
    if (status != NL_OK)
        return nl_say_error(app, &err);
    if (app->options.since) {
        input.options.since = &since;
        input.options.since_name = app->options.since;
    }
    nl_fleet_make(app->arena, &reader.names, &collection, &input.options, &fleet);

    struct nl_text document;
    struct nl_report_style style = nl_style(app);
    nl_text_init(&document, app->arena);
    style.moment = nl_time_text(app->arena, input.options.now);
    const struct nl_fleet_place place = {
        .output = app->options.output, .command = same_command(app), .exists = exists};
    nl_fleet_write(input.format, app->arena, &fleet, &style, &place, &document);
    int code = nl_deliver(app, document.data, document.length);
    if (code == NL_EXIT_DONE && fleet.machines.count == 0)
        code = NL_EXIT_USAGE; /* every file that was given is unreadable */
    if (code == NL_EXIT_DONE && app->options.exit_code && !nl_fleet_clean(&fleet))
        code = NL_EXIT_REMAINS;
    return code;
}

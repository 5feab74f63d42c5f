/* command_history.c - netlatch history: the changes netlatch made here. */
#include "command_history.h"

#include "apply/journal_parse.h"
#include "apply/pending.h"
#include "base/clean.h"
#include "base/json_document.h"
#include "base/time_text.h"
#include "guarding.h"
#include "history_html.h"
#include "input.h"
#include "journal_words.h"
#include "output.h"
#include "report/json_parts.h"
#include "report/phrase.h"
#include "result_json.h"

#include <yyjson.h>

/* The countdown of a journal; left out where the guard has nothing to do with it. Journals of
 * recorded and offline machines have none. */
static void add_guard(const struct nl_app *app, yyjson_mut_doc *doc, yyjson_mut_val *row,
                      const struct nl_journal *journal, const struct nl_moment *moment)
{
    struct nl_guard_view view;
    enum nl_answer watched = nl_guarding_watched(app);
    nl_guard_look(journal, moment, &view);
    if (view.phase == NL_GUARD_NONE)
        return;
    yyjson_mut_val *guard = yyjson_mut_obj_add_obj(doc, row, "guard");
    yyjson_mut_obj_add_str(doc, guard, "phase", nl_guard_phase_words[view.phase]);
    if (watched != NL_ANSWER_UNKNOWN)
        yyjson_mut_obj_add_bool(doc, guard, "watched", watched == NL_ANSWER_YES);
    yyjson_mut_obj_add_uint(doc, guard, "confirm_within_s", journal->confirm_within_s);
    if (view.left_ms > 0)
        yyjson_mut_obj_add_uint(doc, guard, "left_s", (view.left_ms + 999) / 1000);
}

static enum nl_effect waits_for(struct nl_app *app, const struct nl_journal *journal,
                                const struct nl_moment *moment, const char **out_since)
{
    return nl_pending_of(app->arena, journal, moment, nl_runs_live(app), out_since);
}

/* What of a change is not in force yet. */
static void add_pending(struct nl_app *app, yyjson_mut_doc *doc, yyjson_mut_val *row,
                        const struct nl_journal *journal, const struct nl_moment *moment)
{
    const char *since = NULL;
    enum nl_effect effect = waits_for(app, journal, moment, &since);
    if (effect == NL_EFFECT_NOW)
        return;
    yyjson_mut_val *pending = yyjson_mut_obj_add_obj(doc, row, "pending");
    yyjson_mut_obj_add_str(doc, pending, "effect", nl_effect_words[effect]);
    yyjson_mut_obj_add_str(doc, pending, "since", since);
}

/* What of a change is not in force yet, with the advice about a restart; NULL: nothing waits.
 * context: the moment. */
static const char *pending_text(struct nl_app *app, const struct nl_journal *journal,
                                const void *context)
{
    static const char *const sentences[NL_EFFECT_COUNT] = {
        [NL_EFFECT_NEXT_LOGON] =
            NL_T("A part of it, written {1}, is not in force until the next sign-in."),
        [NL_EFFECT_ADAPTER_RESTART] = NL_T(
            "A part of it, written {1}, is not in force until the adapter or Windows restarts."),
        [NL_EFFECT_SERVICE_RESTART] = NL_T(
            "A part of it, written {1}, is not in force until the service or Windows restarts."),
        [NL_EFFECT_RESTART] =
            NL_T("A part of it, written {1}, is not in force until Windows restarts."),
    };
    const char *since = NULL;
    enum nl_effect effect = waits_for(app, journal, context, &since);
    const char *advice = effect == NL_EFFECT_RESTART ? nl_guarding_restart_advice(app) : NULL;
    if (effect == NL_EFFECT_NOW)
        return NULL;
    struct nl_sentence told =
        nl_say(app->arena, sentences[effect], nl_phrase_time(app->arena, since));
    const struct nl_sentence advised = advice ? nl_say(app->arena, advice) : told;
    if (advice)
        told = nl_say_then(app->arena, told, &advised);
    return nl_sentence_of(app, &told);
}

static void tell_pending(struct nl_app *app, const struct nl_journal *journal,
                         const struct nl_moment *moment)
{
    const char *text = pending_text(app, journal, moment);
    if (text)
        nl_say_out(app, "    {1}", text);
}

static int deliver_json(struct nl_app *app, const struct nl_journals *journals,
                        const struct nl_moment *moment)
{
    const struct nl_writer writer = {app->arena, nl_json_new(app->arena)};
    yyjson_mut_doc *doc = writer.doc;
    yyjson_mut_val *root = nl_json_document(doc, "netlatch/history/2");
    nl_json_add_text(&writer, root, "time",
                     nl_time_text(app->arena, app->clock->now_s(app->clock)));
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(doc, root, "journals");
    for (size_t i = 0; i < journals->count; i++) {
        const struct nl_journal *journal = &journals->items[i];
        yyjson_mut_val *row = yyjson_mut_arr_add_obj(doc, list);
        nl_json_add_text(&writer, row, "id", journal->id);
        nl_json_add_text(&writer, row, "state", nl_journal_state_words[journal->state]);
        nl_json_add_text(&writer, row, "damage",
                         journal->damage ? nl_error_text(app->arena, journal->damage, NULL) : NULL);
        if (!journal->plan)
            continue; /* nothing of it could be read */
        nl_json_add_text(&writer, row, "created", nl_time_text(app->arena, journal->created_s));
        nl_json_add_text(&writer, row, "program", journal->program);
        nl_json_add_text(&writer, row, "machine", journal->machine);
        nl_json_add_text(&writer, row, "user", journal->user);
        nl_json_add_text(&writer, row, "profile", journal->profile);
        nl_json_add_text(&writer, row, "plan", journal->plan);
        yyjson_mut_obj_add_bool(doc, row, "restart_required", journal->restart_required);
        nl_json_add_texts(&writer, row, "accepted", &journal->accepted);
        nl_json_add_text(&writer, row, "left", nl_journal_rest_note(journal));
        add_guard(app, doc, row, journal, moment);
        add_pending(app, doc, row, journal, moment);
        yyjson_mut_val *steps = yyjson_mut_obj_add_arr(doc, row, "steps");
        for (size_t s = 0; s < journal->steps.count; s++)
            nl_result_fill_step(app, doc, yyjson_mut_arr_add_obj(doc, steps),
                                &journal->steps.items[s]);
    }
    size_t length = 0;
    const char *json = nl_json_text(app->arena, doc, true, &length);
    return nl_deliver(app, json, length);
}

static void tell_rest(struct nl_app *app, const struct nl_journal *journal,
                      const struct nl_machine *machine)
{
    const struct nl_texts rest = nl_journal_rest(app, journal, machine);
    const char *advice = nl_journal_rest_advice(app, journal);
    for (size_t i = 0; i < rest.count; i++)
        nl_say_out(app, NL_T("    left: {1}"), rest.items[i]);
    if (advice)
        nl_say_out(app, "    {1}", advice);
}

/* When, by whom as far as that is known, with which profile. */
static void tell_origin(struct nl_app *app, const struct nl_journal *journal)
{
    const char *time = nl_phrase_time(app->arena, nl_time_text(app->arena, journal->created_s));
    const char *profile = nl_clean(app->arena, journal->profile);
    if (journal->user)
        nl_say_out(app, NL_T("    {1}, by {2}, profile {3}"), time,
                   nl_clean(app->arena, journal->user), profile);
    else
        nl_say_out(app, NL_T("    {1}, profile {2}"), time, profile);
}

static void print_text(struct nl_app *app, const struct nl_journals *journals,
                       const struct nl_journal_sight *sight)
{
    if (journals->count == 0)
        nl_say_out(app, NL_T("netlatch has changed nothing here."));
    for (size_t i = 0; i < journals->count; i++) {
        const struct nl_journal *journal = &journals->items[i];
        nl_say_out(app, "{1}  {2}", journal->id, nl_journal_state_text(journal->state));
        if (journal->damage)
            nl_say_out(
                app, "    {1}",
                nl_clean(app->arena, nl_error_text(app->arena, journal->damage, app->words)));
        if (!journal->plan)
            continue;
        struct nl_sentence told = nl_guarding_told(app, journal, sight->moment);
        if (told.format)
            nl_say_out(app, "    {1}", nl_sentence_of(app, &told));
        tell_origin(app, journal);
        tell_pending(app, journal, sight->moment);
        tell_rest(app, journal, sight->machine);
        struct nl_sentence ended = nl_journal_ended_by(app->arena, journal);
        if (ended.format)
            nl_say_out(app, "    {1}", nl_sentence_of(app, &ended));
        const struct nl_texts lines = nl_journal_changes(app, journal, sight, app->options.verbose);
        for (size_t l = 0; l < lines.count; l++)
            nl_say_out(app, "    {1}", lines.items[l]);
    }
}

static int deliver_html(struct nl_app *app, const struct nl_journals *journals,
                        const struct nl_journal_sight *sight)
{
    const struct nl_history_page page = {
        .journals = journals, .sight = sight, .waits = pending_text, .context = sight->moment};
    struct nl_text html;
    nl_text_init(&html, app->arena);
    nl_history_html(app, &page, &html);
    return nl_deliver(app, html.data, html.length);
}

/* Whether something of a journal can only be told from the machine as it is now. */
static bool needs_machine(const struct nl_journals *journals)
{
    for (size_t i = 0; i < journals->count; i++) {
        if (journals->items[i].state == NL_JOURNAL_INCOMPLETE)
            return true;
    }
    return false;
}

int nl_command_history(struct nl_app *app)
{
    static const char *const formats[] = {"text", "json", "html"};
    struct nl_error err = {0};
    struct nl_host *host = NULL;
    struct nl_store *store = NULL;
    struct nl_journals journals = {0};
    struct nl_machine machine = {0};
    int format = 0;
    enum nl_status status = nl_at_most_words(app, 0, &err);
    if (status == NL_OK)
        status = nl_format_of(app, formats, NL_COUNT_OF(formats), &format, &err);
    if (status == NL_OK && format == 0 && app->options.output)
        status = nl_fail(&err, NL_INVALID, NL_T("--output goes with --format json or html here"));
    bool all = app->options.verbose || format == 2;
    /* A name with a slip in it would have no journals, which is no answer. */
    if (status == NL_OK && (!nl_runs_live(app) || all))
        status = nl_open_host(app, &host, &err);
    if (status == NL_OK)
        status = nl_open_store(app, &store, &err);
    if (status == NL_OK) {
        status = nl_journal_list(store, app->arena, &journals, &err);
        store->ops->close(store);
    }
    all = all || needs_machine(&journals);
    if (status == NL_OK && all && !host)
        status = nl_open_host(app, &host, &err);
    /* The adapters' names, and what is left. Without them the journals are told all the same. */
    bool named = host && all && host->ops->survey(host, app->arena, &machine, NULL) == NL_OK;
    if (host)
        host->ops->close(host);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    struct nl_moment moment = nl_guarding_moment(app);
    const struct nl_journal_sight sight = {
        .machine = named ? &machine : NULL, .moment = &moment, .live = nl_runs_live(app)};
    if (format == 2)
        return deliver_html(app, &journals, &sight);
    if (format == 1)
        return deliver_json(app, &journals, &moment);
    print_text(app, &journals, &sight);
    return NL_EXIT_DONE;
}

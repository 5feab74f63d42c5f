/* command_confirm.c - netlatch confirm: keep a change that the guard watches, or give it more time. */
#include "guarding.h"
#include "model/duration.h"
#include "wiring.h"

#include <yyjson.h>

enum outcome { CONFIRMED = 0, CONFIRMED_ONCE, EXTENDED, ALREADY, NOTHING, TOO_LATE };
static const char *const outcome_words[] = {"confirmed", "confirmed-once", "extended",
                                            "already",   "nothing",        "too-late"};

/* One confirmation: what was asked, and what came of it. */
struct confirming {
    struct nl_app *app;
    struct nl_store *store;
    uint64_t extend_s; /* 0: confirm */
    bool json;
    enum outcome outcome;
    struct nl_journal *journal; /* may be NULL */
    struct nl_moment moment;
};

static void print_json(const struct confirming *confirming)
{
    struct nl_app *app = confirming->app;
    yyjson_mut_doc *doc = nl_json_new(app->arena);
    yyjson_mut_val *root = nl_json_document(doc, "netlatch/result/1");
    yyjson_mut_obj_add_str(doc, root, "command", "confirm");
    yyjson_mut_obj_add_str(doc, root, "outcome", outcome_words[confirming->outcome]);
    yyjson_mut_obj_add_bool(doc, root, "changed", confirming->outcome <= EXTENDED);
    if (confirming->journal) {
        struct nl_guard_view view;
        nl_guard_look(confirming->journal, &confirming->moment, &view);
        yyjson_mut_obj_add_str(doc, root, "journal", confirming->journal->id);
        yyjson_mut_obj_add_str(doc, root, "guard", nl_guard_phase_words[view.phase]);
        if (view.left_ms > 0)
            yyjson_mut_obj_add_uint(doc, root, "left_s", (view.left_ms + 999) / 1000);
    }
    size_t length = 0;
    const char *json = nl_json_text(app->arena, doc, true, &length);
    app->console->ops->write(app->console, NL_STREAM_OUT, json, length);
}

static int tell(const struct confirming *confirming)
{
    struct nl_app *app = confirming->app;
    const char *id = confirming->journal ? confirming->journal->id : "";
    if (confirming->json)
        print_json(confirming);
    bool quiet = confirming->json || app->options.quiet;
    struct nl_sentence told;
    switch (confirming->outcome) {
    case CONFIRMED:
        if (!quiet)
            nl_say_out(app,
                       NL_T("Confirmed: {1} stays. To take it back: netlatch rollback {1} "
                            "--yes"),
                       id);
        return NL_EXIT_DONE;
    case CONFIRMED_ONCE:
    case ALREADY:
        if (!quiet)
            nl_say_out(app,
                       NL_T("{1} is confirmed for now. A part of it acts only after a "
                            "restart: restart the computer, then confirm again within {2}, or "
                            "everything is taken back."),
                       id, nl_duration_text(app->arena, confirming->journal->confirm_within_s));
        return NL_EXIT_RESTART;
    case EXTENDED:
        told = nl_guarding_told(app, confirming->journal, &confirming->moment);
        if (!quiet)
            nl_say_out(app, "{1}  {2}", id, nl_sentence_of(app, &told));
        return NL_EXIT_DONE;
    case NOTHING:
        if (!quiet)
            nl_say_out(app, NL_T("There is nothing to confirm."));
        return NL_EXIT_DONE;
    case TOO_LATE:
        nl_say_err(app,
                   NL_T("netlatch: too late: the change {1} was taken back, and nothing waits "
                        "for confirmation"),
                   id);
        break;
    }
    return NL_EXIT_FAILED;
}

static bool was_armed(const struct nl_journal *journal)
{
    for (size_t i = 0; i < journal->marks.count; i++) {
        if (journal->marks.items[i].kind == NL_MARK_ARMED)
            return true;
    }
    return false;
}

/* A journal that does not wait for confirmation: why not. */
static enum nl_status explain(struct confirming *confirming, bool named, struct nl_error *err)
{
    const struct nl_journal *journal = confirming->journal;
    confirming->outcome = NOTHING;
    switch (journal->state) {
    case NL_JOURNAL_APPLIED:
        return NL_OK; /* for good already */
    case NL_JOURNAL_ROLLED_BACK:
        if (named || was_armed(journal))
            confirming->outcome = TOO_LATE;
        return NL_OK;
    case NL_JOURNAL_OPEN:
    case NL_JOURNAL_INCOMPLETE:
    case NL_JOURNAL_UNCONFIRMED:
    case NL_JOURNAL_DAMAGED:
        break;
    }
    return nl_fail(err, NL_CONFLICT, NL_T("the change {1} is {2}: it cannot be confirmed"),
                   journal->id, nl_journal_state_words[journal->state]);
}

static enum nl_status choose(struct confirming *confirming, struct nl_journals *journals,
                             struct nl_error *err)
{
    struct nl_app *app = confirming->app;
    const char *id = app->options.words.count ? app->options.words.items[0] : NULL;
    confirming->journal =
        id ? nl_journal_pick(journals, id) : nl_guard_pick(journals, &confirming->moment);
    if (id && !confirming->journal)
        return nl_fail(err, NL_INVALID, NL_T("there is no journal {1}"), nl_clean(app->arena, id));
    if (!confirming->journal && journals->count > 0)
        confirming->journal = &journals->items[0];
    return NL_OK;
}

/* The guard must run for as long as there is something to watch, and stop when there is not. */
static enum nl_status write_mark(struct confirming *confirming, struct nl_mark mark,
                                 enum nl_event_id event, const char *detail, struct nl_error *err)
{
    struct nl_app *app = confirming->app;
    struct nl_guard_service *guard = nl_wiring_guard();
    enum nl_status status = NL_OK;
    if (mark.kind != NL_MARK_CONFIRMED) {
        status = guard->ops->install_and_start(guard, app->arena, err);
        confirming->moment = nl_guarding_moment(app);
        mark.boot = confirming->moment.boot;
    }
    if (status == NL_OK)
        status = nl_journal_mark(confirming->store, app->arena, confirming->journal, &mark, err);
    if (status == NL_OK) {
        struct nl_trail trail = nl_guarding_trail(app);
        nl_trail_journal(&trail, event, confirming->journal->id, detail);
    }
    return status;
}

static enum nl_status extend(struct confirming *confirming, const struct nl_guard_view *view,
                             struct nl_error *err)
{
    if (view->phase == NL_GUARD_WAITING)
        return nl_fail(err, NL_CONFLICT,
                       NL_T("the change {1} is confirmed until the restart: there is no countdown "
                            "to extend"),
                       confirming->journal->id);
    /* After the restart a countdown has to begin before it can be extended. */
    enum nl_mark_kind kind = view->phase == NL_GUARD_RESTARTED ? NL_MARK_ARMED : NL_MARK_EXTENDED;
    confirming->outcome = EXTENDED;
    return write_mark(
        confirming, nl_guard_mark(kind, confirming->extend_s * 1000, &confirming->moment),
        NL_EVENT_EXTENDED, nl_duration_text(confirming->app->arena, confirming->extend_s), err);
}

static enum nl_status confirm(struct confirming *confirming, const struct nl_guard_view *view,
                              struct nl_error *err)
{
    enum nl_mark_kind kind = nl_guard_confirmation(confirming->journal, view);
    struct nl_mark mark = nl_guard_mark(kind, 0, &confirming->moment);
    if (kind == NL_MARK_CONFIRMED) {
        confirming->outcome = CONFIRMED;
        return write_mark(confirming, mark, NL_EVENT_CONFIRMED, NULL, err);
    }
    confirming->outcome = view->phase == NL_GUARD_WAITING ? ALREADY : CONFIRMED_ONCE;
    if (confirming->outcome == ALREADY)
        return NL_OK;
    return write_mark(
        confirming, mark, NL_EVENT_CONFIRMED_ONCE,
        nl_duration_text(confirming->app->arena, confirming->journal->confirm_within_s), err);
}

/* Under the lock. */
static enum nl_status confirm_locked(struct confirming *confirming, struct nl_error *err)
{
    struct nl_app *app = confirming->app;
    struct nl_journals journals = {0};
    confirming->moment = nl_guarding_moment(app);
    confirming->outcome = NOTHING;
    enum nl_status status = nl_journal_list(confirming->store, app->arena, &journals, err);
    if (status == NL_OK)
        status = choose(confirming, &journals, err);
    if (status != NL_OK || !confirming->journal)
        return status;
    struct nl_guard_view view;
    nl_guard_look(confirming->journal, &confirming->moment, &view);
    bool waits =
        confirming->journal->state == NL_JOURNAL_UNCONFIRMED && nl_guard_watches(view.phase);
    if (!waits)
        return explain(confirming, app->options.words.count > 0, err);
    status =
        confirming->extend_s ? extend(confirming, &view, err) : confirm(confirming, &view, err);
    if (status == NL_OK)
        nl_guarding_settle(app, confirming->store);
    return status;
}

int nl_command_confirm(struct nl_app *app)
{
    static const char *const formats[] = {"text", "json"};
    struct nl_error err = {0};
    struct confirming confirming = {.app = app};
    int format = 0;
    enum nl_status status = nl_at_most_words(app, 1, &err);
    if (status == NL_OK)
        status = nl_format_of(app, formats, NL_COUNT_OF(formats), &format, &err);
    if (status == NL_OK && app->options.extend) {
        status = nl_duration_parse(app->arena, app->options.extend, NL_CONFIRM_LEAST_S,
                                   NL_CONFIRM_MOST_S, &confirming.extend_s, &err);
        if (status != NL_OK)
            (void)nl_context(&err, "--extend");
    }
    if (status == NL_OK)
        status = nl_open_store(app, &confirming.store, &err);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    confirming.json = format == 1;
    status = nl_guarding_lock(app, confirming.store, &err);
    if (status == NL_NOT_FOUND) {
        /* No folder: netlatch has changed nothing here. */
        confirming.outcome = NOTHING;
        status = NL_OK;
    } else if (status == NL_OK) {
        status = confirm_locked(&confirming, &err);
        confirming.store->ops->unlock(confirming.store);
    }
    confirming.store->ops->close(confirming.store);
    return status == NL_OK ? tell(&confirming) : nl_say_error(app, &err);
}

/* confirming.c - keeping a change that the guard watches, or giving it more time. */
#include "confirming.h"

#include "base/clean.h"
#include "input.h"
#include "model/duration.h"
#include "output.h"
#include "result.h"
#include "wiring.h"

const char *const nl_confirm_words[] = {"confirmed", "confirmed-once", "extended", "already",
                                        "nothing",   "rolled-back",    NULL};

/* One confirmation at work. */
struct confirming {
    struct nl_app *app;
    struct nl_store *store;
    const char *id;
    uint64_t extend_s;
    struct nl_confirmation made;
};

static bool was_armed(const struct nl_journal *journal)
{
    for (size_t i = 0; i < journal->marks.count; i++) {
        if (journal->marks.items[i].kind == NL_MARK_ARMED)
            return true;
    }
    return false;
}

/* A journal that does not wait for confirmation: why not. */
static enum nl_status explain(struct confirming *confirming, struct nl_error *err)
{
    const struct nl_journal *journal = confirming->made.journal;
    confirming->made.outcome = NL_CONFIRM_NOTHING;
    switch (journal->state) {
    case NL_JOURNAL_APPLIED:
        return NL_OK; /* for good already */
    case NL_JOURNAL_ROLLED_BACK:
        if (confirming->id || was_armed(journal))
            confirming->made.outcome = NL_CONFIRM_TAKEN_BACK;
        return NL_OK;
    case NL_JOURNAL_OPEN:
    case NL_JOURNAL_INCOMPLETE:
    case NL_JOURNAL_UNCONFIRMED:
    case NL_JOURNAL_DAMAGED:
    case NL_JOURNAL_UNREADABLE:
    case NL_JOURNAL_ABANDONED:
    case NL_JOURNAL_STATE_COUNT:
        break;
    }
    return nl_fail(err, NL_CONFLICT, NL_T("the change {1} is {2}: it cannot be confirmed"),
                   journal->id, nl_journal_state_text(journal->state));
}

static enum nl_status choose(struct confirming *confirming, struct nl_journals *journals,
                             struct nl_error *err)
{
    struct nl_confirmation *made = &confirming->made;
    made->journal = confirming->id ? nl_journal_pick(journals, confirming->id)
                                   : nl_guard_pick(journals, &made->moment);
    if (confirming->id && !made->journal)
        return nl_fail(err, NL_INVALID, NL_T("there is no journal {1}"),
                       nl_clean(confirming->app->arena, confirming->id));
    if (!made->journal && journals->count > 0)
        made->journal = &journals->items[0];
    return NL_OK;
}

/* The guard must run for as long as there is something to watch. */
static enum nl_status write_mark(struct confirming *confirming, struct nl_mark mark,
                                 enum nl_event_id event, const char *detail, struct nl_error *err)
{
    struct nl_app *app = confirming->app;
    struct nl_confirmation *made = &confirming->made;
    enum nl_status status = NL_OK;
    if (mark.kind != NL_MARK_CONFIRMED) {
        struct nl_guard_service *guard = nl_wiring_guard();
        status = guard->ops->install_and_start(guard, app->arena, err);
        made->moment = nl_guarding_moment(app);
        mark.boot = made->moment.boot;
    }
    if (status == NL_OK)
        status = nl_journal_mark(confirming->store, app->arena, made->journal, &mark, err);
    if (status == NL_OK) {
        struct nl_trail trail = nl_guarding_trail(app);
        nl_trail_journal(&trail, event, made->journal->id, detail);
    }
    return status;
}

static enum nl_status extend(struct confirming *confirming, const struct nl_guard_view *view,
                             struct nl_error *err)
{
    struct nl_confirmation *made = &confirming->made;
    if (view->phase == NL_GUARD_WAITING)
        return nl_fail(err, NL_CONFLICT,
                       NL_T("the change {1} is confirmed until the restart: there is no countdown "
                            "to extend"),
                       made->journal->id);
    /* After the restart a countdown has to begin before it can be extended. */
    enum nl_mark_kind kind = view->phase == NL_GUARD_RESTARTED ? NL_MARK_ARMED : NL_MARK_EXTENDED;
    made->outcome = NL_CONFIRM_EXTENDED;
    return write_mark(confirming, nl_guard_mark(kind, confirming->extend_s * 1000, &made->moment),
                      NL_EVENT_EXTENDED,
                      nl_duration_text(confirming->app->arena, confirming->extend_s), err);
}

static enum nl_status confirm(struct confirming *confirming, const struct nl_guard_view *view,
                              struct nl_error *err)
{
    struct nl_confirmation *made = &confirming->made;
    enum nl_mark_kind kind = nl_guard_confirmation(made->journal, view);
    struct nl_mark mark = nl_guard_mark(kind, 0, &made->moment);
    if (kind == NL_MARK_CONFIRMED) {
        made->outcome = NL_CONFIRM_DONE;
        return write_mark(confirming, mark, NL_EVENT_CONFIRMED, NULL, err);
    }
    if (view->phase == NL_GUARD_WAITING) {
        made->outcome = NL_CONFIRM_ONCE_ALREADY;
        return NL_OK;
    }
    made->outcome = NL_CONFIRM_ONCE;
    return write_mark(confirming, mark, NL_EVENT_CONFIRMED_ONCE,
                      nl_duration_text(confirming->app->arena, made->journal->confirm_within_s),
                      err);
}

/* Under the lock. */
static enum nl_status run_locked(struct confirming *confirming, struct nl_error *err)
{
    struct nl_app *app = confirming->app;
    struct nl_confirmation *made = &confirming->made;
    struct nl_journals journals = {0};
    made->moment = nl_guarding_moment(app);
    enum nl_status status = nl_journal_list(confirming->store, app->arena, &journals, err);
    if (status == NL_OK)
        status = choose(confirming, &journals, err);
    if (status != NL_OK || !made->journal)
        return status;
    struct nl_guard_view view;
    nl_guard_look(made->journal, &made->moment, &view);
    if (made->journal->state != NL_JOURNAL_UNCONFIRMED || !nl_guard_watches(view.phase))
        return explain(confirming, err);
    status =
        confirming->extend_s ? extend(confirming, &view, err) : confirm(confirming, &view, err);
    if (status == NL_OK)
        nl_guarding_settle(app, confirming->store);
    return status;
}

enum nl_status nl_confirming_run(struct nl_app *app, const char *id, uint64_t extend_s,
                                 struct nl_confirmation *out_confirmation, struct nl_error *err)
{
    struct confirming confirming = {
        .app = app, .id = id, .extend_s = extend_s, .made = {.outcome = NL_CONFIRM_NOTHING}};
    enum nl_status status = nl_open_store(app, &confirming.store, err);
    if (status != NL_OK)
        return status;
    status = nl_guarding_lock(app, confirming.store, err);
    if (status == NL_OK) {
        status = run_locked(&confirming, err);
        confirming.store->ops->unlock(confirming.store);
    } else if (status == NL_NOT_FOUND && !id) {
        status = NL_OK; /* no folder: netlatch has changed nothing here */
    }
    confirming.store->ops->close(confirming.store);
    if (status == NL_OK)
        *out_confirmation = confirming.made;
    return status;
}

struct nl_sentence nl_confirming_told(struct nl_app *app,
                                      const struct nl_confirmation *confirmation)
{
    const struct nl_journal *journal = confirmation->journal;
    if (!journal || confirmation->outcome == NL_CONFIRM_NOTHING)
        return nl_say(app->arena, NL_T("There is nothing to confirm."));
    const char *within = nl_duration_text(app->arena, journal->confirm_within_s);
    switch (confirmation->outcome) {
    case NL_CONFIRM_DONE:
        return nl_say(app->arena,
                      NL_T("Confirmed: {1} stays. To roll it back: netlatch rollback {1} --yes"),
                      journal->id);
    case NL_CONFIRM_ONCE:
    case NL_CONFIRM_ONCE_ALREADY:
        return nl_say(
            app->arena,
            nl_guarding_fast_startup(app)
                ? NL_T("{1} is confirmed for now. A part of it acts only after a restart: "
                       "restart the computer within a day, then confirm again within {2}, "
                       "or everything is rolled back. Choose Restart: with Fast Startup, "
                       "Shut down is no restart. Without a restart within a day it counts "
                       "as confirmed for good.")
                : NL_T("{1} is confirmed for now. A part of it acts only after a restart: "
                       "restart the computer within a day, then confirm again within {2}, "
                       "or everything is rolled back. Without a restart within a day it "
                       "counts as confirmed for good."),
            journal->id, within);
    case NL_CONFIRM_EXTENDED: {
        struct nl_sentence left = nl_guarding_told(app, journal, &confirmation->moment);
        return nl_say(app->arena, "{1}  {2}", journal->id, nl_sentence_of(app, &left));
    }
    case NL_CONFIRM_TAKEN_BACK:
        return nl_say(app->arena,
                      NL_T("Nothing waits for confirmation: the change {1} was rolled back."),
                      journal->id);
    case NL_CONFIRM_NOTHING:
        break;
    }
    return nl_say(app->arena, NL_T("There is nothing to confirm."));
}

int nl_confirming_exit(const struct nl_confirmation *confirmation)
{
    switch (confirmation->outcome) {
    case NL_CONFIRM_DONE:
    case NL_CONFIRM_EXTENDED:
    case NL_CONFIRM_NOTHING:
        break;
    case NL_CONFIRM_ONCE:
    case NL_CONFIRM_ONCE_ALREADY:
        return NL_EXIT_RESTART;
    case NL_CONFIRM_TAKEN_BACK:
        return NL_EXIT_FAILED;
    }
    return NL_EXIT_DONE;
}

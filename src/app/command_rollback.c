/* command_rollback.c - netlatch rollback: roll a change back, or all back to one. */
#include "command_rollback.h"

#include "applying.h"
#include "base/clean.h"
#include "guarding.h"
#include "input.h"
#include "journal_words.h"
#include "output.h"
#include "recovery.h"
#include "result.h"
#include "result_json.h"
#include "rolling_back.h"
#include "surveying.h"

/* The last change is the one that was interrupted, if there is such a one. */
static void choose_interrupted(struct nl_app *app, struct nl_journals *journals,
                               struct nl_taken_back_list *out_chosen)
{
    for (size_t i = 0; i < journals->count; i++) {
        if (journals->items[i].state == NL_JOURNAL_OPEN)
            NL_PUSH(app->arena, out_chosen)->journal = &journals->items[i];
    }
}

/* Whether the journals are still as they were when they were chosen. */
static enum nl_status check_unmoved(struct nl_app *app, struct nl_store *store,
                                    const struct nl_journals *before, struct nl_error *err)
{
    struct nl_journals now = {0};
    enum nl_status status = nl_journal_list(store, app->arena, &now, err);
    if (status != NL_OK)
        return status;
    bool same = now.count == before->count;
    for (size_t i = 0; same && i < now.count; i++)
        same = nl_equal(now.items[i].name, before->items[i].name) &&
               now.items[i].state == before->items[i].state;
    return same ? NL_OK
                : nl_fail(err, NL_CONFLICT,
                          NL_T("the journals changed while netlatch waited for your answer; "
                               "see netlatch history"));
}

/* Asks without holding the lock: a question that nobody answers, in a session that was cut, must not
 * keep the guard from its work. */
static const char *ask(struct nl_app *app, struct nl_store *store,
                       const struct nl_journals *journals, int *out_code)
{
    struct nl_error err = {0};
    store->ops->unlock(store);
    nl_print(app, nl_word(app, NL_T("Type yes to roll this back: ")));
    const char *answer = app->console->ops->read_line(app->console, app->arena);
    if (!answer || !nl_same(answer, "yes"))
        return NULL;
    enum nl_status status = nl_guarding_lock(app, store, &err);
    if (status == NL_OK)
        status = check_unmoved(app, store, journals, &err);
    if (status != NL_OK)
        *out_code = nl_say_error(app, &err);
    return status == NL_OK ? answer : NULL;
}

static bool confirmed(struct nl_app *app, struct nl_store *store,
                      const struct nl_journals *journals, const struct nl_taken_back_list *chosen,
                      bool json, int *out_code)
{
    if (app->options.yes || chosen->count == 0)
        return true;
    if (!app->console->ops->input_is_terminal(app->console) || json) {
        struct nl_error err = {0};
        (void)nl_fail(&err, NL_INVALID,
                      NL_T("there is no console to ask on; add --yes to roll back"));
        *out_code = nl_say_error(app, &err);
        return false;
    }
    for (size_t i = 0; i < chosen->count; i++)
        nl_say_out(app, NL_T("{1}: profile {3}, settings: {2}"), chosen->items[i].journal->id,
                   nl_decimal(chosen->items[i].journal->steps.count).text,
                   nl_clean(app->arena, chosen->items[i].journal->profile));
    *out_code = NL_EXIT_DONE;
    if (ask(app, store, journals, out_code))
        return true;
    nl_say_out(app, NL_T("Nothing was changed."));
    return false;
}

/* Looks at the machine for the names of its adapters: after the work, so that nothing waits for it, and
 * without them it is told all the same. */
static void know_adapters(struct nl_app *app, struct nl_host *host)
{
    struct nl_machine machine;
    if (!app->machine && nl_surveying_run(app, host, &machine, NULL) != NL_OK)
        app->machine = NULL;
}

static int what_if(struct nl_app *app, struct nl_host *host,
                   const struct nl_taken_back_list *chosen, bool json)
{
    if (json) {
        nl_result_what_if_json(app, chosen);
        return NL_EXIT_DONE;
    }
    if (chosen->count == 0)
        nl_say_out(app, NL_T("There is nothing to roll back."));
    else
        know_adapters(app, host);
    for (size_t i = 0; i < chosen->count; i++) {
        const struct nl_journal *journal = chosen->items[i].journal;
        nl_say_out(app, NL_T("Would roll back {1}:"), journal->id);
        const struct nl_texts lines = nl_journal_undone(app, journal, app->machine);
        for (size_t l = 0; l < lines.count; l++)
            nl_say_out(app, "  {1}", lines.items[l]);
    }
    return NL_EXIT_DONE;
}

static int code_of(const struct nl_taken_back_list *chosen)
{
    bool restart = false;
    for (size_t i = 0; i < chosen->count; i++) {
        const struct nl_taken_back *item = &chosen->items[i];
        restart =
            restart || (item->journal->restart_required && nl_rolling_back_wrote(&item->rollback));
        if (!item->rollback.complete)
            return NL_EXIT_INCOMPLETE;
    }
    return restart ? NL_EXIT_RESTART : NL_EXIT_DONE;
}

/* How it ended, with what to do about what is left. */
static void tell_end(struct nl_app *app, const struct nl_taken_back_list *chosen, int code,
                     bool json)
{
    for (size_t i = 0; i < chosen->count; i++) {
        const struct nl_taken_back *item = &chosen->items[i];
        if (!item->rollback.complete)
            nl_rolling_back_advise(app, item->journal, &item->rollback);
    }
    if (code == NL_EXIT_RESTART && !json) {
        nl_say_out(app, NL_T("A restart is needed before all of it takes effect."));
        if (nl_guarding_restart_advice(app))
            nl_say_out(app, nl_guarding_restart_advice(app));
    }
}

static int roll_back(struct nl_app *app, struct nl_host *host, struct nl_store *store,
                     const struct nl_journals *journals, struct nl_taken_back_list *chosen,
                     bool json)
{
    struct nl_error err = {0};
    int code = NL_EXIT_DONE;
    for (size_t i = 0; i < chosen->count && code == NL_EXIT_DONE; i++) {
        struct nl_taken_back *item = &chosen->items[i];
        struct nl_journal journal = *item->journal;
        if (nl_rolling_back_run(app, host, store, journals, &journal, "rollback on request", !json,
                                &item->rollback, &err) != NL_OK) {
            code = nl_say_error(app, &err);
            if (i > 0 || item->rollback.steps.count > 0)
                code = NL_EXIT_INCOMPLETE;
            chosen->count = item->rollback.steps.count > 0 ? i + 1 : i; /* what was begun */
            continue;
        }
        if (!json && !app->options.quiet) {
            know_adapters(app, host);
            nl_say_out(app,
                       item->rollback.complete ? NL_T("{1} was rolled back and verified:")
                                               : NL_T("{1} could not be rolled back completely:"),
                       journal.id);
            nl_result_rollback_text(app, NL_STREAM_OUT, &item->rollback);
        }
    }
    bool failed = code != NL_EXIT_DONE;
    if (!failed)
        code = code_of(chosen);
    if (json)
        nl_result_rollback_json(app, chosen, code, failed ? &err : NULL);
    if (!failed)
        tell_end(app, chosen, code, json);
    return code;
}

/* Without a journal named, the last change is the one that was interrupted, if there is such a one. */
static int choose(struct nl_app *app, const struct nl_store *store, struct nl_journals *journals,
                  struct nl_taken_back_list *out_chosen)
{
    struct nl_error err = {0};
    struct nl_rollback_choice choice;
    const char *id = app->options.to            ? app->options.to
                     : app->options.words.count ? app->options.words.items[0]
                                                : NULL;
    if (!id)
        choose_interrupted(app, journals, out_chosen);
    if (out_chosen->count > 0)
        return NL_EXIT_DONE;
    int code =
        nl_rolling_back_choose(app, store, journals, id, app->options.to != NULL, &choice, &err);
    if (code != NL_EXIT_DONE) {
        (void)nl_say_error(app, &err);
        return code;
    }
    for (size_t i = 0; i < choice.journals.count; i++)
        NL_PUSH(app->arena, out_chosen)->journal = choice.journals.items[i];
    nl_tell_trouble(app, store, journals); /* in nobody's way, and to be known */
    return NL_EXIT_DONE;
}

/* Gives up what an incomplete rollback left. */
static int abandon(struct nl_app *app, struct nl_host *host, struct nl_store *store,
                   struct nl_journals *journals, bool json)
{
    struct nl_error err = {0};
    struct nl_rollback remains = {0};
    const struct nl_rollback_work work = {
        .host = host, .store = store, .clock = app->clock, .arena = app->arena};
    struct nl_journal *journal = nl_journal_pick(journals, app->options.words.items[0]);
    enum nl_status status = NL_OK;
    if (!journal)
        status = nl_fail(&err, NL_INVALID, NL_T("there is no journal {1}"),
                         nl_clean(app->arena, app->options.words.items[0]));
    if (status == NL_OK)
        status = nl_rollback_abandon(&work, journal, &remains, &err);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    nl_guarding_settle(app, store);
    struct nl_taken_back_list given_up = {0};
    *NL_PUSH(app->arena, &given_up) =
        (struct nl_taken_back){.journal = journal, .rollback = remains};
    if (json) {
        nl_result_abandon_json(app, &given_up);
        return NL_EXIT_DONE;
    }
    know_adapters(app, host);
    nl_say_out(app, NL_T("{1} is given up. Nothing was changed; this remains:"), journal->id);
    nl_result_remains_text(app, &remains);
    return NL_EXIT_DONE;
}

static int run_locked(struct nl_app *app, struct nl_host *host, struct nl_store *store, bool json)
{
    struct nl_error err = {0};
    struct nl_journals journals = {0};
    struct nl_recovery recovery = {0};
    struct nl_taken_back_list chosen = {0};
    int code = NL_EXIT_DONE;
    bool named = app->options.to || app->options.words.count > 0;
    if (named && !app->options.what_if && !app->options.abandon &&
        !nl_recover_first(app, host, store, &recovery, &code))
        return code;
    if (nl_journal_list(store, app->arena, &journals, &err) != NL_OK)
        return nl_say_error(app, &err);
    if (app->options.abandon)
        return abandon(app, host, store, &journals, json);
    code = choose(app, store, &journals, &chosen);
    if (code != NL_EXIT_DONE)
        return code;
    if (app->options.what_if)
        return what_if(app, host, &chosen, json);
    if (!confirmed(app, store, &journals, &chosen, json, &code))
        return code;
    if (chosen.count == 0 && !json && !app->options.quiet)
        nl_say_out(app, NL_T("There is nothing to roll back."));
    code = roll_back(app, host, store, &journals, &chosen, json);
    nl_guarding_settle(app, store);
    return code;
}

/* --abandon gives up one change, which is named. */
static enum nl_status check_abandon(const struct nl_app *app, struct nl_error *err)
{
    if (!app->options.abandon)
        return NL_OK;
    if (app->options.to || app->options.what_if || app->options.force)
        return nl_fail(err, NL_INVALID,
                       NL_T("--abandon goes with none of --to, --what-if and --force"));
    if (app->options.words.count == 0)
        return nl_fail(
            err, NL_INVALID,
            NL_T("--abandon needs the change that is given up: netlatch rollback JOURNAL "
                 "--abandon"));
    return NL_OK;
}

int nl_command_rollback(struct nl_app *app)
{
    static const char *const formats[] = {"text", "json"};
    struct nl_error err = {0};
    struct nl_host *host = NULL;
    struct nl_store *store = NULL;
    struct nl_capabilities capabilities;
    struct nl_machine machine;
    int format = 0;
    enum nl_status status = nl_at_most_words(app, app->options.to ? 0 : 1, &err);
    if (status == NL_OK)
        status = check_abandon(app, &err);
    if (status == NL_OK)
        status = nl_format_of(app, formats, NL_COUNT_OF(formats), &format, &err);
    if (status == NL_OK)
        status = nl_open_host(app, &host, &err);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    /* For the document alone: a rollback does not need it. */
    if (format == 1 && nl_surveying_run(app, host, &machine, NULL) != NL_OK)
        app->machine = NULL;
    host->ops->capabilities(host, &capabilities);
    int code = app->options.offline ? NL_EXIT_FAILED : NL_EXIT_DENIED;
    if (!capabilities.can_write && !app->options.what_if) {
        (void)nl_say_unable(app, &capabilities);
        host->ops->close(host);
        return code;
    }
    status = nl_open_store(app, &store, &err);
    if (status == NL_OK && !app->options.what_if) {
        status = store->ops->prepare(store, &err);
        if (status == NL_OK)
            status = nl_guarding_lock(app, store, &err);
        if (status == NL_OK)
            status = nl_reopen_host(app, &host, &err);
    }
    code = status == NL_OK ? run_locked(app, host, store, format == 1) : nl_say_error(app, &err);
    if (store)
        store->ops->close(store);
    host->ops->close(host);
    return code;
}

/* roll_back.c - rolling back what netlatch changed here before. */
#include "roll_back.h"

#include "app/applying.h"
#include "app/guarding.h"
#include "app/input.h"
#include "app/journal_words.h"
#include "app/recovery.h"
#include "app/result.h"
#include "app/rolling_back.h"
#include "restart.h"
#include "show.h"
#include "step_words.h"

/* One step of the journal as the step that rolls it back, in the words of the changes' page. What
 * is written beside a setting (a dependency, say) has no words: it is shown as it is. */
static const char *back_text(const struct nl_page *body, const struct nl_wizard *wizard,
                             const struct nl_journal_step *step)
{
    struct nl_step back;
    struct nl_journal_step reversed = *step;
    reversed.before = step->wanted;
    reversed.wanted = step->before;
    if (nl_journal_step_as_step(body->arena, &wizard->machine, &reversed, &back))
        return nl_wizard_step_text(body, &back);
    return nl_page_say(body, NL_T("{1}: {2} -> {3}"), step->setting,
                       nl_value_show(body->arena, &step->wanted),
                       nl_value_show(body->arena, &step->before));
}

static void write_rollback(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    (void)context;
    const struct nl_journal *journal = wizard->standing;
    struct nl_page body = nl_wizard_body(wizard, page);
    nl_page_paragraph(&body, 0, "", NL_TONE_PLAIN,
                      nl_page_say(&body, NL_T("{1}, profile {2}:"), journal->id,
                                  journal->profile ? journal->profile : "?"));
    for (size_t i = journal->steps.count; i-- > 0;) {
        nl_page_paragraph(&body, 0, "- ", NL_TONE_PLAIN,
                          back_text(&body, wizard, &journal->steps.items[i]));
    }
    nl_page_blank(&body);
    nl_page_paragraph(&body, 0, "", NL_TONE_PLAIN,
                      nl_page_say(&body, NL_T("What somebody else changed since is left "
                                              "alone and told.")));
    nl_wizard_add(wizard, page, nl_page_say(&body, NL_T("Leave it as it is")), NULL);
    nl_wizard_add(wizard, page, nl_page_say(&body, NL_T("Roll it back")), NULL);
}

/* Shows what would be rolled back. NEXT: do it. */
static enum nl_wizard_way ask_to_roll_back(struct nl_wizard *wizard)
{
    struct nl_wizard_place place = {0};
    const struct nl_wizard_shown shown = {.kind = NL_WIZARD_MENU,
                                          .title = NL_T("Roll back what netlatch changed"),
                                          .write = write_rollback};
    enum nl_wizard_way way = nl_wizard_show(wizard, &shown, &place);
    return way == NL_WAY_NEXT && place.picked == 0 ? NL_WAY_BACK : way;
}

/* A rollback that is refused: why, and what to do. */
static void tell_refused(struct nl_wizard *wizard, int code, const struct nl_error *err,
                         struct nl_sentences *told)
{
    struct nl_app *app = wizard->app;
    wizard->code = code;
    nl_say_to(app->arena, told, NL_T("Nothing was rolled back: {1}"),
              nl_error_text(app->arena, err, app->words));
    if (err->next)
        nl_say_to(app->arena, told, "{1}", err->next);
}

/* Under the lock: the journal as it stands now, and its rollback. */
static enum nl_status rollback(struct nl_wizard *wizard, struct nl_store *store,
                               struct nl_sentences *told, struct nl_error *err)
{
    struct nl_app *app = wizard->app;
    struct nl_recovery recovery = {0};
    struct nl_rollback_choice choice;
    struct nl_rollback rolled_back = {0};
    enum nl_status status = nl_reopen_host(app, &wizard->host, err);
    if (status == NL_OK)
        status = nl_recover_quietly(app, wizard->host, store, &recovery, told, err);
    if (status != NL_OK)
        return status;
    if (!recovery.complete) {
        wizard->code = NL_EXIT_INCOMPLETE;
        nl_say_to(app->arena, told, NL_T("Before that is settled, nothing else is changed."));
        return NL_OK;
    }
    struct nl_journal *journal = nl_journal_pick(&recovery.journals_now, wizard->standing->id);
    if (!journal || journal->state == NL_JOURNAL_ROLLED_BACK) {
        nl_say_to(app->arena, told, NL_T("{1} was rolled back already, by somebody else."),
                  wizard->standing->id);
        return NL_OK;
    }
    int code = nl_rolling_back_choose(app, store, &recovery.journals_now, wizard->standing->id,
                                      false, &choice, err);
    if (code != NL_EXIT_DONE) {
        tell_refused(wizard, code, err, told);
        return NL_OK;
    }
    status = nl_rolling_back_run(app, wizard->host, store, &recovery.journals_now, journal,
                                 "rollback in the wizard", false, &rolled_back, err);
    wizard->changed = true;
    if (status != NL_OK)
        return status;
    nl_guarding_settle(app, store);
    if (rolled_back.complete) {
        nl_say_to(app->arena, told,
                  NL_T("{1} was rolled back and verified: this computer is as it was before it."),
                  journal->id);
    } else {
        nl_say_to(app->arena, told, NL_T("{1} could not be rolled back completely:"), journal->id);
        nl_result_rollback_sentences(app->arena, app->words, &wizard->machine, &rolled_back, told);
    }
    bool restart = journal->restart_required && nl_rolling_back_wrote(&rolled_back);
    if (rolled_back.complete && restart)
        nl_wizard_tell_restart(wizard, NL_WIZARD_RESTART_NEEDED, told);
    wizard->code = !rolled_back.complete ? NL_EXIT_INCOMPLETE
                   : restart             ? NL_EXIT_RESTART
                                         : NL_EXIT_DONE;
    return NL_OK;
}

/* context: the sentences. */
static void write_result(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    struct nl_page body = nl_wizard_body(wizard, page);
    page->last = true;
    nl_page_sentences(&body, 0, "", NL_TONE_PLAIN, context);
}

enum nl_wizard_way nl_wizard_roll_back(struct nl_wizard *wizard)
{
    struct nl_app *app = wizard->app;
    struct nl_error err = {0};
    struct nl_store *store = NULL;
    struct nl_sentences told = {0};
    bool after_apply = wizard->stage == NL_STAGE_APPLY;
    enum nl_wizard_way way = ask_to_roll_back(wizard);
    if (way != NL_WAY_NEXT)
        return after_apply || way == NL_WAY_QUIT ? NL_WAY_QUIT : NL_WAY_AGAIN;
    enum nl_status status = nl_applying_open(app, &store, &err);
    if (status == NL_OK)
        status = rollback(wizard, store, &told, &err);
    if (status != NL_OK) {
        wizard->code = nl_exit_of(err.status);
        nl_say_to(app->arena, &told, NL_T("It did not work: {1}"),
                  nl_error_text(app->arena, &err, app->words));
    }
    if (store)
        store->ops->close(store);
    (void)nl_wizard_show_text(wizard, NL_T("The result"), write_result, &told);
    nl_wizard_end_sentences(wizard, &told);
    return NL_WAY_END;
}

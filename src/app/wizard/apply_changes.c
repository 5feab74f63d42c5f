/* apply_changes.c - making the changes: one typed word, progress step by step, the result. */
#include "apply_changes.h"

#include "app/applying.h"
#include "app/guarding.h"
#include "app/input.h"
#include "app/output.h"
#include "app/recovery.h"
#include "app/result.h"
#include "app/surveying.h"
#include "base/clean.h"
#include "confirm.h"
#include "report/label.h"
#include "restart.h"
#include "screen.h"
#include "show.h"
#include "step_words.h"

/* How far a step is. */
enum progress_state { STEP_WAITS = 0, STEP_IS_WRITTEN, STEP_WAS_WRITTEN, STEP_WAS_READ };

struct progress {
    struct nl_wizard *wizard;
    enum progress_state *states; /* beside the plan's steps */
    size_t at;
    bool rolling_back;
};

static const char *state_text(const struct nl_page *body, const struct progress *progress,
                              size_t index)
{
    static const char *const texts[] = {
        [STEP_WAITS] = "{1}",
        [STEP_IS_WRITTEN] = NL_T("{1}: being written"),
        [STEP_WAS_WRITTEN] = NL_T("{1}: written"),
        [STEP_WAS_READ] = NL_T("{1}: written and read back"),
    };
    const struct nl_step *step = &progress->wizard->plan.steps.items[index];
    return nl_page_say(body, texts[progress->states[index]],
                       nl_wizard_setting_name(body, &step->instance));
}

static void show_progress(const struct progress *progress)
{
    struct nl_wizard *wizard = progress->wizard;
    struct nl_wizard_place place = {.at = progress->at, .follow = true};
    struct nl_wizard_page page;
    nl_wizard_page_begin(wizard, NL_WIZARD_LOOK,
                         progress->rolling_back
                             ? nl_word(wizard->app, NL_T("Taking everything back"))
                             : nl_word(wizard->app, NL_T("Making the changes")),
                         &page);
    page.busy = true;
    struct nl_page body = nl_wizard_body(wizard, &page);
    for (size_t i = 0; i < wizard->plan.steps.count; i++)
        nl_wizard_add(wizard, &page, state_text(&body, progress, i), NULL)->tone =
            progress->states[i] == STEP_WAS_READ ? NL_TONE_GOOD : NL_TONE_PLAIN;
    (void)nl_wizard_draw(wizard, &page, &place, NULL);
}

static void print_progress(const struct progress *progress)
{
    struct nl_wizard *wizard = progress->wizard;
    struct nl_wizard_page page;
    nl_wizard_page_begin(wizard, NL_WIZARD_TEXT, "", &page);
    struct nl_page body = nl_wizard_body(wizard, &page);
    nl_wizard_line(wizard, nl_page_say(&body, "{1}/{2}  {3}", nl_decimal(progress->at + 1).text,
                                       nl_decimal(wizard->plan.steps.count).text,
                                       state_text(&body, progress, progress->at)));
}

/* After every event Ctrl+C is asked after: the running step is finished, and then all is taken
 * back. */
static bool on_progress(void *context, enum nl_apply_event event, size_t step)
{
    struct progress *progress = context;
    struct nl_wizard *wizard = progress->wizard;
    struct nl_console *console = wizard->app->console;
    if (event == NL_APPLY_JOURNALED)
        wizard->changed = true;
    if (step < wizard->plan.steps.count) {
        progress->at = step;
        progress->states[step] = event == NL_APPLY_WRITING    ? STEP_IS_WRITTEN
                                 : event == NL_APPLY_VERIFIED ? STEP_WAS_READ
                                                              : STEP_WAS_WRITTEN;
    }
    progress->rolling_back = progress->rolling_back || event == NL_APPLY_ROLLING_BACK;
    if (wizard->whole_screen)
        show_progress(progress);
    else if (event == NL_APPLY_WRITING || event == NL_APPLY_VERIFIED)
        print_progress(progress);
    return !console->ops->interrupted(console, false);
}

/* Whether a key will do in place of a word: what is recommended was taken as it is, no risk was accepted
 * and nobody's connection is at stake. Whoever goes page by page with Enter alone does not come here. */
static bool is_plain(const struct nl_wizard *wizard)
{
    return wizard->straight && wizard->plan.risks.count == 0 && wizard->accepted.count == 0 &&
           wizard->confirm_within_s == 0 && !nl_wizard_remote(wizard);
}

static void write_ready(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    (void)context;
    struct nl_page body = nl_wizard_body(wizard, page);
    for (size_t i = 0; i < wizard->plan.steps.count; i++)
        nl_page_paragraph(&body, 0, "- ", NL_TONE_PLAIN,
                          nl_wizard_step_text(&body, &wizard->plan.steps.items[i]));
    if (wizard->confirm_within_s) {
        nl_page_blank(&body);
        nl_page_paragraph(&body, 0, "", NL_TONE_STRONG,
                          nl_page_say(&body,
                                      NL_T("All of it is rolled back by itself unless you "
                                           "confirm it within {1} minutes."),
                                      nl_decimal(wizard->confirm_within_s / 60).text));
    }
    nl_page_blank(&body);
    nl_page_paragraph(&body, 0, "", NL_TONE_PLAIN,
                      nl_page_say(&body, NL_T("The way back: netlatch rollback{1}"),
                                  nl_run_options(wizard->app)));
    page->question = is_plain(wizard)
                         ? nl_page_say(&body, NL_T("Enter makes these changes."))
                         : nl_page_say(&body, NL_T("Type apply to make these changes."));
}

static bool ready_answered(struct nl_wizard *wizard, const struct nl_wizard_answer *answer,
                           struct nl_wizard_place *place, void *context, enum nl_wizard_way *way)
{
    (void)context;
    if (answer->kind != NL_ANSWERED_TYPED)
        return answer->kind == NL_ANSWERED_NEXT;
    place->typed.data = NULL;
    *way = NL_WAY_NEXT;
    if (nl_equal(answer->typed, "apply") || (is_plain(wizard) && !*answer->typed))
        return true;
    nl_wizard_note(wizard, place,
                   NL_T("Nothing was changed: the word that is asked for is apply."));
    return false;
}

/* Asks for the one word that starts it. */
static enum nl_wizard_way ask_to_apply(struct nl_wizard *wizard)
{
    struct nl_wizard_place place = {0};
    const struct nl_wizard_shown shown = {.kind = NL_WIZARD_TYPED,
                                          .title = NL_T("Ready to change this computer"),
                                          .write = write_ready,
                                          .answered = ready_answered};
    return nl_wizard_show(wizard, &shown, &place);
}

/* What names the journal on a command line, and the machine where it is not this one. */
static const char *journal_words(const struct nl_wizard *wizard,
                                 const struct nl_apply_result *result)
{
    return nl_arena_format(wizard->app->arena, "%s%s", result->journal.id,
                           nl_run_options(wizard->app));
}

/* What happened, in sentences that stand on the result page and on the screen afterwards. */
static void tell_applied(struct nl_wizard *wizard, const struct nl_apply_result *result,
                         struct nl_sentences *told)
{
    struct nl_arena *arena = wizard->app->arena;
    nl_say_to(arena, told, NL_T("Done. Settings changed and read back: {1}."),
              nl_decimal(wizard->plan.steps.count).text);
    if (result->restart_required)
        nl_wizard_tell_restart(
            wizard, NL_T("Restart Windows: some of it takes effect only after that."), told);
    else if (result->effect == NL_EFFECT_NOW)
        nl_say_to(arena, told, NL_T("It is in effect now; no restart is needed."));
    else
        nl_say_to(arena, told,
                  NL_T("No restart of Windows is needed. All of it is in effect "
                       "after: {1}."),
                  nl_label_effect(result->effect));
    nl_say_to(arena, told, NL_T("To roll it back: netlatch rollback {1}"),
              journal_words(wizard, result));
}

static void tell_result(struct nl_wizard *wizard, const struct nl_apply_result *result,
                        const struct nl_error *err, struct nl_sentences *told)
{
    struct nl_arena *arena = wizard->app->arena;
    if (result->outcome != NL_APPLIED && result->outcome != NL_APPLY_NOTHING) {
        nl_say_to(arena, told, NL_T("It did not work: {1}"),
                  nl_error_text(arena, err, wizard->app->words));
        if (err->next)
            nl_say_to(arena, told, "{1}", err->next);
    }
    switch (result->outcome) {
    case NL_APPLIED:
        tell_applied(wizard, result, told);
        break;
    case NL_APPLY_NOTHING:
    case NL_APPLY_REFUSED:
        break;
    case NL_APPLY_ROLLED_BACK:
        nl_say_to(arena, told,
                  NL_T("Everything was rolled back: this computer is as it was before."));
        break;
    case NL_APPLY_INCOMPLETE:
        nl_say_to(arena, told,
                  NL_T("Not everything could be rolled back. Run netlatch rollback {1} and read "
                       "what it says."),
                  journal_words(wizard, result));
        nl_result_rollback_sentences(arena, wizard->app->words, &wizard->machine, &result->rollback,
                                     told);
        break;
    }
}

/* What was asked for and is not so after the apply, each with its reason. */
static void tell_unmet(struct nl_app *app, const struct nl_plan *ended, struct nl_sentences *told)
{
    for (size_t i = 0; i < ended->requests.count; i++) {
        const struct nl_request *request = &ended->requests.items[i];
        struct nl_sentence why = nl_applying_why_unmet(app->arena, request, true);
        if (why.format)
            nl_say_to(app->arena, told, NL_T("Not met: {1}: {2}"),
                      nl_clean(app->arena, request->id),
                      nl_clean(app->arena, nl_sentence_of(app, &why)));
    }
}

/* Makes the changes and tells how it went. */
static void run(struct nl_wizard *wizard, struct nl_store *store, struct nl_sentences *told,
                bool *out_applied)
{
    struct nl_app *app = wizard->app;
    struct nl_error err = {0};
    struct nl_apply_result result;
    struct progress progress = {.wizard = wizard};
    size_t count = wizard->plan.steps.count;
    progress.states = nl_arena_array(app->arena, count, sizeof *progress.states);
    struct nl_apply apply = {
        .host = wizard->host,
        .store = store,
        .plan = &wizard->plan,
        .accepted = wizard->accepted,
        .confirm_within_s = wizard->confirm_within_s,
        .progress = on_progress,
        .context = &progress,
    };
    if (wizard->whole_screen)
        app->console->ops->raw_input(app->console, false); /* so that Ctrl+C arrives as such */
    enum nl_status status = nl_applying_run(app, &apply, &result, &err);
    if (wizard->whole_screen)
        app->console->ops->raw_input(app->console, true);
    struct nl_plan ended = wizard->plan;
    struct nl_error unseen = {0};
    if (result.outcome == NL_APPLIED &&
        nl_applying_observe(app, wizard->host, &wizard->requests, &wizard->options, &ended,
                            &unseen) != NL_OK)
        nl_say_to(app->arena, told, "{1}", nl_error_text(app->arena, &unseen, app->words));
    wizard->code = nl_applying_exit(&ended, &result, &err);
    wizard->changed = wizard->changed || result.outcome == NL_APPLIED;
    tell_result(wizard, &result, &err, told);
    if (result.outcome == NL_APPLIED)
        tell_unmet(app, &ended, told);
    *out_applied = status == NL_OK && result.outcome == NL_APPLIED;
    if (*out_applied) {
        wizard->standing = nl_arena_alloc(app->arena, sizeof *wizard->standing);
        *wizard->standing = result.journal;
    }
}

/* Looks at the machine as it is now, under the lock: whether the plan would be the same, with no
 * other risks than those that were accepted. */
static enum nl_status look_again(struct nl_wizard *wizard, bool *out_same, struct nl_error *err)
{
    struct nl_app *app = wizard->app;
    struct nl_plan now;
    struct nl_machine *machine = nl_arena_alloc(app->arena, sizeof *machine);
    enum nl_status status = nl_reopen_host(app, &wizard->host, err);
    if (status == NL_OK)
        status = nl_surveying_run(app, wizard->host, machine, err);
    if (status != NL_OK)
        return status;
    nl_plan_make(app->arena, machine, &wizard->requests, &wizard->options, &now);
    *out_same = nl_equal(now.id, wizard->plan.id);
    for (size_t i = 0; i < now.risks.count; i++)
        *out_same = *out_same && nl_texts_hold(&wizard->accepted, now.risks.items[i].row->id);
    return NL_OK;
}

/* Everything from the lock to the result. */
static void carry_out(struct nl_wizard *wizard, struct nl_sentences *told, bool *out_applied)
{
    struct nl_app *app = wizard->app;
    struct nl_error err = {0};
    struct nl_store *store = NULL;
    struct nl_recovery recovery = {0};
    int bar = NL_EXIT_DONE;
    bool same = true;
    enum nl_status status = nl_applying_open(app, &store, &err);
    if (status == NL_OK)
        status = nl_recover_quietly(app, wizard->host, store, &recovery, told, &err);
    wizard->changed = wizard->changed || told->count > 0;
    if (status == NL_OK)
        bar = nl_recovery_bars_apply(app, store, &recovery, &err);
    if (status == NL_OK && bar == NL_EXIT_DONE)
        status = look_again(wizard, &same, &err);
    if (status != NL_OK || bar != NL_EXIT_DONE) {
        wizard->code = bar != NL_EXIT_DONE ? bar : nl_exit_of(err.status);
        nl_say_to(app->arena, told, NL_T("It did not work: {1}"),
                  nl_error_text(app->arena, &err, app->words));
        if (err.next)
            nl_say_to(app->arena, told, "{1}", err.next);
        if (bar != NL_EXIT_DONE)
            nl_say_to(app->arena, told, NL_T("Before that is settled, nothing else is changed."));
    } else if (!same) {
        wizard->code = NL_EXIT_FAILED;
        nl_say_to(app->arena, told,
                  NL_T("This computer was changed since you looked at it, so your choice may no "
                       "longer fit. Start netlatch again and look anew."));
    } else {
        run(wizard, store, told, out_applied);
    }
    if (store)
        store->ops->close(store);
}

/* How the apply went, for the page that says so. */
struct shown_result {
    const struct nl_sentences *told;
    bool applied;
};

static void write_result(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    const struct shown_result *result = context;
    struct nl_page body = nl_wizard_body(wizard, page);
    page->last = true;
    for (size_t i = 0; i < result->told->count; i++)
        nl_page_paragraph(&body, 0, "",
                          i > 0             ? NL_TONE_PLAIN
                          : result->applied ? NL_TONE_GOOD
                                            : NL_TONE_BAD,
                          nl_page_sentence(&body, &result->told->items[i]));
    nl_wizard_add(wizard, page, nl_page_say(&body, NL_T("End")), NULL);
    if (result->applied)
        nl_wizard_add(wizard, page, nl_page_say(&body, NL_T("Roll all of it back now")), NULL);
}

/* The result. True: roll all of it back now. */
static bool result_page(struct nl_wizard *wizard, const struct nl_sentences *told, bool applied)
{
    struct nl_wizard_place place = {0};
    struct shown_result result = {told, applied};
    const struct nl_wizard_shown shown = {.kind = NL_WIZARD_MENU,
                                          .title = NL_T("The result"),
                                          .write = write_result,
                                          .context = &result};
    enum nl_wizard_way way = nl_wizard_show(wizard, &shown, &place);
    return way == NL_WAY_NEXT && place.picked == 1;
}

enum nl_wizard_way nl_wizard_apply(struct nl_wizard *wizard, bool forward)
{
    (void)forward;
    struct nl_sentences told = {0};
    bool applied = false;
    enum nl_wizard_way way = ask_to_apply(wizard);
    if (way != NL_WAY_NEXT)
        return way;
    carry_out(wizard, &told, &applied);
    if (applied && wizard->confirm_within_s && nl_wizard_confirm(wizard, &told))
        return NL_WAY_ROLL_BACK;
    nl_wizard_end_sentences(wizard, &told);
    return result_page(wizard, &told, applied) ? NL_WAY_ROLL_BACK : NL_WAY_END;
}

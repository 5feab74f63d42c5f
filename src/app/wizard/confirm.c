/* confirm.c - "still connected?": a change that is rolled back by itself unless a person
 * says in time that it may stay. */
#include "confirm.h"

#include "app/confirming.h"
#include "app/guarding.h"
#include "restart.h"
#include "show.h"

bool nl_wizard_confirm_available(const struct nl_wizard *wizard)
{
    return wizard->capabilities.can_write && nl_guarding_available(wizard->app);
}

/* Confirms, and says what came of it; the exit code. */
static int keep(struct nl_wizard *wizard, struct nl_sentences *told)
{
    struct nl_error err = {0};
    struct nl_app *app = wizard->app;
    struct nl_confirmation confirmation;
    if (nl_confirming_run(app, wizard->standing->id, 0, &confirmation, &err) != NL_OK) {
        nl_say_to(app->arena, told, NL_T("It did not work: {1}"),
                  nl_error_text(app->arena, &err, app->words));
        return nl_exit_of(err.status);
    }
    *NL_PUSH(app->arena, told) = nl_confirming_told(app, &confirmation);
    return nl_confirming_exit(&confirmation);
}

/* context: what was told so far. */
static void write_confirm(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    const struct nl_sentences *told = context;
    struct nl_page body = nl_wizard_body(wizard, page);
    page->last = true;
    nl_page_sentences(&body, 0, "", NL_TONE_PLAIN, told);
    nl_page_blank(&body);
    nl_page_paragraph(&body, 0, "", NL_TONE_STRONG,
                      nl_page_say(&body,
                                  NL_T("Unless you confirm within {1} minutes, all of it is "
                                       "rolled back by itself: also when this window is closed, "
                                       "and when the computer restarts."),
                                  nl_decimal(wizard->confirm_within_s / 60).text));
    if (wizard->standing && wizard->standing->restart_required)
        nl_wizard_restart_needed(&body, wizard);
    page->question =
        nl_page_say(&body, NL_T("Try what you need. Then type connected to keep the changes, "
                                "or rollback to roll them back now."));
}

static bool confirm_answered(struct nl_wizard *wizard, const struct nl_wizard_answer *answer,
                             struct nl_wizard_place *place, void *context, enum nl_wizard_way *way)
{
    (void)context;
    if (answer->kind != NL_ANSWERED_TYPED)
        return answer->kind == NL_ANSWERED_NEXT;
    place->typed.data = NULL;
    if (nl_equal(answer->typed, "rollback"))
        *way = NL_WAY_ROLL_BACK;
    else if (nl_equal(answer->typed, "connected"))
        *way = NL_WAY_END;
    else
        nl_wizard_note(wizard, place,
                       NL_T("The word is connected, or rollback. Nothing is "
                            "confirmed yet."));
    return *way != NL_WAY_AGAIN;
}

bool nl_wizard_confirm(struct nl_wizard *wizard, struct nl_sentences *told)
{
    struct nl_wizard_place place = {0};
    const struct nl_wizard_shown shown = {.kind = NL_WIZARD_TYPED,
                                          .title = NL_T("Still connected?"),
                                          .write = write_confirm,
                                          .answered = confirm_answered,
                                          .context = told};
    enum nl_wizard_way way = nl_wizard_show(wizard, &shown, &place);
    if (way == NL_WAY_END)
        wizard->code = keep(wizard, told);
    else if (way != NL_WAY_ROLL_BACK)
        nl_say_to(wizard->app->arena, told,
                  NL_T("Not confirmed yet. netlatch confirm keeps it; otherwise it is rolled "
                       "back by itself."));
    return way == NL_WAY_ROLL_BACK;
}

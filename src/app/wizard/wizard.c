/* wizard.c - netlatch wizard: from page to page, and back, until a person has what they came for. */
#include "wizard.h"

#include "app/input.h"
#include "app/output.h"
#include "app/planning.h"
#include "apply_changes.h"
#include "changes.h"
#include "decide.h"
#include "found.h"
#include "price.h"
#include "risks.h"
#include "role.h"
#include "roll_back.h"
#include "screen.h"
#include "start.h"

/* In the order of enum nl_wizard_stage. */
static const nl_wizard_stage_run stages[] = {
    nl_wizard_language, nl_wizard_found, nl_wizard_rights, nl_wizard_role,  nl_wizard_change_list,
    nl_wizard_price,    nl_wizard_risks, nl_wizard_decide, nl_wizard_apply,
};
_Static_assert(NL_COUNT_OF(stages) == NL_STAGE_COUNT, "every stage has its page");

/* The way through the stages; a page with nothing to say passes on in the direction it was come
 * from. */
static void walk(struct nl_wizard *wizard)
{
    bool forward = true;
    for (;;) {
        enum nl_wizard_way way = stages[wizard->stage](wizard, forward);
        if (way == NL_WAY_ROLL_BACK)
            way = nl_wizard_roll_back(wizard);
        forward = way == NL_WAY_NEXT;
        if (way == NL_WAY_NEXT)
            wizard->stage++;
        else if (way == NL_WAY_BACK && wizard->stage > 0)
            wizard->stage--;
        else if (way == NL_WAY_QUIT || way == NL_WAY_END)
            return;
    }
}

static bool uses_whole_screen(struct nl_app *app)
{
    const struct nl_console_ops *ops = app->console->ops;
    return !app->options.plain && ops->input_is_terminal(app->console) &&
           ops->has_vt(app->console, NL_STREAM_OUT) && nl_wizard_screen_fits(app);
}

bool nl_wizard_on_console(struct nl_app *app)
{
    const struct nl_console_ops *ops = app->console->ops;
    return ops->input_is_terminal(app->console) && ops->is_terminal(app->console, NL_STREAM_OUT);
}

int nl_command_wizard(struct nl_app *app)
{
    struct nl_error err = {0};
    struct nl_wizard *wizard = nl_arena_alloc(app->arena, sizeof *wizard);
    enum nl_status status = nl_at_most_words(app, 0, &err);
    if (status == NL_OK)
        status = nl_open_host(app, &wizard->host, &err);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    wizard->app = app;
    wizard->role = SIZE_MAX;
    wizard->code = NL_EXIT_DONE;
    wizard->host->ops->capabilities(wizard->host, &wizard->capabilities);
    wizard->options = nl_planning_options(wizard->app, &wizard->capabilities);
    nl_arena_init(&wizard->page_memory, app->arena->exhausted, app->arena->context);
    nl_arena_init(&wizard->plan_memory, app->arena->exhausted, app->arena->context);
    nl_text_init(&wizard->end, app->arena);
    wizard->whole_screen = uses_whole_screen(app);
    if (wizard->whole_screen)
        nl_wizard_screen_take(app);
    walk(wizard);
    nl_wizard_screen_give_back(app);
    if (!wizard->changed)
        nl_wizard_end(wizard, NL_T("Nothing was changed on this computer."));
    nl_print(app, wizard->end.data);
    wizard->host->ops->close(wizard->host);
    nl_arena_done(&wizard->page_memory);
    nl_arena_done(&wizard->plan_memory);
    return wizard->code;
}

/* wizard_confirm.c - confirming a change in time, from the wizard. */
#include "wizard_confirm.h"

#include "confirming.h"

bool nl_wizard_confirm_available(const struct nl_wizard *wizard)
{
    return wizard->capabilities.can_write && nl_guarding_available(wizard->app);
}

int nl_wizard_keep(struct nl_wizard *wizard, const char *journal, struct nl_sentences *told)
{
    struct nl_error err = {0};
    struct nl_app *app = wizard->app;
    struct nl_confirmation confirmation;
    if (nl_confirming_run(app, journal, 0, &confirmation, &err) != NL_OK) {
        nl_say_to(app->arena, told, NL_T("It did not work: {1}"),
                  nl_error_text(app->arena, &err, app->words));
        return nl_exit_of(err.status);
    }
    *NL_PUSH(app->arena, told) = nl_confirming_told(app, &confirmation);
    return nl_confirming_exit(&confirmation);
}

/* restart.c - what the wizard says about a restart of Windows, always with the same advice. */
#include "restart.h"

#include "app/guarding.h"

void nl_wizard_restart_needed(const struct nl_page *body, const struct nl_wizard *wizard)
{
    const char *advice = nl_guarding_restart_advice(wizard->app);
    nl_page_paragraph(body, 0, "", NL_TONE_WARN, nl_page_say(body, NL_WIZARD_RESTART_NEEDED));
    if (advice)
        nl_page_paragraph(body, 0, "", NL_TONE_WARN, nl_page_say(body, advice));
}

void nl_wizard_tell_restart(const struct nl_wizard *wizard, const char *sentence,
                            struct nl_sentences *told)
{
    const char *advice = nl_guarding_restart_advice(wizard->app);
    nl_say_to(wizard->app->arena, told, sentence);
    if (advice)
        nl_say_to(wizard->app->arena, told, advice);
}

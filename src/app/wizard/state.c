/* state.c - what the pages of the wizard share. */
#include "state.h"

#include "app/output.h"
#include "base/clean.h"
#include "report/layout.h"

void nl_wizard_make_plan(struct nl_wizard *wizard)
{
    nl_arena_done(&wizard->plan_memory);
    nl_wizard_requests(&wizard->plan_memory, &wizard->machine, &wizard->roles[wizard->role],
                       &wizard->changes, &wizard->requests);
    nl_plan_make(&wizard->plan_memory, &wizard->machine, &wizard->requests, &wizard->options,
                 &wizard->plan);
    wizard->accepted = (struct nl_texts){0}; /* what was accepted was another plan's risk */
}

void nl_wizard_end_with(struct nl_wizard *wizard, const char *const *format_and_args)
{
    const struct nl_sentence sentence = nl_say_args(wizard->app->arena, format_and_args);
    const char *text = nl_sentence_of(wizard->app, &sentence);
    nl_paragraph(wizard->app, &wizard->end, nl_clean(wizard->app->arena, text), 0, 0);
}

void nl_wizard_end_sentences(struct nl_wizard *wizard, const struct nl_sentences *told)
{
    for (size_t i = 0; i < told->count; i++)
        nl_wizard_end(wizard, "{1}", nl_sentence_of(wizard->app, &told->items[i]));
}

bool nl_wizard_remote(const struct nl_wizard *wizard)
{
    enum nl_remote remote = wizard->machine.session.remote;
    return remote == NL_REMOTE_RDP || remote == NL_REMOTE_WINRM || remote == NL_REMOTE_SSH;
}

/* step_words.c - settings and steps in the words that a person reads. */
#include "step_words.h"

#include "report/phrase.h"

const char *nl_wizard_setting_name(const struct nl_page *page, const struct nl_instance *instance)
{
    return nl_phrase_title(page->arena, page->style->words, instance);
}

const char *nl_wizard_step_text(const struct nl_page *page, const struct nl_step *step)
{
    const struct nl_words *words = page->style->words;
    return nl_page_say(page, NL_T("{1}: {2} -> {3}"), nl_wizard_setting_name(page, &step->instance),
                       nl_phrase_before(page->arena, words, step),
                       nl_phrase_after(page->arena, words, step));
}

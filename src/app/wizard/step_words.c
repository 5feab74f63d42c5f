/* step_words.c - settings and steps in the words that a person reads. */
#include "step_words.h"

#include "report/phrase.h"

const char *nl_wizard_setting_name(const struct nl_page *page, const struct nl_instance *instance)
{
    const char *title = nl_page_word(page, instance->setting->title);
    const char *which = instance->label && *instance->label ? instance->label : instance->instance;
    if (!which)
        return title;
    uint64_t number = 0;
    if (instance->setting->instances == NL_INSTANCE_PORT &&
        nl_parse_u64(instance->instance, UINT16_MAX, &number) && nl_port_find((unsigned)number))
        which = nl_phrase_port(page->arena, nl_port_find((unsigned)number));
    return nl_page_say(page, NL_T("{1} ({2})"), title, which);
}

const char *nl_wizard_step_text(const struct nl_page *page, const struct nl_step *step)
{
    const struct nl_words *words = page->style->words;
    return nl_page_say(page, NL_T("{1}: {2} -> {3}"), nl_wizard_setting_name(page, &step->instance),
                       nl_phrase_before(page->arena, words, step),
                       nl_phrase_after(page->arena, words, step));
}

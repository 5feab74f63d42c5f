/* text_parts.c - parts that the audit's and the plan's text share. */
#include "report/text_parts.h"

#include "base/clean.h"
#include "base/width.h"
#include "plan/evidence.h"
#include "report/label.h"
#include "report/phrase.h"
#include "version.h"

static void header_fields(const struct nl_page *page, const struct nl_machine *machine,
                          const struct nl_profile *profile, bool recommended)
{
    struct nl_arena *arena = page->arena;
    const struct nl_words *words = page->style->words;
    const char *profile_name = nl_page_say(page, "{1}", profile->name);
    if (recommended)
        profile_name = nl_page_say(page, NL_T("{1} (recommended for this machine)"), profile->name);
    const struct {
        const char *label;
        const char *text;
    } fields[] = {
        {NL_T("Machine"), nl_page_say(page, "{1}", machine->name ? machine->name : "?")},
        {NL_T("Operating system"), nl_phrase_system(arena, words, machine)},
        {NL_T("Member of"), nl_phrase_membership(arena, words, machine)},
        {NL_T("Seen by"), nl_phrase_person(arena, words, machine)},
        {NL_T("Rights"), nl_page_say(page, nl_label_elevated(machine->session.elevated))},
        {NL_T("Session"), nl_page_say(page, nl_remote_name(machine->session.remote))},
        {NL_T("Source"), nl_page_say(page, "{1}", machine->source ? machine->source : "?")},
        {NL_T("Time"), page->style->moment ? nl_clean(arena, page->style->moment) : NULL},
        {NL_T("Profile"), profile_name},
    };
    size_t widest = 0;
    for (size_t i = 0; i < NL_COUNT_OF(fields); i++) {
        size_t columns = nl_columns(nl_page_word(page, fields[i].label));
        if (fields[i].text && columns > widest)
            widest = columns;
    }
    for (size_t i = 0; i < NL_COUNT_OF(fields); i++) {
        if (fields[i].text)
            nl_page_field(page, widest + 2, nl_page_word(page, fields[i].label), fields[i].text);
    }
}

void nl_text_header(const struct nl_page *page, const char *title, const struct nl_machine *machine,
                    const struct nl_profile *profile, bool recommended)
{
    nl_page_heading(page, title);
    header_fields(page, machine, profile, recommended);
    nl_page_blank(page);
}

enum nl_tone nl_tone_openness(enum nl_openness openness)
{
    switch (openness) {
    case NL_OPENNESS_CLOSED:
        return NL_TONE_GOOD;
    case NL_OPENNESS_OPEN:
        return NL_TONE_BAD;
    case NL_OPENNESS_PARTLY:
    case NL_OPENNESS_UNKNOWN:
        break;
    }
    return NL_TONE_WARN;
}

enum nl_tone nl_tone_verdict(enum nl_verdict verdict)
{
    switch (verdict) {
    case NL_VERDICT_PASS:
        return NL_TONE_GOOD;
    case NL_VERDICT_FAIL:
        return NL_TONE_BAD;
    case NL_VERDICT_UNKNOWN:
        return NL_TONE_WARN;
    case NL_VERDICT_NOT_APPLICABLE:
    case NL_VERDICT_NOT_CHECKED:
    case NL_VERDICT_COUNT:
        break;
    }
    return NL_TONE_DIM;
}

enum nl_tone nl_tone_severity(enum nl_severity severity)
{
    switch (severity) {
    case NL_SEVERITY_BLOCK:
    case NL_SEVERITY_HIGH:
        return NL_TONE_BAD;
    case NL_SEVERITY_MEDIUM:
        return NL_TONE_WARN;
    case NL_SEVERITY_LOW:
        return NL_TONE_PLAIN;
    case NL_SEVERITY_NONE:
        break;
    }
    return NL_TONE_DIM;
}

const char *nl_text_openness(const struct nl_page *page, enum nl_openness openness, bool starred)
{
    const char *word = nl_page_word(page, nl_label_openness(openness));
    return starred ? nl_arena_format(page->arena, "%s*", word) : word;
}

void nl_text_star(const struct nl_page *page, const struct nl_port_exposure *ports)
{
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (!ports[i].unverified)
            continue;
        nl_page_paragraph(page, 2, "* ", NL_TONE_DIM,
                          nl_page_say(page, NL_T("Rests on a setting whose effect on this version "
                                                 "of Windows is not proven.")));
        return;
    }
}

void nl_text_unseen(const struct nl_page *page, const struct nl_machine *machine)
{
    enum { MOST = 12 };
    size_t count = machine->unseen.count;
    if (count == 0)
        return;
    nl_page_heading(page, nl_page_say(page, NL_T("What could not be seen")));
    size_t shown = page->style->verbose || count <= MOST ? count : MOST;
    for (size_t i = 0; i < shown; i++) {
        const struct nl_unseen *unseen = &machine->unseen.items[i];
        const char *state = nl_label_unseen(unseen->state);
        const char *line = unseen->code
                               ? nl_page_say(page, NL_T("{1}: {2} (Windows error {3})"),
                                             unseen->what, state, nl_decimal(unseen->code).text)
                               : nl_page_say(page, NL_T("{1}: {2}"), unseen->what, state);
        nl_page_paragraph(page, 2, "- ", NL_TONE_PLAIN, line);
        if (unseen->why)
            nl_page_paragraph(page, 4, "", NL_TONE_DIM, nl_page_say(page, "{1}", unseen->why));
    }
    if (shown < count)
        nl_page_paragraph(page, 2, "- ", NL_TONE_PLAIN,
                          nl_page_say(page, NL_T("and {1} more: --verbose shows them"),
                                      nl_decimal(count - shown).text));
    nl_page_blank(page);
}

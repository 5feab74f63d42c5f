/* html_facts.c - the one line of facts on top of every HTML report. */
#include "report/html_facts.h"

#include "report/machine_line.h"
#include "report/phrase.h"
#include "version.h"

void nl_html_facts(const struct nl_html *html, const struct nl_machine *machine,
                   const struct nl_profile *profile, bool recommended, struct nl_html_head *head)
{
    struct nl_arena *arena = html->arena;
    const struct nl_words *words = html->style->words;
    struct nl_document document;
    nl_document_begin(&document, arena, html->style);
    const char *const facts[] = {
        nl_phrase_system(arena, words, machine),
        nl_phrase_membership(arena, words, machine),
        html->style->moment ? nl_phrase_time(arena, html->style->moment)
                            : nl_source_words(&document, machine),
        nl_rights_words(&document, machine),
        nl_phrase_say(arena, words,
                      recommended ? NL_T("profile {1} (recommended for this machine)")
                                  : NL_T("profile {1}"),
                      profile->name),
        "netlatch " NETLATCH_VERSION,
    };
    for (size_t i = 0; i < NL_COUNT_OF(facts); i++)
        nl_texts_add(&head->facts, arena, facts[i]);
    if (machine->recording_sha256)
        nl_texts_add(&head->facts, arena,
                     nl_phrase_say(arena, words, NL_T("SHA-256 of the recording {1}"),
                                   machine->recording_sha256));
}

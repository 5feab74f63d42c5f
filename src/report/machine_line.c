/* machine_line.c - the machine and the run, each in one line. */
#include "report/machine_line.h"

#include "base/clean.h"
#include "report/label.h"
#include "report/phrase.h"

const char *nl_machine_line(const struct nl_document *document, const struct nl_machine *machine)
{
    struct nl_arena *arena = document->arena;
    return nl_document_say(document, NL_T("{1}: {2}, {3}"), machine->name ? machine->name : "?",
                           nl_phrase_system(arena, document->style->words, machine),
                           nl_phrase_membership(arena, document->style->words, machine));
}

const char *nl_rights_words(const struct nl_document *document, const struct nl_machine *machine)
{
    switch (machine->session.elevated) {
    case NL_ANSWER_YES:
        return nl_document_say(document, NL_T("elevated"));
    case NL_ANSWER_NO:
        return nl_document_say(document, NL_T("not elevated"));
    case NL_ANSWER_UNKNOWN:
        break;
    }
    return nl_document_say(document, NL_T("rights unknown"));
}

const char *nl_source_words(const struct nl_document *document, const struct nl_machine *machine)
{
    if (nl_equal(machine->source, "hive"))
        return nl_document_say(document, NL_T("a Windows that is not running"));
    if (machine->recorded)
        return nl_document_say(document, NL_T("a recording made {1}"),
                               nl_phrase_time(document->arena, machine->recorded));
    return document->style->moment ? nl_document_say(document, NL_T("this computer"))
                                   : nl_document_say(document, NL_T("a recording without a date"));
}

static const char *seen(const struct nl_document *document, const struct nl_machine *machine)
{
    const char *rights = nl_rights_words(document, machine);
    if (document->style->moment)
        return nl_document_say(document, NL_T("Seen {1}, {2}."),
                               nl_phrase_time(document->arena, document->style->moment), rights);
    if (nl_equal(machine->source, "hive"))
        return nl_document_say(document, NL_T("Read from a Windows that is not running."));
    if (machine->recorded)
        return nl_document_say(document, NL_T("Recorded {1}, {2}."),
                               nl_phrase_time(document->arena, machine->recorded), rights);
    return nl_document_say(document, NL_T("Recorded without a date, {1}."), rights);
}

const char *nl_run_line(const struct nl_document *document, const struct nl_machine *machine,
                        const struct nl_profile *profile, bool recommended)
{
    return nl_document_say(
        document, recommended ? NL_T("{1} Profile: {2} (recommended).") : NL_T("{1} Profile: {2}."),
        seen(document, machine), profile->name);
}

/* phrases.c - short texts about one machine. */
#include "fleet/phrases.h"

#include "base/clean.h"
#include "base/time_text.h"
#include "report/conclusion.h"
#include "report/phrase.h"
#include "report/reach.h"

const char *nl_fleet_result_label(enum nl_result result)
{
    static const char *const labels[NL_RESULT_COUNT] = {
        [NL_RESULT_UNKNOWN] = NL_T("unknown"),
        [NL_RESULT_AS_WANTED] = NL_T("as wanted"),
        [NL_RESULT_PENDING] = NL_T("restart pending"),
        [NL_RESULT_NOT_AS_WANTED] = NL_T("not as wanted"),
    };
    return labels[result];
}

const char *nl_fleet_change_label(enum nl_fleet_change change)
{
    static const char *const labels[] = {
        [NL_FLEET_NOT_COMPARED] = "",       [NL_FLEET_SAME] = NL_T("the same"),
        [NL_FLEET_BETTER] = NL_T("better"), [NL_FLEET_WORSE] = NL_T("worse"),
        [NL_FLEET_NEW] = NL_T("new"),
    };
    return labels[change];
}

const char *nl_fleet_rule_id(const char *rule)
{
    static const char prefix[] = "setting.";
    return nl_starts(rule, prefix) ? rule + sizeof prefix - 1 : rule;
}

const char *nl_fleet_seen(struct nl_arena *arena, const struct nl_fleet_entry *entry)
{
    return entry->seen ? nl_phrase_time(arena, nl_time_text(arena, entry->seen)) : "";
}

const char *nl_fleet_fault_text(const struct nl_document *document,
                                const struct nl_fleet_fault *fault)
{
    const char *file = nl_clean(document->arena, fault->file);
    const char *why = nl_phrase_sentence(document->arena, document->style->words, &fault->why);
    if (fault->line == 0)
        return nl_arena_format(document->arena, "%s: %s", file, why);
    if (fault->column == 0)
        return nl_arena_format(document->arena, "%s:%llu: %s", file,
                               (unsigned long long)fault->line, why);
    return nl_arena_format(document->arena, "%s:%llu:%llu: %s", file,
                           (unsigned long long)fault->line, (unsigned long long)fault->column, why);
}

const char *nl_fleet_unconfirmed_text(const struct nl_document *document,
                                      const struct nl_fleet_entry *entry)
{
    static const char *const labels[NL_UNCONFIRMED_PHASE_COUNT] = {
        [NL_UNCONFIRMED_COUNTING] = NL_T("not confirmed yet"),
        [NL_UNCONFIRMED_WAITING] = NL_T("confirmed once, to be confirmed again after a restart"),
        [NL_UNCONFIRMED_RESTARTED] = NL_T("not confirmed yet"),
        [NL_UNCONFIRMED_EXPIRED] = NL_T("not confirmed in time"),
    };
    struct nl_arena *arena = document->arena;
    const char *told =
        entry->until ? nl_document_say(document, NL_T("until {1}"),
                                       nl_phrase_time(arena, nl_time_text(arena, entry->until)))
                     : nl_document_say(document, labels[entry->phase]);
    return entry->watched == NL_ANSWER_NO
               ? nl_document_say(document, NL_T("{1}; nobody watches it"), told)
               : told;
}

const char *nl_fleet_ports_text(const struct nl_document *document,
                                const struct nl_fleet_entry *entry)
{
    const struct nl_words *words = document->style->words;
    enum nl_reach widest = nl_fleet_widest_reach(entry);
    unsigned reached = 0;
    unsigned unknown = 0;
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        unknown |= (unsigned)(entry->ports[i] == NL_FLEET_UNKNOWN) << i;
        reached |= (unsigned)(entry->ports[i] == NL_FLEET_REACHED) << i;
    }
    if (reached == 0)
        return unknown ? nl_document_say(document, NL_T("not known: {1}"),
                                         nl_conclusion_list(document->arena, words, unknown))
                       : nl_document_say(document, NL_T("none"));
    const char *ports = nl_conclusion_list(document->arena, words, reached);
    return widest == NL_REACH_UNKNOWN
               ? ports
               : nl_document_say(document, NL_T("{1} (by {2})"), ports, nl_reach_label(widest));
}

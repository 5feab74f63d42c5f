/* incomplete.c - what changed, and what an answer about many machines does not rest on. */
#include "fleet/incomplete.h"

#include "base/clean.h"
#include "fleet/outside.h"
#include "fleet/phrases.h"
#include "report/label.h"
#include "report/phrase.h"

/* The first names of a list, and how many there are. */
struct some {
    struct nl_texts names;
    size_t count;
    size_t most;
};

static void add_name(const struct nl_document *document, struct some *some, const char *name)
{
    if (some->count++ < some->most)
        *NL_PUSH(document->arena, &some->names) = nl_clean(document->arena, name);
}

static const char *names_text(const struct nl_document *document, const struct some *some)
{
    const char *list = nl_phrase_join(document->arena, document->style->words, &some->names);
    return some->count > some->names.count
               ? nl_document_say(document, NL_T("{1} and {2} more"), list,
                                 nl_decimal(some->count - some->names.count).text)
               : list;
}

static void tell(struct nl_document *document, enum nl_tone tone, const char *text)
{
    nl_document_paragraph(document, NL_FORM_BOTH, tone, text);
}

static void missing(struct nl_document *document, const struct nl_fleet *fleet, size_t most)
{
    struct some missing = {.most = most};
    struct some unexpected = {.most = most};
    const struct nl_expected *expected = fleet->options.expected;
    if (!expected)
        return;
    for (size_t i = 0; i < fleet->missing.count; i++)
        add_name(document, &missing, fleet->missing.items[i]);
    for (size_t i = 0; i < fleet->unexpected.count; i++)
        add_name(document, &unexpected, fleet->unexpected.items[i]->machine);
    if (missing.count)
        tell(document, NL_TONE_WARN,
             nl_document_say(document, NL_T("Missing, {1} of {2} expected: {3}."),
                             nl_decimal(missing.count).text, nl_decimal(expected->names.count).text,
                             names_text(document, &missing)));
    else
        tell(document, NL_TONE_PLAIN,
             nl_document_say(document, NL_T("All {1} expected machines were heard from."),
                             nl_decimal(expected->names.count).text));
    if (unexpected.count)
        tell(document, NL_TONE_WARN,
             nl_document_say(document, NL_T("Not in the list, {1}: {2}."),
                             nl_decimal(unexpected.count).text, names_text(document, &unexpected)));
}

static void stale(struct nl_document *document, const struct nl_fleet *fleet, size_t most)
{
    struct some stale = {.most = most};
    struct some undated = {.most = most};
    if (fleet->options.stale == 0)
        return;
    for (size_t i = 0; i < fleet->machines.count; i++) {
        const struct nl_fleet_entry *entry = fleet->machines.items[i];
        if (entry->stale)
            add_name(document, &stale, entry->machine);
        if (entry->seen == 0)
            add_name(document, &undated, entry->machine);
    }
    if (stale.count)
        tell(document, NL_TONE_WARN,
             nl_document_say(document, NL_T("Seen longer ago than {1}, {2}: {3}."),
                             nl_clean(document->arena, fleet->options.stale_text),
                             nl_decimal(stale.count).text, names_text(document, &stale)));
    if (undated.count)
        tell(document, NL_TONE_WARN,
             nl_document_say(document, NL_T("When they were seen is not known, {1}: {2}."),
                             nl_decimal(undated.count).text, names_text(document, &undated)));
}

static void faults(struct nl_document *document, const struct nl_fleet *fleet, size_t most)
{
    struct nl_sentences lines = {0};
    if (fleet->faults.count == 0)
        return;
    tell(document, NL_TONE_WARN,
         nl_document_say(document, NL_T("Could not be read, {1}:"),
                         nl_decimal(fleet->faults.count).text));
    for (size_t i = 0; i < fleet->faults.count && i < most; i++)
        nl_say_to(document->arena, &lines, "{1}",
                  nl_fleet_fault_text(document, &fleet->faults.items[i]));
    if (fleet->faults.count > most)
        nl_say_to(document->arena, &lines, NL_T("and {1} more"),
                  nl_decimal(fleet->faults.count - most).text);
    nl_document_sentences(document, NL_TONE_PLAIN, &lines);
}

static void older(struct nl_document *document, const struct nl_fleet *fleet, size_t most)
{
    struct some some = {.most = most};
    for (size_t i = 0; i < fleet->older.count; i++)
        add_name(document, &some,
                 nl_arena_format(document->arena, "%s (%s)", fleet->older.items[i].older->machine,
                                 fleet->older.items[i].older->file));
    if (some.count)
        tell(document, NL_TONE_PLAIN,
             nl_document_say(document,
                             NL_T("Older files of a machine that do not count, {1}: {2}."),
                             nl_decimal(some.count).text, names_text(document, &some)));
}

static void exceptions(struct nl_document *document, const struct nl_fleet *fleet, size_t most)
{
    struct some some = {.most = most};
    for (size_t i = 0; i < fleet->exceptions.count; i++)
        add_name(document, &some,
                 nl_arena_format(document->arena, "%s x%zu",
                                 nl_names_text(fleet->names, fleet->exceptions.items[i].name),
                                 fleet->exceptions.items[i].machines));
    if (some.count)
        tell(document, NL_TONE_PLAIN,
             nl_document_say(document, NL_T("Left out by the profile because of a risk: {1}."),
                             names_text(document, &some)));
}

/* What is set and not in force yet; by its audit a machine says what for, unless an old one. */
static void waiting(struct nl_document *document, const struct nl_fleet *fleet, size_t most)
{
    struct some some = {.most = most};
    for (size_t i = 0; i < fleet->machines.count; i++) {
        const struct nl_fleet_entry *entry = fleet->machines.items[i];
        if (!entry->pending)
            continue;
        bool told = some.count < most && entry->waits_for != NL_EFFECT_NOW;
        add_name(document, &some,
                 told
                     ? nl_arena_format(document->arena, "%s (%s)", entry->machine,
                                       nl_document_say(document, nl_label_effect(entry->waits_for)))
                     : entry->machine);
    }
    if (some.count)
        tell(document, NL_TONE_PLAIN,
             nl_document_say(document,
                             NL_T("Changes that wait for a restart to come into force, {1}: {2}."),
                             nl_decimal(some.count).text, names_text(document, &some)));
}

/* What is rolled back unless somebody confirms it. By now that may have been decided. */
static void unconfirmed(struct nl_document *document, const struct nl_fleet *fleet, size_t most)
{
    struct some some = {.most = most};
    for (size_t i = 0; i < fleet->machines.count; i++) {
        const struct nl_fleet_entry *entry = fleet->machines.items[i];
        if (entry->unconfirmed)
            add_name(document, &some,
                     some.count < most ? nl_arena_format(document->arena, "%s (%s)", entry->machine,
                                                         nl_fleet_unconfirmed_text(document, entry))
                                       : entry->machine);
    }
    if (some.count)
        tell(document, fleet->unwatched ? NL_TONE_BAD : NL_TONE_WARN,
             nl_document_say(document,
                             NL_T("Changes that waited to be confirmed when the machine was seen, "
                                  "{1}: {2}."),
                             nl_decimal(some.count).text, names_text(document, &some)));
}

static void circumstances(struct nl_document *document, const struct nl_fleet *fleet, size_t most)
{
    struct some profiles = {.most = most};
    for (size_t i = 0; i < fleet->profiles.count; i++)
        add_name(document, &profiles, nl_names_text(fleet->names, fleet->profiles.items[i]));
    if (profiles.count > 1)
        tell(document, NL_TONE_PLAIN,
             nl_document_say(document, NL_T("Measured against different profiles: {1}."),
                             names_text(document, &profiles)));
    if (fleet->not_elevated || fleet->not_all_seen)
        tell(document, NL_TONE_WARN,
             nl_document_say(document,
                             NL_T("Machines seen without administrator rights: {1}; seen only in "
                                  "part: {2}."),
                             nl_decimal(fleet->not_elevated).text,
                             nl_decimal(fleet->not_all_seen).text));
    if (fleet->links || fleet->other_files)
        tell(document, NL_TONE_DIM,
             nl_document_say(document,
                             NL_T("Not read: links {1}, files that are no audit by their name "
                                  "or kind {2}."),
                             nl_decimal(fleet->links).text, nl_decimal(fleet->other_files).text));
}

/* The rules that fail now and did not, and the ports that answer a probe now and did not; or the other
 * way round. */
static const char *difference(const struct nl_document *document, const struct nl_fleet *fleet,
                              const struct nl_fleet_entry *now, const struct nl_fleet_entry *then)
{
    enum { MOST_RULES = 2 };
    struct some rules = {.most = MOST_RULES};
    size_t old = 0;
    for (size_t i = 0; i < now->marks.count; i++) {
        uint32_t rule = now->marks.items[i].rule;
        while (old < then->marks.count && then->marks.items[old].rule < rule)
            old++;
        if (old == then->marks.count || then->marks.items[old].rule != rule)
            add_name(document, &rules, nl_names_text(fleet->names, rule));
    }
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (nl_fleet_answered(now, i) && nl_fleet_asked(then, i) && !nl_fleet_answered(then, i))
            add_name(document, &rules,
                     nl_document_say(document, NL_T("{1} answers a probe"),
                                     nl_phrase_port(document->arena, &nl_ports[i])));
    }
    return rules.count ? names_text(document, &rules) : NULL;
}

static void changed(struct nl_document *document, const struct nl_fleet *fleet,
                    enum nl_fleet_change change, size_t most)
{
    struct some some = {.most = most};
    for (size_t i = 0; i < fleet->machines.count; i++) {
        const struct nl_fleet_entry *entry = fleet->machines.items[i];
        if (entry->change != change)
            continue;
        const char *rules = NULL;
        if (some.count < most && change == NL_FLEET_WORSE)
            rules = difference(document, fleet, entry, entry->before);
        if (some.count < most && change == NL_FLEET_BETTER)
            rules = difference(document, fleet, entry->before, entry);
        add_name(document, &some,
                 rules ? nl_arena_format(document->arena, "%s (%s)", entry->machine, rules)
                       : entry->machine);
    }
    if (some.count)
        tell(document, change == NL_FLEET_WORSE ? NL_TONE_BAD : NL_TONE_PLAIN,
             nl_document_say(document,
                             change == NL_FLEET_WORSE ? NL_T("Worse: {1}.") : NL_T("Better: {1}."),
                             names_text(document, &some)));
}

/* Of which nobody knows whether they got better. */
static void not_asked_again(struct nl_document *document, const struct nl_fleet *fleet, size_t most)
{
    struct some some = {.most = most};
    for (size_t i = 0; i < fleet->machines.count; i++) {
        const struct nl_fleet_entry *entry = fleet->machines.items[i];
        bool still = false;
        for (size_t port = 0; entry->before && port < NL_PORT_COUNT; port++)
            still = still || nl_fleet_still_answers(entry, entry->before, port);
        if (still)
            add_name(document, &some, entry->machine);
    }
    if (some.count)
        tell(document, NL_TONE_WARN,
             nl_document_say(document,
                             NL_T("A port answered a probe, and nobody asked it again, {1}: {2}."),
                             nl_decimal(some.count).text, names_text(document, &some)));
}

static void since(struct nl_document *document, const struct nl_fleet *fleet, size_t most)
{
    struct some gone = {.most = most};
    if (!fleet->options.since)
        return;
    nl_document_heading(document, NL_FORM_BOTH, "since",
                        nl_document_say(document, NL_T("Since {1}"),
                                        nl_clean(document->arena, fleet->options.since_name)));
    tell(document, NL_TONE_PLAIN,
         nl_document_say(document,
                         NL_T("{1} machines are better, {2} worse, {3} the same, {4} new, {5} not "
                              "there any more."),
                         nl_decimal(fleet->changes[NL_FLEET_BETTER]).text,
                         nl_decimal(fleet->changes[NL_FLEET_WORSE]).text,
                         nl_decimal(fleet->changes[NL_FLEET_SAME]).text,
                         nl_decimal(fleet->changes[NL_FLEET_NEW]).text,
                         nl_decimal(fleet->gone.count).text));
    changed(document, fleet, NL_FLEET_WORSE, most);
    changed(document, fleet, NL_FLEET_BETTER, most);
    not_asked_again(document, fleet, most);
    for (size_t i = 0; i < fleet->gone.count; i++)
        add_name(document, &gone, fleet->gone.items[i]->machine);
    if (gone.count)
        tell(document, NL_TONE_WARN,
             nl_document_say(document, NL_T("Not there any more: {1}."),
                             names_text(document, &gone)));
}

void nl_fleet_incomplete(struct nl_document *document, const struct nl_fleet *fleet, size_t names)
{
    size_t before = 0;
    since(document, fleet, names);
    before = document->blocks.count;
    nl_document_heading(document, NL_FORM_BOTH, "complete",
                        nl_document_say(document, NL_T("What this rests on")));
    missing(document, fleet, names);
    stale(document, fleet, names);
    faults(document, fleet, names);
    older(document, fleet, names);
    exceptions(document, fleet, names);
    waiting(document, fleet, names);
    unconfirmed(document, fleet, names);
    circumstances(document, fleet, names);
    if (document->blocks.count == before + 1)
        document->blocks.count = before; /* there was nothing to say */
}

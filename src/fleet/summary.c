/* summary.c - what an answer about many machines says. */
#include "fleet/summary.h"

#include "base/clean.h"
#include "fleet/incomplete.h"
#include "fleet/outside.h"
#include "fleet/phrases.h"
#include "fleet/probes_text.h"
#include "model/catalogue.h"
#include "report/label.h"
#include "report/phrase.h"
#include "report/tone.h"

static struct nl_cell cell(const char *text, enum nl_tone tone)
{
    return (struct nl_cell){.text = text, .tone = tone};
}

static const char *number(const struct nl_document *document, size_t count)
{
    return nl_arena_text(document->arena, nl_decimal(count).text);
}

enum nl_tone nl_fleet_tone(const struct nl_fleet *fleet)
{
    if (fleet->reachable > 0)
        return NL_TONE_BAD;
    return fleet->machines.count > 0 && nl_fleet_clean(fleet) ? NL_TONE_GOOD : NL_TONE_WARN;
}

const char *nl_fleet_headline(const struct nl_document *document, const struct nl_fleet *fleet)
{
    const struct nl_number all = nl_decimal(fleet->machines.count);
    const struct nl_number reachable = nl_decimal(fleet->reachable);
    const struct nl_number unsure = nl_decimal(fleet->unsure);
    if (fleet->machines.count == 0)
        return nl_document_say(document, NL_T("Nothing could be read of any machine."));
    if (fleet->reachable > 0 && fleet->unsure > 0)
        return nl_document_say(document,
                               NL_T("{1} of {2} machines can be reached through the five ports; "
                                    "of {3} more this is not known."),
                               reachable.text, all.text, unsure.text);
    if (fleet->reachable > 0)
        return nl_document_say(document,
                               NL_T("{1} of {2} machines can be reached through the five ports."),
                               reachable.text, all.text);
    if (fleet->unsure > 0)
        return nl_document_say(document,
                               NL_T("No machine is known to be reachable through the five ports; "
                                    "of {1} of {2} this is not known."),
                               unsure.text, all.text);
    return nl_document_say(document,
                           NL_T("None of the {1} machines can be reached through the five ports."),
                           all.text);
}

const char *nl_fleet_counts(const struct nl_document *document, const struct nl_fleet *fleet)
{
    const size_t *results = fleet->results;
    return nl_document_say(document,
                           NL_T("As their profile wants them: {1}; not: {2}; restart pending: {3}; "
                                "unknown: {4}."),
                           nl_decimal(results[NL_RESULT_AS_WANTED]).text,
                           nl_decimal(results[NL_RESULT_NOT_AS_WANTED]).text,
                           nl_decimal(results[NL_RESULT_PENDING]).text,
                           nl_decimal(results[NL_RESULT_UNKNOWN]).text);
}

/* "2 of 3": how many of the machines that were asked. */
static struct nl_cell answers_cell(const struct nl_document *document, const struct nl_fleet *fleet,
                                   size_t port)
{
    size_t answered = fleet->ports_answered[port];
    if (fleet->ports_asked[port] == 0)
        return cell(nl_document_say(document, nl_probe_state_label(NL_PROBE_NOT_ASKED)),
                    NL_TONE_DIM);
    return cell(nl_document_say(document, NL_T("{1} of {2}"), nl_decimal(answered).text,
                                nl_decimal(fleet->ports_asked[port]).text),
                answered ? NL_TONE_BAD : NL_TONE_DIM);
}

static void port_table(struct nl_document *document, const struct nl_fleet *fleet)
{
    static const char *const titles[] = {
        NL_T("Port"),   NL_T("Reachable"), NL_T("Held by the firewall"),
        NL_T("Closed"), NL_T("Unknown"),   NL_T("Answered a probe")};
    static const enum nl_fleet_port columns[] = {NL_FLEET_REACHED, NL_FLEET_HELD, NL_FLEET_CLOSED,
                                                 NL_FLEET_UNKNOWN};
    static const enum nl_tone tones[] = {NL_TONE_BAD, NL_TONE_PLAIN, NL_TONE_PLAIN, NL_TONE_WARN};
    /* The last column is told where somebody asked. */
    struct nl_table table = {.columns = NL_COUNT_OF(titles) - (fleet->asked == 0)};
    for (size_t i = 0; i < table.columns; i++)
        table.titles[i] = nl_document_say(document, titles[i]);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        struct nl_row *row = NL_PUSH(document->arena, &table.rows);
        row->cells[0] = cell(nl_phrase_port(document->arena, &nl_ports[i]), NL_TONE_STRONG);
        for (size_t c = 0; c < NL_COUNT_OF(columns); c++) {
            size_t count = fleet->ports[i][columns[c]];
            row->cells[c + 1] = cell(number(document, count), count ? tones[c] : NL_TONE_DIM);
        }
        row->cells[NL_COUNT_OF(columns) + 1] = answers_cell(document, fleet, i);
    }
    nl_document_gap(document);
    nl_document_table(document, NL_FORM_TEXT, NULL, &table);
}

static const char *fails_text(const struct nl_document *document,
                              const struct nl_fleet_entry *entry)
{
    return nl_document_say(document, NL_T("{1} high, {2} medium, {3} low"),
                           nl_decimal(entry->high).text, nl_decimal(entry->medium).text,
                           nl_decimal(entry->low).text);
}

static bool is_bad(const struct nl_fleet_entry *entry)
{
    return nl_fleet_ports_in(entry, NL_FLEET_REACHED) + nl_fleet_ports_in(entry, NL_FLEET_UNKNOWN) >
               0 ||
           entry->high > 0 || entry->medium > 0;
}

static void worst_machines(struct nl_document *document, const struct nl_fleet *fleet, size_t rows)
{
    struct nl_table table = {.columns = 4,
                             .titles = {nl_document_say(document, NL_T("Machine")),
                                        nl_document_say(document, NL_T("Reachable ports")),
                                        nl_document_say(document, NL_T("Failing rules")),
                                        nl_document_say(document, NL_T("Seen"))}};
    for (size_t i = 0; i < fleet->machines.count && i < rows; i++) {
        const struct nl_fleet_entry *entry = fleet->machines.items[i];
        if (!is_bad(entry))
            break;
        struct nl_row *row = NL_PUSH(document->arena, &table.rows);
        const char *seen = nl_fleet_seen(document->arena, entry);
        row->cells[0] = cell(nl_clean(document->arena, entry->machine), NL_TONE_STRONG);
        row->cells[1] =
            cell(nl_fleet_probe_mark(document, entry, nl_fleet_ports_text(document, entry)),
                 nl_fleet_ports_in(entry, NL_FLEET_REACHED) ? NL_TONE_BAD : NL_TONE_PLAIN);
        row->cells[2] = cell(fails_text(document, entry), NL_TONE_PLAIN);
        row->cells[3] = cell(*seen ? nl_arena_copy(document->arena, seen, 10) /* the day */
                                   : nl_document_say(document, NL_T("unknown")),
                             entry->stale ? NL_TONE_WARN : NL_TONE_DIM);
    }
    if (table.rows.count == 0)
        return;
    nl_document_heading(document, NL_FORM_BOTH, "worst",
                        nl_document_say(document, NL_T("Machines, the worst first")));
    nl_document_table(document, NL_FORM_BOTH, "worst", &table);
}

/* What a rule is about: a setting by its title. */
static const char *rule_words(const struct nl_document *document, const char *rule)
{
    const char *id = nl_fleet_rule_id(rule);
    const struct nl_setting *setting = id != rule ? nl_setting_find(id) : NULL;
    const char *words = setting ? setting->title : nl_label_rule(rule);
    return words ? nl_document_say(document, words) : "";
}

static void rules(struct nl_document *document, const struct nl_fleet *fleet, size_t rows)
{
    struct nl_table table = {.columns = 4,
                             .titles = {nl_document_say(document, NL_T("Severity")),
                                        nl_document_say(document, NL_T("Machines")),
                                        nl_document_say(document, NL_T("What")),
                                        nl_document_say(document, NL_T("Rule"))}};
    for (size_t i = 0; i < fleet->rules.count && i < rows; i++) {
        const struct nl_fleet_rule *rule = &fleet->rules.items[i];
        struct nl_row *row = NL_PUSH(document->arena, &table.rows);
        row->cells[0] = rule->fail
                            ? cell(nl_document_say(document, nl_label_severity(rule->severity)),
                                   nl_tone_severity(rule->severity))
                            : cell(nl_document_say(document, NL_T("unknown")), NL_TONE_WARN);
        row->cells[1] =
            rule->fail && rule->unknown
                ? cell(nl_document_say(document, NL_T("{1}, unknown on {2}"),
                                       nl_decimal(rule->fail).text, nl_decimal(rule->unknown).text),
                       NL_TONE_PLAIN)
                : cell(number(document, rule->fail + rule->unknown), NL_TONE_PLAIN);
        const char *name = nl_names_text(fleet->names, rule->rule);
        row->cells[2].text = rule_words(document, name);
        row->cells[3] = (struct nl_cell){.text = nl_clean(document->arena, nl_fleet_rule_id(name)),
                                         .code = true};
    }
    if (table.rows.count == 0)
        return;
    nl_document_heading(document, NL_FORM_BOTH, "rules",
                        nl_document_say(document, NL_T("What fails, the worst first")));
    nl_document_table(document, NL_FORM_BOTH, "rules", &table);
}

void nl_fleet_summary(struct nl_document *document, const struct nl_fleet *fleet,
                      const struct nl_fleet_limits *limits)
{
    nl_document_paragraph(document, NL_FORM_TEXT, nl_fleet_tone(fleet),
                          nl_fleet_headline(document, fleet));
    if (fleet->machines.count) {
        nl_document_paragraph(document, NL_FORM_TEXT, NL_TONE_PLAIN,
                              nl_fleet_counts(document, fleet));
        nl_fleet_probe_lines(document, fleet, NL_FORM_TEXT);
        port_table(document, fleet);
    }
    nl_fleet_probe_section(document, fleet, limits->rows);
    worst_machines(document, fleet, limits->rows);
    rules(document, fleet, limits->rows);
    nl_fleet_incomplete(document, fleet, limits->names);
}

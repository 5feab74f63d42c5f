/* plan_cost.c - what a plan costs on this machine: what it may break, and the risks to accept. */
#include "report/plan_cost.h"

#include "model/risk.h"
#include "report/label.h"
#include "report/phrase.h"
#include "report/tone.h"

#include <string.h>

/* How much speaks for a component being here; the order of the rows. */
enum weight { IN_USE = 0, MAYBE, INSTALLED, UNTOUCHED, NOT_FOUND, WEIGHT_COUNT };

static enum weight weight_of(const struct nl_impact *impact)
{
    if (impact->because.count == 0 || impact->severity == NL_SEVERITY_NONE)
        return UNTOUCHED;
    switch (impact->presence) {
    case NL_PRESENCE_IN_USE:
        return IN_USE;
    case NL_PRESENCE_INSTALLED:
        return INSTALLED;
    case NL_PRESENCE_NOT_FOUND:
        return NOT_FOUND;
    case NL_PRESENCE_UNKNOWN:
        break;
    }
    return MAYBE;
}

static const char *weight_label(enum weight weight)
{
    static const char *const labels[WEIGHT_COUNT] = {
        [IN_USE] = NL_T("in use"),       [MAYBE] = NL_T("perhaps here"),
        [INSTALLED] = NL_T("installed"), [UNTOUCHED] = NL_T("not touched"),
        [NOT_FOUND] = NL_T("not found"),
    };
    return labels[weight];
}

static void add_row(struct nl_document *document, struct nl_table *table, enum weight weight,
                    enum nl_tone tone, const char *text)
{
    struct nl_row *row = NL_PUSH(document->arena, &table->rows);
    row->cells[0] =
        (struct nl_cell){.text = nl_document_say(document, weight_label(weight)), .tone = tone};
    row->cells[1].text = text;
}

/* A component's title without what stands in brackets behind it. */
static const char *short_title(const struct nl_document *document,
                               const struct nl_component *component)
{
    const char *title = nl_document_say(document, component->title);
    const char *latin = strstr(title, " (");
    const char *wide = strstr(title, "\xEF\xBC\x88");
    const char *end = latin ? latin : wide;
    return end && end > title ? nl_arena_copy(document->arena, title, (size_t)(end - title))
                              : title;
}

/* One in use: what it is, how hard it is hit and, with mechanism, why. */
static const char *in_use_text(const struct nl_document *document, const struct nl_impact *impact,
                               bool mechanism)
{
    const char *what =
        nl_document_say(document, NL_T("{1} ({2})"),
                        mechanism ? nl_document_say(document, impact->component->title)
                                  : short_title(document, impact->component),
                        nl_document_say(document, nl_label_severity(impact->severity)));
    const char *why =
        nl_phrase_sentence(document->arena, document->style->words, &impact->because.items[0]);
    return mechanism ? nl_document_say(document, NL_T("{1}: {2}"), what, why) : what;
}

/* All of one weight in a line; what is not here is named only where the article names it. */
static void joined(struct nl_document *document, const struct nl_plan *plan, enum weight weight,
                   struct nl_table *table)
{
    enum { MOST_TITLES = 3 };
    struct nl_texts titles = {0};
    for (size_t i = 0; i < plan->impacts.count; i++) {
        const struct nl_impact *impact = &plan->impacts.items[i];
        bool told = weight == IN_USE ? impact->severity <= NL_SEVERITY_LOW
                                     : weight == INSTALLED || weight == MAYBE ||
                                           impact->component->always_listed;
        if (weight_of(impact) == weight && told)
            nl_texts_add(&titles, document->arena, short_title(document, impact->component));
    }
    size_t more = titles.count > MOST_TITLES ? titles.count - MOST_TITLES : 0;
    titles.count -= more;
    const char *text = nl_phrase_join(document->arena, document->style->words, &titles);
    if (more)
        text = nl_document_say(document, NL_T("{1} and {2} more"), text, nl_decimal(more).text);
    if (titles.count)
        add_row(document, table, weight,
                weight == MAYBE       ? NL_TONE_WARN
                : weight == INSTALLED ? NL_TONE_PLAIN
                                      : NL_TONE_DIM,
                text);
}

/* Their names where they are few, else how many. */
static const char *dependents_text(const struct nl_document *document,
                                   const struct nl_dependents *dependents)
{
    enum { MOST_NAMES = 4 };
    struct nl_texts names = {0};
    if (dependents->list.count > MOST_NAMES)
        return nl_arena_text(document->arena, nl_decimal(dependents->transitive).text);
    for (size_t i = 0; i < dependents->list.count; i++)
        nl_texts_add(&names, document->arena, dependents->list.items[i].name);
    return nl_phrase_join(document->arena, document->style->words, &names);
}

/* The table of what may break; in text without the mechanisms, which take a line each. */
static size_t cost_table(struct nl_document *document, const struct nl_plan *plan,
                         enum nl_document_form form)
{
    struct nl_table table = {.columns = 2,
                             .headless = true,
                             .titles = {nl_document_say(document, NL_T("Evidence")),
                                        nl_document_say(document, NL_T("What"))}};
    for (size_t i = 0; i < plan->impacts.count; i++) {
        const struct nl_impact *impact = &plan->impacts.items[i];
        if (weight_of(impact) == IN_USE && impact->severity > NL_SEVERITY_LOW)
            add_row(document, &table, IN_USE, nl_tone_severity(impact->severity),
                    in_use_text(document, impact, form == NL_FORM_HTML));
    }
    for (enum weight weight = IN_USE; weight < WEIGHT_COUNT; weight++)
        joined(document, plan, weight, &table);
    nl_document_table(document, form, "cost", &table);
    return table.rows.count;
}

void nl_plan_cost(struct nl_document *document, const struct nl_plan *plan)
{
    if (plan->steps.count == 0)
        return;
    nl_document_heading(document, NL_FORM_BOTH, "cost",
                        nl_document_say(document, NL_T("What it may break here")));
    size_t rows = cost_table(document, plan, NL_FORM_TEXT) +
                  cost_table(document, plan, NL_FORM_HTML) + plan->dependents.count;
    if (rows == 0)
        nl_document_paragraph(document, NL_FORM_BOTH, NL_TONE_GOOD,
                              nl_document_say(document, NL_T("Nothing that netlatch knows of.")));
    for (size_t i = 0; i < plan->dependents.count; i++) {
        const struct nl_dependents *one = &plan->dependents.items[i];
        if (one->transitive == 0)
            continue;
        nl_document_paragraph(
            document, NL_FORM_BOTH, NL_TONE_BAD,
            nl_document_say(document,
                            NL_T("Services that would not start without {1}: {2} (running now: "
                                 "{3})."),
                            one->service, dependents_text(document, one),
                            nl_decimal(one->running).text));
    }
}

static void risk_details(struct nl_document *document, const struct nl_risk *risk)
{
    const struct nl_risk_row *row = risk->row;
    nl_document_subheading(document,
                           nl_document_say(document, NL_T("{1}: {2} (severity: {3})"), row->id,
                                           row->title, nl_label_severity(row->severity)));
    nl_document_paragraph(document, NL_FORM_BOTH, NL_TONE_PLAIN,
                          nl_document_say(document, row->risk));
    nl_document_sentences(document, NL_TONE_PLAIN, &risk->because);
    if (row->instead)
        nl_document_paragraph(document, NL_FORM_BOTH, NL_TONE_PLAIN,
                              nl_document_say(document, NL_T("Instead: {1}"), row->instead));
}

void nl_plan_risks(struct nl_document *document, const struct nl_plan *plan)
{
    if (plan->risks.count == 0)
        return;
    struct nl_table table = {.columns = 3,
                             .headless = true,
                             .titles = {nl_document_say(document, NL_T("Severity")),
                                        nl_document_say(document, NL_T("Risk")),
                                        nl_document_say(document, NL_T("Id"))}};
    for (size_t i = 0; i < plan->risks.count; i++) {
        const struct nl_risk_row *row = plan->risks.items[i].row;
        struct nl_row *line = NL_PUSH(document->arena, &table.rows);
        line->cells[0] =
            (struct nl_cell){.text = nl_document_say(document, nl_label_severity(row->severity)),
                             .tone = nl_tone_severity(row->severity)};
        line->cells[1].text = nl_document_say(document, row->title);
        line->cells[2] = (struct nl_cell){.text = row->id, .code = true};
    }
    nl_document_heading(
        document, NL_FORM_BOTH, "risks",
        nl_document_say(
            document,
            NL_T("Risks: --accept RISK accepts one, --leave-out RISK leaves out what raises it")));
    nl_document_table(document, NL_FORM_BOTH, "risks", &table);
    nl_document_details(document, "risk-details",
                        nl_document_say(document, NL_T("What each risk means on this machine")));
    for (size_t i = 0; i < plan->risks.count; i++)
        risk_details(document, &plan->risks.items[i]);
    nl_document_details_end(document);
}

void nl_plan_impact(struct nl_document *document, const struct nl_impact *impact)
{
    const struct nl_component *component = impact->component;
    nl_document_subheading(document,
                           nl_document_say(document, NL_T("{1}: {2} ({3})"), nl_label_hit(impact),
                                           component->title, nl_label_presence(impact->presence)));
    nl_document_sentences(document, NL_TONE_PLAIN, &impact->because);
    if (impact->because.count == 0 && component->untouched)
        nl_document_paragraph(document, NL_FORM_BOTH, NL_TONE_PLAIN,
                              nl_document_say(document, component->untouched));
    if (impact->evidence.count) {
        nl_document_paragraph(document, NL_FORM_BOTH, NL_TONE_DIM,
                              nl_document_say(document, NL_T("Evidence:")));
        nl_document_sentences(document, NL_TONE_DIM, &impact->evidence);
    }
    if (component->mitigation)
        nl_document_paragraph(
            document, NL_FORM_BOTH, NL_TONE_PLAIN,
            nl_document_say(document, NL_T("Remedy: {1}"), component->mitigation));
    if (impact->causes.count)
        nl_document_paragraph(
            document, NL_FORM_BOTH, NL_TONE_DIM,
            nl_document_say(
                document, NL_T("Because of: {1}"),
                nl_phrase_join(document->arena, document->style->words, &impact->causes)));
}

void nl_plan_dependents(struct nl_document *document, const struct nl_plan *plan)
{
    for (size_t i = 0; i < plan->dependents.count; i++) {
        const struct nl_dependents *one = &plan->dependents.items[i];
        nl_document_subheading(
            document, nl_document_say(document,
                                      NL_T("{1}: services that need it: {2}, directly: {3}, "
                                           "running now: {4}"),
                                      one->service, nl_decimal(one->transitive).text,
                                      nl_decimal(one->direct).text, nl_decimal(one->running).text));
        if (one->transitive != one->transitive_without_groups)
            nl_document_paragraph(
                document, NL_FORM_BOTH, NL_TONE_DIM,
                nl_document_say(document, NL_T("Without load-order groups: {1}, directly {2}."),
                                nl_decimal(one->transitive_without_groups).text,
                                nl_decimal(one->direct_without_groups).text));
        nl_document_dependents(document, one);
    }
}

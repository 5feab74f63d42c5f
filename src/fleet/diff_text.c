/* diff_text.c - what changed, as text. */
#include "fleet/diff_text.h"

#include "base/clean.h"
#include "fleet/phrases.h"
#include "fleet/vocabulary.h"
#include "report/document_text.h"
#include "report/label.h"

/* Of the facts of a recording, which may be thousands; --verbose shows all. */
#define MOST_FACTS 20
#define MOST_MACHINES 15

static struct nl_cell cell(const char *text, enum nl_tone tone)
{
    return (struct nl_cell){.text = text, .tone = tone};
}

static enum nl_tone tone_of(enum nl_trend trend)
{
    static const enum nl_tone tones[] = {[NL_TREND_OTHER] = NL_TONE_PLAIN,
                                         [NL_TREND_BETTER] = NL_TONE_GOOD,
                                         [NL_TREND_WORSE] = NL_TONE_BAD};
    return tones[trend];
}

static const char *label_of(enum nl_trend trend)
{
    static const char *const labels[] = {[NL_TREND_OTHER] = NL_T("changed"),
                                         [NL_TREND_BETTER] = NL_T("better"),
                                         [NL_TREND_WORSE] = NL_T("worse")};
    return labels[trend];
}

static const char *value(const struct nl_document *document, const char *text)
{
    enum { MOST_BYTES = 160 };
    if (!text)
        return nl_document_say(document, NL_T("not there"));
    const char *clean = nl_clean(document->arena, text);
    size_t length = 0;
    while (length < MOST_BYTES && clean[length])
        length++;
    if (!clean[length])
        return clean;
    while (length > 0 && ((unsigned char)clean[length] & 0xC0) == 0x80)
        length--; /* at a character's edge */
    return nl_arena_format(document->arena, "%.*s...", (int)length, clean);
}

/* A value that did not change, but how it is judged: with the verdict. */
static const char *judged(const struct nl_document *document, const struct nl_diff_change *change,
                          bool after)
{
    const char *found = after ? change->after : change->before;
    /* What was not asked may be there all the same. */
    if (!found && change->kind == NL_FACT_PROBE)
        return nl_document_say(document, nl_probe_state_label(NL_PROBE_NOT_ASKED));
    const char *text = value(document, found);
    const char *verdict = after ? change->after_verdict : change->before_verdict;
    if (!verdict || !nl_equal(change->before, change->after))
        return text;
    const char *label = nl_label_verdict(
        (enum nl_verdict)nl_fleet_word(nl_verdict_words, verdict, NL_VERDICT_UNKNOWN));
    return nl_arena_format(document->arena, "%s (%s)", text, nl_document_say(document, label));
}

static bool of_kinds(const struct nl_diff_change *change, bool facts)
{
    return (change->kind == NL_FACT_OTHER) == facts;
}

static void change_table(struct nl_document *document, const struct nl_diff_machine *machine,
                         bool facts, const char *heading)
{
    struct nl_table table = {.columns = 4,
                             .titles = {nl_document_say(document, NL_T("Change")),
                                        nl_document_say(document, NL_T("What")),
                                        nl_document_say(document, NL_T("Before")),
                                        nl_document_say(document, NL_T("Now"))}};
    size_t left_out = 0;
    for (size_t i = 0; i < machine->changes.count; i++) {
        const struct nl_diff_change *change = &machine->changes.items[i];
        if (!of_kinds(change, facts))
            continue;
        if (facts && table.rows.count == MOST_FACTS && !document->style->verbose) {
            left_out++;
            continue;
        }
        struct nl_row *row = NL_PUSH(document->arena, &table.rows);
        row->cells[0] =
            cell(nl_document_say(document, label_of(change->trend)), tone_of(change->trend));
        row->cells[1] = cell(nl_clean(document->arena, change->key), NL_TONE_STRONG);
        row->cells[2] = cell(judged(document, change, false), NL_TONE_PLAIN);
        row->cells[3] = cell(judged(document, change, true), NL_TONE_PLAIN);
    }
    if (table.rows.count == 0)
        return;
    nl_document_heading(document, NL_FORM_TEXT, NULL, heading);
    nl_document_table(document, NL_FORM_TEXT, NULL, &table);
    if (left_out)
        nl_document_paragraph(document, NL_FORM_TEXT, NL_TONE_DIM,
                              nl_document_say(document, NL_T("and {1} more: --verbose shows them"),
                                              nl_decimal(left_out).text));
}

static void changes(struct nl_document *document, const struct nl_diff_machine *machine)
{
    change_table(
        document, machine, false,
        nl_document_say(document, NL_T("Ports, probes, settings and findings, the worst first")));
    change_table(document, machine, true, nl_document_say(document, NL_T("Other facts")));
    if (machine->partly)
        nl_document_paragraph(
            document, NL_FORM_TEXT, NL_TONE_DIM,
            nl_document_say(document, NL_T("One of the two is an audit, which has fewer "
                                           "facts than a recording; only what both have "
                                           "was compared.")));
}

static const char *machine_text(const struct nl_document *document,
                                const struct nl_diff_machine *machine)
{
    const char *name = nl_clean(document->arena, machine->name);
    if (!machine->newer)
        return nl_document_say(document, NL_T("{1} is only in the old collection."), name);
    if (!machine->old)
        return nl_document_say(document, NL_T("{1} is only in the new collection."), name);
    return nl_document_say(document, NL_T("{1}: {2} changes, {3} worse, {4} better."), name,
                           nl_decimal(machine->changes.count).text, nl_decimal(machine->worse).text,
                           nl_decimal(machine->better).text);
}

static void machines(struct nl_document *document, const struct nl_diff *diff)
{
    bool one = diff->machines.count == 1 && diff->same == 0;
    for (size_t i = 0; i < diff->machines.count; i++) {
        const struct nl_diff_machine *machine = &diff->machines.items[i];
        if (i == MOST_MACHINES && !document->style->verbose) {
            nl_document_paragraph(
                document, NL_FORM_TEXT, NL_TONE_DIM,
                nl_document_say(document, NL_T("and {1} more: --verbose shows them"),
                                nl_decimal(diff->machines.count - MOST_MACHINES).text));
            break;
        }
        if (!one)
            nl_document_paragraph(document, NL_FORM_TEXT,
                                  machine->worse ? NL_TONE_BAD : NL_TONE_PLAIN,
                                  machine_text(document, machine));
        if ((one || document->style->verbose) && machine->old && machine->newer)
            changes(document, machine);
    }
}

static const char *headline(const struct nl_document *document, const struct nl_diff *diff)
{
    if (diff->machines.count == 1 && diff->same == 0)
        return machine_text(document, &diff->machines.items[0]);
    return diff->machines.count == 0
               ? nl_document_say(document, NL_T("Nothing differs ({1} machines)."),
                                 nl_decimal(diff->same).text)
               : nl_document_say(document, NL_T("{1} machines differ, {2} are the same."),
                                 nl_decimal(diff->machines.count).text,
                                 nl_decimal(diff->same).text);
}

void nl_diff_text(struct nl_arena *arena, const struct nl_diff *diff,
                  const struct nl_report_style *style, struct nl_text *out)
{
    struct nl_document document;
    struct nl_page page = nl_page_begin(arena, style, out);
    nl_document_begin(&document, arena, style);
    if (style->quiet) {
        nl_text_add(out, headline(&document, diff));
        nl_page_blank(&page);
        return;
    }
    nl_document_paragraph(&document, NL_FORM_TEXT, NL_TONE_STRONG, headline(&document, diff));
    machines(&document, diff);
    for (size_t i = 0; i < diff->faults.count; i++)
        nl_document_paragraph(&document, NL_FORM_TEXT, NL_TONE_WARN,
                              nl_fleet_fault_text(&document, &diff->faults.items[i]));
    nl_document_write_text(&document, &page);
}

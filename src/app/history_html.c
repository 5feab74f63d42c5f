/* history_html.c - the changes netlatch made here as a page for a change record. */
#include "history_html.h"

#include "base/clean.h"
#include "input.h"
#include "journal_words.h"
#include "output.h"
#include "report/document_html.h"
#include "report/phrase.h"
#include "version.h"

static const struct nl_mark *mark_of(const struct nl_journal *journal, enum nl_mark_kind kind)
{
    for (size_t i = journal->marks.count; i-- > 0;) {
        if (journal->marks.items[i].kind == kind)
            return &journal->marks.items[i];
    }
    return NULL;
}

static bool rolled_back(const struct nl_journal *journal)
{
    return journal->state == NL_JOURNAL_ROLLED_BACK || journal->state == NL_JOURNAL_ABANDONED;
}

static bool needs_a_person(const struct nl_journal *journal)
{
    return !nl_journal_stands(journal) ? !rolled_back(journal)
                                       : journal->state == NL_JOURNAL_INCOMPLETE;
}

static void step_row(struct nl_document *document, const struct nl_journal_row *of,
                     struct nl_table *table)
{
    struct nl_row *row = NL_PUSH(document->arena, &table->rows);
    row->cells[0] = (struct nl_cell){
        .text = of->setting ? nl_document_say(document, of->setting->title) : of->id,
        .tone = NL_TONE_STRONG};
    row->cells[1].text = of->which;
    row->cells[2].text = of->before;
    row->cells[3].text = of->after;
    row->cells[4].text = of->back    ? of->back
                         : of->force ? of->force
                                     : nl_document_say(document, NL_T("no"));
    row->cells[5] = (struct nl_cell){.text = of->id, .code = true};
}

static void steps(struct nl_app *app, struct nl_document *document,
                  const struct nl_history_page *page, const struct nl_journal *journal)
{
    static const char *const titles[] = {NL_T("Setting"), NL_T("Where"),    NL_T("Before"),
                                         NL_T("After"),   NL_T("In force"), NL_T("Id")};
    struct nl_table table = {.columns = NL_COUNT_OF(titles)};
    const struct nl_journal_rows rows = nl_journal_rows(app, journal, page->sight, false);
    for (size_t i = 0; i < NL_COUNT_OF(titles); i++)
        table.titles[i] = nl_document_say(document, titles[i]);
    for (size_t i = 0; i < rows.count; i++)
        step_row(document, &rows.items[i], &table);
    nl_document_table(document, NL_FORM_HTML, "history", &table);
}

static void paragraph(struct nl_document *document, enum nl_tone tone, const char *text)
{
    if (text)
        nl_document_paragraph(document, NL_FORM_HTML, tone, text);
}

/* Who, when, with which profile and program; and how it stands now. */
static void facts(struct nl_app *app, struct nl_document *document,
                  const struct nl_history_page *page, const struct nl_journal *journal)
{
    struct nl_arena *arena = document->arena;
    const struct nl_mark *verified = mark_of(journal, NL_MARK_VERIFIED);
    const struct nl_mark *back = mark_of(journal, NL_MARK_ROLLED_BACK);
    const struct nl_texts rest = nl_journal_rest(app, journal, page->sight->machine);
    const char *by = journal->user ? journal->user : nl_word(app, NL_T("an unknown account"));
    const struct nl_sentence ended = nl_journal_ended_by(arena, journal);
    paragraph(
        document, NL_TONE_PLAIN,
        nl_document_say(document, NL_T("Made {1} by {2} with netlatch {3}. Profile {4}, plan {5}."),
                        nl_phrase_time(arena, nl_time_text(arena, journal->created_s)), by,
                        journal->program ? journal->program : "", journal->profile, journal->plan));
    if (journal->accepted.count)
        paragraph(
            document, NL_TONE_PLAIN,
            nl_document_say(document, NL_T("Accepted risks: {1}."),
                            nl_phrase_join(arena, document->style->words, &journal->accepted)));
    paragraph(document, verified ? NL_TONE_PLAIN : NL_TONE_WARN,
              verified ? nl_document_say(document, NL_T("All settings were read back {1}."),
                                         nl_phrase_time(arena, nl_time_text(arena, verified->at_s)))
                       : nl_document_say(document, NL_T("Not all settings were read back.")));
    paragraph(document, NL_TONE_WARN, page->waits(app, journal, page->context));
    if (ended.format)
        paragraph(document, NL_TONE_PLAIN,
                  nl_phrase_sentence(arena, document->style->words, &ended));
    for (size_t i = 0; i < rest.count; i++)
        paragraph(document, NL_TONE_BAD,
                  nl_document_say(document, NL_T("What is left: {1}"), rest.items[i]));
    paragraph(document, NL_TONE_BAD, nl_journal_rest_advice(app, journal));
    if (back)
        paragraph(document, NL_TONE_PLAIN,
                  nl_document_say(document,
                                  NL_T("Every value before the change was read back {1}."),
                                  nl_phrase_time(arena, nl_time_text(arena, back->at_s))));
}

static void change(struct nl_app *app, struct nl_document *document,
                   const struct nl_history_page *page, const struct nl_journal *journal)
{
    struct nl_arena *arena = document->arena;
    nl_document_heading(document, NL_FORM_HTML,
                        nl_arena_format(arena, "change-%zu", document->blocks.count),
                        nl_document_say(document, NL_T("{1}: {2}"), journal->id,
                                        nl_journal_state_text(journal->state)));
    if (journal->damage)
        paragraph(document, NL_TONE_BAD,
                  nl_clean(arena, nl_error_text(arena, journal->damage, document->style->words)));
    if (!journal->plan)
        return; /* nothing of it could be read */
    facts(app, document, page, journal);
    steps(app, document, page, journal);
}

static size_t count_of(const struct nl_journals *journals, bool (*is)(const struct nl_journal *))
{
    size_t count = 0;
    for (size_t i = 0; i < journals->count; i++)
        count += is(&journals->items[i]);
    return count;
}

static const char *machine_name(const struct nl_history_page *page)
{
    const struct nl_machine *machine = page->sight->machine;
    for (size_t i = 0; !machine && i < page->journals->count; i++) {
        if (page->journals->items[i].machine)
            return page->journals->items[i].machine;
    }
    return machine && machine->name ? machine->name : "?";
}

static void add_count(struct nl_app *app, struct nl_html_head *head, const char *label,
                      size_t count, const char *tone)
{
    *NL_PUSH(app->arena, &head->counts) = (struct nl_html_count){nl_word(app, label), count, tone};
}

/* The newest change that can be rolled back. */
static const struct nl_journal *newest_standing(const struct nl_journals *journals)
{
    for (size_t i = 0; i < journals->count; i++) {
        if (nl_journal_stands(&journals->items[i]))
            return &journals->items[i];
    }
    return NULL;
}

static void begin(struct nl_app *app, const struct nl_html *html,
                  const struct nl_history_page *page)
{
    struct nl_arena *arena = app->arena;
    const struct nl_journals *journals = page->journals;
    const struct nl_journal *newest = newest_standing(journals);
    size_t troubled = count_of(journals, needs_a_person);
    struct nl_html_head head = {
        .kind = nl_word(app, NL_T("Changes")),
        .title = nl_clean(arena, machine_name(page)),
        .result = journals->count
                      ? nl_phrase_say(arena, app->words, NL_T("Changes made by netlatch: {1}."),
                                      nl_decimal(journals->count).text)
                      : nl_word(app, NL_T("netlatch has changed nothing here.")),
        .tone = troubled ? "bad" : "plain",
        .next_label = newest ? nl_word(app, NL_T("To roll back the newest change")) : NULL,
        .next = newest ? nl_arena_format(arena, "netlatch rollback %s%s", newest->id,
                                         nl_run_options(app))
                       : NULL,
    };
    add_count(app, &head, NL_T("in place"), count_of(journals, nl_journal_stands), "good");
    add_count(app, &head, NL_T("rolled back"), count_of(journals, rolled_back), "dim");
    add_count(app, &head, NL_T("need a person"), troubled, "bad");
    nl_texts_add(
        &head.facts, arena,
        nl_phrase_say(arena, app->words, NL_T("written {1}"),
                      nl_phrase_time(arena, nl_time_text(arena, app->clock->now_s(app->clock)))));
    nl_texts_add(&head.facts, arena, "netlatch " NETLATCH_VERSION);
    nl_html_begin(html, &head);
}

void nl_history_html(struct nl_app *app, const struct nl_history_page *page, struct nl_text *out)
{
    const struct nl_report_style style = nl_style(app);
    const struct nl_html html = {app->arena, &style, out};
    struct nl_document document;
    nl_document_begin(&document, app->arena, &style);
    for (size_t i = 0; i < page->journals->count; i++)
        change(app, &document, page, &page->journals->items[i]);
    begin(app, &html, page);
    nl_document_write_html(&document, &html);
    nl_html_end(&html);
}

/* document.c - what a report says, block by block. */
#include "report/document.h"

#include "report/phrase.h"

void nl_document_begin(struct nl_document *document, struct nl_arena *arena,
                       const struct nl_report_style *style)
{
    *document = (struct nl_document){.arena = arena, .style = style};
}

static struct nl_block *add(struct nl_document *document, enum nl_block_kind kind,
                            enum nl_document_form form)
{
    struct nl_block *block = NL_PUSH(document->arena, &document->blocks);
    *block = (struct nl_block){.kind = kind, .form = form};
    return block;
}

void nl_document_heading(struct nl_document *document, enum nl_document_form form, const char *id,
                         const char *text)
{
    struct nl_block *block = add(document, NL_BLOCK_HEADING, form);
    block->id = id;
    block->text = text;
}

void nl_document_subheading(struct nl_document *document, const char *text)
{
    add(document, NL_BLOCK_SUBHEADING, NL_FORM_BOTH)->text = text;
}

void nl_document_paragraph(struct nl_document *document, enum nl_document_form form,
                           enum nl_tone tone, const char *text)
{
    struct nl_block *block = add(document, NL_BLOCK_PARAGRAPH, form);
    block->tone = tone;
    block->text = text;
}

void nl_document_sentences(struct nl_document *document, enum nl_tone tone,
                           const struct nl_sentences *sentences)
{
    if (sentences->count == 0)
        return;
    struct nl_block *block = add(document, NL_BLOCK_LIST, NL_FORM_BOTH);
    block->tone = tone;
    for (size_t i = 0; i < sentences->count; i++)
        *NL_PUSH(document->arena, &block->items) =
            nl_phrase_sentence(document->arena, document->style->words, &sentences->items[i]);
}

static void add_table(struct nl_document *document, enum nl_block_kind kind,
                      enum nl_document_form form, const char *id, const struct nl_table *table)
{
    if (table->rows.count == 0)
        return;
    struct nl_block *block = add(document, kind, form);
    struct nl_table *copy = nl_arena_alloc(document->arena, sizeof *copy);
    *copy = *table;
    block->id = id;
    block->table = copy;
}

void nl_document_table(struct nl_document *document, enum nl_document_form form, const char *id,
                       const struct nl_table *table)
{
    add_table(document, NL_BLOCK_TABLE, form, id, table);
}

void nl_document_cards(struct nl_document *document, const struct nl_table *table)
{
    add_table(document, NL_BLOCK_CARDS, NL_FORM_HTML, NULL, table);
}

void nl_document_command(struct nl_document *document, enum nl_document_form form,
                         const char *command)
{
    add(document, NL_BLOCK_COMMAND, form)->text = command;
}

void nl_document_ports(struct nl_document *document, const struct nl_port_exposure *ports,
                       const struct nl_port_exposure *after)
{
    struct nl_block *block = add(document, NL_BLOCK_PORTS, NL_FORM_HTML);
    block->ports = ports;
    block->after = after;
}

void nl_document_dependents(struct nl_document *document, const struct nl_dependents *dependents)
{
    add(document, NL_BLOCK_DEPENDENTS, NL_FORM_BOTH)->dependents = dependents;
}

void nl_document_gap(struct nl_document *document)
{
    (void)add(document, NL_BLOCK_GAP, NL_FORM_TEXT);
}

void nl_document_details(struct nl_document *document, const char *id, const char *summary)
{
    struct nl_block *block = add(document, NL_BLOCK_DETAILS, NL_FORM_BOTH);
    block->id = id;
    block->text = summary;
}

void nl_document_details_end(struct nl_document *document)
{
    (void)add(document, NL_BLOCK_DETAILS_END, NL_FORM_BOTH);
}

void nl_document_box(struct nl_document *document, const char *id, const char *heading)
{
    nl_document_heading(document, NL_FORM_HTML, id, heading);
    struct nl_block *block = add(document, NL_BLOCK_DETAILS, NL_FORM_TEXT);
    block->id = id;
    block->text = heading;
}

void nl_document_box_end(struct nl_document *document)
{
    (void)add(document, NL_BLOCK_DETAILS_END, NL_FORM_TEXT);
}

const char *nl_document_say_args(const struct nl_document *document,
                                 const char *const *format_and_args)
{
    return nl_phrase_say_args(document->arena, document->style->words, format_and_args);
}

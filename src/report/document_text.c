/* document_text.c - a document as text for a screen. */
#include "report/document_text.h"

#include "report/dependents_text.h"

static void write_list(const struct nl_page *page, const struct nl_block *block)
{
    for (size_t i = 0; i < block->items.count; i++)
        nl_page_paragraph(page, 2, "- ", block->tone, block->items.items[i]);
}

static void write_block(const struct nl_page *page, const struct nl_block *block)
{
    switch (block->kind) {
    case NL_BLOCK_HEADING:
    case NL_BLOCK_DETAILS:
        nl_page_blank(page);
        nl_page_paragraph(page, 0, "", NL_TONE_STRONG, block->text);
        break;
    case NL_BLOCK_SUBHEADING:
        nl_page_paragraph(page, 2, "", NL_TONE_STRONG, block->text);
        break;
    case NL_BLOCK_PARAGRAPH:
        nl_page_paragraph(page, 0, "", block->tone, block->text);
        break;
    case NL_BLOCK_LIST:
        write_list(page, block);
        break;
    case NL_BLOCK_TABLE:
        nl_page_table(page, 2, block->table);
        break;
    case NL_BLOCK_COMMAND:
        nl_page_command(page, block->text);
        break;
    case NL_BLOCK_DEPENDENTS:
        nl_dependents_text(page, block->dependents);
        break;
    case NL_BLOCK_GAP:
        nl_page_blank(page);
        break;
    case NL_BLOCK_CARDS:
    case NL_BLOCK_PORTS:
    case NL_BLOCK_DETAILS_END:
        break;
    }
}

void nl_document_write_text(const struct nl_document *document, const struct nl_page *page)
{
    bool folded = false;
    for (size_t i = 0; i < document->blocks.count; i++) {
        const struct nl_block *block = &document->blocks.items[i];
        if (block->kind == NL_BLOCK_DETAILS_END)
            folded = false;
        else if (block->kind == NL_BLOCK_DETAILS && !page->style->verbose)
            folded = true;
        if (!folded && (block->form & NL_FORM_TEXT) != 0)
            write_block(page, block);
    }
}

/* document_html.c - a document as the sections of an HTML page. */
#include "report/document_html.h"

#include "base/clean.h"
#include "report/phrase.h"
#include "report/picture_ports.h"
#include "report/picture_tree.h"

static const char *tone_class(enum nl_tone tone)
{
    switch (tone) {
    case NL_TONE_GOOD:
        return "good";
    case NL_TONE_WARN:
        return "warn";
    case NL_TONE_BAD:
        return "bad";
    case NL_TONE_DIM:
        return "dim";
    case NL_TONE_STRONG:
        return "strong";
    case NL_TONE_PLAIN:
        break;
    }
    return "plain";
}

static void write_text_cell(const struct nl_html *html, const struct nl_cell *cell)
{
    if (cell->code)
        nl_html_element(html, "code", NULL, cell->text);
    else if (cell->tone == NL_TONE_PLAIN)
        nl_html_text(html, cell->text);
    else if (cell->tone == NL_TONE_STRONG)
        nl_html_element(html, "strong", NULL, cell->text);
    else
        nl_html_badge(html, tone_class(cell->tone), cell->text);
}

static void write_notes(const struct nl_html *html, const struct nl_sentences *notes)
{
    if (notes->count == 0)
        return;
    nl_html_raw(html, "<div class=\"notes\">");
    nl_html_list(html, notes);
    nl_html_raw(html, "</div>");
}

static void write_row(const struct nl_html *html, const struct nl_table *table,
                      const struct nl_row *row, bool titled)
{
    nl_html_raw(html, "<tr role=\"row\">");
    for (size_t i = 0; i < table->columns; i++) {
        nl_html_cell_begin(html, titled ? table->titles[i] : "");
        write_text_cell(html, &(struct nl_cell){row->cells[i].text ? row->cells[i].text : "",
                                                row->cells[i].tone, row->cells[i].code});
        if (i == table->notes_column)
            write_notes(html, &row->notes);
        nl_html_cell_end(html);
    }
    nl_html_raw(html, "</tr>\n");
}

static void write_table(const struct nl_html *html, const struct nl_block *block)
{
    const struct nl_table *table = block->table;
    bool titled = table->titles[0] != NULL;
    const char *caption = table->caption ? table->caption : "";
    nl_html_table_begin(html, block->id ? block->id : "facts-table", caption, table->titles,
                        titled ? table->columns : 0);
    for (size_t i = 0; i < table->rows.count; i++)
        write_row(html, table, &table->rows.items[i], titled);
    nl_html_table_end(html);
}

static void write_cards(const struct nl_html *html, const struct nl_table *table)
{
    nl_html_raw(html, "<ol class=\"first-cards\">\n");
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct nl_cell *cells = table->rows.items[i].cells;
        nl_text_format(html->out, "<li class=\"first-card %s\"><p>", tone_class(cells[0].tone));
        nl_html_badge(html, tone_class(cells[0].tone), cells[0].text);
        nl_html_raw(html, "</p>");
        nl_html_element(html, "p", "lead", cells[1].text);
        if (*cells[2].text)
            nl_html_element(html, "p", "found", cells[2].text);
        nl_html_raw(html, "<p>");
        nl_html_element(html, "code", NULL, cells[3].text);
        nl_html_raw(html, "</p></li>\n");
    }
    nl_html_raw(html, "</ol>\n");
}

static void write_list(const struct nl_html *html, const struct nl_block *block)
{
    nl_text_format(html->out, "<ul class=\"tone-%s\">", tone_class(block->tone));
    for (size_t i = 0; i < block->items.count; i++)
        nl_html_element(html, "li", NULL, block->items.items[i]);
    nl_html_raw(html, "</ul>\n");
}

/* What is open of the page's elements. */
struct open_elements {
    bool section;
    bool details;
};

static void close_section(const struct nl_html *html, struct open_elements *open)
{
    if (open->details)
        nl_html_raw(html, "</div></details>\n");
    if (open->section)
        nl_html_raw(html, "</section>\n");
    *open = (struct open_elements){0};
}

static void write_details(const struct nl_html *html, const struct nl_block *block,
                          struct open_elements *open)
{
    nl_text_format(html->out, "<details id=\"%s\"><summary>", block->id);
    nl_html_element(html, "span", NULL, block->text);
    nl_html_raw(html, "</summary><div>\n");
    open->details = true;
}

static void write_block(const struct nl_html *html, const struct nl_block *block,
                        struct open_elements *open)
{
    switch (block->kind) {
    case NL_BLOCK_HEADING:
        close_section(html, open);
        nl_html_section(html, block->id, block->text);
        open->section = true;
        break;
    case NL_BLOCK_SUBHEADING:
        nl_html_element(html, "h3", NULL, block->text);
        nl_html_raw(html, "\n");
        break;
    case NL_BLOCK_PARAGRAPH:
        nl_html_element(html, "p", nl_arena_format(html->arena, "tone-%s", tone_class(block->tone)),
                        block->text);
        nl_html_raw(html, "\n");
        break;
    case NL_BLOCK_LIST:
        write_list(html, block);
        break;
    case NL_BLOCK_TABLE:
        write_table(html, block);
        break;
    case NL_BLOCK_CARDS:
        write_cards(html, block->table);
        break;
    case NL_BLOCK_COMMAND:
        nl_html_element(html, "pre", NULL, nl_clean(html->arena, block->text));
        nl_html_raw(html, "\n");
        break;
    case NL_BLOCK_PORTS:
        nl_picture_ports(html, block->ports, block->after);
        break;
    case NL_BLOCK_DEPENDENTS:
        nl_picture_dependents(html, block->dependents);
        break;
    case NL_BLOCK_DETAILS:
        write_details(html, block, open);
        break;
    case NL_BLOCK_DETAILS_END:
        nl_html_raw(html, "</div></details>\n");
        open->details = false;
        break;
    case NL_BLOCK_GAP:
        break;
    }
}

void nl_document_write_html(const struct nl_document *document, const struct nl_html *html)
{
    struct open_elements open = {0};
    for (size_t i = 0; i < document->blocks.count; i++) {
        const struct nl_block *block = &document->blocks.items[i];
        if ((block->form & NL_FORM_HTML) != 0)
            write_block(html, block, &open);
    }
    close_section(html, &open);
}

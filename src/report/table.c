/* table.c - a table on a page of text: columns as wide as they need while there is room. */
#include "report/table.h"

#include "base/utf8.h"
#include "base/width.h"

enum { GAP = 2, LONGEST_WORD = 24, NOTE_INDENT = 4 };

/* The widest line of a text, or with by_word its widest word. */
static size_t widest(const char *text, bool by_word)
{
    size_t most = 0;
    size_t columns = 0;
    for (size_t size = 0; *text; text += size) {
        (void)nl_utf8_next(text, &size);
        if (*text == '\n' || (by_word && *text == ' ')) {
            columns = 0;
            continue;
        }
        char one[8] = {0};
        for (size_t i = 0; i < size; i++)
            one[i] = text[i];
        size_t wide = nl_columns(one);
        if (by_word && wide == 2) /* a line may end after it, but for punctuation */
            columns = wide;
        columns += wide;
        if (columns > most)
            most = columns;
        if (by_word && wide == 2)
            columns = 0;
    }
    return most;
}

static size_t column_need(const struct nl_table *table, size_t column, bool by_word)
{
    const char *title = table->titles[column];
    size_t need = title && !table->headless ? widest(title, by_word) : 0;
    for (size_t row = 0; row < table->rows.count; row++) {
        const char *text = table->rows.items[row].cells[column].text;
        size_t wide = text ? widest(text, by_word) : 0;
        if (wide > need)
            need = wide;
    }
    return need;
}

/* Takes columns from the widest, none below its floor, until total fits; returns the new total. */
static size_t shrink(size_t count, size_t *widths, const size_t *floors, size_t total, size_t room)
{
    while (total > room) {
        size_t widest_one = count;
        for (size_t i = 0; i < count; i++) {
            if (widths[i] > floors[i] && (widest_one == count || widths[i] > widths[widest_one]))
                widest_one = i;
        }
        if (widest_one == count)
            return total;
        widths[widest_one]--;
        total--;
    }
    return total;
}

/* False: not even broken at spaces does it fit. */
static bool table_widths(const struct nl_table *table, size_t room, size_t *widths)
{
    size_t floors[NL_TABLE_COLUMNS];
    size_t total = GAP * (table->columns - 1);
    for (size_t i = 0; i < table->columns; i++) {
        widths[i] = column_need(table, i, false);
        if (widths[i] > room)
            widths[i] = room;
        floors[i] = column_need(table, i, true);
        if (floors[i] > LONGEST_WORD)
            floors[i] = LONGEST_WORD;
        total += widths[i];
    }
    return shrink(table->columns, widths, floors, total, room) <= room;
}

static void table_row(const struct nl_page *page, size_t indent, const struct nl_table *table,
                      const size_t *widths, const struct nl_cell *cells)
{
    struct nl_texts lines[NL_TABLE_COLUMNS] = {{0}};
    size_t height = 1;
    for (size_t i = 0; i < table->columns; i++) {
        lines[i] = nl_wrap(page->arena, cells[i].text ? cells[i].text : "", widths[i]);
        if (lines[i].count > height)
            height = lines[i].count;
    }
    for (size_t line = 0; line < height; line++) {
        size_t at = 0;         /* columns written */
        size_t begin = indent; /* where the next cell begins */
        for (size_t i = 0; i < table->columns; i++) {
            const char *text = line < lines[i].count ? lines[i].items[line] : "";
            if (*text) {
                nl_text_repeat(page->out, " ", begin - at);
                nl_page_toned(page, cells[i].tone, text);
                at = begin + nl_columns(text);
            }
            begin += widths[i] + GAP;
            if (at >= begin)
                begin = at + 1;
        }
        nl_page_blank(page);
    }
}

/* A row as lines of its own, each with its column's title. */
static void stacked_row(const struct nl_page *page, size_t indent, const struct nl_table *table,
                        const struct nl_cell *cells)
{
    for (size_t i = 0; i < table->columns; i++) {
        if (!cells[i].text || !*cells[i].text)
            continue;
        const char *text = cells[i].text;
        if (table->titles[i] && !table->headless)
            text = nl_page_say(page, NL_T("{1}: {2}"), table->titles[i], text);
        nl_page_paragraph(page, i == 0 ? indent : indent + 2, "", cells[i].tone, text);
    }
}

void nl_page_table(const struct nl_page *page, size_t indent, const struct nl_table *table)
{
    size_t widths[NL_TABLE_COLUMNS] = {0};
    bool fits = table_widths(table, page->columns - indent, widths);
    if (fits && table->titles[0] && !table->headless) {
        struct nl_cell head[NL_TABLE_COLUMNS];
        for (size_t i = 0; i < table->columns; i++)
            head[i] = (struct nl_cell){.text = table->titles[i], .tone = NL_TONE_STRONG};
        table_row(page, indent, table, widths, head);
    }
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct nl_row *row = &table->rows.items[i];
        if (fits)
            table_row(page, indent, table, widths, row->cells);
        else
            stacked_row(page, indent, table, row->cells);
        nl_page_sentences(page, indent + NOTE_INDENT, "", NL_TONE_DIM, &row->notes);
    }
}

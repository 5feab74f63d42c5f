/* table.h - a table on a page of text. */
#ifndef NL_REPORT_TABLE_H
#define NL_REPORT_TABLE_H

#include "report/layout.h"

#define NL_TABLE_COLUMNS 6
struct nl_cell {
    const char *text;
    enum nl_tone tone;
    bool code; /* an id: HTML sets it in the type of code */
};
struct nl_row {
    struct nl_cell cells[NL_TABLE_COLUMNS];
    struct nl_sentences notes; /* below the row, indented and dimmed */
};
struct nl_table {
    size_t columns;
    const char *titles[NL_TABLE_COLUMNS]; /* translated; all NULL: no head */
    bool headless;                        /* text: the titles are left out */
    const char *caption;                  /* HTML: what the table shows; or NULL */
    size_t notes_column;                  /* HTML: the column that the notes stand in */
    NL_LIST(struct nl_row) rows;
};

/* Columns as wide as their widest cell; when that is too much the widest ones wrap at spaces, and
 * when that is not enough each row becomes lines of "title: text". */
void nl_page_table(const struct nl_page *page, size_t indent, const struct nl_table *table);

#endif

/* dependents_text.c - the services that need another one, as a tree of text. */
#include "report/dependents_text.h"

#include "report/tree.h"

static const char *branch(const struct nl_page *page, bool last)
{
    if (page->style->plain)
        return last ? "`-- " : "|-- ";
    return last ? "\xE2\x94\x94\xE2\x94\x80 " : "\xE2\x94\x9C\xE2\x94\x80 ";
}

static const char *trunk(const struct nl_page *page)
{
    return page->style->plain ? "|   " : "\xE2\x94\x82  ";
}

static const char *tree_label(const struct nl_page *page, const struct nl_tree_row *row)
{
    const struct nl_dependent *dependent = row->dependent;
    const char *name = dependent->name ? dependent->name : "?";
    const char *display =
        dependent->display && !nl_same(dependent->display, name) ? dependent->display : NULL;
    const char *text = display ? nl_page_say(page, NL_T("{1} ({2})"), name, display)
                               : nl_page_say(page, "{1}", name);
    if (dependent->running)
        text = nl_page_say(page, NL_T("{1}, running"), text);
    if (row->below)
        text =
            nl_page_say(page, NL_T("{1}, and {2} through it"), text, nl_decimal(row->below).text);
    return text;
}

void nl_dependents_text(const struct nl_page *page, const struct nl_dependents *dependents)
{
    enum { MOST_ROWS = 24 };
    struct nl_tree tree = nl_tree_make(
        page->arena, dependents, page->style->verbose ? dependents->list.count : (size_t)MOST_ROWS);
    bool open[NL_TREE_DEEPEST + 1] = {false};
    for (size_t i = 0; i < tree.rows.count; i++) {
        const struct nl_tree_row *row = &tree.rows.items[i];
        struct nl_text mark;
        nl_text_init(&mark, page->arena);
        for (size_t level = 0; level < row->level; level++)
            nl_text_add(&mark, open[level] ? trunk(page) : page->style->plain ? "    " : "   ");
        nl_text_add(&mark, branch(page, row->last));
        open[row->level] = !row->last;
        nl_page_paragraph(page, 4, mark.data,
                          row->dependent->running ? NL_TONE_STRONG : NL_TONE_DIM,
                          tree_label(page, row));
    }
    if (tree.more)
        nl_page_paragraph(page, 4, branch(page, true), NL_TONE_DIM,
                          nl_page_say(page,
                                      NL_T("and {1} more that need it directly: --verbose "
                                           "shows all"),
                                      nl_decimal(tree.more).text));
}

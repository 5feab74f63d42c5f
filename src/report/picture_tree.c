/* picture_tree.c - the services that need one service, as a tree in inline SVG. */
#include "report/picture_tree.h"

#include "base/clean.h"
#include "report/phrase.h"
#include "report/picture_text.h"
#include "report/tree.h"

enum { MOST_ROWS = 40, ROW = 24, INDENT = 20, HEAD = 34, LEFT = 16 };

static const char *row_label(const struct nl_html *html, const struct nl_tree_row *row)
{
    struct nl_arena *arena = html->arena;
    const struct nl_words *words = html->style->words;
    const struct nl_dependent *dependent = row->dependent;
    const char *name = dependent->name ? dependent->name : "?";
    const char *text =
        dependent->display && !nl_same(dependent->display, name)
            ? nl_phrase_say(arena, words, NL_T("{1} ({2})"), name, dependent->display)
            : nl_phrase_say(arena, words, "{1}", name);
    if (row->below)
        text = nl_phrase_say(arena, words, NL_T("{1}, and {2} through it"), text,
                             nl_decimal(row->below).text);
    return text;
}

static void draw_rows(const struct nl_html *html, const struct nl_tree *tree, double width)
{
    double trunk[NL_TREE_DEEPEST + 2]; /* where the last node of each level stood */
    trunk[0] = HEAD - 12;
    for (size_t i = 0; i < tree->rows.count; i++) {
        const struct nl_tree_row *row = &tree->rows.items[i];
        double x = LEFT + INDENT * (double)(row->level + 1);
        double y = HEAD + ROW * (double)i + 8;
        nl_text_format(html->out, NL_PACK("<path class=\"twig\" d=\"M%g %gV%gH%g\"/>"), x - INDENT,
                       trunk[row->level], y, x - 6);
        trunk[row->level] = y;
        trunk[row->level + 1] = y + 5;
        nl_text_format(html->out, NL_PACK("<circle class=\"%s\" cx=\"%g\" cy=\"%g\" r=\"4.5\"/>"),
                       row->dependent->running ? "node running" : "node", x, y);
        nl_picture_text(html, x + 12, y + 4.5, row->dependent->running ? "leaf running" : "leaf",
                        (size_t)((width - x - 20) / 7.2), row_label(html, row));
        nl_html_raw(html, "\n");
    }
}

static void draw(const struct nl_html *html, const struct nl_dependents *dependents,
                 const struct nl_tree *tree, const char *class_name, double width)
{
    struct nl_arena *arena = html->arena;
    const struct nl_words *words = html->style->words;
    double height = HEAD + ROW * (double)(tree->rows.count + (tree->more ? 1 : 0)) + 4;
    nl_text_format(html->out,
                   NL_PACK("<svg class=\"tree %s\" viewBox=\"0 0 %g %g\" role=\"img\">\n<title>"),
                   class_name, width, height);
    nl_html_say(html, NL_T("Services that need {1}"), dependents->service);
    nl_html_raw(html, "</title>\n<desc>");
    nl_html_say(html, NL_T("{1}: services that need it: {2}, directly: {3}, running now: {4}"),
                dependents->service, nl_decimal(dependents->transitive).text,
                nl_decimal(dependents->direct).text, nl_decimal(dependents->running).text);
    nl_html_raw(html, "</desc>\n");
    nl_text_format(html->out,
                   NL_PACK("<rect class=\"root\" x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" "
                           "rx=\"2\"/>"),
                   LEFT - 5, HEAD - 24);
    nl_picture_text(html, LEFT + 14, HEAD - 14, "root-name", 40,
                    nl_clean(arena, dependents->service));
    nl_html_raw(html, "\n");
    draw_rows(html, tree, width);
    if (tree->more)
        nl_picture_text(html, LEFT + INDENT + 12, HEAD + ROW * (double)tree->rows.count + 12.5,
                        "leaf more", 60,
                        nl_phrase_say(arena, words, NL_T("and {1} more that need it directly"),
                                      nl_decimal(tree->more).text));
    nl_html_raw(html, "</svg>\n");
}

void nl_picture_dependents(const struct nl_html *html, const struct nl_dependents *dependents)
{
    struct nl_tree tree = nl_tree_make(html->arena, dependents, MOST_ROWS);
    nl_html_raw(html, "<figure>\n");
    draw(html, dependents, &tree, "wide", 760);
    draw(html, dependents, &tree, "narrow", 358);
    nl_html_raw(html,
                NL_PACK("<figcaption><span class=\"dot running\" aria-hidden=\"true\"></span> "));
    nl_html_say(html, NL_T("running now"));
    nl_html_raw(html, NL_PACK(" <span class=\"dot\" aria-hidden=\"true\"></span> "));
    nl_html_say(html, NL_T("not running"));
    nl_html_raw(html, "</figcaption>\n</figure>\n");
}

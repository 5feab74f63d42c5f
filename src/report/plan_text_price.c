/* plan_text_price.c - the price of a plan in text: risks, what may break, who depends. */
#include "report/label.h"
#include "report/phrase.h"
#include "report/plan_text.h"
#include "report/text_parts.h"
#include "report/tree.h"

static void marked(const struct nl_page *page, size_t indent, const char *label, const char *text)
{
    if (text && *text)
        nl_page_paragraph(page, indent, label, NL_TONE_PLAIN, text);
}

/* "label sentence" for each sentence, the label before the first only. */
static void labelled(const struct nl_page *page, size_t indent, const char *label,
                     const struct nl_sentences *sentences)
{
    if (sentences->count == 0)
        return;
    nl_page_paragraph(page, indent, "", NL_TONE_DIM, label);
    nl_page_sentences(page, indent, "- ", NL_TONE_PLAIN, sentences);
}

void nl_plan_text_risks(const struct nl_page *page, const struct nl_plan *plan)
{
    if (plan->risks.count == 0)
        return;
    nl_page_heading(page, nl_page_say(page, NL_T("Risks that must be accepted by name")));
    for (size_t i = 0; i < plan->risks.count; i++) {
        const struct nl_risk *risk = &plan->risks.items[i];
        const struct nl_risk_row *row = risk->row;
        nl_page_paragraph(page, 2, "", nl_tone_severity(row->severity),
                          nl_page_say(page, NL_T("{1}: {2} (severity: {3})"), row->id, row->title,
                                      nl_label_severity(row->severity)));
        marked(page, 4, "", nl_page_say(page, row->risk));
        labelled(page, 4, nl_page_say(page, NL_T("On this machine:")), &risk->because);
        if (row->instead)
            marked(page, 4, "", nl_page_say(page, NL_T("Instead: {1}"), row->instead));
        marked(page, 4, "",
               nl_page_say(page, NL_T("To accept it: {1}"),
                           nl_arena_format(page->arena, "--accept %s", row->id)));
        nl_page_blank(page);
    }
}

static void impact_one(const struct nl_page *page, const struct nl_impact *impact)
{
    const struct nl_component *component = impact->component;
    nl_page_paragraph(page, 2, "", nl_tone_severity(impact->severity),
                      nl_page_say(page, NL_T("{1}: {2} ({3})"), nl_label_hit(impact),
                                  component->title, nl_label_presence(impact->presence)));
    nl_page_sentences(page, 4, "", NL_TONE_PLAIN, &impact->because);
    if (impact->because.count == 0 && component->untouched)
        marked(page, 4, "", nl_page_say(page, component->untouched));
    labelled(page, 4, nl_page_say(page, NL_T("Evidence:")), &impact->evidence);
    if (component->mitigation)
        marked(page, 4, "", nl_page_say(page, NL_T("Remedy: {1}"), component->mitigation));
    if (impact->causes.count)
        marked(page, 4, "",
               nl_page_say(page, NL_T("Because of: {1}"),
                           nl_phrase_join(page->arena, page->style->words, &impact->causes)));
    nl_page_blank(page);
}

/* Not worth a screen: no step hits it, or it was looked for and is not here. The components that
 * the article names are always told. */
static bool dull(const struct nl_impact *impact)
{
    return !impact->component->always_listed && impact->presence == NL_PRESENCE_NOT_FOUND;
}

void nl_plan_text_impacts(const struct nl_page *page, const struct nl_plan *plan)
{
    if (plan->impacts.count == 0)
        return;
    nl_page_heading(page, nl_page_say(page, NL_T("What may break, the worst first")));
    struct nl_texts left_out = {0};
    for (size_t i = 0; i < plan->impacts.count; i++) {
        const struct nl_impact *impact = &plan->impacts.items[i];
        if (dull(impact) && !page->style->verbose)
            nl_texts_add(&left_out, page->arena, nl_page_word(page, impact->component->title));
        else
            impact_one(page, impact);
    }
    if (left_out.count) {
        nl_page_paragraph(page, 2, "", NL_TONE_DIM,
                          nl_page_say(page, NL_T("Would be hit but was not found here: {1}."),
                                      nl_phrase_join(page->arena, page->style->words, &left_out)));
        nl_page_blank(page);
    }
}

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

static void tree(const struct nl_page *page, const struct nl_dependents *dependents)
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

void nl_plan_text_dependents(const struct nl_page *page, const struct nl_plan *plan)
{
    if (plan->dependents.count == 0)
        return;
    nl_page_heading(page, nl_page_say(page, NL_T("Services that would no longer start")));
    for (size_t i = 0; i < plan->dependents.count; i++) {
        const struct nl_dependents *dependents = &plan->dependents.items[i];
        nl_page_paragraph(page, 2, "", NL_TONE_STRONG,
                          nl_page_say(page,
                                      NL_T("{1}: services that need it: {2}, directly: {3}, "
                                           "running now: {4}"),
                                      dependents->service, nl_decimal(dependents->transitive).text,
                                      nl_decimal(dependents->direct).text,
                                      nl_decimal(dependents->running).text));
        if (dependents->transitive != dependents->transitive_without_groups)
            nl_page_paragraph(page, 4, "", NL_TONE_DIM,
                              nl_page_say(page,
                                          NL_T("Without load-order groups: {1}, directly {2}."),
                                          nl_decimal(dependents->transitive_without_groups).text,
                                          nl_decimal(dependents->direct_without_groups).text));
        tree(page, dependents);
        nl_page_blank(page);
    }
}

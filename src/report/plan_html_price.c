/* plan_html_price.c - the price of a plan in HTML: risks, what may break, who depends. */
#include "report/label.h"
#include "report/phrase.h"
#include "report/picture.h"
#include "report/plan_html.h"

static const char *say(const struct nl_html *html, const char *english)
{
    return nl_phrase_say(html->arena, html->style->words, english);
}

/* <dt>label</dt><dd>text or sentences</dd>; nothing when there is nothing to say. */
static void term(const struct nl_html *html, const char *label, const char *text,
                 const struct nl_sentences *sentences)
{
    if (!text && (!sentences || sentences->count == 0))
        return;
    nl_html_raw(html, "<dt>");
    nl_html_text(html, say(html, label));
    nl_html_raw(html, "</dt><dd>");
    if (text)
        nl_html_text(html, text);
    else
        nl_html_list(html, sentences);
    nl_html_raw(html, "</dd>\n");
}

void nl_plan_html_risks(const struct nl_html *html, const struct nl_plan *plan)
{
    if (plan->risks.count == 0)
        return;
    nl_html_section(html, "gates", say(html, NL_T("Risks that must be accepted by name")));
    nl_html_raw(html, "<ol class=\"cards\">\n");
    for (size_t i = 0; i < plan->risks.count; i++) {
        const struct nl_risk *risk = &plan->risks.items[i];
        const struct nl_risk_row *row = risk->row;
        nl_text_format(html->out, "<li class=\"card %s\">\n<p class=\"badges\">",
                       nl_html_tone_severity(row->severity));
        nl_html_badge(html, nl_html_tone_severity(row->severity),
                      nl_phrase_say(html->arena, html->style->words, NL_T("severity: {1}"),
                                    nl_label_severity(row->severity)));
        nl_html_raw(html, " ");
        nl_html_element(html, "code", NULL, row->id);
        nl_html_raw(html, "</p>\n");
        nl_html_element(html, "h3", NULL, say(html, row->title));
        nl_html_raw(html, "\n");
        nl_html_element(html, "p", "lead", say(html, row->risk));
        nl_html_raw(html, "\n<dl class=\"terms\">\n");
        term(html, NL_T("On this machine"), NULL, &risk->because);
        term(html, NL_T("Instead"), row->instead ? say(html, row->instead) : NULL, NULL);
        nl_html_raw(html, "<dt>");
        nl_html_say(html, NL_T("To accept it"));
        nl_html_raw(html, "</dt><dd>");
        nl_html_element(html, "code", NULL, nl_arena_format(html->arena, "--accept %s", row->id));
        nl_html_raw(html, "</dd>\n</dl>\n</li>\n");
    }
    nl_html_raw(html, "</ol>\n</section>\n");
}

static void impact_one(const struct nl_html *html, const struct nl_impact *impact)
{
    const struct nl_component *component = impact->component;
    const struct nl_words *words = html->style->words;
    bool found = impact->presence != NL_PRESENCE_NOT_FOUND;
    nl_text_format(html->out, "<li class=\"card %s\">\n<p class=\"badges\">",
                   found ? nl_html_tone_severity(impact->severity) : "dim");
    nl_html_badge(html, nl_html_tone_severity(impact->severity),
                  impact->because.count ? nl_phrase_say(html->arena, words, NL_T("severity: {1}"),
                                                        nl_label_severity(impact->severity))
                                        : say(html, nl_label_hit(impact)));
    nl_html_raw(html, " ");
    nl_html_badge(html, impact->presence == NL_PRESENCE_IN_USE ? "strong" : "dim",
                  say(html, nl_label_presence(impact->presence)));
    nl_html_raw(html, " ");
    nl_html_element(html, "code", NULL, component->id);
    nl_html_raw(html, "</p>\n");
    nl_html_element(html, "h3", NULL, say(html, component->title));
    nl_html_raw(html, "\n");
    for (size_t i = 0; i < impact->because.count; i++) {
        nl_html_raw(html, "<p class=\"lead\">");
        nl_html_sentence(html, &impact->because.items[i]);
        nl_html_raw(html, "</p>\n");
    }
    if (impact->because.count == 0 && component->untouched)
        nl_html_element(html, "p", "lead", say(html, component->untouched));
    nl_html_raw(html, "<dl class=\"terms\">\n");
    term(html, NL_T("Evidence"), NULL, &impact->evidence);
    term(html, NL_T("Remedy"), component->mitigation ? say(html, component->mitigation) : NULL,
         NULL);
    term(html, NL_T("Because of"),
         impact->causes.count ? nl_phrase_join(html->arena, words, &impact->causes) : NULL, NULL);
    nl_html_raw(html, "</dl>\n</li>\n");
}

void nl_plan_html_impacts(const struct nl_html *html, const struct nl_plan *plan)
{
    if (plan->impacts.count == 0)
        return;
    nl_html_section(html, "impacts", say(html, NL_T("What may break, the worst first")));
    nl_html_raw(html, "<ol class=\"cards\">\n");
    for (size_t i = 0; i < plan->impacts.count; i++)
        impact_one(html, &plan->impacts.items[i]);
    nl_html_raw(html, "</ol>\n</section>\n");
}

void nl_plan_html_dependents(const struct nl_html *html, const struct nl_plan *plan)
{
    if (plan->dependents.count == 0)
        return;
    nl_html_section(html, "dependents", say(html, NL_T("Services that would no longer start")));
    for (size_t i = 0; i < plan->dependents.count; i++) {
        const struct nl_dependents *found = &plan->dependents.items[i];
        nl_html_raw(html, "<p class=\"lead\">");
        nl_html_say(html, NL_T("{1}: services that need it: {2}, directly: {3}, running now: {4}"),
                    found->service, nl_decimal(found->transitive).text,
                    nl_decimal(found->direct).text, nl_decimal(found->running).text);
        nl_html_raw(html, "</p>\n");
        if (found->transitive != found->transitive_without_groups) {
            nl_html_raw(html, "<p class=\"quiet\">");
            nl_html_say(html, NL_T("Without load-order groups: {1}, directly {2}."),
                        nl_decimal(found->transitive_without_groups).text,
                        nl_decimal(found->direct_without_groups).text);
            nl_html_raw(html, "</p>\n");
        }
        nl_picture_dependents(html, found);
    }
    nl_html_raw(html, "</section>\n");
}

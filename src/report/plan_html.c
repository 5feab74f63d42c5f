/* plan_html.c - a plan as a page to attach to a change request. */
#include "report/plan_html.h"

#include "base/clean.h"
#include "report/document_html.h"
#include "report/html_facts.h"
#include "report/phrase.h"
#include "report/plan_document.h"
#include "report/suggest.h"

static const char *say(const struct nl_html *html, const char *english)
{
    return nl_phrase_say(html->arena, html->style->words, english);
}

static void add_count(const struct nl_html *html, struct nl_html_head *head, const char *label,
                      size_t count, const char *tone)
{
    *NL_PUSH(html->arena, &head->counts) = (struct nl_html_count){say(html, label), count, tone};
}

/* Only what a step hits counts, and only where it hurts. */
static size_t in_use(const struct nl_plan *plan)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->impacts.count && plan->steps.count; i++) {
        const struct nl_impact *impact = &plan->impacts.items[i];
        count += impact->because.count > 0 && impact->severity > NL_SEVERITY_NONE &&
                 impact->presence == NL_PRESENCE_IN_USE;
    }
    return count;
}

void nl_report_plan_html(struct nl_arena *arena, const struct nl_plan *plan,
                         const struct nl_report_style *style, struct nl_text *out)
{
    struct nl_html html = {arena, style, out};
    struct nl_document document;
    bool steps = plan->steps.count > 0;
    struct nl_html_head head = {
        .kind = say(&html, NL_T("Plan")),
        .title = nl_clean(arena, plan->machine->name ? plan->machine->name : "?"),
        .result = nl_plan_headline(arena, style, plan),
        .tone = nl_plan_tone(plan) == NL_TONE_GOOD ? "good" : "plain",
        .second = nl_plan_summary(arena, style, plan),
        .next_label = steps ? say(&html, NL_T("Next: apply it")) : NULL,
        .next = !steps            ? NULL
                : style->confirms ? nl_suggest_apply_confirmed(arena, style, plan)
                                  : nl_suggest_apply(arena, style, plan),
    };
    add_count(&html, &head, NL_T("changes"), plan->steps.count, "plain");
    add_count(&html, &head, NL_T("risks to accept"), plan->risks.count, "bad");
    add_count(&html, &head, NL_T("in use and hit"), in_use(plan), "warn");
    add_count(&html, &head, NL_T("restart needed"), plan->restart_required ? 1 : 0, "warn");
    nl_html_facts(&html, plan->machine, plan->profile, false, &head);
    nl_html_begin(&html, &head);
    nl_plan_document(arena, plan, style, &document);
    nl_document_write_html(&document, &html);
    nl_html_end(&html);
}

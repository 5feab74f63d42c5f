/* audit_html.c - an audit as a page to attach to a ticket. */
#include "report/audit_html.h"

#include "base/clean.h"
#include "report/audit_document.h"
#include "report/conclusion.h"
#include "report/document_html.h"
#include "report/groups.h"
#include "report/html_facts.h"
#include "report/label.h"
#include "report/phrase.h"
#include "report/suggest.h"

static const char *say(const struct nl_html *html, const char *english)
{
    return nl_phrase_say(html->arena, html->style->words, english);
}

static const char *tone_of(const struct nl_audit *audit)
{
    switch (nl_conclusion_tone(audit)) {
    case NL_TONE_GOOD:
        return "good";
    case NL_TONE_BAD:
        return "bad";
    case NL_TONE_WARN:
    case NL_TONE_PLAIN:
    case NL_TONE_STRONG:
    case NL_TONE_DIM:
        break;
    }
    return "warn";
}

static void add_count(const struct nl_html *html, struct nl_html_head *head, const char *label,
                      size_t count, const char *tone)
{
    *NL_PUSH(html->arena, &head->counts) = (struct nl_html_count){say(html, label), count, tone};
}

static void counts(const struct nl_html *html, const struct nl_audit *audit,
                   struct nl_html_head *head)
{
    size_t by_severity[NL_SEVERITY_BLOCK + 1] = {0};
    const struct nl_finding_groups groups =
        nl_groups_of_findings(html->arena, audit, NL_VERDICT_FAIL, NL_VERDICT_FAIL);
    for (size_t i = 0; i < groups.count; i++)
        by_severity[groups.items[i].severity]++;
    add_count(html, head, NL_T("ports reachable"), nl_conclusion_count(audit->ports), "bad");
    add_count(html, head, NL_T("high"),
              by_severity[NL_SEVERITY_HIGH] + by_severity[NL_SEVERITY_BLOCK], "bad");
    add_count(html, head, NL_T("medium"), by_severity[NL_SEVERITY_MEDIUM], "warn");
    add_count(html, head, NL_T("low"), by_severity[NL_SEVERITY_LOW], "dim");
    add_count(html, head, NL_T("not seen"), audit->machine->unseen.count, "warn");
}

void nl_report_audit_html(struct nl_arena *arena, const struct nl_audit *audit,
                          const struct nl_report_style *style, struct nl_text *out)
{
    struct nl_html html = {arena, style, out};
    struct nl_document document;
    bool clean = nl_audit_clean(audit);
    struct nl_html_head head = {
        .kind = say(&html, NL_T("Audit")),
        .title = nl_clean(arena, audit->machine->name ? audit->machine->name : "?"),
        .result = nl_conclusion_ports(arena, style, audit->ports),
        .tone = tone_of(audit),
        .second = nl_conclusion_held(arena, style, audit->ports),
        .next_label = clean ? NULL
                            : say(&html, NL_T("Next: see the changes and what they may break "
                                              "(changes nothing)")),
        .next = clean ? NULL : nl_suggest(arena, style, audit->profile, "plan", NULL),
    };
    counts(&html, audit, &head);
    nl_html_facts(&html, audit->machine, audit->profile, audit->profile_recommended, &head);
    nl_html_begin(&html, &head);
    nl_audit_document(arena, audit, style, &document);
    nl_document_write_html(&document, &html);
    nl_html_end(&html);
}

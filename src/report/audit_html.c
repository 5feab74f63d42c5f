/* audit_html.c - an audit as a page to attach to a ticket. */
#include "base/clean.h"
#include "report/html.h"
#include "report/label.h"
#include "report/phrase.h"
#include "report/picture.h"

static const char *say(const struct nl_html *html, const char *english)
{
    return nl_phrase_say(html->arena, html->style->words, english);
}

static void begin(const struct nl_html *html, const struct nl_audit *audit)
{
    bool clean = nl_audit_clean(audit);
    struct nl_html_head head = {
        .kind = say(html, NL_T("Audit")),
        .result = clean ? say(html, NL_T("The machine is as the profile wants it."))
                        : say(html, NL_T("The machine is not as the profile wants it.")),
        .tone = clean ? "good" : "bad",
        .profile =
            audit->profile_recommended
                ? nl_phrase_say(html->arena, html->style->words,
                                NL_T("{1} (recommended for this machine)"), audit->profile->name)
                : nl_clean(html->arena, audit->profile->name),
        .machine = audit->machine,
    };
    nl_html_begin(html, &head);
}

static void summary(const struct nl_html *html, const struct nl_audit *audit)
{
    static const enum nl_verdict order[] = {NL_VERDICT_FAIL, NL_VERDICT_UNKNOWN, NL_VERDICT_PASS,
                                            NL_VERDICT_NOT_APPLICABLE, NL_VERDICT_NOT_CHECKED};
    nl_html_section(html, "summary", say(html, NL_T("At a glance")));
    nl_html_raw(html, "<dl class=\"tiles\">\n");
    for (size_t i = 0; i < NL_COUNT_OF(order); i++) {
        uint32_t count = audit->summary.counts[order[i]];
        nl_text_format(html->out, "<div class=\"%s\"><dt>",
                       count ? nl_html_tone_verdict(order[i]) : "dim");
        nl_html_text(html, say(html, nl_label_verdict(order[i])));
        nl_text_format(html->out, "</dt><dd>%u</dd></div>\n", (unsigned)count);
    }
    nl_html_raw(html, "</dl>\n</section>\n");
}

static void ports(const struct nl_html *html, const struct nl_audit *audit)
{
    nl_html_section(html, "ports", say(html, NL_T("The five ports")));
    nl_picture_ports(html, audit->ports, NULL);
    nl_html_raw(html, "</section>\n");
}

static void finding(const struct nl_html *html, const struct nl_finding *found)
{
    nl_text_format(html->out, "<li class=\"card %s\">\n<p class=\"badges\">",
                   found->verdict == NL_VERDICT_FAIL ? nl_html_tone_severity(found->severity)
                                                     : nl_html_tone_verdict(found->verdict));
    nl_html_badge(html, nl_html_tone_verdict(found->verdict),
                  say(html, nl_label_verdict(found->verdict)));
    nl_html_raw(html, " ");
    nl_html_badge(html, nl_html_tone_severity(found->severity),
                  nl_phrase_say(html->arena, html->style->words, NL_T("severity: {1}"),
                                nl_label_severity(found->severity)));
    nl_html_raw(html, " ");
    nl_html_element(html, "code", NULL, found->id);
    nl_html_raw(html, "</p>\n<p class=\"lead\">");
    nl_html_sentence(html, &found->what);
    nl_html_raw(html, "</p>\n");
    if (found->next.format) {
        nl_html_raw(html, "<p class=\"next\">");
        nl_html_sentence(html, &found->next);
        nl_html_raw(html, "</p>\n");
    }
    nl_html_raw(html, "</li>\n");
}

static void findings(const struct nl_html *html, const struct nl_audit *audit)
{
    nl_html_section(html, "findings", say(html, NL_T("Findings, the worst first")));
    if (audit->findings.count == 0) {
        nl_html_element(html, "p", "quiet", say(html, NL_T("There is none.")));
    } else {
        nl_html_raw(html, "<ol class=\"cards\">\n");
        for (size_t i = 0; i < audit->findings.count; i++)
            finding(html, &audit->findings.items[i]);
        nl_html_raw(html, "</ol>\n");
    }
    nl_html_raw(html, "</section>\n");
}

static void setting_row(const struct nl_html *html, const struct nl_judged *judged,
                        const char *const *titles)
{
    struct nl_arena *arena = html->arena;
    const struct nl_words *words = html->style->words;
    nl_html_raw(html, "<tr role=\"row\">");
    nl_html_cell_begin(html, titles[0]);
    nl_html_badge(html, nl_html_tone_verdict(judged->verdict),
                  say(html, nl_label_verdict(judged->verdict)));
    nl_html_cell_end(html);
    nl_html_cell_begin(html, titles[1]);
    nl_html_raw(html, "<strong>");
    nl_html_say(html, judged->instance.setting->title);
    nl_html_raw(html, "</strong>");
    if (judged->instance.label) {
        nl_html_raw(html, " <bdi>");
        nl_html_say(html, "{1}", judged->instance.label);
        nl_html_raw(html, "</bdi>");
    }
    nl_html_raw(html, "<br>");
    nl_html_element(html, "code", NULL, judged->instance.id);
    nl_html_cell_end(html);
    nl_html_cell_begin(html, titles[2]);
    nl_html_text(html, nl_phrase_found(arena, words, judged));
    nl_html_cell_end(html);
    nl_html_cell_begin(html, titles[3]);
    nl_html_text(html, judged->want ? nl_phrase_wanted(arena, words, judged->want) : "-");
    nl_html_cell_end(html);
    nl_html_cell_begin(html, titles[4]);
    for (size_t i = 0; i < judged->why.count; i++) {
        nl_html_raw(html, i ? " " : "");
        nl_html_sentence(html, &judged->why.items[i]);
    }
    nl_html_cell_end(html);
    nl_html_raw(html, "</tr>\n");
}

static void settings(const struct nl_html *html, const struct nl_audit *audit)
{
    const char *const titles[] = {say(html, NL_T("Result")), say(html, NL_T("Setting")),
                                  say(html, NL_T("Found")), say(html, NL_T("Wanted")),
                                  say(html, NL_T("Why"))};
    nl_html_section(html, "settings", say(html, NL_T("Settings")));
    nl_html_table_begin(html, "settings",
                        say(html, NL_T("Every setting this machine has, as read, against what the "
                                       "profile wants.")),
                        titles, NL_COUNT_OF(titles));
    for (size_t i = 0; i < audit->settings.count; i++)
        setting_row(html, &audit->settings.items[i], titles);
    nl_html_table_end(html);
    nl_html_raw(html, "</section>\n");
}

static void evidence_of(const struct nl_html *html, const struct nl_port_exposure *port)
{
    struct nl_arena *arena = html->arena;
    const struct nl_words *words = html->style->words;
    nl_html_raw(html, "<article>\n<h3>");
    nl_html_text(html, nl_phrase_port(arena, port->port));
    nl_html_raw(html, " <span>");
    nl_html_say(html, port->port->name);
    nl_html_raw(html, "</span></h3>\n<p class=\"quiet\">");
    if (port->owners.count)
        nl_html_say(html, NL_T("Held by {1}."), nl_phrase_owners(arena, words, port, true));
    else
        nl_html_say(html, NL_T("No holder was seen."));
    nl_html_raw(html, "</p>\n");
    nl_html_list(html, &port->why);
    for (size_t i = 0; i < port->places.count; i++) {
        const struct nl_port_place *place = &port->places.items[i];
        const char *label = place->label ? place->label : place->adapter;
        nl_html_raw(html, "<p class=\"place\">");
        nl_html_say(html, NL_T("{1}: settings {2}, listening {3}, reachable {4}"),
                    label ? label : NL_T("the whole machine"), nl_label_openness(place->predicted),
                    nl_label_openness(place->observed), nl_label_openness(place->reachable));
        nl_html_raw(html, "</p>\n");
        nl_html_list(html, &place->why);
    }
    nl_html_raw(html, "</article>\n");
}

static void evidence(const struct nl_html *html, const struct nl_audit *audit)
{
    nl_html_section(html, "evidence", say(html, NL_T("Why each port is as it is")));
    nl_html_raw(html, "<div class=\"columns\">\n");
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        evidence_of(html, &audit->ports[i]);
    if (audit->client.count) {
        nl_html_raw(html, "<article>\n<h3>");
        nl_html_say(html, NL_T("When this machine opens a share elsewhere"));
        nl_html_raw(html, "</h3>\n");
        nl_html_list(html, &audit->client);
        nl_html_raw(html, "</article>\n");
    }
    nl_html_raw(html, "</div>\n</section>\n");
}

static void recommendation(const struct nl_html *html, const struct nl_audit *audit)
{
    const struct nl_recommendation *advice = &audit->recommendation;
    if (!advice->profile)
        return;
    nl_html_section(html, "recommendation",
                    nl_phrase_say(html->arena, html->style->words, NL_T("Recommended profile: {1}"),
                                  advice->profile));
    nl_html_list(html, &advice->reasons);
    if (advice->unsure.count) {
        nl_html_element(html, "p", NULL,
                        say(html, NL_T("Not seen, and it might change this advice:")));
        nl_html_list(html, &advice->unsure);
    }
    if (!nl_audit_clean(audit)) {
        nl_html_element(html, "p", NULL,
                        say(html, NL_T("See what would be changed and what that would break, "
                                       "without changing anything:")));
        nl_html_element(
            html, "pre", NULL,
            nl_arena_format(html->arena, "netlatch plan %s",
                            nl_phrase_requests(html->arena, html->style, audit->profile)));
    }
    nl_html_raw(html, "</section>\n");
}

void nl_report_audit_html(struct nl_arena *arena, const struct nl_audit *audit,
                          const struct nl_report_style *style, struct nl_text *out)
{
    struct nl_html html = {arena, style, out};
    begin(&html, audit);
    summary(&html, audit);
    ports(&html, audit);
    findings(&html, audit);
    settings(&html, audit);
    evidence(&html, audit);
    recommendation(&html, audit);
    nl_html_end(&html, audit->machine);
}

/* plan_html.c - a plan as a page to attach to a change request. */
#include "report/plan_html.h"

#include "base/clean.h"
#include "report/label.h"
#include "report/phrase.h"
#include "report/picture.h"

static const char *say(const struct nl_html *html, const char *english)
{
    return nl_phrase_say(html->arena, html->style->words, english);
}

static void begin(const struct nl_html *html, const struct nl_plan *plan)
{
    size_t steps = plan->steps.count;
    struct nl_html_head head = {
        .kind = say(html, NL_T("Plan")),
        .result = steps == 0   ? say(html, NL_T("There is nothing to change."))
                  : steps == 1 ? say(html, NL_T("One setting would be changed."))
                               : nl_phrase_say(html->arena, html->style->words,
                                               NL_T("{1} settings would be changed."),
                                               nl_decimal(steps).text),
        .tone = plan->risks.count        ? "bad"
                : plan->restart_required ? "warn"
                                         : "good",
        .profile = nl_clean(html->arena, plan->profile->name),
        .machine = plan->machine,
    };
    nl_html_begin(html, &head);
}

static void tile(const struct nl_html *html, const char *tone, const char *label, const char *value)
{
    nl_text_format(html->out, "<div class=\"%s\"><dt>", tone);
    nl_html_text(html, say(html, label));
    nl_html_raw(html, "</dt><dd>");
    nl_html_text(html, value);
    nl_html_raw(html, "</dd></div>\n");
}

static void summary(const struct nl_html *html, const struct nl_plan *plan)
{
    size_t in_use = 0;
    for (size_t i = 0; i < plan->impacts.count; i++) {
        const struct nl_impact *impact = &plan->impacts.items[i];
        in_use += impact->because.count > 0 && impact->presence == NL_PRESENCE_IN_USE;
    }
    nl_html_section(html, "summary", say(html, NL_T("At a glance")));
    nl_html_raw(html, "<dl class=\"tiles\">\n");
    tile(html, "dim", NL_T("steps"), nl_arena_format(html->arena, "%zu", plan->steps.count));
    tile(html, plan->risks.count ? "bad" : "dim", NL_T("risks to accept"),
         nl_arena_format(html->arena, "%zu", plan->risks.count));
    tile(html, in_use ? "warn" : "dim", NL_T("hit and in use"),
         nl_arena_format(html->arena, "%zu", in_use));
    tile(html, plan->restart_required ? "warn" : "dim", NL_T("restart of Windows"),
         plan->restart_required ? say(html, NL_T("needed")) : say(html, NL_T("not needed")));
    nl_html_raw(html, "</dl>\n<p class=\"quiet\">");
    nl_html_say(html, NL_T("Nothing has been changed. Plan {1}."), plan->id ? plan->id : "?");
    nl_html_raw(html, "</p>\n</section>\n");
}

static void ports(const struct nl_html *html, const struct nl_plan *plan)
{
    nl_html_section(html, "ports", say(html, NL_T("The five ports, before and after")));
    nl_picture_ports(html, plan->before, plan->after);
    nl_html_raw(html, "</section>\n");
}

static void step_row(const struct nl_html *html, size_t number, const struct nl_step *step,
                     const char *const *titles)
{
    struct nl_arena *arena = html->arena;
    const struct nl_words *words = html->style->words;
    nl_html_raw(html, "<tr role=\"row\">");
    nl_html_cell_begin(html, titles[0]);
    nl_html_text(html, nl_decimal(number).text);
    nl_html_cell_end(html);
    nl_html_cell_begin(html, titles[1]);
    nl_html_raw(html, "<strong>");
    nl_html_say(html, step->instance.setting->title);
    nl_html_raw(html, "</strong>");
    if (step->instance.label) {
        nl_html_raw(html, " <bdi>");
        nl_html_say(html, "{1}", step->instance.label);
        nl_html_raw(html, "</bdi>");
    }
    nl_html_raw(html, "<br>");
    nl_html_element(html, "code", NULL, step->instance.id);
    nl_html_raw(html, "<br><span class=\"address\">");
    nl_html_text(html, nl_address_show(arena, &step->address));
    nl_html_raw(html, "</span>");
    nl_html_cell_end(html);
    nl_html_cell_begin(html, titles[2]);
    nl_html_raw(html, "<span>");
    nl_html_text(html, nl_phrase_before(arena, words, step));
    nl_html_raw(html, " <span class=\"arrow\" aria-hidden=\"true\">\xE2\x86\x92</span> <strong>");
    nl_html_text(html, nl_phrase_after(arena, words, step));
    nl_html_raw(html, "</strong></span>");
    nl_html_cell_end(html);
    nl_html_cell_begin(html, titles[3]);
    nl_html_badge(html, step->effect == NL_EFFECT_RESTART ? "warn" : "dim",
                  say(html, nl_label_effect(step->effect)));
    nl_html_cell_end(html);
    nl_html_cell_begin(html, titles[4]);
    nl_html_sentence(html, &step->reason);
    nl_html_cell_end(html);
    nl_html_raw(html, "</tr>\n");
}

static void steps(const struct nl_html *html, const struct nl_plan *plan)
{
    if (plan->steps.count == 0)
        return;
    const char *const titles[] = {say(html, NL_T("No.")), say(html, NL_T("Setting")),
                                  say(html, NL_T("From and to")), say(html, NL_T("Takes effect")),
                                  say(html, NL_T("Why"))};
    nl_html_section(html, "steps", say(html, NL_T("Steps, in this order")));
    nl_html_table_begin(html, "steps",
                        say(html, NL_T("Each is written only while the setting is still as it "
                                       "was found, and can be rolled back exactly.")),
                        titles, NL_COUNT_OF(titles));
    for (size_t i = 0; i < plan->steps.count; i++)
        step_row(html, i + 1, &plan->steps.items[i], titles);
    nl_html_table_end(html);
    nl_html_raw(html, "</section>\n");
}

static void evidence(const struct nl_html *html, const struct nl_plan *plan)
{
    nl_html_section(html, "evidence", say(html, NL_T("Why each port would be so afterwards")));
    nl_html_raw(html, "<div class=\"columns\">\n");
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct nl_port_exposure *after = &plan->after[i];
        nl_html_raw(html, "<article>\n<h3>");
        nl_html_text(html, nl_phrase_port(html->arena, after->port));
        nl_html_raw(html, " <span>");
        nl_html_say(html, after->port->name);
        nl_html_raw(html, "</span></h3>\n");
        nl_html_list(html, &after->why);
        nl_html_raw(html, "</article>\n");
    }
    if (plan->client_after.count) {
        nl_html_raw(html, "<article>\n<h3>");
        nl_html_say(html, NL_T("When this machine opens a share elsewhere"));
        nl_html_raw(html, "</h3>\n<p class=\"place\">");
        nl_html_say(html, NL_T("Now:"));
        nl_html_raw(html, "</p>\n");
        nl_html_list(html, &plan->client_before);
        nl_html_raw(html, "<p class=\"place\">");
        nl_html_say(html, NL_T("Afterwards:"));
        nl_html_raw(html, "</p>\n");
        nl_html_list(html, &plan->client_after);
        nl_html_raw(html, "</article>\n");
    }
    nl_html_raw(html, "</div>\n</section>\n");
}

static void skipped(const struct nl_html *html, const struct nl_plan *plan)
{
    if (plan->skipped.count == 0)
        return;
    const char *const titles[] = {say(html, NL_T("Setting")), say(html, NL_T("Left alone")),
                                  say(html, NL_T("Why"))};
    nl_html_section(html, "skipped", say(html, NL_T("Requests that need or make no step")));
    nl_html_table_begin(html, "skipped", "", titles, NL_COUNT_OF(titles));
    for (size_t i = 0; i < plan->skipped.count; i++) {
        const struct nl_skipped *skip = &plan->skipped.items[i];
        bool dull = skip->kind == NL_SKIP_ALREADY || skip->kind == NL_SKIP_NOT_APPLICABLE;
        nl_html_raw(html, "<tr role=\"row\">");
        nl_html_cell_begin(html, titles[0]);
        nl_html_element(html, "code", NULL, skip->id);
        nl_html_cell_end(html);
        nl_html_cell_begin(html, titles[1]);
        nl_html_badge(html, dull ? "dim" : "warn", say(html, nl_label_skip(skip->kind)));
        nl_html_cell_end(html);
        nl_html_cell_begin(html, titles[2]);
        nl_html_sentence(html, &skip->why);
        nl_html_cell_end(html);
        nl_html_raw(html, "</tr>\n");
    }
    nl_html_table_end(html);
    nl_html_raw(html, "</section>\n");
}

static void next(const struct nl_html *html, const struct nl_plan *plan)
{
    if (plan->steps.count == 0)
        return;
    const char *command = nl_phrase_apply(html->arena, html->style, plan);
    nl_html_section(html, "next", say(html, NL_T("What to do next")));
    nl_html_element(html, "p", NULL,
                    plan->risks.count
                        ? say(html, NL_T("Apply it, accepting every risk named above:"))
                        : say(html, NL_T("Apply it:")));
    nl_html_element(html, "pre", NULL, command);
    nl_html_element(html, "p", NULL,
                    say(html, NL_T("Apply it so that it is rolled back by itself unless \"netlatch "
                                   "confirm\" is given within ten minutes:")));
    nl_html_element(html, "pre", NULL,
                    nl_arena_format(html->arena, "%s --confirm-within 10m", command));
    nl_html_element(html, "p", NULL, say(html, NL_T("Every step can be rolled back exactly:")));
    nl_html_element(html, "pre", NULL, "netlatch rollback");
    nl_html_raw(html, "</section>\n");
}

void nl_report_plan_html(struct nl_arena *arena, const struct nl_plan *plan,
                         const struct nl_report_style *style, struct nl_text *out)
{
    struct nl_html html = {arena, style, out};
    begin(&html, plan);
    summary(&html, plan);
    ports(&html, plan);
    nl_plan_html_risks(&html, plan);
    steps(&html, plan);
    nl_plan_html_impacts(&html, plan);
    nl_plan_html_dependents(&html, plan);
    evidence(&html, plan);
    skipped(&html, plan);
    next(&html, plan);
    nl_html_end(&html, plan->machine);
}

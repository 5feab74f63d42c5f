/* audit_text.c - an audit as an administrator reads it on a narrow screen: the result, the five
 * ports, what is wrong with the worst first, then the rest. */
#include "base/clean.h"
#include "report/label.h"
#include "report/phrase.h"
#include "report/report.h"
#include "report/text_parts.h"
#include "version.h"

static void result(const struct nl_page *page, const struct nl_audit *audit)
{
    const uint32_t *counts = audit->summary.counts;
    bool clean = nl_audit_clean(audit);
    nl_page_paragraph(page, 0, "", clean ? NL_TONE_GOOD : NL_TONE_BAD,
                      clean ? nl_page_say(page, NL_T("The machine is as the profile wants it."))
                            : nl_page_say(page, NL_T("The machine is not as the profile wants "
                                                     "it.")));
    nl_page_paragraph(
        page, 0, "", NL_TONE_PLAIN,
        nl_page_say(page,
                    NL_T("Settings: {1} failed, {2} unknown, {3} passed, {4} not applicable, {5} "
                         "not checked."),
                    nl_decimal(counts[NL_VERDICT_FAIL]).text,
                    nl_decimal(counts[NL_VERDICT_UNKNOWN]).text,
                    nl_decimal(counts[NL_VERDICT_PASS]).text,
                    nl_decimal(counts[NL_VERDICT_NOT_APPLICABLE]).text,
                    nl_decimal(counts[NL_VERDICT_NOT_CHECKED]).text));
    nl_page_blank(page);
}

static void add_places(const struct nl_page *page, const struct nl_port_exposure *exposure,
                       struct nl_row *row)
{
    bool verbose = page->style->verbose;
    bool differ = exposure->predicted == NL_OPENNESS_PARTLY ||
                  exposure->observed == NL_OPENNESS_PARTLY ||
                  exposure->reachable == NL_OPENNESS_PARTLY;
    for (size_t i = 0; i < exposure->places.count && (verbose || differ); i++) {
        const struct nl_port_place *place = &exposure->places.items[i];
        const char *label = place->label ? place->label : place->adapter;
        nl_say_to(page->arena, &row->notes, NL_T("{1}: settings {2}, listening {3}, reachable {4}"),
                  label ? label : NL_T("the whole machine"), nl_label_openness(place->predicted),
                  nl_label_openness(place->observed), nl_label_openness(place->reachable));
    }
    for (size_t i = 0; i < exposure->why.count && verbose; i++)
        *NL_PUSH(page->arena, &row->notes) = exposure->why.items[i];
}

static struct nl_cell openness(const struct nl_page *page, enum nl_openness found, bool starred)
{
    return (struct nl_cell){nl_text_openness(page, found, starred), nl_tone_openness(found)};
}

/* The names of the ports stand in the table only where a line has room for them. */
static void ports(const struct nl_page *page, const struct nl_audit *audit)
{
    enum { ROOM_FOR_NAMES = 100 };
    bool names = page->columns >= ROOM_FOR_NAMES;
    struct nl_table table = {0};
    static const char *const titles[] = {NL_T("Port"),      NL_T("Name"),      NL_T("Settings say"),
                                         NL_T("Listening"), NL_T("Reachable"), NL_T("Held by")};
    for (size_t i = 0; i < NL_COUNT_OF(titles); i++) {
        if (i != 1 || names)
            table.titles[table.columns++] = nl_page_word(page, titles[i]);
    }
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct nl_port_exposure *exposure = &audit->ports[i];
        struct nl_row *row = NL_PUSH(page->arena, &table.rows);
        struct nl_cell *cell = row->cells;
        *cell++ = (struct nl_cell){nl_phrase_port(page->arena, exposure->port), NL_TONE_STRONG};
        if (names)
            (cell++)->text = nl_page_word(page, exposure->port->name);
        *cell++ = openness(page, exposure->predicted, exposure->unverified);
        *cell++ = openness(page, exposure->observed, false);
        *cell++ = openness(page, exposure->reachable, false);
        cell->text =
            nl_phrase_owners(page->arena, page->style->words, exposure, page->style->verbose);
        add_places(page, exposure, row);
    }
    nl_page_heading(page, nl_page_say(page, NL_T("The five ports")));
    nl_page_table(page, 2, &table);
    nl_text_star(page, audit->ports);
    nl_page_blank(page);
}

static void findings(const struct nl_page *page, const struct nl_audit *audit)
{
    struct nl_table table = {.columns = 3};
    for (size_t i = 0; i < audit->findings.count; i++) {
        const struct nl_finding *finding = &audit->findings.items[i];
        if (page->style->quiet && finding->verdict != NL_VERDICT_FAIL)
            continue;
        struct nl_text text;
        nl_text_init(&text, page->arena);
        nl_text_add(&text, nl_page_sentence(page, &finding->what));
        if (finding->next.format) {
            nl_text_add_char(&text, '\n');
            nl_text_add(&text, nl_page_say(page, NL_T("To do: {1}"),
                                           nl_page_sentence(page, &finding->next)));
        }
        nl_text_format(&text, "\n[%s]", nl_clean(page->arena, finding->id));
        struct nl_row *row = NL_PUSH(page->arena, &table.rows);
        row->cells[0] = (struct nl_cell){nl_page_word(page, nl_label_verdict(finding->verdict)),
                                         nl_tone_verdict(finding->verdict)};
        row->cells[1] = (struct nl_cell){nl_page_word(page, nl_label_severity(finding->severity)),
                                         nl_tone_severity(finding->severity)};
        row->cells[2].text = text.data;
    }
    if (table.rows.count == 0)
        return;
    nl_page_heading(page, nl_page_say(page, NL_T("Findings, the worst first")));
    nl_page_table(page, 2, &table);
    nl_page_blank(page);
}

static void settings(const struct nl_page *page, const struct nl_audit *audit)
{
    nl_page_heading(page, nl_page_say(page, NL_T("Settings")));
    struct nl_table table = {.columns = 4};
    const char *const titles[] = {NL_T("Result"), NL_T("Setting"), NL_T("Found"), NL_T("Wanted")};
    for (size_t i = 0; i < NL_COUNT_OF(titles); i++)
        table.titles[i] = nl_page_word(page, titles[i]);
    size_t left_out = 0;
    for (size_t i = 0; i < audit->settings.count; i++) {
        const struct nl_judged *judged = &audit->settings.items[i];
        bool dull = judged->verdict == NL_VERDICT_NOT_CHECKED ||
                    judged->verdict == NL_VERDICT_NOT_APPLICABLE;
        if (dull && !page->style->verbose) {
            left_out++;
            continue;
        }
        struct nl_row *row = NL_PUSH(page->arena, &table.rows);
        row->cells[0] = (struct nl_cell){nl_page_word(page, nl_label_verdict(judged->verdict)),
                                         nl_tone_verdict(judged->verdict)};
        row->cells[1].text = nl_phrase_setting(page->arena, page->style->words, &judged->instance);
        row->cells[2].text = nl_phrase_found(page->arena, page->style->words, judged);
        row->cells[3].text = nl_phrase_wanted(page->arena, page->style->words, judged->want);
        if (page->style->verbose) {
            nl_say_to(page->arena, &row->notes, NL_T("{1} [{2}]"), judged->instance.setting->title,
                      judged->instance.id);
            for (size_t j = 0; j < judged->why.count; j++)
                *NL_PUSH(page->arena, &row->notes) = judged->why.items[j];
        }
    }
    if (table.rows.count)
        nl_page_table(page, 2, &table);
    if (left_out)
        nl_page_paragraph(page, 2, "", NL_TONE_DIM,
                          nl_page_say(page,
                                      NL_T("{1} more that this profile does not ask for or this "
                                           "machine does not have: --verbose shows them."),
                                      nl_decimal(left_out).text));
    nl_page_blank(page);
}

static void client(const struct nl_page *page, const struct nl_audit *audit)
{
    if (audit->client.count == 0)
        return;
    nl_page_heading(page, nl_page_say(page, NL_T("When this machine opens a share elsewhere")));
    nl_page_sentences(page, 2, "- ", NL_TONE_PLAIN, &audit->client);
    nl_page_blank(page);
}

static void recommendation(const struct nl_page *page, const struct nl_audit *audit)
{
    const struct nl_recommendation *found = &audit->recommendation;
    if (!found->profile)
        return;
    nl_page_heading(page, nl_page_say(page, NL_T("Recommended profile: {1}"), found->profile));
    nl_page_sentences(page, 2, "- ", NL_TONE_PLAIN, &found->reasons);
    if (found->unsure.count) {
        nl_page_paragraph(page, 2, "", NL_TONE_PLAIN,
                          nl_page_say(page, NL_T("Not seen, and it might change this advice:")));
        nl_page_sentences(page, 2, "- ", NL_TONE_DIM, &found->unsure);
    }
    nl_page_blank(page);
}

static void next(const struct nl_page *page, const struct nl_audit *audit)
{
    nl_page_heading(page, nl_page_say(page, NL_T("What to do next")));
    const char *requests = nl_phrase_requests(page->arena, page->style, audit->profile);
    if (nl_audit_clean(audit)) {
        nl_page_paragraph(page, 2, "", NL_TONE_PLAIN,
                          nl_page_say(page, NL_T("Nothing. Look again after every new network "
                                                 "adapter and every update of Windows:")));
        nl_page_command(page, nl_arena_format(page->arena, "netlatch audit %s", requests));
    } else {
        nl_page_paragraph(page, 2, "", NL_TONE_PLAIN,
                          nl_page_say(page, NL_T("See what would be changed and what that would "
                                                 "break, without changing anything:")));
        nl_page_command(page, nl_arena_format(page->arena, "netlatch plan %s", requests));
    }
    if (audit->machine->session.elevated == NL_ANSWER_NO && audit->machine->unseen.count)
        nl_page_paragraph(page, 2, "", NL_TONE_PLAIN,
                          nl_page_say(page, NL_T("Run netlatch from an elevated prompt to see "
                                                 "what was denied.")));
}

void nl_report_audit_text(struct nl_arena *arena, const struct nl_audit *audit,
                          const struct nl_report_style *style, struct nl_text *out)
{
    struct nl_page page = nl_page_begin(arena, style, out);
    if (!style->quiet)
        nl_text_header(&page, nl_page_say(&page, NL_T("netlatch {1}: audit"), NETLATCH_VERSION),
                       audit->machine, audit->profile, audit->profile_recommended);
    result(&page, audit);
    ports(&page, audit);
    findings(&page, audit);
    if (style->quiet)
        return;
    settings(&page, audit);
    client(&page, audit);
    nl_text_unseen(&page, audit->machine);
    recommendation(&page, audit);
    next(&page, audit);
}

/* plan_text.c - a plan as a person reads it before saying yes. */
#include "report/plan_text.h"
#include "base/clean.h"
#include "report/label.h"
#include "report/phrase.h"
#include "report/report.h"
#include "report/text_parts.h"
#include "version.h"

static void result(const struct nl_page *page, const struct nl_plan *plan)
{
    size_t steps = plan->steps.count;
    if (steps == 0) {
        nl_page_paragraph(page, 0, "", NL_TONE_GOOD,
                          nl_page_say(page, NL_T("There is nothing to change.")));
    } else if (steps == 1) {
        nl_page_paragraph(page, 0, "", NL_TONE_STRONG,
                          nl_page_say(page, NL_T("One setting would be changed.")));
    } else {
        nl_page_paragraph(
            page, 0, "", NL_TONE_STRONG,
            nl_page_say(page, NL_T("{1} settings would be changed."), nl_decimal(steps).text));
    }
    if (plan->risks.count)
        nl_page_paragraph(page, 0, "", NL_TONE_BAD,
                          nl_page_say(page, NL_T("Risks to accept by name first: {1}."),
                                      nl_decimal(plan->risks.count).text));
    if (plan->restart_required)
        nl_page_paragraph(page, 0, "", NL_TONE_WARN,
                          nl_page_say(page, NL_T("Windows must be restarted before all of it takes "
                                                 "effect.")));
    nl_page_paragraph(
        page, 0, "", NL_TONE_DIM,
        nl_page_say(page, NL_T("Nothing has been changed. Plan {1}."), plan->id ? plan->id : "?"));
    nl_page_blank(page);
}

static void steps(const struct nl_page *page, const struct nl_plan *plan)
{
    if (plan->steps.count == 0)
        return;
    nl_page_heading(page, nl_page_say(page, NL_T("Steps, in this order")));
    struct nl_table table = {.columns = 5};
    const char *const titles[] = {NL_T("No."), NL_T("Setting"), NL_T("From"), NL_T("To"),
                                  NL_T("Takes effect")};
    for (size_t i = 0; i < NL_COUNT_OF(titles); i++)
        table.titles[i] = nl_page_word(page, titles[i]);
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct nl_step *step = &plan->steps.items[i];
        const struct nl_words *words = page->style->words;
        struct nl_row *row = NL_PUSH(page->arena, &table.rows);
        row->cells[0].text = nl_arena_format(page->arena, "%zu", i + 1);
        row->cells[1].text = nl_phrase_setting(page->arena, words, &step->instance);
        row->cells[1].tone = NL_TONE_STRONG;
        row->cells[2].text = nl_phrase_before(page->arena, words, step);
        row->cells[3].text = nl_phrase_after(page->arena, words, step);
        row->cells[4] =
            (struct nl_cell){nl_page_word(page, nl_label_effect(step->effect)),
                             step->effect == NL_EFFECT_RESTART ? NL_TONE_WARN : NL_TONE_PLAIN};
        if (step->reason.format)
            *NL_PUSH(page->arena, &row->notes) = step->reason;
        if (page->style->verbose)
            nl_say_to(page->arena, &row->notes, NL_T("{1} [{2}]"),
                      nl_address_show(page->arena, &step->address), step->instance.id);
    }
    nl_page_table(page, 2, &table);
    nl_page_blank(page);
}

static struct nl_cell change(const struct nl_page *page, enum nl_openness before,
                             enum nl_openness after, bool starred)
{
    const char *word = nl_text_openness(page, after, starred);
    if (before != after)
        word = nl_arena_format(page->arena, "%s %s %s", nl_text_openness(page, before, false),
                               page->style->plain ? "->" : "\xE2\x86\x92", word);
    return (struct nl_cell){word, nl_tone_openness(after)};
}

static void ports(const struct nl_page *page, const struct nl_plan *plan)
{
    nl_page_heading(page, nl_page_say(page, NL_T("The five ports, before and after")));
    struct nl_table table = {.columns = 5};
    const char *const titles[] = {NL_T("Port"), NL_T("Name"), NL_T("Settings say"),
                                  NL_T("Listening"), NL_T("Reachable")};
    for (size_t i = 0; i < NL_COUNT_OF(titles); i++)
        table.titles[i] = nl_page_word(page, titles[i]);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct nl_port_exposure *before = &plan->before[i];
        const struct nl_port_exposure *after = &plan->after[i];
        struct nl_row *row = NL_PUSH(page->arena, &table.rows);
        row->cells[0] = (struct nl_cell){nl_phrase_port(page->arena, before->port), NL_TONE_STRONG};
        row->cells[1].text = nl_page_word(page, before->port->name);
        row->cells[2] = change(page, before->predicted, after->predicted, after->unverified);
        row->cells[3] = change(page, before->observed, after->observed, false);
        row->cells[4] = change(page, before->reachable, after->reachable, false);
        for (size_t j = 0; j < after->why.count && page->style->verbose; j++)
            *NL_PUSH(page->arena, &row->notes) = after->why.items[j];
    }
    nl_page_table(page, 2, &table);
    nl_text_star(page, plan->after);
    nl_page_paragraph(page, 2, "", NL_TONE_DIM,
                      nl_page_say(page, NL_T("Listening is what was seen now. It follows the "
                                             "settings when they have taken effect.")));
    nl_page_blank(page);
}

static void client(const struct nl_page *page, const struct nl_plan *plan)
{
    if (plan->steps.count == 0 || plan->client_after.count == 0)
        return;
    nl_page_heading(page, nl_page_say(page, NL_T("When this machine opens a share elsewhere")));
    nl_page_paragraph(page, 2, "", NL_TONE_PLAIN, nl_page_say(page, NL_T("Now:")));
    nl_page_sentences(page, 2, "- ", NL_TONE_DIM, &plan->client_before);
    nl_page_paragraph(page, 2, "", NL_TONE_PLAIN, nl_page_say(page, NL_T("Afterwards:")));
    nl_page_sentences(page, 2, "- ", NL_TONE_PLAIN, &plan->client_after);
    nl_page_blank(page);
}

static void skipped(const struct nl_page *page, const struct nl_plan *plan)
{
    struct nl_table table = {.columns = 3};
    const char *const titles[] = {NL_T("Setting"), NL_T("Left alone"), NL_T("Why")};
    for (size_t i = 0; i < NL_COUNT_OF(titles); i++)
        table.titles[i] = nl_page_word(page, titles[i]);
    size_t already = 0;
    for (size_t i = 0; i < plan->skipped.count; i++) {
        const struct nl_skipped *skip = &plan->skipped.items[i];
        if (skip->kind == NL_SKIP_ALREADY && !page->style->verbose) {
            already++;
            continue;
        }
        struct nl_row *row = NL_PUSH(page->arena, &table.rows);
        row->cells[0].text = nl_clean(page->arena, skip->id);
        row->cells[1] = (struct nl_cell){
            nl_page_word(page, nl_label_skip(skip->kind)),
            skip->kind == NL_SKIP_ALREADY || skip->kind == NL_SKIP_NOT_APPLICABLE ? NL_TONE_DIM
                                                                                  : NL_TONE_WARN};
        row->cells[2].text = nl_page_sentence(page, &skip->why);
    }
    if (table.rows.count == 0 && already == 0)
        return;
    nl_page_heading(page, nl_page_say(page, NL_T("Requests that need or make no step")));
    if (table.rows.count)
        nl_page_table(page, 2, &table);
    if (already)
        nl_page_paragraph(page, 2, "", NL_TONE_DIM,
                          nl_page_say(page, NL_T("Already as the profile wants: {1}."),
                                      nl_decimal(already).text));
    nl_page_blank(page);
}

static void next(const struct nl_page *page, const struct nl_plan *plan)
{
    nl_page_heading(page, nl_page_say(page, NL_T("What to do next")));
    if (plan->steps.count == 0) {
        nl_page_paragraph(page, 2, "", NL_TONE_PLAIN, nl_page_say(page, NL_T("Nothing.")));
        return;
    }
    const char *command = nl_phrase_apply(page->arena, page->style, plan);
    nl_page_paragraph(page, 2, "", NL_TONE_PLAIN,
                      plan->risks.count
                          ? nl_page_say(page, NL_T("Apply it, accepting every risk named above:"))
                          : nl_page_say(page, NL_T("Apply it:")));
    nl_page_command(page, command);
    nl_page_paragraph(page, 2, "", NL_TONE_PLAIN,
                      nl_page_say(page, NL_T("Apply it so that it is rolled back by itself unless "
                                             "\"netlatch confirm\" is given within ten minutes:")));
    nl_page_command(page, nl_arena_format(page->arena, "%s --confirm-within 10m", command));
    nl_page_paragraph(page, 2, "", NL_TONE_PLAIN,
                      nl_page_say(page, NL_T("Every step can be rolled back exactly:")));
    nl_page_command(page, "netlatch rollback");
}

void nl_report_plan_text(struct nl_arena *arena, const struct nl_plan *plan,
                         const struct nl_report_style *style, struct nl_text *out)
{
    struct nl_page page = nl_page_begin(arena, style, out);
    if (!style->quiet)
        nl_text_header(&page, nl_page_say(&page, NL_T("netlatch {1}: plan"), NETLATCH_VERSION),
                       plan->machine, plan->profile, false);
    result(&page, plan);
    steps(&page, plan);
    ports(&page, plan);
    nl_plan_text_risks(&page, plan);
    nl_plan_text_impacts(&page, plan);
    nl_plan_text_dependents(&page, plan);
    if (style->quiet)
        return;
    client(&page, plan);
    skipped(&page, plan);
    nl_text_unseen(&page, plan->machine);
    next(&page, plan);
}

/* plan_document.c - what a plan says first: what changes, what it costs here, what to accept, what
 * to do next. The reasons follow in plan_details.c. */
#include "report/plan_document.h"

#include "base/clean.h"
#include "base/width.h"
#include "report/conclusion.h"
#include "report/groups.h"
#include "report/label.h"
#include "report/machine_line.h"
#include "report/phrase.h"
#include "report/plan_cost.h"
#include "report/plan_details.h"
#include "report/reach.h"
#include "report/suggest.h"
#include "report/tone.h"

#include <string.h>

/* Cannot be met on this machine, or was left out by the person; no other step mends it. */
static bool cannot_be_met(const struct nl_request *request)
{
    return request->outcome == NL_OUTCOME_UNMET && request->expected == NL_OUTCOME_UNMET;
}

static size_t unmet(const struct nl_plan *plan)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->requests.count; i++)
        count += cannot_be_met(&plan->requests.items[i]);
    return count;
}

/* Requests that are set by the plan and stay unmet all the same. */
static const char *stay_unmet(struct nl_arena *arena, const struct nl_words *words,
                              const struct nl_plan *plan)
{
    size_t count = nl_plan_count_ineffective(plan);
    return count ? nl_phrase_say(arena, words, NL_T("Of them without effect on this machine: {1}."),
                                 nl_decimal(count).text)
                 : NULL;
}

const char *nl_plan_headline(struct nl_arena *arena, const struct nl_report_style *style,
                             const struct nl_plan *plan)
{
    const struct nl_words *words = style->words;
    size_t steps = plan->steps.count;
    const char *cannot =
        unmet(plan) ? nl_phrase_say(arena, words, NL_T("Requests that cannot be met here: {1}."),
                                    nl_decimal(unmet(plan)).text)
                    : NULL;
    size_t pending = nl_requests_count(&plan->requests, NL_OUTCOME_PENDING);
    if (steps == 0 && !cannot && plan->remains.count)
        return nl_phrase_say(arena, words,
                             NL_T("No request is left to change, but the machine is not as the "
                                  "profile wants it."));
    if (steps == 0 && !cannot && pending)
        return nl_phrase_say(arena, words,
                             NL_T("Everything is set already; not in force yet: {1}."),
                             nl_decimal(pending).text);
    if (steps == 0)
        return cannot
                   ? nl_arena_format(arena, "%s %s",
                                     nl_phrase_say(arena, words, NL_T("Nothing can be changed.")),
                                     cannot)
                   : nl_phrase_say(arena, words, NL_T("There is nothing to change."));
    const char *changes = steps == 1
                              ? nl_phrase_say(arena, words, NL_T("One setting would be changed."))
                              : nl_phrase_say(arena, words, NL_T("{1} settings would be changed."),
                                              nl_decimal(steps).text);
    const char *ineffective = stay_unmet(arena, words, plan);
    if (ineffective)
        changes = nl_phrase_then(arena, words, changes, ineffective);
    return cannot ? nl_phrase_then(arena, words, changes, cannot) : changes;
}

enum nl_tone nl_plan_tone(const struct nl_plan *plan)
{
    if (plan->steps.count == 0)
        return unmet(plan) || plan->remains.count ? NL_TONE_WARN : NL_TONE_GOOD;
    return NL_TONE_STRONG;
}

static size_t reached_later(const struct nl_plan *plan)
{
    size_t count = 0;
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        count += nl_reach_is_open(nl_reach_later(&plan->before[i], &plan->after[i]));
    return count;
}

const char *nl_plan_reach(struct nl_arena *arena, const struct nl_report_style *style,
                          const struct nl_plan *plan)
{
    return nl_phrase_say(
        arena, style->words, NL_T("Ports that can be reached: {1} now, {2} afterwards."),
        nl_decimal(nl_conclusion_count(plan->before)).text, nl_decimal(reached_later(plan)).text);
}

const char *nl_plan_summary(struct nl_arena *arena, const struct nl_report_style *style,
                            const struct nl_plan *plan)
{
    const struct nl_words *words = style->words;
    const char *text = nl_plan_reach(arena, style, plan);
    if (plan->restart_required)
        text = nl_phrase_then(arena, words, text,
                              nl_phrase_say(arena, words,
                                            NL_T("A restart of Windows is "
                                                 "needed.")));
    if (plan->risks.count)
        text = nl_phrase_then(arena, words, text,
                              nl_phrase_say(arena, words, NL_T("Risks to accept first: {1}."),
                                            nl_decimal(plan->risks.count).text));
    return plan->steps.count == 0
               ? text
               : nl_phrase_then(arena, words, text,
                                nl_phrase_say(arena, words,
                                              NL_T("Nothing has been changed yet (plan {1})."),
                                              plan->id ? plan->id : "?"));
}

static void header(struct nl_document *document, const struct nl_plan *plan)
{
    nl_document_paragraph(document, NL_FORM_TEXT, NL_TONE_STRONG,
                          nl_machine_line(document, plan->machine));
    nl_document_paragraph(document, NL_FORM_TEXT, NL_TONE_DIM,
                          nl_run_line(document, plan->machine, plan->profile, false));
    nl_document_gap(document);
    nl_document_paragraph(document, NL_FORM_TEXT, nl_plan_tone(plan),
                          nl_plan_headline(document->arena, document->style, plan));
    nl_document_paragraph(document, NL_FORM_TEXT, NL_TONE_PLAIN,
                          nl_plan_summary(document->arena, document->style, plan));
    nl_document_sentences(document, NL_TONE_WARN, &plan->remains);
}

/* Accounts by their names; where that takes too much of a row, how many. All of it stands among the
 * reasons. */
static const char *accounts_words(const struct nl_document *document, const char *text)
{
    enum { MOST_COLUMNS = 30 };
    const char *names = nl_phrase_without_sids(document->arena, text);
    size_t accounts = 0;
    for (const char *at = strstr(text, "S-1-"); at; at = strstr(at + 1, "S-1-"))
        accounts++;
    return accounts > 1 && nl_columns(names) > MOST_COLUMNS
               ? nl_document_say(document, NL_T("{1} accounts change"), nl_decimal(accounts).text)
               : names;
}

static const char *change_words(const struct nl_document *document, const struct nl_step *step)
{
    const struct nl_words *words = document->style->words;
    const char *after = nl_phrase_after(document->arena, words, step);
    if (!step->wanted_word && step->wanted.type == NL_TYPE_SID_SET)
        return accounts_words(document, after); /* says what is added and removed by itself */
    const char *before = step->before_word ? nl_document_say(document, step->before_word)
                                           : nl_phrase_before(document->arena, words, step);
    return nl_arena_format(document->arena, "%s -> %s", before, after);
}

/* "135 137 138": ports in the fewest columns. */
static const char *numbers(struct nl_arena *arena, const struct nl_texts *ports)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < ports->count; i++)
        nl_text_format(&out, "%s%s", i ? " " : "", ports->items[i]);
    return out.data;
}

static void changes(struct nl_document *document, const struct nl_plan *plan)
{
    struct nl_arena *arena = document->arena;
    const struct nl_words *words = document->style->words;
    static const char *const titles[] = {NL_T("Setting"), NL_T("Where"), NL_T("Change"),
                                         NL_T("Takes effect"), NL_T("Id")};
    const struct nl_step_groups groups = nl_groups_of_steps(arena, words, plan);
    struct nl_table text = {.columns = 5};
    struct nl_table html = {.columns = 5};
    for (size_t i = 0; i < html.columns; i++)
        html.titles[i] = nl_document_say(document, titles[i]);
    for (size_t i = 0; i < groups.count; i++) {
        const struct nl_step_group *group = &groups.items[i];
        const struct nl_step *step = group->first;
        const struct nl_setting *setting = step->instance.setting;
        const char *where = nl_group_instances(arena, words, setting, &group->instances);
        const struct nl_cell change = {.text = change_words(document, step)};
        const struct nl_cell effect = {
            .text = nl_document_say(document, nl_label_effect(step->effect)),
            .tone = step->effect == NL_EFFECT_RESTART ? NL_TONE_WARN : NL_TONE_DIM};
        if (group->companion)
            continue; /* a dependency that goes with another step; told among the reasons */
        struct nl_row *row = NL_PUSH(arena, &text.rows);
        row->cells[0].text = step->before.state == NL_VALUE_ABSENT ? "+" : "~";
        row->cells[1] = (struct nl_cell){.text = setting->id, .tone = NL_TONE_STRONG};
        row->cells[2].text =
            setting->instances == NL_INSTANCE_PORT && group->instances.count < NL_PORT_COUNT
                ? numbers(arena, &group->instances)
                : where;
        row->cells[3] = change;
        row->cells[4] = effect;
        row = NL_PUSH(arena, &html.rows);
        row->cells[0] = (struct nl_cell){.text = nl_document_say(document, setting->title),
                                         .tone = NL_TONE_STRONG};
        row->cells[1].text = where;
        row->cells[2] = change;
        row->cells[3] = effect;
        row->cells[4] = (struct nl_cell){.text = setting->id, .code = true};
    }
    if (groups.count == 0)
        return;
    nl_document_heading(document, NL_FORM_BOTH, "changes",
                        nl_document_say(document, NL_T("Changes")));
    nl_document_table(document, NL_FORM_TEXT, NULL, &text);
    nl_document_table(document, NL_FORM_HTML, "changes", &html);
}

/* How many need no change, wait, or are left out because of a risk, and what holds beside the steps. */
static void rest(struct nl_document *document, const struct nl_plan *plan)
{
    const struct nl_words *words = document->style->words;
    size_t met = nl_requests_count(&plan->requests, NL_OUTCOME_MET);
    size_t pending = nl_requests_count(&plan->requests, NL_OUTCOME_PENDING);
    struct nl_texts left_out = {0};
    for (size_t i = 0; i < plan->requests.count; i++) {
        const struct nl_request *request = &plan->requests.items[i];
        const char *name = nl_arena_format(document->arena, "%s (%s)", request->setting->id,
                                           request->risk ? request->risk : "?");
        if (request->outcome == NL_OUTCOME_EXCEPTED && !nl_texts_hold(&left_out, name))
            nl_texts_add(&left_out, document->arena, name);
    }
    const char *text = "";
    if (left_out.count)
        text = nl_document_say(document, NL_T("Left out by the profile because of a risk: {1}."),
                               nl_phrase_join(document->arena, words, &left_out));
    if (met) {
        const char *said =
            nl_document_say(document, NL_T("Already as requested: {1}."), nl_decimal(met).text);
        text = *text ? nl_phrase_then(document->arena, words, text, said) : said;
    }
    if (pending) {
        const char *said =
            nl_document_say(document, NL_T("Not in force yet: {1}."), nl_decimal(pending).text);
        text = *text ? nl_phrase_then(document->arena, words, text, said) : said;
    }
    for (size_t i = 0; i < plan->notes.count; i++) {
        const char *note = nl_phrase_sentence(document->arena, words, &plan->notes.items[i]);
        text = *text ? nl_phrase_then(document->arena, words, text, note) : note;
    }
    if (*text)
        nl_document_paragraph(document, NL_FORM_BOTH, NL_TONE_PLAIN, text);
}

/* The requests of one kind, one line for each setting and reason. */
static void write_unmet(struct nl_document *document, const struct nl_plan *plan,
                        const char *anchor, const char *title,
                        bool (*is_one)(const struct nl_request *request))
{
    enum { MOST_LINES = 4, FEW = 2 };
    struct nl_table html = {.columns = 2,
                            .headless = true,
                            .titles = {nl_document_say(document, NL_T("Setting")),
                                       nl_document_say(document, NL_T("Why"))}};
    struct nl_table text = {.columns = 2};
    const struct nl_request_groups groups =
        nl_groups_of_requests(document->arena, document->style->words, &plan->requests, is_one);
    bool verbose = document->style->verbose;
    size_t more = groups.count > MOST_LINES && !verbose ? groups.count - MOST_LINES : 0;
    for (size_t i = 0; i < groups.count; i++) {
        const struct nl_request_group *group = &groups.items[i];
        struct nl_row row = {.cells = {{.text = nl_request_group_ids(document->arena, group),
                                        .tone = NL_TONE_STRONG,
                                        .code = true},
                                       {.text = group->why}}};
        *NL_PUSH(document->arena, &html.rows) = row;
        /* Few of them: there is room for the whole sentence, which says what to do. */
        if (groups.count > FEW && !verbose)
            row.cells[1].text = nl_document_say(document, nl_label_unmet(group->first->unmet));
        if (i < groups.count - more)
            *NL_PUSH(document->arena, &text.rows) = row;
    }
    if (groups.count == 0)
        return;
    nl_document_heading(document, NL_FORM_BOTH, anchor, nl_document_say(document, title));
    nl_document_table(document, NL_FORM_TEXT, NULL, &text);
    nl_document_table(document, NL_FORM_HTML, anchor, &html);
    if (more)
        nl_document_paragraph(document, NL_FORM_TEXT, NL_TONE_DIM,
                              nl_document_say(document, NL_T("and {1} more: --verbose shows them"),
                                              nl_decimal(more).text));
}

/* What is not met, now or when all is set; then the rest in one line. */
static void others(struct nl_document *document, const struct nl_plan *plan)
{
    write_unmet(document, plan, "ineffective", NL_T("No effect here, even when set"),
                nl_request_ends_unmet);
    write_unmet(document, plan, "others", NL_T("Requested, but not possible here"), cannot_be_met);
    rest(document, plan);
}

static const char *moved(const struct nl_document *document, const char *before, const char *after)
{
    const char *from = nl_document_say(document, before);
    const char *to = nl_document_say(document, after);
    return nl_equal(from, to) ? from : nl_arena_format(document->arena, "%s -> %s", from, to);
}

static void ports(struct nl_document *document, const struct nl_plan *plan)
{
    static const char *const titles[] = {NL_T("Port"), NL_T("Settings say"),
                                         NL_T("Firewall lets in"), NL_T("Can be reached by")};
    struct nl_table table = {.columns = NL_COUNT_OF(titles)};
    for (size_t i = 0; i < NL_COUNT_OF(titles); i++)
        table.titles[i] = nl_document_say(document, titles[i]);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct nl_port_exposure *before = &plan->before[i];
        const struct nl_port_exposure *after = &plan->after[i];
        struct nl_row *row = NL_PUSH(document->arena, &table.rows);
        row->cells[0] = (struct nl_cell){.text = nl_phrase_port(document->arena, before->port),
                                         .tone = NL_TONE_STRONG};
        row->cells[1] =
            (struct nl_cell){.text = moved(document, nl_label_openness(before->predicted),
                                           nl_label_openness(after->predicted)),
                             .tone = nl_tone_openness(after->predicted)};
        row->cells[2] = (struct nl_cell){
            .text = moved(document, nl_reach_label(before->admits), nl_reach_label(after->admits)),
            .tone = nl_reach_tone(after->admits)};
        row->cells[3] =
            (struct nl_cell){.text = moved(document, nl_reach_label(before->reached_by),
                                           nl_reach_label(nl_reach_later(before, after))),
                             .tone = nl_reach_tone(nl_reach_later(before, after))};
    }
    nl_document_gap(document);
    nl_document_table(document, NL_FORM_TEXT, NULL, &table);
}

/* On the page: who looks at it for a moment sees the ports. */
static void picture(struct nl_document *document, const struct nl_plan *plan)
{
    nl_document_heading(document, NL_FORM_HTML, "ports",
                        nl_document_say(document, NL_T("The five ports, before and after")));
    nl_document_ports(document, plan->before, plan->after);
}

static void next(struct nl_document *document, const struct nl_plan *plan)
{
    struct nl_arena *arena = document->arena;
    const struct nl_report_style *style = document->style;
    if (plan->steps.count == 0)
        return;
    const char *command = nl_suggest_apply(arena, style, plan);
    nl_document_heading(
        document, NL_FORM_TEXT, "next",
        style->confirms
            ? nl_document_say(document, NL_T("Next: apply it; it is rolled back by itself "
                                             "unless netlatch confirm comes in time"))
            : nl_document_say(document, NL_T("Next: apply it (netlatch rollback "
                                             "restores what was there)")));
    nl_document_command(document, NL_FORM_TEXT,
                        style->confirms ? nl_suggest_apply_confirmed(arena, style, plan) : command);
}

void nl_plan_document(struct nl_arena *arena, const struct nl_plan *plan,
                      const struct nl_report_style *style, struct nl_document *out_document)
{
    nl_document_begin(out_document, arena, style);
    header(out_document, plan);
    picture(out_document, plan);
    if (plan->steps.count == 0)
        others(out_document, plan);
    changes(out_document, plan);
    ports(out_document, plan);
    nl_plan_cost(out_document, plan);
    nl_plan_risks(out_document, plan);
    if (plan->steps.count)
        others(out_document, plan);
    nl_plan_details(out_document, plan);
    next(out_document, plan);
}

const char *nl_plan_one_line(struct nl_arena *arena, const struct nl_report_style *style,
                             const struct nl_plan *plan)
{
    struct nl_document document;
    nl_document_begin(&document, arena, style);
    return nl_document_say(&document, NL_T("{1}: {2} {3} [{4}]"),
                           plan->machine->name ? plan->machine->name : "?",
                           nl_plan_headline(arena, style, plan),
                           nl_plan_summary(arena, style, plan), plan->profile->name);
}

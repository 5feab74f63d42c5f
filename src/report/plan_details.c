/* plan_details.c - the reasons behind a plan: each step with its address, each impact with its
 * evidence, the dependents, the client side, what was not seen. */
#include "report/plan_details.h"

#include "report/audit_details.h"
#include "report/label.h"
#include "report/phrase.h"
#include "report/plan_cost.h"

static void steps(struct nl_document *document, const struct nl_plan *plan)
{
    static const char *const titles[] = {NL_T("No."), NL_T("Setting"), NL_T("From"), NL_T("To"),
                                         NL_T("Takes effect")};
    const struct nl_words *words = document->style->words;
    struct nl_arena *arena = document->arena;
    if (plan->steps.count == 0)
        return;
    struct nl_table table = {
        .columns = NL_COUNT_OF(titles),
        .notes_column = 1,
        .caption = nl_document_say(document, NL_T("Each is written only while the setting is still "
                                                  "as it was found, and can be rolled back "
                                                  "exactly."))};
    for (size_t i = 0; i < NL_COUNT_OF(titles); i++)
        table.titles[i] = nl_document_say(document, titles[i]);
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct nl_step *step = &plan->steps.items[i];
        struct nl_row *row = NL_PUSH(arena, &table.rows);
        row->cells[0].text = nl_arena_text(arena, nl_decimal(i + 1).text);
        row->cells[1] = (struct nl_cell){.text = nl_phrase_title(arena, words, &step->instance),
                                         .tone = NL_TONE_STRONG};
        row->cells[2].text = nl_phrase_before(arena, words, step);
        row->cells[3].text = nl_phrase_after(arena, words, step);
        row->cells[4].text = nl_document_say(document, nl_label_effect(step->effect));
        if (step->reason.format)
            *NL_PUSH(arena, &row->notes) = step->reason;
        nl_say_to(arena, &row->notes, NL_T("{1} [{2}]"), nl_address_show(arena, &step->address),
                  step->instance.id);
    }
    nl_document_details(document, "steps",
                        nl_document_say(document, NL_T("Every step, in this order")));
    nl_document_table(document, NL_FORM_BOTH, "steps", &table);
    nl_document_details_end(document);
}

static void impacts(struct nl_document *document, const struct nl_plan *plan)
{
    if (plan->impacts.count == 0)
        return;
    nl_document_details(document, "impacts",
                        nl_document_say(document, NL_T("What may break, the worst first")));
    for (size_t i = 0; i < plan->impacts.count; i++)
        nl_plan_impact(document, &plan->impacts.items[i]);
    nl_document_details_end(document);
}

static void dependents(struct nl_document *document, const struct nl_plan *plan)
{
    if (plan->dependents.count == 0)
        return;
    nl_document_details(document, "dependents",
                        nl_document_say(document, NL_T("Services that would no longer start")));
    nl_plan_dependents(document, plan);
    nl_document_details_end(document);
}

static void why_ports(struct nl_document *document, const struct nl_plan *plan)
{
    nl_document_details(document, "port-reasons",
                        nl_document_say(document, NL_T("Why each port will be as it is said to")));
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        nl_document_subheading(document, nl_phrase_port(document->arena, plan->after[i].port));
        nl_document_sentences(document, NL_TONE_PLAIN, &plan->after[i].why);
    }
    nl_document_details_end(document);
}

static bool same_sentences(const struct nl_document *document, const struct nl_sentences *these,
                           const struct nl_sentences *those)
{
    return nl_equal(nl_phrase_english(document->arena, these),
                    nl_phrase_english(document->arena, those));
}

static void client(struct nl_document *document, const struct nl_plan *plan)
{
    if (plan->steps.count == 0 || plan->client_after.count == 0)
        return;
    nl_document_details(
        document, "client",
        nl_document_say(document, NL_T("When this machine opens a share elsewhere")));
    if (same_sentences(document, &plan->client_before, &plan->client_after)) {
        nl_document_paragraph(document, NL_FORM_BOTH, NL_TONE_PLAIN,
                              nl_document_say(document, NL_T("Nothing changes in this:")));
    } else {
        nl_document_paragraph(document, NL_FORM_BOTH, NL_TONE_PLAIN,
                              nl_document_say(document, NL_T("Now:")));
        nl_document_sentences(document, NL_TONE_DIM, &plan->client_before);
        nl_document_paragraph(document, NL_FORM_BOTH, NL_TONE_PLAIN,
                              nl_document_say(document, NL_T("Afterwards:")));
    }
    nl_document_sentences(document, NL_TONE_PLAIN, &plan->client_after);
    nl_document_details_end(document);
}

void nl_plan_details(struct nl_document *document, const struct nl_plan *plan)
{
    nl_document_heading(document, NL_FORM_HTML, "reasons",
                        nl_document_say(document, NL_T("The reasons")));
    if (plan->notes.count) {
        nl_document_details(document, "notes", nl_document_say(document, NL_T("Good to know")));
        nl_document_sentences(document, NL_TONE_PLAIN, &plan->notes);
        nl_document_details_end(document);
    }
    steps(document, plan);
    impacts(document, plan);
    dependents(document, plan);
    why_ports(document, plan);
    client(document, plan);
    nl_details_unseen(document, plan->machine);
}

/* price.c - what the changes break on this machine, worst first, and the risks that are
 * accepted one by one, by name. */
#include "price.h"

#include "report/document_text.h"
#include "report/label.h"
#include "report/phrase.h"
#include "report/plan_cost.h"
#include "report/tone.h"
#include "show.h"

/* Not worth a line: no step hits it, or it was looked for and is not here. What the article names is
 * always told. */
static bool dull(const struct nl_impact *impact)
{
    return !impact->component->always_listed &&
           (impact->presence == NL_PRESENCE_NOT_FOUND || impact->because.count == 0);
}

/* Loud only where something that is here is hit hard. */
static enum nl_tone tone_of(const struct nl_impact *impact)
{
    if (impact->because.count == 0)
        return NL_TONE_DIM;
    enum nl_tone tone = nl_tone_severity(impact->severity);
    return tone == NL_TONE_BAD && impact->presence == NL_PRESENCE_UNKNOWN ? NL_TONE_WARN : tone;
}

/* context: the impact, or NULL for the dependents. */
static void write_details(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    struct nl_page body = nl_wizard_body(wizard, page);
    struct nl_document document;
    nl_document_begin(&document, body.arena, body.style);
    if (context)
        nl_plan_impact(&document, context);
    else
        nl_plan_dependents(&document, &wizard->plan);
    nl_document_write_text(&document, &body);
}

/* The impacts that have a line, in the order of the lines. */
struct listed {
    const struct nl_impact **items;
    size_t count;
    size_t capacity;
};

static void add_impacts(struct nl_wizard *wizard, struct nl_wizard_page *page,
                        const struct nl_page *body, struct listed *listed)
{
    const struct nl_plan *plan = &wizard->plan;
    struct nl_texts left_out = {0};
    for (size_t i = 0; i < plan->impacts.count; i++) {
        const struct nl_impact *impact = &plan->impacts.items[i];
        if (dull(impact)) {
            nl_texts_add(&left_out, body->arena, nl_page_word(body, impact->component->title));
            continue;
        }
        *NL_PUSH(body->arena, listed) = impact;
        const char *note =
            impact->because.count ? nl_page_sentence(body, &impact->because.items[0]) : NULL;
        struct nl_wizard_item *item = nl_wizard_add(
            wizard, page,
            nl_page_say(body, NL_T("{1}: {2} ({3})"), nl_label_hit(impact),
                        impact->component->title, nl_label_presence(impact->presence)),
            note);
        item->tone = tone_of(impact);
    }
    for (size_t i = 0; i < plan->dependents.count; i++) {
        const struct nl_dependents *one = &plan->dependents.items[i];
        nl_wizard_add(wizard, page,
                      nl_page_say(body,
                                  NL_T("{1}: services that need it: {2}, directly: {3}, "
                                       "running now: {4}"),
                                  one->service, nl_decimal(one->transitive).text,
                                  nl_decimal(one->direct).text, nl_decimal(one->running).text),
                      NULL)
            ->tone = NL_TONE_BAD;
    }
    if (left_out.count)
        nl_page_paragraph(body, 0, "", NL_TONE_DIM,
                          nl_page_say(body, NL_T("Would be hit but was not found here: {1}."),
                                      nl_phrase_join(body->arena, body->style->words, &left_out)));
}

/* context: where the impacts that have a line are listed. */
static void write_price(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    struct listed *listed = context;
    struct nl_page body = nl_wizard_body(wizard, page);
    *listed = (struct listed){0};
    nl_page_paragraph(&body, 0, "", NL_TONE_PLAIN,
                      nl_page_say(&body, NL_T("How hard, what, and whether it was found on this "
                                              "computer. The worst comes first.")));
    add_impacts(wizard, page, &body, listed);
}

static bool price_answered(struct nl_wizard *wizard, const struct nl_wizard_answer *answer,
                           struct nl_wizard_place *place, void *context, enum nl_wizard_way *way)
{
    (void)place;
    const struct listed *listed = context;
    if (answer->kind != NL_ANSWERED_DETAIL)
        return true;
    const struct nl_impact *impact =
        answer->item < listed->count ? listed->items[answer->item] : NULL;
    struct nl_impact shown = impact ? *impact : (struct nl_impact){0};
    *way =
        nl_wizard_show_text(wizard, NL_T("More about it"), write_details, impact ? &shown : NULL);
    return *way == NL_WAY_QUIT;
}

enum nl_wizard_way nl_wizard_price(struct nl_wizard *wizard, bool forward)
{
    (void)forward;
    struct nl_wizard_place place = {0};
    struct listed listed = {0};
    const struct nl_wizard_shown shown = {.kind = NL_WIZARD_LOOK,
                                          .title = NL_T("What it may break here"),
                                          .write = write_price,
                                          .answered = price_answered,
                                          .context = &listed};
    return nl_wizard_show(wizard, &shown, &place);
}

/* risks.c - the risks, one page each: accepted by a typed word, or avoided by leaving
 * out what raises them. */
#include "risks.h"

#include "model/risk.h"
#include "report/label.h"
#include "report/tone.h"
#include "show.h"

/* The word that accepts a risk. The dangerous ones are accepted by their own name, so that nobody
 * types it by habit. */
static const char *word_of(const struct nl_risk_row *row)
{
    return row->severity >= NL_SEVERITY_HIGH ? row->id : "accept";
}

static bool raised(const struct nl_plan *plan, const char *risk)
{
    for (size_t i = 0; i < plan->risks.count; i++) {
        if (nl_equal(plan->risks.items[i].row->id, risk))
            return true;
    }
    return false;
}

/* Whether the changes that are on raise the risk. */
static bool would_raise(struct nl_wizard *wizard, const char *risk)
{
    struct nl_arena scratch;
    struct nl_profile requests;
    struct nl_plan plan;
    nl_arena_init(&scratch, wizard->app->arena->exhausted, wizard->app->arena->context);
    nl_wizard_requests(&scratch, &wizard->machine, &wizard->roles[wizard->role], &wizard->changes,
                       &requests);
    nl_plan_make(&scratch, &wizard->machine, &requests, &wizard->options, &plan);
    bool found = raised(&plan, risk);
    nl_arena_done(&scratch);
    return found;
}

/* Switches off every change that raises the risk by itself, and then, while it is still raised,
 * one more from the end. */
static void leave_out(struct nl_wizard *wizard, const char *risk)
{
    struct nl_wizard_changes *changes = &wizard->changes;
    bool *was_on = nl_arena_array(wizard->app->arena, changes->count, sizeof *was_on);
    bool *alone = nl_arena_array(wizard->app->arena, changes->count, sizeof *alone);
    for (size_t i = 0; i < changes->count; i++) {
        was_on[i] = changes->items[i].on;
        changes->items[i].on = false;
    }
    for (size_t i = 0; i < changes->count; i++) {
        changes->items[i].on = was_on[i];
        alone[i] = was_on[i] && would_raise(wizard, risk);
        changes->items[i].on = false;
    }
    for (size_t i = 0; i < changes->count; i++)
        changes->items[i].on = was_on[i] && !alone[i];
    for (size_t i = changes->count; i-- > 0 && would_raise(wizard, risk);)
        changes->items[i].on = false;
}

static void write_risk(const struct nl_page *body, const struct nl_risk *risk)
{
    const struct nl_risk_row *row = risk->row;
    nl_page_paragraph(body, 0, "", nl_tone_severity(row->severity),
                      nl_page_say(body, NL_T("{1}: {2} (severity: {3})"), row->id, row->title,
                                  nl_label_severity(row->severity)));
    nl_page_blank(body);
    nl_page_paragraph(body, 0, "", NL_TONE_PLAIN, nl_page_say(body, row->risk));
    nl_page_blank(body);
    if (risk->because.count) {
        nl_page_paragraph(body, 0, "", NL_TONE_STRONG, nl_page_say(body, NL_T("On this machine:")));
        nl_page_sentences(body, 0, "- ", NL_TONE_PLAIN, &risk->because);
        nl_page_blank(body);
    }
    if (row->instead)
        nl_page_paragraph(body, 0, "", NL_TONE_PLAIN,
                          nl_page_say(body, NL_T("Instead: {1}"), row->instead));
}

/* What a typed word does; true when the risk is settled. */
static bool settled(struct nl_wizard *wizard, const struct nl_risk_row *row, const char *typed,
                    struct nl_wizard_place *place, enum nl_wizard_way *out_way)
{
    const char *id = row->id;
    if (nl_equal(typed, word_of(row)) || (!*typed && nl_texts_hold(&wizard->accepted, id))) {
        if (!nl_texts_hold(&wizard->accepted, id))
            nl_texts_add(&wizard->accepted, wizard->app->arena, id);
        *out_way = NL_WAY_NEXT;
        return true;
    }
    if (nl_equal(typed, "out")) {
        leave_out(wizard, id);
        nl_wizard_make_plan(wizard);
        *out_way = NL_WAY_BACK;
        return true;
    }
    if (*typed)
        nl_wizard_note(wizard, place,
                       NL_T("\"{1}\" is not the word that is asked for. Nothing was accepted."),
                       typed);
    else
        nl_wizard_note(wizard, place, NL_T("Nothing was typed, and nothing was accepted."));
    return false;
}

/* One risk being asked about. */
struct asking {
    size_t index;  /* in the plan's risks */
    bool left_out; /* the changes that raise it were switched off */
};

static void write_risk_page(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    const struct asking *asking = context;
    const struct nl_risk *risk = &wizard->plan.risks.items[asking->index];
    struct nl_page body = nl_wizard_body(wizard, page);
    page->title = nl_page_say(&body, NL_T("Risk {1} of {2}"), nl_decimal(asking->index + 1).text,
                              nl_decimal(wizard->plan.risks.count).text);
    write_risk(&body, risk);
    page->question = nl_page_say(&body,
                                 NL_T("Type {1} to accept this risk, or out to leave out the "
                                      "changes that raise it."),
                                 word_of(risk->row));
    if (nl_texts_hold(&wizard->accepted, risk->row->id))
        page->question = nl_page_say(&body, NL_T("This risk is accepted. Enter goes on; type out "
                                                 "to leave out the changes that raise it."));
}

static bool risk_answered(struct nl_wizard *wizard, const struct nl_wizard_answer *answer,
                          struct nl_wizard_place *place, void *context, enum nl_wizard_way *way)
{
    struct asking *asking = context;
    if (answer->kind != NL_ANSWERED_TYPED)
        return answer->kind == NL_ANSWERED_NEXT;
    place->typed.data = NULL;
    const struct nl_risk_row *row = wizard->plan.risks.items[asking->index].row;
    if (!settled(wizard, row, answer->typed, place, way))
        return false;
    asking->left_out = *way == NL_WAY_BACK;
    return true;
}

/* One risk. NEXT: accepted. BACK: to the one before, or with *out_left_out to the list of changes. */
static enum nl_wizard_way risk_page(struct nl_wizard *wizard, size_t index, bool *out_left_out)
{
    struct nl_wizard_place place = {0};
    struct asking asking = {.index = index};
    const struct nl_wizard_shown shown = {.kind = NL_WIZARD_TYPED,
                                          .title = "",
                                          .write = write_risk_page,
                                          .answered = risk_answered,
                                          .context = &asking};
    enum nl_wizard_way way = nl_wizard_show(wizard, &shown, &place);
    *out_left_out = asking.left_out;
    return way;
}

enum nl_wizard_way nl_wizard_risks(struct nl_wizard *wizard, bool forward)
{
    size_t count = wizard->plan.risks.count;
    bool left_out = false;
    if (count == 0)
        return forward ? NL_WAY_NEXT : NL_WAY_BACK;
    size_t at = forward ? 0 : count - 1;
    while (at < count) {
        enum nl_wizard_way way = risk_page(wizard, at, &left_out);
        if (way == NL_WAY_QUIT)
            return way;
        if (left_out) {
            wizard->stage = NL_STAGE_PRICE; /* and one back: the list of changes, as it is now */
            return NL_WAY_BACK;
        }
        if (way == NL_WAY_BACK && at == 0)
            return NL_WAY_BACK;
        at = way == NL_WAY_BACK ? at - 1 : at + 1;
    }
    return NL_WAY_NEXT;
}

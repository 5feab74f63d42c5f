/* changes.c - the changes, one line each, switched on and off. */
#include "changes.h"

#include "report/label.h"
#include "restart.h"
#include "show.h"
#include "step.h"
#include "step_words.h"

static size_t count_on(const struct nl_wizard *wizard)
{
    size_t on = 0;
    for (size_t i = 0; i < wizard->changes.count; i++)
        on += wizard->changes.items[i].on;
    return on;
}

static void write_summary(const struct nl_page *body, const struct nl_wizard *wizard)
{
    nl_page_paragraph(body, 0, "", NL_TONE_PLAIN,
                      nl_page_say(body,
                                  NL_T("Profile {1}: {2} of {3} changes are on. What is off stays "
                                       "as it is."),
                                  wizard->requests.name, nl_decimal(count_on(wizard)).text,
                                  nl_decimal(wizard->changes.count).text));
    if (wizard->plan.risks.count)
        nl_page_paragraph(body, 0, "", NL_TONE_BAD,
                          nl_page_say(body, NL_T("Risks to accept one by one, later: {1}."),
                                      nl_decimal(wizard->plan.risks.count).text));
    if (wizard->plan.restart_required)
        nl_wizard_restart_needed(body, wizard);
}

/* The requests that cannot be met here, will be set for nothing, or are set and wait, each with its
 * reason. */
static void write_not_met(const struct nl_page *body, const struct nl_plan *plan)
{
    for (size_t i = 0; i < plan->requests.count; i++) {
        const struct nl_request *request = &plan->requests.items[i];
        struct nl_sentence reason = nl_label_reason(body->arena, request);
        const char *why = nl_page_sentence(body, &reason);
        if (request->outcome == NL_OUTCOME_UNMET)
            nl_page_paragraph(
                body, 0, "", NL_TONE_DIM,
                nl_page_say(body, NL_T("Not possible here: {1}. {2}"), request->id, why));
        else if (nl_request_ends_unmet(request))
            nl_page_paragraph(body, 0, "", NL_TONE_WARN,
                              nl_page_say(body, NL_T("No effect here, even when set: {1}. {2}"),
                                          request->id, why));
        else if (request->outcome == NL_OUTCOME_PENDING)
            nl_page_paragraph(
                body, 0, "", NL_TONE_DIM,
                nl_page_say(body, NL_T("Set, but not in force yet: {1}: {2}"), request->id, why));
    }
}

static void add_changes(struct nl_wizard *wizard, struct nl_wizard_page *page,
                        const struct nl_page *body)
{
    for (size_t i = 0; i < wizard->changes.count; i++) {
        const struct nl_wizard_change *change = &wizard->changes.items[i];
        const char *text = nl_wizard_step_text(body, &change->step);
        if (!change->usual)
            text = nl_page_say(body, NL_T("{1} (left out by the profile because of a risk)"), text);
        struct nl_wizard_item *item = nl_wizard_add(wizard, page, text, NULL);
        item->on = change->on;
        item->tone = change->on ? NL_TONE_PLAIN : NL_TONE_DIM;
    }
}

static void toggle(struct nl_wizard *wizard, const struct nl_wizard_answer *answer,
                   struct nl_wizard_place *place)
{
    for (size_t i = 0; i < answer->item_count; i++) {
        struct nl_wizard_change *change = &wizard->changes.items[answer->items[i]];
        change->on = !change->on;
        struct nl_number number = nl_decimal(answer->items[i] + 1);
        const char *title = change->step.instance.setting->title;
        if (change->on)
            nl_wizard_note(wizard, place, NL_T("{1} is on: {2}"), number.text, title);
        else
            nl_wizard_note(wizard, place, NL_T("{1} is off: {2}"), number.text, title);
    }
    nl_wizard_make_plan(wizard);
    if (answer->item_count > 1)
        nl_wizard_note(wizard, place, NL_T("Switched. Changes that are on now: {1}."),
                       nl_decimal(count_on(wizard)).text);
}

static void write_nothing(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    (void)context;
    struct nl_page body = nl_wizard_body(wizard, page);
    bool wanted = nl_plan_as_wanted(&wizard->plan);
    nl_page_paragraph(
        &body, 0, "", wanted ? NL_TONE_GOOD : NL_TONE_WARN,
        nl_page_say(&body,
                    wanted ? NL_T("This computer is already as the profile {1} wants it.")
                           : NL_T("Of what the profile {1} wants, nothing is left that could "
                                  "be changed here:"),
                    wizard->requests.name));
    write_not_met(&body, &wizard->plan);
    for (size_t i = 0; i < wizard->plan.remains.count; i++)
        nl_page_paragraph(&body, 2, "", NL_TONE_WARN,
                          nl_page_sentence(&body, &wizard->plan.remains.items[i]));
    nl_wizard_add(wizard, page, nl_page_say(&body, NL_T("Choose another profile")), NULL);
    nl_wizard_add(wizard, page, nl_page_say(&body, NL_T("Leave")), NULL);
}

/* The role asks for nothing that is not so already, or that could be changed here. */
static enum nl_wizard_way nothing_to_change(struct nl_wizard *wizard)
{
    struct nl_wizard_place place = {0};
    const struct nl_wizard_shown shown = {
        .kind = NL_WIZARD_MENU, .title = NL_T("Nothing to change"), .write = write_nothing};
    enum nl_wizard_way way = nl_wizard_show(wizard, &shown, &place);
    if (way != NL_WAY_NEXT)
        return way;
    return place.picked == 0 ? NL_WAY_BACK : NL_WAY_QUIT;
}

static void write_changes(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    (void)context;
    struct nl_page body = nl_wizard_body(wizard, page);
    write_summary(&body, wizard);
    write_not_met(&body, &wizard->plan);
    add_changes(wizard, page, &body);
}

static bool changes_answered(struct nl_wizard *wizard, const struct nl_wizard_answer *answer,
                             struct nl_wizard_place *place, void *context, enum nl_wizard_way *way)
{
    (void)context;
    if (answer->kind == NL_ANSWERED_TOGGLE) {
        toggle(wizard, answer, place);
        return false;
    }
    if (answer->kind == NL_ANSWERED_DETAIL) {
        *way = nl_wizard_step_page(wizard, &wizard->changes.items[answer->item].step);
        return *way == NL_WAY_QUIT;
    }
    if (wizard->plan.steps.count == 0)
        nl_wizard_note(wizard, place,
                       NL_T("Nothing is on, so there is nothing to do. Switch something on, go "
                            "back, or quit."));
    return wizard->plan.steps.count > 0;
}

enum nl_wizard_way nl_wizard_change_list(struct nl_wizard *wizard, bool forward)
{
    (void)forward;
    wizard->straight = false;
    struct nl_wizard_place place = {0};
    const struct nl_wizard_shown shown = {.kind = NL_WIZARD_TOGGLE,
                                          .title = NL_T("The changes, one line each"),
                                          .write = write_changes,
                                          .answered = changes_answered};
    return wizard->changes.count ? nl_wizard_show(wizard, &shown, &place)
                                 : nothing_to_change(wizard);
}

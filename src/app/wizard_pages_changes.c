/* wizard_pages_changes.c - the changes, one line each, switched on and off; and one of them closely:
 * why it is made, what it costs. */
#include "wizard.h"

#include "report/label.h"
#include "report/phrase.h"
#include "report/text_parts.h"

void nl_wizard_weigh(struct nl_wizard *wizard)
{
    nl_arena_done(&wizard->weighed);
    nl_wizard_requests(&wizard->weighed, &wizard->machine, &wizard->roles[wizard->role],
                       &wizard->changes, &wizard->requests);
    nl_plan_make(&wizard->weighed, &wizard->machine, &wizard->requests, wizard->places,
                 &wizard->plan);
    wizard->accepted = (struct nl_texts){0}; /* what was accepted was another plan's risk */
}

const char *nl_wizard_setting_name(const struct nl_page *page, const struct nl_instance *instance)
{
    const char *title = nl_page_word(page, instance->setting->title);
    const char *which = instance->label && *instance->label ? instance->label : instance->instance;
    if (!which)
        return title;
    uint64_t number = 0;
    if (instance->setting->instances == NL_INSTANCE_PORT &&
        nl_parse_u64(instance->instance, UINT16_MAX, &number) && nl_port_find((unsigned)number))
        which = nl_phrase_port(page->arena, nl_port_find((unsigned)number));
    return nl_page_say(page, NL_T("{1} ({2})"), title, which);
}

const char *nl_wizard_step_text(const struct nl_page *page, const struct nl_step *step)
{
    const struct nl_words *words = page->style->words;
    return nl_page_say(page, NL_T("{1}: {2} -> {3}"), nl_wizard_setting_name(page, &step->instance),
                       nl_phrase_before(page->arena, words, step),
                       nl_phrase_after(page->arena, words, step));
}

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
        nl_page_paragraph(body, 0, "", NL_TONE_WARN,
                          nl_page_say(body, NL_T("Windows must be restarted before all of it takes "
                                                 "effect.")));
}

/* A request that cannot come true here. */
static bool impossible(const struct nl_skipped *skipped)
{
    return skipped->kind == NL_SKIP_UNREADABLE || skipped->kind == NL_SKIP_CANNOT_WRITE;
}

/* Those requests, each with its reason. */
static void write_impossible(const struct nl_page *body, const struct nl_plan *plan)
{
    for (size_t i = 0; i < plan->skipped.count; i++) {
        const struct nl_skipped *skipped = &plan->skipped.items[i];
        if (impossible(skipped))
            nl_page_paragraph(body, 0, "", NL_TONE_DIM,
                              nl_page_say(body, NL_T("Not possible here: {1}. {2}"), skipped->id,
                                          nl_page_sentence(body, &skipped->why)));
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
        const char *number = nl_decimal(answer->items[i] + 1).text;
        const char *title = change->step.instance.setting->title;
        if (change->on)
            nl_wizard_note(wizard, place, NL_T("{1} is on: {2}"), number, title);
        else
            nl_wizard_note(wizard, place, NL_T("{1} is off: {2}"), number, title);
    }
    nl_wizard_weigh(wizard);
    if (answer->item_count > 1)
        nl_wizard_note(wizard, place, NL_T("Switched. Changes that are on now: {1}."),
                       nl_decimal(count_on(wizard)).text);
}

/* Whether every request is fulfilled, none left out because it cannot be. */
static bool all_as_wanted(const struct nl_plan *plan)
{
    for (size_t i = 0; i < plan->skipped.count; i++) {
        if (impossible(&plan->skipped.items[i]))
            return false;
    }
    return true;
}

/* The role asks for nothing that is not so already, or that could be changed here. */
static enum nl_wizard_way nothing_to_change(struct nl_wizard *wizard)
{
    struct nl_wizard_place place = {0};
    struct nl_wizard_page page;
    struct nl_wizard_answer answer;
    enum nl_wizard_way way = NL_WAY_QUIT;
    do {
        nl_wizard_page_begin(wizard, NL_WIZARD_MENU,
                             nl_word(wizard->app, NL_T("Nothing to change")), &page);
        struct nl_page body = nl_wizard_body(wizard, &page);
        bool wanted = all_as_wanted(&wizard->plan);
        nl_page_paragraph(
            &body, 0, "", wanted ? NL_TONE_GOOD : NL_TONE_WARN,
            nl_page_say(&body,
                        wanted ? NL_T("This computer is already as the profile {1} wants it.")
                               : NL_T("Of what the profile {1} wants, nothing is left that could "
                                      "be changed here:"),
                        wizard->requests.name));
        write_impossible(&body, &wizard->plan);
        nl_wizard_add(wizard, &page, nl_page_say(&body, NL_T("Choose another profile")), NULL);
        nl_wizard_add(wizard, &page, nl_page_say(&body, NL_T("Leave")), NULL);
        answer = nl_wizard_ask(wizard, &page, &place);
    } while (!nl_wizard_leads(&answer, &way));
    if (way != NL_WAY_NEXT)
        return way;
    return answer.item == 0 ? NL_WAY_BACK : NL_WAY_QUIT;
}

enum nl_wizard_way nl_wizard_change_list(struct nl_wizard *wizard, bool forward)
{
    (void)forward;
    struct nl_wizard_place place = {0};
    struct nl_wizard_page page;
    enum nl_wizard_way way = NL_WAY_QUIT;
    if (wizard->changes.count == 0)
        return nothing_to_change(wizard);
    for (;;) {
        nl_wizard_page_begin(wizard, NL_WIZARD_TOGGLE,
                             nl_word(wizard->app, NL_T("The changes, one line each")), &page);
        struct nl_page body = nl_wizard_body(wizard, &page);
        write_summary(&body, wizard);
        write_impossible(&body, &wizard->plan);
        add_changes(wizard, &page, &body);
        struct nl_wizard_answer answer = nl_wizard_ask(wizard, &page, &place);
        place.notice = NULL;
        if (nl_wizard_leads(&answer, &way)) {
            if (way != NL_WAY_NEXT || wizard->plan.steps.count > 0)
                return way;
            nl_wizard_note(wizard, &place,
                           NL_T("Nothing is on, so there is nothing to do. Switch something on, go "
                                "back, or quit."));
        } else if (answer.kind == NL_ANSWERED_TOGGLE) {
            toggle(wizard, &answer, &place);
        } else if (answer.kind == NL_ANSWERED_DETAIL) {
            const struct nl_step *step = &wizard->changes.items[answer.item].step;
            if (nl_wizard_step_page(wizard, step) == NL_WAY_QUIT)
                return NL_WAY_QUIT;
        }
    }
}

static void labelled(const struct nl_page *body, const char *label, const char *text)
{
    if (!text || !*text)
        return;
    nl_page_paragraph(body, 0, "", NL_TONE_STRONG, label);
    nl_page_paragraph(body, 2, "", NL_TONE_PLAIN, text);
    nl_page_blank(body);
}

/* What the plan as it stands says this setting breaks. */
static void write_impacts_of(const struct nl_page *body, const struct nl_plan *plan,
                             const char *instance_id)
{
    bool any = false;
    for (size_t i = 0; i < plan->impacts.count; i++) {
        const struct nl_impact *impact = &plan->impacts.items[i];
        if (!nl_texts_hold(&impact->causes, instance_id) ||
            impact->presence == NL_PRESENCE_NOT_FOUND)
            continue;
        if (!any)
            nl_page_paragraph(body, 0, "", NL_TONE_STRONG,
                              nl_page_say(body, NL_T("On this machine it hits:")));
        any = true;
        nl_page_paragraph(body, 2, "- ", nl_tone_severity(impact->severity),
                          nl_page_say(body, NL_T("{1}: {2} ({3})"), nl_label_hit(impact),
                                      impact->component->title,
                                      nl_label_presence(impact->presence)));
    }
    if (any)
        nl_page_blank(body);
}

static void write_step(const struct nl_page *body, const struct nl_wizard *wizard,
                       const struct nl_step *step)
{
    const struct nl_setting *setting = step->instance.setting;
    nl_page_paragraph(body, 0, "", NL_TONE_STRONG, nl_wizard_step_text(body, step));
    nl_page_paragraph(body, 2, "", NL_TONE_DIM, nl_page_sentence(body, &step->reason));
    nl_page_blank(body);
    labelled(body, nl_page_say(body, NL_T("What it is")), nl_page_word(body, setting->what));
    labelled(body, nl_page_say(body, NL_T("Why change it")), nl_page_word(body, setting->why));
    labelled(body, nl_page_say(body, NL_T("The price")), nl_page_word(body, setting->breaks));
    write_impacts_of(body, &wizard->plan, step->instance.id);
    labelled(body, nl_page_say(body, NL_T("Takes effect")),
             nl_page_word(body, nl_label_effect(step->effect)));
    labelled(body, nl_page_say(body, NL_T("Where it is kept")),
             nl_page_say(body, NL_T("{1} [{2}]"), nl_address_show(body->arena, &step->address),
                         step->instance.id));
}

enum nl_wizard_way nl_wizard_step_page(struct nl_wizard *wizard, const struct nl_step *step)
{
    struct nl_wizard_place place = {0};
    struct nl_wizard_page page;
    struct nl_wizard_answer answer;
    enum nl_wizard_way way = NL_WAY_QUIT;
    do {
        nl_wizard_page_begin(wizard, NL_WIZARD_TEXT,
                             nl_word(wizard->app, NL_T("Why, and the price")), &page);
        struct nl_page body = nl_wizard_body(wizard, &page);
        write_step(&body, wizard, step);
        answer = nl_wizard_ask(wizard, &page, &place);
    } while (!nl_wizard_leads(&answer, &way));
    return way == NL_WAY_QUIT ? NL_WAY_QUIT : NL_WAY_BACK;
}

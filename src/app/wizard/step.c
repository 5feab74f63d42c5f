/* step.c - one change closely: what it is, why it is made, what it costs. */
#include "step.h"

#include "report/label.h"
#include "report/tone.h"
#include "show.h"
#include "step_words.h"

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

/* context: the step. */
static void write_step(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    const struct nl_step *step = context;
    const struct nl_setting *setting = step->instance.setting;
    const struct nl_page writer = nl_wizard_body(wizard, page);
    const struct nl_page *body = &writer;
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
    struct nl_step shown = *step;
    enum nl_wizard_way way =
        nl_wizard_show_text(wizard, NL_T("Why, and the price"), write_step, &shown);
    return way == NL_WAY_QUIT ? NL_WAY_QUIT : NL_WAY_BACK;
}

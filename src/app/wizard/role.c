/* role.c - what the machine is for: the recommended profile first, with its reasons. */
#include "role.h"

#include "app/output.h"
#include "model/profile_builtin.h"
#include "screen.h"
#include "show.h"

/* The built-in profiles, the recommended one first. */
static enum nl_status load_roles(struct nl_wizard *wizard, struct nl_error *err)
{
    struct nl_app *app = wizard->app;
    size_t count = nl_builtin_profile_count();
    struct nl_profile *roles = nl_arena_array(app->arena, count, sizeof *roles);
    size_t next = 1;
    for (size_t i = 0; i < count; i++) {
        const char *name = nl_builtin_profile_name(i);
        bool recommended = nl_equal(name, wizard->audit.recommendation.profile);
        struct nl_profile *role = &roles[recommended ? 0 : next++];
        enum nl_status status = nl_builtin_profile(app->arena, name, role, err);
        if (status != NL_OK)
            return status;
    }
    wizard->roles = roles;
    wizard->role_count = count;
    return NL_OK;
}

static void write_reasons(const struct nl_page *body, const struct nl_wizard *wizard)
{
    const struct nl_recommendation *found = &wizard->audit.recommendation;
    nl_page_paragraph(body, 0, "", NL_TONE_PLAIN,
                      nl_page_say(body, NL_T("The first is recommended for this computer:")));
    nl_page_sentences(body, 0, "- ", NL_TONE_PLAIN, &found->reasons);
    if (found->unsure.count) {
        nl_page_paragraph(body, 0, "", NL_TONE_DIM,
                          nl_page_say(body, NL_T("Not seen, and it might change this advice:")));
        nl_page_sentences(body, 0, "- ", NL_TONE_DIM, &found->unsure);
    }
}

static void add_roles(struct nl_wizard *wizard, struct nl_wizard_page *page,
                      const struct nl_page *body)
{
    for (size_t i = 0; i < wizard->role_count; i++) {
        const struct nl_profile *role = &wizard->roles[i];
        const char *text =
            nl_page_say(body, NL_T("{1} ({2})"), nl_page_word(body, role->title), role->name);
        if (i == 0)
            text = nl_page_say(body, NL_T("Recommended: {1}"), text);
        struct nl_wizard_item *item = nl_wizard_add(
            wizard, page, text, role->description ? nl_page_word(body, role->description) : NULL);
        item->tone = i == 0 ? NL_TONE_GOOD : NL_TONE_PLAIN;
    }
    if (wizard->standing)
        nl_wizard_add(wizard, page,
                      nl_page_say(body, NL_T("None: roll back what netlatch changed here ({1})"),
                                  wizard->standing->id),
                      nl_page_say(body,
                                  NL_T("Puts back exactly what was there before. Settings: {1}."),
                                  nl_decimal(wizard->standing->steps.count).text));
}

/* The role is new: everything that was chosen for another is gone. */
static void take_role(struct nl_wizard *wizard, size_t role)
{
    if (wizard->role == role)
        return;
    wizard->role = role;
    nl_wizard_changes_find(wizard->app->arena, &wizard->machine, &wizard->roles[role],
                           &wizard->options, &wizard->changes);
    nl_wizard_make_plan(wizard);
}

/* The profiles, read once. False: the error is told. */
static bool have_roles(struct nl_wizard *wizard)
{
    struct nl_error err = {0};
    if (wizard->roles || load_roles(wizard, &err) == NL_OK)
        return true;
    nl_wizard_screen_give_back(wizard->app);
    wizard->code = nl_say_error(wizard->app, &err);
    return false;
}

bool nl_wizard_take_recommended(struct nl_wizard *wizard)
{
    if (!have_roles(wizard))
        return false;
    take_role(wizard, 0);
    return true;
}

static void write_role(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    (void)context;
    struct nl_page body = nl_wizard_body(wizard, page);
    write_reasons(&body, wizard);
    add_roles(wizard, page, &body);
}

enum nl_wizard_way nl_wizard_role(struct nl_wizard *wizard, bool forward)
{
    (void)forward;
    wizard->straight = false;
    struct nl_wizard_place place = {.at = wizard->role == SIZE_MAX ? 0 : wizard->role};
    const struct nl_wizard_shown shown = {
        .kind = NL_WIZARD_MENU, .title = NL_T("What is this computer for?"), .write = write_role};
    if (!have_roles(wizard))
        return NL_WAY_END;
    enum nl_wizard_way way = nl_wizard_show(wizard, &shown, &place);
    if (way != NL_WAY_NEXT)
        return way;
    if (place.picked == wizard->role_count)
        return NL_WAY_ROLL_BACK;
    take_role(wizard, place.picked);
    return NL_WAY_NEXT;
}

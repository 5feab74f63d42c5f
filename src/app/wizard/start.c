/* start.c - the first pages: the language, and the way to more rights. */
#include "start.h"

#include "app/wiring.h"
#include "model/words.h"
#include "show.h"

static void write_languages(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    (void)context;
    struct nl_page body = nl_wizard_body(wizard, page);
    page->first = true;
    nl_page_paragraph(&body, 0, "", NL_TONE_PLAIN,
                      nl_page_say(&body, NL_T("netlatch closes, or deliberately keeps open, "
                                              "the five network ports that Windows opens by "
                                              "default. It shows what is open on this "
                                              "computer, what closing it would cost, and "
                                              "changes nothing before you have said so.")));
    nl_page_blank(&body);
    nl_page_paragraph(&body, 0, "", NL_TONE_PLAIN,
                      nl_page_say(&body, NL_T("In which language shall it speak?")));
    nl_wizard_add(wizard, page, "English", NULL);
    for (size_t i = 0; i < nl_language_count; i++)
        nl_wizard_add(wizard, page, nl_languages[i].name, NULL);
}

enum nl_wizard_way nl_wizard_language(struct nl_wizard *wizard, bool forward)
{
    (void)forward;
    size_t spoken = wizard->app->words ? (size_t)(wizard->app->words - nl_languages) + 1 : 0;
    struct nl_wizard_place place = {.at = spoken};
    const struct nl_wizard_shown shown = {.kind = NL_WIZARD_MENU,
                                          .title = "Language / \xE8\xAF\xAD\xE8\xA8\x80",
                                          .write = write_languages};
    enum nl_wizard_way way = nl_wizard_show(wizard, &shown, &place);
    if (way == NL_WAY_NEXT)
        wizard->app->words = place.picked > 0 ? &nl_languages[place.picked - 1] : NULL;
    return way;
}

static void say_what_rights_add(const struct nl_page *body)
{
    static const char *const points[] = {
        NL_T("netlatch runs without administrator rights. It can look, plan and save, and it can "
             "change nothing."),
        NL_T("With administrator rights it also sees what is hidden now, such as who is denied "
             "network logon, who has files open, and which program holds a port, and it can "
             "make the changes and roll them back."),
        NL_T("Windows will ask whether to allow it. netlatch then goes on in a window of its "
             "own."),
    };
    for (size_t i = 0; i < NL_COUNT_OF(points); i++) {
        nl_page_paragraph(body, 0, "", NL_TONE_PLAIN, nl_page_say(body, points[i]));
        nl_page_blank(body);
    }
}

static enum nl_wizard_way start_again(struct nl_wizard *wizard, struct nl_wizard_place *place)
{
    struct nl_error err = {0};
    struct nl_app *app = wizard->app;
    const char *arguments =
        nl_arena_format(app->arena, "wizard --lang %s%s", app->words ? app->words->language : "en",
                        app->options.plain ? " --plain" : "");
    if (nl_wiring_run_elevated(app->arena, arguments, &err) == NL_OK) {
        nl_wizard_end(wizard, NL_T("netlatch goes on in the window that was opened."));
        return NL_WAY_END;
    }
    nl_wizard_note(wizard, place, NL_T("That did not work: {1}"),
                   nl_error_text(app->arena, &err, app->words));
    return NL_WAY_BACK;
}

static void write_rights(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    (void)context;
    struct nl_page body = nl_wizard_body(wizard, page);
    say_what_rights_add(&body);
    nl_wizard_add(wizard, page, nl_page_say(&body, NL_T("Start again as administrator")), NULL);
    nl_wizard_add(wizard, page, nl_page_say(&body, NL_T("Go on without: look, plan and save")),
                  NULL);
}

static bool rights_answered(struct nl_wizard *wizard, const struct nl_wizard_answer *answer,
                            struct nl_wizard_place *place, void *context, enum nl_wizard_way *way)
{
    (void)context;
    if (answer->item == 1)
        return true;
    *way = start_again(wizard, place);
    return *way == NL_WAY_END;
}

enum nl_wizard_way nl_wizard_rights(struct nl_wizard *wizard, bool forward)
{
    struct nl_wizard_place place = {0};
    const struct nl_wizard_shown shown = {.kind = NL_WIZARD_MENU,
                                          .title =
                                              NL_T("More rights are needed to change anything"),
                                          .write = write_rights,
                                          .answered = rights_answered};
    if (wizard->capabilities.can_write || !wizard->capabilities.live)
        return forward ? NL_WAY_NEXT : NL_WAY_BACK;
    return nl_wizard_show(wizard, &shown, &place);
}

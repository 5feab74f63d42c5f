/* wizard_pages_start.c - the first pages: the language, and the way to more rights. */
#include "wizard.h"

#include "model/words.h"
#include "wiring.h"

enum nl_wizard_way nl_wizard_language(struct nl_wizard *wizard, bool forward)
{
    (void)forward;
    size_t spoken = wizard->app->words ? (size_t)(wizard->app->words - nl_languages) + 1 : 0;
    struct nl_wizard_place place = {.at = spoken};
    struct nl_wizard_page page;
    struct nl_wizard_answer answer;
    enum nl_wizard_way way = NL_WAY_QUIT;
    do {
        nl_wizard_page_begin(wizard, NL_WIZARD_MENU, "Language / \xE8\xAF\xAD\xE8\xA8\x80", &page);
        struct nl_page body = nl_wizard_body(wizard, &page);
        page.first = true;
        nl_page_paragraph(&body, 0, "", NL_TONE_PLAIN,
                          nl_page_say(&body, NL_T("netlatch closes, or deliberately keeps open, "
                                                  "the five network ports that Windows opens by "
                                                  "default. It shows what is open on this "
                                                  "computer, what closing it would cost, and "
                                                  "changes nothing before you have said so.")));
        nl_page_blank(&body);
        nl_page_paragraph(&body, 0, "", NL_TONE_PLAIN,
                          nl_page_say(&body, NL_T("In which language shall it speak?")));
        nl_wizard_add(wizard, &page, "English", NULL);
        for (size_t i = 0; i < nl_language_count; i++)
            nl_wizard_add(wizard, &page, nl_languages[i].name, NULL);
        answer = nl_wizard_ask(wizard, &page, &place);
    } while (!nl_wizard_leads(&answer, &way));
    if (way == NL_WAY_NEXT)
        wizard->app->words = answer.item > 0 ? &nl_languages[answer.item - 1] : NULL;
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

enum nl_wizard_way nl_wizard_rights(struct nl_wizard *wizard, bool forward)
{
    struct nl_wizard_place place = {0};
    struct nl_wizard_page page;
    struct nl_wizard_answer answer;
    enum nl_wizard_way way = NL_WAY_QUIT;
    if (wizard->capabilities.can_write || !wizard->capabilities.live)
        return forward ? NL_WAY_NEXT : NL_WAY_BACK;
    for (;;) {
        nl_wizard_page_begin(
            wizard, NL_WIZARD_MENU,
            nl_word(wizard->app, NL_T("More rights are needed to change anything")), &page);
        struct nl_page body = nl_wizard_body(wizard, &page);
        say_what_rights_add(&body);
        nl_wizard_add(wizard, &page, nl_page_say(&body, NL_T("Start again as administrator")),
                      NULL);
        nl_wizard_add(wizard, &page, nl_page_say(&body, NL_T("Go on without: look, plan and save")),
                      NULL);
        answer = nl_wizard_ask(wizard, &page, &place);
        place.notice = NULL;
        if (!nl_wizard_leads(&answer, &way))
            continue;
        if (way != NL_WAY_NEXT || answer.item == 1)
            return way;
        if (start_again(wizard, &place) == NL_WAY_END)
            return NL_WAY_END;
    }
}

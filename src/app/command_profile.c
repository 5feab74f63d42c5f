/* command_profile.c - netlatch profile list, show, check, from. */
#include "command_profile.h"

#include "app.h"
#include "base/clean.h"
#include "command_profile_from.h"
#include "input.h"
#include "model/profile_builtin.h"
#include "model/profile_json.h"
#include "output.h"

#include <string.h>

static int list(struct nl_app *app)
{
    struct nl_error err = {0};
    for (size_t i = 0; i < nl_builtin_profile_count(); i++) {
        struct nl_profile profile;
        const char *name = nl_builtin_profile_name(i);
        if (nl_builtin_profile(app->arena, name, &profile, &err) != NL_OK)
            return nl_say_error(app, &err);
        nl_print(app, nl_arena_format(app->arena, "%-16s %s\n", profile.name,
                                      nl_word(app, profile.title)));
        if (app->options.verbose)
            nl_print(app, nl_arena_format(app->arena, "%-16s %s\n", "",
                                          nl_word(app, profile.description)));
    }
    return NL_EXIT_DONE;
}

static int show(struct nl_app *app, const char *name)
{
    struct nl_error err = {0};
    struct nl_profile profile;
    if (nl_load_profile(app, name, &profile, &err) != NL_OK)
        return nl_say_error(app, &err);
    size_t length = 0;
    const char *json = nl_profile_json(app->arena, &profile, &length);
    return nl_deliver(app, json, length);
}

static int check(struct nl_app *app, const char *name)
{
    struct nl_error err = {0};
    struct nl_profile profile;
    if (nl_load_profile(app, name, &profile, &err) != NL_OK)
        return nl_say_error(app, &err);
    if (!app->options.quiet)
        nl_say_out(app, NL_T("{1}: profile {2} is valid; it requests {3} settings."),
                   nl_clean(app->arena, name), profile.name, nl_decimal(profile.wants.count).text);
    return NL_EXIT_DONE;
}

int nl_command_profile(struct nl_app *app)
{
    struct nl_error err = {0};
    const struct nl_texts *words = &app->options.words;
    const char *verb = words->count ? words->items[0] : "list";
    bool listing = strcmp(verb, "list") == 0;
    bool showing = strcmp(verb, "show") == 0;
    bool making = strcmp(verb, "from") == 0;
    enum nl_status status = nl_at_most_words(app, listing ? 1 : 2, &err);
    if (status == NL_OK && !listing && !showing && !making && strcmp(verb, "check") != 0)
        status =
            nl_fail(&err, NL_INVALID, NL_T("profile: {1} is not one of: list, show, check, from"),
                    nl_clean(app->arena, verb));
    if (status == NL_OK && !listing && words->count < 2)
        status = nl_fail(&err, NL_INVALID, NL_T("profile {1}: the name or file is missing"), verb);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    if (making)
        return nl_command_profile_from(app, words->items[1]);
    return listing ? list(app) : showing ? show(app, words->items[1]) : check(app, words->items[1]);
}

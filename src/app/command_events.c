/* command_events.c - netlatch events: the source netlatch of the event log. */
#include "command_events.h"

#include "app.h"
#include "base/clean.h"
#include "input.h"
#include "output.h"
#include "wiring.h"

static int install(struct nl_app *app, struct nl_events *events)
{
    struct nl_error err = {0};
    const char *where = NULL;
    if (events->ops->install(events, app->arena, &where, &err) != NL_OK)
        return nl_say_error(app, &err);
    if (!app->options.quiet)
        nl_say_out(app,
                   NL_T("Registered. Event Viewer reads the messages of netlatch from "
                        "{1}: do not move or delete this file."),
                   nl_clean(app->arena, where));
    return NL_EXIT_DONE;
}

static int take_away(struct nl_app *app, struct nl_events *events)
{
    struct nl_error err = {0};
    bool removed = false;
    if (events->ops->remove(events, app->arena, &removed, &err) != NL_OK)
        return nl_say_error(app, &err);
    if (!app->options.quiet)
        nl_say_out(app, removed ? NL_T("netlatch is no longer registered with the event log.")
                                : NL_T("netlatch was not registered with the event log."));
    return NL_EXIT_DONE;
}

int nl_command_events(struct nl_app *app)
{
    struct nl_error err = {0};
    struct nl_events *events = nl_wiring_events();
    const char *verb = app->options.words.count ? app->options.words.items[0] : NULL;
    bool known = nl_equal(verb, "install") || nl_equal(verb, "remove");
    enum nl_status status = nl_at_most_words(app, 1, &err);
    if (status == NL_OK && !known) {
        (void)nl_fail(&err, NL_INVALID, NL_T("events needs one of: install, remove"));
        status = nl_next(&err, NL_T("netlatch help events lists what is written there."));
    }
    if (status == NL_OK && !events)
        status = nl_fail(&err, NL_UNSUPPORTED, NL_T("this computer does not run Windows"));
    if (status != NL_OK)
        return nl_say_error(app, &err);
    return nl_equal(verb, "install") ? install(app, events) : take_away(app, events);
}

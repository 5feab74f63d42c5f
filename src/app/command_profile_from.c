/* command_profile_from.c - netlatch profile from: a file of another tool as a profile. */
#include "command_profile_from.h"

#include "base/clean.h"
#include "export/import.h"
#include "host/files.h"
#include "model/profile_json.h"
#include "output.h"

/* The largest templates and lists are a few hundred kilobytes; an audit of many adapters is larger. */
#define MAX_IMPORT ((size_t)16 * 1024 * 1024)

/* What of a setting is left aside is always said. Returns how much that is. */
static size_t tell_asides(struct nl_app *app, const struct nl_intake *intake)
{
    size_t lost = 0;
    size_t others = intake->more_asides;
    for (size_t i = 0; i < intake->asides.count; i++) {
        const struct nl_intake_aside *aside = &intake->asides.items[i];
        const char *what = nl_clean(app->arena, aside->what);
        if (aside->why.format) {
            nl_say_err(app, NL_T("netlatch: left aside: {1}: {2}"), what,
                       nl_clean(app->arena, nl_sentence_of(app, &aside->why)));
            lost++;
        } else if (!app->options.quiet) {
            nl_say_err(app, NL_T("netlatch: left aside: {1}"), what);
            others++;
        }
    }
    if (others > 0 && !app->options.quiet)
        nl_say_err(app, NL_T("netlatch: {1} entries belong to no setting of netlatch."),
                   nl_decimal(others).text);
    return lost;
}

int nl_command_profile_from(struct nl_app *app, const char *file)
{
    struct nl_error err = {0};
    struct nl_intake intake;
    const uint8_t *bytes = NULL;
    size_t size = 0;
    enum nl_status status = nl_file_read(app->arena, file, MAX_IMPORT, &bytes, &size, &err);
    if (status == NL_OK)
        status = nl_import(app->arena, file, bytes, size, &intake, &err);
    if (status != NL_OK)
        return nl_say_error(app, &err);
    size_t length = 0;
    const char *json = nl_profile_json(app->arena, &intake.profile, &length);
    int code = nl_deliver(app, json, length);
    if (code != NL_EXIT_DONE)
        return code;
    return tell_asides(app, &intake) > 0 ? NL_EXIT_UNMET : NL_EXIT_DONE;
}

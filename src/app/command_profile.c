/* command_profile.c - netlatch profile list, show, check, from. */
#include "command_profile.h"

#include "app.h"
#include "base/clean.h"
#include "base/json_document.h"
#include "command_profile_from.h"
#include "host/files.h"
#include "input.h"
#include "model/profile_builtin.h"
#include "model/profile_json.h"
#include "output.h"
#include "report/json_parts.h"

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

static void check_json(struct nl_app *app, const char *name, const struct nl_profile *profile,
                       const struct nl_json_faults *faults)
{
    const struct nl_writer writer = {app->arena, nl_json_new(app->arena)};
    yyjson_mut_val *root = nl_json_document(writer.doc, "netlatch/profile-check/1");
    nl_json_add_text(&writer, root, "file", name);
    yyjson_mut_obj_add_bool(writer.doc, root, "valid", faults->count == 0);
    nl_json_add_text(&writer, root, "profile", profile->name);
    yyjson_mut_obj_add_uint(writer.doc, root, "settings", profile->wants.count);
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(writer.doc, root, "faults");
    for (size_t i = 0; i < faults->count; i++) {
        uint64_t line = 0;
        uint64_t column = 0;
        struct nl_sentence what = nl_error_sentence(app->arena, faults->items[i]);
        nl_json_fault_place(faults->items[i], &line, &column);
        yyjson_mut_val *fault = yyjson_mut_arr_add_obj(writer.doc, list);
        yyjson_mut_obj_add_uint(writer.doc, fault, "line", line);
        yyjson_mut_obj_add_uint(writer.doc, fault, "column", column);
        nl_json_add_sentence(&writer, fault, "what", &what);
    }
    nl_deliver_json(app, writer.doc);
}

/* Every fault at once, in the order of the file as far as it is known. */
static int check(struct nl_app *app, const char *name, bool json)
{
    struct nl_error err = {0};
    struct nl_profile profile;
    struct nl_json_faults faults = {0};
    const uint8_t *bytes = NULL;
    size_t size = 0;
    if (!nl_names_file(name)) {
        if (nl_load_profile(app, name, &profile, &err) != NL_OK)
            return nl_say_error(app, &err);
    } else {
        if (nl_file_read(app->arena, name, NL_MAX_PROFILE, &bytes, &size, &err) != NL_OK)
            return nl_say_error(app, &err);
        nl_profile_check(app->arena, name, bytes, size, &profile, &faults);
    }
    for (size_t i = 0; i < faults.count && !json; i++)
        (void)nl_say_error(app, faults.items[i]);
    if (json)
        check_json(app, name, &profile, &faults);
    else if (faults.count == 0 && !app->options.quiet)
        nl_say_out(app, NL_T("{1}: profile {2} is valid; it requests {3} settings."),
                   nl_clean(app->arena, name), profile.name, nl_decimal(profile.wants.count).text);
    return faults.count > 0 ? NL_EXIT_USAGE : NL_EXIT_DONE;
}

static int list_json(struct nl_app *app)
{
    struct nl_error err = {0};
    const struct nl_writer writer = {app->arena, nl_json_new(app->arena)};
    yyjson_mut_val *root = nl_json_document(writer.doc, "netlatch/profiles/1");
    yyjson_mut_val *profiles = yyjson_mut_obj_add_arr(writer.doc, root, "profiles");
    for (size_t i = 0; i < nl_builtin_profile_count(); i++) {
        struct nl_profile profile;
        if (nl_builtin_profile(app->arena, nl_builtin_profile_name(i), &profile, &err) != NL_OK)
            return nl_say_error(app, &err);
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(writer.doc, profiles);
        nl_json_add_text(&writer, one, "name", profile.name);
        nl_json_add_text(&writer, one, "title", profile.title);
        nl_json_add_text(&writer, one, "description", profile.description);
        nl_json_add_text(&writer, one, "role", profile.role);
        yyjson_mut_obj_add_uint(writer.doc, one, "settings", profile.wants.count);
    }
    nl_deliver_json(app, writer.doc);
    return NL_EXIT_DONE;
}

int nl_command_profile(struct nl_app *app)
{
    static const char *const formats[] = {"text", "json"};
    struct nl_error err = {0};
    const struct nl_texts *words = &app->options.words;
    const char *verb = words->count ? words->items[0] : "list";
    bool listing = strcmp(verb, "list") == 0;
    bool showing = strcmp(verb, "show") == 0;
    bool making = strcmp(verb, "from") == 0;
    int format = 0;
    enum nl_status status = nl_at_most_words(app, listing ? 1 : 2, &err);
    if (status == NL_OK)
        status = nl_format_of(app, formats, NL_COUNT_OF(formats), &format, &err);
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
    if (listing)
        return format == 1 ? list_json(app) : list(app);
    return showing ? show(app, words->items[1]) : check(app, words->items[1], format == 1);
}

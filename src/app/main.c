/* main.c - from the command line to a command, and from its end to an exit code. */
#include "main.h"

#include "ansible_module.h"
#include "app.h"
#include "app/wizard/screen.h"
#include "app/wizard/wizard.h"
#include "base/clean.h"
#include "base/utf8.h"
#include "command_apply.h"
#include "command_audit.h"
#include "command_confirm.h"
#include "command_diff.h"
#include "command_dsc.h"
#include "command_events.h"
#include "command_explain.h"
#include "command_export.h"
#include "command_fleet.h"
#include "command_guard.h"
#include "command_help.h"
#include "command_history.h"
#include "command_install.h"
#include "command_plan.h"
#include "command_probe.h"
#include "command_profile.h"
#include "command_rescue.h"
#include "command_rollback.h"
#include "languages.h"
#include "log.h"
#include "model/words.h"
#include "option_rows.h"
#include "output.h"
#include "result_json.h"
#include "version.h"
#include "wiring.h"

#include <setjmp.h>
#include <string.h>

/* In the order of enum nl_command_id. */
static const nl_command commands[] = {
    nl_command_wizard,   nl_command_audit,   nl_command_plan,      nl_command_apply,
    nl_command_rollback, nl_command_history, nl_command_explain,   nl_command_profile,
    nl_command_record,   nl_command_help,    nl_command_confirm,   nl_command_events,
    nl_command_probe,    nl_command_install, nl_command_uninstall, nl_command_rescue,
    nl_command_export,   nl_command_fleet,   nl_command_diff,      nl_command_dsc,
    nl_command_guard,
};
_Static_assert(NL_COUNT_OF(commands) == NL_COMMAND_COUNT, "every command runs something");

/* language: what --lang says, or NULL. */
static bool holds_chinese(unsigned page)
{
    return page == 0 || page == 936 || page == 54936 || page == 65001;
}

static void take_language(struct nl_app *app, const char *language)
{
    if (!language || !*language)
        language = nl_wiring_environment(app->arena, "NETLATCH_LANG");
    bool chosen = language && *language;
    if (!language || !*language)
        language = nl_wiring_language(app->arena);
    app->words = language ? nl_words_find(language) : NULL;
    /* Nobody asked for it, and the program that reads could not show it: GBK, GB 18030 and UTF-8 hold
     * Chinese. */
    if (app->words && !chosen && !holds_chinese(nl_code_page(app)))
        app->words = NULL;
}

/* For a command line that could not be read: its --lang may be sound all the same. */
static const char *language_among(int argc, const char *const *argv)
{
    for (int i = 1; i < argc; i++) {
        if (nl_starts(argv[i], "--lang="))
            return argv[i] + sizeof "--lang=" - 1;
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            return argv[i + 1];
    }
    return NULL;
}

static enum nl_status choose_language(struct nl_app *app, struct nl_error *err)
{
    const char *language = app->options.language;
    if (language && !nl_same(language, "en") && !nl_words_find(language))
        return nl_fail(err, NL_INVALID, NL_T("--lang: {1} is not one of: {2}"),
                       nl_clean(app->arena, language), NL_LANGUAGE_LIST);
    take_language(app, language);
    return NL_OK;
}

/* A flag beats the environment; see no-color.org. */
static enum nl_status choose_color(struct nl_app *app, struct nl_error *err)
{
    const char *request = app->options.color ? app->options.color : "auto";
    if (strcmp(request, "always") != 0 && strcmp(request, "never") != 0 &&
        strcmp(request, "auto") != 0)
        return nl_fail(err, NL_INVALID, NL_T("--color: {1} is not one of: auto, always, never"),
                       nl_clean(app->arena, request));
    const char *no_color = nl_wiring_environment(app->arena, "NO_COLOR");
    app->color =
        !app->options.plain && (strcmp(request, "always") == 0 ||
                                (strcmp(request, "auto") == 0 && !(no_color && *no_color) &&
                                 app->console->ops->has_vt(app->console, NL_STREAM_OUT)));
    return NL_OK;
}

static enum nl_status set_up(struct nl_app *app, int argc, const char *const *argv,
                             struct nl_error *err)
{
    for (int i = 1; i < argc; i++) {
        if (!nl_utf8_valid(argv[i], strlen(argv[i])))
            return nl_fail(err, NL_INVALID, NL_T("argument {1} is not valid text"),
                           nl_decimal((uint64_t)i).text);
    }
    enum nl_status status = nl_options_parse(app->arena, argc, argv, &app->options, err);
    if (status == NL_OK)
        status = choose_language(app, err);
    if (status == NL_OK)
        status = choose_color(app, err);
    if (status == NL_OK && app->options.from && app->options.offline)
        return nl_fail(err, NL_INVALID, NL_T("--from and --offline cannot be used together"));
    unsigned rows = 0;
    app->columns = 80;
    if (app->console->ops->is_terminal(app->console, NL_STREAM_OUT))
        app->console->ops->size(app->console, &app->columns, &rows);
    return status;
}

static bool changes_the_machine(const struct nl_app *app)
{
    return app->options.command_given && !app->options.what_if &&
           (app->options.command == NL_COMMAND_APPLY ||
            app->options.command == NL_COMMAND_ROLLBACK ||
            (app->options.command == NL_COMMAND_DSC && app->options.words.count > 0 &&
             nl_equal(app->options.words.items[0], "set")));
}

/* In Windows PE a command without --offline looks at what was started from the stick. */
static void warn_of_rescue_system(struct nl_app *app)
{
    static const unsigned looking = 1U << NL_COMMAND_AUDIT | 1U << NL_COMMAND_PLAN |
                                    1U << NL_COMMAND_APPLY | 1U << NL_COMMAND_ROLLBACK |
                                    1U << NL_COMMAND_RECORD | 1U << NL_COMMAND_HISTORY;
    if (!(looking & 1U << app->options.command) || !nl_runs_live(app) ||
        !nl_wiring_is_rescue_system())
        return;
    nl_say_err(app, NL_T("This is Windows PE, not the Windows to be repaired."));
    nl_say_err(app, NL_T("Name its folder with --offline; netlatch rescue finds it."));
}

/* What runs where no command was given: the wizard where somebody can be asked, else help. */
static int run_without_command(struct nl_app *app)
{
    struct nl_error err = {0};
    if (nl_runs_live(app) && nl_wiring_is_rescue_system()) {
        nl_say_out(app, NL_T("This is Windows PE, not the Windows to be repaired."));
        return nl_command_rescue(app);
    }
    if (nl_wizard_on_console(app))
        return nl_command_wizard(app);
    if (nl_runs_live(app))
        return nl_command_help(app);
    (void)nl_fail(&err, NL_INVALID, NL_T("--{1} needs a command"),
                  app->options.from ? "from" : "offline");
    return nl_say_error(app, &err);
}

/* Whether JSON was asked for; of a command line that could not be read, as far as that can be told. */
static bool wants_json(const struct nl_app *app, int argc, const char *const *argv)
{
    static const char *const ways[] = {"--format=json", "-fjson", "-f=json"};
    if (app->options.format)
        return nl_equal(app->options.format, "json");
    for (int i = 1; i < argc; i++) {
        for (size_t way = 0; way < NL_COUNT_OF(ways); way++) {
            if (nl_equal(argv[i], ways[way]))
                return true;
        }
        if (i + 1 < argc && nl_equal(argv[i + 1], "json") &&
            (nl_equal(argv[i], "--format") || nl_equal(argv[i], "-f")))
            return true;
    }
    return false;
}

static const char *command_name(const struct nl_app *app)
{
    size_t count = 0;
    const struct nl_command_row *rows = nl_command_rows(&count);
    return app->options.command_given ? rows[app->options.command].name : NULL;
}

/* What --exit-code=N chooses in the place of NL_EXIT_REMAINS. */
static enum nl_status check_exit_code(struct nl_app *app, struct nl_error *err)
{
    enum { MOST = 255 }; /* what a shell of Unix passes on */
    const char *number = app->options.exit_code;
    uint64_t chosen = NL_EXIT_REMAINS;
    if (number && *number && (!nl_parse_u64(number, MOST, &chosen) || chosen == 0))
        return nl_fail(err, NL_INVALID, NL_T("--exit-code: {1} is not a number from 1 to 255"),
                       nl_clean(app->arena, number));
    app->exit_remains = (int)chosen;
    return NL_OK;
}

/* A script that asked for JSON gets one document, however it ends. */
static int ended(struct nl_app *app, int argc, const char *const *argv, int code)
{
    if (!app->answered && (code != NL_EXIT_DONE || app->failure) && wants_json(app, argc, argv))
        nl_result_failure_json(app, command_name(app), code);
    return code;
}

static int run(struct nl_app *app, int argc, const char *const *argv)
{
    struct nl_error err = {0};
    const uint8_t *options = NULL;
    size_t size = 0;
    if (nl_ansible_called(app, argc, argv, &options, &size))
        return nl_ansible_run(app, options, size);
    if (set_up(app, argc, argv, &err) != NL_OK) {
        if (!app->words)
            take_language(app, language_among(argc, argv));
        return ended(app, argc, argv, nl_say_error(app, &err));
    }
    if (check_exit_code(app, &err) != NL_OK || nl_log_begin(app, argc, argv, &err) != NL_OK)
        return ended(app, argc, argv, nl_say_error(app, &err));
    int code = NL_EXIT_DONE;
    if (app->options.version)
        nl_print(app, "netlatch " NETLATCH_VERSION "\n");
    else if (app->options.help)
        code = nl_command_help(app);
    else if (!app->options.command_given)
        code = run_without_command(app);
    else {
        warn_of_rescue_system(app);
        code = ended(app, argc, argv, commands[app->options.command](app));
    }
    if (code == NL_EXIT_REMAINS && app->options.exit_code)
        code = app->exit_remains;
    if (!nl_print(app, "") && code != NL_EXIT_FAILED) {
        nl_say_err(app, NL_T("netlatch: the standard output is closed; part of the output is"
                             " missing"));
        /* Whoever asked did not get the answer. A change that was made stays made, and its code
         * says so. */
        if (!changes_the_machine(app))
            code = NL_EXIT_FAILED;
    }
    nl_log_end(app, code);
    return code;
}

/* Made without memory. Whether the machine was changed is not known here, and not said. */
static const char no_memory_json[] =
    "{\"netlatch\":{\"version\":\"" NETLATCH_VERSION "\",\"schema\":\"netlatch/result/2\"},"
    "\"time\":null,\"command\":null,\"outcome\":\"failed\",\"exit_code\":1,\"machine\":null,"
    "\"profile\":null,\"error\":{\"text\":\"out of memory\",\"next\":null}}\n";

static const char no_memory_module[] = "{\"failed\":true,\"msg\":\"out of memory\"}\n";

static jmp_buf out_of_memory;

static void on_exhausted(void *context)
{
    (void)context;
    longjmp(out_of_memory, 1);
}

int nl_app_main(int argc, const char *const *argv)
{
    static struct nl_arena arena;
    static struct nl_app app;
    nl_arena_init(&arena, on_exhausted, NULL);
    app = (struct nl_app){
        .arena = &arena, .console = nl_wiring_console(), .clock = nl_wiring_clock()};
    int code = NL_EXIT_FAILED;
    if (setjmp(out_of_memory) == 0) {
        code = run(&app, argc, argv);
    } else {
        nl_wizard_screen_give_back(&app);
        const char *words = nl_word(&app, NL_T("netlatch: out of memory. If a change was under way "
                                               "it is finished or rolled back when netlatch starts "
                                               "again."));
        app.console->ops->write(app.console, NL_STREAM_ERR, words, strlen(words));
        app.console->ops->write(app.console, NL_STREAM_ERR, "\n", 1);
        if (!app.answered && wants_json(&app, argc, argv))
            app.console->ops->write(app.console, NL_STREAM_OUT, no_memory_json,
                                    sizeof no_memory_json - 1);
        if (!app.answered && app.telling == NL_TELLING_KEPT)
            app.console->ops->write(app.console, NL_STREAM_OUT, no_memory_module,
                                    sizeof no_memory_module - 1);
    }
    app.console->ops->close(app.console);
    nl_arena_done(&arena);
    return code;
}

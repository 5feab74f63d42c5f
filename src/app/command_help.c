/* command_help.c - help, all of it from the tables of options, commands, risks and exit codes. */
#include "command_help.h"

#include "app.h"
#include "base/clean.h"
#include "base/width.h"
#include "help_scripts.h"
#include "model/component.h"
#include "model/event.h"
#include "model/profile_builtin.h"
#include "model/risk.h"
#include "option_rows.h"
#include "output.h"
#include "report/label.h"
#include "version.h"

#include <string.h>

static void option_line(struct nl_app *app, const struct nl_option *row, struct nl_text *out)
{
    enum { INDENT = 30 };
    char letter[5] = "    ";
    if (row->letter) {
        letter[0] = '-';
        letter[1] = row->letter;
        letter[2] = ',';
    }
    struct nl_text left;
    nl_text_init(&left, app->arena);
    nl_text_format(&left, "  %s--%s%s%s", letter, row->name, row->value ? " " : "",
                   row->value ? row->value : "");
    nl_text_add(out, left.data);
    if (left.length + 1 >= INDENT) {
        nl_text_add_char(out, '\n');
        left.length = 0;
    }
    nl_text_repeat(out, " ", INDENT - left.length);
    nl_paragraph(app, out, nl_word(app, row->meaning), INDENT, INDENT);
}

static void options_of(struct nl_app *app, unsigned commands, bool only_shared, struct nl_text *out)
{
    const unsigned everywhere = (1U << NL_COMMAND_COUNT) - 1;
    size_t count = 0;
    const struct nl_option *rows = nl_option_rows(&count);
    for (size_t i = 0; i < count; i++) {
        bool shared = rows[i].commands == everywhere;
        if (rows[i].meaning && (rows[i].commands & commands) && shared == only_shared)
            option_line(app, &rows[i], out);
    }
}

static void help_all(struct nl_app *app, struct nl_text *out)
{
    size_t count = 0;
    const struct nl_command_row *rows = nl_command_rows(&count);
    nl_text_add(out, "netlatch " NETLATCH_VERSION "\n");
    nl_paragraph(app, out,
                 nl_word(app, NL_T("Closes, or deliberately keeps open, the five ports that "
                                   "Windows opens by default: TCP 135, UDP 137, UDP 138, TCP 139, "
                                   "TCP 445. Shows first what a change would break, and can roll "
                                   "every change back.")),
                 0, 0);
    nl_text_format(out, "\n%s\n", nl_word(app, NL_T("Commands:")));
    for (size_t i = 0; i < count; i++) {
        if (!rows[i].meaning)
            continue;
        nl_text_format(out, "  %-10s", rows[i].name);
        nl_paragraph(app, out, nl_word(app, rows[i].meaning), 12, 12);
    }
    nl_text_format(out, "\n%s\n", nl_word(app, NL_T("Options of every command:")));
    options_of(app, (1U << NL_COMMAND_COUNT) - 1, true, out);
    nl_text_format(out, "\n%s\n",
                   nl_word(app, NL_T("netlatch help COMMAND says more; subjects: events, "
                                     "exit-codes, profiles, risks, safety, scripts.")));
}

static void help_command(struct nl_app *app, const struct nl_command_row *row, struct nl_text *out)
{
    nl_text_format(out, "netlatch %s %s\n", row->name, row->usage);
    nl_paragraph(app, out, nl_word(app, row->meaning), 2, 0);
    nl_text_format(out, "\n%s\n", nl_word(app, NL_T("Options:")));
    options_of(app, 1U << row->id, false, out);
    options_of(app, 1U << row->id, true, out);
    nl_text_format(out, "\n%s\n%s", nl_word(app, NL_T("Examples:")), row->examples);
}

/* Sentences, each behind a dash. */
static void help_points(struct nl_app *app, const char *const *points, size_t count,
                        struct nl_text *out)
{
    for (size_t i = 0; i < count; i++) {
        nl_text_add(out, "- ");
        nl_paragraph(app, out, nl_word(app, points[i]), 2, 2);
    }
}

static void help_exit_codes(struct nl_app *app, struct nl_text *out)
{
    size_t count = 0;
    const struct nl_exit_row *rows = nl_exit_rows(&count);
    for (size_t i = 0; i < count; i++) {
        nl_text_format(out, "%6d  ", rows[i].code);
        nl_paragraph(app, out, nl_word(app, rows[i].meaning), 8, 8);
    }
}

static void help_profiles(struct nl_app *app, struct nl_text *out)
{
    for (size_t i = 0; i < nl_builtin_profile_count(); i++) {
        struct nl_profile profile;
        if (nl_builtin_profile(app->arena, nl_builtin_profile_name(i), &profile, NULL) != NL_OK)
            continue; /* a test proves that every built-in profile parses */
        nl_text_format(out, "%s - %s\n", profile.name, nl_word(app, profile.title));
        nl_paragraph(app, out, nl_word(app, profile.description), 4, 0);
    }
}

static void help_risks(struct nl_app *app, struct nl_text *out)
{
    size_t count = 0;
    const struct nl_risk_row *rows = nl_risks(&count);
    nl_paragraph(app, out,
                 nl_word(app, NL_T("A risk stops apply until it is accepted by name "
                                   "with --accept. netlatch explain RISK says more.")),
                 0, 0);
    for (size_t i = 0; i < count; i++) {
        const char *severity = nl_word(app, nl_label_severity(rows[i].severity));
        nl_text_format(out, "  %-20s%s", rows[i].id, severity);
        for (size_t used = nl_columns(severity); used < 8; used++)
            nl_text_add_char(out, ' ');
        nl_paragraph(app, out, nl_word(app, rows[i].title), 30, 30);
    }
}

static void help_safety(struct nl_app *app, struct nl_text *out)
{
    static const char *const points[] = {
        NL_T("Nothing is changed that could not be read first: without a before-value there is no "
             "write."),
        NL_T("Every before-value is on disk before the first change, in a journal that only SYSTEM "
             "and Administrators can write."),
        NL_T("A change counts when it was read back. If one fails, all of that apply is rolled "
             "back, last first."),
        NL_T("If the power fails in between, the next netlatch apply or "
             "rollback finds the open journal and rolls the change back. "
             "What somebody else changed since is reported and left alone."),
        NL_T("Risks that could lock you out or break a server stop apply: all are listed at once, "
             "and each must be accepted by name."),
        NL_T("With --confirm-within a Windows service rolls the change back "
             "unless netlatch confirm is run in time, from any session: also"
             " when the connection was lost, netlatch was ended, or the "
             "computer was restarted. Time counts only while the computer "
             "runs."),
        NL_T("Where access is denied, netlatch reports it. It never takes "
             "ownership and never changes permissions."),
        NL_T("netlatch rollback brings back the exact first state: values "
             "that were absent are removed again, and so are keys that "
             "netlatch created."),
    };
    help_points(app, points, NL_COUNT_OF(points), out);
}

static void help_events(struct nl_app *app, struct nl_text *out)
{
    static const char *const kinds[] = {[NL_EVENT_INFORMATION] = NL_T("information"),
                                        [NL_EVENT_WARNING] = NL_T("warning"),
                                        [NL_EVENT_ERROR] = NL_T("error")};
    size_t count = 0;
    const struct nl_event_row *rows = nl_event_rows(&count);
    if (out->length > 0)
        nl_text_add_char(out, '\n');
    nl_paragraph(app, out,
                 nl_word(app, NL_T("What netlatch writes to the log Application under the source "
                                   "netlatch, by event id. An audit writes nothing.")),
                 0, 0);
    for (size_t i = 0; i < count; i++) {
        const char *kind =
            nl_arena_format(app->arena, "  %d  %s%s", (int)rows[i].id,
                            nl_word(app, kinds[rows[i].kind]), nl_word(app, NL_T(": ")));
        nl_text_add(out, kind);
        nl_paragraph(app, out, nl_word(app, rows[i].meaning), (unsigned)nl_columns(kind),
                     (unsigned)nl_columns(kind));
    }
}

static void help_probe(struct nl_app *app, struct nl_text *out)
{
    static const char *const points[] = {
        NL_T("Ask only machines that you answer for. The questions do no harm, but many attacks "
             "begin with the same ones, so sensors may report them."),
        NL_T(
            "One host a run: no ranges, lists, subnets or broadcast addresses. Of a name with several "
            "addresses the first of each family is asked, and the others are told."),
        NL_T(
            "The questions: on UDP 137 the NetBIOS names; on TCP 139 a session and the SMB dialect; on "
            "TCP 445 the SMB dialect, the NTLM challenge and SMB1; on TCP 135 the list of RPC "
            "programs and the addresses. UDP 138 has no question for a stranger."),
        NL_T(
            "No password, no user name, no logon, no null session: each connection ends before that. "
            "A datagram is sent three times at most, and a connection is not tried again."),
        NL_T(
            "The run takes 9 seconds at most, whatever the host does. Looking up a name comes on top; "
            "a name without a dot makes Windows ask its neighbours, an address does not."),
        NL_T(
            "\"No answer\" is never \"closed\": a firewall, Windows in stealth mode and a machine that "
            "is off look alike. What is found holds for the address it was asked from."),
        NL_T(
            "On the other side a server without SMB1 may log event 1001, a firewall that logs dropped "
            "packets logs them, and network sensors count the connections."),
    };
    if (out->length > 0)
        nl_text_add_char(out, '\n');
    help_points(app, points, NL_COUNT_OF(points), out);
}

static void help_dsc(struct nl_app *app, struct nl_text *out)
{
    static const char *const points[] = {
        NL_T(
            "An instance has \"profile\" (a built-in one), \"settings\" (ids with their words, as "
            "in a profile), or both, and \"acceptedRisks\". Nothing else is taken: what is wrong is "
            "told with its place and with what was expected."),
        NL_T("get: how the settings are. test: the same, whether it is as wanted, and why not. "
             "What is unknown, waits for a restart or cannot be met is not in the desired state."),
        NL_T(
            "set: what netlatch apply does, with its journal, without a question. A risk that is not "
            "accepted stops it. That a restart is needed is said in _restartRequired. what-if: what "
            "set would do; nothing is written. export: this computer as an instance."),
        NL_T(
            "DSC finds the resource where netlatch.dsc.resource.json lies beside netlatch.exe in a "
            "folder of PATH or DSC_RESOURCE_PATH: netlatch install --path does that; the file is also "
            "in the zip, and netlatch dsc manifest writes it."),
        NL_T(
            "Exit code 0 also stands for a machine that is not as wanted, and for a restart that is "
            "needed: DSC takes every other one for a failure. The standard error holds traces, one "
            "JSON object a line."),
    };
    if (out->length > 0)
        nl_text_add_char(out, '\n');
    help_points(app, points, NL_COUNT_OF(points), out);
}

static const struct {
    const char *name;
    void (*write)(struct nl_app *app, struct nl_text *out);
} subjects[] = {
    {"dsc", help_dsc},           {"events", help_events},      {"exit-codes", help_exit_codes},
    {"profiles", help_profiles}, {"probe", help_probe},        {"risks", help_risks},
    {"safety", help_safety},     {"scripts", nl_help_scripts},
};

int nl_command_help(struct nl_app *app)
{
    struct nl_error err = {0};
    struct nl_text out;
    struct nl_texts names = {0};
    size_t count = 0;
    const struct nl_command_row *rows = nl_command_rows(&count);
    const char *topic = NULL;
    nl_text_init(&out, app->arena);
    if (app->options.command_given && app->options.command != NL_COMMAND_HELP)
        topic = rows[app->options.command].name;
    else if (app->options.words.count)
        topic = app->options.words.items[0];

    if (!topic)
        help_all(app, &out);
    for (size_t i = 0; i < count; i++) {
        if (!rows[i].meaning)
            continue;
        nl_texts_add(&names, app->arena, rows[i].name);
        /* A command and a subject may have one name: both are told. */
        if (topic && strcmp(rows[i].name, topic) == 0)
            help_command(app, &rows[i], &out);
    }
    for (size_t i = 0; i < NL_COUNT_OF(subjects); i++) {
        nl_texts_add(&names, app->arena, subjects[i].name);
        if (topic && strcmp(subjects[i].name, topic) == 0)
            subjects[i].write(app, &out);
    }
    if (out.length > 0) {
        nl_print(app, out.data);
        return NL_EXIT_DONE;
    }
    const char *near = nl_nearest(topic, &names);
    (void)nl_fail(&err, NL_INVALID,
                  near ? NL_T("there is no help on {1}; did you mean {2}?")
                       : NL_T("there is no help on {1}"),
                  nl_clean(app->arena, topic), near);
    return nl_say_error(app, &err);
}

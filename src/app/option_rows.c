/* option_rows.c - every option and command of netlatch. Data only. */
#include "option_rows.h"

#include "languages.h"

#define ON(command) (1U << NL_COMMAND_##command)
#define MACHINE                                                                                    \
    (ON(WIZARD) | ON(AUDIT) | ON(PLAN) | ON(APPLY) | ON(ROLLBACK) | ON(HISTORY) | ON(RECORD) |     \
     ON(EXPORT) | ON(DSC))
#define ALL ((1U << NL_COMMAND_COUNT) - 1)
#define AT(member) offsetof(struct nl_options, member)

static const struct nl_option options[] = {
    {"profile", 'p', NL_OPTION_TEXT, AT(profile),
     ON(AUDIT) | ON(PLAN) | ON(APPLY) | ON(EXPORT) | ON(FLEET) | ON(DIFF), "NAME|FILE",
     NL_T("a built-in profile or a profile file")},
    {"set", 0, NL_OPTION_TEXTS, AT(sets), ON(PLAN) | ON(APPLY) | ON(EXPORT), "ID=VALUE",
     NL_T("request one setting; may be repeated, also together with "
          "--profile")},
    {"port", 0, NL_OPTION_TEXTS, AT(ports), ON(PROBE), "NUMBER",
     NL_T("ask this port only: 135, 137, 138, 139 or 445; may be repeated")},
    {"format", 'f', NL_OPTION_TEXT, AT(format),
     ON(AUDIT) | ON(PLAN) | ON(APPLY) | ON(ROLLBACK) | ON(HISTORY) | ON(CONFIRM) | ON(PROBE) |
         ON(FLEET) | ON(DIFF) | ON(EXPLAIN) | ON(PROFILE),
     "FORMAT",
     NL_T("audit: text json ndjson csv html junit sarif prom line; plan: text json html; "
          "history: text json html; fleet: text html csv ndjson json; others: text json")},
    {"output", 'o', NL_OPTION_TEXT, AT(output),
     ON(AUDIT) | ON(PLAN) | ON(HISTORY) | ON(RECORD) | ON(PROBE) | ON(EXPORT) | ON(FLEET) |
         ON(DIFF) | ON(PROFILE) | ON(DSC),
     "FILE", NL_T("write to a file instead of the standard output")},
    {"exit-code", 0, NL_OPTION_BEHIND, AT(exit_code), ON(AUDIT) | ON(PLAN) | ON(FLEET) | ON(DIFF),
     "[=N]",
     NL_T("exit with 2, or with N from 1 to 255, when findings or changes remain, or something "
          "differs")},
    {"line", 0, NL_OPTION_FLAG, AT(line), ON(AUDIT), NULL,
     NL_T("with --output: also the one line of --format line on the standard output")},
    {"log", 0, NL_OPTION_TEXT, AT(log), ON(AUDIT) | ON(APPLY) | ON(ROLLBACK) | ON(CONFIRM), "FILE",
     NL_T("add what is said to a file, each line with its time; refused where it cannot be "
          "written")},
    {"probe", 0, NL_OPTION_FLAG, AT(probe), ON(AUDIT) | ON(RECORD), NULL,
     NL_T(
         "also ask the own addresses, as netlatch probe does; proves what answers, not who reaches "
         "it")},
    {"add-to", 0, NL_OPTION_TEXT, AT(add_to), ON(PROBE), "MACHINE.json",
     NL_T("add the answers to the recording of that machine, where audit --from counts them")},
    {"expect", 0, NL_OPTION_TEXT, AT(expect), ON(FLEET), "LIST",
     NL_T("the machines that there should be: a file with one name a line, or a table with a "
          "column of names; who is not heard from is named")},
    {"stale", 0, NL_OPTION_TEXT, AT(stale), ON(FLEET), "DURATION",
     NL_T("name the machines that were looked at longer ago than this: 30d, 12h")},
    {"since", 0, NL_OPTION_TEXT, AT(since), ON(FLEET), "DIR",
     NL_T("an earlier collection of the same machines: say what got better and worse")},
    {"yes", 'y', NL_OPTION_FLAG, AT(yes), ON(APPLY) | ON(ROLLBACK) | ON(RESCUE), NULL,
     NL_T("do it without asking")},
    {"accept", 0, NL_OPTION_TEXTS, AT(accept), ON(APPLY) | ON(EXPORT), "RISK",
     NL_T("accept this risk; may be repeated")},
    {"leave-out", 0, NL_OPTION_TEXTS, AT(leave_out), ON(PLAN) | ON(APPLY) | ON(EXPORT), "RISK",
     NL_T("leave out the changes that raise this risk, or all risks; may be given again")},
    {"what-if", 'n', NL_OPTION_FLAG, AT(what_if), ON(APPLY) | ON(ROLLBACK), NULL,
     NL_T("only show what would be done")},
    {"dry-run", 0, NL_OPTION_FLAG, AT(what_if), ON(APPLY) | ON(ROLLBACK), NULL, NULL},
    {"confirm-within", 0, NL_OPTION_DURATION, AT(confirm_within), ON(APPLY), "[DURATION]",
     NL_T("roll everything back unless netlatch confirm is run in time, "
          "also after a crash or a restart; 30s to 24h, default 10m")},
    {"extend", 0, NL_OPTION_TEXT, AT(extend), ON(CONFIRM), "DURATION",
     NL_T("do not confirm yet, but set a new time limit: 30s to 24h from "
          "now")},
    {"force", 0, NL_OPTION_FLAG, AT(force), ON(ROLLBACK), NULL,
     NL_T("also overwrite values that somebody else changed since, and "
          "list them")},
    {"abandon", 0, NL_OPTION_FLAG, AT(abandon), ON(ROLLBACK), NULL,
     NL_T("give up a rollback that could not be completed; changes "
          "nothing and lists what remains")},
    {"path", 0, NL_OPTION_FLAG, AT(path), ON(INSTALL), NULL,
     NL_T("also add the folder to the search path, so that the program is found by its name")},
    {"to", 0, NL_OPTION_TEXT, AT(to), ON(ROLLBACK) | ON(EXPORT), "JOURNAL|TARGET",
     NL_T("rollback: every change since this one, and it too, newest first; export: inf reg pol "
          "lgpo gpo dsc unattend ansible intune task")},
    {"any-machine", 0, NL_OPTION_FLAG, AT(any_machine), ON(EXPORT), NULL,
     NL_T("write for any machine, not for this one; what depends on one is not carried")},
    {"from", 0, NL_OPTION_TEXT, AT(from), MACHINE, "MACHINE.json",
     NL_T("work on a recorded machine instead of this one")},
    {"offline", 0, NL_OPTION_TEXT, AT(offline), MACHINE | ON(RESCUE), "DIR",
     NL_T("work on a Windows that is not running: the folder that "
          "contains its Windows folder")},
    {"lang", 0, NL_OPTION_TEXT, AT(language), ALL, NL_LANGUAGE_CHOICE,
     NL_T("language of all messages")},
    {"color", 0, NL_OPTION_TEXT, AT(color), ALL, "auto|always|never", NL_T("colours on a screen")},
    {"plain", 0, NL_OPTION_FLAG, AT(plain), ALL, NULL,
     NL_T("no drawing, no colours: for screen readers and logs")},
    {"quiet", 'q', NL_OPTION_FLAG, AT(quiet), ALL, NULL, NL_T("only the result and errors")},
    {"verbose", 'v', NL_OPTION_FLAG, AT(verbose), ALL, NULL,
     NL_T("show every reason and every dependent service")},
    {"help", 'h', NL_OPTION_FLAG, AT(help), ALL, NULL, NL_T("this help; also /?")},
    {"version", 0, NL_OPTION_FLAG, AT(version), ALL, NULL, NL_T("the version")},
};

const struct nl_option *nl_option_rows(size_t *out_count)
{
    *out_count = NL_COUNT_OF(options);
    return options;
}

/* In the order of enum nl_command_id. */
static const struct nl_command_row commands[] = {
    {NL_COMMAND_WIZARD, "wizard", "",
     NL_T("guide you page by page; also what netlatch does on a console without a command"),
     NL_PACK("  netlatch\n"
             "  netlatch wizard --lang zh-CN\n")},
    {NL_COMMAND_AUDIT, "audit", NL_PACK("[--profile P] [--format F] [--output FILE] [--exit-code]"),
     NL_T("report what is open and why; changes nothing"),
     NL_PACK("  netlatch audit\n"
             "  netlatch audit --profile internet-server --format json --exit-code\n")},
    {NL_COMMAND_PLAN, "plan", NL_PACK("--profile P | --set ID=VALUE ..."),
     NL_T("show what would be changed and what that would break on this "
          "machine"),
     NL_PACK("  netlatch plan --profile office-client\n"
             "  netlatch plan --set dcom.enabled=no --set 'netbios.adapter[*]=disabled'\n")},
    {NL_COMMAND_APPLY, "apply", NL_PACK("--profile P | --set ID=VALUE ... | PLAN.json"),
     NL_T("make the changes, verify them, and keep a journal to roll them"
          " back"),
     NL_PACK("  netlatch apply --profile office-client --what-if\n"
             "  netlatch apply --profile office-client --yes --accept unverified-setting\n"
             "  netlatch apply --profile internet-server --yes --confirm-within 10m\n")},
    {NL_COMMAND_ROLLBACK, "rollback", NL_PACK("[JOURNAL | --to JOURNAL | JOURNAL --abandon]"),
     NL_T("roll back the last change, or the one that is named"),
     NL_PACK("  netlatch rollback --yes\n"
             "  netlatch rollback --to 3 --yes\n")},
    {NL_COMMAND_HISTORY, "history", "[--format F] [--output FILE]",
     NL_T("list the changes netlatch made here"),
     NL_PACK("  netlatch history --format json\n"
             "  netlatch history --format html --output changes.html\n")},
    {NL_COMMAND_EXPLAIN, "explain", NL_PACK("[PORT | SETTING | COMPONENT | RISK | WORD | article]"),
     NL_T("explain a port, setting, component or risk, or what the "
          "article got wrong"),
     NL_PACK("  netlatch explain 445\n"
             "  netlatch explain dcom.enabled\n")},
    {NL_COMMAND_PROFILE, "profile", NL_PACK("list | show NAME | check FILE | from FILE"),
     NL_T("list, show or check profiles, or make one from a file of another tool"),
     NL_PACK("  netlatch profile show internet-server\n"
             "  netlatch profile check mine.json\n"
             "  netlatch profile from GptTmpl.inf --output mine.json\n")},
    {NL_COMMAND_RECORD, "record", "[--output machine.json]",
     NL_T("write everything that was read from this machine to a file"),
     NL_PACK("  netlatch record --output machine.json\n"
             "  netlatch plan --from machine.json --profile file-server\n")},
    {NL_COMMAND_HELP, "help",
     NL_PACK("[COMMAND | events | exit-codes | profiles | risks | safety | scripts]"),
     NL_T("help on a command or a subject"), "  netlatch help exit-codes\n"},
    {NL_COMMAND_CONFIRM, "confirm", "[JOURNAL] [--extend DURATION]",
     NL_T("keep a change that waits for confirmation, or give it more time"),
     NL_PACK("  netlatch confirm\n"
             "  netlatch confirm --extend 30m\n")},
    {NL_COMMAND_EVENTS, "events", "install | remove",
     NL_T("register netlatch with the event log, or remove it"),
     NL_PACK("  netlatch events install\n"
             "  netlatch help events\n")},
    {NL_COMMAND_PROBE, "probe",
     NL_PACK("HOST [--port N]... [--format text|json] [--add-to MACHINE.json]"),
     NL_T("ask another machine, without logging on, what it shows through the five ports"),
     NL_PACK("  netlatch probe 192.0.2.10\n"
             "  netlatch probe fe80::1%12 --port 445 --format json\n")},
    {NL_COMMAND_INSTALL, "install", "[--path]",
     NL_T("copy netlatch to the folder of programs and register it with the event log"),
     NL_PACK("  netlatch install\n"
             "  netlatch install --path\n")},
    {NL_COMMAND_UNINSTALL, "uninstall", "", NL_T("remove what netlatch install made"),
     "  netlatch uninstall\n"},
    {NL_COMMAND_RESCUE, "rescue", "[--offline DIR] [--yes]",
     NL_T("find a Windows that does not start, say what keeps it from it, and roll back"),
     NL_PACK("  netlatch rescue\n"
             "  netlatch rescue --offline D: --yes\n")},
    {NL_COMMAND_EXPORT, "export", NL_PACK("--profile P --to TARGET --output PATH"),
     NL_T("write a profile for Group Policy, Intune, Ansible and other tools"),
     NL_PACK(
         "  netlatch export --profile office-client --to inf --output office.inf\n"
         "  netlatch export --profile office-client --to reg --output pc7.reg --from pc7.json\n")},
    {NL_COMMAND_FLEET, "fleet",
     NL_PACK("FILE|DIR... [--expect LIST] [--stale 30d] [--since DIR] [--format F]"),
     NL_T("summarise the audits and recordings of many machines, the worst first"),
     NL_PACK("  netlatch fleet audits --format html --output fleet.html\n"
             "  netlatch fleet audits --expect machines.txt --stale 30d --since audits-of-may\n")},
    {NL_COMMAND_DIFF, "diff", "OLD NEW",
     NL_T("say what changed between two audits or recordings, or two folders of them"),
     NL_PACK("  netlatch diff before.json after.json\n"
             "  netlatch diff audits-of-may audits --exit-code\n")},
    {NL_COMMAND_DSC, "dsc", NL_PACK("get | test | set | what-if | export | manifest"),
     NL_T("the command resource Netlatch/Settings of DSC v3: an instance as JSON on the standard "
          "input, its state on the standard output"),
     NL_PACK("  netlatch dsc manifest --output netlatch.dsc.resource.json\n"
             "  netlatch dsc test < instance.json\n"
             "  netlatch dsc export --from machine.json\n")},
    {NL_COMMAND_GUARD, "guard", "", NULL, ""},
};
_Static_assert(NL_COUNT_OF(commands) == NL_COMMAND_COUNT, "every command has a row");

const struct nl_command_row *nl_command_rows(size_t *out_count)
{
    *out_count = NL_COUNT_OF(commands);
    return commands;
}

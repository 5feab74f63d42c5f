/* command_rescue.c - netlatch rescue: finds the Windows installations that are not running, says what
 * netlatch changed there and what keeps them from starting, and offers the rollback. */
#include "command_rescue.h"

#include "apply/journal.h"
#include "base/clean.h"
#include "command_rollback.h"
#include "input.h"
#include "output.h"
#include "plan/startup.h"
#include "result.h"
#include "wiring.h"

/* One Windows on a disk. */
struct patient {
    const char *folder;
    const char *problem; /* why it could not be read; the rest is empty then */
    struct nl_machine machine;
    struct nl_obstacles obstacles;
    struct nl_sentence refusal; /* why it cannot be changed */
    uint32_t replayed;          /* changes that came from its log files */
    struct nl_journals journals;
    bool journals_read;
    const char *journal_problem;
};

static const char *start_word(uint32_t start)
{
    static const char *const words[] = {NL_T("boot"), NL_T("system"), NL_T("automatic"),
                                        NL_T("manual"), NL_T("disabled")};
    return start < NL_COUNT_OF(words) ? words[start] : NL_T("unknown");
}

static enum nl_status read_machine(struct nl_app *app, struct patient *patient,
                                   struct nl_error *err)
{
    struct nl_host *host = NULL;
    struct nl_capabilities capabilities;
    enum nl_status status = nl_wiring_offline_host(app->arena, patient->folder, &host, err);
    if (status != NL_OK)
        return status;
    host->ops->capabilities(host, &capabilities);
    patient->refusal = capabilities.reason;
    patient->replayed = capabilities.replayed;
    status = host->ops->survey(host, app->arena, &patient->machine, err);
    host->ops->close(host);
    if (status == NL_OK)
        nl_startup_look(app->arena, &patient->machine, &patient->obstacles);
    return status;
}

static void read_journals(struct nl_app *app, struct patient *patient)
{
    struct nl_error err = {0};
    struct nl_store *store = NULL;
    enum nl_status status = nl_wiring_offline_store(app->arena, patient->folder, &store, &err);
    if (status == NL_OK) {
        status = nl_journal_list(store, app->arena, &patient->journals, &err);
        store->ops->close(store);
    }
    patient->journals_read = status == NL_OK;
    if (status != NL_OK)
        patient->journal_problem = nl_error_text(app->arena, &err, app->words);
}

static void look(struct nl_app *app, struct patient *patient)
{
    struct nl_error err = {0};
    if (read_machine(app, patient, &err) != NL_OK)
        patient->problem = nl_error_text(app->arena, &err, app->words);
    else
        read_journals(app, patient);
}

/* Whether a change of netlatch is or may be in it that a rollback would take out. */
static bool can_be_rolled_back(const struct patient *patient)
{
    for (size_t i = 0; i < patient->journals.count; i++) {
        const struct nl_journal *journal = &patient->journals.items[i];
        if (journal->state == NL_JOURNAL_OPEN || nl_journal_stands(journal))
            return true;
    }
    return false;
}

static void tell_journals(struct nl_app *app, const struct patient *patient)
{
    bool any = false;
    if (!patient->journals_read) {
        nl_say_out(app, NL_T("   The changes that netlatch made there cannot be read: {1}"),
                   nl_clean(app->arena, patient->journal_problem));
        return;
    }
    for (size_t i = patient->journals.count; i-- > 0;) {
        const struct nl_journal *journal = &patient->journals.items[i];
        if (journal->state == NL_JOURNAL_ROLLED_BACK)
            continue;
        any = true;
        nl_say_out(app, NL_T("   Change {1}: {2}; settings: {3}"), journal->id,
                   nl_journal_state_text(journal->state), nl_decimal(journal->steps.count).text);
    }
    if (!any)
        nl_say_out(app, NL_T("   No change of netlatch is in force there."));
}

static void tell_obstacle(struct nl_app *app, const struct nl_obstacle *obstacle)
{
    static const char *const formats[] = {
        [NL_STARTUP_WINDOWS] =
            NL_T("   {1} is {2} and must be {3}: Windows does not start properly without it."),
        [NL_STARTUP_NETWORK] = NL_T("   {1} is {2}; it was {3} as Windows was installed: there is "
                                    "no network without it."),
        [NL_STARTUP_SHARES] = NL_T("   {1} is {2}; it was {3} as Windows was installed: file "
                                   "sharing needs it. Windows starts without it."),
    };
    nl_say_out(app, formats[obstacle->need], obstacle->service, start_word(obstacle->start),
               start_word(obstacle->wanted));
}

static void tell_obstacles(struct nl_app *app, const struct patient *patient)
{
    for (size_t i = 0; i < patient->obstacles.count; i++)
        tell_obstacle(app, &patient->obstacles.items[i]);
    for (size_t i = 0; i < patient->obstacles.unknown.count; i++)
        nl_say_out(app, NL_T("   How {1} starts could not be read."),
                   patient->obstacles.unknown.items[i]);
    if (patient->obstacles.count == 0 && patient->obstacles.unknown.count == 0)
        nl_say_out(app, NL_T("   The services that Windows needs to start are set as they must be. "
                             "Other causes cannot be seen here."));
}

/* What the survey of hives is not sure of, the hives themselves alone. */
static void tell_doubts(struct nl_app *app, const struct nl_machine *machine)
{
    for (size_t i = 0; i < machine->unseen.count; i++) {
        const struct nl_unseen *unseen = &machine->unseen.items[i];
        if (unseen->why &&
            (nl_same(unseen->what, "HKLM\\SYSTEM") || nl_same(unseen->what, "HKLM\\SOFTWARE") ||
             nl_same(unseen->what, "control-set")))
            nl_say_out(app, "   {1}: {2}", unseen->what, unseen->why);
    }
}

static void tell(struct nl_app *app, const struct patient *patient, size_t number)
{
    const struct nl_machine *machine = &patient->machine;
    if (patient->problem) {
        nl_say_out(app, NL_T("{1}  {2}: cannot be read: {3}"), nl_decimal(number).text,
                   nl_clean(app->arena, patient->folder), nl_clean(app->arena, patient->problem));
        return;
    }
    nl_say_out(app, NL_T("{1}  {2}: computer {3}, {4}, version {5}"), nl_decimal(number).text,
               nl_clean(app->arena, patient->folder),
               machine->name ? nl_clean(app->arena, machine->name) : NL_T("unknown"),
               machine->os.product ? nl_clean(app->arena, machine->os.product) : "Windows",
               machine->os.version ? nl_clean(app->arena, machine->os.version) : NL_T("unknown"));
    if (patient->replayed)
        nl_say_out(app,
                   NL_T("   Its registry was not closed cleanly; newer changes read from the log "
                        "files: {1}"),
                   nl_decimal(patient->replayed).text);
    tell_doubts(app, machine);
    tell_obstacles(app, patient);
    tell_journals(app, patient);
    if (patient->refusal.format)
        nl_say_out(app, NL_T("   It cannot be changed as it is: {1}"),
                   nl_clean(app->arena, nl_sentence_of(app, &patient->refusal)));
}

static const struct nl_obstacle *worst(const struct patient *patient)
{
    for (size_t i = 0; i < patient->obstacles.count; i++) {
        if (patient->obstacles.items[i].need == NL_STARTUP_WINDOWS)
            return &patient->obstacles.items[i];
    }
    return NULL;
}

/* What to do, as commands that can be copied. */
static void advise(struct nl_app *app, const struct patient *patient)
{
    const struct nl_obstacle *obstacle = worst(patient);
    if (patient->problem || patient->refusal.format)
        return;
    const char *folder = nl_clean(app->arena, patient->folder);
    if (can_be_rolled_back(patient))
        nl_say_out(app,
                   NL_T("   To roll back the last change: netlatch rollback --offline {1} --yes"),
                   folder);
    if (!obstacle)
        return;
    if (nl_same(obstacle->service, "RpcSs"))
        nl_say_out(app,
                   NL_T("   To set it without a journal: netlatch apply --offline {1} --set "
                        "rpc.service=automatic --yes"),
                   folder);
    else
        nl_say_out(app,
                   NL_T("   There is no setting for {1}: load the SYSTEM hive in the registry "
                        "editor and set Start to {2}."),
                   obstacle->service, nl_decimal(obstacle->wanted).text);
}

/* Whether the person wants the rollback now. */
static bool wants_rollback(struct nl_app *app, const struct patient *patient)
{
    if (patient->problem || patient->refusal.format || !can_be_rolled_back(patient))
        return false;
    if (app->options.yes)
        return true;
    if (!app->console->ops->input_is_terminal(app->console))
        return false;
    nl_print(app, nl_word(app, NL_T("Type yes to roll the last change back now: ")));
    const char *answer = app->console->ops->read_line(app->console, app->arena);
    return answer && nl_same(answer, "yes");
}

/* Rolls back through the command of that name, then looks again. */
static int roll_back(struct nl_app *app, const char *folder)
{
    struct patient after = {.folder = folder};
    app->options.offline = folder;
    app->options.yes = true;
    int code = nl_command_rollback(app);
    look(app, &after);
    if (after.problem || worst(&after)) {
        nl_say_out(app, NL_T("After the rollback:"));
        tell(app, &after, 1);
        advise(app, &after);
        return code == NL_EXIT_DONE || code == NL_EXIT_RESTART ? NL_EXIT_INCOMPLETE : code;
    }
    nl_say_out(app, NL_T("Read again: RpcSs, RpcEptMapper and DcomLaunch start as they must."));
    return code;
}

int nl_command_rescue(struct nl_app *app)
{
    struct nl_error err = {0};
    struct nl_texts folders = {0};
    NL_LIST(struct patient) patients = {0};
    enum nl_status status = nl_at_most_words(app, 0, &err);
    if (status == NL_OK && app->options.offline)
        nl_texts_add(&folders, app->arena, app->options.offline);
    else if (status == NL_OK)
        status = nl_wiring_offline_folders(app->arena, &folders, &err);
    if (status == NL_OK && folders.count == 0) {
        (void)nl_fail(&err, NL_NOT_FOUND,
                      NL_T("no Windows that is not running was found on the disks"));
        status = nl_next(&err, NL_T("Unlock and mount its disk, then name its folder with "
                                    "--offline."));
    }
    if (status != NL_OK)
        return nl_say_error(app, &err);
    nl_say_out(app, NL_T("Windows installations that are not running: {1}"),
               nl_decimal(folders.count).text);
    for (size_t i = 0; i < folders.count; i++) {
        struct patient *patient = NL_PUSH(app->arena, &patients);
        patient->folder = folders.items[i];
        look(app, patient);
        tell(app, patient, i + 1);
        advise(app, patient);
    }
    if (patients.count == 1 && patients.items[0].problem)
        return NL_EXIT_FAILED;
    if (patients.count == 1 && wants_rollback(app, &patients.items[0]))
        return roll_back(app, patients.items[0].folder);
    return NL_EXIT_DONE;
}

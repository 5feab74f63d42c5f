/* hive_survey.c - what the hives tell of a machine, and what only a running Windows could. */
#include "hive_survey.h"

#include "base/attributes.h"
#include "hive_accounts.h"
#include "hive_membership.h"
#include "hive_policy.h"
#include "hive_rights.h"
#include "hive_unseen.h"
#include "host/survey/survey.h"
#include "host/survey/survey_product.h"
#include "host/survey/survey_release.h"
#include "host/survey/survey_services.h"

#include <string.h>

#define CURRENT_VERSION "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"
#define CONTROL "HKLM\\SYSTEM\\CurrentControlSet\\Control\\"

/* What is known of each hive, before anything is read from it. */
static void say_hives(struct nl_arena *arena, const struct nl_hive_registry *registry,
                      struct nl_machine *machine)
{
    for (size_t i = 0; i < NL_HIVE_COUNT; i++) {
        const struct nl_hive_file *file = &registry->files[i];
        const char *what = nl_arena_format(arena, "HKLM\\%s", file->name);
        if (!file->open && file->denied)
            *NL_PUSH(arena, &machine->unseen) = (struct nl_unseen){.what = what,
                                                                   .state = NL_VALUE_DENIED,
                                                                   .code = NL_HIVE_CODE_DENIED,
                                                                   .why = file->problem};
        else if (!file->open)
            nl_hive_say_unseen(arena, machine, what,
                               file->problem ? NL_HIVE_CODE_DAMAGED : NL_HIVE_CODE_UNSUPPORTED,
                               file->problem ? file->problem
                                             : NL_T("the folder contains no such hive"));
        else if (file->state == NL_HIVE_NOT_RECOVERED)
            nl_hive_say_unseen(arena, machine, what, 0,
                               NL_T("this hive was read, but may be out of date: it was not closed "
                                    "cleanly, and the newest changes in its log files could not be "
                                    "added"));
    }
}

/* A hive that is not there is said once, not once for every key of it that a survey asks for. */
static void drop_repeated(const struct nl_hive_registry *registry, struct nl_machine *machine)
{
    size_t kept = 0;
    for (size_t i = 0; i < machine->unseen.count; i++) {
        const char *what = machine->unseen.items[i].what;
        bool repeated = false;
        for (size_t h = 0; h < NL_HIVE_COUNT && !repeated; h++) {
            const struct nl_hive_file *file = &registry->files[h];
            size_t length = strlen("HKLM\\") + strlen(file->name);
            repeated = !file->open && nl_starts(what, "HKLM\\") &&
                       nl_starts(what + strlen("HKLM\\"), file->name) && what[length] == '\\';
        }
        if (!repeated)
            machine->unseen.items[kept++] = machine->unseen.items[i];
    }
    machine->unseen.count = kept;
}

static const char *text_of(struct nl_arena *arena, const struct nl_machine *machine,
                           const char *path, const char *name)
{
    struct nl_value value = nl_machine_registry(machine, path, name);
    return nl_value_as_text(arena, &value);
}

static const char *version_of(struct nl_arena *arena, const struct nl_machine *machine,
                              const char *build)
{
    struct nl_value major_value =
        nl_machine_registry(machine, CURRENT_VERSION, "CurrentMajorVersionNumber");
    struct nl_value minor_value =
        nl_machine_registry(machine, CURRENT_VERSION, "CurrentMinorVersionNumber");
    const char *old = text_of(arena, machine, CURRENT_VERSION, "CurrentVersion");
    uint32_t major = 0;
    uint32_t minor = 0;
    /* Windows 10 and later still call themselves 6.3 in CurrentVersion. */
    if (nl_value_as_dword(&major_value, &major) && nl_value_as_dword(&minor_value, &minor))
        return nl_arena_format(arena, "%lu.%lu.%s", (unsigned long)major, (unsigned long)minor,
                               build);
    return old ? nl_arena_format(arena, "%s.%s", old, build) : NULL;
}

static enum nl_os_kind kind_of(const char *product_type)
{
    if (nl_same(product_type, "WinNT"))
        return NL_OS_CLIENT;
    if (nl_same(product_type, "ServerNT"))
        return NL_OS_SERVER;
    return nl_same(product_type, "LanmanNT") ? NL_OS_DOMAIN_CONTROLLER : NL_OS_UNKNOWN;
}

static const char *architecture_of(const char *processor)
{
    if (nl_same(processor, "AMD64"))
        return "x64";
    if (nl_same(processor, "ARM64"))
        return "arm64";
    return nl_same(processor, "x86") ? "x86" : NULL;
}

static void fill_system(struct nl_arena *arena, struct nl_machine *machine)
{
    struct nl_os *os = &machine->os;
    uint64_t number = 0;
    const char *build = text_of(arena, machine, CURRENT_VERSION, "CurrentBuildNumber");
    if (build && nl_parse_u64(build, UINT32_MAX, &number)) {
        os->build = (uint32_t)number;
        os->version = version_of(arena, machine, build);
    }
    os->product = nl_survey_product(arena, text_of(arena, machine, CURRENT_VERSION, "ProductName"),
                                    os->build);
    os->kind = kind_of(text_of(arena, machine, CONTROL "ProductOptions", "ProductType"));
    os->architecture = architecture_of(
        text_of(arena, machine, CONTROL "Session Manager\\Environment", "PROCESSOR_ARCHITECTURE"));
    machine->name = text_of(arena, machine, CONTROL "ComputerName\\ComputerName", "ComputerName");
    nl_survey_release(arena, machine);
    nl_survey_management(arena, machine);
}

/* Answers that only a running Windows has. */
static void fill_unanswered(struct nl_arena *arena, struct nl_machine *machine)
{
    uint32_t code = NL_HIVE_CODE_UNSUPPORTED;
    machine->adapters_code = code;
    machine->listeners = (struct nl_listeners){
        .tcp4_code = code, .tcp6_code = code, .udp4_code = code, .udp6_code = code};
    machine->shares.code = code;
    machine->sessions.code = code;
    machine->firewall_code = code;
    nl_hive_say_unseen(arena, machine, "running-state", code,
                       NL_T("this Windows is not running: its open sockets, running services, "
                            "addresses, shares and sessions do not exist now"));

    /* Nobody is logged on to it, so nobody's session can be cut off. */
    machine->session.remote = NL_REMOTE_NONE;
}

void nl_hive_survey(struct nl_arena *arena, struct nl_hive_registry *registry, const char *windows,
                    enum nl_hibernation hibernation, struct nl_machine *out_machine)
{
    struct nl_machine machine = {.source = "hive"};
    if (registry->alone)
        nl_hive_say_unseen(arena, &machine, "windows-folder", 0,
                           NL_T("the folder holds registry hives without their Windows folder: "
                                "they alone were read, and nothing is written to them"));
    say_hives(arena, registry, &machine);
    if (hibernation != NL_HIBERNATION_NONE)
        nl_hive_say_unseen(arena, &machine, "hibernation", 0,
                           NL_T("this Windows is hibernated: its memory may differ from what is"
                                " on the disk"));
    if (registry->last_control_set)
        nl_hive_say_unseen(arena, &machine, "control-set", 0,
                           NL_T("the last start of this Windows used another control set than the "
                                "next one will: this is what the next one will use"));
    if (!registry->users_seen)
        nl_hive_say_unseen(arena, &machine, "HKU", NL_HIVE_CODE_UNSUPPORTED,
                           NL_T("the SOFTWARE hive does not hold the list of user profiles, so the "
                                "users' own settings are not read"));
    for (size_t i = 0; i < registry->user_count; i++) {
        const struct nl_hive_file *user = &registry->users[i];
        if (!user->open)
            nl_hive_say_unseen(arena, &machine, nl_arena_format(arena, "HKU\\%s", user->name),
                               NL_HIVE_CODE_DAMAGED, user->problem);
    }
    nl_survey_registry(arena, &registry->reader, &machine);
    nl_survey_services(arena, &registry->reader, &machine);
    fill_system(arena, &machine);
    fill_unanswered(arena, &machine);
    nl_hive_survey_membership(arena, registry, &machine);
    nl_hive_survey_rights(arena, registry, &machine);
    nl_hive_survey_accounts(arena, registry, &machine);
    nl_hive_survey_policy(arena, registry->disk, windows, &machine);
    drop_repeated(registry, &machine);
    nl_machine_index(arena, &machine);
    *out_machine = machine;
}

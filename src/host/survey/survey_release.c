/* survey_release.c - release, kind and management of a Windows, from recorded keys. */
#include "survey_release.h"

#include <string.h>

#define CURRENT_VERSION "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"
#define JOIN_INFO "HKLM\\SYSTEM\\CurrentControlSet\\Control\\CloudDomainJoin\\JoinInfo"
#define ENROLLMENTS "HKLM\\SOFTWARE\\Microsoft\\Enrollments"

enum { ENROLLED = 1 /* EnrollmentState */ };

static const char *text_of(struct nl_arena *arena, const struct nl_machine *machine,
                           const char *path, const char *name)
{
    struct nl_value value = nl_machine_registry(machine, path, name);
    const char *text = nl_value_as_text(arena, &value);
    return text && text[0] ? text : NULL;
}

void nl_survey_release(struct nl_arena *arena, struct nl_machine *machine)
{
    struct nl_os *os = &machine->os;
    struct nl_value revision = nl_machine_registry(machine, CURRENT_VERSION, "UBR");
    os->display_version = text_of(arena, machine, CURRENT_VERSION, "DisplayVersion");
    if (!os->display_version) /* before 20H2 */
        os->display_version = text_of(arena, machine, CURRENT_VERSION, "ReleaseId");
    (void)nl_value_as_dword(&revision, &os->revision);
    if (os->kind == NL_OS_SERVER &&
        (nl_same(text_of(arena, machine, CURRENT_VERSION, "EditionID"), "ServerRdsh") ||
         nl_same(text_of(arena, machine, CURRENT_VERSION, "InstallationType"), "Client")))
        os->kind = NL_OS_CLIENT;
}

/* Whether anything is recorded below a key; UNKNOWN where that could not be looked at. */
static enum nl_answer has_keys(struct nl_arena *arena, const struct nl_machine *machine,
                               const char *path)
{
    const struct nl_registry_key *key = nl_machine_key(machine, path);
    if (nl_machine_subkeys(arena, machine, path).count > 0)
        return NL_ANSWER_YES;
    return key && (key->state == NL_VALUE_PRESENT || key->state == NL_VALUE_ABSENT)
               ? NL_ANSWER_NO
               : NL_ANSWER_UNKNOWN;
}

/* An enrolment counts while it is in force and names its server's provider. */
static void find_enrollment(struct nl_arena *arena, struct nl_machine *machine)
{
    struct nl_membership *membership = &machine->membership;
    struct nl_texts keys = nl_machine_subkeys(arena, machine, ENROLLMENTS);
    membership->mdm = has_keys(arena, machine, ENROLLMENTS);
    if (membership->mdm != NL_ANSWER_YES)
        return;
    membership->mdm = NL_ANSWER_NO;
    for (size_t i = 0; i < keys.count; i++) {
        struct nl_value state = nl_machine_registry(machine, keys.items[i], "EnrollmentState");
        const char *provider = text_of(arena, machine, keys.items[i], "ProviderID");
        uint32_t number = 0;
        if (!provider || !nl_value_as_dword(&state, &number) || number != ENROLLED)
            continue;
        membership->mdm = NL_ANSWER_YES;
        membership->mdm_provider = provider;
        return;
    }
}

void nl_survey_management(struct nl_arena *arena, struct nl_machine *machine)
{
    struct nl_membership *membership = &machine->membership;
    /* A device that is joined has one key here, named by its certificate. */
    membership->entra = has_keys(arena, machine, JOIN_INFO);
    find_enrollment(arena, machine);
    if (membership->entra == NL_ANSWER_YES && membership->join != NL_JOIN_DOMAIN)
        membership->join = NL_JOIN_ENTRA;
}

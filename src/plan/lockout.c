/* lockout.c - whom a denied network logon would keep out: the person who runs netlatch, all
 * administrators, or a cluster's own account.
 *
 * The deny right acts at the next logon, so a session lives on and cannot be made again [Deny
 * access to this computer from the network]. RDP with network level authentication, WinRM and SSH
 * begin with a network logon; the console does not. */
#include "lockout.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "denied.h"
#include "evidence.h"
#include "model/component.h"
#include "model/profile.h"
#include "model/sid.h"

#include <string.h>

#define TERMINAL_SERVER "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server"
#define TERMINAL_POLICY                                                                            \
    NL_PACK("HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services")
#define FIRST_BUILD_WITH_NLA 6000u
#define SID_ADMINISTRATORS "S-1-5-32-544"
#define SID_LOCAL_ACCOUNT "S-1-5-113"
#define SID_LOCAL_ADMINISTRATOR "S-1-5-114"

static bool reaches_everybody(const char *sid)
{
    return (nl_denied_changes(sid) & NL_CHANGE_BIT(NL_CHANGE_DENY_EVERYONE)) != 0;
}

/* Length of an account's SID without its last part, which numbers the account in its domain. */
static size_t domain_length(const char *sid)
{
    const char *last = strrchr(sid, '-');
    return last ? (size_t)(last - sid) : 0;
}

static bool same_domain(const char *a, const char *b)
{
    size_t length = domain_length(a);
    return length == domain_length(b) && strncmp(a, b, length) == 0;
}

enum nl_answer nl_local_account(const struct nl_machine *machine, const char *sid)
{
    if (!sid)
        return NL_ANSWER_UNKNOWN;
    /* Accounts of a domain controller belong to the domain; others than S-1-5-21 to no machine. */
    if (!nl_starts(sid, "S-1-5-21-") || nl_domain_controller(machine) == NL_ANSWER_YES)
        return NL_ANSWER_NO;
    for (size_t i = 0; i < machine->accounts.count; i++) {
        const char *own = machine->accounts.items[i].sid;
        if (own && nl_starts(own, "S-1-5-21-"))
            return same_domain(own, sid) ? NL_ANSWER_YES : NL_ANSWER_NO;
    }
    if (nl_same(sid, machine->session.user_sid) &&
        nl_texts_hold(&machine->session.groups, SID_LOCAL_ACCOUNT))
        return NL_ANSWER_YES;
    return nl_domain_member(machine) == NL_ANSWER_NO ? NL_ANSWER_YES : NL_ANSWER_UNKNOWN;
}

static enum nl_answer session_administrator(const struct nl_machine *machine)
{
    const struct nl_session *session = &machine->session;
    if (session->elevated == NL_ANSWER_YES || nl_texts_hold(&session->groups, SID_ADMINISTRATORS) ||
        nl_texts_hold(&machine->administrators, session->user_sid))
        return NL_ANSWER_YES;
    return nl_section_seen(machine->administrators_state) ? NL_ANSWER_NO : NL_ANSWER_UNKNOWN;
}

static enum nl_answer both(enum nl_answer a, enum nl_answer b)
{
    if (a == NL_ANSWER_NO || b == NL_ANSWER_NO)
        return NL_ANSWER_NO;
    return a == NL_ANSWER_YES && b == NL_ANSWER_YES ? NL_ANSWER_YES : NL_ANSWER_UNKNOWN;
}

/* Whether one denied SID reaches the session's person. */
static enum nl_answer reaches_session(const struct nl_machine *machine, const char *sid)
{
    const struct nl_session *session = &machine->session;
    if (reaches_everybody(sid))
        return NL_ANSWER_YES;
    if (!session->user_sid)
        return NL_ANSWER_UNKNOWN;
    if (nl_same(sid, session->user_sid) || nl_texts_hold(&session->groups, sid))
        return NL_ANSWER_YES;
    if (nl_same(sid, SID_LOCAL_ACCOUNT))
        return nl_local_account(machine, session->user_sid);
    /* A token that is not elevated holds neither of these two as enabled groups. */
    if (nl_same(sid, SID_LOCAL_ADMINISTRATOR))
        return both(nl_local_account(machine, session->user_sid), session_administrator(machine));
    if (nl_same(sid, SID_ADMINISTRATORS))
        return session_administrator(machine);
    /* Without the token's groups only the account itself could be compared. */
    return session->groups.count > 0 ? NL_ANSWER_NO : NL_ANSWER_UNKNOWN;
}

/* The machine as the owner of the session would see it, where netlatch was elevated with another
 * account: it is the owner who has to come back. */
static struct nl_machine as_owner(const struct nl_machine *machine)
{
    struct nl_machine owner = *machine;
    owner.session.user_sid = machine->session.owner_sid;
    owner.session.user_name = machine->session.owner_name;
    owner.session.groups = machine->session.owner_groups;
    owner.session.elevated = NL_ANSWER_NO;
    return owner;
}

static bool has_other_owner(const struct nl_machine *machine)
{
    return machine->session.owner_sid &&
           !nl_same(machine->session.owner_sid, machine->session.user_sid);
}

static enum nl_answer user_denied(const struct nl_machine *machine, const struct nl_texts *denied,
                                  const char **out_sid)
{
    enum nl_answer answer = NL_ANSWER_NO;
    for (size_t i = 0; i < denied->count; i++) {
        enum nl_answer reaches = reaches_session(machine, denied->items[i]);
        if (reaches == NL_ANSWER_NO || (answer == NL_ANSWER_UNKNOWN && reaches != NL_ANSWER_YES))
            continue;
        answer = reaches;
        *out_sid = denied->items[i];
        if (answer == NL_ANSWER_YES)
            break;
    }
    return answer;
}

enum nl_answer nl_session_denied(const struct nl_machine *machine, const struct nl_texts *denied,
                                 const char **out_sid)
{
    enum nl_answer answer = user_denied(machine, denied, out_sid);
    if (answer == NL_ANSWER_YES || !has_other_owner(machine))
        return answer;
    const char *sid = NULL;
    struct nl_machine owner = as_owner(machine);
    enum nl_answer of_owner = user_denied(&owner, denied, &sid);
    if (of_owner == NL_ANSWER_NO || (of_owner == NL_ANSWER_UNKNOWN && answer != NL_ANSWER_NO))
        return answer;
    *out_sid = sid;
    return of_owner;
}

/* Whether Remote Desktop asks for network level authentication; a policy decides before the
 * connection's own setting. */
static enum nl_answer rdp_network_logon(const struct nl_machine *machine)
{
    struct nl_value policy = nl_machine_registry(machine, TERMINAL_POLICY, "UserAuthentication");
    struct nl_value own = nl_machine_registry(
        machine, NL_PACK(TERMINAL_SERVER "\\WinStations\\RDP-Tcp"), "UserAuthentication");
    uint32_t number = 0;
    if (nl_value_as_dword(&policy, &number) || nl_value_as_dword(&own, &number))
        return number ? NL_ANSWER_YES : NL_ANSWER_NO;
    if (machine->os.build != 0 && machine->os.build < FIRST_BUILD_WITH_NLA)
        return NL_ANSWER_NO;
    return NL_ANSWER_UNKNOWN;
}

enum nl_answer nl_session_network_logon(const struct nl_machine *machine)
{
    switch (machine->session.remote) {
    case NL_REMOTE_RDP:
        return rdp_network_logon(machine);
    case NL_REMOTE_WINRM:
    case NL_REMOTE_SSH:
        return NL_ANSWER_YES;
    case NL_REMOTE_NONE:
    case NL_REMOTE_SERVICE:
        return NL_ANSWER_NO;
    case NL_REMOTE_UNKNOWN:
        break;
    }
    return NL_ANSWER_UNKNOWN;
}

static const char *sid_name(const char *sid)
{
    const char *name = nl_sid_known_name(sid);
    return name ? name : NL_T("the account or group");
}

static const char *session_name(struct nl_arena *arena, const struct nl_session *session)
{
    if (session->user_name && session->user_name[0])
        return nl_clean(arena, session->user_name);
    return nl_clean(arena, session->user_sid ? session->user_sid : "?");
}

static void check_session(struct nl_arena *arena, const struct nl_machine *machine,
                          const struct nl_texts *denied, struct nl_sentences *ways)
{
    const struct nl_session *session = &machine->session;
    const char *sid = NULL;
    enum nl_answer reached = user_denied(machine, denied, &sid);
    enum nl_answer network = nl_session_network_logon(machine);
    if (reached == NL_ANSWER_NO || network == NL_ANSWER_NO)
        return;
    const char *name = session_name(arena, session);
    const char *remote = nl_remote_name(session->remote);
    if (session->remote == NL_REMOTE_UNKNOWN)
        nl_say_to(arena, ways,
                  NL_T("How this session is connected could not be told. If it came "
                       "over the network, the denial of {1} ({2}) may keep it from "
                       "coming back."),
                  sid_name(sid), sid);
    else if (reached == NL_ANSWER_UNKNOWN)
        nl_say_to(arena, ways,
                  NL_T("This session came through {3}, and whether {1} ({2}) holds "
                       "the account that runs netlatch could not be told."),
                  sid_name(sid), sid, remote);
    else if (network == NL_ANSWER_UNKNOWN)
        nl_say_to(arena, ways,
                  NL_T("{1} ({2}) holds {4}, and this session came through {3}. "
                       "Whether Remote Desktop asks for network level authentication "
                       "could not be read; if it does, {4} cannot connect again."),
                  sid_name(sid), sid, remote, name);
    else
        nl_say_to(arena, ways,
                  NL_T("{1} ({2}) holds {4}, and this session came through {3}, "
                       "which begins with a network logon: {4} cannot connect again."),
                  sid_name(sid), sid, remote, name);
}

/* Whether a service is, or will be after a start, at work. */
static bool at_work(const struct nl_machine *machine, const char *name)
{
    const struct nl_service *service = nl_machine_service(machine, name);
    uint32_t start = 0;
    if (!service)
        return false;
    if (service->run == NL_SERVICE_RUNNING)
        return true;
    return nl_value_as_dword(&service->start, &start) && start <= 2;
}

/* The ways of administering this machine from afar that begin with a network logon and are open
 * now: what administrators would lose. */
static struct nl_texts remote_entrances(struct nl_arena *arena, const struct nl_machine *machine)
{
    struct nl_texts entrances = {0};
    uint32_t denied = 1;
    struct nl_value policy = nl_machine_registry(machine, TERMINAL_POLICY, "fDenyTSConnections");
    struct nl_value own =
        nl_machine_registry(machine, NL_PACK(TERMINAL_SERVER), "fDenyTSConnections");
    bool known = nl_value_as_dword(&policy, &denied) || nl_value_as_dword(&own, &denied);
    if (known && denied == 0 && nl_machine_service(machine, "TermService") &&
        rdp_network_logon(machine) != NL_ANSWER_NO)
        nl_texts_add(&entrances, arena, "RDP");
    if (at_work(machine, "WinRM"))
        nl_texts_add(&entrances, arena, "WinRM");
    if (at_work(machine, "sshd"))
        nl_texts_add(&entrances, arena, "SSH");
    return entrances;
}

/* Whether a member of Administrators is kept from logging on over the network. */
static enum nl_answer reaches_member(const struct nl_machine *machine,
                                     const struct nl_texts *denied, const char *member)
{
    enum nl_answer answer = NL_ANSWER_NO;
    for (size_t i = 0; i < denied->count; i++) {
        const char *sid = denied->items[i];
        enum nl_answer reaches = NL_ANSWER_NO;
        if (reaches_everybody(sid) || nl_same(sid, SID_ADMINISTRATORS) || nl_same(sid, member))
            reaches = NL_ANSWER_YES;
        else if (nl_same(sid, SID_LOCAL_ACCOUNT) || nl_same(sid, SID_LOCAL_ADMINISTRATOR))
            reaches = nl_local_account(machine, member);
        if (reaches == NL_ANSWER_YES)
            return NL_ANSWER_YES;
        if (reaches == NL_ANSWER_UNKNOWN)
            answer = NL_ANSWER_UNKNOWN;
    }
    return answer;
}

/* A disabled account lets nobody in, so it does not count as a way that is left. */
static bool is_disabled(const struct nl_machine *machine, const char *sid)
{
    for (size_t i = 0; i < machine->accounts.count; i++) {
        const struct nl_account *account = &machine->accounts.items[i];
        if (nl_same(account->sid, sid))
            return account->enabled.state == NL_VALUE_PRESENT &&
                   account->enabled.type == NL_TYPE_ACCOUNT_STATE && account->enabled.size == 1 &&
                   account->enabled.bytes[0] == 0;
    }
    return false;
}

/* Whether the denial reaches administrators as such, so that it must be compared with them. */
static bool aims_at_administrators(const struct nl_machine *machine, const struct nl_texts *denied)
{
    for (size_t i = 0; i < denied->count; i++) {
        if ((nl_denied_changes(denied->items[i]) & NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL_ADMIN)) ||
            nl_texts_hold(&machine->administrators, denied->items[i]))
            return true;
    }
    return false;
}

static void check_administrators(struct nl_arena *arena, const struct nl_machine *machine,
                                 const struct nl_texts *denied, struct nl_sentences *ways)
{
    struct nl_texts entrances = remote_entrances(arena, machine);
    size_t counted = 0;
    bool unsure = !nl_section_seen(machine->administrators_state);
    if (entrances.count == 0 || !aims_at_administrators(machine, denied))
        return;
    for (size_t i = 0; i < machine->administrators.count; i++) {
        const char *member = machine->administrators.items[i];
        if (is_disabled(machine, member))
            continue;
        enum nl_answer reached = reaches_member(machine, denied, member);
        if (reached == NL_ANSWER_NO)
            return;
        unsure = unsure || reached == NL_ANSWER_UNKNOWN;
        counted++;
    }
    const char *open = nl_name_list(arena, &entrances, entrances.count);
    if (unsure)
        nl_say_to(arena, ways,
                  NL_T("This computer is administered over the network ({1}), and "
                       "whether any administrator could still log on that way could "
                       "not be told."),
                  open);
    else if (counted > 0)
        nl_say_to(arena, ways,
                  NL_T("No administrator could log on over the network any more: all"
                       " {2} accounts in Administrators that are enabled would be "
                       "refused, and {1} is in use here."),
                  open, nl_decimal(counted).text);
}

/* A cluster's nodes log on to each other with CLIUSR, a local account that is no administrator. */
static void check_cluster(struct nl_arena *arena, const struct nl_machine *machine,
                          const struct nl_texts *denied, struct nl_sentences *ways)
{
    if (!nl_machine_service(machine, "ClusSvc"))
        return;
    for (size_t i = 0; i < denied->count; i++) {
        if (!(nl_denied_changes(denied->items[i]) & NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL)))
            continue;
        nl_say_to(arena, ways,
                  NL_T("This computer is a cluster node, and its nodes log on to "
                       "each other with the local account CLIUSR, which {1} ({2}) "
                       "holds: the node would be shut out of its cluster."),
                  sid_name(denied->items[i]), denied->items[i]);
        return;
    }
}

void nl_lockout_check(struct nl_arena *arena, const struct nl_machine *machine,
                      const struct nl_texts *denied, struct nl_sentences *out_ways)
{
    struct nl_sentences ways = {0};
    check_session(arena, machine, denied, &ways);
    if (has_other_owner(machine)) {
        struct nl_machine owner = as_owner(machine);
        check_session(arena, &owner, denied, &ways);
    }
    check_administrators(arena, machine, denied, &ways);
    check_cluster(arena, machine, denied, &ways);
    *out_ways = ways;
}

/* risks.c - the risks that stop apply until they are accepted by name, each with what on this
 * machine raises it. All are looked for; none ends the search. */
#include "risks.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "denied.h"
#include "dependents.h"
#include "evidence.h"
#include "lockout.h"
#include "model/risk.h"
#include "model/sid.h"
#include "policy.h"
#include "risk_session.h"

#include <stdlib.h>

#define NAMES_SHOWN 5
#define FIRST_VISTA_BUILD 6000
#define SMB_CHANGES                                                                                \
    (NL_CHANGE_BIT(NL_CHANGE_CLOSE_445) | NL_CHANGE_BIT(NL_CHANGE_CLOSE_139) |                     \
     NL_CHANGE_BIT(NL_CHANGE_SERVER_SERVICE_OFF))
#define CLUSTER_CHANGES                                                                            \
    (NL_CHANGE_BIT(NL_CHANGE_RPC_SERVICE_OFF) | NL_CHANGE_BIT(NL_CHANGE_BLOCK_135) |               \
     NL_CHANGE_BIT(NL_CHANGE_DCOM_OFF) | NL_CHANGE_BIT(NL_CHANGE_CLOSE_445) |                      \
     NL_CHANGE_BIT(NL_CHANGE_SERVER_SERVICE_OFF) | NL_CHANGE_BIT(NL_CHANGE_DENY_EVERYONE) |        \
     NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL))
#define EXCHANGE_CHANGES                                                                           \
    (NL_CHANGE_BIT(NL_CHANGE_RPC_SERVICE_OFF) | NL_CHANGE_BIT(NL_CHANGE_BLOCK_135) |               \
     NL_CHANGE_BIT(NL_CHANGE_DCOM_OFF) | NL_CHANGE_BIT(NL_CHANGE_NETBIOS_OFF) |                    \
     NL_CHANGE_BIT(NL_CHANGE_CLOSE_445) | NL_CHANGE_BIT(NL_CHANGE_SERVER_SERVICE_OFF) |            \
     NL_CHANGE_BIT(NL_CHANGE_DENY_EVERYONE) | NL_CHANGE_BIT(NL_CHANGE_RESTRICT_RPC))
#define WINS_CHANGES                                                                               \
    (NL_CHANGE_BIT(NL_CHANGE_RPC_SERVICE_OFF) | NL_CHANGE_BIT(NL_CHANGE_NETBIOS_OFF) |             \
     NL_CHANGE_BIT(NL_CHANGE_BLOCK_NETBIOS_UDP))

static bool changes_any(const struct nl_risk_inquiry *inquiry, uint32_t changes)
{
    return (inquiry->changes->all & changes) != 0;
}

/* Ids of the plan's steps that make one of these changes, in one line. */
static const char *causes_of(const struct nl_risk_inquiry *inquiry, uint32_t changes)
{
    struct nl_texts ids = {0};
    for (size_t i = 0; i < inquiry->steps->count; i++) {
        const char *id = inquiry->steps->items[i].instance.id;
        if ((inquiry->changes->causes[i] & changes) &&
            !(ids.count && nl_equal(ids.items[ids.count - 1], id)))
            *NL_PUSH(inquiry->arena, &ids) = id;
    }
    return nl_name_list(inquiry->arena, &ids, NAMES_SHOWN);
}

/* Whether a role cannot be ruled out only because this server's services were not seen. */
static bool may_hide_role(const struct nl_machine *machine)
{
    return !nl_section_seen(machine->services_state) && machine->os.kind != NL_OS_CLIENT;
}

/* Well-known services, the ones a person asks about first. */
static const char *well_known_dependents(const struct nl_risk_inquiry *inquiry,
                                         const struct nl_dependents *dependents)
{
    static const struct {
        const char *service;
        const char *label;
    } rows[] = {
        {"MSDTC", "MSDTC"},
        {"LanmanServer", "LanmanServer"},
        {"MpsSvc", "MpsSvc (Windows Firewall)"},
        {"TermService", "TermService (Remote Desktop)"},
        {"Schedule", "Schedule (Task Scheduler)"},
        {"wuauserv", "wuauserv (Windows Update)"},
        {"Winmgmt", "Winmgmt (WMI)"},
        {"Spooler", "Spooler (printing)"},
    };
    struct nl_texts names = {0};
    for (size_t r = 0; r < NL_COUNT_OF(rows) && names.count < NAMES_SHOWN; r++) {
        for (size_t i = 0; i < dependents->list.count; i++) {
            if (nl_same(dependents->list.items[i].name, rows[r].service)) {
                nl_texts_add(&names, inquiry->arena, rows[r].label);
                break;
            }
        }
    }
    for (size_t i = 0; names.count == 0 && i < dependents->list.count && i < NAMES_SHOWN; i++)
        nl_texts_add(&names, inquiry->arena, dependents->list.items[i].name);
    return nl_name_list(inquiry->arena, &names, names.count);
}

/* Whether at least one service's run state is known: offline none is. */
static bool run_states_seen(const struct nl_machine *machine)
{
    for (size_t i = 0; i < machine->services.count; i++) {
        if (machine->services.items[i].run != NL_SERVICE_UNKNOWN)
            return true;
    }
    return false;
}

static void find_rpc_disable(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because)
{
    const struct nl_machine *machine = inquiry->machine;
    if (!changes_any(inquiry, NL_CHANGE_BIT(NL_CHANGE_RPC_SERVICE_OFF)))
        return;
    if (!nl_section_seen(machine->services_state)) {
        nl_say_to(inquiry->arena, because,
                  NL_T("How many services depend on RpcSs could not be read: {1}."),
                  nl_unseen_reason(machine->services_state));
        return;
    }
    struct nl_dependents dependents;
    nl_dependents_of(inquiry->arena, machine, "RpcSs", true, &dependents);
    const char *known = well_known_dependents(inquiry, &dependents);
    const char *all = nl_arena_text(inquiry->arena, nl_decimal(dependents.transitive).text);
    if (dependents.transitive == 0)
        nl_say_to(inquiry->arena, because,
                  NL_T("RpcSs would not start automatically, and COM, logging on and the service "
                       "manager's remote callers need it even where no service says so."));
    else if (run_states_seen(machine))
        nl_say_to(inquiry->arena, because,
                  NL_T("{1} services and drivers depend on RpcSs, {2} of them running, among them "
                       "{3}."),
                  all, nl_decimal(dependents.running).text, known);
    else
        nl_say_to(inquiry->arena, because,
                  NL_T("{1} services and drivers depend on RpcSs, among them {2}; which of them "
                       "run cannot be seen here."),
                  all, known);
}

/* Somebody wanted others to call in there. */
static void say_made_for_135(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because)
{
    struct nl_texts opened = nl_rules_made_for(inquiry->arena, inquiry->rules, 135);
    if (opened.count > 0)
        nl_say_to(inquiry->arena, because,
                  NL_T("Firewall rules that somebody made open TCP 135: {1}."),
                  nl_name_list(inquiry->arena, &opened, NAMES_SHOWN));
}

static void find_dcom_off_domain(const struct nl_risk_inquiry *inquiry,
                                 struct nl_sentences *because)
{
    /* Inbound rules whose services are called through DCOM: WMI, COM+, and volume management. */
    static const char *const prefixes[] = {"WMI-", "ComPlus", "RVM-"};
    const struct nl_machine *machine = inquiry->machine;
    if (!changes_any(inquiry, NL_CHANGE_BIT(NL_CHANGE_DCOM_OFF)))
        return;
    enum nl_answer member = nl_domain_member(machine);
    if (member == NL_ANSWER_YES)
        nl_say_to(inquiry->arena, because, NL_T("This computer is a member of the domain {1}."),
                  machine->membership.name ? nl_clean(inquiry->arena, machine->membership.name)
                                           : "?");
    else if (member == NL_ANSWER_UNKNOWN)
        nl_say_to(inquiry->arena, because,
                  NL_T("Whether this computer is a member of a domain could not be told."));
    struct nl_value policy = nl_machine_registry(
        machine, NL_PACK("HKLM\\SOFTWARE\\Policies\\Microsoft\\Cryptography\\AutoEnrollment"),
        "AEPolicy");
    uint32_t enrolment = 0;
    /* Bits 0 to 2 switch parts of automatic enrolment on, 0x8000 all of it off [wincrypt.h]. */
    if (nl_value_as_dword(&policy, &enrolment) && (enrolment & 7u) && !(enrolment & 0x8000u))
        nl_say_to(inquiry->arena, because,
                  NL_T("A policy has certificates enrolled automatically (AEPolicy is {1})."),
                  nl_decimal(enrolment).text);
    for (size_t i = 0; i < NL_COUNT_OF(prefixes); i++) {
        bool seen = false;
        struct nl_texts rules =
            nl_inbound_rules(inquiry->arena, inquiry->rules, prefixes[i], &seen);
        if (rules.count > 0)
            nl_say_to(inquiry->arena, because,
                      NL_T("Firewall rules let remote management through DCOM in: {1}."),
                      nl_name_list(inquiry->arena, &rules, NAMES_SHOWN));
    }
    struct nl_texts opc = nl_services_matching(inquiry->arena, machine, "OpcEnum");
    if (opc.count > 0)
        nl_say_to(inquiry->arena, because,
                  NL_T("The service OpcEnum is installed: OPC Classic is DCOM between computers."));
    struct nl_texts programs = nl_rules_for_program(inquiry->arena, inquiry->rules, "OpcEnum.exe");
    if (programs.count > 0)
        nl_say_to(inquiry->arena, because,
                  NL_T("Firewall rules let OpcEnum.exe in ({1}): OPC Classic is DCOM between "
                       "computers."),
                  nl_name_list(inquiry->arena, &programs, NAMES_SHOWN));
    say_made_for_135(inquiry, because);
}

/* What of SMB is in use, each kind with its sentence. */
static void find_smb_off_in_use(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because)
{
    const struct nl_machine *machine = inquiry->machine;
    if (!changes_any(inquiry, SMB_CHANGES))
        return;
    struct nl_texts folders = nl_published_shares(inquiry->arena, machine, 0);
    struct nl_texts printers = nl_published_shares(inquiry->arena, machine, 1);
    size_t sessions = machine->sessions.list.count;
    bool unsure = machine->os.kind != NL_OS_CLIENT && folders.count + printers.count == 0 &&
                  !nl_section_seen(machine->shares.state);
    if (folders.count > 0)
        nl_say_to(inquiry->arena, because, NL_T("This computer publishes {1} folders: {2}."),
                  nl_decimal(folders.count).text,
                  nl_name_list(inquiry->arena, &folders, NAMES_SHOWN));
    if (printers.count > 0)
        nl_say_to(inquiry->arena, because, NL_T("This computer shares {1} printers: {2}."),
                  nl_decimal(printers.count).text,
                  nl_name_list(inquiry->arena, &printers, NAMES_SHOWN));
    if (sessions > 0)
        nl_say_to(inquiry->arena, because, NL_T("{1} SMB sessions are open now."),
                  nl_decimal(sessions).text);
    if (unsure)
        nl_say_to(inquiry->arena, because,
                  NL_T("Whether this server has shares could not be read ({1}), so it is taken to "
                       "have some."),
                  nl_unseen_reason(machine->shares.state));
    if (machine->os.kind != NL_OS_CLIENT && sessions == 0 &&
        !nl_section_seen(machine->sessions.state))
        nl_say_to(inquiry->arena, because,
                  NL_T("Who is connected to this server's shares could not be read ({1})."),
                  nl_unseen_reason(machine->sessions.state));
    if (because->count > 0 &&
        !changes_any(inquiry, SMB_CHANGES & ~NL_CHANGE_BIT(NL_CHANGE_CLOSE_139)))
        nl_say_to(inquiry->arena, because,
                  NL_T("Only TCP 139 is closed: clients that use TCP 445 stay, older ones lose the "
                       "shares."));
}

static void find_netbios_off_wins(const struct nl_risk_inquiry *inquiry,
                                  struct nl_sentences *because)
{
    for (size_t i = 0; i < inquiry->steps->count; i++) {
        const struct nl_instance *instance = &inquiry->steps->items[i].instance;
        if (!(inquiry->changes->causes[i] & NL_CHANGE_BIT(NL_CHANGE_NETBIOS_OFF)) ||
            !instance->instance)
            continue;
        struct nl_texts servers =
            nl_wins_servers(inquiry->arena, inquiry->machine, instance->instance);
        const char *label = instance->label ? instance->label : instance->instance;
        if (servers.count > 0)
            nl_say_to(inquiry->arena, because, NL_T("The adapter {1} asks WINS servers: {2}."),
                      nl_clean(inquiry->arena, label),
                      nl_name_list(inquiry->arena, &servers, NAMES_SHOWN));
    }
}

static void find_deny_everyone(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because)
{
    for (size_t i = 0; i < inquiry->changes->denied.count; i++) {
        const char *sid = inquiry->changes->denied.items[i];
        const char *name = nl_sid_known_name(sid);
        if (nl_denied_changes(sid) & NL_CHANGE_BIT(NL_CHANGE_DENY_EVERYONE))
            nl_say_to(inquiry->arena, because,
                      NL_T("The plan denies network logon to {1} ({2}), which holds {3}."),
                      name ? name : nl_clean(inquiry->arena, sid), nl_clean(inquiry->arena, sid),
                      nl_holder_words(nl_holder_of(sid)));
    }
}

static void find_lockout(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because)
{
    if (inquiry->changes->denied.count > 0)
        nl_lockout_check(inquiry->arena, inquiry->machine, &inquiry->changes->denied, because);
}

/* What the steps take away, in one line: settings by id, and each SID that is denied. */
static const char *taken_away(const struct nl_risk_inquiry *inquiry)
{
    struct nl_texts names = {0};
    const struct nl_texts *denied = &inquiry->changes->denied;
    for (size_t i = 0; i < inquiry->steps->count; i++) {
        const char *id = inquiry->steps->items[i].instance.id;
        if (inquiry->changes->causes[i] &&
            !(names.count && nl_equal(names.items[names.count - 1], id)))
            *NL_PUSH(inquiry->arena, &names) = id;
    }
    for (size_t i = 0; i < denied->count; i++)
        *NL_PUSH(inquiry->arena, &names) = nl_arena_format(
            inquiry->arena, "%s (%s)", denied->items[i],
            nl_sid_known_name(denied->items[i]) ? nl_sid_known_name(denied->items[i]) : "?");
    return nl_name_list(inquiry->arena, &names, NAMES_SHOWN);
}

/* On a controller each SID on the deny list is looked at: those that hold controllers, computers or
 * members of the domain stop the domain itself. */
static void say_denied_on_controller(const struct nl_risk_inquiry *inquiry,
                                     struct nl_sentences *because)
{
    const struct nl_texts *denied = &inquiry->changes->denied;
    for (size_t i = 0; i < denied->count; i++)
        nl_say_to(inquiry->arena, because, NL_T("Network logon would be denied to {1}: {2}."),
                  nl_clean(inquiry->arena, denied->items[i]),
                  nl_holder_words(nl_holder_of(denied->items[i])));
}

static void find_domain_controller(const struct nl_risk_inquiry *inquiry,
                                   struct nl_sentences *because)
{
    if (inquiry->changes->all == 0 && inquiry->changes->denied.count == 0)
        return;
    switch (nl_domain_controller(inquiry->machine)) {
    case NL_ANSWER_YES:
        nl_say_to(inquiry->arena, because,
                  NL_T("This computer is a domain controller, and the plan takes away: {1}."),
                  taken_away(inquiry));
        say_denied_on_controller(inquiry, because);
        break;
    case NL_ANSWER_UNKNOWN:
        nl_say_to(inquiry->arena, because,
                  NL_T("Whether this computer is a domain controller could not be told, and the "
                       "plan takes away: {1}."),
                  taken_away(inquiry));
        break;
    case NL_ANSWER_NO:
        break;
    }
}

/* A role that one service or a family of services shows, and the changes that it does not bear. */
static void find_role(const struct nl_risk_inquiry *inquiry, const char *pattern, uint32_t changes,
                      struct nl_sentences *because)
{
    if (!changes_any(inquiry, changes))
        return;
    struct nl_texts names = nl_services_matching(inquiry->arena, inquiry->machine, pattern);
    if (names.count > 0)
        nl_say_to(inquiry->arena, because, NL_T("{1} is installed, and the plan changes: {2}."),
                  nl_name_list(inquiry->arena, &names, NAMES_SHOWN), causes_of(inquiry, changes));
    else if (may_hide_role(inquiry->machine))
        nl_say_to(inquiry->arena, because,
                  NL_T("Whether {1} is installed could not be read ({2}), and the plan changes: "
                       "{3}."),
                  pattern, nl_unseen_reason(inquiry->machine->services_state),
                  causes_of(inquiry, changes));
}

static void find_cluster(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because)
{
    find_role(inquiry, "ClusSvc", CLUSTER_CHANGES, because);
}

static void find_exchange(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because)
{
    find_role(inquiry, "MSExchange*", EXCHANGE_CHANGES, because);
}

static void find_wins_server(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because)
{
    find_role(inquiry, "WINS", WINS_CHANGES, because);
}

/* A companion step has the id of the step it accompanies, and stands beside it: one of them speaks
 * for both. */
static bool is_repeated(const struct nl_steps *steps, size_t index)
{
    return index > 0 &&
           nl_same(steps->items[index - 1].instance.id, steps->items[index].instance.id);
}

static void find_policy_owned(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because)
{
    for (size_t i = 0; i < inquiry->steps->count; i++) {
        const struct nl_instance *instance = &inquiry->steps->items[i].instance;
        struct nl_sentence why = {0};
        if (is_repeated(inquiry->steps, i))
            continue;
        enum nl_ownership owner = nl_policy_owner(inquiry->arena, inquiry->machine, instance, &why);
        if (owner != NL_OWNERSHIP_POLICY && owner != NL_OWNERSHIP_MDM)
            continue;
        nl_say_to(inquiry->arena, because, NL_T("A policy decides about {1}."), instance->id);
        if (why.format)
            *NL_PUSH(inquiry->arena, because) = why;
    }
}

/* Only the way to the hardened word is unproven, and only where the facts call it so: Windows 2000
 * to 2003 heed SMBDeviceEnabled, and going back to the default is the repair. */
static bool is_unverified(const struct nl_risk_inquiry *inquiry, const struct nl_step *step)
{
    const struct nl_setting *setting = step->instance.setting;
    uint32_t build = inquiry->machine->os.build;
    return (setting->flags & NL_SETTING_UNVERIFIED) &&
           nl_equal(step->wanted_word, setting->hardened) &&
           (build == 0 || build >= FIRST_VISTA_BUILD);
}

static void find_unverified_setting(const struct nl_risk_inquiry *inquiry,
                                    struct nl_sentences *because)
{
    for (size_t i = 0; i < inquiry->steps->count; i++) {
        if (is_unverified(inquiry, &inquiry->steps->items[i]))
            nl_say_to(inquiry->arena, because,
                      NL_T("The plan changes {1}, whose effect on this Windows is not proven."),
                      inquiry->steps->items[i].instance.id);
    }
}

/* The strict form of the policy leaves no exceptions, not even those that Windows itself needs. */
static void find_rpc_strict(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because)
{
    if (!changes_any(inquiry, NL_CHANGE_BIT(NL_CHANGE_RESTRICT_RPC_STRICT)))
        return;
    switch (nl_domain_member(inquiry->machine)) {
    case NL_ANSWER_YES:
        nl_say_to(inquiry->arena, because,
                  NL_T("This computer is a member of a domain: applying group policy itself can "
                       "fail, and then the policy cannot be reverted from the domain."));
        break;
    case NL_ANSWER_UNKNOWN:
        nl_say_to(inquiry->arena, because,
                  NL_T("Whether this computer is a member of a domain could not be told."));
        break;
    case NL_ANSWER_NO:
        break;
    }
}

/* Components that are in use and would be hit hard, and that no other risk speaks of; and what no
 * component is known for. */
static void find_component_in_use(const struct nl_risk_inquiry *inquiry,
                                  struct nl_sentences *because)
{
    if (changes_any(inquiry, NL_CHANGE_BIT(NL_CHANGE_BLOCK_135)))
        say_made_for_135(inquiry, because);
    for (size_t i = 0; inquiry->hurt && i < inquiry->hurt->count; i++)
        nl_say_to(inquiry->arena, because, NL_T("In use on this computer: {1}."),
                  inquiry->hurt->items[i]);
}

static const struct {
    const char *id;
    void (*find)(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because);
} finders[] = {
    {"rpc-disable", find_rpc_disable},
    {"domain-controller", find_domain_controller},
    {"cluster", find_cluster},
    {"exchange", find_exchange},
    {"wins-server", find_wins_server},
    {"lockout", find_lockout},
    {"session-cut", nl_risk_session_cut},
    {"deny-everyone", find_deny_everyone},
    {"smb-off-in-use", find_smb_off_in_use},
    {"dcom-off-domain", find_dcom_off_domain},
    {"netbios-off-wins", find_netbios_off_wins},
    {"policy-owned", find_policy_owned},
    {"unverified-setting", find_unverified_setting},
    {"rpc-strict", find_rpc_strict},
    {"component-in-use", find_component_in_use},
};

/* What was found for one risk: its finder's evidence, and the settings whose row always raises it
 * when a step of theirs takes something away. */
static struct nl_sentences evidence_for(const struct nl_risk_inquiry *inquiry,
                                        const struct nl_risk_row *row)
{
    struct nl_sentences because = {0};
    for (size_t i = 0; i < NL_COUNT_OF(finders); i++) {
        if (nl_same(finders[i].id, row->id))
            finders[i].find(inquiry, &because);
    }
    for (size_t i = 0; because.count == 0 && i < inquiry->steps->count; i++) {
        const struct nl_step *step = &inquiry->steps->items[i];
        const struct nl_instance *instance = &step->instance;
        if (inquiry->changes->causes[i] && nl_same(instance->setting->risk, row->id) &&
            (!(instance->setting->flags & NL_SETTING_UNVERIFIED) || is_unverified(inquiry, step)))
            nl_say_to(inquiry->arena, &because, NL_T("The plan changes {1}."), instance->id);
    }
    return because;
}

static int compare_risks(const void *left, const void *right)
{
    const struct nl_risk *a = left;
    const struct nl_risk *b = right;
    if (a->row->severity != b->row->severity)
        return a->row->severity > b->row->severity ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row; /* the table's own order */
}

void nl_risks_find(const struct nl_risk_inquiry *inquiry, struct nl_risk_list *out_risks)
{
    size_t count = 0;
    const struct nl_risk_row *rows = nl_risks(&count);
    struct nl_risk_list found = {0};
    for (size_t i = 0; i < count; i++) {
        struct nl_sentences because = evidence_for(inquiry, &rows[i]);
        if (because.count > 0)
            *NL_PUSH(inquiry->arena, &found) =
                (struct nl_risk){.row = &rows[i], .because = because};
    }
    if (found.count > 1)
        qsort(found.items, found.count, sizeof *found.items, compare_risks);
    *out_risks = found;
}

bool nl_risk_is_raised(const struct nl_risk_inquiry *inquiry, const char *id)
{
    const struct nl_risk_row *row = nl_risk_find(id);
    return row && evidence_for(inquiry, row).count > 0;
}

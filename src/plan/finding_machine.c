/* finding_machine.c - what a person should know of the machine itself. */
#include "finding_machine.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "denied.h"
#include "dependents.h"
#include "evidence.h"
#include "exposure_observe.h"
#include "exposure_predict.h"
#include "model/sid.h"
#include "service_chain.h"

#define NAMES_SHOWN 5
#define DENY_RIGHT "SeDenyNetworkLogonRight"

enum { SERVICE_AUTOMATIC = 2, SERVICE_DISABLED = 4 };

/* A firewall that may be off: what is not known does not pass. */
static void add_firewall_unseen(struct nl_arena *arena, struct nl_findings *findings,
                                const char *subject, struct nl_sentence what)
{
    struct nl_finding *finding = nl_finding_add(arena, findings, "firewall.unseen", subject,
                                                NL_VERDICT_UNKNOWN, NL_SEVERITY_MEDIUM);
    finding->decides = true;
    finding->what = what;
}

/* Whether the firewall's service is set to start in a Windows that is not running. */
static bool starts_offline(const struct nl_machine *machine, const char *name)
{
    const struct nl_service *service = nl_machine_service(machine, name);
    uint32_t start = 0;
    return nl_exposure_is_offline(machine) && service &&
           nl_value_as_dword(&service->start, &start) && start <= SERVICE_AUTOMATIC;
}

/* A firewall that runs now, and will not after the next start of Windows. */
static void add_firewall_later(struct nl_arena *arena, const struct nl_machine *machine,
                               const struct nl_firewall_state *state, struct nl_findings *findings)
{
    struct nl_sentences chain = {0};
    enum nl_answer later = nl_service_will_run(arena, machine, state->service_name, &chain);
    const struct nl_sentence *why = chain.count ? &chain.items[chain.count - 1] : NULL;
    if (later == NL_ANSWER_YES || !why)
        return;
    if (later == NL_ANSWER_UNKNOWN) {
        add_firewall_unseen(arena, findings, NULL, *why);
        return;
    }
    struct nl_finding *finding =
        nl_finding_add(arena, findings, "firewall.later", NULL, NL_VERDICT_FAIL, NL_SEVERITY_HIGH);
    finding->first = true;
    finding->what = nl_say_then(arena,
                                nl_say(arena, NL_T("Windows Firewall filters now, and will not "
                                                   "after the next start of Windows.")),
                                why);
}

static void find_firewall(struct nl_arena *arena, const struct nl_machine *machine,
                          const struct nl_firewall_state *state, struct nl_findings *findings)
{
    struct nl_finding *finding = NULL;
    if (state->replaced == NL_ANSWER_YES) {
        finding = nl_finding_add(arena, findings, "firewall.product", NULL, NL_VERDICT_UNKNOWN,
                                 NL_SEVERITY_MEDIUM);
        finding->first = true;
        finding->what = nl_say(arena,
                               NL_T("{1} filters in place of Windows Firewall. Whom it lets in is "
                                    "not known to netlatch."),
                               nl_clean(arena, state->product));
        return;
    }
    if (state->service == NL_ANSWER_NO) {
        finding = nl_finding_add(arena, findings, "firewall.service", NULL, NL_VERDICT_FAIL,
                                 NL_SEVERITY_HIGH);
        finding->first = true;
        finding->what = state->service_why;
        return;
    }
    if (state->service == NL_ANSWER_YES)
        add_firewall_later(arena, machine, state, findings);
    if (state->service == NL_ANSWER_UNKNOWN && !starts_offline(machine, state->service_name))
        add_firewall_unseen(arena, findings, NULL, state->service_why);
    for (size_t i = 0; i < NL_FIREWALL_PROFILE_COUNT; i++) {
        const char *name = nl_firewall_profile_names[i];
        if (state->usable[i] && !nl_section_seen(state->on[i].state))
            add_firewall_unseen(
                arena, findings, name,
                nl_say(arena,
                       NL_T("Whether Windows Firewall is on in its profile {1} could not be seen."),
                       name));
        if (!state->usable[i] || !nl_firewall_is_off(state, (enum nl_firewall_profile)i))
            continue;
        finding = nl_finding_add(arena, findings, "firewall.off", name, NL_VERDICT_FAIL,
                                 NL_SEVERITY_HIGH);
        finding->first = true;
        finding->what =
            nl_say(arena,
                   state->on[i].by_policy
                       ? NL_T("Windows Firewall is off in its profile {1}, by a policy: nothing "
                              "is filtered there.")
                       : NL_T("Windows Firewall is off in its profile {1}: nothing is filtered "
                              "there."),
                   name);
        if (!state->on[i].by_policy)
            finding->brief = NL_T("Windows Firewall is off ({1}): nothing is filtered.");
        finding->next =
            nl_say(arena, state->on[i].by_policy
                              ? NL_T("Have the policy changed: while it says so, turning the "
                                     "firewall on here changes nothing, and the rules that "
                                     "netlatch makes do not count.")
                              : NL_T("Turn Windows Firewall on. The rules that netlatch makes "
                                     "count only where it is on."));
    }
}

static bool is_disabled(const struct nl_service *service)
{
    uint32_t start = 0;
    return service && nl_value_as_dword(&service->start, &start) && start == SERVICE_DISABLED;
}

/* The services that Windows itself is built on: without one of them it does not start properly. */
static void find_critical_services(struct nl_arena *arena, const struct nl_machine *machine,
                                   struct nl_findings *findings)
{
    static const char *const names[] = {"RpcSs", "RpcEptMapper", "DcomLaunch"};
    for (size_t i = 0; i < NL_COUNT_OF(names); i++) {
        const struct nl_service *service = nl_machine_service(machine, names[i]);
        bool own = i == 0;
        if (!is_disabled(service))
            continue;
        struct nl_finding *finding = nl_finding_add(arena, findings, "service.critical", names[i],
                                                    NL_VERDICT_FAIL, NL_SEVERITY_BLOCK);
        finding->what = nl_say(arena,
                               own ? NL_T("The service {1} is disabled. Windows is built on it "
                                          "and may not start again, or not let anybody log on.")
                                   : NL_T("The service {1} is disabled, and RpcSs depends on it. "
                                          "Windows is built on both and may not start again, or "
                                          "not let anybody log on."),
                               service->name);
        if (own) {
            finding->setting = "rpc.service";
            finding->fix = "--set rpc.service=automatic";
            finding->next =
                nl_say(arena, NL_T("Set it back to automatic before Windows restarts."));
        } else {
            finding->next = nl_say(arena,
                                   NL_T("Set Start to 2 in HKLM\\SYSTEM\\CurrentControlSet\\"
                                        "Services\\{1} before Windows restarts; on a disk that no "
                                        "longer starts, in ControlSet00n of its SYSTEM hive, where "
                                        "n is Current in its key Select."),
                                   service->name);
        }
    }
}

/* The direct dependents of a service that are set to start, in one line. */
static const char *waiting_for(struct nl_arena *arena, const struct nl_machine *machine,
                               const char *service)
{
    struct nl_dependents dependents;
    struct nl_texts names = {0};
    nl_dependents_of(arena, machine, service, true, &dependents);
    for (size_t i = 0; i < dependents.list.count; i++) {
        uint32_t start = 0;
        const struct nl_service *found = nl_machine_service(machine, dependents.list.items[i].name);
        if (found && nl_value_as_dword(&found->start, &start) && start <= SERVICE_AUTOMATIC)
            nl_texts_add(&names, arena, found->name);
    }
    return names.count ? nl_name_list(arena, &names, NAMES_SHOWN) : NULL;
}

/* Whether the profile wants a service's start type to be that word. */
static bool is_wanted(const struct nl_settled *settled, const char *service, const char *word)
{
    for (size_t i = 0; i < settled->settings.count; i++) {
        const struct nl_judged *judged = &settled->settings.items[i];
        if (judged->want && judged->instance.address.place == NL_PLACE_SERVICE_START &&
            nl_same(judged->instance.address.path, service) && nl_equal(judged->want->word, word))
            return true;
    }
    return false;
}

/* Services that are set to start and will not, because something that they need is disabled, is
 * missing or cannot start itself. */
static void find_dead_services(struct nl_arena *arena, const struct nl_settled *settled,
                               struct nl_findings *findings)
{
    static const char *const names[] = {"LanmanServer", "LanmanWorkstation"};
    const struct nl_machine *machine = settled->machine;
    for (size_t i = 0; i < NL_COUNT_OF(names); i++) {
        const struct nl_service *service = nl_machine_service(machine, names[i]);
        struct nl_sentences chain = {0};
        uint32_t start = 0;
        if (!service || !nl_value_as_dword(&service->start, &start) || start > SERVICE_AUTOMATIC ||
            is_wanted(settled, names[i], "disabled") ||
            nl_service_will_run(arena, machine, names[i], &chain) != NL_ANSWER_NO ||
            chain.count == 0)
            continue;
        const char *waiting = waiting_for(arena, machine, names[i]);
        struct nl_finding *finding = nl_finding_add(arena, findings, "service.dead", names[i],
                                                    NL_VERDICT_FAIL, NL_SEVERITY_HIGH);
        finding->first = is_wanted(settled, names[i], "automatic");
        struct nl_sentence why = chain.items[chain.count - 1];
        struct nl_sentence more = waiting ? nl_say(arena, NL_T("These wait for it: {1}."), waiting)
                                          : (struct nl_sentence){0};
        why = nl_say_then(arena, why, &more);
        finding->what = nl_say_then(
            arena,
            nl_say(arena, NL_T("The service {1} is set to start and will not."), service->name),
            &why);
        if (i == 1 && nl_texts_hold(&service->depends, "MRxSmb10")) {
            finding->setting = "smb1.client";
            finding->fix = "--set smb1.client=disabled";
            finding->next = nl_say(arena, NL_T("Take the dependency on MRxSmb10 out: smb1.client "
                                               "does it."));
        }
    }
}

/* Services without which this computer opens no shares of others; disabled, nobody's chain says so. */
static void find_disabled_client(struct nl_arena *arena, const struct nl_machine *machine,
                                 struct nl_findings *findings)
{
    static const struct {
        const char *name;
        bool of_domain; /* a computer outside a domain does without it */
        bool breaks_domain;
        const char *what;
        const char *start;
    } rows[] = {
        {"LanmanWorkstation", false, true,
         NL_T("The service {1} is disabled: this computer opens no shares and no printers of "
              "others, and a member of a domain does not reach its controllers."),
         NL_T("automatic")},
        {"Netlogon", true, true,
         NL_T("The service {1} is disabled: this computer has no connection to its domain, and "
              "nobody new can log on with an account of it."),
         NL_T("automatic")},
        {"lmhosts", false, false,
         NL_T("The service {1} (TCP/IP NetBIOS Helper) is disabled. Reports say that shares of "
              "other computers, network storage among them, are lost with it."),
         NL_T("manual")},
    };
    bool member = nl_domain_member(machine) == NL_ANSWER_YES;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        const struct nl_service *service = nl_machine_service(machine, rows[i].name);
        if (!is_disabled(service) || (rows[i].of_domain && !member))
            continue;
        bool fails = member && rows[i].breaks_domain;
        const char *waiting = waiting_for(arena, machine, rows[i].name);
        struct nl_finding *finding =
            nl_finding_add(arena, findings, "service.disabled", rows[i].name,
                           fails ? NL_VERDICT_FAIL : NL_VERDICT_NOT_CHECKED,
                           fails ? NL_SEVERITY_HIGH : NL_SEVERITY_MEDIUM);
        finding->what = nl_say(arena, rows[i].what, service->name);
        if (waiting) {
            struct nl_sentence more = nl_say(arena, NL_T("These wait for it: {1}."), waiting);
            finding->what = nl_say_then(arena, finding->what, &more);
        }
        finding->next =
            nl_say(arena, NL_T("Unless that is meant, set the start type of {1} back to {2}."),
                   service->name, rows[i].start);
    }
}

/* SMB2 and SMB3 switched off: what is left is SMB1, or nothing at all behind an open port. */
static void find_smb2(struct nl_arena *arena, const struct nl_settled *settled,
                      struct nl_findings *findings)
{
    const struct nl_machine *machine = settled->machine;
    struct nl_sentences unused = {0};
    if (!nl_smb2_switched_off(machine) ||
        nl_service_will_run(arena, machine, "LanmanServer", &unused) == NL_ANSWER_NO)
        return;
    bool nothing_left = nl_smb1_served(machine) == NL_ANSWER_NO;
    bool fails = nothing_left && is_wanted(settled, "LanmanServer", "automatic");
    struct nl_finding *finding = nl_finding_add(arena, findings, "server.smb2", NULL,
                                                fails ? NL_VERDICT_FAIL : NL_VERDICT_NOT_CHECKED,
                                                fails ? NL_SEVERITY_HIGH : NL_SEVERITY_MEDIUM);
    finding->first = fails;
    finding->what = nl_say(
        arena,
        nothing_left
            ? NL_T("SMB2 is 0 in the Server service, and SMB1 is off or not installed: nobody can "
                   "open the shares of this computer. Port 445 stays open all the same.")
            : NL_T("SMB2 is 0 in the Server service: its shares are open to SMB1 only, the version "
                   "that WannaCry used. Port 445 stays open all the same."));
    finding->next = nl_say(arena, NL_T("Remove the value SMB2 under HKLM\\SYSTEM\\CurrentControlSet"
                                       "\\Services\\LanmanServer\\Parameters."));
}

static void find_netbt_driver(struct nl_arena *arena, const struct nl_machine *machine,
                              struct nl_findings *findings)
{
    struct nl_sentences chain = {0};
    const struct nl_service *driver = nl_machine_service(machine, "NetBT");
    if (!driver || nl_service_will_run(arena, machine, "NetBT", &chain) != NL_ANSWER_NO)
        return;
    struct nl_finding *finding = nl_finding_add(arena, findings, "service.netbt", NULL,
                                                NL_VERDICT_NOT_CHECKED, NL_SEVERITY_LOW);
    finding->what = nl_say(
        arena, is_disabled(driver)
                   ? NL_T("The driver NetBT is disabled: NetBIOS is off on every adapter. Reports "
                          "say that shares of old computers are lost with it; what present Windows "
                          "loses is not proven.")
                   : NL_T("The driver NetBT will not run: NetBIOS is off on every adapter. Reports "
                          "say that shares of old computers are lost with it; what present Windows "
                          "loses is not proven."));
    if (!is_disabled(driver) && chain.count > 0)
        finding->what = nl_say_then(arena, finding->what, &chain.items[chain.count - 1]);
}

bool nl_server_is_triggered(const struct nl_machine *machine)
{
    const struct nl_service *service = nl_machine_service(machine, "LanmanServer");
    return service && service->triggered == NL_ANSWER_YES;
}

struct nl_sentence nl_say_server_triggered(struct nl_arena *arena)
{
    return nl_say(arena,
                  NL_T("The service {1} is manual, which closes no port: Windows starts "
                       "it as soon as a program asks for it. Only disabled keeps it from "
                       "starting."),
                  "LanmanServer");
}

/* Start type manual closes nothing where something starts the service on demand. */
static void find_triggered_server(struct nl_arena *arena, const struct nl_machine *machine,
                                  struct nl_findings *findings)
{
    const struct nl_service *service = nl_machine_service(machine, "LanmanServer");
    uint32_t start = 0;
    if (!nl_server_is_triggered(machine) || !nl_value_as_dword(&service->start, &start) ||
        start != SERVICE_AUTOMATIC + 1)
        return;
    struct nl_finding *finding = nl_finding_add(arena, findings, "service.triggered", service->name,
                                                NL_VERDICT_NOT_CHECKED, NL_SEVERITY_LOW);
    finding->setting = "server.service";
    finding->what = nl_say_server_triggered(arena);
}

/* How bad it is that a SID is refused network logon; NONE: nothing to say. */
static enum nl_severity severity_of_denial(const struct nl_machine *machine, const char *sid)
{
    bool controller = nl_domain_controller(machine) == NL_ANSWER_YES;
    switch (nl_holder_of(sid)) {
    case NL_HOLDER_EVERYBODY:
    case NL_HOLDER_DOMAIN:
        return controller ? NL_SEVERITY_BLOCK : NL_SEVERITY_HIGH;
    case NL_HOLDER_CONTROLLERS:
    case NL_HOLDER_COMPUTERS:
        return controller ? NL_SEVERITY_BLOCK : NL_SEVERITY_NONE;
    case NL_HOLDER_ADMINISTRATORS:
    case NL_HOLDER_NTLM:
        return NL_SEVERITY_HIGH;
    case NL_HOLDER_LOCAL: /* outside a domain there are no other accounts */
        return machine->membership.join == NL_JOIN_WORKGROUP ||
                       machine->membership.join == NL_JOIN_NONE
                   ? NL_SEVERITY_MEDIUM
                   : NL_SEVERITY_NONE;
    case NL_HOLDER_REMOTE_USERS:
        return NL_SEVERITY_MEDIUM;
    case NL_HOLDER_UNKNOWN:
        return nl_starts(sid, "S-1-5-21-") ? NL_SEVERITY_LOW : NL_SEVERITY_NONE;
    case NL_HOLDER_LOCAL_ADMIN:
    case NL_HOLDER_GUESTS:
    case NL_HOLDER_ANONYMOUS:
        break;
    }
    return NL_SEVERITY_NONE;
}

static bool is_requested(const struct nl_settled *settled, const char *sid)
{
    for (size_t i = 0; i < settled->requests.count; i++) {
        const struct nl_want *want = settled->requests.items[i].want;
        if (nl_equal(want->setting->id, "logon.network.deny") && want->kind != NL_WANT_WORD &&
            want->kind != NL_WANT_SIDS_REMOVE && nl_texts_hold(&want->sids, sid))
            return true;
    }
    return false;
}

/* SIDs on the list of denied network logons that shut out far more than strangers. */
static void find_denials(struct nl_arena *arena, const struct nl_settled *settled,
                         struct nl_findings *findings)
{
    const struct nl_right *right = nl_machine_right(settled->machine, DENY_RIGHT);
    struct nl_texts holders = {0};
    if (!right || !nl_value_as_texts(arena, &right->holders, &holders))
        return;
    for (size_t i = 0; i < holders.count; i++) {
        const char *sid = holders.items[i];
        enum nl_severity severity = severity_of_denial(settled->machine, sid);
        const char *name = nl_sid_known_name(sid);
        if (severity == NL_SEVERITY_NONE)
            continue;
        /* A file server whose accounts are all refused serves nobody. */
        if (severity == NL_SEVERITY_MEDIUM && nl_holder_of(sid) == NL_HOLDER_LOCAL &&
            is_wanted(settled, "LanmanServer", "automatic"))
            severity = NL_SEVERITY_HIGH;
        bool noted = severity < NL_SEVERITY_HIGH || is_requested(settled, sid);
        struct nl_finding *finding =
            nl_finding_add(arena, findings, "logon.denied", sid,
                           noted ? NL_VERDICT_NOT_CHECKED : NL_VERDICT_FAIL, severity);
        finding->setting = "logon.network.deny";
        finding->what = nl_say(arena,
                               NL_T("{1} ({2}) is denied network logon, and holds {3}: shares, "
                                    "printers, WinRM and Remote Desktop with network level "
                                    "authentication are refused to them."),
                               name ? name : nl_clean(arena, sid), nl_clean(arena, sid),
                               nl_holder_words(nl_holder_of(sid)));
        if (severity != NL_SEVERITY_LOW)
            finding->next = nl_say(arena, NL_T("Take it off the list."));
        if (severity != NL_SEVERITY_LOW && nl_sid_valid(sid)) /* it becomes part of a command */
            finding->fix = nl_arena_format(arena, "--set logon.network.deny=-%s", sid);
    }
}

static bool wants_netbios_off(const struct nl_settled *settled)
{
    for (size_t i = 0; i < settled->requests.count; i++) {
        const struct nl_request *request = &settled->requests.items[i];
        if (request->setting->instances == NL_INSTANCE_ADAPTER &&
            request->outcome != NL_OUTCOME_EXCEPTED && nl_equal(request->want->word, "disabled"))
            return true;
    }
    return false;
}

struct nl_sentence nl_say_phone_entry(struct nl_arena *arena, const struct nl_phone_entry *entry)
{
    return nl_say(arena,
                  NL_T("The VPN or dial-up connection {1} has NetBIOS on (IpNBTFlags "
                       "is 1): its adapter serves NetBIOS while it is connected."),
                  nl_clean(arena, entry->name));
}

/* Connections of the phone book bring an adapter of their own while they are up, with NetBIOS as the
 * entry says. */
static void find_phone_entries(struct nl_arena *arena, const struct nl_settled *settled,
                               struct nl_findings *findings)
{
    if (!wants_netbios_off(settled))
        return;
    for (size_t i = 0; i < settled->machine->phone_book.count; i++) {
        const struct nl_phone_entry *entry = &settled->machine->phone_book.items[i];
        const char *name = nl_clean(arena, entry->name);
        if (entry->netbios != NL_ANSWER_YES)
            continue;
        struct nl_finding *finding = nl_finding_add(arena, findings, "netbios.connection", name,
                                                    NL_VERDICT_NOT_CHECKED, NL_SEVERITY_LOW);
        finding->what = nl_say_phone_entry(arena, entry);
        finding->next = nl_say(arena, NL_T("Turn NetBIOS off in the properties of the connection, "
                                           "or block ports 137, 138 and 139 in the firewall."));
    }
}

void nl_findings_of_machine(struct nl_arena *arena, const struct nl_settled *settled,
                            struct nl_findings *findings)
{
    find_firewall(arena, settled->machine, &settled->exposure.firewall, findings);
    find_critical_services(arena, settled->machine, findings);
    find_dead_services(arena, settled, findings);
    find_disabled_client(arena, settled->machine, findings);
    find_smb2(arena, settled, findings);
    find_netbt_driver(arena, settled->machine, findings);
    find_triggered_server(arena, settled->machine, findings);
    find_denials(arena, settled, findings);
    find_phone_entries(arena, settled, findings);
}

static void add_unseen(struct nl_arena *arena, const struct nl_machine *machine,
                       const struct nl_unseen *unseen, struct nl_findings *findings)
{
    const char *what = nl_clean(arena, unseen->what ? unseen->what : "?");
    struct nl_finding *finding =
        nl_finding_add(arena, findings, "unseen", what, NL_VERDICT_UNKNOWN, NL_SEVERITY_LOW);
    const char *code = nl_arena_text(
        arena, (unseen->code > 0xFFFF ? nl_hex(unseen->code) : nl_decimal(unseen->code)).text);
    if (unseen->state == NL_VALUE_DENIED)
        finding->what = nl_say(arena, NL_T("{1} could not be seen: access was denied (error {2})."),
                               what, code);
    else if (unseen->why)
        finding->what =
            nl_say(arena, NL_T("{1} could not be seen: {2}"), what, nl_clean(arena, unseen->why));
    else
        finding->what = nl_say(
            arena, NL_T("{1} cannot be seen on this system or from here (error {2})."), what, code);
    if (unseen->state == NL_VALUE_DENIED && machine->session.elevated == NL_ANSWER_NO)
        finding->next = nl_say(arena, NL_T("Run netlatch from an elevated prompt to include it."));
}

void nl_findings_of_unseen(struct nl_arena *arena, const struct nl_settled *settled,
                           struct nl_findings *findings)
{
    const struct nl_firewall_rules *rules = &settled->exposure.rules;
    for (size_t i = 0; i < rules->broken.count; i++) {
        const char *id = nl_clean(arena, rules->broken.items[i].id);
        nl_finding_add(arena, findings, "firewall.rule", id, NL_VERDICT_UNKNOWN, NL_SEVERITY_LOW)
            ->what = rules->broken.items[i].problem;
    }
    for (size_t i = 0; i < settled->machine->unseen.count; i++)
        add_unseen(arena, settled->machine, &settled->machine->unseen.items[i], findings);
}

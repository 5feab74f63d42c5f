/* presence.c - whether a component is in use, installed, not there, or cannot be told, with what
 * was found or looked for. */
#include "presence.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "drives.h"
#include "evidence.h"
#include "outlook.h"

/* How many services, shares or rules are named before the rest is only counted. */
#define NAMES_SHOWN 4

/* One rule being looked at. */
struct look {
    struct nl_arena *arena;
    const struct nl_machine *machine;
    const struct nl_firewall_rules *rules;
    const struct nl_evidence_rule *rule;
    struct nl_sentences *evidence;
};

/* A service that is there without running proves no more than that it is installed. */
static enum nl_presence at_most_installed(enum nl_presence proves)
{
    return proves == NL_PRESENCE_IN_USE ? NL_PRESENCE_INSTALLED : proves;
}

static bool runs(const struct nl_service *service)
{
    return service->run == NL_SERVICE_RUNNING || service->run == NL_SERVICE_START_PENDING ||
           service->run == NL_SERVICE_CONTINUE_PENDING;
}

static void say_service(struct look *look, const struct nl_service *service)
{
    const char *name = nl_clean(look->arena, service->name);
    uint32_t start = 0;
    if (runs(service))
        nl_say_to(look->arena, look->evidence, NL_T("service {1} is running"), name);
    else if (nl_value_as_dword(&service->start, &start) && start == 4)
        nl_say_to(look->arena, look->evidence, NL_T("service {1} is installed and disabled"), name);
    else if (service->run == NL_SERVICE_UNKNOWN)
        nl_say_to(look->arena, look->evidence,
                  NL_T("service {1} is installed; whether it runs cannot be seen here"), name);
    else
        nl_say_to(look->arena, look->evidence, NL_T("service {1} is installed but not running"),
                  name);
}

static enum nl_presence look_service(struct look *look)
{
    enum nl_presence presence = NL_PRESENCE_UNKNOWN;
    const struct nl_machine *machine = look->machine;
    struct nl_texts names = nl_services_matching(look->arena, machine, look->rule->arg);
    size_t said = 0;
    /* Running ones first: they are the stronger evidence. */
    for (int running = 1; running >= 0; running--) {
        for (size_t i = 0; i < names.count; i++) {
            const struct nl_service *service = nl_machine_service(machine, names.items[i]);
            if (runs(service) != (running == 1))
                continue;
            if (presence == NL_PRESENCE_UNKNOWN)
                presence = running ? look->rule->proves : at_most_installed(look->rule->proves);
            if (said < NAMES_SHOWN)
                say_service(look, service);
            said++;
        }
    }
    if (said > NAMES_SHOWN)
        nl_say_to(look->arena, look->evidence, NL_T("{1} more services match {2}"),
                  nl_decimal(said - NAMES_SHOWN).text, look->rule->arg);
    if (said > 0)
        return presence;
    if (!nl_section_seen(machine->services_state)) {
        nl_say_to(look->arena, look->evidence,
                  NL_T("service {1} was looked for, but the services could not be read: {2}"),
                  look->rule->arg, nl_unseen_reason(machine->services_state));
        return NL_PRESENCE_UNKNOWN;
    }
    nl_say_to(look->arena, look->evidence, NL_T("looked for service {1}: not installed"),
              look->rule->arg);
    return NL_PRESENCE_NOT_FOUND;
}

/* Whether a value is the number or text that the rule asks for; rows without either ask for any. */
static bool value_fits(struct look *look, const struct nl_value *value)
{
    uint32_t number = 0;
    if (look->rule->kind == NL_EVIDENCE_REGISTRY_VALUE)
        return true;
    if (look->rule->text) {
        const char *text = nl_value_as_text(look->arena, value);
        return text && nl_same(text, look->rule->text);
    }
    return nl_value_as_dword(value, &number) && number == look->rule->number;
}

static enum nl_presence look_registry(struct look *look)
{
    const struct nl_evidence_rule *rule = look->rule;
    const char *name = rule->name ? rule->name : "";
    struct nl_value value = nl_machine_registry(look->machine, rule->arg, name);
    switch (value.state) {
    case NL_VALUE_PRESENT:
        if (value_fits(look, &value)) {
            nl_say_to(look->arena, look->evidence, NL_T("registry value {2} of {1} is {3}"),
                      rule->arg, name, nl_clean(look->arena, nl_value_show(look->arena, &value)));
            return rule->proves;
        }
        nl_say_to(look->arena, look->evidence,
                  NL_T("looked at registry value {2} of {1}: it is {3}, which says no"), rule->arg,
                  name, nl_clean(look->arena, nl_value_show(look->arena, &value)));
        return NL_PRESENCE_NOT_FOUND;
    case NL_VALUE_ABSENT:
        nl_say_to(look->arena, look->evidence,
                  NL_T("looked for registry value {2} of {1}: it is not there"), rule->arg, name);
        return NL_PRESENCE_NOT_FOUND;
    case NL_VALUE_DENIED:
    case NL_VALUE_UNSUPPORTED:
    case NL_VALUE_STATE_COUNT:
        break;
    }
    nl_say_to(look->arena, look->evidence, NL_T("registry value {2} of {1} could not be read: {3}"),
              rule->arg, name, nl_unseen_reason(value.state));
    return NL_PRESENCE_UNKNOWN;
}

static enum nl_presence look_shares(struct look *look, uint32_t kind)
{
    const struct nl_machine *machine = look->machine;
    struct nl_texts names = nl_published_shares(look->arena, machine, kind);
    const char *list = nl_name_list(look->arena, &names, NAMES_SHOWN);
    if (names.count > 0) {
        if (kind == 0)
            nl_say_to(look->arena, look->evidence, NL_T("published folders: {1} ({2} in all)"),
                      list, nl_decimal(names.count).text);
        else
            nl_say_to(look->arena, look->evidence, NL_T("shared printers: {1} ({2} in all)"), list,
                      nl_decimal(names.count).text);
        return look->rule->proves;
    }
    if (!nl_section_seen(machine->shares.state)) {
        nl_say_to(look->arena, look->evidence, NL_T("the shares could not be read: {1}"),
                  nl_unseen_reason(machine->shares.state));
        return NL_PRESENCE_UNKNOWN;
    }
    if (kind == 0)
        nl_say_to(look->arena, look->evidence, NL_T("looked for published folders: none"));
    else
        nl_say_to(look->arena, look->evidence, NL_T("looked for shared printers: none"));
    return NL_PRESENCE_NOT_FOUND;
}

static enum nl_presence look_sessions(struct look *look)
{
    const struct nl_smb_sessions *sessions = &look->machine->sessions;
    if (sessions->list.count > 0) {
        nl_say_to(look->arena, look->evidence,
                  NL_T("{1} other machines or users are connected to the shares now"),
                  nl_decimal(sessions->list.count).text);
        return look->rule->proves;
    }
    if (!nl_section_seen(sessions->state)) {
        nl_say_to(look->arena, look->evidence,
                  NL_T("who is connected to the shares could not be read: {1}"),
                  nl_unseen_reason(sessions->state));
        return NL_PRESENCE_UNKNOWN;
    }
    nl_say_to(look->arena, look->evidence, NL_T("looked for connections to the shares: none now"));
    return NL_PRESENCE_NOT_FOUND;
}

static enum nl_presence look_rule(struct look *look)
{
    bool seen = nl_section_seen(look->rules->states[NL_FIREWALL_LOCAL]);
    struct nl_texts rules =
        look->rule->kind == NL_EVIDENCE_FIREWALL_PROGRAM
            ? nl_rules_for_program(look->arena, look->rules, look->rule->arg)
            : nl_inbound_rules(look->arena, look->rules, look->rule->arg, &seen);
    if (rules.count > 0) {
        nl_say_to(look->arena, look->evidence, NL_T("active inbound firewall rules: {1}"),
                  nl_name_list(look->arena, &rules, NAMES_SHOWN));
        return look->rule->proves;
    }
    if (!seen) {
        nl_say_to(look->arena, look->evidence, NL_T("the firewall's rules {1}* could not be read"),
                  look->rule->arg);
        return NL_PRESENCE_UNKNOWN;
    }
    nl_say_to(look->arena, look->evidence,
              NL_T("looked for active inbound firewall rules {1}*: none"), look->rule->arg);
    return NL_PRESENCE_NOT_FOUND;
}

/* What an adapter is asked: has it WINS servers, is it configured by DHCP. */
static enum nl_answer adapter_answer(struct look *look, const struct nl_adapter *adapter)
{
    if (look->rule->kind == NL_EVIDENCE_DHCP_CLIENT)
        return adapter->dhcp;
    return nl_wins_servers(look->arena, look->machine, adapter->guid).count > 0 ? NL_ANSWER_YES
                                                                                : NL_ANSWER_NO;
}

static enum nl_presence look_adapters(struct look *look)
{
    const struct nl_machine *machine = look->machine;
    bool is_dhcp = look->rule->kind == NL_EVIDENCE_DHCP_CLIENT;
    struct nl_texts found = {0};
    bool blind = !nl_section_seen(machine->adapters_state);
    for (size_t i = 0; i < machine->adapters.count; i++) {
        const struct nl_adapter *adapter = &machine->adapters.items[i];
        enum nl_answer answer = adapter_answer(look, adapter);
        if (answer == NL_ANSWER_YES)
            *NL_PUSH(look->arena, &found) =
                adapter->name && adapter->name[0] ? adapter->name : adapter->guid;
        blind = blind || answer == NL_ANSWER_UNKNOWN;
    }
    if (found.count > 0) {
        const char *list = nl_name_list(look->arena, &found, NAMES_SHOWN);
        if (is_dhcp)
            nl_say_to(look->arena, look->evidence, NL_T("adapters configured by DHCP: {1}"), list);
        else
            nl_say_to(look->arena, look->evidence, NL_T("adapters with WINS servers: {1}"), list);
        return look->rule->proves;
    }
    if (blind && is_dhcp)
        nl_say_to(look->arena, look->evidence,
                  NL_T("whether an adapter is configured by DHCP could not be read"));
    else if (blind)
        nl_say_to(look->arena, look->evidence,
                  NL_T("whether an adapter has WINS servers could not be read"));
    else if (is_dhcp)
        nl_say_to(look->arena, look->evidence,
                  NL_T("looked for adapters configured by DHCP: none"));
    else
        nl_say_to(look->arena, look->evidence, NL_T("looked for adapters with WINS servers: none"));
    return blind ? NL_PRESENCE_UNKNOWN : NL_PRESENCE_NOT_FOUND;
}

/* Ends a rule whose answer is yes, no or unknown, each with its sentence. */
static enum nl_presence answered(struct look *look, enum nl_answer answer, const char *yes,
                                 const char *no, const char *unknown)
{
    switch (answer) {
    case NL_ANSWER_YES:
        nl_say_to(look->arena, look->evidence, yes);
        return look->rule->proves;
    case NL_ANSWER_NO:
        nl_say_to(look->arena, look->evidence, no);
        return NL_PRESENCE_NOT_FOUND;
    case NL_ANSWER_UNKNOWN:
        break;
    }
    nl_say_to(look->arena, look->evidence, unknown);
    return NL_PRESENCE_UNKNOWN;
}

static enum nl_presence look_outlook(struct look *look)
{
    const char *way = look->rule->arg;
    struct nl_texts profiles = {0};
    enum nl_answer answer = nl_outlook_profiles(look->arena, look->machine, way, &profiles);
    if (answer == NL_ANSWER_UNKNOWN) {
        nl_say_to(look->arena, look->evidence,
                  NL_T("the Outlook profiles of this machine's users could not be read"));
        return NL_PRESENCE_UNKNOWN;
    }
    const char *list = nl_name_list(look->arena, &profiles, 1);
    if (answer == NL_ANSWER_YES && !way)
        nl_say_to(look->arena, look->evidence, NL_T("Outlook profile found: {1}"), list);
    else if (answer == NL_ANSWER_YES && nl_same(way, "http"))
        nl_say_to(look->arena, look->evidence,
                  NL_T("Outlook profile that reaches Exchange by RPC over HTTP: {1}"), list);
    else if (answer == NL_ANSWER_YES)
        nl_say_to(look->arena, look->evidence,
                  NL_T("Outlook profile that reaches Exchange by RPC over TCP: {1}"), list);
    else if (!way)
        nl_say_to(look->arena, look->evidence,
                  NL_T("looked for Outlook profiles of the users whose registry is loaded: none"));
    else if (nl_same(way, "http"))
        nl_say_to(look->arena, look->evidence,
                  NL_T("looked for Outlook profiles that use RPC over HTTP: none"));
    else
        nl_say_to(look->arena, look->evidence,
                  NL_T("looked for Outlook profiles that use RPC over TCP: none"));
    return answer == NL_ANSWER_YES ? look->rule->proves : NL_PRESENCE_NOT_FOUND;
}

static enum nl_presence look_drives(struct look *look)
{
    struct nl_texts paths = {0};
    enum nl_answer answer = nl_drives_by_short_name(look->arena, look->machine, &paths);
    if (answer == NL_ANSWER_YES)
        nl_say_to(look->arena, look->evidence,
                  NL_T("network drives whose server has a name of one part: {1}"),
                  nl_name_list(look->arena, &paths, NAMES_SHOWN));
    else
        nl_say_to(look->arena, look->evidence,
                  answer == NL_ANSWER_NO
                      ? NL_T("looked for network drives of the users whose registry is loaded, to "
                             "servers with a name of one part: none")
                      : NL_T("the network drives of this machine's users are not known"));
    return answer == NL_ANSWER_YES  ? look->rule->proves
           : answer == NL_ANSWER_NO ? NL_PRESENCE_NOT_FOUND
                                    : NL_PRESENCE_UNKNOWN;
}

static enum nl_presence look_remote_session(struct look *look)
{
    enum nl_remote remote = look->machine->session.remote;
    if (remote == NL_REMOTE_UNKNOWN) {
        nl_say_to(look->arena, look->evidence,
                  NL_T("how this session is connected could not be told"));
        return NL_PRESENCE_UNKNOWN;
    }
    enum nl_remote asked = NL_REMOTE_UNKNOWN;
    while (nl_remote_words[asked] && !nl_same(look->rule->arg, nl_remote_words[asked]))
        asked++;
    bool is_so = remote == asked;
    nl_say_to(look->arena, look->evidence,
              is_so ? NL_T("this session is connected through {1}")
                    : NL_T("this session is not connected through {1}"),
              nl_remote_name(asked));
    return is_so ? look->rule->proves : NL_PRESENCE_NOT_FOUND;
}

static enum nl_presence look_transport(struct look *look)
{
    struct nl_texts transports = {0};
    enum nl_answer answer = nl_netbios_transports(look->arena, look->machine, &transports);
    if (answer == NL_ANSWER_YES) {
        nl_say_to(look->arena, look->evidence,
                  NL_T("NetBIOS is also bound to another transport than TCP/IP: {1}"),
                  nl_name_list(look->arena, &transports, NAMES_SHOWN));
        return look->rule->proves;
    }
    return answered(look, answer, "",
                    NL_T("looked for NetBIOS over another transport than TCP/IP: none"),
                    NL_T("the transports that NetBIOS is bound to could not be read"));
}

static enum nl_presence look_by_rule(struct look *look)
{
    const struct nl_machine *machine = look->machine;
    switch (look->rule->kind) {
    case NL_EVIDENCE_ALWAYS:
        return answered(look, NL_ANSWER_YES, NL_T("part of every Windows"), "", "");
    case NL_EVIDENCE_SERVICE:
        return look_service(look);
    case NL_EVIDENCE_REGISTRY_IS:
    case NL_EVIDENCE_REGISTRY_VALUE:
        return look_registry(look);
    case NL_EVIDENCE_DOMAIN_MEMBER:
        return answered(look, nl_domain_member(machine),
                        NL_T("this machine is a member of a domain"),
                        NL_T("this machine is not a member of a domain"),
                        NL_T("whether this machine is a member of a domain could not be told"));
    case NL_EVIDENCE_DOMAIN_CONTROLLER:
        return answered(look, nl_domain_controller(machine),
                        NL_T("this machine is a domain controller"),
                        NL_T("this machine is not a domain controller"),
                        NL_T("whether this machine is a domain controller could not be told"));
    case NL_EVIDENCE_DISK_SHARES:
        return look_shares(look, 0);
    case NL_EVIDENCE_PRINTER_SHARES:
        return look_shares(look, 1);
    case NL_EVIDENCE_SMB_SESSIONS:
        return look_sessions(look);
    case NL_EVIDENCE_FIREWALL_RULE:
    case NL_EVIDENCE_FIREWALL_PROGRAM:
        return look_rule(look);
    case NL_EVIDENCE_WINS_CLIENT:
    case NL_EVIDENCE_DHCP_CLIENT:
        return look_adapters(look);
    case NL_EVIDENCE_GUEST_ENABLED:
        return answered(look, nl_guest_enabled(look->arena, machine),
                        NL_T("the Guest account is enabled"),
                        NL_T("the Guest account is disabled or not there"),
                        NL_T("whether the Guest account is enabled could not be read"));
    case NL_EVIDENCE_OUTLOOK_PROFILE:
        return look_outlook(look);
    case NL_EVIDENCE_SHORT_NAME_DRIVE:
        return look_drives(look);
    case NL_EVIDENCE_REMOTE_SESSION:
        return look_remote_session(look);
    case NL_EVIDENCE_NETBIOS_TRANSPORT:
        return look_transport(look);
    case NL_EVIDENCE_SMB1:
        return answered(look, nl_smb1_enabled(machine),
                        NL_T("SMB1 is enabled on the server or client side"),
                        NL_T("SMB1 is off or not installed"),
                        NL_T("whether SMB1 is enabled could not be told"));
    case NL_EVIDENCE_END:
        break;
    }
    return NL_PRESENCE_UNKNOWN;
}

enum nl_presence nl_component_presence(struct nl_arena *arena, const struct nl_machine *machine,
                                       const struct nl_firewall_rules *rules,
                                       const struct nl_component *component,
                                       struct nl_sentences *out_evidence)
{
    enum nl_presence found = NL_PRESENCE_NOT_FOUND;
    bool blind = false;
    struct nl_sentences evidence = {0};
    const struct nl_evidence_rule *rule = component->evidence;
    for (; rule->kind != NL_EVIDENCE_END; rule++) {
        struct look look = {.arena = arena,
                            .machine = machine,
                            .rules = rules,
                            .rule = rule,
                            .evidence = &evidence};
        enum nl_presence presence = look_by_rule(&look);
        if (presence == NL_PRESENCE_UNKNOWN)
            blind = true;
        else if (presence > found)
            found = presence;
    }
    *out_evidence = evidence;
    /* What was found counts; that nothing was found counts only when all could be looked at. */
    if (found == NL_PRESENCE_NOT_FOUND && (blind || rule == component->evidence))
        return NL_PRESENCE_UNKNOWN;
    return found;
}

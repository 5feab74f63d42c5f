/* evidence.c - questions to a recorded machine that may end in yes, no, or could not be seen. */
#include "evidence.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "firewall_match.h"

#define SHARE_SPECIAL 0x80000000u
#define SHARE_KIND 0xFFu

bool nl_section_seen(enum nl_value_state state)
{
    return state == NL_VALUE_PRESENT || state == NL_VALUE_ABSENT;
}

const char *nl_unseen_reason(enum nl_value_state state)
{
    return state == NL_VALUE_DENIED ? NL_T("access denied") : NL_T("not available here");
}

const char *nl_remote_name(enum nl_remote remote)
{
    switch (remote) {
    case NL_REMOTE_RDP:
        return NL_T("Remote Desktop");
    case NL_REMOTE_WINRM:
        return NL_T("WinRM");
    case NL_REMOTE_SSH:
        return NL_T("SSH");
    case NL_REMOTE_SERVICE:
        return NL_T("a service, without a person");
    case NL_REMOTE_NONE:
        return NL_T("at the machine itself");
    case NL_REMOTE_UNKNOWN:
        break;
    }
    return NL_T("unknown");
}

struct nl_texts nl_services_matching(struct nl_arena *arena, const struct nl_machine *machine,
                                     const char *pattern)
{
    struct nl_texts names = {0};
    for (size_t i = 0; i < machine->services.count; i++) {
        if (nl_glob(pattern, machine->services.items[i].name))
            *NL_PUSH(arena, &names) = machine->services.items[i].name;
    }
    return names;
}

struct nl_texts nl_published_shares(struct nl_arena *arena, const struct nl_machine *machine,
                                    uint32_t kind)
{
    struct nl_texts names = {0};
    for (size_t i = 0; i < machine->shares.list.count; i++) {
        const struct nl_share *share = &machine->shares.list.items[i];
        /* print$ only carries the drivers of printers that are shared beside it. */
        if ((share->type & SHARE_KIND) == kind && !(share->type & SHARE_SPECIAL) &&
            !nl_same(share->name, "print$"))
            *NL_PUSH(arena, &names) = share->name;
    }
    return names;
}

/* Adds the servers that one value of a NetBT interface key lists: REG_MULTI_SZ, or on old systems
 * one text. */
static void add_servers(struct nl_arena *arena, const struct nl_value *value,
                        struct nl_texts *servers)
{
    struct nl_texts list = {0};
    if (!nl_value_as_texts(arena, value, &list)) {
        const char *text = nl_value_as_text(arena, value);
        if (text)
            list = nl_split(arena, text, ' ');
    }
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i][0] && !nl_texts_hold(servers, list.items[i]))
            nl_texts_add(servers, arena, list.items[i]);
    }
}

struct nl_texts nl_wins_servers(struct nl_arena *arena, const struct nl_machine *machine,
                                const char *guid)
{
    struct nl_texts servers = {0};
    const struct nl_adapter *adapter = nl_machine_adapter(machine, guid);
    for (size_t i = 0; adapter && i < adapter->wins.count; i++)
        nl_texts_add(&servers, arena, adapter->wins.items[i]);
    if (servers.count > 0)
        return servers;
    const char *path = nl_arena_format(arena, NL_NETBT_INTERFACES "\\Tcpip_%s", guid);
    struct nl_value fixed = nl_machine_registry(machine, path, "NameServerList");
    struct nl_value leased = nl_machine_registry(machine, path, "DhcpNameServerList");
    add_servers(arena, &fixed, &servers);
    if (servers.count == 0)
        add_servers(arena, &leased, &servers);
    return servers;
}

struct nl_texts nl_inbound_rules(struct nl_arena *arena, const struct nl_firewall_rules *rules,
                                 const char *prefix, bool *out_seen)
{
    struct nl_texts found = {0};
    for (size_t i = 0; i < rules->list.count; i++) {
        const struct nl_firewall_rule *rule = &rules->list.items[i];
        if ((rule->store == NL_FIREWALL_LOCAL || rule->store == NL_FIREWALL_POLICY) &&
            rule->active && rule->inbound && !rule->foreign && rule->action != NL_FIREWALL_BLOCK &&
            nl_starts(rule->id, prefix) && !nl_texts_hold(&found, rule->id))
            *NL_PUSH(arena, &found) = rule->id;
    }
    /* Most machines have no policy store, and a policy can only add to what is found here; the
     * local store is what has to be seen. */
    *out_seen = nl_section_seen(rules->states[NL_FIREWALL_LOCAL]);
    return found;
}

static bool lets_in(const struct nl_firewall_rule *rule)
{
    return rule->active && rule->inbound && !rule->foreign && rule->action != NL_FIREWALL_BLOCK;
}

static const char *name_of(const struct nl_firewall_rule *rule)
{
    return rule->name && rule->name[0] ? rule->name : rule->id;
}

struct nl_texts nl_rules_made_for(struct nl_arena *arena, const struct nl_firewall_rules *rules,
                                  unsigned port)
{
    enum { TCP = 6 };
    struct nl_texts found = {0};
    for (size_t i = 0; i < rules->list.count; i++) {
        const struct nl_firewall_rule *rule = &rules->list.items[i];
        /* Rules that Windows ships have a word for an id; those made by hand or by a setup a GUID. */
        if (rule->id[0] == '{' && lets_in(rule) && rule->protocol == TCP &&
            nl_firewall_names_port(rule, port))
            *NL_PUSH(arena, &found) = name_of(rule);
    }
    return found;
}

struct nl_texts nl_rules_for_program(struct nl_arena *arena, const struct nl_firewall_rules *rules,
                                     const char *file)
{
    struct nl_texts found = {0};
    for (size_t i = 0; i < rules->list.count; i++) {
        const struct nl_firewall_rule *rule = &rules->list.items[i];
        if (lets_in(rule) && nl_firewall_names_program(rule, file))
            *NL_PUSH(arena, &found) = name_of(rule);
    }
    return found;
}

enum nl_answer nl_domain_member(const struct nl_machine *machine)
{
    switch (machine->membership.join) {
    case NL_JOIN_DOMAIN:
        return NL_ANSWER_YES;
    case NL_JOIN_NONE:
    case NL_JOIN_WORKGROUP:
    case NL_JOIN_ENTRA:
        return NL_ANSWER_NO;
    case NL_JOIN_UNKNOWN:
        break;
    }
    return NL_ANSWER_UNKNOWN;
}

enum nl_answer nl_domain_controller(const struct nl_machine *machine)
{
    if (machine->membership.controller != NL_ANSWER_UNKNOWN)
        return machine->membership.controller;
    switch (machine->os.kind) {
    case NL_OS_DOMAIN_CONTROLLER:
        return NL_ANSWER_YES;
    case NL_OS_CLIENT:
    case NL_OS_SERVER:
        return NL_ANSWER_NO;
    case NL_OS_UNKNOWN:
        break;
    }
    /* A domain controller runs its directory as the service NTDS. */
    if (nl_section_seen(machine->services_state) && !nl_machine_service(machine, "NTDS"))
        return NL_ANSWER_NO;
    return NL_ANSWER_UNKNOWN;
}

enum nl_answer nl_guest_enabled(struct nl_arena *arena, const struct nl_machine *machine)
{
    struct nl_address guest = {.place = NL_PLACE_ACCOUNT, .path = "501"};
    struct nl_value value = nl_machine_read(arena, machine, &guest);
    if (value.state == NL_VALUE_ABSENT)
        return NL_ANSWER_NO;
    if (value.state != NL_VALUE_PRESENT || value.type != NL_TYPE_ACCOUNT_STATE || value.size != 1)
        return NL_ANSWER_UNKNOWN;
    return value.bytes[0] ? NL_ANSWER_YES : NL_ANSWER_NO;
}

/* Whether a driver may run: there and not disabled. */
static enum nl_answer driver_enabled(const struct nl_machine *machine, const char *name)
{
    const struct nl_service *driver = nl_machine_service(machine, name);
    uint32_t start = 0;
    if (!driver)
        return nl_section_seen(machine->services_state) ? NL_ANSWER_NO : NL_ANSWER_UNKNOWN;
    if (!nl_value_as_dword(&driver->start, &start))
        return NL_ANSWER_UNKNOWN;
    return start == 4 ? NL_ANSWER_NO : NL_ANSWER_YES;
}

struct nl_value nl_server_parameter(const struct nl_machine *machine, const char *name)
{
    return nl_machine_registry(
        machine, NL_PACK("HKLM\\SYSTEM\\CurrentControlSet\\Services\\LanmanServer\\Parameters"),
        name);
}

enum nl_answer nl_smb1_served(const struct nl_machine *machine)
{
    struct nl_value forbidden = nl_server_parameter(machine, "SMB1");
    uint32_t number = 0;
    enum nl_answer server = driver_enabled(machine, "srv");
    if (nl_value_as_dword(&forbidden, &number) && number == 0)
        return NL_ANSWER_NO;
    return server == NL_ANSWER_YES && !nl_section_seen(forbidden.state) ? NL_ANSWER_UNKNOWN
                                                                        : server;
}

bool nl_smb2_switched_off(const struct nl_machine *machine)
{
    struct nl_value value = nl_server_parameter(machine, "SMB2");
    uint32_t number = 1;
    return value.type == NL_TYPE_DWORD && nl_value_as_dword(&value, &number) && number == 0;
}

enum nl_answer nl_smb1_enabled(const struct nl_machine *machine)
{
    enum nl_answer server = nl_smb1_served(machine);
    enum nl_answer client = driver_enabled(machine, "mrxsmb10");
    if (server == NL_ANSWER_YES || client == NL_ANSWER_YES)
        return NL_ANSWER_YES;
    return server == NL_ANSWER_NO && client == NL_ANSWER_NO ? NL_ANSWER_NO : NL_ANSWER_UNKNOWN;
}

enum nl_answer nl_netbios_transports(struct nl_arena *arena, const struct nl_machine *machine,
                                     struct nl_texts *out_devices)
{
    struct nl_texts bound = {0};
    struct nl_texts devices = {0};
    struct nl_value value = nl_machine_registry(
        machine, NL_PACK("HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBIOS\\Linkage"), "Bind");
    bool readable = nl_value_as_texts(arena, &value, &bound);
    for (size_t i = 0; i < bound.count; i++) {
        if (bound.items[i][0] && !nl_starts(bound.items[i], "\\Device\\NetBT"))
            *NL_PUSH(arena, &devices) = bound.items[i];
    }
    *out_devices = devices;
    if (devices.count > 0)
        return NL_ANSWER_YES;
    return readable || value.state == NL_VALUE_ABSENT ? NL_ANSWER_NO : NL_ANSWER_UNKNOWN;
}

const char *nl_name_list(struct nl_arena *arena, const struct nl_texts *names, size_t limit)
{
    struct nl_text list;
    nl_text_init(&list, arena);
    for (size_t i = 0; i < names->count && i < limit; i++) {
        if (i > 0)
            nl_text_add(&list, ", ");
        nl_text_add(&list, nl_clean(arena, names->items[i]));
    }
    if (names->count > limit)
        nl_text_add(&list, ", ...");
    return list.data;
}

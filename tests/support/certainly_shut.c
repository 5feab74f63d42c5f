/* certainly_shut.c - a second opinion for property tests: whether a port is shut beyond doubt. */
#include "certainly_shut.h"

#include "base/text.h"

#include <string.h>

#define LOCAL                                                                                      \
    "HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\"
#define POLICY "HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\"

enum { PROFILES = 3 };
static const char *const names[PROFILES] = {"Domain", "Private", "Public"};
static const char *const folders[PROFILES] = {"DomainProfile", "StandardProfile", "PublicProfile"};

static bool is_known(enum nl_value_state state)
{
    return state == NL_VALUE_PRESENT || state == NL_VALUE_ABSENT;
}

static bool nothing_listens(const struct nl_machine *machine, const struct nl_port *port)
{
    const struct nl_listeners *listeners = &machine->listeners;
    bool tcp = port->protocol == NL_TCP;
    if (!is_known(tcp ? listeners->tcp4 : listeners->udp4) ||
        !is_known(tcp ? listeners->tcp6 : listeners->udp6))
        return false;
    for (size_t i = 0; i < listeners->list.count; i++) {
        const struct nl_listener *row = &listeners->list.items[i];
        if (row->protocol == port->protocol && row->port == port->number &&
            !nl_starts(row->address, "127.") && !nl_equal(row->address, "::1"))
            return false;
    }
    return true;
}

/* A switch of a profile: 0 or 1, or -1 where it is not certain. */
static int switch_of(struct nl_arena *arena, const struct nl_machine *machine, size_t profile,
                     const char *name, int otherwise, bool policy_only)
{
    const char *policy = nl_arena_format(arena, "%sProfile", names[profile]);
    bool new_names =
        nl_machine_registry(machine, POLICY "PrivateProfile", "").state != NL_VALUE_ABSENT ||
        nl_machine_registry(machine, POLICY "PublicProfile", "").state != NL_VALUE_ABSENT;
    const char *const paths[] = {
        nl_arena_format(arena, POLICY "%s", profile == 0 || new_names ? policy : "StandardProfile"),
        nl_arena_format(arena, LOCAL "Mdm\\%s", folders[profile]),
        nl_arena_format(arena, LOCAL "%s", folders[profile])};
    for (size_t i = 0; i < (policy_only ? 2u : 3u); i++) {
        struct nl_value value = nl_machine_registry(machine, paths[i], name);
        uint32_t number = 0;
        if (value.state == NL_VALUE_ABSENT)
            continue;
        if (!nl_value_as_dword(&value, &number))
            return -1;
        return number != 0;
    }
    return otherwise;
}

struct rule {
    bool active, inbound, block, allow, plain, here, port, app;
};

static bool holds_port(const char *text, unsigned number)
{
    const char *dash = strchr(text, '-');
    uint64_t first = 0;
    uint64_t last = 0;
    struct nl_number exact = nl_decimal(number);
    if (nl_equal(text, exact.text))
        return true;
    if (!dash)
        return !nl_parse_u64(text, 65535, &first); /* a word may be any port */
    char head[8] = "";
    if ((size_t)(dash - text) >= sizeof head)
        return true;
    memcpy(head, text, (size_t)(dash - text));
    return !nl_parse_u64(head, 65535, &first) || !nl_parse_u64(dash + 1, 65535, &last) ||
           (first <= number && number <= last);
}

static bool is_program(const struct nl_machine *machine, const struct nl_port *port,
                       const char *path)
{
    const char *slash = strrchr(path, '\\');
    const char *file = slash ? slash + 1 : path;
    if (nl_same(file, "System") || nl_same(file, "svchost.exe"))
        return true;
    for (size_t i = 0; i < machine->listeners.list.count; i++) {
        const struct nl_listener *row = &machine->listeners.list.items[i];
        if (row->port == port->number && nl_same(row->process, file))
            return true;
    }
    return false;
}

static struct rule read_rule(struct nl_arena *arena, const struct nl_machine *machine,
                             const struct nl_port *port, size_t profile, const char *text)
{
    struct rule rule = {.plain = true, .app = true};
    bool profiles = false;
    bool ports = false;
    bool protocol = true;
    struct nl_texts parts = nl_split(arena, text, '|');
    for (size_t i = 1; i < parts.count; i++) {
        const char *part = parts.items[i];
        const char *value = strchr(part, '=') ? strchr(part, '=') + 1 : "";
        if (nl_starts(part, "Action=")) {
            rule.block = nl_equal(value, "Block");
            rule.allow = !rule.block;
        } else if (nl_starts(part, "Active=")) {
            rule.active = nl_equal(value, "TRUE");
        } else if (nl_starts(part, "Dir=")) {
            rule.inbound = nl_equal(value, "In");
        } else if (nl_starts(part, "Protocol=")) {
            protocol = nl_equal(value, port->protocol == NL_TCP ? "6" : "17");
        } else if (nl_starts(part, "Profile=")) {
            profiles = true;
            rule.here = rule.here || nl_equal(value, names[profile]);
        } else if (nl_starts(part, "LPort")) {
            ports = true;
            rule.port = rule.port || holds_port(value, port->number);
        } else if (nl_starts(part, "App=")) {
            rule.app = is_program(machine, port, value);
            rule.plain = false;
        } else if (*part && !nl_starts(part, "Name=") && !nl_starts(part, "Desc=") &&
                   !nl_starts(part, "EmbedCtxt=")) {
            rule.plain = false;
        }
    }
    rule.here = rule.here || !profiles;
    rule.port = (rule.port || !ports) && protocol;
    return rule;
}

/* What one store does: 1 blocks for certain, 0 lets nobody in by itself, -1 may let somebody in. */
static int store_says(struct nl_arena *arena, const struct nl_machine *machine,
                      const struct nl_port *port, size_t profile, const char *path)
{
    const struct nl_registry_key *key = nl_machine_key(machine, path);
    int says = 0;
    bool bypass = false;
    if (!key || key->state != NL_VALUE_PRESENT)
        return nl_machine_registry(machine, path, "").state == NL_VALUE_ABSENT ? 0 : -1;
    bool blocks = false;
    for (size_t i = 0; i < key->values.count; i++) {
        const char *text = nl_value_as_text(arena, &key->values.items[i].value);
        if (!text)
            continue; /* what is no text is no rule for Windows either */
        struct rule rule = read_rule(arena, machine, port, profile, text);
        if (!rule.active || !rule.inbound || !rule.here || !rule.port)
            continue;
        if (rule.block && rule.plain)
            blocks = true;
        else if (rule.allow && rule.app)
            says = -1;
        bypass = bypass || nl_holds(text, "Action=ByPass");
    }
    return blocks && !bypass ? 1 : says;
}

static bool blocks_in(struct nl_arena *arena, const struct nl_machine *machine,
                      const struct nl_port *port, size_t profile)
{
    static const char *const stores[] = {POLICY "FirewallRules", LOCAL "Mdm\\FirewallRules",
                                         LOCAL "FirewallRules"};
    int merge = switch_of(arena, machine, profile, "AllowLocalPolicyMerge", 1, true);
    int on = switch_of(arena, machine, profile, "EnableFirewall", 1, false);
    bool blocked = false;
    bool open = false;
    if (on != 1)
        return false;
    for (size_t i = 0; i < 3; i++) {
        int says = i == 2 && merge == 0 ? 0 : store_says(arena, machine, port, profile, stores[i]);
        blocked = blocked || (says == 1 && (i < 2 || merge == 1));
        open = open || says == -1;
    }
    if (blocked)
        return true;
    return !open && merge != -1 &&
           switch_of(arena, machine, profile, "DefaultInboundAction", 1, false) == 1;
}

static bool firewall_blocks(struct nl_arena *arena, const struct nl_machine *machine,
                            const struct nl_port *port)
{
    const struct nl_service *service = nl_machine_service(machine, "MpsSvc");
    const struct nl_membership *membership = &machine->membership;
    bool domain = membership->state != NL_VALUE_PRESENT || membership->join == NL_JOIN_UNKNOWN ||
                  membership->join == NL_JOIN_DOMAIN || membership->controller == NL_ANSWER_YES ||
                  machine->os.kind == NL_OS_DOMAIN_CONTROLLER;
    if (!service || service->run != NL_SERVICE_RUNNING ||
        machine->firewall_products_seen == NL_ANSWER_NO)
        return false;
    for (size_t i = 0; i < machine->firewall_products.count; i++) {
        if (machine->firewall_products.items[i].owns_firewall != NL_ANSWER_NO)
            return false;
    }
    for (size_t i = domain ? 0 : 1; i < PROFILES; i++) {
        if (!blocks_in(arena, machine, port, i))
            return false;
    }
    return true;
}

bool certainly_shut(struct nl_arena *arena, const struct nl_machine *machine,
                    const struct nl_port *port)
{
    return nothing_listens(machine, port) || firewall_blocks(arena, machine, port);
}

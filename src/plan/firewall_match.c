/* firewall_match.c - whether a firewall rule speaks of a port and of a program that owns it. */
#include "firewall_match.h"

#include "base/text.h"

#include <string.h>

/* known: the owners so far, as "process|service"; neither name holds a '|'. */
static void add_owner(struct nl_arena *arena, struct nl_firewall_owners *owners,
                      struct nl_text_set *known, const char *process, const char *service)
{
    const char *key = nl_arena_format(arena, "%s|%s", process, service ? service : "");
    if (nl_text_set_add(arena, known, key, NULL))
        *NL_PUSH(arena, owners) = (struct nl_firewall_owner){process, service};
}

void nl_firewall_find_owners(struct nl_arena *arena, const struct nl_machine *machine,
                             const struct nl_port *port, struct nl_firewall_owners *out_owners)
{
    struct nl_firewall_owners owners = {0};
    struct nl_text_set known = {0};
    const struct nl_listeners *listeners = &machine->listeners;
    if (port->number == 135) {
        add_owner(arena, &owners, &known, "svchost.exe", "RpcSs");
        add_owner(arena, &owners, &known, "svchost.exe", "RpcEptMapper");
    } else {
        add_owner(arena, &owners, &known, "System", NULL);
    }
    for (size_t i = 0; i < listeners->list.count; i++) {
        const struct nl_listener *row = &listeners->list.items[i];
        if (row->port == port->number && row->protocol == port->protocol && row->process)
            add_owner(arena, &owners, &known, row->process, row->service);
    }
    *out_owners = owners;
}

bool nl_firewall_names_program(const struct nl_firewall_rule *rule, const char *file)
{
    const char *slash = rule->app ? strrchr(rule->app, '\\') : NULL;
    return rule->app && nl_same(slash ? slash + 1 : rule->app, file);
}

static bool owned_by(const struct nl_firewall_rule *rule, const struct nl_firewall_owner *owner)
{
    if (rule->app && !nl_firewall_names_program(rule, owner->process))
        return false;
    if (!rule->service)
        return true;
    return owner->service &&
           (nl_equal(rule->service, "*") || nl_same(rule->service, owner->service));
}

bool nl_firewall_names_port(const struct nl_firewall_rule *rule, unsigned port)
{
    if (port == 135 && nl_texts_hold(&rule->port_words, "RPC-EPMap"))
        return true;
    for (size_t i = 0; i < rule->ports.count; i++) {
        if (rule->ports.items[i].first <= port && port <= rule->ports.items[i].last)
            return true;
    }
    return false;
}

bool nl_firewall_concerns(const struct nl_firewall_rule *rule, const struct nl_port *port,
                          const struct nl_firewall_owners *owners)
{
    unsigned protocol = port->protocol == NL_TCP ? 6 : 17;
    /* Packaged applications never own these ports, and announced traffic is not theirs: the stock
     * rule WiFiDirect-KM-Driver-In-TCP of Windows 10 is for System and every port. */
    if (!rule->inbound || rule->foreign || rule->package || rule->trust_tuple)
        return false;
    if ((rule->protocol != NL_FIREWALL_ANY_PROTOCOL && rule->protocol != protocol) ||
        !(rule->every_port || nl_firewall_names_port(rule, port->number)))
        return false;
    for (size_t i = 0; i < owners->count; i++) {
        if (owned_by(rule, &owners->items[i]))
            return true;
    }
    return false;
}

/* recommend.c - which built-in profile fits this machine.
 *
 * The first row that applies decides. The order puts first what would break for others, then what
 * is exposed to the Internet, then what the machine offers, then what it is:
 *
 *   1  domain controller, failover cluster, Exchange     file-server (445 has to stay; risks stop
 *                                                         the rest)
 *   2  a public IPv4 address, server system               internet-server
 *   3  a public IPv4 address, any other system            internet-client
 *   4  WINS in use, NetBEUI runs, or Windows before Vista legacy-lan (NetBIOS is in use)
 *   5  shares or printers published, or SMB sessions now  file-server
 *   6  server system                                      file-server (remote administration)
 *   7  member of a domain, or joined to Entra ID          office-client
 *   8  shares not seen                                    office-client for a client system,
 *                                                         legacy-lan where that is not known either
 *   9  a client in a workgroup that publishes nothing     internet-client
 *
 * A global IPv6 address is no evidence of being reached from the Internet (most routers filter), so
 * it only makes unsure. What cannot be seen never counts as absent: it is listed as unsure, and in
 * row 8 it leads to the profile that takes less away. */
#include "recommend.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "inet.h"

#define FIRST_VISTA_BUILD 6000
#define SHARE_SPECIAL 0x80000000u
#define SHARE_KIND 0xffu

enum { SHARE_DISK = 0, SHARE_PRINTER = 1, IF_TYPE_LOOPBACK = 24 };

/* What the machine shows, gathered once. */
struct evidence {
    bool controller, cluster, exchange;
    bool server, client;
    bool domain, entra;
    bool old;
    bool netbios_needed;
    bool published;
    bool shares_seen;
    bool public_v4;
};

static bool is_there(const struct nl_machine *machine, const char *service)
{
    const struct nl_service *found = nl_machine_service(machine, service);
    uint32_t start = 0;
    return found && (found->run == NL_SERVICE_RUNNING ||
                     (nl_value_as_dword(&found->start, &start) && start != 4));
}

static void look_at_role(struct nl_arena *arena, const struct nl_machine *machine,
                         struct evidence *found, struct nl_recommendation *out)
{
    found->controller = machine->os.kind == NL_OS_DOMAIN_CONTROLLER ||
                        (machine->membership.state == NL_VALUE_PRESENT &&
                         machine->membership.controller == NL_ANSWER_YES);
    found->server = machine->os.kind == NL_OS_SERVER || found->controller;
    found->client = machine->os.kind == NL_OS_CLIENT;
    found->domain =
        machine->membership.state == NL_VALUE_PRESENT && machine->membership.join == NL_JOIN_DOMAIN;
    found->entra =
        machine->membership.state == NL_VALUE_PRESENT && machine->membership.join == NL_JOIN_ENTRA;
    found->old = machine->os.build != 0 && machine->os.build < FIRST_VISTA_BUILD;
    found->cluster = is_there(machine, "ClusSvc");
    found->exchange =
        is_there(machine, "MSExchangeIS") || is_there(machine, "MSExchangeADTopology");
    if (found->controller)
        nl_say_to(arena, &out->reasons,
                  NL_T("It is a domain controller: clients need its TCP 135 and 445."));
    if (found->cluster)
        nl_say_to(arena, &out->reasons,
                  NL_T("It is a node of a failover cluster, which needs TCP 135 and 445."));
    if (found->exchange)
        nl_say_to(arena, &out->reasons, NL_T("It runs Exchange, which needs TCP 135 and 445."));
    if (machine->os.kind == NL_OS_UNKNOWN)
        nl_say_to(arena, &out->unsure,
                  NL_T("Whether this is a server or a client system could not be seen."));
    if (machine->services_state != NL_VALUE_PRESENT)
        nl_say_to(arena, &out->unsure,
                  NL_T("The services could not be seen, so a cluster or Exchange may have been "
                       "missed."));
    if (machine->membership.state != NL_VALUE_PRESENT ||
        machine->membership.join == NL_JOIN_UNKNOWN)
        nl_say_to(arena, &out->unsure, NL_T("Whether it belongs to a domain could not be seen."));
}

static void look_at_addresses(struct nl_arena *arena, const struct nl_machine *machine,
                              struct evidence *found, struct nl_recommendation *out)
{
    bool public_v6 = false;
    for (size_t i = 0; i < machine->adapters.count; i++) {
        const struct nl_adapter *adapter = &machine->adapters.items[i];
        if (adapter->up == NL_ANSWER_NO || adapter->type == IF_TYPE_LOOPBACK)
            continue;
        if (adapter->wins.count) {
            found->netbios_needed = true;
            nl_say_to(arena, &out->reasons, NL_T("Its adapter {1} uses a WINS server."),
                      nl_clean(arena, adapter->name ? adapter->name : "?"));
        }
        for (size_t a = 0; a < adapter->addresses.count; a++) {
            struct nl_inet address;
            const char *text = adapter->addresses.items[a].address;
            if (!nl_inet_parse(text, &address) || nl_inet_kind(&address) != NL_INET_PUBLIC)
                continue;
            if (!address.v6) {
                found->public_v4 = true;
                nl_say_to(arena, &out->reasons,
                          NL_T("It has the public address {1}: the Internet reaches it unless a "
                               "firewall stands in front."),
                          nl_clean(arena, text));
            } else {
                public_v6 = true;
            }
        }
    }
    if (public_v6)
        nl_say_to(
            arena, &out->unsure,
            NL_T("It has a global IPv6 address; whether a router filters what comes in cannot "
                 "be seen from here."));
    if (machine->adapters_state != NL_VALUE_PRESENT)
        nl_say_to(arena, &out->unsure,
                  NL_T("Its addresses could not be seen, so it may be on the Internet directly."));
}

static void look_at_sharing(struct nl_arena *arena, const struct nl_machine *machine,
                            struct evidence *found, struct nl_recommendation *out)
{
    size_t disks = 0;
    size_t printers = 0;
    for (size_t i = 0; i < machine->shares.list.count; i++) {
        const struct nl_share *share = &machine->shares.list.items[i];
        if (share->type & SHARE_SPECIAL || nl_same(share->name, "print$"))
            continue;
        disks += (share->type & SHARE_KIND) == SHARE_DISK;
        printers += (share->type & SHARE_KIND) == SHARE_PRINTER;
    }
    if (disks)
        nl_say_to(arena, &out->reasons, NL_T("It publishes {1} shared folders."),
                  nl_decimal(disks).text);
    if (printers)
        nl_say_to(arena, &out->reasons, NL_T("It publishes {1} shared printers."),
                  nl_decimal(printers).text);
    if (machine->sessions.list.count)
        nl_say_to(arena, &out->reasons, NL_T("{1} SMB sessions from other machines are open now."),
                  nl_decimal(machine->sessions.list.count).text);
    found->published = disks || printers || machine->sessions.list.count;
    found->shares_seen = machine->shares.state == NL_VALUE_PRESENT;
    if (!found->shares_seen)
        nl_say_to(arena, &out->unsure, NL_T("Its shares could not be seen."));
    if (machine->sessions.state != NL_VALUE_PRESENT && !found->published)
        nl_say_to(arena, &out->unsure, NL_T("Who is connected to its shares could not be seen."));
    if (is_there(machine, "Nbf") || is_there(machine, "NwlnkNb")) {
        found->netbios_needed = true;
        nl_say_to(arena, &out->reasons, NL_T("An old NetBIOS transport is installed and on."));
    }
}

static const char *choose(struct nl_arena *arena, const struct evidence *found,
                          struct nl_recommendation *out)
{
    if (found->controller || found->cluster || found->exchange)
        return "file-server";
    if (found->public_v4) {
        if (found->published)
            nl_say_to(arena, &out->unsure,
                      NL_T("It publishes files although it has a public address. If that is meant, "
                           "take file-server and put a firewall in front."));
        if (found->domain)
            nl_say_to(arena, &out->unsure,
                      NL_T("It is a member of a domain although it has a public address; the "
                           "domain's administrators may need to reach it."));
        return found->server ? "internet-server" : "internet-client";
    }
    if (found->netbios_needed || found->old) {
        if (found->old)
            nl_say_to(arena, &out->reasons,
                      NL_T("It is a Windows from before Vista: its peers are likely to need "
                           "NetBIOS."));
        return "legacy-lan";
    }
    if (found->published)
        return "file-server";
    if (found->server) {
        nl_say_to(arena, &out->reasons,
                  NL_T("It is a server system: Microsoft advises to keep its Server service for "
                       "remote administration, even without shares."));
        return "file-server";
    }
    if (found->domain) {
        nl_say_to(arena, &out->reasons, NL_T("It is a member of a domain and publishes nothing."));
        return "office-client";
    }
    if (!found->shares_seen) {
        nl_say_to(arena, &out->reasons,
                  NL_T("Too little could be seen for more, so the profile that takes less away is "
                       "chosen."));
        return found->client ? "office-client" : "legacy-lan";
    }
    if (found->entra) {
        nl_say_to(arena, &out->reasons,
                  NL_T("It is joined to Microsoft Entra ID and publishes nothing."));
        return "office-client";
    }
    nl_say_to(arena, &out->reasons,
              NL_T("It is in no domain and publishes neither files nor printers."));
    return "internet-client";
}

void nl_recommend(struct nl_arena *arena, const struct nl_machine *machine,
                  struct nl_recommendation *out_recommendation)
{
    struct nl_recommendation out = {0};
    struct evidence found = {0};
    look_at_role(arena, machine, &found, &out);
    look_at_addresses(arena, machine, &found, &out);
    look_at_sharing(arena, machine, &found, &out);
    out.profile = choose(arena, &found, &out);
    *out_recommendation = out;
}

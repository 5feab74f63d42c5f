/* win_adapters.c - the network adapters.
 *
 * Structures: iptypes.h and the reference page of IP_ADAPTER_ADDRESSES. The structure of XP is
 * shorter than today's; its Length says which one it is. */
#include "win_adapters.h"

#include "base/clean.h"
#include "base/ip_text.h"
#include "win_error.h"
#include "win_netapi.h"
#include "win_text.h"

#include <ws2tcpip.h>

#include <string.h>

enum {
    FIRST_SIZE = 16 * 1024,
    MOST_SIZE = 8 * 1024 * 1024,
    TRIES = 5,
    MOST_ADAPTERS = 4096,
    MOST_ADDRESSES = 1024,
    FLAG_DHCP = 0x4,    /* IP_ADAPTER_DHCP_ENABLED */
    FLAG_NETBIOS = 0x40 /* IP_ADAPTER_NETBIOS_OVER_TCPIP_ENABLED, Vista and later */
};

static const struct win_adapters_calls system_calls = {.addresses = win_get_adapters_addresses};
static const struct win_adapters_calls *calls = &system_calls;

void win_adapters_replace(const struct win_adapters_calls *replacement)
{
    calls = replacement ? replacement : &system_calls;
}

static ULONG ask(struct nl_arena *arena, ULONG flags, IP_ADAPTER_ADDRESSES **out_first)
{
    ULONG size = FIRST_SIZE;
    ULONG code = ERROR_BUFFER_OVERFLOW;
    for (int i = 0; i < TRIES && code == ERROR_BUFFER_OVERFLOW && size <= MOST_SIZE; i++) {
        ULONG had = size;
        IP_ADAPTER_ADDRESSES *adapters = nl_arena_alloc(arena, size);
        code = calls->addresses(AF_UNSPEC, flags, NULL, adapters, &size);
        *out_first = adapters;
        /* Adapters come and go between two calls, and a system may not say how much it needs. */
        if (size <= had)
            size = had * 2;
    }
    return code;
}

static ULONG ask_any(struct nl_arena *arena, IP_ADAPTER_ADDRESSES **out_first)
{
    static const ULONG leave_out = GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST;
    /* Not GAA_FLAG_INCLUDE_ALL_INTERFACES: it adds the filter drivers and miniports that TCP/IP is
     * not bound to, dozens on every machine, each of which would look like an adapter. */
    ULONG code =
        ask(arena, leave_out | GAA_FLAG_INCLUDE_WINS_INFO | GAA_FLAG_INCLUDE_PREFIX, out_first);
    /* Flags newer than the system. */
    if (code == ERROR_INVALID_PARAMETER || code == ERROR_INVALID_FLAGS ||
        code == ERROR_NOT_SUPPORTED)
        code = ask(arena, leave_out, out_first);
    return code;
}

static const char *address_text(struct nl_arena *arena, const SOCKET_ADDRESS *address)
{
    const struct sockaddr *any = address->lpSockaddr;
    if (!any || address->iSockaddrLength < (int)sizeof(struct sockaddr_in))
        return NULL;
    uint8_t bytes[16];
    if (any->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, any, sizeof v4);
        memcpy(bytes, &v4.sin_addr, 4);
        return nl_ip4_text(arena, bytes);
    }
    if (any->sa_family == AF_INET6 &&
        address->iSockaddrLength >= (int)sizeof(struct sockaddr_in6)) {
        struct sockaddr_in6 v6;
        memcpy(&v6, any, sizeof v6);
        memcpy(bytes, &v6.sin6_addr, 16);
        return nl_ip6_text(arena, bytes, 0);
    }
    return NULL;
}

static bool is_long(const IP_ADAPTER_ADDRESSES *from)
{
    return from->Length >= offsetof(IP_ADAPTER_ADDRESSES, FirstGatewayAddress);
}

static void add_addresses(struct nl_arena *arena, const IP_ADAPTER_ADDRESSES *from,
                          struct nl_adapter *adapter)
{
    const IP_ADAPTER_UNICAST_ADDRESS *at = from->FirstUnicastAddress;
    for (int i = 0; at && i < MOST_ADDRESSES; i++, at = at->Next) {
        const char *text = address_text(arena, &at->Address);
        if (!text)
            continue;
        struct nl_ip *ip = NL_PUSH(arena, &adapter->addresses);
        ip->address = text;
        /* The prefix came with Vista's longer structure. On x86 this one alone does not tell: it is
         * padded to the same size before and after. */
        if (is_long(from) && at->Length > offsetof(IP_ADAPTER_UNICAST_ADDRESS, OnLinkPrefixLength))
            ip->prefix = at->OnLinkPrefixLength;
    }
}

static enum nl_answer netbios_of(const IP_ADAPTER_ADDRESSES *from)
{
    if (!is_long(from))
        return NL_ANSWER_UNKNOWN;
    return from->Flags & FLAG_NETBIOS ? NL_ANSWER_YES : NL_ANSWER_NO;
}

static enum nl_answer up_of(const IP_ADAPTER_ADDRESSES *from)
{
    if (from->OperStatus == IfOperStatusUp)
        return NL_ANSWER_YES;
    return from->OperStatus == IfOperStatusUnknown ? NL_ANSWER_UNKNOWN : NL_ANSWER_NO;
}

/* AdapterName is one byte a character: a GUID, or on odd systems another name. */
static const char *guid_of(struct nl_arena *arena, const IP_ADAPTER_ADDRESSES *from)
{
    if (!from->AdapterName)
        return "";
    return nl_clean(arena, from->AdapterName);
}

static void add_adapter(struct nl_arena *arena, const IP_ADAPTER_ADDRESSES *from,
                        struct nl_machine *machine)
{
    struct nl_adapter *adapter = NL_PUSH(arena, &machine->adapters);
    adapter->guid = guid_of(arena, from);
    adapter->name = win_narrow(arena, from->FriendlyName);
    adapter->description = win_narrow(arena, from->Description);
    adapter->type = from->IfType;
    adapter->up = up_of(from);
    adapter->dhcp = from->Flags & FLAG_DHCP ? NL_ANSWER_YES : NL_ANSWER_NO;
    adapter->netbios = netbios_of(from);
    add_addresses(arena, from, adapter);
    const IP_ADAPTER_WINS_SERVER_ADDRESS *wins =
        is_long(from) ? from->FirstWinsServerAddress : NULL;
    for (int i = 0; wins && i < MOST_ADDRESSES; i++, wins = wins->Next) {
        const char *text = address_text(arena, &wins->Address);
        if (text)
            nl_texts_add(&adapter->wins, arena, text);
    }
}

void win_adapters_survey(struct nl_arena *arena, struct nl_machine *machine)
{
    IP_ADAPTER_ADDRESSES *first = NULL;
    ULONG code = ask_any(arena, &first);
    machine->adapters_state = NL_VALUE_PRESENT;
    if (code == ERROR_NO_DATA)
        return; /* no adapter at all: an answer */
    if (code != ERROR_SUCCESS) {
        machine->adapters_state = win_unread_state(code);
        machine->adapters_code = code;
        nl_machine_say_unseen(arena, machine, "adapters", machine->adapters_state, code, NULL);
        return;
    }
    for (int i = 0; first && i < MOST_ADAPTERS; i++, first = first->Next)
        add_adapter(arena, first, machine);
}

enum nl_answer win_adapters_netbios(struct nl_arena *arena, const char *guid)
{
    IP_ADAPTER_ADDRESSES *first = NULL;
    if (ask_any(arena, &first) != ERROR_SUCCESS)
        return NL_ANSWER_UNKNOWN;
    for (int i = 0; first && i < MOST_ADAPTERS; i++, first = first->Next) {
        if (nl_same(guid_of(arena, first), guid))
            return netbios_of(first);
    }
    return NL_ANSWER_UNKNOWN;
}

enum nl_answer win_adapters_serves(struct nl_arena *arena, const char *guid,
                                   struct nl_texts *out_addresses)
{
    struct nl_machine listed = {0};
    win_adapters_survey(arena, &listed);
    if (listed.adapters_state != NL_VALUE_PRESENT)
        return NL_ANSWER_UNKNOWN;
    const struct nl_adapter *adapter = nl_machine_adapter(&listed, guid);
    if (!adapter || adapter->up == NL_ANSWER_NO)
        return NL_ANSWER_NO;
    for (size_t i = 0; i < adapter->addresses.count; i++) {
        if (!nl_holds(adapter->addresses.items[i].address, ":"))
            nl_texts_add(out_addresses, arena, adapter->addresses.items[i].address);
    }
    return out_addresses->count > 0 ? NL_ANSWER_YES : NL_ANSWER_NO;
}

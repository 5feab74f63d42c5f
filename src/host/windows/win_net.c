/* win_net.c - sockets through Winsock.
 *
 * ws2_32.dll is not among the DLLs that netlatch is linked with: only a probe needs it. A failed
 * connection is seen in the except set of select, not in the write set (reference page of select);
 * WSAPoll misses it before Windows 10 2004. */
#include "win_net.h"

#include "base/clean.h"
#include "win_error.h"
#include "win_load.h"
#include "win_netapi.h"
#include "win_text.h"

#include <string.h>

enum {
    MOST_SOCKETS = NL_NET_WAIT_MOST,
    FIRST_SIZE = 16 * 1024,
    MOST_SIZE = 8 * 1024 * 1024,
    TRIES = 5,
    MOST_LINKS = 4096 /* of a list that the system makes */
};

_Static_assert((int)MOST_SOCKETS < (int)FD_SETSIZE, "one select holds every socket");

static const struct win_net_calls *replaced;
static struct win_net_calls calls;

/* A socket of ours is its place in this table. */
static struct {
    SOCKET handle;
    bool used;
    bool datagram;
} sockets[MOST_SOCKETS];

void win_net_replace(const struct win_net_calls *replacement)
{
    replaced = replacement;
}

#define FROM_WINSOCK(name, member) WIN_LOAD(L"ws2_32.dll", name, &calls.member)

static bool load(void)
{
    if (replaced) {
        calls = *replaced;
        return true;
    }
    /* Only these two are younger than the oldest Windows: a name cannot be asked without them. */
    bool resolver = FROM_WINSOCK("GetAddrInfoW", resolve);
    resolver = FROM_WINSOCK("FreeAddrInfoW", resolved) && resolver;
    if (!resolver)
        calls.resolve = NULL;
    return FROM_WINSOCK("WSAStartup", startup) && FROM_WINSOCK("WSAGetLastError", last_error) &&
           FROM_WINSOCK("socket", socket) && FROM_WINSOCK("ioctlsocket", ioctl) &&
           FROM_WINSOCK("connect", connect) && FROM_WINSOCK("select", select) &&
           FROM_WINSOCK("send", send) && FROM_WINSOCK("recv", receive) &&
           FROM_WINSOCK("getsockopt", option) && FROM_WINSOCK("getsockname", local) &&
           FROM_WINSOCK("shutdown", shutdown) && FROM_WINSOCK("closesocket", close);
}

static struct nl_net_result result_of(int number, bool datagram)
{
    enum nl_net_outcome outcome = NL_NET_FAILED;
    switch (number) {
    case WSAEWOULDBLOCK:
    case WSAEINPROGRESS:
    case WSAEINTR:
        return (struct nl_net_result){.outcome = NL_NET_PENDING};
    case WSAECONNREFUSED:
        outcome = NL_NET_REFUSED;
        break;
    case WSAECONNRESET:
        /* On a connected UDP socket this is an ICMP port unreachable (KB 263823). */
        outcome = datagram ? NL_NET_REFUSED : NL_NET_RESET;
        break;
    case WSAECONNABORTED:
    case WSAESHUTDOWN:
        outcome = NL_NET_RESET;
        break;
    case WSAEHOSTUNREACH:
    case WSAENETUNREACH:
    case WSAEHOSTDOWN:
    case WSAENETDOWN:
    case WSAENETRESET: /* UDP: the time to live ran out on the way */
    case WSAEACCES:
        outcome = NL_NET_UNREACHABLE;
        break;
    case WSAETIMEDOUT:
        outcome = NL_NET_TIMED_OUT;
        break;
    default:
        break;
    }
    return (struct nl_net_result){.outcome = outcome, .code = (uint32_t)number};
}

static struct nl_net_result last(int place)
{
    return result_of(calls.last_error(), sockets[place].datagram);
}

static struct nl_net_result done(int size)
{
    return (struct nl_net_result){.outcome = NL_NET_DONE, .size = (size_t)size};
}

static int system_address(const struct nl_net_address *address, uint16_t port,
                          struct sockaddr_storage *out)
{
    /* htons is a function of Winsock, which is not linked: network order by hand. */
    uint8_t order[2] = {(uint8_t)(port >> 8), (uint8_t)(port & 0xFF)};
    memset(out, 0, sizeof *out);
    if (address->v6) {
        struct sockaddr_in6 v6;
        memset(&v6, 0, sizeof v6);
        v6.sin6_family = AF_INET6;
        memcpy(&v6.sin6_port, order, sizeof order);
        memcpy(&v6.sin6_addr, address->bytes, 16);
        v6.sin6_scope_id = address->scope;
        memcpy(out, &v6, sizeof v6);
        return (int)sizeof v6;
    }
    struct sockaddr_in v4;
    memset(&v4, 0, sizeof v4);
    v4.sin_family = AF_INET;
    memcpy(&v4.sin_port, order, sizeof order);
    memcpy(&v4.sin_addr, address->bytes, 4);
    memcpy(out, &v4, sizeof v4);
    return (int)sizeof v4;
}

static bool own_address(const struct sockaddr *from, size_t size, struct nl_net_address *out)
{
    *out = (struct nl_net_address){0};
    if (from && size >= sizeof(struct sockaddr_in) && from->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, from, sizeof v4);
        memcpy(out->bytes, &v4.sin_addr, 4);
        return true;
    }
    if (from && size >= sizeof(struct sockaddr_in6) && from->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, from, sizeof v6);
        out->v6 = true;
        memcpy(out->bytes, &v6.sin6_addr, 16);
        out->scope = v6.sin6_scope_id;
        return true;
    }
    return false;
}

static enum nl_status net_resolve(struct nl_net *net, struct nl_arena *arena, const char *name,
                                  struct nl_net_addresses *out_addresses, struct nl_error *err)
{
    (void)net;
    ADDRINFOW hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    PADDRINFOW list = NULL;
    if (!calls.resolve)
        return nl_fail(err, NL_UNSUPPORTED,
                       NL_T("this Windows cannot look up names here; name an address"));
    int code = calls.resolve(win_wide(arena, name), NULL, &hints, &list);
    if (code != 0) {
        (void)nl_fail(err, NL_NOT_FOUND, NL_T("{1} cannot be resolved"), nl_clean(arena, name));
        (void)nl_native(err, NL_NATIVE_WIN32, (uint32_t)code, "GetAddrInfoW");
        return NL_NOT_FOUND;
    }
    int links = 0;
    for (const ADDRINFOW *one = list; one && links < MOST_LINKS; one = one->ai_next, links++) {
        struct nl_net_address address;
        if (own_address(one->ai_addr, one->ai_addrlen, &address))
            *NL_PUSH(arena, out_addresses) = address;
    }
    calls.resolved(list);
    return NL_OK;
}

static ULONG ask_adapters(struct nl_arena *arena, IP_ADAPTER_ADDRESSES **out_first)
{
    ULONG size = FIRST_SIZE;
    ULONG code = ERROR_BUFFER_OVERFLOW;
    for (int i = 0; i < TRIES && code == ERROR_BUFFER_OVERFLOW && size <= MOST_SIZE; i++) {
        ULONG had = size;
        *out_first = nl_arena_alloc(arena, size);
        code = win_get_adapters_addresses(
            AF_UNSPEC, GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST | GAA_FLAG_SKIP_DNS_SERVER,
            NULL, *out_first, &size);
        if (size <= had)
            size = had * 2;
    }
    return code;
}

static void add_address(struct nl_arena *arena, const IP_ADAPTER_ADDRESSES *adapter,
                        const IP_ADAPTER_UNICAST_ADDRESS *from, struct nl_net_interfaces *list)
{
    struct nl_net_address address;
    if (!own_address(from->Address.lpSockaddr, (size_t)from->Address.iSockaddrLength, &address))
        return;
    struct nl_net_interface *own = NL_PUSH(arena, list);
    own->name = win_narrow(arena, adapter->FriendlyName);
    own->index = address.v6 ? adapter->Ipv6IfIndex : adapter->IfIndex;
    own->address = address;
    own->up = adapter->OperStatus == IfOperStatusUp;
    own->loopback = adapter->IfType == IF_TYPE_SOFTWARE_LOOPBACK;
    own->unusable = from->DadState != IpDadStatePreferred && from->DadState != IpDadStateDeprecated;
    /* The prefix came with Vista's longer structure. */
    if (adapter->Length > offsetof(IP_ADAPTER_ADDRESSES, Ipv4Metric) &&
        from->Length > offsetof(IP_ADAPTER_UNICAST_ADDRESS, OnLinkPrefixLength))
        own->prefix = from->OnLinkPrefixLength;
}

static enum nl_status net_interfaces(struct nl_net *net, struct nl_arena *arena,
                                     struct nl_net_interfaces *out_interfaces, struct nl_error *err)
{
    (void)net;
    IP_ADAPTER_ADDRESSES *adapter = NULL;
    ULONG code = ask_adapters(arena, &adapter);
    if (code == ERROR_NO_DATA)
        return NL_OK;
    if (code != ERROR_SUCCESS)
        return win_fail(err, code, "GetAdaptersAddresses");
    for (int i = 0; adapter && i < MOST_LINKS; i++, adapter = adapter->Next) {
        const IP_ADAPTER_UNICAST_ADDRESS *one = adapter->FirstUnicastAddress;
        for (int j = 0; one && j < MOST_LINKS; j++, one = one->Next)
            add_address(arena, adapter, one, out_interfaces);
    }
    return NL_OK;
}

static int free_place(void)
{
    for (int i = 0; i < MOST_SOCKETS; i++) {
        if (!sockets[i].used)
            return i;
    }
    return -1;
}

static struct nl_net_result net_open(struct nl_net *net, enum nl_protocol protocol,
                                     const struct nl_net_address *address, uint16_t port,
                                     int *out_socket)
{
    (void)net;
    struct sockaddr_storage to;
    int size = system_address(address, port, &to);
    int place = free_place();
    u_long on = 1;
    *out_socket = -1;
    if (place < 0)
        return result_of(WSAEMFILE, false);
    SOCKET handle = calls.socket(address->v6 ? AF_INET6 : AF_INET,
                                 protocol == NL_TCP ? SOCK_STREAM : SOCK_DGRAM,
                                 protocol == NL_TCP ? IPPROTO_TCP : IPPROTO_UDP);
    if (handle == INVALID_SOCKET)
        return result_of(calls.last_error(), protocol == NL_UDP);
    struct nl_net_result result = done(0);
    /* FIONBIO, written out: the macro's conversions are not ours to mend. */
    static const long non_blocking = (long)0x8004667EU;
    if (calls.ioctl(handle, non_blocking, &on) != 0 ||
        calls.connect(handle, (const struct sockaddr *)&to, size) != 0)
        result = result_of(calls.last_error(), protocol == NL_UDP);
    if (result.outcome != NL_NET_DONE && result.outcome != NL_NET_PENDING) {
        (void)calls.close(handle);
        return result;
    }
    sockets[place].handle = handle;
    sockets[place].used = true;
    sockets[place].datagram = protocol == NL_UDP;
    *out_socket = place;
    return result;
}

/* FD_SET and FD_ISSET call a function of Winsock; the set is an array and a count. */
static void put(fd_set *set, SOCKET handle)
{
    if (set->fd_count < FD_SETSIZE)
        set->fd_array[set->fd_count++] = handle;
}

static bool holds(const fd_set *set, SOCKET handle)
{
    for (u_int i = 0; i < set->fd_count; i++) {
        if (set->fd_array[i] == handle)
            return true;
    }
    return false;
}

static bool net_wait(struct nl_net *net, struct nl_net_wait *waits, size_t count,
                     uint32_t timeout_ms)
{
    (void)net;
    fd_set reading;
    fd_set writing;
    fd_set failed;
    reading.fd_count = writing.fd_count = failed.fd_count = 0;
    for (size_t i = 0; i < count; i++) {
        SOCKET handle = sockets[waits[i].socket].handle;
        waits[i].ready = false;
        if (waits[i].for_reading)
            put(&reading, handle);
        if (waits[i].for_writing)
            put(&writing, handle);
        put(&failed, handle);
    }
    struct timeval timeout = {.tv_sec = (long)(timeout_ms / 1000),
                              .tv_usec = (long)(timeout_ms % 1000) * 1000};
    if (count == 0 || calls.select(0, &reading, &writing, &failed, &timeout) < 0)
        return false;
    for (size_t i = 0; i < count; i++) {
        SOCKET handle = sockets[waits[i].socket].handle;
        waits[i].ready =
            holds(&reading, handle) || holds(&writing, handle) || holds(&failed, handle);
    }
    return true;
}

static struct nl_net_result net_connected(struct nl_net *net, int place)
{
    (void)net;
    int number = 0;
    int size = sizeof number;
    if (calls.option(sockets[place].handle, SOL_SOCKET, SO_ERROR, (char *)&number, &size) != 0)
        return last(place);
    return number == 0 ? done(0) : result_of(number, sockets[place].datagram);
}

static struct nl_net_result net_send(struct nl_net *net, int place, const void *bytes, size_t size)
{
    (void)net;
    int sent = calls.send(sockets[place].handle, bytes, (int)size, 0);
    return sent < 0 ? last(place) : done(sent);
}

static struct nl_net_result net_receive(struct nl_net *net, int place, void *buffer, size_t room)
{
    (void)net;
    int received = calls.receive(sockets[place].handle, buffer, (int)room, 0);
    if (received == 0 && !sockets[place].datagram)
        return (struct nl_net_result){.outcome = NL_NET_END};
    if (received >= 0)
        return done(received);
    struct nl_net_result result = last(place);
    /* A datagram that did not fit: its beginning is there. */
    if (result.code == WSAEMSGSIZE)
        return done((int)room);
    return result;
}

static bool net_local(struct nl_net *net, int place, struct nl_net_address *out_address)
{
    (void)net;
    struct sockaddr_storage from;
    int size = sizeof from;
    memset(&from, 0, sizeof from);
    return calls.local(sockets[place].handle, (struct sockaddr *)&from, &size) == 0 &&
           own_address((const struct sockaddr *)&from, (size_t)size, out_address);
}

static void net_close(struct nl_net *net, int place)
{
    (void)net;
    (void)calls.shutdown(sockets[place].handle, SD_SEND);
    (void)calls.close(sockets[place].handle);
    sockets[place].used = false;
}

static const char *net_code_name(struct nl_net *net, uint32_t code)
{
    static const struct {
        uint32_t number;
        const char *name;
    } rows[] = {
        {WSAECONNREFUSED, "WSAECONNREFUSED"},
        {WSAECONNRESET, "WSAECONNRESET"},
        {WSAECONNABORTED, "WSAECONNABORTED"},
        {WSAESHUTDOWN, "WSAESHUTDOWN"},
        {WSAEHOSTUNREACH, "WSAEHOSTUNREACH"},
        {WSAENETUNREACH, "WSAENETUNREACH"},
        {WSAEHOSTDOWN, "WSAEHOSTDOWN"},
        {WSAENETDOWN, "WSAENETDOWN"},
        {WSAENETRESET, "WSAENETRESET"},
        {WSAEACCES, "WSAEACCES"},
        {WSAETIMEDOUT, "WSAETIMEDOUT"},
        {WSAEINVAL, "WSAEINVAL"},
        {WSAEMFILE, "WSAEMFILE"},
        {WSAEAFNOSUPPORT, "WSAEAFNOSUPPORT"},
        {WSAEADDRNOTAVAIL, "WSAEADDRNOTAVAIL"},
    };
    (void)net;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        if (rows[i].number == code)
            return rows[i].name;
    }
    return NULL;
}

enum nl_status nl_windows_net_open(struct nl_net **out_net, struct nl_error *err)
{
    static const struct nl_net_ops ops = {
        .resolve = net_resolve,
        .interfaces = net_interfaces,
        .open = net_open,
        .wait = net_wait,
        .connected = net_connected,
        .send = net_send,
        .receive = net_receive,
        .local = net_local,
        .close = net_close,
        .code_name = net_code_name,
    };
    static struct nl_net net = {.ops = &ops};
    static WSADATA data;
    if (!load())
        return nl_fail(err, NL_UNSUPPORTED, NL_T("this Windows has no Winsock 2"));
    int code = calls.startup(MAKEWORD(2, 2), &data);
    if (code != 0)
        return win_fail(err, (DWORD)code, "WSAStartup");
    *out_net = &net;
    return NL_OK;
}

/* posix_net.c - sockets, where there is no Windows. */

#include "posix_net.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clean.h"
#include "posix_error.h"

/* What a number says of a connection; for UDP the same, as an error of an earlier datagram. */
static struct nl_net_result result_of(int number)
{
    enum nl_net_outcome outcome = NL_NET_FAILED;
    switch (number) {
    case EAGAIN:
    case EINTR:
    case EINPROGRESS:
        return (struct nl_net_result){.outcome = NL_NET_PENDING};
    case ECONNREFUSED:
        outcome = NL_NET_REFUSED;
        break;
    case ECONNRESET:
    case EPIPE:
    case ECONNABORTED:
        outcome = NL_NET_RESET;
        break;
    case EHOSTUNREACH:
    case ENETUNREACH:
    case EHOSTDOWN:
    case ENETDOWN:
    case ENOPROTOOPT: /* ICMP protocol unreachable */
    case EACCES:      /* ICMPv6 administratively prohibited, or a rule of this machine */
    case EPERM:
        outcome = NL_NET_UNREACHABLE;
        break;
    case ETIMEDOUT:
        outcome = NL_NET_TIMED_OUT;
        break;
    default:
        break;
    }
    return (struct nl_net_result){.outcome = outcome, .code = (uint32_t)number};
}

static struct nl_net_result done(ssize_t size)
{
    return (struct nl_net_result){.outcome = NL_NET_DONE, .size = (size_t)size};
}

static socklen_t system_address(const struct nl_net_address *address, uint16_t port,
                                struct sockaddr_storage *out)
{
    memset(out, 0, sizeof *out);
    if (address->v6) {
        struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
        memcpy(&v6.sin6_addr, address->bytes, 16);
        v6.sin6_scope_id = address->scope;
        memcpy(out, &v6, sizeof v6);
        return sizeof v6;
    }
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(port)};
    memcpy(&v4.sin_addr, address->bytes, 4);
    memcpy(out, &v4, sizeof v4);
    return sizeof v4;
}

static bool own_address(const struct sockaddr *from, struct nl_net_address *out)
{
    *out = (struct nl_net_address){0};
    if (from && from->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, from, sizeof v4);
        memcpy(out->bytes, &v4.sin_addr, 4);
        return true;
    }
    if (from && from->sa_family == AF_INET6) {
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
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    struct addrinfo *list = NULL;
    int code = getaddrinfo(name, NULL, &hints, &list);
    if (code != 0) {
        (void)nl_fail(err, NL_NOT_FOUND, NL_T("{1} cannot be resolved: {2}"), nl_clean(arena, name),
                      gai_strerror(code));
        return NL_NOT_FOUND;
    }
    for (const struct addrinfo *one = list; one; one = one->ai_next) {
        struct nl_net_address address;
        if (own_address(one->ai_addr, &address))
            *NL_PUSH(arena, out_addresses) = address;
    }
    freeaddrinfo(list);
    return NL_OK;
}

static uint32_t prefix_of(const struct sockaddr *mask)
{
    struct nl_net_address bits;
    uint32_t prefix = 0;
    if (!own_address(mask, &bits))
        return 0;
    uint32_t most = bits.v6 ? 128 : 32;
    while (prefix < most && bits.bytes[prefix / 8] >> (7 - prefix % 8) & 1)
        prefix++;
    return prefix;
}

static enum nl_status net_interfaces(struct nl_net *net, struct nl_arena *arena,
                                     struct nl_net_interfaces *out_interfaces, struct nl_error *err)
{
    (void)net;
    struct ifaddrs *list = NULL;
    if (getifaddrs(&list) != 0)
        return nl_posix_fail(err, errno, "getifaddrs",
                             NL_T("the addresses of this machine cannot be read"), NULL);
    for (const struct ifaddrs *one = list; one; one = one->ifa_next) {
        struct nl_net_address address;
        if (!own_address(one->ifa_addr, &address))
            continue;
        struct nl_net_interface *interface = NL_PUSH(arena, out_interfaces);
        interface->name = nl_arena_text(arena, one->ifa_name);
        interface->index = if_nametoindex(one->ifa_name);
        interface->address = address;
        interface->prefix = prefix_of(one->ifa_netmask);
        interface->up = (one->ifa_flags & IFF_UP) != 0;
        interface->loopback = (one->ifa_flags & IFF_LOOPBACK) != 0;
    }
    freeifaddrs(list);
    return NL_OK;
}

static struct nl_net_result net_open(struct nl_net *net, enum nl_protocol protocol,
                                     const struct nl_net_address *address, uint16_t port,
                                     int *out_socket)
{
    (void)net;
    struct sockaddr_storage to;
    socklen_t size = system_address(address, port, &to);
    *out_socket = -1;
    int handle =
        socket(address->v6 ? AF_INET6 : AF_INET, protocol == NL_TCP ? SOCK_STREAM : SOCK_DGRAM, 0);
    if (handle < 0)
        return result_of(errno);
    int flags = fcntl(handle, F_GETFL);
    if (flags < 0 || fcntl(handle, F_SETFL, flags | O_NONBLOCK) != 0 ||
        fcntl(handle, F_SETFD, FD_CLOEXEC) != 0) {
        struct nl_net_result failed = {.outcome = NL_NET_FAILED, .code = (uint32_t)errno};
        (void)close(handle);
        return failed;
    }
#ifdef IP_RECVERR
    /* Without it Linux tells a datagram's sender of some unreachable hosts and of no unreachable net. */
    const int every_error = 1;
    if (protocol == NL_UDP && !address->v6)
        (void)setsockopt(handle, IPPROTO_IP, IP_RECVERR, &every_error, sizeof every_error);
#endif
    struct nl_net_result result = {.outcome = NL_NET_DONE};
    if (connect(handle, (const struct sockaddr *)&to, size) != 0)
        result = result_of(errno);
    if (result.outcome != NL_NET_DONE && result.outcome != NL_NET_PENDING)
        (void)close(handle);
    else
        *out_socket = handle;
    return result;
}

static bool net_wait(struct nl_net *net, struct nl_net_wait *waits, size_t count,
                     uint32_t timeout_ms)
{
    (void)net;
    struct pollfd polls[NL_NET_WAIT_MOST];
    for (size_t i = 0; i < count; i++) {
        polls[i] = (struct pollfd){.fd = waits[i].socket,
                                   .events = (short)((waits[i].for_writing ? POLLOUT : 0) |
                                                     (waits[i].for_reading ? POLLIN : 0))};
    }
    int ready = poll(polls, (nfds_t)count, (int)timeout_ms);
    for (size_t i = 0; i < count; i++)
        waits[i].ready = ready > 0 && polls[i].revents != 0;
    return ready >= 0 || errno == EINTR;
}

static struct nl_net_result net_connected(struct nl_net *net, int handle)
{
    (void)net;
    int number = 0;
    socklen_t size = sizeof number;
    if (getsockopt(handle, SOL_SOCKET, SO_ERROR, &number, &size) != 0)
        return result_of(errno);
    return number == 0 ? done(0) : result_of(number);
}

static struct nl_net_result net_send(struct nl_net *net, int handle, const void *bytes, size_t size)
{
    (void)net;
    ssize_t sent = send(handle, bytes, size, MSG_NOSIGNAL);
    return sent < 0 ? result_of(errno) : done(sent);
}

static struct nl_net_result net_receive(struct nl_net *net, int handle, void *buffer, size_t room)
{
    (void)net;
    int type = SOCK_STREAM;
    socklen_t size = sizeof type;
    ssize_t received = recv(handle, buffer, room, 0);
    if (received < 0)
        return result_of(errno);
    /* An empty datagram is a datagram; an empty read of a connection is its end. */
    if (received == 0 && getsockopt(handle, SOL_SOCKET, SO_TYPE, &type, &size) == 0 &&
        type == SOCK_STREAM)
        return (struct nl_net_result){.outcome = NL_NET_END};
    return done(received);
}

static bool net_local(struct nl_net *net, int handle, struct nl_net_address *out_address)
{
    (void)net;
    struct sockaddr_storage from;
    socklen_t size = sizeof from;
    memset(&from, 0, sizeof from);
    return getsockname(handle, (struct sockaddr *)&from, &size) == 0 &&
           own_address((const struct sockaddr *)&from, out_address);
}

static void net_close(struct nl_net *net, int handle)
{
    (void)net;
    (void)shutdown(handle, SHUT_WR);
    (void)close(handle);
}

static const char *net_code_name(struct nl_net *net, uint32_t code)
{
    static const struct {
        int number;
        const char *name;
    } rows[] = {
        {ECONNREFUSED, "ECONNREFUSED"},
        {ECONNRESET, "ECONNRESET"},
        {EPIPE, "EPIPE"},
        {ECONNABORTED, "ECONNABORTED"},
        {EHOSTUNREACH, "EHOSTUNREACH"},
        {ENETUNREACH, "ENETUNREACH"},
        {EHOSTDOWN, "EHOSTDOWN"},
        {ENETDOWN, "ENETDOWN"},
        {ENOPROTOOPT, "ENOPROTOOPT"},
        {EACCES, "EACCES"},
        {EPERM, "EPERM"},
        {ETIMEDOUT, "ETIMEDOUT"},
        {EINVAL, "EINVAL"},
        {EMFILE, "EMFILE"},
        {EAFNOSUPPORT, "EAFNOSUPPORT"},
        {EADDRNOTAVAIL, "EADDRNOTAVAIL"},
    };
    (void)net;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        if ((uint32_t)rows[i].number == code)
            return rows[i].name;
    }
    return NULL;
}

struct nl_net *nl_posix_net(void)
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
    return &net;
}

/* windows_net_test.c - sockets through Winsock: what each number of Windows means, with Winsock's
 * functions replaced; and one real conversation over the loopback. */
#include "host/windows/win_net.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* What the replaced Winsock answers. */
static struct {
    int connect_error; /* 0: done */
    int so_error;
    int receive_error; /* 0: receive_size bytes */
    int receive_size;
    int last;
    int closed;
    u_int failed; /* sockets in the except set */
} fake;

static int WINAPI fake_startup(WORD version, LPWSADATA data)
{
    (void)data;
    return version == MAKEWORD(2, 2) ? 0 : WSAVERNOTSUPPORTED;
}

static int WINAPI fake_last_error(void)
{
    return fake.last;
}

static SOCKET WINAPI fake_socket(int family, int type, int protocol)
{
    assert_true(family == AF_INET || family == AF_INET6);
    assert_true((type == SOCK_STREAM) == (protocol == IPPROTO_TCP));
    return 77;
}

static int WINAPI fake_ioctl(SOCKET handle, long command, u_long *argument)
{
    assert_true(handle == 77);
    assert_true(command == (long)FIONBIO);
    assert_int_equal(*argument, 1);
    return 0;
}

static int WINAPI fake_connect(SOCKET handle, const struct sockaddr *to, int size)
{
    struct sockaddr_in v4;
    assert_true(handle == 77);
    assert_int_equal(size, (int)sizeof v4);
    memcpy(&v4, to, sizeof v4);
    /* Network order: 445 is 0x01BD. */
    assert_memory_equal(&v4.sin_port, "\x01\xBD", 2);
    assert_memory_equal(&v4.sin_addr, "\xC0\x00\x02\x0A", 4);
    fake.last = fake.connect_error;
    return fake.connect_error ? SOCKET_ERROR : 0;
}

static int WINAPI fake_select(int unused, fd_set *reading, fd_set *writing, fd_set *failed,
                              const struct timeval *timeout)
{
    (void)unused;
    assert_true(timeout->tv_sec == 1 && timeout->tv_usec == 500000);
    assert_int_equal(failed->fd_count, 1); /* every socket is looked for there */
    reading->fd_count = writing->fd_count = 0;
    failed->fd_count = fake.failed;
    return (int)fake.failed;
}

static int WINAPI fake_send(SOCKET handle, const char *bytes, int size, int flags)
{
    (void)handle;
    (void)bytes;
    (void)flags;
    return size;
}

static int WINAPI fake_receive(SOCKET handle, char *buffer, int room, int flags)
{
    (void)handle;
    (void)buffer;
    (void)room;
    (void)flags;
    fake.last = fake.receive_error;
    return fake.receive_error ? SOCKET_ERROR : fake.receive_size;
}

static int WINAPI fake_option(SOCKET handle, int level, int name, char *value, int *size)
{
    (void)handle;
    assert_true(level == SOL_SOCKET && name == SO_ERROR && *size == (int)sizeof(int));
    memcpy(value, &fake.so_error, sizeof fake.so_error);
    return 0;
}

static int WINAPI fake_local(SOCKET handle, struct sockaddr *out, int *size)
{
    struct sockaddr_in v4;
    (void)handle;
    memset(&v4, 0, sizeof v4);
    v4.sin_family = AF_INET;
    memcpy(&v4.sin_addr, "\xC0\x00\x02\x14", 4);
    memcpy(out, &v4, sizeof v4);
    *size = (int)sizeof v4;
    return 0;
}

static int WINAPI fake_shutdown(SOCKET handle, int how)
{
    (void)handle;
    assert_int_equal(how, SD_SEND); /* an orderly end, no reset */
    return 0;
}

static int WINAPI fake_close(SOCKET handle)
{
    (void)handle;
    fake.closed++;
    return 0;
}

static const struct win_net_calls fake_calls = {
    .startup = fake_startup,
    .last_error = fake_last_error,
    .socket = fake_socket,
    .ioctl = fake_ioctl,
    .connect = fake_connect,
    .select = fake_select,
    .send = fake_send,
    .receive = fake_receive,
    .option = fake_option,
    .local = fake_local,
    .shutdown = fake_shutdown,
    .close = fake_close,
};

static const struct nl_net_address server = {.bytes = {192, 0, 2, 10}};

static struct nl_net *open_fake(void)
{
    struct nl_net *net = NULL;
    memset(&fake, 0, sizeof fake);
    win_net_replace(&fake_calls);
    assert_int_equal(nl_windows_net_open(&net, NULL), NL_OK);
    return net;
}

static void connecting(void **state)
{
    static const struct {
        int number;
        enum nl_net_outcome outcome;
    } rows[] = {
        {0, NL_NET_DONE},
        {WSAECONNREFUSED, NL_NET_REFUSED},
        {WSAEHOSTUNREACH, NL_NET_UNREACHABLE},
        {WSAENETUNREACH, NL_NET_UNREACHABLE},
        {WSAEACCES, NL_NET_UNREACHABLE},
        {WSAETIMEDOUT, NL_NET_TIMED_OUT},
        {WSAEINVAL, NL_NET_FAILED},
    };
    struct nl_net *net = open_fake();
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        int place = -1;
        /* As it is on Windows: first "would block", then the except set, then SO_ERROR. */
        fake.connect_error = WSAEWOULDBLOCK;
        fake.so_error = rows[i].number;
        fake.failed = 1;
        struct nl_net_result result = net->ops->open(net, NL_TCP, &server, 445, &place);
        assert_int_equal(result.outcome, NL_NET_PENDING);
        struct nl_net_wait wait = {.socket = place, .for_writing = true};
        assert_true(net->ops->wait(net, &wait, 1, 1500));
        assert_true(wait.ready);
        result = net->ops->connected(net, place);
        assert_int_equal(result.outcome, rows[i].outcome);
        assert_int_equal(result.code, rows[i].number);
        net->ops->close(net, place);
        /* The same at once, as on Wine: no socket is left over. */
        int before = fake.closed;
        fake.connect_error = rows[i].number;
        result = net->ops->open(net, NL_TCP, &server, 445, &place);
        assert_int_equal(result.outcome, rows[i].outcome);
        if (result.outcome == NL_NET_DONE) {
            net->ops->close(net, place);
        } else {
            assert_int_equal(place, -1);
            assert_int_equal(fake.closed, before + 1);
        }
    }
    assert_string_equal(net->ops->code_name(net, WSAECONNREFUSED), "WSAECONNREFUSED");
    win_net_replace(NULL);
}

/* 10054 on a connected UDP socket is a port unreachable; on a connection it is a reset. */
static void port_unreachable_over_udp(void **state)
{
    struct nl_net *net = open_fake();
    int udp = -1;
    int tcp = -1;
    char buffer[16];
    (void)state;
    assert_int_equal(net->ops->open(net, NL_UDP, &server, 445, &udp).outcome, NL_NET_DONE);
    assert_int_equal(net->ops->open(net, NL_TCP, &server, 445, &tcp).outcome, NL_NET_DONE);
    fake.receive_error = WSAECONNRESET;
    assert_int_equal(net->ops->receive(net, udp, buffer, sizeof buffer).outcome, NL_NET_REFUSED);
    assert_int_equal(net->ops->receive(net, tcp, buffer, sizeof buffer).outcome, NL_NET_RESET);
    fake.receive_error = WSAEWOULDBLOCK;
    assert_int_equal(net->ops->receive(net, udp, buffer, sizeof buffer).outcome, NL_NET_PENDING);
    /* A datagram that did not fit: its beginning counts. */
    fake.receive_error = WSAEMSGSIZE;
    struct nl_net_result result = net->ops->receive(net, udp, buffer, sizeof buffer);
    assert_int_equal(result.outcome, NL_NET_DONE);
    assert_int_equal(result.size, sizeof buffer);
    /* Nothing read: the end of a connection, an empty datagram. */
    fake.receive_error = 0;
    assert_int_equal(net->ops->receive(net, tcp, buffer, sizeof buffer).outcome, NL_NET_END);
    assert_int_equal(net->ops->receive(net, udp, buffer, sizeof buffer).outcome, NL_NET_DONE);
    struct nl_net_address local;
    assert_true(net->ops->local(net, udp, &local));
    assert_memory_equal(local.bytes, "\xC0\x00\x02\x14", 4);
    net->ops->close(net, udp);
    net->ops->close(net, tcp);
    win_net_replace(NULL);
}

static void no_more_sockets_than_places(void **state)
{
    struct nl_net *net = open_fake();
    int places[NL_NET_WAIT_MOST];
    int more = 0;
    (void)state;
    for (size_t i = 0; i < NL_NET_WAIT_MOST; i++)
        assert_int_equal(net->ops->open(net, NL_TCP, &server, 445, &places[i]).outcome,
                         NL_NET_DONE);
    assert_int_equal(net->ops->open(net, NL_TCP, &server, 445, &more).outcome, NL_NET_FAILED);
    assert_int_equal(more, -1);
    for (size_t i = 0; i < NL_NET_WAIT_MOST; i++)
        net->ops->close(net, places[i]);
    win_net_replace(NULL);
}

/* The system's own Winsock: it is found, it knows this machine, and nobody listens on port 1. */
static void real(void **state)
{
    static const struct nl_net_address loopback = {.bytes = {127, 0, 0, 1}};
    struct nl_net *net = NULL;
    struct nl_net_interfaces list = {0};
    struct nl_net_addresses found = {0};
    struct nl_error err = {0};
    int place = -1;
    bool seen = false;
    win_net_replace(NULL);
    assert_int_equal(nl_windows_net_open(&net, &err), NL_OK);
    assert_int_equal(net->ops->interfaces(net, *state, &list, &err), NL_OK);
    for (size_t i = 0; i < list.count; i++)
        seen = seen || (!list.items[i].address.v6 && list.items[i].address.bytes[0] == 127);
    assert_true(seen);
    assert_int_equal(net->ops->resolve(net, *state, "nobody.invalid", &found, &err), NL_NOT_FOUND);
    struct nl_net_result result = net->ops->open(net, NL_TCP, &loopback, 1, &place);
    for (int i = 0; i < 100 && result.outcome == NL_NET_PENDING; i++) {
        struct nl_net_wait wait = {.socket = place, .for_writing = true};
        assert_true(net->ops->wait(net, &wait, 1, 1000));
        if (wait.ready)
            result = net->ops->connected(net, place);
    }
    assert_int_equal(result.outcome, NL_NET_REFUSED);
    if (place >= 0)
        net->ops->close(net, place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(connecting),
        WITH_ARENA(port_unreachable_over_udp),
        WITH_ARENA(no_more_sockets_than_places),
        WITH_ARENA(real),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* fake_net.c - a network of one host that a test writes. */
#include "fake_net.h"

#include <assert.h>
#include <string.h>

static struct fake_net *of(struct nl_net *net)
{
    return (struct fake_net *)(void *)((char *)net - offsetof(struct fake_net, net));
}

static struct fake_net *of_clock(struct nl_clock *clock)
{
    return (struct fake_net *)(void *)((char *)clock - offsetof(struct fake_net, clock));
}

static uint64_t clock_now_s(struct nl_clock *clock)
{
    (void)clock;
    return 1764277200; /* 2025-11-27T21:00:00Z */
}

static uint64_t clock_uptime_ms(struct nl_clock *clock)
{
    return of_clock(clock)->now_ms;
}

static void clock_sleep_ms(struct nl_clock *clock, uint32_t duration_ms)
{
    of_clock(clock)->now_ms += duration_ms;
}

static size_t place_of(const struct fake_net *fake, uint16_t port)
{
    size_t place = 0;
    while (fake->ports[place].port != port)
        place++;
    return place;
}

struct fake_connection *fake_connection(struct fake_net *fake, uint16_t port, unsigned number)
{
    return &fake->ports[place_of(fake, port)].connections[number];
}

static struct nl_net_result fake_open(struct nl_net *net, enum nl_protocol protocol,
                                      const struct nl_net_address *address, uint16_t port,
                                      int *out_socket)
{
    struct fake_net *fake = of(net);
    size_t place = place_of(fake, port);
    int number = 0;
    (void)address;
    while (fake->sockets[number].used)
        number++;
    assert(number < FAKE_SOCKETS);
    unsigned connection = fake->opened[place]++;
    assert(connection < FAKE_CONNECTIONS);
    memset(&fake->sockets[number], 0, sizeof fake->sockets[number]);
    fake->sockets[number].used = true;
    fake->sockets[number].connection = &fake->ports[place].connections[connection];
    fake->sockets[number].datagram = protocol == NL_UDP;
    fake->sockets[number].begun_ms = fake->sockets[number].last_ms = fake->now_ms;
    fake->open_now++;
    *out_socket = number;
    return (struct nl_net_result){.outcome = protocol == NL_UDP ? NL_NET_DONE : NL_NET_PENDING};
}

/* How many bytes of the present answer can be read now; *out_end: the connection ends instead. */
static size_t readable(const struct fake_net *fake, int number, bool *out_end)
{
    const struct fake_connection *from = fake->sockets[number].connection;
    unsigned questions = fake->sockets[number].questions + (from->unasked ? 1 : 0);
    unsigned answer = fake->sockets[number].answer;
    *out_end = false;
    if (from->way != FAKE_ACCEPTS)
        return 0;
    if (answer < FAKE_ANSWERS && from->answers[answer].size && answer < questions) {
        size_t left = from->answers[answer].size - fake->sockets[number].at;
        if (from->drip_ms && fake->now_ms - fake->sockets[number].last_ms < from->drip_ms)
            return 0;
        return from->drip_ms ? 1 : left;
    }
    bool all = answer >= FAKE_ANSWERS || from->answers[answer].size == 0;
    *out_end = from->end != FAKE_STAYS && all && (questions > answer || from->unasked);
    return 0;
}

static bool connects(const struct fake_net *fake, int number)
{
    const struct fake_connection *to = fake->sockets[number].connection;
    return to->way != FAKE_DROPS && fake->now_ms - fake->sockets[number].begun_ms >= to->delay_ms;
}

static bool is_ready(const struct fake_net *fake, const struct nl_net_wait *wait)
{
    bool end = false;
    if (fake->sockets[wait->socket].datagram && wait->for_reading &&
        (fake->sockets[wait->socket].connection->way == FAKE_REFUSES ||
         fake->sockets[wait->socket].connection->way == FAKE_UNREACHABLE))
        return fake->sockets[wait->socket].questions > 0;
    if (wait->for_reading && (readable(fake, wait->socket, &end) > 0 || end))
        return true;
    return wait->for_writing &&
           (fake->sockets[wait->socket].datagram || connects(fake, wait->socket));
}

static bool fake_wait(struct nl_net *net, struct nl_net_wait *waits, size_t count,
                      uint32_t timeout_ms)
{
    struct fake_net *fake = of(net);
    for (uint32_t waited = 0;; waited++) {
        bool any = false;
        for (size_t i = 0; i < count; i++) {
            waits[i].ready = is_ready(fake, &waits[i]);
            any = any || waits[i].ready;
        }
        if (any || waited >= timeout_ms)
            return true;
        fake->now_ms++;
    }
}

static struct nl_net_result way_of(const struct fake_connection *to)
{
    if (to->way == FAKE_REFUSES)
        return (struct nl_net_result){.outcome = NL_NET_REFUSED, .code = 111};
    return (struct nl_net_result){.outcome = NL_NET_UNREACHABLE, .code = 113};
}

static struct nl_net_result fake_connected(struct nl_net *net, int number)
{
    struct fake_net *fake = of(net);
    if (fake->sockets[number].connection->way == FAKE_ACCEPTS)
        return (struct nl_net_result){.outcome = NL_NET_DONE};
    return way_of(fake->sockets[number].connection);
}

static struct nl_net_result fake_send(struct nl_net *net, int number, const void *bytes,
                                      size_t size)
{
    struct fake_net *fake = of(net);
    (void)bytes;
    fake->sends++;
    fake->sockets[number].questions++;
    if (!fake->sockets[number].connection->unasked || fake->sockets[number].datagram)
        fake->sockets[number].last_ms = fake->now_ms;
    return (struct nl_net_result){.outcome = NL_NET_DONE, .size = size};
}

static struct nl_net_result fake_receive(struct nl_net *net, int number, void *buffer, size_t room)
{
    struct fake_net *fake = of(net);
    const struct fake_connection *from = fake->sockets[number].connection;
    bool end = false;
    if (fake->sockets[number].datagram && from->way != FAKE_ACCEPTS && from->way != FAKE_DROPS &&
        fake->sockets[number].questions)
        return way_of(from);
    size_t size = readable(fake, number, &end);
    if (end)
        return (struct nl_net_result){.outcome =
                                          from->end == FAKE_RESETS ? NL_NET_RESET : NL_NET_END,
                                      .code = from->end == FAKE_RESETS ? 104 : 0};
    if (size == 0)
        return (struct nl_net_result){.outcome = NL_NET_PENDING};
    if (size > room)
        size = room;
    const struct fake_bytes *answer = &from->answers[fake->sockets[number].answer];
    memcpy(buffer, answer->bytes + fake->sockets[number].at, size);
    fake->sockets[number].at += size;
    fake->sockets[number].last_ms = fake->now_ms;
    if (fake->sockets[number].at == answer->size) {
        fake->sockets[number].at = 0;
        fake->sockets[number].answer += from->flood ? 0 : 1;
    }
    return (struct nl_net_result){.outcome = NL_NET_DONE, .size = size};
}

static bool fake_local(struct nl_net *net, int number, struct nl_net_address *out_address)
{
    (void)net;
    (void)number;
    *out_address = (struct nl_net_address){.bytes = {192, 0, 2, 20}};
    return true;
}

static void fake_close(struct nl_net *net, int number)
{
    struct fake_net *fake = of(net);
    assert(fake->sockets[number].used);
    fake->sockets[number].used = false;
    fake->open_now--;
}

static const char *fake_code_name(struct nl_net *net, uint32_t code)
{
    (void)net;
    return code == 111 ? "ECONNREFUSED" : NULL;
}

void fake_net_begin(struct fake_net *fake)
{
    static const struct nl_net_ops ops = {
        .open = fake_open,
        .wait = fake_wait,
        .connected = fake_connected,
        .send = fake_send,
        .receive = fake_receive,
        .local = fake_local,
        .close = fake_close,
        .code_name = fake_code_name,
    };
    static const uint16_t numbers[] = {135, 137, 139, 445};
    memset(fake, 0, sizeof *fake);
    fake->net.ops = &ops;
    fake->clock = (struct nl_clock){clock_now_s, clock_uptime_ms, clock_sleep_ms};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        fake->ports[i].port = numbers[i];
}

/* fake_net.h - a network of one host that a test writes: what each connection answers, and when.
 *
 * Time is the test's own: it stands still except while something waits. */
#ifndef NL_TESTS_FAKE_NET_H
#define NL_TESTS_FAKE_NET_H

#include "host/clock.h"
#include "host/net.h"

enum fake_way {
    FAKE_DROPS = 0, /* nothing ever comes back */
    FAKE_REFUSES,
    FAKE_UNREACHABLE,
    FAKE_ACCEPTS
};

enum fake_end {
    FAKE_STAYS = 0, /* the connection stays open */
    FAKE_ENDS,      /* it ends once everything was answered */
    FAKE_RESETS
};

enum { FAKE_ANSWERS = 4, FAKE_CONNECTIONS = 3, FAKE_SOCKETS = 40 };

struct fake_bytes {
    const uint8_t *bytes;
    size_t size;
};

/* One connection (for UDP: one socket). answers[n] comes after the question with number n. */
struct fake_connection {
    enum fake_way way;
    enum fake_end end;
    struct fake_bytes answers[FAKE_ANSWERS];
    uint32_t drip_ms;  /* one byte each so many milliseconds; 0: at once */
    bool unasked;      /* answers[0] comes without a question */
    bool flood;        /* answers[0] again and again, without a pause */
    uint32_t delay_ms; /* before the connection stands */
};

struct fake_port {
    uint16_t port;
    struct fake_connection connections[FAKE_CONNECTIONS];
};

struct fake_net {
    struct nl_net net;
    struct nl_clock clock;
    uint64_t now_ms;
    struct fake_port ports[4];
    unsigned opened[4]; /* connections so far, by place in ports */
    unsigned sends;
    unsigned open_now;
    struct {
        bool used;
        const struct fake_connection *connection;
        bool datagram;
        uint64_t begun_ms;
        uint64_t last_ms;
        unsigned questions; /* sent on it */
        unsigned answer;    /* the one that comes now */
        size_t at;          /* bytes of it that have come */
    } sockets[FAKE_SOCKETS];
};

/* Every port drops what comes. */
void fake_net_begin(struct fake_net *fake);

/* The connection with that number to a port. */
struct fake_connection *fake_connection(struct fake_net *fake, uint16_t port, unsigned number);

#endif

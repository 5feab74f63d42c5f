/* net.h - sockets to one other host: TCP and UDP, IPv4 and IPv6, none of them blocking.
 *
 * Answers come from host/windows (Winsock) and host/posix; a test answers in their place. A socket
 * is a small number that counts from 0. */
#ifndef NL_HOST_NET_H
#define NL_HOST_NET_H

#include "base/arena.h"
#include "base/error.h"
#include "model/ports.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct nl_net_address {
    bool v6;
    uint8_t bytes[16]; /* network order; IPv4 uses the first four */
    uint32_t scope;    /* of a link-local IPv6 address: the interface's number; 0: none */
};
struct nl_net_addresses {
    struct nl_net_address *items;
    size_t count;
    size_t capacity;
};

/* One address of this machine. */
struct nl_net_interface {
    const char *name; /* "Ethernet", "eth0" */
    uint32_t index;   /* the scope of its link-local addresses */
    struct nl_net_address address;
    uint32_t prefix; /* bits; 0: not known */
    bool up;
    bool loopback;
    bool unusable; /* IPv6: tentative or a duplicate */
};
struct nl_net_interfaces {
    struct nl_net_interface *items;
    size_t count;
    size_t capacity;
};

enum nl_net_outcome {
    NL_NET_DONE = 0,
    NL_NET_PENDING,     /* not yet: wait and ask again */
    NL_NET_END,         /* the peer sends no more */
    NL_NET_REFUSED,     /* TCP reset instead of a connection, UDP port unreachable */
    NL_NET_RESET,       /* a connection that stood was reset */
    NL_NET_UNREACHABLE, /* a device, or this machine's routes, say no */
    NL_NET_TIMED_OUT,   /* the system itself gave up */
    NL_NET_FAILED       /* anything else */
};
struct nl_net_result {
    enum nl_net_outcome outcome;
    uint32_t code; /* errno or Winsock number behind an outcome that is not DONE, PENDING or END */
    size_t size;   /* of DONE: how many bytes */
};

struct nl_net_wait {
    int socket;
    bool for_writing; /* also: for the end of a connection attempt */
    bool for_reading;
    bool ready; /* filled in */
};
enum { NL_NET_WAIT_MOST = 60 }; /* sockets in one wait: fewer than FD_SETSIZE of Winsock */

struct nl_net;

struct nl_net_ops {
    /* Every address of a host name, in the resolver's order. NL_NOT_FOUND where there is none. */
    enum nl_status (*resolve)(struct nl_net *net, struct nl_arena *arena, const char *name,
                              struct nl_net_addresses *out_addresses, struct nl_error *err);

    /* The addresses of this machine. */
    enum nl_status (*interfaces)(struct nl_net *net, struct nl_arena *arena,
                                 struct nl_net_interfaces *out_interfaces, struct nl_error *err);

    /* Begins a TCP connection, or connects a UDP socket, which sends nothing. *out_socket is -1
     * unless the outcome is DONE or PENDING. */
    struct nl_net_result (*open)(struct nl_net *net, enum nl_protocol protocol,
                                 const struct nl_net_address *address, uint16_t port,
                                 int *out_socket);

    /* Waits until one of them is ready or timeout_ms is over; false when the system cannot wait. */
    bool (*wait)(struct nl_net *net, struct nl_net_wait *waits, size_t count, uint32_t timeout_ms);

    /* How the connection attempt of a socket that is ready ended. */
    struct nl_net_result (*connected)(struct nl_net *net, int socket);

    struct nl_net_result (*send)(struct nl_net *net, int socket, const void *bytes, size_t size);
    /* A datagram that does not fit is cut. */
    struct nl_net_result (*receive)(struct nl_net *net, int socket, void *buffer, size_t room);

    /* The local address of an opened socket; false where it is not known. */
    bool (*local)(struct nl_net *net, int socket, struct nl_net_address *out_address);

    /* Ends the sending side, then closes: no reset. */
    void (*close)(struct nl_net *net, int socket);

    /* The name of a code ("ECONNREFUSED"), or NULL. */
    const char *(*code_name)(struct nl_net *net, uint32_t code);
};

struct nl_net {
    const struct nl_net_ops *ops;
};

#endif

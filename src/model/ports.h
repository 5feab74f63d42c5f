/* ports.h - the five ports. */
#ifndef NL_MODEL_PORTS_H
#define NL_MODEL_PORTS_H

#include <stdbool.h>
#include <stdint.h>

enum nl_protocol { NL_TCP = 0, NL_UDP };

enum { NL_PORT_COUNT = 5 };

struct nl_port {
    uint16_t number;
    enum nl_protocol protocol;
    const char *name;   /* short, for tables: "RPC endpoint mapper" */
    bool per_adapter;   /* opened per adapter by NetBT, not once for the machine */
    const char *what;   /* what listens there and what it is for */
    const char *attack; /* what an attacker does with it */
    const char *breaks; /* what an honest user loses when it is closed */
};

/* In the order 135, 137, 138, 139, 445. */
extern const struct nl_port nl_ports[NL_PORT_COUNT];

extern const char *const nl_protocol_words[]; /* tcp, udp */

/* The row with that number, or NULL. */
const struct nl_port *nl_port_find(unsigned number);

#endif

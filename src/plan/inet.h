/* inet.h - internet addresses in text: reading them and telling what kind they are. */
#ifndef NL_PLAN_INET_H
#define NL_PLAN_INET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct nl_inet {
    bool v6;
    uint8_t bytes[16]; /* network order; IPv4 uses the first four */
};

enum nl_inet_kind {
    NL_INET_ANY,      /* 0.0.0.0 or ::, every address of the machine */
    NL_INET_LOOPBACK, /* 127/8, ::1 */
    NL_INET_LOCAL,    /* private, link-local, shared, documentation, multicast, reserved */
    NL_INET_TUNNEL,   /* 6to4 and Teredo: global in form, made by the machine itself */
    NL_INET_PUBLIC    /* routed on the Internet */
};

/* Reads "192.0.2.5", "fe80::1", "fe80::1%12" (the zone is ignored); false for anything else. */
bool nl_inet_parse(const char *text, struct nl_inet *out_address);

/* Whether both are the same address, however they are written; NULL and what is none is like nothing. */
bool nl_inet_same(const char *one, const char *other);

/* By the IANA special-purpose address registries (RFC 6890). */
enum nl_inet_kind nl_inet_kind(const struct nl_inet *address);

/* Addresses of one family, from first to last. */
struct nl_inet_range {
    struct nl_inet first;
    struct nl_inet last;
};

/* Reads what the firewall's rule grammar ([MS-GPFAS] 2.2.2.19) allows as an address: one address, a
 * range "a-b" in order, or a subnet "a/bits", for IPv4 also "a/mask". False for anything else. */
bool nl_inet_range_parse(const char *text, size_t length, bool v6, struct nl_inet_range *out_range);

/* The subnet that an address lies in; bits at most 32 or 128. */
struct nl_inet_range nl_inet_subnet(const struct nl_inet *address, unsigned bits);

bool nl_inet_range_holds(const struct nl_inet_range *range, const struct nl_inet *address);

#endif

/* address.h - the host that a person names: one address or one name, nothing that means several. */
#ifndef NL_PROBE_ADDRESS_H
#define NL_PROBE_ADDRESS_H

#include "base/error.h"
#include "host/net.h"
#include "model/machine.h"

/* "192.0.2.5", "fe80::1%3"; the scope is shown as a number. */
const char *nl_net_address_text(struct nl_arena *arena, const struct nl_net_address *address);

bool nl_net_address_equal(const struct nl_net_address *a, const struct nl_net_address *b);

/* What HOST names. *out_is_address: an address (out_address), with or without brackets, IPv4 inside
 * IPv6 taken as IPv4, "%NAME" or "%NUMBER" looked up among interfaces; else a name for the resolver,
 * out_name. NL_INVALID for a range, a list, a subnet, a wildcard, multicast, broadcast, and for a
 * link-local IPv6 address without the interface. */
NL_MUST_CHECK enum nl_status nl_probe_host_parse(struct nl_arena *arena, const char *text,
                                                 const struct nl_net_interfaces *interfaces,
                                                 bool *out_is_address,
                                                 struct nl_net_address *out_address,
                                                 const char **out_name, struct nl_error *err);

/* NL_INVALID where the address stands for several machines or for none: unspecified, multicast,
 * broadcast, also that of a subnet of this machine. */
NL_MUST_CHECK enum nl_status nl_probe_address_single(struct nl_arena *arena,
                                                     const struct nl_net_address *address,
                                                     const struct nl_net_interfaces *interfaces,
                                                     struct nl_error *err);

/* The interface that has this address, or NULL. */
const struct nl_net_interface *nl_net_interface_of(const struct nl_net_interfaces *interfaces,
                                                   const struct nl_net_address *address);

/* Whether the address lies in the subnet of that interface. */
enum nl_answer nl_net_same_subnet(const struct nl_net_interface *interface,
                                  const struct nl_net_address *address);

#endif

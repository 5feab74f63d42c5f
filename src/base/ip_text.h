/* ip_text.h - IP addresses as text: inet_ntop is not in every ws2_32. */
#ifndef NL_BASE_IP_TEXT_H
#define NL_BASE_IP_TEXT_H

#include "arena.h"

#include <stdint.h>

/* "192.0.2.5", of four bytes in network order. */
const char *nl_ip4_text(struct nl_arena *arena, const uint8_t bytes[4]);

/* "fe80::1%3" as RFC 5952 says, of sixteen bytes; scope 0 is not shown. */
const char *nl_ip6_text(struct nl_arena *arena, const uint8_t bytes[16], uint32_t scope);

#endif

/* address.h - where a setting lives. */
#ifndef NL_MODEL_ADDRESS_H
#define NL_MODEL_ADDRESS_H

#include "base/arena.h"
#include "base/json.h"
#include "base/json_shape.h"

#include <stdbool.h>

enum nl_place {
    NL_PLACE_REGISTRY = 0,    /* path: "HKLM\SYSTEM\...", name: value name */
    NL_PLACE_SERVICE_START,   /* path: service name; through the service manager */
    NL_PLACE_SERVICE_DEPENDS, /* path: service name; its DependOnService list */
    NL_PLACE_USER_RIGHT,      /* path: "SeDenyNetworkLogonRight"; through LSA */
    NL_PLACE_ACCOUNT,         /* path: "501"; a local account found by its RID */
    NL_PLACE_FIREWALL_BLOCK,  /* path: "tcp", name: "445"; netlatch's own inbound block rule */
    NL_PLACE_COUNT
};

/* Words on the wire: registry, service-start, service-depends, user-right, account,
 * firewall-block. */
extern const char *const nl_place_words[];

struct nl_address {
    enum nl_place place;
    const char *path;
    const char *name; /* NULL where the place has none */
};

/* Equality as Windows sees it: without case. */
bool nl_address_same(const struct nl_address *a, const struct nl_address *b);

/* The names that Windows itself gives it, the same in every language: HKLM\...\SMBDeviceEnabled,
 * "RpcSs: Start", SeDenyNetworkLogonRight, "RID 501", the name of netlatch's firewall rule. */
const char *nl_address_show(struct nl_arena *arena, const struct nl_address *address);

extern const struct nl_shape nl_address_shape;

#endif

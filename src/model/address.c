/* address.c - where a setting lives. */
#include "address.h"

#include "base/json_shape.h"
#include "base/text.h"

const char *const nl_place_words[] = {"registry",   "service-start", "service-depends",
                                      "user-right", "account",       "firewall-block",
                                      NULL};

bool nl_address_same(const struct nl_address *a, const struct nl_address *b)
{
    return a->place == b->place && nl_same(a->path, b->path) && nl_same(a->name, b->name);
}

const char *nl_address_show(struct nl_arena *arena, const struct nl_address *address)
{
    switch (address->place) {
    case NL_PLACE_REGISTRY:
        return nl_arena_format(arena, "%s\\%s", address->path, address->name);
    case NL_PLACE_SERVICE_START:
        return nl_arena_format(arena, "%s: Start", address->path);
    case NL_PLACE_SERVICE_DEPENDS:
        return nl_arena_format(arena, "%s: DependOnService", address->path);
    case NL_PLACE_USER_RIGHT:
        return address->path;
    case NL_PLACE_ACCOUNT:
        return nl_arena_format(arena, "RID %s", address->path);
    case NL_PLACE_FIREWALL_BLOCK:
        return nl_arena_format(arena, "netlatch block %s %s (inbound)",
                               nl_same(address->path, "udp") ? "UDP" : "TCP", address->name);
    case NL_PLACE_COUNT:
        break;
    }
    return "";
}

static const struct nl_field address_fields[] = {
    {"place", NL_FIELD_WORD, .required = true, .offset = offsetof(struct nl_address, place),
     .words = nl_place_words},
    {"path", NL_FIELD_TEXT, .required = true, .offset = offsetof(struct nl_address, path)},
    {"name", NL_FIELD_TEXT, .omit_default = true, .offset = offsetof(struct nl_address, name)},
};
const struct nl_shape nl_address_shape = {sizeof(struct nl_address), address_fields,
                                          NL_COUNT_OF(address_fields)};

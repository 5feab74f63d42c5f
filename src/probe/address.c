/* address.c - the host that a person names: one address or one name, nothing that means several. */
#include "address.h"

#include "base/clean.h"
#include "base/ip_text.h"
#include "base/text.h"
#include "plan/inet.h"

#include <string.h>

enum { V4_SIZE = 4, V6_SIZE = 16, MOST_NAME = 253 };

static const uint8_t mapped_prefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

static size_t size_of(const struct nl_net_address *address)
{
    return address->v6 ? V6_SIZE : V4_SIZE;
}

const char *nl_net_address_text(struct nl_arena *arena, const struct nl_net_address *address)
{
    return address->v6 ? nl_ip6_text(arena, address->bytes, address->scope)
                       : nl_ip4_text(arena, address->bytes);
}

bool nl_net_address_equal(const struct nl_net_address *a, const struct nl_net_address *b)
{
    return a->v6 == b->v6 && memcmp(a->bytes, b->bytes, size_of(a)) == 0 &&
           (a->scope == b->scope || !a->scope || !b->scope);
}

const struct nl_net_interface *nl_net_interface_of(const struct nl_net_interfaces *interfaces,
                                                   const struct nl_net_address *address)
{
    for (size_t i = 0; i < interfaces->count; i++) {
        if (nl_net_address_equal(&interfaces->items[i].address, address))
            return &interfaces->items[i];
    }
    return NULL;
}

/* Whether the first bits of both are the same. */
static bool same_bits(const uint8_t *a, const uint8_t *b, uint32_t bits)
{
    size_t whole = bits / 8;
    unsigned rest = bits % 8;
    if (memcmp(a, b, whole) != 0)
        return false;
    return rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0;
}

enum nl_answer nl_net_same_subnet(const struct nl_net_interface *interface,
                                  const struct nl_net_address *address)
{
    if (!interface || interface->address.v6 != address->v6 || interface->prefix == 0 ||
        interface->prefix > size_of(address) * 8)
        return NL_ANSWER_UNKNOWN;
    return same_bits(interface->address.bytes, address->bytes, interface->prefix) ? NL_ANSWER_YES
                                                                                  : NL_ANSWER_NO;
}

/* The address with all host bits of the interface's subnet set. */
static bool is_broadcast_of(const struct nl_net_interface *interface,
                            const struct nl_net_address *address)
{
    if (interface->address.v6 || address->v6 || interface->prefix == 0 || interface->prefix > 30)
        return false;
    for (uint32_t bit = interface->prefix; bit < 32; bit++) {
        if (!(address->bytes[bit / 8] >> (7 - bit % 8) & 1))
            return false;
    }
    return same_bits(interface->address.bytes, address->bytes, interface->prefix);
}

enum nl_status nl_probe_address_single(struct nl_arena *arena, const struct nl_net_address *address,
                                       const struct nl_net_interfaces *interfaces,
                                       struct nl_error *err)
{
    static const uint8_t zeros[V6_SIZE];
    const char *text = nl_net_address_text(arena, address);
    if (memcmp(address->bytes, zeros, size_of(address)) == 0)
        return nl_fail(err, NL_INVALID, NL_T("{1} is no host: it stands for every address"), text);
    if (address->v6 ? address->bytes[0] == 0xFF : address->bytes[0] >= 224)
        return nl_fail(err, NL_INVALID, NL_T("{1} is no single host: multicast or broadcast"),
                       text);
    if (!address->v6 && address->bytes[0] == 0)
        return nl_fail(err, NL_INVALID, NL_T("{1} is no host: it stands for a network"), text);
    for (size_t i = 0; i < interfaces->count; i++) {
        if (is_broadcast_of(&interfaces->items[i], address))
            return nl_fail(err, NL_INVALID,
                           NL_T("{1} is no single host: the broadcast address of {2}"), text,
                           nl_clean(arena, interfaces->items[i].name));
    }
    return NL_OK;
}

/* The names of the interfaces that have a link-local IPv6 address. */
static const char *link_names(struct nl_arena *arena, const struct nl_net_interfaces *interfaces)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < interfaces->count; i++) {
        const struct nl_net_interface *one = &interfaces->items[i];
        if (one->address.v6 && one->address.bytes[0] == 0xFE && one->up && !one->loopback)
            nl_text_format(&out, "%s%lu (%s)", out.length ? ", " : "", (unsigned long)one->index,
                           one->name);
    }
    return out.length ? nl_clean(arena, out.data) : "-";
}

static enum nl_status take_scope(struct nl_arena *arena, const char *host, const char *scope,
                                 const struct nl_net_interfaces *interfaces,
                                 struct nl_net_address *address, struct nl_error *err)
{
    bool link_local =
        address->v6 && address->bytes[0] == 0xFE && (address->bytes[1] & 0xC0) == 0x80;
    uint64_t number = 0;
    if (!scope && link_local)
        return nl_fail(err, NL_INVALID,
                       NL_T("{1} is a link-local address: name the interface, as in {1}%NUMBER; "
                            "there are: {2}"),
                       nl_clean(arena, host), link_names(arena, interfaces));
    if (!scope)
        return NL_OK;
    if (nl_parse_u64(scope, UINT32_MAX, &number) && number > 0) {
        address->scope = (uint32_t)number;
        return NL_OK;
    }
    for (size_t i = 0; i < interfaces->count; i++) {
        if (nl_same(interfaces->items[i].name, scope)) {
            address->scope = interfaces->items[i].index;
            return NL_OK;
        }
    }
    return nl_fail(err, NL_INVALID, NL_T("{1}: there is no interface {2}"), nl_clean(arena, host),
                   nl_clean(arena, scope));
}

/* Letters, digits, dots, hyphens, underscores, and what is not ASCII: the resolver decides. The last
 * label must not be a number, or "192.0.2" would be taken for an address in an old form. */
static bool may_be_name(const char *text)
{
    size_t length = strlen(text);
    const char *dot = NULL;
    if (length == 0 || length > MOST_NAME || text[0] == '.' || text[0] == '-')
        return false;
    if (strspn(text, "0123456789.-") == length)
        return false; /* "192.0.2.1-9" is a range */
    for (const char *at = text; *at; at++) {
        unsigned char c = (unsigned char)*at;
        bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                    c == '-' || c == '_' || c == '.' || c >= 0x80;
        if (!good)
            return false;
        if (c == '.' && at[1])
            dot = at;
    }
    const char *last = dot ? dot + 1 : text;
    size_t digits = strspn(last, "0123456789");
    bool number = last[digits] == '\0' || last[digits] == '.' || nl_starts(last, "0x");
    return !number;
}

static enum nl_status not_one_host(struct nl_arena *arena, const char *text, struct nl_error *err)
{
    (void)nl_fail(err, NL_INVALID, NL_T("{1} is not the address or the name of one host"),
                  nl_clean(arena, text));
    return nl_next(err, NL_T("netlatch probe asks one host a run; ranges, lists and subnets are "
                             "not taken."));
}

enum nl_status nl_probe_host_parse(struct nl_arena *arena, const char *text,
                                   const struct nl_net_interfaces *interfaces, bool *out_is_address,
                                   struct nl_net_address *out_address, const char **out_name,
                                   struct nl_error *err)
{
    size_t length = strlen(text);
    bool brackets = length >= 2 && text[0] == '[' && text[length - 1] == ']';
    const char *inside = brackets ? nl_arena_copy(arena, text + 1, length - 2) : text;
    const char *percent = strchr(inside, '%');
    const char *bare = percent ? nl_arena_copy(arena, inside, (size_t)(percent - inside)) : inside;
    struct nl_inet inet;
    *out_address = (struct nl_net_address){0};
    *out_name = NULL;
    *out_is_address = nl_inet_parse(bare, &inet);
    if (!*out_is_address) {
        if (brackets || percent || !may_be_name(inside))
            return not_one_host(arena, text, err);
        *out_name = inside;
        return NL_OK;
    }
    if ((brackets || percent) && !inet.v6)
        return not_one_host(arena, text, err);
    out_address->v6 = inet.v6;
    memcpy(out_address->bytes, inet.bytes, inet.v6 ? V6_SIZE : V4_SIZE);
    if (inet.v6 && memcmp(inet.bytes, mapped_prefix, sizeof mapped_prefix) == 0) {
        *out_address = (struct nl_net_address){.v6 = false};
        memcpy(out_address->bytes, inet.bytes + sizeof mapped_prefix, V4_SIZE);
    }
    enum nl_status status =
        take_scope(arena, bare, percent ? percent + 1 : NULL, interfaces, out_address, err);
    return status == NL_OK ? nl_probe_address_single(arena, out_address, interfaces, err) : status;
}

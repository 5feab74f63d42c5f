/* exposure_observe.c - which ports are open now, by the socket tables. */
#include "exposure_observe.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "inet.h"

enum { PID_SYSTEM = 4, PID_SYSTEM_2000 = 8 };

static bool is_system(const struct nl_machine *machine, const struct nl_listener *row)
{
    if (row->process)
        return nl_same(row->process, "System");
    return row->pid == PID_SYSTEM ||
           (row->pid == PID_SYSTEM_2000 && machine->os.build != 0 && machine->os.build < 2600);
}

/* The service among Windows' own owners of TCP 135 that a row belongs to, or NULL. */
static const char *rpc_owner(const struct nl_machine *machine, const struct nl_listener *row)
{
    static const char *const owners[] = {"RpcEptMapper", "RpcSs"};
    for (size_t i = 0; i < NL_COUNT_OF(owners); i++) {
        const struct nl_service *service = nl_machine_service(machine, owners[i]);
        if (nl_same(row->service, owners[i]) ||
            (service && service->pid != 0 && service->pid == row->pid))
            return owners[i];
    }
    return NULL;
}

static void add_owner(struct nl_arena *arena, const struct nl_machine *machine,
                      struct nl_port_exposure *exposure, const struct nl_listener *row)
{
    struct nl_port_owner *owner = NL_PUSH(arena, &exposure->owners);
    *owner = (struct nl_port_owner){.pid = row->pid,
                                    .process = row->process,
                                    .service = row->service,
                                    .address = row->address,
                                    .v6 = row->v6};
    if (exposure->port->number == 135) {
        const char *service = rpc_owner(machine, row);
        owner->windows = service != NULL;
        if (!owner->service)
            owner->service = service;
    } else {
        owner->windows = is_system(machine, row);
        if (owner->windows && !owner->process)
            owner->process = "System";
    }
}

/* What makes two sockets one owner's: the process, by number and name, and the service. */
static const char *owner_key(struct nl_arena *arena, const struct nl_port_owner *owner)
{
    return nl_arena_format(arena, "%s|%s|%s", nl_decimal(owner->pid).text,
                           owner->process ? owner->process : "",
                           owner->service ? owner->service : "");
}

/* The first socket of an owner, and the addresses of all of them. */
struct spoken {
    const struct nl_port_owner *owner;
    struct nl_text addresses;
};

/* One sentence per owner, with all addresses it listens on. */
static void say_owners(struct nl_arena *arena, struct nl_port_exposure *exposure)
{
    struct nl_text_set keys = {0};
    NL_LIST(struct spoken) found = {0};
    for (size_t i = 0; i < exposure->owners.count; i++) {
        const struct nl_port_owner *owner = &exposure->owners.items[i];
        size_t at = 0;
        if (nl_text_set_add(arena, &keys, owner_key(arena, owner), &at)) {
            NL_PUSH(arena, &found)->owner = owner;
            nl_text_init(&found.items[at].addresses, arena);
        }
        if (at >= found.count)
            continue; /* the set and the list grow together */
        struct nl_text *addresses = &found.items[at].addresses;
        nl_text_format(addresses, owner->v6 ? "%s[%s]" : "%s%s", addresses->length ? ", " : "",
                       owner->address ? owner->address : "?");
    }
    for (size_t i = 0; i < found.count; i++) {
        const struct nl_port_owner *owner = found.items[i].owner;
        const char *where = nl_clean(arena, found.items[i].addresses.data);
        const char *process = owner->process ? nl_clean(arena, owner->process) : NULL;
        if (owner->service)
            nl_say_to(arena, &exposure->why, NL_T("Service {1} (process {2}) listens on {3}."),
                      nl_clean(arena, owner->service), nl_decimal(owner->pid).text, where);
        else if (process)
            nl_say_to(arena, &exposure->why, NL_T("PID {1} ({2}) listens on {3}."),
                      nl_decimal(owner->pid).text, process, where);
        else
            nl_say_to(arena, &exposure->why,
                      NL_T("PID {1}, whose name cannot be told, listens on {2}."),
                      nl_decimal(owner->pid).text, where);
    }
}

/* Whether both tables of the protocol were read; says which was not. */
static bool tables_seen(struct nl_arena *arena, const struct nl_machine *machine,
                        struct nl_port_exposure *exposure)
{
    const struct nl_listeners *listeners = &machine->listeners;
    bool tcp = exposure->port->protocol == NL_TCP;
    const enum nl_value_state states[2] = {tcp ? listeners->tcp4 : listeners->udp4,
                                           tcp ? listeners->tcp6 : listeners->udp6};
    const uint32_t codes[2] = {tcp ? listeners->tcp4_code : listeners->udp4_code,
                               tcp ? listeners->tcp6_code : listeners->udp6_code};
    const char *protocol = tcp ? "TCP" : "UDP";
    bool seen = true;
    for (size_t i = 0; i < 2; i++) {
        const char *version = i == 0 ? "IPv4" : "IPv6";
        if (states[i] == NL_VALUE_PRESENT || states[i] == NL_VALUE_ABSENT)
            continue;
        seen = false;
        if (codes[i])
            nl_say_to(arena, &exposure->why,
                      NL_T("The {1} sockets of {2} could not be seen (error {3})."), protocol,
                      version, nl_decimal(codes[i]).text);
        else
            nl_say_to(arena, &exposure->why, NL_T("The {1} sockets of {2} could not be seen here."),
                      protocol, version);
    }
    return seen;
}

/* What an address being listened on means for other machines. */
static enum nl_inet_kind kind_of(const char *text)
{
    struct nl_inet address;
    /* An address that cannot be read must not hide a listener. */
    return nl_inet_parse(text, &address) ? nl_inet_kind(&address) : NL_INET_ANY;
}

/* An address in one spelling only; NULL: it cannot be read. */
static const char *address_key(struct nl_arena *arena, const char *text)
{
    static const char digits[] = "0123456789abcdef";
    struct nl_inet address;
    char key[2 * sizeof address.bytes + 1] = "";
    if (!nl_inet_parse(text, &address))
        return NULL;
    size_t bytes = address.v6 ? sizeof address.bytes : 4;
    for (size_t i = 0; i < bytes; i++) {
        key[2 * i] = digits[address.bytes[i] >> 4];
        key[2 * i + 1] = digits[address.bytes[i] & 15];
    }
    return nl_arena_text(arena, key);
}

/* The addresses that are listened on: each once. */
struct bound {
    struct nl_texts every;   /* those that mean every address of the machine */
    struct nl_text_set keys; /* the others, but for the loopback address */
    struct nl_texts shown;   /* beside keys: as they were told */
    bool *claimed;           /* beside keys: an adapter has it */
};

static struct bound bound_addresses(struct nl_arena *arena, const struct nl_port_exposure *exposure)
{
    struct bound bound = {.claimed =
                              nl_arena_array(arena, exposure->owners.count, sizeof *bound.claimed)};
    struct nl_text_set every = {0};
    for (size_t i = 0; i < exposure->owners.count; i++) {
        const char *address = exposure->owners.items[i].address;
        const char *shown = address ? address : "?";
        enum nl_inet_kind kind = kind_of(address);
        if (kind == NL_INET_ANY) {
            if (nl_text_set_add(arena, &every, shown, NULL))
                *NL_PUSH(arena, &bound.every) = shown;
        } else if (kind != NL_INET_LOOPBACK &&
                   nl_text_set_add(arena, &bound.keys, address_key(arena, address), NULL)) {
            *NL_PUSH(arena, &bound.shown) = shown;
        }
    }
    return bound;
}

static void say_open_on(struct nl_arena *arena, struct nl_port_place *place, const char *address)
{
    place->observed = NL_OPENNESS_OPEN;
    nl_say_to(arena, &place->why, NL_T("The port is open on {1}."), nl_clean(arena, address));
}

static void observe_place(struct nl_arena *arena, const struct nl_adapter *adapter,
                          struct bound *bound, struct nl_port_place *place)
{
    enum { MOST_TOLD = 4 };
    for (size_t i = 0; i < bound->every.count && i < MOST_TOLD; i++)
        say_open_on(arena, place, bound->every.items[i]);
    for (size_t i = 0; i < adapter->addresses.count; i++) {
        const char *key = address_key(arena, adapter->addresses.items[i].address);
        size_t at = key ? nl_text_set_find(&bound->keys, key) : NL_INDEX_NONE;
        if (at >= bound->shown.count || !bound->shown.items)
            continue;
        bound->claimed[at] = true;
        say_open_on(arena, place, bound->shown.items[at]);
    }
}

/* Listened on, and no adapter is known to have it: a place of its own, or it would be on none. */
static void add_unclaimed(struct nl_arena *arena, const struct bound *bound,
                          struct nl_port_exposure *exposure)
{
    for (size_t i = 0; i < bound->shown.count; i++) {
        const char *address = bound->shown.items[i];
        if (bound->claimed[i])
            continue;
        struct nl_port_place *place = NL_PUSH(arena, &exposure->places);
        *place = (struct nl_port_place){.label = address, .observed = NL_OPENNESS_OPEN};
        nl_say_to(arena, &place->why,
                  NL_T("The port is open on {1}, which no known adapter has as its address."),
                  nl_clean(arena, address));
    }
}

static void observe_places(struct nl_arena *arena, const struct nl_machine *machine,
                           struct nl_port_exposure *exposure, bool seen)
{
    struct bound bound = bound_addresses(arena, exposure);
    for (size_t p = 0; p < exposure->places.count; p++) {
        struct nl_port_place *place = &exposure->places.items[p];
        const struct nl_adapter *adapter = nl_machine_adapter(machine, place->adapter);
        place->observed = seen && machine->adapters_state == NL_VALUE_PRESENT ? NL_OPENNESS_CLOSED
                                                                              : NL_OPENNESS_UNKNOWN;
        if (adapter)
            observe_place(arena, adapter, &bound, place);
    }
    add_unclaimed(arena, &bound, exposure);
}

static void add_address_places(struct nl_arena *arena, struct nl_port_exposure *exposure)
{
    struct nl_text_set known = {0};
    for (size_t p = 0; p < exposure->places.count; p++) {
        if (exposure->places.items[p].label)
            (void)nl_text_set_add(arena, &known, exposure->places.items[p].label, NULL);
    }
    for (size_t i = 0; i < exposure->owners.count; i++) {
        const struct nl_port_owner *owner = &exposure->owners.items[i];
        if (owner->address && nl_text_set_add(arena, &known, owner->address, NULL))
            *NL_PUSH(arena, &exposure->places) =
                (struct nl_port_place){.label = owner->address,
                                       .predicted = exposure->predicted,
                                       .observed = NL_OPENNESS_OPEN};
    }
}

static bool has_ipv4(const struct nl_adapter *adapter)
{
    struct nl_inet address;
    for (size_t i = 0; i < adapter->addresses.count; i++) {
        if (nl_inet_parse(adapter->addresses.items[i].address, &address) && !address.v6)
            return true;
    }
    return false;
}

/* Whether an adapter on which NetBT could listen has no listener. */
static bool misses_adapter(const struct nl_machine *machine,
                           const struct nl_port_exposure *exposure)
{
    for (size_t p = 0; p < exposure->places.count; p++) {
        const struct nl_port_place *place = &exposure->places.items[p];
        const struct nl_adapter *adapter = nl_machine_adapter(machine, place->adapter);
        if (adapter && has_ipv4(adapter) && place->observed != NL_OPENNESS_OPEN)
            return true;
    }
    return false;
}

/* How far the listening addresses reach: all of the machine, some of it, or the machine alone. */
static enum nl_openness observed_openness(struct nl_arena *arena, const struct nl_machine *machine,
                                          struct nl_port_exposure *exposure, bool seen)
{
    bool every = false;
    bool outside = false;
    for (size_t i = 0; i < exposure->owners.count; i++) {
        enum nl_inet_kind kind = kind_of(exposure->owners.items[i].address);
        every = every || kind == NL_INET_ANY;
        outside = outside || kind != NL_INET_LOOPBACK;
    }
    if (exposure->owners.count == 0) {
        if (seen)
            nl_say_to(arena, &exposure->why, NL_T("Nothing listens on the port now."));
        return seen ? NL_OPENNESS_CLOSED : NL_OPENNESS_UNKNOWN;
    }
    if (!outside)
        nl_say_to(arena, &exposure->why,
                  NL_T("Only this machine itself can connect: nothing but the loopback address is "
                       "listened on."));
    if (every)
        return NL_OPENNESS_OPEN;
    /* NetBT listens on addresses, never on all: open everywhere means on every adapter. */
    if (exposure->port->per_adapter && outside && !misses_adapter(machine, exposure))
        return NL_OPENNESS_OPEN;
    return NL_OPENNESS_PARTLY;
}

bool nl_exposure_listens_outside(const struct nl_port_exposure *exposure)
{
    for (size_t i = 0; i < exposure->owners.count; i++) {
        if (kind_of(exposure->owners.items[i].address) != NL_INET_LOOPBACK)
            return true;
    }
    return false;
}

static bool is_held(const struct nl_port_exposure *exposure, bool by_windows)
{
    for (size_t i = 0; i < exposure->owners.count; i++) {
        const struct nl_port_owner *owner = &exposure->owners.items[i];
        if (owner->windows == by_windows && kind_of(owner->address) != NL_INET_LOOPBACK)
            return true;
    }
    return false;
}

bool nl_exposure_held_by_windows(const struct nl_port_exposure *exposure)
{
    return is_held(exposure, true);
}

bool nl_exposure_held_by_others(const struct nl_port_exposure *exposure)
{
    return is_held(exposure, false);
}

bool nl_exposure_is_offline(const struct nl_machine *machine)
{
    return nl_equal(machine->source, "hive");
}

void nl_exposure_observe(struct nl_arena *arena, const struct nl_machine *machine,
                         struct nl_port_exposure *exposure)
{
    const struct nl_listeners *listeners = &machine->listeners;
    for (size_t i = 0; i < listeners->list.count; i++) {
        const struct nl_listener *row = &listeners->list.items[i];
        if (row->port == exposure->port->number && row->protocol == exposure->port->protocol)
            add_owner(arena, machine, exposure, row);
    }
    say_owners(arena, exposure);
    bool seen = tables_seen(arena, machine, exposure);
    if (exposure->port->per_adapter)
        observe_places(arena, machine, exposure, seen);
    else
        add_address_places(arena, exposure);
    exposure->observed = observed_openness(arena, machine, exposure, seen);
}

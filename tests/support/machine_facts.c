/* machine_facts.c - every fact of a machine, one after the other, in other states. */
#include "machine_facts.h"

#include "base/text.h"

#include <string.h>

/* The walk: what varies now, and where it is told. */
struct walk {
    const struct nl_machine *base;
    variant_visitor visit;
    void *context;
    size_t fact;
    struct nl_arena arena; /* of one variant */
};

/* A list of its own, so that the base stays as it is, with room for one more. */
#define OWN(walk, list)                                                                            \
    do {                                                                                           \
        void *own = nl_arena_array(&(walk)->arena, (list)->count + 1, sizeof *(list)->items);      \
        if ((list)->count)                                                                         \
            memcpy(own, (list)->items, (list)->count * sizeof *(list)->items);                     \
        (list)->items = own;                                                                       \
        (list)->capacity = (list)->count + 1;                                                      \
    } while (0)

#define REMOVE(list, at)                                                                           \
    do {                                                                                           \
        for (size_t k = (at); k + 1 < (list)->count; k++)                                          \
            (list)->items[k] = (list)->items[k + 1];                                               \
        (list)->count--;                                                                           \
    } while (0)

static struct nl_machine *begin(struct walk *walk, struct variant *variant, bool unknown,
                                const char *what)
{
    nl_arena_init(&walk->arena, NULL, NULL);
    *variant = (struct variant){
        .machine = *walk->base, .fact = walk->fact, .unknown = unknown, .what = what};
    return &variant->machine;
}

static void end(struct walk *walk, struct variant *variant)
{
    struct nl_machine *machine = &variant->machine;
    machine->registry_index = (struct nl_index){0};
    machine->services_index = (struct nl_index){0};
    machine->adapters_index = (struct nl_index){0};
    nl_machine_index(&walk->arena, machine);
    walk->visit(variant, &walk->arena, walk->context);
    nl_arena_done(&walk->arena);
}

static struct nl_registry_key *own_key(struct walk *walk, struct nl_machine *machine, size_t at)
{
    OWN(walk, &machine->registry);
    OWN(walk, &machine->registry.items[at].values);
    return &machine->registry.items[at];
}

/* Other values that a registry value may have. */
enum { OTHER_VALUES = 8 };

static struct nl_value other_value(struct nl_arena *arena, size_t which)
{
    switch (which) {
    case 0:
        return nl_value_denied(5);
    case 1:
        return nl_value_text(arena, NL_TYPE_SZ, "N");
    case 2:
        return nl_value_text(arena, NL_TYPE_SZ, "ncacn_ip_tcp");
    default:
        return nl_value_dword(arena, (uint32_t)(which - 3)); /* 0 .. 4 */
    }
}

/* A firewall rule with one part replaced; NULL: the part is not in it. */
static const char *other_rule(struct nl_arena *arena, const char *text, size_t which)
{
    static const char *const parts[][2] = {
        {"Active=TRUE", "Active=FALSE"},
        {"Active=FALSE", "Active=TRUE"},
        {"Action=Block", "Action=Allow"},
        {"Action=Allow", "Action=Block"},
        {"Action=Block", "Action=ByPass"},
        {"Dir=In", "Dir=Out"},
        {"|Name=", "|RA4=192.0.2.1|Name="},
        {"|Name=", "|Profile=Domain|Name="},
        {"|Name=", "|LA4=192.0.2.1|Name="},
        {"|Name=", "|Odd=1|Name="},
        {"|Name=", "|App=other.exe|Name="},
        {"|Name=", "|IFType=Wireless|Name="},
        {"Protocol=6", "Protocol=17"},
        {"LPort=", "LPort=1"},
        {"Action=", "Act="},
    };
    if (which >= sizeof parts / sizeof parts[0])
        return NULL;
    const char *at = strstr(text, parts[which][0]);
    return !at ? ""
               : nl_arena_format(arena, "%.*s%s%s", (int)(at - text), text, parts[which][1],
                                 at + strlen(parts[which][0]));
}

static void vary_rule(struct walk *walk, size_t key_at, size_t at, const char *text)
{
    struct variant variant;
    for (size_t which = 0;; which++) {
        struct nl_machine *machine = begin(walk, &variant, false, "another rule");
        const char *other = other_rule(&walk->arena, text, which);
        if (other && *other) {
            struct nl_registry_key *key = own_key(walk, machine, key_at);
            key->values.items[at].value = nl_value_text(&walk->arena, NL_TYPE_SZ, other);
            variant.what = other;
            end(walk, &variant);
        } else {
            nl_arena_done(&walk->arena);
        }
        if (!other)
            return;
    }
}

static void vary_value(struct walk *walk, size_t key_at, size_t at)
{
    struct variant variant;
    const struct nl_registry_value *value = &walk->base->registry.items[key_at].values.items[at];
    for (size_t which = 0; which <= OTHER_VALUES; which++) {
        struct nl_machine *machine = begin(walk, &variant, which == 0, value->name);
        struct nl_registry_key *key = own_key(walk, machine, key_at);
        if (which < OTHER_VALUES)
            key->values.items[at].value = other_value(&walk->arena, which);
        else
            REMOVE(&key->values, at);
        end(walk, &variant);
    }
    struct nl_arena scratch;
    nl_arena_init(&scratch, NULL, NULL);
    const char *text = nl_value_as_text(&scratch, &value->value);
    if (text && nl_starts(text, "v2."))
        vary_rule(walk, key_at, at, text);
    nl_arena_done(&scratch);
    walk->fact++;
}

/* A rule that opens everything, where rules are kept. */
static void vary_new_rule(struct walk *walk, size_t key_at)
{
    static const char *const rules[] = {
        "v2.30|Action=Allow|Active=TRUE|Dir=In|Name=all|",
        "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort2_10=130-500|Name=tcp|",
        "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=137|LPort=138|Name=udp|",
        "v9.99|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|New=1|Name=newer|",
        "v2.30|Action=ByPass|Active=TRUE|Dir=In|Security=Authenticate|Name=bypass|",
        "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|RA4=192.0.2.7|Name=named|"};
    struct variant variant;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        struct nl_machine *machine = begin(walk, &variant, false, rules[i]);
        struct nl_registry_key *key = own_key(walk, machine, key_at);
        key->values.items[key->values.count++] = (struct nl_registry_value){
            .name = "zz-new", .value = nl_value_text(&walk->arena, NL_TYPE_SZ, rules[i])};
        end(walk, &variant);
    }
}

static void vary_registry(struct walk *walk)
{
    struct variant variant;
    for (size_t i = 0; i < walk->base->registry.count; i++) {
        const struct nl_registry_key *base = &walk->base->registry.items[i];
        struct nl_machine *machine = begin(walk, &variant, true, base->path);
        struct nl_registry_key *key = own_key(walk, machine, i);
        key->state = NL_VALUE_DENIED;
        key->code = 5;
        key->values.count = 0;
        end(walk, &variant);
        if (nl_ends(base->path, "\\FirewallRules"))
            vary_new_rule(walk, i);
        walk->fact++;
        for (size_t v = 0; base->state == NL_VALUE_PRESENT && v < base->values.count; v++)
            vary_value(walk, i, v);
    }
}

static void vary_asked(struct walk *walk, const struct asked_list *asked)
{
    struct variant variant;
    for (size_t i = 0; i < asked->count; i++) {
        const struct asked *one = &asked->items[i];
        for (size_t which = 0; one->name && which < OTHER_VALUES; which++) {
            struct nl_machine *machine = begin(walk, &variant, which == 0, one->name);
            size_t at = 0;
            while (at < machine->registry.count &&
                   !nl_same(machine->registry.items[at].path, one->path))
                at++;
            OWN(walk, &machine->registry);
            if (at == machine->registry.count)
                machine->registry.items[machine->registry.count++] =
                    (struct nl_registry_key){.path = one->path, .state = NL_VALUE_PRESENT};
            struct nl_registry_key *key = &machine->registry.items[at];
            OWN(walk, &key->values);
            key->state = NL_VALUE_PRESENT;
            key->values.items[key->values.count++] = (struct nl_registry_value){
                .name = one->name, .value = other_value(&walk->arena, which)};
            end(walk, &variant);
        }
        for (uint32_t start = 2; !one->name && start <= 4; start++) {
            struct nl_machine *machine = begin(walk, &variant, false, one->path);
            OWN(walk, &machine->services);
            machine->services.items[machine->services.count++] =
                (struct nl_service){.name = one->path,
                                    .type = 0x20,
                                    .start = nl_value_start_type(&walk->arena, start),
                                    .run = NL_SERVICE_RUNNING};
            end(walk, &variant);
        }
        walk->fact++;
    }
}

static void change_service(struct walk *walk, struct nl_machine *machine, size_t at, size_t which)
{
    OWN(walk, &machine->services);
    struct nl_service *service = &machine->services.items[at];
    if (which == 0)
        service->start = nl_value_denied(5);
    else if (which <= 5)
        service->start = nl_value_start_type(&walk->arena, (uint32_t)(which - 1));
    else if (which == 6) {
        OWN(walk, &service->depends);
        service->depends.items[service->depends.count++] = "NoSuchService";
    } else if (which == 7) {
        REMOVE(&machine->services, at);
    } else {
        static const enum nl_service_state runs[] = {NL_SERVICE_RUNNING, NL_SERVICE_STOPPED,
                                                     NL_SERVICE_UNKNOWN};
        service->run = runs[which - 8];
    }
}

static void vary_services(struct walk *walk)
{
    enum { WAYS = 11, START_UNKNOWN = 0, DEPENDS = 6, PRESENCE, FIRST_RUN, RUN_UNKNOWN = 10 };
    struct variant variant;
    for (size_t i = 0; i < walk->base->services.count; i++) {
        for (size_t which = 0; which < WAYS; which++) {
            /* Four facts: its start type, what it depends on, whether it is there, and runs. */
            bool unknown = which == START_UNKNOWN || which == RUN_UNKNOWN;
            walk->fact += which == DEPENDS || which == PRESENCE || which == FIRST_RUN;
            struct nl_machine *machine =
                begin(walk, &variant, unknown, walk->base->services.items[i].name);
            change_service(walk, machine, i, which);
            end(walk, &variant);
        }
        walk->fact++;
    }
    begin(walk, &variant, true, "services")->services_state = NL_VALUE_DENIED;
    variant.machine.services.count = 0;
    end(walk, &variant);
    walk->fact++;
}

static void drop_rows(struct walk *walk, struct nl_machine *machine, enum nl_protocol protocol,
                      bool v6)
{
    OWN(walk, &machine->listeners.list);
    for (size_t i = machine->listeners.list.count; i-- > 0;) {
        const struct nl_listener *row = &machine->listeners.list.items[i];
        if (row->protocol == protocol && row->v6 == v6)
            REMOVE(&machine->listeners.list, i);
    }
}

static void vary_tables(struct walk *walk)
{
    struct variant variant;
    for (unsigned table = 0; table < 4; table++) {
        enum nl_protocol protocol = table < 2 ? NL_TCP : NL_UDP;
        bool v6 = table & 1;
        struct nl_machine *machine = begin(walk, &variant, true, "a socket table");
        struct nl_listeners *listeners = &machine->listeners;
        enum nl_value_state *states[] = {&listeners->tcp4, &listeners->tcp6, &listeners->udp4,
                                         &listeners->udp6};
        *states[table] = NL_VALUE_DENIED;
        drop_rows(walk, machine, protocol, v6);
        end(walk, &variant);
        /* A socket that the table may hold: of Windows or of another, on any kind of address. */
        const char *const addresses[] = {v6 ? "::" : "0.0.0.0", v6 ? "fe80::1" : "192.168.1.10",
                                         v6 ? "2001:db8::9" : "203.0.113.77", "odd"};
        for (size_t p = 0; p < NL_PORT_COUNT; p++) {
            for (size_t a = 0; a < 8 && nl_ports[p].protocol == protocol; a++) {
                machine = begin(walk, &variant, false,
                                nl_ports[p].number == 445 ? "a socket on 445" : "a socket");
                OWN(walk, &machine->listeners.list);
                machine->listeners.list.items[machine->listeners.list.count++] =
                    (struct nl_listener){.protocol = protocol,
                                         .v6 = v6,
                                         .address = addresses[a % 4],
                                         .port = nl_ports[p].number,
                                         .pid = a < 4 ? 4 : 4321,
                                         .process = a < 4 ? "System" : "other.exe"};
                end(walk, &variant);
            }
        }
        walk->fact++;
    }
}

static void change_adapter(struct walk *walk, struct nl_machine *machine, size_t at, size_t which)
{
    OWN(walk, &machine->adapters);
    struct nl_adapter *adapter = &machine->adapters.items[at];
    if (which < 3)
        adapter->netbios = (enum nl_answer)which;
    else if (which < 6)
        adapter->dhcp = (enum nl_answer)(which - 3);
    else if (which < 9)
        adapter->up = (enum nl_answer)(which - 6);
    else
        REMOVE(&machine->adapters, at);
}

static void vary_adapters(struct walk *walk)
{
    enum { WAYS = 10 };
    struct variant variant;
    struct nl_machine *machine = begin(walk, &variant, true, "adapters");
    machine->adapters_state = NL_VALUE_DENIED;
    machine->adapters.count = 0;
    end(walk, &variant);
    for (unsigned netbios = 0; netbios < 3; netbios++) {
        machine = begin(walk, &variant, false, "one more adapter");
        OWN(walk, &machine->adapters);
        machine->adapters.items[machine->adapters.count++] =
            (struct nl_adapter){.guid = "{99999999-2222-3333-4444-555555555555}",
                                .name = "VPN",
                                .type = 6,
                                .up = NL_ANSWER_YES,
                                .netbios = (enum nl_answer)netbios};
        end(walk, &variant);
    }
    walk->fact++;
    for (size_t i = 0; i < walk->base->adapters.count; i++) {
        for (size_t which = 0; which < WAYS; which++) {
            machine = begin(walk, &variant, false, "an adapter");
            change_adapter(walk, machine, i, which);
            end(walk, &variant);
        }
        walk->fact++;
    }
}

static void vary_firewall(struct walk *walk)
{
    static const struct nl_firewall_product products[] = {
        {.name = "Other", .owns_firewall = NL_ANSWER_YES},
        {.name = "Perhaps", .owns_firewall = NL_ANSWER_UNKNOWN}};
    struct variant variant;
    begin(walk, &variant, true, "products")->firewall_products_seen = NL_ANSWER_NO;
    end(walk, &variant);
    for (size_t i = 0; i < 2; i++) {
        struct nl_machine *machine = begin(walk, &variant, i == 1, products[i].name);
        OWN(walk, &machine->firewall_products);
        machine->firewall_products_seen = NL_ANSWER_YES;
        machine->firewall_products.items[machine->firewall_products.count++] = products[i];
        end(walk, &variant);
    }
    walk->fact++;
}

static void vary_rest(struct walk *walk)
{
    struct variant variant;
    begin(walk, &variant, true, "membership")->membership =
        (struct nl_membership){.state = NL_VALUE_DENIED, .code = 5};
    end(walk, &variant);
    begin(walk, &variant, false, "in a domain")->membership = (struct nl_membership){
        .state = NL_VALUE_PRESENT, .join = NL_JOIN_DOMAIN, .name = "example.test"};
    end(walk, &variant);
    walk->fact++;
    for (size_t i = 0; i < walk->base->rights.count; i++) {
        for (size_t which = 0; which < 2; which++) {
            struct nl_machine *machine = begin(walk, &variant, which == 0, "a right");
            OWN(walk, &machine->rights);
            machine->rights.items[i].holders = which == 0 ? nl_value_denied(5) : nl_value_absent(0);
            end(walk, &variant);
        }
        walk->fact++;
    }
    for (size_t i = 0; i < walk->base->accounts.count; i++) {
        struct nl_machine *machine = begin(walk, &variant, true, "an account");
        OWN(walk, &machine->accounts);
        machine->accounts.items[i].enabled = nl_value_denied(5);
        end(walk, &variant);
        walk->fact++;
    }
}

void machine_facts_visit(const struct nl_machine *base, const struct asked_list *asked,
                         variant_visitor visit, void *context)
{
    struct walk walk = {.base = base, .visit = visit, .context = context};
    vary_registry(&walk);
    vary_asked(&walk, asked);
    vary_services(&walk);
    vary_tables(&walk);
    vary_adapters(&walk);
    vary_firewall(&walk);
    vary_rest(&walk);
}

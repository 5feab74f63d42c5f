/* machine_builder.c - makes a struct nl_machine in a few readable lines, for tests. */
#include "machine_builder.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Where something of that name stands in a list, or the list's count. */
#define FIND(list, member, wanted, out_at)                                                         \
    do {                                                                                           \
        (out_at) = 0;                                                                              \
        while ((out_at) < (list)->count && !nl_same((list)->items[out_at].member, (wanted)))       \
            (out_at)++;                                                                            \
    } while (0)

#define REMOVE(list, at)                                                                           \
    do {                                                                                           \
        (list)->count--;                                                                           \
        memmove(&(list)->items[at], &(list)->items[(at) + 1],                                      \
                ((list)->count - (at)) * sizeof(list)->items[0]);                                  \
    } while (0)

struct machine_builder *machine_empty(void)
{
    struct machine_builder *m = calloc(1, sizeof *m);
    if (!m)
        abort();
    nl_arena_init(&m->arena, NULL, NULL);
    m->machine.name = "TEST";
    m->machine.source = "record";
    return m;
}

void machine_free(struct machine_builder *m)
{
    nl_arena_done(&m->arena);
    free(m);
}

struct machine_builder *machine_looked(uint32_t build, enum nl_os_kind kind)
{
    struct machine_builder *m = machine_empty();
    struct nl_machine *machine = &m->machine;
    machine->os.build = build;
    machine->os.kind = kind;
    machine->session.elevated = NL_ANSWER_YES;
    machine->session.remote = NL_REMOTE_NONE;
    machine->membership.state = NL_VALUE_PRESENT;
    machine->membership.join = NL_JOIN_WORKGROUP;
    machine->membership.name = "WORKGROUP";
    machine->membership.controller = kind == NL_OS_DOMAIN_CONTROLLER ? NL_ANSWER_YES : NL_ANSWER_NO;
    machine->services_state = NL_VALUE_PRESENT;
    machine->adapters_state = NL_VALUE_PRESENT;
    machine->listeners.tcp4 = machine->listeners.tcp6 = NL_VALUE_PRESENT;
    machine->listeners.udp4 = machine->listeners.udp6 = NL_VALUE_PRESENT;
    machine->shares.state = NL_VALUE_PRESENT;
    machine->sessions.state = NL_VALUE_PRESENT;
    machine->administrators_state = NL_VALUE_PRESENT;
    machine->firewall_state = NL_VALUE_PRESENT;
    return m;
}

struct nl_service *machine_service(struct machine_builder *m, const char *name, uint32_t start,
                                   enum nl_service_state run)
{
    size_t at = 0;
    FIND(&m->machine.services, name, name, at);
    if (at == m->machine.services.count) {
        (void)NL_PUSH(&m->arena, &m->machine.services);
        m->machine.services.items[at].name = nl_arena_text(&m->arena, name);
        m->machine.services.items[at].display = m->machine.services.items[at].name;
        m->machine.services.items[at].type = 0x20;
    }
    struct nl_service *service = &m->machine.services.items[at];
    service->start = nl_value_start_type(&m->arena, start);
    service->run = run;
    service->pid = run == NL_SERVICE_RUNNING ? 600 : 0;
    return service;
}

struct nl_service *machine_driver(struct machine_builder *m, const char *name, uint32_t start,
                                  enum nl_service_state run)
{
    struct nl_service *driver = machine_service(m, name, start, run);
    driver->type = 1;
    driver->pid = 0;
    return driver;
}

void machine_depends(struct machine_builder *m, const char *name, const char *others)
{
    size_t at = 0;
    FIND(&m->machine.services, name, name, at);
    if (at == m->machine.services.count)
        abort();
    struct nl_service *service = &m->machine.services.items[at];
    service->depends = (struct nl_texts){0};
    service->depends_groups = (struct nl_texts){0};
    struct nl_texts words = nl_split(&m->arena, others, ' ');
    for (size_t i = 0; i < words.count; i++) {
        const char *word = words.items[i];
        if (word[0] == '+')
            nl_texts_add(&service->depends_groups, &m->arena, word + 1);
        else if (word[0])
            nl_texts_add(&service->depends, &m->arena, word);
    }
}

void machine_remove_service(struct machine_builder *m, const char *name)
{
    size_t at = 0;
    FIND(&m->machine.services, name, name, at);
    if (at < m->machine.services.count)
        REMOVE(&m->machine.services, at);
}

static struct nl_registry_key *key_of(struct machine_builder *m, const char *path)
{
    size_t at = 0;
    FIND(&m->machine.registry, path, path, at);
    if (at == m->machine.registry.count) {
        (void)NL_PUSH(&m->arena, &m->machine.registry);
        m->machine.registry.items[at].path = nl_arena_text(&m->arena, path);
        m->machine.registry.items[at].state = NL_VALUE_PRESENT;
    }
    return &m->machine.registry.items[at];
}

void machine_key(struct machine_builder *m, const char *path)
{
    key_of(m, path)->state = NL_VALUE_PRESENT;
}

void machine_key_state(struct machine_builder *m, const char *path, enum nl_value_state state,
                       uint32_t code)
{
    struct nl_registry_key *key = key_of(m, path);
    key->state = state;
    key->code = code;
    key->missing_keys = state == NL_VALUE_ABSENT ? 1 : 0;
    if (state != NL_VALUE_PRESENT)
        key->values.count = 0;
}

void machine_reg_value(struct machine_builder *m, const char *path, const char *name,
                       struct nl_value value)
{
    struct nl_registry_key *key = key_of(m, path);
    key->state = NL_VALUE_PRESENT;
    key->missing_keys = 0;
    size_t at = 0;
    FIND(&key->values, name, name, at);
    if (at == key->values.count) {
        (void)NL_PUSH(&m->arena, &key->values);
        key->values.items[at].name = nl_arena_text(&m->arena, name);
    }
    key->values.items[at].value = value;
}

void machine_reg_dword(struct machine_builder *m, const char *path, const char *name,
                       uint32_t number)
{
    machine_reg_value(m, path, name, nl_value_dword(&m->arena, number));
}

void machine_reg_qword(struct machine_builder *m, const char *path, const char *name,
                       uint64_t number)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(number >> (8 * i));
    machine_reg_value(m, path, name, nl_value_raw(&m->arena, NL_TYPE_QWORD, bytes, sizeof bytes));
}

void machine_reg_text(struct machine_builder *m, const char *path, const char *name,
                      const char *text)
{
    machine_reg_value(m, path, name, nl_value_text(&m->arena, NL_TYPE_SZ, text));
}

void machine_reg_remove(struct machine_builder *m, const char *path, const char *name)
{
    struct nl_registry_key *key = key_of(m, path);
    size_t at = 0;
    FIND(&key->values, name, name, at);
    if (at < key->values.count)
        REMOVE(&key->values, at);
}

static struct nl_adapter *adapter_of(struct machine_builder *m, const char *guid)
{
    size_t at = 0;
    FIND(&m->machine.adapters, guid, guid, at);
    if (at == m->machine.adapters.count)
        abort(); /* the test names an adapter it did not make */
    return &m->machine.adapters.items[at];
}

struct nl_adapter *machine_adapter(struct machine_builder *m, const char *guid, const char *name)
{
    size_t at = 0;
    FIND(&m->machine.adapters, guid, guid, at);
    if (at == m->machine.adapters.count)
        (void)NL_PUSH(&m->arena, &m->machine.adapters);
    m->machine.adapters.items[at] = (struct nl_adapter){
        .guid = nl_arena_text(&m->arena, guid),
        .name = nl_arena_text(&m->arena, name),
        .description = "Test adapter",
        .type = 6,
        .up = NL_ANSWER_YES,
        .dhcp = NL_ANSWER_NO,
        .netbios = NL_ANSWER_YES,
    };
    return &m->machine.adapters.items[at];
}

void machine_ip(struct machine_builder *m, const char *guid, const char *address, uint32_t prefix)
{
    struct nl_adapter *adapter = adapter_of(m, guid);
    *NL_PUSH(&m->arena, &adapter->addresses) =
        (struct nl_ip){nl_arena_text(&m->arena, address), prefix};
}

void machine_wins(struct machine_builder *m, const char *guid, const char *server)
{
    nl_texts_add(&adapter_of(m, guid)->wins, &m->arena, server);
}

void machine_remove_adapter(struct machine_builder *m, const char *guid)
{
    size_t at = 0;
    FIND(&m->machine.adapters, guid, guid, at);
    if (at < m->machine.adapters.count)
        REMOVE(&m->machine.adapters, at);
}

void machine_netbt(struct machine_builder *m, const char *guid, int option)
{
    const char *path = nl_arena_format(&m->arena, "%s\\Tcpip_%s", NL_NETBT_INTERFACES, guid);
    machine_key(m, path);
    if (option < 0)
        machine_reg_remove(m, path, "NetbiosOptions");
    else
        machine_reg_dword(m, path, "NetbiosOptions", (uint32_t)option);
}

void machine_netbt_dhcp(struct machine_builder *m, const char *guid, int option)
{
    const char *path = nl_arena_format(&m->arena, "%s\\Tcpip_%s", NL_NETBT_INTERFACES, guid);
    if (option < 0)
        machine_reg_remove(m, path, "DhcpNetbiosOptions");
    else
        machine_reg_dword(m, path, "DhcpNetbiosOptions", (uint32_t)option);
}

struct nl_listener *machine_listener(struct machine_builder *m, enum nl_protocol protocol,
                                     const char *address, uint32_t port, uint32_t pid,
                                     const char *process, const char *service)
{
    struct nl_listener *row = NL_PUSH(&m->arena, &m->machine.listeners.list);
    *row = (struct nl_listener){
        .protocol = protocol,
        .v6 = strchr(address, ':') != NULL,
        .address = nl_arena_text(&m->arena, address),
        .port = port,
        .pid = pid,
        .process = nl_arena_text(&m->arena, process),
        .service = nl_arena_text(&m->arena, service),
    };
    return row;
}

void machine_close_port(struct machine_builder *m, enum nl_protocol protocol, uint32_t port)
{
    for (size_t i = m->machine.listeners.list.count; i-- > 0;) {
        const struct nl_listener *row = &m->machine.listeners.list.items[i];
        if (row->protocol == protocol && row->port == port)
            REMOVE(&m->machine.listeners.list, i);
    }
}

static void set_rule(struct machine_builder *m, const char *path, const char *id, const char *text)
{
    if (text)
        machine_reg_text(m, path, id, text);
    else
        machine_reg_remove(m, path, id);
}

void machine_rule(struct machine_builder *m, const char *id, const char *text)
{
    set_rule(m, NL_FIREWALL_RULES, id, text);
}

void machine_policy_rule(struct machine_builder *m, const char *id, const char *text)
{
    set_rule(m, MACHINE_FIREWALL_POLICY "\\FirewallRules", id, text);
}

void machine_share(struct machine_builder *m, const char *name, uint32_t type, const char *path)
{
    *NL_PUSH(&m->arena, &m->machine.shares.list) =
        (struct nl_share){nl_arena_text(&m->arena, name), type, nl_arena_text(&m->arena, path)};
}

void machine_smb_session(struct machine_builder *m, const char *client, const char *user)
{
    *NL_PUSH(&m->arena, &m->machine.sessions.list) = (struct nl_smb_session){
        nl_arena_text(&m->arena, client), nl_arena_text(&m->arena, user), 1};
}

void machine_right_value(struct machine_builder *m, const char *right, struct nl_value holders)
{
    size_t at = 0;
    FIND(&m->machine.rights, name, right, at);
    if (at == m->machine.rights.count) {
        (void)NL_PUSH(&m->arena, &m->machine.rights);
        m->machine.rights.items[at].name = nl_arena_text(&m->arena, right);
    }
    m->machine.rights.items[at].holders = holders;
}

void machine_right(struct machine_builder *m, const char *right, const char *holders)
{
    struct nl_texts sids = {0};
    struct nl_texts words = nl_split(&m->arena, holders, ' ');
    for (size_t i = 0; i < words.count; i++) {
        if (words.items[i][0])
            nl_texts_add(&sids, &m->arena, words.items[i]);
    }
    machine_right_value(m, right,
                        sids.count ? nl_value_sids(&m->arena, &sids) : nl_value_absent(0));
}

void machine_account(struct machine_builder *m, uint32_t rid, bool enabled)
{
    size_t at = 0;
    while (at < m->machine.accounts.count && m->machine.accounts.items[at].rid != rid)
        at++;
    if (at == m->machine.accounts.count)
        (void)NL_PUSH(&m->arena, &m->machine.accounts);
    m->machine.accounts.items[at] = (struct nl_account){
        .rid = rid,
        .sid = nl_arena_format(&m->arena, "S-1-5-21-1-2-3-%u", rid),
        .name = rid == 501 ? "Guest" : "Administrator",
        .enabled = nl_value_byte(&m->arena, NL_TYPE_ACCOUNT_STATE, enabled),
    };
}

void machine_domain(struct machine_builder *m, const char *name)
{
    m->machine.membership.state = NL_VALUE_PRESENT;
    m->machine.membership.join = NL_JOIN_DOMAIN;
    m->machine.membership.name = nl_arena_text(&m->arena, name);
}

void machine_unseen(struct machine_builder *m, const char *what, enum nl_value_state state,
                    uint32_t code, const char *why)
{
    *NL_PUSH(&m->arena, &m->machine.unseen) = (struct nl_unseen){
        nl_arena_text(&m->arena, what), state, code, nl_arena_text(&m->arena, why)};
}

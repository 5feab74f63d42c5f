/* machine_set.c - a machine with values changed: the pure twin of a host's write.
 *
 * The caller's machine is a shallow copy that shares lists with the original, so a fork copies the
 * lists once before they are changed; a key's own values are copied when that key is changed. Registry keys follow Windows: writing makes the missing keys of a
 * path, and rollback removes as many as the before-value says were missing, while they are empty. */
#include "machine_set.h"

#include "base/text.h"

#include <string.h>

#define COPY_LIST(arena, list)                                                                     \
    do {                                                                                           \
        (list)->items = (list)->count ? nl_arena_bytes((arena), (list)->items,                     \
                                                       (list)->count * sizeof *(list)->items)      \
                                      : NULL;                                                      \
        (list)->capacity = (list)->count;                                                          \
    } while (0)

/* How many components two paths share from the beginning. */
static uint32_t shared_depth(const char *a, const char *b)
{
    uint32_t shared = 0;
    for (;;) {
        size_t a_length = strcspn(a, "\\");
        size_t b_length = strcspn(b, "\\");
        if (a_length == 0 || !nl_same_parts(a, a_length, b, b_length))
            return shared;
        shared++;
        if (a[a_length] == '\0' || b[b_length] == '\0')
            return shared;
        a += a_length + 1;
        b += b_length + 1;
    }
}

static void insert_sorted(struct nl_arena *arena, struct nl_registry_key *key, const char *name,
                          const struct nl_value *value)
{
    size_t at = 0;
    while (at < key->values.count && nl_compare(key->values.items[at].name, name) < 0)
        at++;
    (void)NL_PUSH(arena, &key->values);
    memmove(&key->values.items[at + 1], &key->values.items[at],
            (key->values.count - 1 - at) * sizeof key->values.items[0]);
    key->values.items[at] = (struct nl_registry_value){nl_arena_text(arena, name), *value};
}

/* Every key on the way to path exists from now on. */
static void create_path(struct nl_machine *machine, const char *path)
{
    for (size_t i = 0; i < machine->registry.count; i++) {
        struct nl_registry_key *key = &machine->registry.items[i];
        if (key->state != NL_VALUE_ABSENT)
            continue;
        uint32_t depth = nl_registry_depth(key->path);
        uint32_t exists = shared_depth(key->path, path);
        if (exists == depth) {
            key->state = NL_VALUE_PRESENT;
            key->missing_keys = 0;
        } else if (depth - exists < key->missing_keys) {
            key->missing_keys = depth - exists;
        }
    }
}

/* Whether a key at this depth of path holds anything that was recorded. */
static bool holds_anything(const struct nl_machine *machine, const char *path, uint32_t depth)
{
    for (size_t i = 0; i < machine->registry.count; i++) {
        const struct nl_registry_key *key = &machine->registry.items[i];
        if (key->state == NL_VALUE_ABSENT || shared_depth(key->path, path) < depth)
            continue;
        if (nl_registry_depth(key->path) > depth || key->values.count > 0 ||
            key->state != NL_VALUE_PRESENT)
            return true;
    }
    return false;
}

/* Removes the last count keys of path, deepest first, as far as they are empty. */
static void remove_path(struct nl_machine *machine, const char *path, uint32_t count)
{
    for (uint32_t depth = nl_registry_depth(path); count > 0 && depth > 1; count--, depth--) {
        if (holds_anything(machine, path, depth))
            return;
        for (size_t i = 0; i < machine->registry.count; i++) {
            struct nl_registry_key *key = &machine->registry.items[i];
            if (shared_depth(key->path, path) < depth)
                continue;
            key->state = NL_VALUE_ABSENT;
            key->missing_keys = nl_registry_depth(key->path) - (depth - 1);
        }
    }
}

/* The key itself and those on the way to it exist from now on. A key that exists has all of its
 * parents already, so only a new one makes it necessary to look at all keys. */
static void create_key(struct nl_arena *arena, struct nl_machine *machine, const char *path)
{
    const struct nl_registry_key *key = nl_machine_key(machine, path);
    if (key && key->state == NL_VALUE_PRESENT)
        return;
    if (!key) {
        struct nl_registry_key *made = NL_PUSH(arena, &machine->registry);
        made->path = nl_arena_text(arena, path);
        made->state = NL_VALUE_PRESENT;
        nl_machine_index(arena, machine);
    }
    create_path(machine, path);
}

static void set_value(struct nl_arena *arena, struct nl_registry_key *key, const char *name,
                      const struct nl_value *wanted)
{
    COPY_LIST(arena, &key->values);
    size_t at = 0;
    while (at < key->values.count && !nl_same(key->values.items[at].name, name))
        at++;
    bool found = at < key->values.count;
    if (wanted->state == NL_VALUE_PRESENT && found) {
        key->values.items[at].value = *wanted;
    } else if (wanted->state == NL_VALUE_PRESENT) {
        insert_sorted(arena, key, name, wanted);
    } else if (found) {
        key->values.count--;
        memmove(&key->values.items[at], &key->values.items[at + 1],
                (key->values.count - at) * sizeof key->values.items[0]);
    }
}

static void set_registry(struct nl_arena *arena, struct nl_machine *machine, const char *path,
                         const char *name, const struct nl_value *wanted)
{
    if (wanted->state == NL_VALUE_PRESENT)
        create_key(arena, machine, path);
    const struct nl_registry_key *found = nl_machine_key(machine, path);
    if (found)
        set_value(arena, &machine->registry.items[found - machine->registry.items], name, wanted);
    if (wanted->state == NL_VALUE_ABSENT)
        remove_path(machine, path, wanted->missing_keys);
}

/* The service manager keeps a start type in the registry as well: a recording that holds that copy
 * has it changed along. */
static void set_start_copy(struct nl_arena *arena, struct nl_machine *machine, const char *service,
                           const struct nl_value *start)
{
    const char *path =
        nl_arena_format(arena, NL_PACK("HKLM\\SYSTEM\\CurrentControlSet\\Services\\%s"), service);
    struct nl_value copy = nl_machine_registry(machine, path, "Start");
    uint32_t number = 0;
    const struct nl_registry_key *key = nl_machine_key(machine, path);
    if (!key || copy.state != NL_VALUE_PRESENT || !nl_value_as_dword(start, &number))
        return;
    copy = nl_value_dword(arena, number);
    set_value(arena, &machine->registry.items[key - machine->registry.items], "Start", &copy);
}

static void set_service(struct nl_arena *arena, struct nl_machine *machine,
                        const struct nl_address *address, const struct nl_value *wanted)
{
    const struct nl_service *found = nl_machine_service(machine, address->path);
    if (!found)
        return;
    struct nl_service *service = &machine->services.items[found - machine->services.items];
    if (address->place == NL_PLACE_SERVICE_START) {
        service->start = *wanted;
        set_start_copy(arena, machine, address->path, wanted);
    } else {
        struct nl_texts names = {0};
        (void)nl_value_as_texts(arena, wanted, &names); /* absent: no dependencies */
        service->depends = names;
    }
}

struct nl_value nl_firewall_block_rule(struct nl_arena *arena, const struct nl_address *address,
                                       const char *name)
{
    bool udp = nl_same(address->path, nl_protocol_words[NL_UDP]);
    return nl_value_text(
        arena, NL_TYPE_SZ,
        nl_arena_format(arena,
                        "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=%d|LPort=%s|"
                        "Name=%s|EmbedCtxt=" NL_FIREWALL_GROUP "|",
                        udp ? 17 : 6, address->name, name));
}

static void set_firewall(struct nl_arena *arena, struct nl_machine *machine,
                         const struct nl_address *address, const struct nl_value *wanted)
{
    if (wanted->state == NL_VALUE_PRESENT) {
        bool udp = nl_same(address->path, nl_protocol_words[NL_UDP]);
        struct nl_value rule =
            nl_firewall_block_rule(arena, address,
                                   nl_arena_format(arena, "netlatch block %s %s (inbound)",
                                                   udp ? "UDP" : "TCP", address->name));
        set_registry(arena, machine, NL_FIREWALL_RULES,
                     nl_arena_format(arena, "netlatch-block-%s-%s", address->path, address->name),
                     &rule);
        return;
    }
    /* A live firewall names its rules by GUIDs, so ours is found by what it says. */
    const struct nl_registry_key *key = nl_machine_key(machine, NL_FIREWALL_RULES);
    for (size_t i = key ? key->values.count : 0; i-- > 0;) {
        if (nl_machine_own_rule(arena, &key->values.items[i].value, address)) {
            set_registry(arena, machine, NL_FIREWALL_RULES, key->values.items[i].name, wanted);
            key = nl_machine_key(machine, NL_FIREWALL_RULES);
        }
    }
}

void nl_machine_fork(struct nl_arena *arena, struct nl_machine *machine)
{
    COPY_LIST(arena, &machine->registry);
    COPY_LIST(arena, &machine->services);
    COPY_LIST(arena, &machine->rights);
    COPY_LIST(arena, &machine->accounts);
    nl_index_fork(arena, &machine->registry_index);
    nl_index_fork(arena, &machine->services_index);
}

void nl_machine_set(struct nl_arena *arena, struct nl_machine *machine,
                    const struct nl_address *address, const struct nl_value *wanted)
{
    nl_machine_fork(arena, machine);
    nl_machine_change(arena, machine, address, wanted);
}

void nl_machine_change(struct nl_arena *arena, struct nl_machine *machine,
                       const struct nl_address *address, const struct nl_value *wanted)
{
    struct nl_value value = nl_value_copy(arena, wanted);
    switch (address->place) {
    case NL_PLACE_REGISTRY:
        set_registry(arena, machine, address->path, address->name, &value);
        return;
    case NL_PLACE_SERVICE_START:
    case NL_PLACE_SERVICE_DEPENDS:
        set_service(arena, machine, address, &value);
        return;
    case NL_PLACE_USER_RIGHT:
        for (size_t i = 0; i < machine->rights.count; i++) {
            if (nl_same(machine->rights.items[i].name, address->path))
                machine->rights.items[i].holders = value;
        }
        return;
    case NL_PLACE_ACCOUNT:
        for (size_t i = 0; i < machine->accounts.count; i++) {
            if (nl_same(nl_decimal(machine->accounts.items[i].rid).text, address->path))
                machine->accounts.items[i].enabled = value;
        }
        return;
    case NL_PLACE_FIREWALL_BLOCK:
        set_firewall(arena, machine, address, &value);
        return;
    case NL_PLACE_COUNT:
        return;
    }
}

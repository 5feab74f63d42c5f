/* machine.c - looking things up in a machine. */
#include "machine.h"

#include "base/text.h"

#include <string.h>

const char *const nl_answer_words[] = {"unknown", "no", "yes", NULL};
const char *const nl_os_kind_words[] = {"unknown", "client", "server", "domain-controller", NULL};
const char *const nl_remote_words[] = {"unknown", "none", "rdp", "winrm", "ssh", "service", NULL};
const char *const nl_join_words[] = {"unknown", "none", "workgroup", "domain", "entra", NULL};
const char *const nl_unconfirmed_phase_words[] = {"counting", "waiting-for-restart", "restarted",
                                                  "expired", NULL};
const char *const nl_service_state_words[] = {"unknown",       "stopped", "start-pending",
                                              "stop-pending",  "running", "continue-pending",
                                              "pause-pending", "paused",  NULL};

static struct nl_named keys_of(const struct nl_machine *machine)
{
    return NL_NAMED(&machine->registry, nl_registry_key, path);
}

static struct nl_named services_of(const struct nl_machine *machine)
{
    return NL_NAMED(&machine->services, nl_service, name);
}

static struct nl_named adapters_of(const struct nl_machine *machine)
{
    return NL_NAMED(&machine->adapters, nl_adapter, guid);
}

static struct nl_named targets_of(const struct nl_machine *machine)
{
    return NL_NAMED(&machine->targets, nl_target, address.path);
}

void nl_machine_index(struct nl_arena *arena, struct nl_machine *machine)
{
    struct nl_named keys = keys_of(machine);
    struct nl_named services = services_of(machine);
    struct nl_named adapters = adapters_of(machine);
    struct nl_named targets = targets_of(machine);
    nl_index_extend(arena, &machine->registry_index, &keys);
    nl_index_extend(arena, &machine->services_index, &services);
    nl_index_extend(arena, &machine->adapters_index, &adapters);
    nl_index_extend(arena, &machine->targets_index, &targets);
}

/* The key recorded under path[0..length). */
static const struct nl_registry_key *key_at(const struct nl_machine *machine, const char *path,
                                            size_t length)
{
    struct nl_named keys = keys_of(machine);
    size_t at = nl_index_find(&machine->registry_index, &keys, path, length);
    return at == NL_INDEX_NONE ? NULL : &machine->registry.items[at];
}

void nl_machine_say_unseen(struct nl_arena *arena, struct nl_machine *machine, const char *what,
                           enum nl_value_state state, uint32_t code, const char *why)
{
    *NL_PUSH(arena, &machine->unseen) =
        (struct nl_unseen){.what = what, .state = state, .code = code, .why = why};
}

const struct nl_registry_key *nl_machine_key(const struct nl_machine *machine, const char *path)
{
    return path ? key_at(machine, path, strlen(path)) : NULL;
}

const struct nl_service *nl_machine_service(const struct nl_machine *machine, const char *name)
{
    struct nl_named services = services_of(machine);
    size_t at = name ? nl_index_find(&machine->services_index, &services, name, strlen(name))
                     : NL_INDEX_NONE;
    return at == NL_INDEX_NONE ? NULL : &machine->services.items[at];
}

const char *nl_machine_connection_name(struct nl_arena *arena, const struct nl_machine *machine,
                                       const char *guid)
{
    struct nl_value name = nl_machine_registry(
        machine,
        nl_arena_format(arena,
                        NL_PACK("HKLM\\SYSTEM\\CurrentControlSet\\Control\\Network\\"
                                "{4D36E972-E325-11CE-BFC1-08002BE10318}\\%s\\Connection"),
                        guid),
        "Name");
    const char *text = nl_value_as_text(arena, &name);
    return text && text[0] ? text : NULL;
}

const struct nl_adapter *nl_machine_adapter(const struct nl_machine *machine, const char *guid)
{
    struct nl_named adapters = adapters_of(machine);
    size_t at = guid ? nl_index_find(&machine->adapters_index, &adapters, guid, strlen(guid))
                     : NL_INDEX_NONE;
    return at == NL_INDEX_NONE ? NULL : &machine->adapters.items[at];
}

const char *nl_machine_adapter_name(struct nl_arena *arena, const struct nl_machine *machine,
                                    const char *guid)
{
    const struct nl_adapter *adapter = nl_machine_adapter(machine, guid);
    return adapter && adapter->name && adapter->name[0]
               ? adapter->name
               : nl_machine_connection_name(arena, machine, guid);
}

const struct nl_right *nl_machine_right(const struct nl_machine *machine, const char *right)
{
    for (size_t i = 0; i < machine->rights.count; i++) {
        if (nl_same(machine->rights.items[i].name, right))
            return &machine->rights.items[i];
    }
    return NULL;
}

const struct nl_account *nl_machine_account(const struct nl_machine *machine, uint32_t rid)
{
    for (size_t i = 0; i < machine->accounts.count; i++) {
        if (machine->accounts.items[i].rid == rid)
            return &machine->accounts.items[i];
    }
    return NULL;
}

uint32_t nl_registry_depth(const char *path)
{
    uint32_t depth = 1;
    for (; *path; path++)
        depth += *path == '\\';
    return depth;
}

/* Whether path is below ancestor. */
static bool below(const char *path, const char *ancestor)
{
    return nl_starts(path, ancestor) && path[strlen(ancestor)] == '\\';
}

/* The first target of a place, under path[0..length) or, with path NULL, under any. */
static const struct nl_target *target_at(const struct nl_machine *machine, enum nl_place place,
                                         const char *path, size_t length)
{
    struct nl_named targets = targets_of(machine);
    size_t at = path ? nl_index_find(&machine->targets_index, &targets, path, length) : 0;
    /* A service's start type and its dependencies are two places under one name. */
    for (; at < machine->targets.count; at++) {
        const struct nl_target *target = &machine->targets.items[at];
        if (target->address.place == place &&
            (!path ||
             nl_same_parts(target->address.path, strlen(target->address.path), path, length)))
            return target;
    }
    return NULL;
}

/* The target that says most of an address: its own, or that of the nearest key above it. */
static const struct nl_target *nearest_target(const struct nl_machine *machine,
                                              const struct nl_address *address)
{
    size_t length = strlen(address->path);
    if (address->place == NL_PLACE_FIREWALL_BLOCK)
        return target_at(machine, address->place, NULL, 0); /* one answer for every rule */
    const struct nl_target *target = target_at(machine, address->place, address->path, length);
    while (!target && address->place == NL_PLACE_REGISTRY && length > 0) {
        length--;
        if (address->path[length] == '\\')
            target = target_at(machine, address->place, address->path, length);
    }
    return target;
}

enum nl_answer nl_machine_writable(const struct nl_machine *machine,
                                   const struct nl_address *address, uint32_t *out_code)
{
    const struct nl_target *nearest = nearest_target(machine, address);
    if (out_code)
        *out_code = nearest ? nearest->code : 0;
    return nearest ? nearest->writable : NL_ANSWER_UNKNOWN;
}

/* The nearest key above path that was looked for and is not there, or may not be read. */
static const struct nl_registry_key *closed_above(const struct nl_machine *machine,
                                                  const char *path)
{
    for (size_t length = strlen(path); length > 0; length--) {
        if (path[length] != '\\')
            continue;
        const struct nl_registry_key *key = key_at(machine, path, length);
        if (key && (key->state == NL_VALUE_ABSENT || key->state == NL_VALUE_DENIED))
            return key;
    }
    return NULL;
}

/* Whether the list of the keys that path would be one of was made, and path is not on it: the keys
 * of NetBT's interfaces are listed as a whole. */
static bool is_missing_interface(const struct nl_machine *machine, const char *path)
{
    const struct nl_registry_key *all = nl_machine_key(machine, NL_NETBT_INTERFACES);
    const char *leaf = strrchr(path, '\\');
    if (!below(path, NL_NETBT_INTERFACES) || leaf != path + strlen(NL_NETBT_INTERFACES))
        return false;
    const struct nl_registry_key *keys = machine->registry.items;
    for (size_t i = 0; !all && keys && i < machine->registry.count; i++) {
        if (below(keys[i].path, NL_NETBT_INTERFACES))
            return true;
    }
    return all && all->state == NL_VALUE_PRESENT;
}

struct nl_value nl_machine_registry(const struct nl_machine *machine, const char *path,
                                    const char *name)
{
    const struct nl_registry_key *key = nl_machine_key(machine, path);
    if (!key) {
        const struct nl_registry_key *missing = closed_above(machine, path);
        if (missing && missing->state == NL_VALUE_DENIED)
            return nl_value_denied(missing->code);
        if (!missing && is_missing_interface(machine, path))
            return nl_value_absent(1);
        return missing ? nl_value_absent(missing->missing_keys + nl_registry_depth(path) -
                                         nl_registry_depth(missing->path))
                       : nl_value_unsupported(0);
    }
    switch (key->state) {
    case NL_VALUE_PRESENT:
        break;
    case NL_VALUE_ABSENT:
        return nl_value_absent(key->missing_keys);
    case NL_VALUE_DENIED:
        return nl_value_denied(key->code);
    case NL_VALUE_UNSUPPORTED:
    case NL_VALUE_STATE_COUNT:
        return nl_value_unsupported(key->code);
    }
    for (size_t i = 0; i < key->values.count; i++) {
        if (nl_same(key->values.items[i].name, name))
            return key->values.items[i].value;
    }
    return nl_value_absent(0);
}

struct nl_texts nl_machine_subkeys(struct nl_arena *arena, const struct nl_machine *machine,
                                   const char *path)
{
    struct nl_texts found = {0};
    size_t length = strlen(path);
    for (size_t i = 0; i < machine->registry.count; i++) {
        const struct nl_registry_key *key = &machine->registry.items[i];
        if (key->state != NL_VALUE_ABSENT && below(key->path, path) &&
            !strchr(key->path + length + 1, '\\'))
            *NL_PUSH(arena, &found) = key->path;
    }
    return found;
}

/* What a missing list entry means, given whether the list itself could be seen. */
static struct nl_value missing_entry(enum nl_value_state list_state, uint32_t code)
{
    if (list_state == NL_VALUE_PRESENT || list_state == NL_VALUE_ABSENT)
        return nl_value_absent(0);
    return list_state == NL_VALUE_DENIED ? nl_value_denied(code) : nl_value_unsupported(code);
}

bool nl_machine_own_rule(struct nl_arena *arena, const struct nl_value *rule,
                         const struct nl_address *address)
{
    const char *text = nl_value_as_text(arena, rule);
    const char *protocol =
        nl_same(address->path, nl_protocol_words[NL_UDP]) ? "|Protocol=17|" : "|Protocol=6|";
    return text && nl_holds(text, "|EmbedCtxt=" NL_FIREWALL_GROUP "|") &&
           nl_holds(text, protocol) &&
           nl_holds(text, nl_arena_format(arena, "|LPort=%s|", address->name));
}

bool nl_machine_rule_intact(struct nl_arena *arena, const struct nl_value *rule)
{
    /* A part of any other kind (Profile, RA4, App, Svc, IF ...) lets the rule block less. */
    static const char *const made[] = {
        "Action=Block", "Active=TRUE", "Dir=In", "Protocol=", "LPort=", "Name=", "EmbedCtxt="};
    const char *text = nl_value_as_text(arena, rule);
    struct nl_texts parts = text ? nl_split(arena, text, '|') : (struct nl_texts){0};
    size_t found = 0;
    for (size_t i = 1; i < parts.count; i++) { /* the first is the version */
        bool known = !parts.items[i][0] || nl_starts(parts.items[i], "Desc=");
        for (size_t m = 0; !known && m < NL_COUNT_OF(made); m++) {
            known = nl_starts(parts.items[i], made[m]);
            found += known;
        }
        if (!known)
            return false;
    }
    return found == NL_COUNT_OF(made);
}

static struct nl_value read_firewall(const struct nl_machine *machine, struct nl_arena *arena,
                                     const struct nl_address *address)
{
    const struct nl_registry_key *key = nl_machine_key(machine, NL_FIREWALL_RULES);
    bool ours = false;
    if (!key || (key->state != NL_VALUE_PRESENT && key->state != NL_VALUE_ABSENT))
        return key && key->state == NL_VALUE_DENIED ? nl_value_denied(key->code)
                                                    : nl_value_unsupported(key ? key->code : 0);
    for (size_t i = 0; i < key->values.count; i++) {
        const struct nl_value *rule = &key->values.items[i].value;
        if (!nl_machine_own_rule(arena, rule, address))
            continue;
        if (nl_machine_rule_intact(arena, rule))
            return nl_value_byte(arena, NL_TYPE_FIREWALL_BLOCK, true);
        ours = true;
    }
    return ours ? nl_value_byte(arena, NL_TYPE_FIREWALL_BLOCK, false)
                : nl_value_absent(key->missing_keys);
}

struct nl_value nl_machine_read(struct nl_arena *arena, const struct nl_machine *machine,
                                const struct nl_address *address)
{
    switch (address->place) {
    case NL_PLACE_REGISTRY:
        return nl_machine_registry(machine, address->path, address->name);
    case NL_PLACE_SERVICE_START: {
        const struct nl_service *service = nl_machine_service(machine, address->path);
        return service ? service->start
                       : missing_entry(machine->services_state, machine->services_code);
    }
    case NL_PLACE_SERVICE_DEPENDS: {
        const struct nl_service *service = nl_machine_service(machine, address->path);
        if (!service)
            return missing_entry(machine->services_state, machine->services_code);
        return service->depends.count ? nl_value_names(arena, &service->depends)
                                      : nl_value_absent(0);
    }
    case NL_PLACE_USER_RIGHT: {
        const struct nl_right *right = nl_machine_right(machine, address->path);
        return right ? right->holders : nl_value_unsupported(0);
    }
    case NL_PLACE_ACCOUNT: {
        uint64_t rid = 0;
        const struct nl_account *account = NULL;
        if (nl_parse_u64(address->path, UINT32_MAX, &rid))
            account = nl_machine_account(machine, (uint32_t)rid);
        return account ? account->enabled : nl_value_unsupported(0);
    }
    case NL_PLACE_FIREWALL_BLOCK:
        return read_firewall(machine, arena, address);
    case NL_PLACE_COUNT:
        break;
    }
    return nl_value_unsupported(0);
}

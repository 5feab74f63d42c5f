/* hive_firewall.c - netlatch's own firewall rules in the SYSTEM hive. */
#include "hive_firewall.h"

#include "hive_change.h"
#include "model/machine.h"

/* The rules of the local store, as a machine holds them. */
static struct nl_registry_key *rules_of(struct nl_arena *arena, struct nl_hive_registry *registry,
                                        struct nl_machine *out_machine)
{
    *out_machine = (struct nl_machine){0};
    struct nl_registry_key *key = NL_PUSH(arena, &out_machine->registry);
    key->path = NL_FIREWALL_RULES;
    registry->reader.values(&registry->reader, arena, NULL, key);
    return key;
}

struct nl_value nl_hive_firewall_read(struct nl_arena *arena, struct nl_hive_registry *registry,
                                      const struct nl_address *where)
{
    struct nl_machine machine;
    (void)rules_of(arena, registry, &machine);
    return nl_machine_read(arena, &machine, where);
}

enum nl_status nl_hive_firewall_remove(struct nl_arena *arena, struct nl_hive_registry *registry,
                                       const struct nl_address *where, struct nl_error *err)
{
    struct nl_machine machine;
    const struct nl_registry_key *key = rules_of(arena, registry, &machine);
    const struct nl_value gone = nl_value_absent(0);
    enum nl_status status = NL_OK;
    for (size_t i = 0; status == NL_OK && i < key->values.count; i++) {
        const struct nl_registry_value *rule = &key->values.items[i];
        if (nl_machine_own_rule(arena, &rule->value, where))
            status = nl_hive_change(arena, registry, NL_FIREWALL_RULES, rule->name, &gone, err);
    }
    return status;
}

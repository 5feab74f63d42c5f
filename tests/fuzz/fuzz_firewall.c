/* fuzz_firewall.c - any text as a firewall rule: parsed, and judged on a machine that has it. */
#include "model/machine.h"
#include "plan/firewall.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    const char *text = nl_arena_copy(&arena, (const char *)data, size);
    struct nl_registry_value value = {.name = "fuzz"};
    struct nl_registry_key key = {.path = NL_FIREWALL_RULES, .state = NL_VALUE_PRESENT};
    struct nl_service service = {.name = "MpsSvc", .run = NL_SERVICE_RUNNING};
    struct nl_machine machine = {.services_state = NL_VALUE_PRESENT};
    struct nl_firewall_rules rules;
    struct nl_firewall_state firewall;
    struct nl_firewall_view view;

    /* As the registry keeps it: bytes that may be no text at all. */
    value.value = nl_value_raw(&arena, NL_TYPE_SZ, data, size);
    key.values.items = &value;
    key.values.count = 1;
    machine.registry.items = &key;
    machine.registry.count = 1;
    machine.services.items = &service;
    machine.services.count = 1;
    nl_firewall_read(&arena, &machine, NULL, &rules);
    if (rules.list.count + rules.broken.count != 1)
        abort();

    struct nl_firewall_rule rule;
    if (nl_firewall_parse(&arena, "fuzz", text, &rule, NULL) == NL_OK)
        *NL_PUSH(&arena, &rules.list) = rule;
    nl_firewall_state_judge(&arena, &machine, &firewall);
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        nl_firewall_judge(&arena, &machine, &rules, &firewall, &nl_ports[i], &view);
    nl_arena_done(&arena);
    return 0;
}

/* registry_form.c - an item of an export as a value of the registry. */
#include "registry_form.h"

#include "model/machine_set.h"

#include <string.h>

#define ROOT "HKLM\\"
#define SERVICES "SYSTEM\\CurrentControlSet\\Services\\"
#define POLICY_RULES "SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\FirewallRules"

static struct nl_value start_value(struct nl_arena *arena, const struct nl_value *value)
{
    uint32_t start = 0;
    return nl_value_as_dword(value, &start) ? nl_value_dword(arena, start) : nl_value_absent(0);
}

static struct nl_value names_value(struct nl_arena *arena, const struct nl_value *value)
{
    struct nl_texts names;
    return nl_value_as_texts(arena, value, &names) ? nl_value_multi_sz(arena, &names)
                                                   : nl_value_absent(0);
}

const char *nl_registry_form_text(struct nl_arena *arena, const struct nl_value *value)
{
    const char *text = nl_value_as_text(arena, value);
    return text ? text : "";
}

bool nl_registry_form_of(struct nl_arena *arena, const struct nl_export_item *item,
                         struct nl_registry_form *out_form)
{
    const struct nl_address *address = &item->address;
    struct nl_registry_form form = {.value = item->value};
    switch (address->place) {
    case NL_PLACE_REGISTRY:
        if (!nl_starts(address->path, ROOT))
            return false;
        form.key = address->path + sizeof ROOT - 1;
        form.name = address->name;
        break;
    case NL_PLACE_SERVICE_START:
        form.key = nl_arena_format(arena, NL_PACK(SERVICES "%s"), address->path);
        form.name = "Start";
        form.value = start_value(arena, &item->value);
        break;
    case NL_PLACE_SERVICE_DEPENDS:
        form.key = nl_arena_format(arena, NL_PACK(SERVICES "%s"), address->path);
        form.name = "DependOnService";
        form.value = names_value(arena, &item->value);
        break;
    case NL_PLACE_FIREWALL_BLOCK:
        form.key = POLICY_RULES;
        form.name = nl_arena_format(arena, "netlatch-%s-%s", address->path, address->name);
        if (item->value.state == NL_VALUE_PRESENT)
            form.value =
                nl_firewall_block_rule(arena, address,
                                       nl_arena_format(arena, "%s|Desc=Made by netlatch export.",
                                                       nl_address_show(arena, address)));
        break;
    case NL_PLACE_USER_RIGHT:
    case NL_PLACE_ACCOUNT:
    case NL_PLACE_COUNT:
        return false;
    }
    *out_form = form;
    return true;
}

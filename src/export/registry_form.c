/* registry_form.c - an item of an export as a value of the registry. */
#include "registry_form.h"

#include <string.h>

#define ROOT "HKLM\\"
#define SERVICES "SYSTEM\\CurrentControlSet\\Services\\"
#define POLICY_RULES "SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\FirewallRules"

/* Version 2.10 is what every Windows from 7 on reads ([MS-FASP] 2.2.42, note 12). */
static struct nl_value block_rule(struct nl_arena *arena, const struct nl_address *address)
{
    return nl_value_text(
        arena, NL_TYPE_SZ,
        nl_arena_format(arena,
                        "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=%d|LPort=%s|Name=%s|"
                        "Desc=Made by netlatch export.|EmbedCtxt=netlatch|",
                        nl_same(address->path, "tcp") ? 6 : 17, address->name,
                        nl_address_show(arena, address)));
}

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
        form.key = nl_arena_format(arena, SERVICES "%s", address->path);
        form.name = "Start";
        form.value = start_value(arena, &item->value);
        break;
    case NL_PLACE_SERVICE_DEPENDS:
        form.key = nl_arena_format(arena, SERVICES "%s", address->path);
        form.name = "DependOnService";
        form.value = names_value(arena, &item->value);
        break;
    case NL_PLACE_FIREWALL_BLOCK:
        form.key = POLICY_RULES;
        form.name = nl_arena_format(arena, "netlatch-%s-%s", address->path, address->name);
        if (item->value.state == NL_VALUE_PRESENT)
            form.value = block_rule(arena, address);
        break;
    case NL_PLACE_USER_RIGHT:
    case NL_PLACE_ACCOUNT:
    case NL_PLACE_COUNT:
        return false;
    }
    *out_form = form;
    return true;
}

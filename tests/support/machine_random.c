/* machine_random.c - machines and profiles from a seed, for property tests. */
#include "machine_random.h"

#include "base/attributes.h"
#include "model/machine_set.h"

#include "model/catalogue.h"

#include <stdlib.h>
#include <string.h>

uint64_t random_next(uint64_t *seed)
{
    uint64_t z = *seed += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

uint32_t random_below(uint64_t *seed, uint32_t bound)
{
    return (uint32_t)(random_next(seed) % bound);
}

static bool chance(uint64_t *seed, uint32_t percent)
{
    return random_below(seed, 100) < percent;
}

static const char *const sids[] = {"S-1-1-0",
                                   "S-1-5-7",
                                   "S-1-5-113",
                                   "S-1-5-114",
                                   "S-1-5-32-546",
                                   "S-1-5-21-1-2-3-501",
                                   "S-1-5-21-1-2-3-1001"};

static struct nl_texts random_sids(struct nl_arena *arena, uint64_t *seed)
{
    struct nl_texts list = {0};
    for (size_t i = 0; i < NL_COUNT_OF(sids); i++) {
        if (chance(seed, 35))
            nl_texts_add(&list, arena, sids[i]);
    }
    return list;
}

/* A value for one setting: one of its words, nonsense, or no answer at all. */
static struct nl_value random_value(struct nl_arena *arena, uint64_t *seed,
                                    const struct nl_setting *row)
{
    struct nl_value value;
    uint32_t kind = random_below(seed, 20);
    if (kind == 0)
        return nl_value_denied(5);
    if (kind == 1)
        return nl_value_unsupported(50);
    if (kind < 6)
        return nl_value_absent(0);
    if (row->type == NL_TYPE_SID_SET) {
        struct nl_texts list = random_sids(arena, seed);
        return list.count ? nl_value_sids(arena, &list) : nl_value_absent(0);
    }
    if (kind == 6 && row->place == NL_PLACE_REGISTRY)
        return nl_value_text(arena, row->type == NL_TYPE_SZ ? NL_TYPE_EXPAND_SZ : NL_TYPE_SZ, "1");
    if (kind == 7 && row->place == NL_PLACE_REGISTRY)
        return nl_value_raw(arena, NL_TYPE_DWORD, "\x07\x00\x00", 3);
    if (kind == 8 && row->place == NL_PLACE_REGISTRY)
        return nl_value_dword(arena, 7 + random_below(seed, 1000));
    size_t count = 0;
    while (row->choices && row->choices[count].word)
        count++;
    const struct nl_choice *choice = &row->choices[random_below(seed, (uint32_t)count)];
    if (choice->read_only || nl_word_value(arena, row, choice->word, &value, NULL) != NL_OK)
        return nl_value_absent(0);
    return value;
}

static void put_registry(struct machine_builder *m, uint64_t *seed, const struct nl_address *where,
                         const struct nl_value *value)
{
    if (value->state == NL_VALUE_PRESENT) {
        machine_reg_value(m, where->path, where->name, *value);
    } else if (value->state != NL_VALUE_ABSENT) {
        machine_key_state(m, where->path, value->state, value->code);
    } else if (chance(seed, 50)) {
        machine_key(m, where->path);
    } else if (!nl_machine_key(&m->machine, where->path)) {
        machine_key_state(m, where->path, NL_VALUE_ABSENT, 0);
        m->machine.registry.items[m->machine.registry.count - 1].missing_keys =
            1 + random_below(seed, 2);
    }
}

static void put_account(struct machine_builder *m, const struct nl_value *value)
{
    if (value->state == NL_VALUE_UNSUPPORTED)
        return;
    machine_account(m, 501, true);
    for (size_t i = 0; i < m->machine.accounts.count; i++) {
        if (m->machine.accounts.items[i].rid == 501)
            m->machine.accounts.items[i].enabled = *value;
    }
}

/* A rule of netlatch's own, as it was made or changed by hand, or one of somebody else. */
static void put_rule(struct machine_builder *m, uint64_t *seed, const struct nl_address *address)
{
    static const char *const others[] = {"Action=Allow|Active=TRUE", "Action=Block|Active=TRUE",
                                         "Action=Allow|Active=FALSE",
                                         "Action=Allow|Active=TRUE|RA4=LocalSubnet"};
    unsigned protocol = nl_same(address->path, nl_protocol_words[NL_UDP]) ? 17 : 6;
    if (chance(seed, 30)) {
        struct nl_value blocked = nl_value_byte(&m->arena, NL_TYPE_FIREWALL_BLOCK, true);
        nl_machine_change(&m->arena, &m->machine, address, &blocked);
    } else if (chance(seed, 20)) {
        struct nl_value rule = nl_firewall_block_rule(&m->arena, address, "x|RA4=10.0.0.0/8");
        machine_reg_value(
            m, NL_FIREWALL_RULES,
            nl_arena_format(&m->arena, "netlatch-block-%s-%s", address->path, address->name), rule);
    }
    if (chance(seed, 30))
        machine_rule(m, nl_arena_format(&m->arena, "other-%s", address->name),
                     nl_arena_format(&m->arena, "v2.10|%s|Dir=In|Protocol=%u|LPort=%s|Name=x|",
                                     others[random_below(seed, NL_COUNT_OF(others))], protocol,
                                     address->name));
}

/* Switches of the firewall, its own and those of policies. */
static void put_switches(struct machine_builder *m, uint64_t *seed)
{
    static const char *const profiles[] = {"DomainProfile", "PrivateProfile", "StandardProfile",
                                           "PublicProfile"};
    static const char *const names[] = {"EnableFirewall", "DoNotAllowExceptions",
                                        "DefaultInboundAction", "AllowLocalPolicyMerge"};
    for (size_t i = 0; i < NL_COUNT_OF(profiles) * NL_COUNT_OF(names); i++) {
        const char *store = chance(seed, 50) ? MACHINE_FIREWALL : MACHINE_FIREWALL_POLICY;
        if (chance(seed, 6))
            machine_reg_value(m, nl_arena_format(&m->arena, "%s\\%s", store, profiles[i % 4]),
                              names[i / 4],
                              chance(seed, 80) ? nl_value_dword(&m->arena, random_below(seed, 2))
                                               : nl_value_denied(5));
    }
}

static void put(struct machine_builder *m, uint64_t *seed, const struct nl_instance *instance)
{
    struct nl_value value = random_value(&m->arena, seed, instance->setting);
    switch (instance->address.place) {
    case NL_PLACE_REGISTRY:
        put_registry(m, seed, &instance->address, &value);
        return;
    case NL_PLACE_SERVICE_START:
        if (value.state != NL_VALUE_ABSENT)
            machine_service(m, instance->address.path, 3,
                            chance(seed, 50) ? NL_SERVICE_RUNNING : NL_SERVICE_STOPPED)
                ->start = value.state == NL_VALUE_UNSUPPORTED ? nl_value_denied(5) : value;
        return;
    case NL_PLACE_USER_RIGHT:
        machine_right_value(m, instance->address.path, value);
        return;
    case NL_PLACE_ACCOUNT:
        put_account(m, &value);
        return;
    case NL_PLACE_FIREWALL_BLOCK:
        if (nl_machine_key(&m->machine, NL_FIREWALL_RULES))
            put_rule(m, seed, &instance->address);
        return;
    case NL_PLACE_SERVICE_DEPENDS:
    case NL_PLACE_COUNT:
        return;
    }
}

static void add_adapters(struct machine_builder *m, uint64_t *seed)
{
    uint32_t count = random_below(seed, 6);
    for (uint32_t i = 0; i < count; i++) {
        const char *guid =
            nl_arena_format(&m->arena, "{%08lX-0000-4000-8000-%012lX}",
                            (unsigned long)random_below(seed, 1000000), (unsigned long)i);
        machine_netbt(m, guid, chance(seed, 40) ? -1 : (int)random_below(seed, 4));
        if (chance(seed, 30))
            machine_netbt_dhcp(m, guid, (int)random_below(seed, 3));
        if (chance(seed, 70)) {
            struct nl_adapter *adapter = machine_adapter(
                m, guid, chance(seed, 20) ? "" : nl_arena_format(&m->arena, "Net %u", (unsigned)i));
            adapter->dhcp = (enum nl_answer)random_below(seed, 3);
            machine_ip(m, guid, chance(seed, 30) ? "203.0.113.9" : "192.168.7.9", 24);
            if (chance(seed, 20))
                machine_wins(m, guid, "192.168.7.1");
        }
    }
}

static uint32_t depth_of(const char *path)
{
    uint32_t depth = 1;
    for (; *path; path++)
        depth += *path == '\\';
    return depth;
}

static uint32_t shared_depth(struct nl_arena *arena, const char *a, const char *b)
{
    struct nl_texts x = nl_split(arena, a, '\\');
    struct nl_texts y = nl_split(arena, b, '\\');
    uint32_t shared = 0;
    while (shared < x.count && shared < y.count && nl_same(x.items[shared], y.items[shared]))
        shared++;
    return shared;
}

/* A registry in which an absent key has a present child cannot exist: what one key proves to be
 * there is taken from what the others say is missing. */
static int compare_values(const void *a, const void *b)
{
    return nl_compare(((const struct nl_registry_value *)a)->name,
                      ((const struct nl_registry_value *)b)->name);
}

static void make_consistent(struct machine_builder *m)
{
    /* A survey lists values by name, and so does putting a value back. */
    for (size_t i = 0; i < m->machine.registry.count; i++) {
        if (m->machine.registry.items[i].values.count)
            qsort(m->machine.registry.items[i].values.items,
                  m->machine.registry.items[i].values.count, sizeof(struct nl_registry_value),
                  compare_values);
    }
    for (size_t i = 0; i < m->machine.registry.count; i++) {
        struct nl_registry_key *key = &m->machine.registry.items[i];
        if (key->state != NL_VALUE_ABSENT)
            key->missing_keys = 0;
        for (size_t j = 0; j < m->machine.registry.count && key->state == NL_VALUE_ABSENT; j++) {
            const struct nl_registry_key *other = &m->machine.registry.items[j];
            uint32_t there = depth_of(other->path);
            if (other->state == NL_VALUE_ABSENT)
                there -= other->missing_keys;
            uint32_t shared = shared_depth(&m->arena, key->path, other->path);
            uint32_t missing = depth_of(key->path) - (shared < there ? shared : there);
            if (missing < key->missing_keys)
                key->missing_keys = missing;
            if (missing == 0)
                key->state = NL_VALUE_PRESENT;
        }
    }
}

struct machine_builder *machine_random(uint64_t *seed)
{
    struct machine_builder *m = NULL;
    switch (random_below(seed, 4)) {
    case 0:
        m = machine_windows_10();
        break;
    case 1:
        m = machine_offline_windows_10();
        break;
    case 2:
        m = machine_empty();
        break;
    default:
        m = machine_looked(2600 + random_below(seed, 24000),
                           (enum nl_os_kind)random_below(seed, 4));
        break;
    }
    if (chance(seed, 80))
        machine_key(m, NL_NETBT_INTERFACES);
    add_adapters(m, seed);
    if (chance(seed, 20))
        machine_domain(m, "example.test");
    if (chance(seed, 30))
        machine_share(m, "data", 0, "D:\\data");
    m->machine.session.remote = (enum nl_remote)random_below(seed, 6);
    if (chance(seed, 60))
        machine_key(m, NL_FIREWALL_RULES);
    struct nl_instances instances = nl_machine_instances(&m->arena, &m->machine);
    for (size_t i = 0; i < instances.count; i++) {
        if (chance(seed, 80))
            put(m, seed, &instances.items[i]);
    }
    if (chance(seed, 50))
        put_switches(m, seed);
    if (nl_machine_service(&m->machine, "LanmanWorkstation") && chance(seed, 50))
        machine_depends(m, "LanmanWorkstation", "Bowser MRxSmb10 MRxSmb20 NSI");
    make_consistent(m);
    return m;
}

/* A selector for an instance of a setting. */
static const char *random_selector(struct nl_arena *arena, uint64_t *seed,
                                   const struct nl_instance *instance)
{
    if (!instance->instance)
        return "";
    if (chance(seed, 40))
        return "[*]";
    if (instance->setting->instances == NL_INSTANCE_ADAPTER) {
        switch (random_below(seed, 4)) {
        case 0:
            return "[dhcp]";
        case 1:
            return "[static]";
        case 2:
            return "[name:Net*]";
        default:
            return nl_arena_format(arena, "[guid:%s]", instance->instance);
        }
    }
    return nl_arena_format(arena, "[%s]", instance->instance);
}

void profile_random(struct nl_arena *arena, uint64_t *seed, const struct nl_machine *machine,
                    struct nl_profile *out_profile)
{
    struct nl_profile profile = {.name = "random"};
    struct nl_instances instances = nl_machine_instances(arena, machine);
    for (size_t i = 0; i < instances.count; i++) {
        const struct nl_instance *instance = &instances.items[i];
        const struct nl_setting *row = instance->setting;
        if ((row->flags & NL_SETTING_READ_ONLY) || !chance(seed, 50))
            continue;
        struct nl_text request;
        nl_text_init(&request, arena);
        nl_text_format(&request, "%s%s=", row->id, random_selector(arena, seed, instance));
        if (row->type == NL_TYPE_SID_SET) {
            struct nl_texts list = random_sids(arena, seed);
            nl_text_add_char(&request, "+-="[random_below(seed, 3)]);
            for (size_t s = 0; s < list.count; s++)
                nl_text_format(&request, "%s%s", s ? "," : "", list.items[s]);
        } else {
            size_t count = 0;
            while (row->choices && row->choices[count].word)
                count++;
            nl_text_add(&request, row->choices[random_below(seed, (uint32_t)count)].word);
        }
        /* A request that is not one (a word that can only be found, no SID to add) is left out. */
        if (nl_profile_set(arena, &profile, request.data, NULL) == NL_OK && chance(seed, 30)) {
            const char *risk = strcmp(row->id, "dcom.enabled") == 0      ? "dcom-off-domain"
                               : strcmp(row->id, "netbios.adapter") == 0 ? "netbios-off-wins"
                                                                         : NULL;
            profile.wants.items[profile.wants.count - 1].unless_risk = risk;
        }
    }
    *out_profile = profile;
}

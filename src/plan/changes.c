/* changes.c - what a plan takes away, as the set of changes that components can be hit by.
 *
 * Choices are compared by how much they close, adapters by whether NetBIOS is served on them, ports
 * by what is predicted before and after. A step that only opens something makes no change. */
#include "changes.h"

#include "base/attributes.h"
#include "denied.h"
#include "evidence.h"
#include "exposure.h"
#include "model/machine_set.h"
#include "netbios.h"

/* Changes of a port: when it is blocked by our rule, and when it is no longer opened at all. UDP
 * 137 and 138 go with NetBIOS itself, which is a change of its own. */
struct port_change {
    uint16_t port;
    enum nl_change blocked;
    enum nl_change closed;
};

static const struct port_change port_changes[] = {
    {135, NL_CHANGE_BLOCK_135, NL_CHANGE_BLOCK_135},
    {137, NL_CHANGE_BLOCK_NETBIOS_UDP, NL_CHANGE_NONE},
    {138, NL_CHANGE_BLOCK_NETBIOS_UDP, NL_CHANGE_NONE},
    {139, NL_CHANGE_CLOSE_139, NL_CHANGE_CLOSE_139},
    {445, NL_CHANGE_CLOSE_445, NL_CHANGE_CLOSE_445},
};

static const struct port_change *port_change_find(unsigned port)
{
    for (size_t i = 0; i < NL_COUNT_OF(port_changes); i++) {
        if (port_changes[i].port == port)
            return &port_changes[i];
    }
    return NULL;
}

/* How much a value closes: 0 nothing, else the place of its word among those of the price. */
static size_t closing_rank(struct nl_arena *arena, const struct nl_setting *setting,
                           const struct nl_price *price, const struct nl_value *value)
{
    struct nl_meaning meaning = nl_value_meaning(arena, setting, value);
    if (meaning.kind != NL_MEANING_WORD || !meaning.choice)
        return 0;
    for (size_t i = 0; i < NL_MAX_PRICE_WORDS && price->words[i]; i++) {
        if (nl_same(price->words[i], meaning.choice->word))
            return i + 1;
    }
    return 0;
}

static uint32_t choice_changes(struct nl_arena *arena, const struct nl_step *step)
{
    const struct nl_setting *setting = step->instance.setting;
    uint32_t changes = 0;
    for (const struct nl_price *price = setting->prices; price->kind != NL_PRICE_END; price++) {
        if (price->kind == NL_PRICE_BY_WORD &&
            closing_rank(arena, setting, price, &step->wanted) >
                closing_rank(arena, setting, price, &step->before))
            changes |= NL_CHANGE_BIT(price->change);
    }
    return changes;
}

/* Whether our block rule stands, by a value of FIREWALL_BLOCK. */
static bool is_block(const struct nl_value *value)
{
    return value->state == NL_VALUE_PRESENT && value->type == NL_TYPE_FIREWALL_BLOCK &&
           value->size == 1 && value->bytes[0] != 0;
}

static uint32_t block_changes(const struct nl_step *step)
{
    uint64_t port = 0;
    if (step->address.place != NL_PLACE_FIREWALL_BLOCK || !step->address.name ||
        !is_block(&step->wanted) || is_block(&step->before) ||
        !nl_parse_u64(step->address.name, UINT16_MAX, &port))
        return 0;
    const struct port_change *row = port_change_find((unsigned)port);
    return row ? NL_CHANGE_BIT(row->blocked) : 0;
}

/* SIDs in the wanted set of one step that are not in the set before. */
static void add_denied(struct nl_arena *arena, const struct nl_machine *machine,
                       const struct nl_step *step, struct nl_texts *denied)
{
    struct nl_texts before = {0};
    struct nl_texts wanted = {0};
    if (step->address.place != NL_PLACE_USER_RIGHT ||
        !nl_same(step->address.path, "SeDenyNetworkLogonRight") ||
        !nl_value_as_texts(arena, &step->wanted, &wanted))
        return;
    if (!nl_value_as_texts(arena, &step->before, &before))
        before = (struct nl_texts){0};
    /* Both are sets in the same order (NL_TYPE_SID_SET), so one walk tells. */
    size_t at = 0;
    for (size_t i = 0; i < wanted.count; i++) {
        while (at < before.count && nl_compare(before.items[at], wanted.items[i]) < 0)
            at++;
        if ((at == before.count || nl_compare(before.items[at], wanted.items[i]) != 0) &&
            !nl_holds_nobody(machine, wanted.items[i]))
            nl_texts_add(denied, arena, wanted.items[i]);
    }
}

/* Whether NetBIOS is off on an adapter, by its options value and by what DHCP says. */
static bool netbios_will_be_off(struct nl_arena *arena, const struct nl_machine *machine,
                                const struct nl_step *step)
{
    struct nl_machine after = *machine;
    struct nl_sentence why;
    bool on = false;
    uint32_t option = 0;
    if (nl_value_as_dword(&step->wanted, &option) && (option == 1 || option == 2))
        return option == 2;
    nl_machine_set(arena, &after, &step->address, &step->wanted);
    return nl_netbios_judge(arena, &after, step->instance.instance, &on, &why) !=
               NL_NETBIOS_UNKNOWN &&
           !on;
}

/* Whether NetBIOS was, or may have been, served on the step's adapter and will not be. */
static bool takes_netbios(struct nl_arena *arena, const struct nl_machine *machine,
                          const struct nl_step *step)
{
    struct nl_sentence why;
    bool on = false;
    if (step->instance.setting->instances != NL_INSTANCE_ADAPTER || !step->instance.instance)
        return false;
    if (nl_netbios_judge(arena, machine, step->instance.instance, &on, &why) == NL_NETBIOS_UNKNOWN)
        on = true;
    return on && netbios_will_be_off(arena, machine, step);
}

/* Whether less is open than before. What could not be seen before may have been open; what cannot
 * be told afterwards may be closed. */
static bool closes(enum nl_openness before, enum nl_openness after)
{
    if (before == after)
        return false;
    return after == NL_OPENNESS_CLOSED ||
           (before == NL_OPENNESS_OPEN && after != NL_OPENNESS_OPEN) ||
           (before == NL_OPENNESS_PARTLY && after == NL_OPENNESS_UNKNOWN);
}

static bool same_place(const struct nl_port_place *one, const struct nl_port_place *other)
{
    return nl_same(one->adapter, other->adapter) && nl_same(one->label, other->label);
}

/* The place among those after a change, which are mostly the same in the same order. */
static const struct nl_port_place *place_after(const struct nl_port_exposure *after, size_t index,
                                               const struct nl_port_place *before)
{
    if (index < after->places.count && same_place(&after->places.items[index], before))
        return &after->places.items[index];
    for (size_t i = 0; i < after->places.count; i++) {
        if (same_place(&after->places.items[i], before))
            return &after->places.items[i];
    }
    return NULL;
}

/* The whole port, and each adapter of it: a port that stays partly open may still be closed on the
 * adapter that matters. */
static bool port_closes(const struct nl_port_exposure *before, const struct nl_port_exposure *after)
{
    if (closes(before->predicted, after->predicted))
        return true;
    for (size_t i = 0; before->port->per_adapter && i < before->places.count; i++) {
        const struct nl_port_place *place = &before->places.items[i];
        const struct nl_port_place *same = place_after(after, i, place);
        if (same && closes(place->predicted, same->predicted))
            return true;
    }
    return false;
}

/* What one step changes apart from the ports that its setting closes. */
static uint32_t own_changes(struct nl_arena *arena, const struct nl_machine *machine,
                            const struct nl_step *step)
{
    uint32_t changes = choice_changes(arena, step) | block_changes(step);
    struct nl_texts denied = {0};
    add_denied(arena, machine, step, &denied);
    for (size_t i = 0; i < denied.count; i++)
        changes |= nl_denied_changes(denied.items[i]);
    /* Without SMB1 such a file server speaks nothing any more. */
    if ((changes & NL_CHANGE_BIT(NL_CHANGE_SMB1_SERVER_OFF)) && nl_smb2_switched_off(machine))
        changes |= NL_CHANGE_BIT(NL_CHANGE_SERVER_SERVICE_OFF);
    if (takes_netbios(arena, machine, step))
        changes |= NL_CHANGE_BIT(NL_CHANGE_NETBIOS_OFF);
    return changes;
}

/* The changes of the ports that are predicted less open on one machine than on another. */
static uint32_t closed_ports(struct nl_arena *arena, const struct nl_port_exposure *before,
                             const struct nl_machine *after)
{
    struct nl_port_exposure ports[NL_PORT_COUNT];
    uint32_t changes = 0;
    nl_exposure_predict_all(arena, after, ports);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct port_change *row = port_change_find(nl_ports[i].number);
        if (row && port_closes(&before[i], &ports[i]))
            changes |= NL_CHANGE_BIT(row->closed);
    }
    return changes & ~NL_CHANGE_BIT(NL_CHANGE_NONE);
}

/* The changes that closing a setting's ports makes. */
static uint32_t changes_of_ports(struct nl_arena *arena, const struct nl_setting *setting)
{
    uint32_t changes = 0;
    struct nl_texts ports = {0};
    if (setting->ports)
        ports = nl_split(arena, setting->ports, ' ');
    for (size_t i = 0; i < ports.count; i++) {
        uint64_t number = 0;
        const struct port_change *row = NULL;
        if (nl_parse_u64(ports.items[i], UINT16_MAX, &number))
            row = port_change_find((unsigned)number);
        if (row)
            changes |= NL_CHANGE_BIT(row->closed);
    }
    return changes & ~NL_CHANGE_BIT(NL_CHANGE_NONE);
}

/* Adds what a setting's ports do to each of its steps. An adapter that keeps NetBIOS closes
 * nothing, whatever the other adapters of the plan do. */
static void blame_setting(const struct nl_steps *steps, const struct nl_setting *setting,
                          uint32_t closed, uint32_t *causes)
{
    for (size_t i = 0; i < steps->count; i++) {
        if (steps->items[i].instance.setting == setting &&
            (setting->instances != NL_INSTANCE_ADAPTER ||
             (causes[i] & NL_CHANGE_BIT(NL_CHANGE_NETBIOS_OFF))))
            causes[i] |= closed;
    }
}

/* The settings of the steps that decide about ports, each once. */
struct port_settings {
    const struct nl_setting **items;
    size_t count;
    size_t capacity;
};
static struct port_settings settings_with_ports(struct nl_arena *arena,
                                                const struct nl_steps *steps)
{
    struct port_settings found = {0};
    for (size_t i = 0; i < steps->count; i++) {
        const struct nl_setting *setting = steps->items[i].instance.setting;
        bool known = changes_of_ports(arena, setting) == 0;
        for (size_t k = 0; k < found.count && !known; k++)
            known = found.items[k] == setting;
        if (!known)
            *NL_PUSH(arena, &found) = setting;
    }
    return found;
}

void nl_changes_find(struct nl_arena *arena, const struct nl_machine *machine,
                     const struct nl_port_exposure before[NL_PORT_COUNT],
                     const struct nl_steps *steps, struct nl_changes *out_changes)
{
    struct nl_changes found = {0};
    uint32_t *causes = nl_arena_array(arena, steps->count, sizeof *causes);
    uint32_t explained = 0;
    struct nl_machine after = nl_steps_after(arena, machine, steps, NULL);
    struct port_settings settings = settings_with_ports(arena, steps);
    found.all = closed_ports(arena, before, &after);
    for (size_t i = 0; i < steps->count; i++) {
        causes[i] = own_changes(arena, machine, &steps->items[i]);
        found.all |= causes[i];
        add_denied(arena, machine, &steps->items[i], &found.denied);
    }
    for (size_t i = 0; i < settings.count; i++) {
        struct nl_machine alone = nl_steps_after(arena, machine, steps, settings.items[i]);
        blame_setting(steps, settings.items[i], closed_ports(arena, before, &alone), causes);
    }
    for (size_t i = 0; i < steps->count; i++) {
        causes[i] &= found.all;
        explained |= causes[i];
    }
    for (size_t i = 0; i < steps->count; i++)
        causes[i] |=
            found.all & ~explained & changes_of_ports(arena, steps->items[i].instance.setting);
    found.causes = causes;
    *out_changes = found;
}

void nl_changes_of_step(struct nl_arena *arena, const struct nl_machine *machine,
                        const struct nl_port_exposure before[NL_PORT_COUNT],
                        const struct nl_step *step, struct nl_changes *out_changes)
{
    struct nl_step only[1] = {*step};
    struct nl_steps steps = {.items = only, .count = 1};
    if (step->instance.setting->instances != NL_INSTANCE_ADAPTER) {
        nl_changes_find(arena, machine, before, &steps, out_changes);
        return;
    }
    /* One adapter of many: its own value tells all, and no other place has to be predicted. */
    uint32_t *causes = nl_arena_array(arena, 1, sizeof *causes);
    if (takes_netbios(arena, machine, step))
        *causes = NL_CHANGE_BIT(NL_CHANGE_NETBIOS_OFF) | NL_CHANGE_BIT(NL_CHANGE_CLOSE_139);
    *out_changes = (struct nl_changes){.all = *causes, .causes = causes};
}

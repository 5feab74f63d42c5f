/* changes.c - what a plan takes away, as the set of changes that components can be hit by.
 *
 * Choices are compared by how much they close, adapters by whether NetBIOS is served on them, ports
 * by what is predicted before and after. A step that only opens something makes no change. */
#include "changes.h"

#include "base/attributes.h"

/* The words of a setting that take something away, each more than the one before it. A word that
 * is not listed takes nothing away. */
struct closing {
    const char *setting;
    const char *words[4];
    enum nl_change change;
};

static const struct closing closings[] = {
    {"account.guest", {"disabled"}, NL_CHANGE_GUEST_OFF},
    {"dcom.enabled", {"no"}, NL_CHANGE_DCOM_OFF},
    {"dns.llmnr", {"disabled"}, NL_CHANGE_NAME_RESOLUTION},
    {"dns.netbios", {"not-on-public", "learning", "disabled"}, NL_CHANGE_NAME_RESOLUTION},
    {"netbios.nodetype", {"point-to-point"}, NL_CHANGE_NAME_RESOLUTION},
    {"rpc.restrict-remote", {"authenticated", "strict"}, NL_CHANGE_RESTRICT_RPC},
    {"rpc.service", {"manual", "disabled"}, NL_CHANGE_RPC_SERVICE_OFF},
    {"server.service", {"manual", "disabled"}, NL_CHANGE_SERVER_SERVICE_OFF},
    {"smb1.client", {"disabled"}, NL_CHANGE_SMB1_CLIENT_OFF},
    {"smb1.server", {"disabled"}, NL_CHANGE_SMB1_SERVER_OFF},
};

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

/* How much a value closes: 0 nothing, else the place of its word in the row. */
static size_t closing_rank(struct nl_arena *arena, const struct closing *row,
                           const struct nl_setting *setting, const struct nl_value *value)
{
    struct nl_meaning meaning = nl_value_meaning(arena, setting, value);
    if (meaning.kind != NL_MEANING_WORD || !meaning.choice)
        return 0;
    for (size_t i = 0; i < NL_COUNT_OF(row->words) && row->words[i]; i++) {
        if (nl_same(row->words[i], meaning.choice->word))
            return i + 1;
    }
    return 0;
}

static uint32_t choice_changes(struct nl_arena *arena, const struct nl_step *step)
{
    uint32_t changes = 0;
    for (size_t i = 0; i < NL_COUNT_OF(closings); i++) {
        const struct closing *row = &closings[i];
        if (nl_same(row->setting, step->instance.setting->id) &&
            closing_rank(arena, row, step->instance.setting, &step->wanted) >
                closing_rank(arena, row, step->instance.setting, &step->before))
            changes |= NL_CHANGE_BIT(row->change);
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

uint32_t nl_denied_changes(const char *sid)
{
    static const char *const everybody[] = {"S-1-1-0", "S-1-5-2", "S-1-5-11", "S-1-5-32-545"};
    for (size_t i = 0; i < NL_COUNT_OF(everybody); i++) {
        if (nl_same(sid, everybody[i]))
            return NL_CHANGE_BIT(NL_CHANGE_DENY_EVERYONE) | NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL) |
                   NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL_ADMIN) | NL_CHANGE_BIT(NL_CHANGE_DENY_GUESTS);
    }
    if (nl_same(sid, "S-1-5-113"))
        return NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL) | NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL_ADMIN);
    if (nl_same(sid, "S-1-5-114") || nl_same(sid, "S-1-5-32-544"))
        return NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL_ADMIN);
    if (nl_same(sid, "S-1-5-32-546") || (nl_starts(sid, "S-1-5-21-") && nl_ends(sid, "-501")))
        return NL_CHANGE_BIT(NL_CHANGE_DENY_GUESTS);
    return 0;
}

/* SIDs in the wanted set of one step that are not in the set before. */
static void add_denied(struct nl_arena *arena, const struct nl_step *step, struct nl_texts *denied)
{
    struct nl_texts before = {0};
    struct nl_texts wanted = {0};
    if (step->address.place != NL_PLACE_USER_RIGHT ||
        !nl_same(step->address.path, "SeDenyNetworkLogonRight") ||
        !nl_value_as_texts(arena, &step->wanted, &wanted))
        return;
    if (!nl_value_as_texts(arena, &step->before, &before))
        before = (struct nl_texts){0};
    for (size_t i = 0; i < wanted.count; i++) {
        if (!nl_texts_hold(&before, wanted.items[i]) && !nl_texts_hold(denied, wanted.items[i]))
            nl_texts_add(denied, arena, wanted.items[i]);
    }
}

struct nl_texts nl_plan_denied(struct nl_arena *arena, const struct nl_plan *plan)
{
    struct nl_texts denied = {0};
    for (size_t i = 0; i < plan->steps.count; i++)
        add_denied(arena, &plan->steps.items[i], &denied);
    return denied;
}

/* Whether NetBIOS was, or may have been, served on the step's adapter and will not be. */
static bool takes_netbios(struct nl_arena *arena, const struct nl_machine *machine,
                          const struct nl_machine *after, const struct nl_step *step)
{
    if (step->instance.setting->instances != NL_INSTANCE_ADAPTER || !step->instance.instance)
        return false;
    const char *guid = step->instance.instance;
    struct nl_sentence why;
    bool on_before = false;
    bool on_after = false;
    if (nl_netbios_judge(arena, machine, guid, &on_before, &why) == NL_NETBIOS_UNKNOWN)
        on_before = true;
    if (nl_netbios_judge(arena, after, guid, &on_after, &why) == NL_NETBIOS_UNKNOWN)
        on_after = true;
    return on_before && !on_after;
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

/* The whole port, and each adapter of it: a port that stays partly open may still be closed on the
 * adapter that matters. */
static bool port_closes(const struct nl_port_exposure *before, const struct nl_port_exposure *after)
{
    if (closes(before->predicted, after->predicted))
        return true;
    for (size_t i = 0; i < before->places.count; i++) {
        const struct nl_port_place *place = &before->places.items[i];
        for (size_t k = 0; k < after->places.count; k++) {
            if (nl_same(place->adapter, after->places.items[k].adapter) &&
                nl_same(place->label, after->places.items[k].label) &&
                closes(place->predicted, after->places.items[k].predicted))
                return true;
        }
    }
    return false;
}

/* What one step changes apart from the ports that its setting closes. */
static uint32_t own_changes(struct nl_arena *arena, const struct nl_machine *machine,
                            const struct nl_machine *after, const struct nl_step *step)
{
    uint32_t changes = choice_changes(arena, step) | block_changes(step);
    struct nl_texts denied = {0};
    add_denied(arena, step, &denied);
    for (size_t i = 0; i < denied.count; i++)
        changes |= nl_denied_changes(denied.items[i]);
    if (takes_netbios(arena, machine, after, step))
        changes |= NL_CHANGE_BIT(NL_CHANGE_NETBIOS_OFF);
    return changes;
}

/* The changes of the ports that are predicted less open on one machine than on another. */
static uint32_t closed_ports(struct nl_arena *arena, const struct nl_port_exposure *before,
                             const struct nl_machine *after)
{
    struct nl_port_exposure ports[NL_PORT_COUNT] = {0};
    struct nl_mismatches mismatches = {0};
    uint32_t changes = 0;
    nl_exposure_judge(arena, after, ports, &mismatches);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct port_change *row = port_change_find(nl_ports[i].number);
        if (row && port_closes(&before[i], &ports[i]))
            changes |= NL_CHANGE_BIT(row->closed);
    }
    return changes & ~NL_CHANGE_BIT(NL_CHANGE_NONE);
}

uint32_t nl_plan_changes(struct nl_arena *arena, const struct nl_machine *machine,
                         const struct nl_machine *after, const struct nl_plan *plan)
{
    struct nl_port_exposure before[NL_PORT_COUNT] = {0};
    struct nl_mismatches mismatches = {0};
    nl_exposure_judge(arena, machine, before, &mismatches);
    uint32_t changes = closed_ports(arena, before, after);
    for (size_t i = 0; i < plan->steps.count; i++)
        changes |= own_changes(arena, machine, after, &plan->steps.items[i]);
    return changes;
}

/* The ports that one setting closes without the others, with all its instances. */
static uint32_t closed_by_setting(struct nl_arena *arena, const struct nl_machine *machine,
                                  const struct nl_port_exposure *before, const struct nl_plan *plan,
                                  const struct nl_setting *setting)
{
    struct nl_machine after = *machine;
    nl_machine_fork(arena, &after);
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct nl_step *step = &plan->steps.items[i];
        if (step->instance.setting == setting)
            nl_machine_change(arena, &after, &step->address, &step->wanted);
    }
    return closed_ports(arena, before, &after);
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
static void blame_setting(const struct nl_plan *plan, const struct nl_setting *setting,
                          uint32_t closed, uint32_t *causes)
{
    for (size_t i = 0; i < plan->steps.count; i++) {
        if (plan->steps.items[i].instance.setting == setting &&
            (setting->instances != NL_INSTANCE_ADAPTER ||
             (causes[i] & NL_CHANGE_BIT(NL_CHANGE_NETBIOS_OFF))))
            causes[i] |= closed;
    }
}

static bool is_first_of_setting(const struct nl_plan *plan, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (plan->steps.items[i].instance.setting == plan->steps.items[index].instance.setting)
            return false;
    }
    return true;
}

const uint32_t *nl_plan_causes(struct nl_arena *arena, const struct nl_machine *machine,
                               const struct nl_plan *plan, uint32_t changes)
{
    uint32_t *causes = nl_arena_array(arena, plan->steps.count, sizeof *causes);
    uint32_t explained = 0;
    struct nl_machine after = nl_plan_after(arena, machine, plan);
    struct nl_port_exposure before[NL_PORT_COUNT] = {0};
    struct nl_mismatches mismatches = {0};
    nl_exposure_judge(arena, machine, before, &mismatches);
    for (size_t i = 0; i < plan->steps.count; i++)
        causes[i] = own_changes(arena, machine, &after, &plan->steps.items[i]);
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct nl_setting *setting = plan->steps.items[i].instance.setting;
        if (changes_of_ports(arena, setting) != 0 && is_first_of_setting(plan, i))
            blame_setting(plan, setting, closed_by_setting(arena, machine, before, plan, setting),
                          causes);
    }
    for (size_t i = 0; i < plan->steps.count; i++) {
        causes[i] &= changes;
        explained |= causes[i];
    }
    for (size_t i = 0; i < plan->steps.count; i++)
        causes[i] |=
            changes & ~explained & changes_of_ports(arena, plan->steps.items[i].instance.setting);
    return causes;
}

/* exposure_asker.c - whether the firewall's rules turn one sender away. */
#include "exposure_asker.h"

#include "base/text.h"
#include "evidence.h"
#include "firewall_match.h"
#include "inet.h"

#include <string.h>

struct asking {
    const struct nl_machine *machine;
    const struct nl_exposure_filter *filter;
    const struct nl_port *port;
    struct nl_firewall_owners owners;
    struct nl_inet asker;
};

/* The same subnet as one of the machine's own addresses, as the firewall's LocalSubnet means it. */
static enum nl_answer in_local_subnet(const struct asking *a)
{
    const struct nl_machine *machine = a->machine;
    bool seen = machine->adapters_state == NL_VALUE_PRESENT;
    if (a->asker.v6 && a->asker.bytes[0] == 0xFE && (a->asker.bytes[1] & 0xC0) == 0x80)
        return NL_ANSWER_YES; /* link-local */
    for (size_t i = 0; i < machine->adapters.count; i++) {
        const struct nl_adapter *adapter = &machine->adapters.items[i];
        for (size_t k = 0; k < adapter->addresses.count; k++) {
            struct nl_inet own;
            unsigned bits = adapter->addresses.items[k].prefix;
            bool known = nl_inet_parse(adapter->addresses.items[k].address, &own) && bits > 0 &&
                         bits <= (own.v6 ? 128u : 32u);
            const struct nl_inet_range subnet =
                known ? nl_inet_subnet(&own, bits) : (struct nl_inet_range){0};
            seen = seen && known;
            if (known && nl_inet_range_holds(&subnet, &a->asker))
                return NL_ANSWER_YES;
        }
    }
    return seen ? NL_ANSWER_NO : NL_ANSWER_UNKNOWN;
}

/* One remote address of a rule: what the grammar allows as an address, or a word. */
static enum nl_answer names(const struct asking *a, const char *remote)
{
    struct nl_inet_range range;
    size_t length = strlen(remote);
    if (nl_starts(remote, "LocalSubnet"))
        return in_local_subnet(a);
    if (nl_inet_range_parse(remote, length, a->asker.v6, &range))
        return nl_inet_range_holds(&range, &a->asker) ? NL_ANSWER_YES : NL_ANSWER_NO;
    return nl_inet_range_parse(remote, length, !a->asker.v6, &range)
               ? NL_ANSWER_NO
               : NL_ANSWER_UNKNOWN; /* DNS, DHCP, RmtIntranet and the like */
}

/* Whether a rule is for the asker, by its remote addresses; a rule without any is for everybody. */
static enum nl_answer is_for(const struct asking *a, const struct nl_firewall_rule *rule)
{
    enum nl_answer found = rule->remote.count ? NL_ANSWER_NO : NL_ANSWER_YES;
    for (size_t i = 0; i < rule->remote.count && found != NL_ANSWER_YES; i++) {
        enum nl_answer one = names(a, rule->remote.items[i]);
        if (one != NL_ANSWER_NO)
            found = one;
    }
    return found;
}

/* Whether a rule counts in a profile. */
static bool counts(const struct asking *a, const struct nl_firewall_rule *rule, size_t profile)
{
    const struct nl_firewall_state *state = a->filter->state;
    return rule->active && state->usable[profile] && (rule->profiles & 1u << profile) &&
           rule->store != NL_FIREWALL_SERVICES &&
           !(rule->store == NL_FIREWALL_LOCAL && state->ignores_local[profile] == NL_ANSWER_YES);
}

static bool counts_somewhere(const struct asking *a, const struct nl_firewall_rule *rule)
{
    bool found = false;
    for (size_t i = 0; i < NL_FIREWALL_PROFILE_COUNT; i++)
        found = found || counts(a, rule, i);
    return found;
}

/* Whether a rule counts, and the firewall is on, in every profile that may be in use. */
static bool counts_everywhere(const struct asking *a, const struct nl_firewall_rule *rule)
{
    const struct nl_firewall_state *state = a->filter->state;
    for (size_t i = 0; i < NL_FIREWALL_PROFILE_COUNT; i++) {
        if (state->usable[i] &&
            (!counts(a, rule, i) || !nl_section_seen(state->on[i].state) ||
             nl_firewall_is_off(state, (enum nl_firewall_profile)i) ||
             (rule->store == NL_FIREWALL_LOCAL && state->ignores_local[i] != NL_ANSWER_NO)))
            return false;
    }
    return true;
}

/* Whether nothing but the remote address limits a rule. */
static bool by_address_alone(const struct nl_firewall_rule *rule)
{
    return !rule->local.count && !rule->interfaces.count && !rule->interface_types.count &&
           !rule->remote_ports.count && !rule->unheeded.count && !rule->newer;
}

/* Everything that the rules of the port say of the asker. */
struct passes {
    bool blocked; /* for certain */
    bool bypass;  /* a rule that lets authenticated peers through every block may be for it */
    bool opened;  /* a rule that opens the port may be for it */
};

static struct passes look(const struct asking *a)
{
    const struct nl_firewall_rules *rules = a->filter->rules;
    struct passes found = {.blocked = false};
    for (size_t i = 0; i < rules->list.count; i++) {
        const struct nl_firewall_rule *rule = &rules->list.items[i];
        if (!counts_somewhere(a, rule) || !nl_firewall_concerns(rule, a->port, &a->owners))
            continue;
        enum nl_answer for_it = is_for(a, rule);
        if (rule->action == NL_FIREWALL_BLOCK)
            found.blocked = found.blocked || (for_it == NL_ANSWER_YES && by_address_alone(rule) &&
                                              counts_everywhere(a, rule));
        else if (rule->action == NL_FIREWALL_BYPASS)
            found.bypass = found.bypass || for_it != NL_ANSWER_NO;
        else
            found.opened = found.opened || for_it != NL_ANSWER_NO;
    }
    return found;
}

/* Whether the port is open to some addresses alone, and nothing is left that could not be seen. */
static bool open_to_some(const struct nl_exposure_filter *filter)
{
    const struct nl_firewall_view *view = filter->view;
    if ((view->admits != NL_REACH_NAMED && view->admits != NL_REACH_SUBNET) || view->doubtful)
        return false;
    for (size_t i = 0; i < NL_FIREWALL_PROFILE_COUNT; i++) {
        if (filter->state->usable[i] && view->profiles[i] == NL_OPENNESS_UNKNOWN)
            return false;
    }
    return true;
}

bool nl_exposure_turns_away(struct nl_arena *arena, const struct nl_machine *machine,
                            const struct nl_exposure_filter *filter, const struct nl_port *port,
                            const char *asked_from)
{
    struct asking a = {.machine = machine, .filter = filter, .port = port};
    const struct nl_firewall_state *state = filter->state;
    if (!nl_inet_parse(asked_from, &a.asker) || state->old || state->service != NL_ANSWER_YES ||
        state->replaced != NL_ANSWER_NO)
        return false;
    nl_firewall_find_owners(arena, machine, port, &a.owners);
    struct passes found = look(&a);
    return !found.bypass && (found.blocked || (!found.opened && open_to_some(filter)));
}

/* outside.c - what a probe from another machine found, held against what the machine says. */
#include "fleet/outside.h"

bool nl_fleet_asked(const struct nl_fleet_entry *entry, size_t port)
{
    return entry->probes && entry->probes->outside[port].state != NL_PROBE_NOT_ASKED;
}

bool nl_fleet_answered(const struct nl_fleet_entry *entry, size_t port)
{
    return entry->probes && nl_probe_state_reached(entry->probes->outside[port].state);
}

bool nl_fleet_contradicts(const struct nl_fleet_entry *entry, size_t port)
{
    return nl_fleet_answered(entry, port) &&
           (entry->said[port] == NL_FLEET_CLOSED || entry->said[port] == NL_FLEET_HELD);
}

size_t nl_fleet_count(const struct nl_fleet_entry *entry,
                      bool (*is)(const struct nl_fleet_entry *entry, size_t port))
{
    size_t count = 0;
    for (size_t i = 0; entry->probes && i < NL_PORT_COUNT; i++)
        count += is(entry, i);
    return count;
}

static bool asked_own(const struct nl_fleet_entry *entry, size_t port)
{
    return entry->probes->own[port].state != NL_PROBE_NOT_ASKED;
}

bool nl_fleet_asked_itself(const struct nl_fleet_entry *entry)
{
    return nl_fleet_count(entry, asked_own) > 0 && nl_fleet_count(entry, nl_fleet_asked) == 0;
}

/* At least the address that asked reaches it. */
static void raise_port(struct nl_fleet_entry *entry, size_t port)
{
    entry->ports[port] = NL_FLEET_REACHED;
    entry->reach[port] = nl_reach_widest(entry->reach[port], NL_REACH_NAMED);
}

void nl_fleet_conclude(struct nl_fleet_entry *entry)
{
    for (size_t i = 0; entry->probes && i < NL_PORT_COUNT; i++) {
        if (nl_fleet_answered(entry, i))
            raise_port(entry, i);
        if (nl_fleet_contradicts(entry, i))
            entry->result = NL_RESULT_NOT_AS_WANTED;
    }
}

static void take(struct nl_fleet_measured *kept, const struct nl_fleet_measured *found,
                 uint64_t seen)
{
    if (found->state != NL_PROBE_NOT_ASKED && found->time >= seen)
        nl_fleet_measured_add(kept, found);
}

void nl_fleet_take_probes(struct nl_arena *arena, struct nl_fleet_entry *entry,
                          const struct nl_fleet_entry *older)
{
    if (!older->probes)
        return;
    struct nl_fleet_probes *probes = nl_arena_array(arena, 1, sizeof *probes);
    if (entry->probes)
        *probes = *entry->probes;
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        take(&probes->outside[i], &older->probes->outside[i], entry->seen);
        take(&probes->own[i], &older->probes->own[i], entry->seen);
    }
    entry->probes = probes;
    nl_fleet_conclude(entry);
}

bool nl_fleet_still_answers(const struct nl_fleet_entry *now, const struct nl_fleet_entry *then,
                            size_t port)
{
    return nl_fleet_answered(then, port) && then->said[port] != NL_FLEET_REACHED &&
           !nl_fleet_asked(now, port);
}

int nl_fleet_compare_answers(const struct nl_fleet_entry *now, const struct nl_fleet_entry *then)
{
    size_t more = 0;
    size_t fewer = 0;
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (!nl_fleet_asked(now, i) || !nl_fleet_asked(then, i))
            continue;
        more += nl_fleet_answered(now, i) && !nl_fleet_answered(then, i);
        fewer += nl_fleet_answered(then, i) && !nl_fleet_answered(now, i);
    }
    return more ? -1 : fewer > 0;
}

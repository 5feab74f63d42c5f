/* order.c - which of two machines is worse, and which of several files of one machine counts. */
#include "fleet/order.h"

#include "fleet/outside.h"

#include <stdlib.h>

static int more_first(uint64_t one, uint64_t other)
{
    return one > other ? -1 : one < other;
}

static int compare_each(const uint64_t *ones, const uint64_t *others, size_t count)
{
    int order = 0;
    for (size_t i = 0; order == 0 && i < count; i++)
        order = more_first(ones[i], others[i]);
    return order;
}

enum { PORT_KEYS = 3, RULE_KEYS = 5 };

static void port_keys(const struct nl_fleet_entry *entry, uint64_t keys[PORT_KEYS])
{
    keys[0] = nl_fleet_ports_in(entry, NL_FLEET_REACHED);
    keys[1] = nl_fleet_widest_reach(entry);
    keys[2] = nl_fleet_ports_in(entry, NL_FLEET_UNKNOWN);
}

static int by_ports(const struct nl_fleet_entry *one, const struct nl_fleet_entry *other)
{
    uint64_t ones[PORT_KEYS];
    uint64_t others[PORT_KEYS];
    port_keys(one, ones);
    port_keys(other, others);
    return compare_each(ones, others, PORT_KEYS);
}

static int by_rules(const struct nl_fleet_entry *one, const struct nl_fleet_entry *other)
{
    const uint64_t ones[RULE_KEYS] = {one->high, one->medium, one->low, one->unknown,
                                      one->result == NL_RESULT_UNKNOWN};
    const uint64_t others[RULE_KEYS] = {other->high, other->medium, other->low, other->unknown,
                                        other->result == NL_RESULT_UNKNOWN};
    return compare_each(ones, others, RULE_KEYS);
}

int nl_fleet_compare(const struct nl_fleet_entry *one, const struct nl_fleet_entry *other)
{
    int order = by_ports(one, other);
    if (order == 0)
        order = more_first(nl_fleet_count(one, nl_fleet_contradicts),
                           nl_fleet_count(other, nl_fleet_contradicts));
    return order != 0 ? order : by_rules(one, other);
}

int nl_fleet_compare_since(const struct nl_fleet_entry *now, const struct nl_fleet_entry *then)
{
    struct nl_fleet_entry still = *now;
    bool kept = false;
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (!nl_fleet_still_answers(now, then, i))
            continue;
        kept = true;
        still.ports[i] = NL_FLEET_REACHED;
        still.reach[i] = nl_reach_widest(now->reach[i], then->reach[i]);
    }
    int order = by_ports(&still, then);
    if (order == 0)
        order = nl_fleet_compare_answers(now, then);
    if (order != 0)
        return order;
    order = by_rules(now, then);
    /* Rules about such a port may fail no longer only because nobody asked. */
    return kept && order > 0 ? 0 : order;
}

/* By name; of one name those without a domain or workgroup first, so that they meet all others. */
static int by_name(const void *a, const void *b)
{
    const struct nl_fleet_entry *one = *(const struct nl_fleet_entry *const *)a;
    const struct nl_fleet_entry *other = *(const struct nl_fleet_entry *const *)b;
    int order = nl_compare(one->machine, other->machine);
    if (order == 0)
        order = one->group < other->group ? -1 : one->group > other->group;
    if (order == 0)
        order = more_first(one->seen, other->seen);
    /* The later of two that lie in one list. */
    return order != 0 ? order : one > other ? -1 : one < other;
}

static bool same_machine(const struct nl_fleet_entry *one, const struct nl_fleet_entry *other)
{
    return nl_same(one->machine, other->machine) &&
           (one->group == other->group || one->group == 0 || other->group == 0);
}

void nl_fleet_newest(struct nl_arena *arena, struct nl_fleet_collection *collection,
                     struct nl_fleet *fleet, bool keep_older)
{
    size_t count = collection->entries.count;
    struct nl_fleet_entry **all = nl_arena_array(arena, count, sizeof *all);
    for (size_t i = 0; i < count; i++)
        all[i] = &collection->entries.items[i];
    if (count > 1)
        qsort(all, count, sizeof *all, by_name);
    for (size_t i = 0; i < count; i++) {
        size_t kept = fleet->machines.count;
        struct nl_fleet_entry **last = kept ? &fleet->machines.items[kept - 1] : NULL;
        if (!last || !same_machine(*last, all[i])) {
            *NL_PUSH(arena, &fleet->machines) = all[i];
            continue;
        }
        struct nl_fleet_entry *older = all[i];
        if (all[i]->seen > (*last)->seen) {
            older = *last;
            *last = all[i];
        }
        /* A file without a domain stands for one machine, not for those of all domains. */
        if ((*last)->group == 0)
            (*last)->group = older->group;
        nl_fleet_take_probes(arena, *last, older);
        if (keep_older)
            *NL_PUSH(arena, &fleet->older) = (struct nl_fleet_older){older, *last};
    }
}

const struct nl_fleet_entry *nl_fleet_find(const struct nl_fleet *fleet,
                                           const struct nl_fleet_entry *entry)
{
    size_t from = 0;
    size_t to = fleet->machines.count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (nl_compare(fleet->machines.items[middle]->machine, entry->machine) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < fleet->machines.count; from++) {
        const struct nl_fleet_entry *found = fleet->machines.items[from];
        if (!nl_same(found->machine, entry->machine))
            break;
        if (same_machine(found, entry))
            return found;
    }
    return NULL;
}

static int worst_first(const void *a, const void *b)
{
    const struct nl_fleet_entry *one = *(const struct nl_fleet_entry *const *)a;
    const struct nl_fleet_entry *other = *(const struct nl_fleet_entry *const *)b;
    int order = nl_fleet_compare(one, other);
    if (order == 0)
        order = nl_compare(one->machine, other->machine);
    return order != 0 ? order : one > other ? 1 : -(one < other);
}

void nl_fleet_sort(struct nl_fleet *fleet)
{
    if (fleet->machines.count > 1)
        qsort(fleet->machines.items, fleet->machines.count, sizeof *fleet->machines.items,
              worst_first);
}

/* order.c - which of two machines is worse, and which of several files of one machine counts. */
#include "fleet/order.h"

#include <stdlib.h>

static int more_first(uint64_t one, uint64_t other)
{
    return one > other ? -1 : one < other;
}

int nl_fleet_compare(const struct nl_fleet_entry *one, const struct nl_fleet_entry *other)
{
    const uint64_t ones[] = {nl_fleet_ports_in(one, NL_FLEET_REACHED),
                             nl_fleet_widest_reach(one),
                             nl_fleet_ports_in(one, NL_FLEET_UNKNOWN),
                             one->high,
                             one->medium,
                             one->low,
                             one->unknown,
                             one->result == NL_RESULT_UNKNOWN};
    const uint64_t others[] = {nl_fleet_ports_in(other, NL_FLEET_REACHED),
                               nl_fleet_widest_reach(other),
                               nl_fleet_ports_in(other, NL_FLEET_UNKNOWN),
                               other->high,
                               other->medium,
                               other->low,
                               other->unknown,
                               other->result == NL_RESULT_UNKNOWN};
    for (size_t i = 0; i < NL_COUNT_OF(ones); i++) {
        int order = more_first(ones[i], others[i]);
        if (order != 0)
            return order;
    }
    return 0;
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

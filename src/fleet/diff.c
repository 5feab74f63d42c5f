/* diff.c - what changed between two audits or recordings. */
#include "fleet/diff.h"

#include <stdlib.h>

const char *const nl_trend_words[] = {"other", "better", "worse", NULL};

/* A change from nothing, or to nothing: where there is a finding it is worse, where there is none
 * better. What was not asked any more is neither: nobody knows that it stopped answering. */
static struct nl_diff_change change_of(const struct nl_fact *before, const struct nl_fact *after)
{
    const struct nl_fact *one = after ? after : before;
    if (!one)
        return (struct nl_diff_change){.trend = NL_TREND_OTHER};
    uint32_t old_rank = before ? before->rank : 0;
    uint32_t new_rank = after ? after->rank : 0;
    return (struct nl_diff_change){
        .kind = one->kind,
        .trend = one->kind == NL_FACT_PROBE && !after ? NL_TREND_OTHER
                 : new_rank > old_rank                ? NL_TREND_WORSE
                 : new_rank < old_rank                ? NL_TREND_BETTER
                                                      : NL_TREND_OTHER,
        .key = one->key,
        .before = before ? before->value : NULL,
        .after = after ? after->value : NULL,
        .before_verdict = before ? before->verdict : NULL,
        .after_verdict = after ? after->verdict : NULL,
        .rank = new_rank > old_rank ? new_rank : old_rank,
    };
}

/* Settings, ports and findings first, facts last; of each what got worse first, then by how bad. */
static int worst_first(const void *a, const void *b)
{
    const struct nl_diff_change *one = a;
    const struct nl_diff_change *other = b;
    if (one->kind != other->kind)
        return one->kind < other->kind ? -1 : 1;
    if (one->trend != other->trend)
        return one->trend > other->trend ? -1 : 1;
    if (one->rank != other->rank)
        return one->rank > other->rank ? -1 : 1;
    return nl_compare(one->key, other->key);
}

static void compare(struct nl_arena *arena, struct nl_diff_machine *machine)
{
    const struct nl_facts *old = machine->old;
    const struct nl_facts *newer = machine->newer;
    bool recorded = old->recording && newer->recording;
    machine->partly = old->recording != newer->recording;
    for (size_t o = 0, n = 0; o < old->list.count || n < newer->list.count;) {
        const struct nl_fact *before = o < old->list.count ? &old->list.items[o] : NULL;
        const struct nl_fact *after = n < newer->list.count ? &newer->list.items[n] : NULL;
        int order = !before ? 1 : !after ? -1 : nl_facts_compare(before, after);
        if (order > 0)
            before = NULL;
        else if (order < 0)
            after = NULL;
        o += before != NULL;
        n += after != NULL;
        bool left_out = !recorded && (before ? before->recorded : after && after->recorded);
        bool same =
            before && after && nl_equal(before->value, after->value) && before->rank == after->rank;
        if (!left_out && !same)
            *NL_PUSH(arena, &machine->changes) = change_of(before, after);
    }
    for (size_t i = 0; i < machine->changes.count; i++) {
        machine->worse += machine->changes.items[i].trend == NL_TREND_WORSE;
        machine->better += machine->changes.items[i].trend == NL_TREND_BETTER;
    }
    if (machine->changes.count > 1)
        qsort(machine->changes.items, machine->changes.count, sizeof *machine->changes.items,
              worst_first);
}

/* By name, the newest of one name first. */
static int by_name(const void *a, const void *b)
{
    const struct nl_facts *one = a;
    const struct nl_facts *other = b;
    int order = nl_compare(one->machine, other->machine);
    if (order == 0 && one->seen != other->seen)
        order = one->seen > other->seen ? -1 : 1;
    return order != 0 ? order : nl_compare(other->file, one->file);
}

static void keep_newest(struct nl_facts_list *list)
{
    size_t kept = 0;
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, by_name);
    for (size_t i = 0; i < list->count; i++) {
        if (kept == 0 || !nl_same(list->items[kept - 1].machine, list->items[i].machine))
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

static int machines_first(const void *a, const void *b)
{
    const struct nl_diff_machine *one = a;
    const struct nl_diff_machine *other = b;
    if (one->worse != other->worse)
        return one->worse > other->worse ? -1 : 1;
    if (one->changes.count != other->changes.count)
        return one->changes.count > other->changes.count ? -1 : 1;
    return nl_compare(one->name, other->name);
}

static void add_pair(struct nl_arena *arena, struct nl_diff *diff, const struct nl_facts *old,
                     const struct nl_facts *newer)
{
    const struct nl_facts *either = newer ? newer : old;
    if (!either)
        return;
    struct nl_diff_machine machine = {.name = either->machine, .old = old, .newer = newer};
    if (old && newer)
        compare(arena, &machine);
    if (old && newer && machine.changes.count == 0)
        diff->same++;
    else
        *NL_PUSH(arena, &diff->machines) = machine;
}

void nl_diff_make(struct nl_arena *arena, struct nl_facts_list *old, struct nl_facts_list *newer,
                  struct nl_diff *out_diff)
{
    struct nl_diff *diff = out_diff;
    if (old->count == 1 && newer->count == 1) {
        add_pair(arena, diff, &old->items[0], &newer->items[0]);
        return;
    }
    keep_newest(old);
    keep_newest(newer);
    for (size_t o = 0, n = 0; o < old->count || n < newer->count;) {
        const struct nl_facts *before = o < old->count ? &old->items[o] : NULL;
        const struct nl_facts *after = n < newer->count ? &newer->items[n] : NULL;
        int order = !before ? 1 : !after ? -1 : nl_compare(before->machine, after->machine);
        o += order <= 0;
        n += order >= 0;
        add_pair(arena, diff, order <= 0 ? before : NULL, order >= 0 ? after : NULL);
    }
    if (diff->machines.count > 1)
        qsort(diff->machines.items, diff->machines.count, sizeof *diff->machines.items,
              machines_first);
}

bool nl_diff_none(const struct nl_diff *diff)
{
    return diff->machines.count == 0 && diff->faults.count == 0;
}

/* fleet.c - many machines, one answer. */
#include "fleet/fleet.h"

#include "fleet/order.h"
#include "fleet/outside.h"

#include <stdlib.h>

bool nl_fleet_clean(const struct nl_fleet *fleet)
{
    return fleet->results[NL_RESULT_AS_WANTED] == fleet->machines.count &&
           fleet->missing.count == 0 && fleet->faults.count == 0 && fleet->stale == 0 &&
           (fleet->options.stale == 0 || fleet->undated == 0);
}

static void count_port(struct nl_fleet *fleet, const struct nl_fleet_entry *entry, size_t port)
{
    fleet->ports[port][entry->ports[port]]++;
    fleet->ports_asked[port] += nl_fleet_asked(entry, port);
    fleet->ports_answered[port] += nl_fleet_answered(entry, port);
}

static void count_machine(struct nl_fleet *fleet, struct nl_fleet_entry *entry)
{
    const struct nl_fleet_options *options = &fleet->options;
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        count_port(fleet, entry, i);
    fleet->results[entry->result]++;
    fleet->pending += entry->pending;
    fleet->unconfirmed += entry->unconfirmed;
    fleet->unwatched += entry->unconfirmed && entry->watched == NL_ANSWER_NO;
    fleet->asked += nl_fleet_count(entry, nl_fleet_asked) > 0;
    fleet->answered += nl_fleet_count(entry, nl_fleet_answered) > 0;
    fleet->contradicting += nl_fleet_count(entry, nl_fleet_contradicts) > 0;
    fleet->asked_itself += nl_fleet_asked_itself(entry);
    fleet->not_elevated += entry->elevated == NL_ANSWER_NO;
    fleet->not_all_seen += entry->unseen > 0;
    fleet->undated += entry->seen == 0;
    entry->stale = options->stale > 0 && entry->seen > 0 && entry->seen < options->now &&
                   options->now - entry->seen > options->stale;
    fleet->stale += entry->stale;
    if (nl_fleet_ports_in(entry, NL_FLEET_REACHED) > 0)
        fleet->reachable++;
    else if (nl_fleet_ports_in(entry, NL_FLEET_UNKNOWN) > 0)
        fleet->unsure++;
}

/* One counter for each number of the names; those that counted nothing are left out at the end. */
static void count_rules(struct nl_arena *arena, struct nl_fleet *fleet)
{
    size_t names = fleet->names->texts.count;
    struct nl_fleet_rule *rules = nl_arena_array(arena, names, sizeof *rules);
    size_t *exceptions = nl_arena_array(arena, names, sizeof *exceptions);
    bool *profiles = nl_arena_array(arena, names, sizeof *profiles);
    for (size_t m = 0; m < fleet->machines.count; m++) {
        const struct nl_fleet_entry *entry = fleet->machines.items[m];
        for (size_t i = 0; i < entry->marks.count; i++) {
            const struct nl_fleet_mark *mark = &entry->marks.items[i];
            struct nl_fleet_rule *rule = &rules[mark->rule];
            rule->rule = mark->rule;
            rule->fail += mark->verdict == NL_VERDICT_FAIL;
            rule->unknown += mark->verdict == NL_VERDICT_UNKNOWN;
            if (mark->verdict == NL_VERDICT_FAIL && mark->severity > rule->severity)
                rule->severity = (enum nl_severity)mark->severity;
        }
        for (size_t i = 0; i < entry->exceptions.count; i++)
            exceptions[entry->exceptions.items[i]]++;
        profiles[entry->profile] = true;
    }
    for (size_t i = 0; i < names; i++) {
        if (rules[i].rule)
            *NL_PUSH(arena, &fleet->rules) = rules[i];
        if (exceptions[i])
            *NL_PUSH(arena, &fleet->exceptions) =
                (struct nl_fleet_exception){(uint32_t)i, exceptions[i]};
        if (profiles[i] && i > 0)
            *NL_PUSH(arena, &fleet->profiles) = (uint32_t)i;
    }
}

/* What fails before what is not known; by severity, then by how many machines it concerns. */
static int rules_first(const void *a, const void *b)
{
    const struct nl_fleet_rule *one = a;
    const struct nl_fleet_rule *other = b;
    const size_t ones[] = {one->fail > 0, one->severity, one->fail, one->unknown};
    const size_t others[] = {other->fail > 0, other->severity, other->fail, other->unknown};
    for (size_t i = 0; i < NL_COUNT_OF(ones); i++) {
        if (ones[i] != others[i])
            return ones[i] > others[i] ? -1 : 1;
    }
    return one->rule < other->rule ? -1 : one->rule > other->rule;
}

static int exceptions_first(const void *a, const void *b)
{
    const struct nl_fleet_exception *one = a;
    const struct nl_fleet_exception *other = b;
    if (one->machines != other->machines)
        return one->machines > other->machines ? -1 : 1;
    return one->name < other->name ? -1 : one->name > other->name;
}

/* The machines are in the order of their names still. */
static void compare_with_list(struct nl_arena *arena, struct nl_fleet *fleet)
{
    const struct nl_expected *expected = fleet->options.expected;
    for (size_t i = 0; i < fleet->machines.count; i++) {
        if (!nl_expected_holds(expected, fleet->machines.items[i]->machine))
            *NL_PUSH(arena, &fleet->unexpected) = fleet->machines.items[i];
    }
    for (size_t i = 0; i < expected->names.count; i++) {
        const struct nl_fleet_entry wanted = {.machine = expected->names.items[i]};
        if (!nl_fleet_find(fleet, &wanted))
            *NL_PUSH(arena, &fleet->missing) = expected->names.items[i];
    }
}

static void compare_with_earlier(struct nl_arena *arena, struct nl_fleet *fleet)
{
    static const enum nl_fleet_change changes[] = {NL_FLEET_WORSE, NL_FLEET_SAME, NL_FLEET_BETTER};
    struct nl_fleet earlier = {.names = fleet->names};
    nl_fleet_newest(arena, fleet->options.since, &earlier, false);
    for (size_t i = 0; i < fleet->machines.count; i++) {
        struct nl_fleet_entry *entry = fleet->machines.items[i];
        entry->before = nl_fleet_find(&earlier, entry);
        int order = entry->before ? nl_fleet_compare_since(entry, entry->before) : 0;
        entry->change = entry->before ? changes[(order > 0) - (order < 0) + 1] : NL_FLEET_NEW;
        fleet->changes[entry->change]++;
    }
    for (size_t i = 0; i < earlier.machines.count; i++) {
        if (!nl_fleet_find(fleet, earlier.machines.items[i]))
            *NL_PUSH(arena, &fleet->gone) = earlier.machines.items[i];
    }
}

static void add_faults(struct nl_arena *arena, struct nl_fleet *fleet,
                       const struct nl_fleet_collection *collection)
{
    for (size_t i = 0; i < collection->faults.count; i++)
        *NL_PUSH(arena, &fleet->faults) = collection->faults.items[i];
    fleet->other_files += collection->other_files;
    fleet->links += collection->links;
}

void nl_fleet_make(struct nl_arena *arena, const struct nl_names *names,
                   struct nl_fleet_collection *collection, const struct nl_fleet_options *options,
                   struct nl_fleet *out_fleet)
{
    struct nl_fleet *fleet = out_fleet;
    *fleet = (struct nl_fleet){.names = names, .options = *options};
    nl_fleet_newest(arena, collection, fleet, true);
    for (size_t i = 0; i < fleet->machines.count; i++)
        count_machine(fleet, fleet->machines.items[i]);
    count_rules(arena, fleet);
    if (fleet->rules.count > 1)
        qsort(fleet->rules.items, fleet->rules.count, sizeof *fleet->rules.items, rules_first);
    if (fleet->exceptions.count > 1)
        qsort(fleet->exceptions.items, fleet->exceptions.count, sizeof *fleet->exceptions.items,
              exceptions_first);
    if (options->expected)
        compare_with_list(arena, fleet);
    if (options->since)
        compare_with_earlier(arena, fleet);
    nl_fleet_sort(fleet);
    add_faults(arena, fleet, collection);
    if (options->since)
        add_faults(arena, fleet, options->since);
}

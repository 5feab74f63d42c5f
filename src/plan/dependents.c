/* dependents.c - what a service carries: everything that needs it, directly or through others, by
 * this machine's own service table. */
#include "dependents.h"

#include "model/machine_set.h"

#include <stdlib.h>

/* One line of the table read backwards: this name is needed by that service. */
struct need {
    const char *name;
    bool is_group; /* name is a load-order group, and any service in it is meant */
    size_t index;  /* of the service that needs it */
};
struct needs {
    struct need *items;
    size_t count;
    size_t capacity;
};

static int compare_needs(const void *left, const void *right)
{
    const struct need *a = left;
    const struct need *b = right;
    if (a->is_group != b->is_group)
        return a->is_group ? 1 : -1;
    int order = nl_compare(a->name, b->name);
    if (order != 0)
        return order;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* The service manager's own functions give groups in the same list, with '+' before the name. */
static void add_needs(struct nl_arena *arena, struct needs *needs, const struct nl_texts *names,
                      bool names_are_groups, bool use_groups, size_t index)
{
    for (size_t i = 0; i < names->count; i++) {
        const char *name = names->items[i];
        bool is_group = names_are_groups || name[0] == '+';
        if (is_group && !use_groups)
            continue;
        *NL_PUSH(arena, needs) = (struct need){
            .name = name[0] == '+' ? name + 1 : name, .is_group = is_group, .index = index};
    }
}

/* Sorted, so that a recorded machine with a hundred thousand services is no trouble. */
static struct needs collect_needs(struct nl_arena *arena, const struct nl_machine *machine,
                                  bool use_groups)
{
    struct needs needs = {0};
    for (size_t i = 0; i < machine->services.count; i++) {
        const struct nl_service *service = &machine->services.items[i];
        add_needs(arena, &needs, &service->depends, false, use_groups, i);
        add_needs(arena, &needs, &service->depends_groups, true, use_groups, i);
    }
    if (needs.count > 1)
        qsort(needs.items, needs.count, sizeof *needs.items, compare_needs);
    return needs;
}

/* Index of the first need that is not before the name. */
static size_t first_need(const struct needs *needs, const char *name, bool is_group)
{
    struct need wanted = {.name = name, .is_group = is_group, .index = 0};
    size_t low = 0;
    size_t high = needs->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_needs(&needs->items[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The state of one search: which services are in the list already, and where each listed one
 * stands in the machine. */
struct search {
    struct nl_arena *arena;
    const struct nl_machine *machine;
    struct needs needs;
    bool *taken;    /* per service of the machine */
    size_t *origin; /* per listed dependent: its index in the machine */
    struct nl_dependents *found;
};

static void take_needers(struct search *search, const char *name, bool is_group, size_t parent)
{
    if (!name || !name[0])
        return;
    for (size_t i = first_need(&search->needs, name, is_group); i < search->needs.count; i++) {
        const struct need *need = &search->needs.items[i];
        if (need->is_group != is_group || !nl_same(need->name, name))
            break;
        if (search->taken[need->index])
            continue;
        search->taken[need->index] = true;
        search->origin[search->found->list.count] = need->index;
        size_t depth = parent == SIZE_MAX ? 1 : search->found->list.items[parent].depth + 1;
        const struct nl_service *service = &search->machine->services.items[need->index];
        *NL_PUSH(search->arena, &search->found->list) =
            (struct nl_dependent){.name = service->name,
                                  .display = service->display,
                                  .direct = parent == SIZE_MAX,
                                  .running = service->run == NL_SERVICE_RUNNING,
                                  .driver = (service->type & 3u) != 0,
                                  .parent = parent,
                                  .depth = depth};
    }
}

/* Breadth first. A service is taken once, however many ways lead to it, so a cycle ends by itself;
 * the service that the search began with is never its own dependent. */
static void walk(struct nl_arena *arena, const struct nl_machine *machine, const char *service,
                 bool use_groups, struct nl_dependents *found)
{
    size_t count = machine->services.count;
    struct search search = {.arena = arena,
                            .machine = machine,
                            .needs = collect_needs(arena, machine, use_groups),
                            .taken = nl_arena_array(arena, count, sizeof *search.taken),
                            .origin = nl_arena_array(arena, count, sizeof *search.origin),
                            .found = found};
    const struct nl_service *root = nl_machine_service(machine, service);
    for (size_t i = 0; i < count; i++)
        search.taken[i] = nl_same(machine->services.items[i].name, service);
    take_needers(&search, service, false, SIZE_MAX);
    take_needers(&search, root ? root->group : NULL, true, SIZE_MAX);
    for (size_t i = 0; i < found->list.count; i++) {
        const struct nl_service *next = &machine->services.items[search.origin[i]];
        take_needers(&search, next->name, false, i);
        take_needers(&search, next->group, true, i);
    }
    for (size_t i = 0; i < found->list.count; i++) {
        found->transitive++;
        if (found->list.items[i].direct)
            found->direct++;
        if (found->list.items[i].running)
            found->running++;
    }
}

void nl_dependents_of(struct nl_arena *arena, const struct nl_machine *machine, const char *service,
                      bool use_groups, struct nl_dependents *out_dependents)
{
    struct nl_dependents found = {.service = service};
    struct nl_dependents without_groups = {.service = service};
    walk(arena, machine, service, use_groups, &found);
    if (use_groups)
        walk(arena, machine, service, false, &without_groups);
    else
        without_groups = found;
    found.direct_without_groups = without_groups.direct;
    found.transitive_without_groups = without_groups.transitive;
    *out_dependents = found;
}

/* Whether a start-type step keeps the service from starting. For RpcSs everything but automatic
 * does: nothing starts it on demand early enough. */
static bool takes_start_away(const struct nl_step *step)
{
    uint32_t before = 0;
    uint32_t wanted = 0;
    if (step->address.place != NL_PLACE_SERVICE_START || !nl_value_as_dword(&step->wanted, &wanted))
        return false;
    if (nl_value_as_dword(&step->before, &before) && wanted <= before)
        return false;
    return wanted >= 4 || (wanted == 3 && nl_same(step->address.path, "RpcSs"));
}

/* The machine with the dependency lists that the plan itself changes: what a companion step frees
 * does not depend any more. */
static struct nl_machine with_new_lists(struct nl_arena *arena, const struct nl_machine *machine,
                                        const struct nl_steps *steps)
{
    struct nl_machine changed = *machine;
    nl_machine_fork(arena, &changed);
    for (size_t i = 0; i < steps->count; i++) {
        const struct nl_step *step = &steps->items[i];
        if (step->address.place == NL_PLACE_SERVICE_DEPENDS)
            nl_machine_change(arena, &changed, &step->address, &step->wanted);
    }
    return changed;
}

void nl_dependents_find(struct nl_arena *arena, const struct nl_machine *machine,
                        const struct nl_steps *steps, struct nl_dependents_list *out_list)
{
    struct nl_machine changed = with_new_lists(arena, machine, steps);
    struct nl_dependents_list list = {0};
    for (size_t i = 0; i < steps->count; i++) {
        const struct nl_step *step = &steps->items[i];
        if (!takes_start_away(step))
            continue;
        const struct nl_service *service = nl_machine_service(machine, step->address.path);
        struct nl_dependents found;
        nl_dependents_of(arena, &changed, service ? service->name : step->address.path, true,
                         &found);
        *NL_PUSH(arena, &list) = found;
    }
    *out_list = list;
}

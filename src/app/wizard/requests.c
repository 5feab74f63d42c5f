/* requests.c - the changes of a role, switched on and off one by one, as a profile. */
#include "requests.h"

static bool makes(const struct nl_plan *plan, const char *instance_id)
{
    for (size_t i = 0; i < plan->steps.count; i++) {
        if (nl_same(plan->steps.items[i].instance.id, instance_id))
            return true;
    }
    return false;
}

struct nl_wizard_change *nl_wizard_change_find(const struct nl_wizard_changes *changes,
                                               const char *instance_id)
{
    for (size_t i = 0; i < changes->count; i++) {
        if (nl_same(changes->items[i].step.instance.id, instance_id))
            return &changes->items[i];
    }
    return NULL;
}

void nl_wizard_changes_find(struct nl_arena *arena, const struct nl_machine *machine,
                            const struct nl_profile *role, const struct nl_settle_options *options,
                            struct nl_wizard_changes *out_changes)
{
    struct nl_wizard_changes changes = {0};
    struct nl_profile bold = *role; /* the same without its reservations */
    bold.wants.items = NULL;
    bold.wants.count = bold.wants.capacity = 0;
    for (size_t i = 0; i < role->wants.count; i++) {
        struct nl_want *want = NL_PUSH(arena, &bold.wants);
        *want = role->wants.items[i];
        want->unless_risk = NULL;
    }
    struct nl_plan usual;
    struct nl_plan most;
    nl_plan_make(arena, machine, role, options, &usual);
    nl_plan_make(arena, machine, &bold, options, &most);
    for (size_t i = 0; i < most.steps.count; i++) {
        const struct nl_step *step = &most.steps.items[i];
        struct nl_wizard_change *known = nl_wizard_change_find(&changes, step->instance.id);
        bool companion = !nl_address_same(&step->address, &step->instance.address);
        if (known) {
            if (!companion)
                known->step = *step;
            continue;
        }
        bool on = makes(&usual, step->instance.id);
        *NL_PUSH(arena, &changes) = (struct nl_wizard_change){.step = *step, .on = on, .usual = on};
    }
    *out_changes = changes;
}

bool nl_wizard_changes_usual(const struct nl_wizard_changes *changes)
{
    for (size_t i = 0; i < changes->count; i++) {
        if (changes->items[i].on != changes->items[i].usual)
            return false;
    }
    return true;
}

/* Whether a want says by itself what was chosen of the instances it selects. */
static bool stands(const struct nl_want *want, const struct nl_machine *machine,
                   const struct nl_wizard_changes *changes)
{
    for (size_t i = 0; i < changes->count; i++) {
        const struct nl_wizard_change *change = &changes->items[i];
        bool left_out = want->unless_risk || !change->on;
        if (left_out && nl_want_selects(want, machine, &change->step.instance))
            return false;
    }
    return true;
}

static const char *selector_of(struct nl_arena *arena, const struct nl_instance *instance)
{
    if (instance->setting->instances == NL_INSTANCE_ADAPTER)
        return nl_arena_format(arena, "guid:%s", instance->instance);
    return instance->instance;
}

/* The want once for each instance it decides about, without those that were switched off. */
static void spell_out(struct nl_arena *arena, const struct nl_machine *machine,
                      const struct nl_profile *role, const struct nl_want *want,
                      const struct nl_wizard_changes *changes, struct nl_profile *profile)
{
    struct nl_instances instances = nl_machine_instances(arena, machine);
    for (size_t i = 0; i < instances.count; i++) {
        const struct nl_instance *instance = &instances.items[i];
        if (nl_profile_want(role, machine, instance) != want)
            continue; /* not selected, or a later want has the last word */
        const struct nl_wizard_change *change = nl_wizard_change_find(changes, instance->id);
        if (change && !change->on)
            continue;
        struct nl_want *one = NL_PUSH(arena, &profile->wants);
        *one = *want;
        one->selector = selector_of(arena, instance);
        if (change)
            one->unless_risk = NULL; /* it was chosen, risk or not */
    }
}

static const char *description_of(struct nl_arena *arena, const struct nl_profile *role,
                                  const struct nl_wizard_changes *changes)
{
    struct nl_text text;
    nl_text_init(&text, arena);
    nl_text_format(&text, "The profile %s as it was changed in the wizard.", role->name);
    for (size_t i = 0; i < changes->count; i++) {
        const struct nl_wizard_change *change = &changes->items[i];
        if (change->on != change->usual)
            nl_text_format(&text, " %s: %s.", change->on ? "Added" : "Left out",
                           change->step.instance.id);
    }
    return text.data;
}

void nl_wizard_requests(struct nl_arena *arena, const struct nl_machine *machine,
                        const struct nl_profile *role, const struct nl_wizard_changes *changes,
                        struct nl_profile *out_profile)
{
    if (nl_wizard_changes_usual(changes)) {
        *out_profile = *role;
        return;
    }
    struct nl_profile profile = *role;
    profile.name = nl_arena_format(arena, "%.56s-chosen", role->name);
    profile.title = nl_arena_format(arena, "%s, as chosen in the wizard", role->name);
    profile.description = description_of(arena, role, changes);
    profile.wants.items = NULL;
    profile.wants.count = profile.wants.capacity = 0;
    for (size_t i = 0; i < role->wants.count; i++) {
        const struct nl_want *want = &role->wants.items[i];
        if (stands(want, machine, changes))
            *NL_PUSH(arena, &profile.wants) = *want;
        else
            spell_out(arena, machine, role, want, changes, &profile);
    }
    *out_profile = profile;
}

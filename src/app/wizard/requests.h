/* requests.h - the changes of a role, switched on and off one by one, as a profile. */
#ifndef NL_APP_WIZARD_REQUESTS_H
#define NL_APP_WIZARD_REQUESTS_H

#include "plan/plan.h"

/* One change a person can switch on or off: a step, its companion included. */
struct nl_wizard_change {
    struct nl_step step;
    bool on;
    bool usual; /* whether the role's profile makes it; it leaves out what raises certain risks */
};

struct nl_wizard_changes {
    struct nl_wizard_change *items;
    size_t count;
    size_t capacity;
};

/* Every change the role's profile could make on this machine, those included that it leaves out
 * because of a risk. Each begins as the profile has it. */
void nl_wizard_changes_find(struct nl_arena *arena, const struct nl_machine *machine,
                            const struct nl_profile *role, const struct nl_settle_options *options,
                            struct nl_wizard_changes *out_changes);

/* Whether every change is as the profile has it. */
bool nl_wizard_changes_usual(const struct nl_wizard_changes *changes);

/* The change of an instance, or NULL. */
struct nl_wizard_change *nl_wizard_change_find(const struct nl_wizard_changes *changes,
                                               const char *instance_id);

/* The profile whose plan on this machine makes exactly the changes that are on: the role's own
 * where all are as usual, otherwise one called after it that names what was chosen. */
void nl_wizard_requests(struct nl_arena *arena, const struct nl_machine *machine,
                        const struct nl_profile *role, const struct nl_wizard_changes *changes,
                        struct nl_profile *out_profile);

#endif

/* dependents.h - the services that need another one. Pure. */
#ifndef NL_PLAN_DEPENDENTS_H
#define NL_PLAN_DEPENDENTS_H

#include "step.h"

struct nl_dependent {
    const char *name;
    const char *display;
    bool direct;
    bool running;
    bool driver;
    size_t parent; /* index of the dependent through which it was first reached; SIZE_MAX: the
                    * service itself */
    size_t depth;  /* 1: direct */
};
struct nl_dependents {
    const char *service;
    uint32_t direct;
    uint32_t transitive; /* all, the direct ones included */
    uint32_t running;
    uint32_t direct_without_groups; /* the same figures by DependOnService alone */
    uint32_t transitive_without_groups;
    NL_LIST(struct nl_dependent) list; /* breadth first, so a parent stands before its children */
};
struct nl_dependents_list {
    struct nl_dependents *items;
    size_t count;
    size_t capacity;
};

/* Those of every service whose start type the steps take away. */
void nl_dependents_find(struct nl_arena *arena, const struct nl_machine *machine,
                        const struct nl_steps *steps, struct nl_dependents_list *out_list);

/* Everything that needs service, directly or through others, by DependOnService and
 * DependOnGroup of the machine's own services; cycles are tolerated. use_groups false counts
 * DependOnService alone. */
void nl_dependents_of(struct nl_arena *arena, const struct nl_machine *machine, const char *service,
                      bool use_groups, struct nl_dependents *out_dependents);

#endif

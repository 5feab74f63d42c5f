/* target.h - the tools that a profile can be exported to, and what each can carry. Pure. */
#ifndef NL_EXPORT_TARGET_H
#define NL_EXPORT_TARGET_H

#include "output.h"

struct nl_export_target {
    const char *name;     /* inf, reg, ... */
    const char *meaning;  /* a few words for people */
    unsigned places;      /* bit 1u << enum nl_place: what it can carry */
    bool removes;         /* it can say that a value has to go */
    bool adds;            /* it can add to a right, and take from it, what others hold being kept */
    bool runs;            /* it runs netlatch, which meets every request on the machine itself */
    bool needs_profile;   /* and finds a profile that the program does not carry beside it */
    bool is_folder;       /* several files, in a new folder */
    bool rules_of_policy; /* ports are blocked by rules of Group Policy */
    bool own_rules;       /* ports are blocked by local rules, which are not netlatch's own */
    bool is_policy;       /* values outside the keys of policies stay when it no longer applies */
    void (*write)(struct nl_arena *arena, const struct nl_export *list,
                  const struct nl_export_context *context, struct nl_export_files *out_files);
};

const struct nl_export_target *nl_export_target_at(size_t index);
/* NULL: there is none of that name. */
const struct nl_export_target *nl_export_target_find(const char *name);

/* Takes out of the list what the target cannot carry, as absences, and adds what there is to say of
 * what it carries in another way. */
void nl_export_fit(struct nl_arena *arena, const struct nl_export_target *target,
                   struct nl_export *list);

#endif

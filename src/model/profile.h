/* profile.h - wanted values by setting id, for a role. JSON with comments. */
#ifndef NL_MODEL_PROFILE_H
#define NL_MODEL_PROFILE_H

#include "base/error.h"
#include "base/json.h"
#include "catalogue.h"

enum nl_want_kind {
    NL_WANT_WORD,        /* a choice's word */
    NL_WANT_SIDS_ADD,    /* at least these SIDs; other holders are kept */
    NL_WANT_SIDS_REMOVE, /* none of these SIDs; other holders are kept */
    NL_WANT_SIDS_EXACT   /* these SIDs and no other */
};

/* One wanted thing. The selector of an adapter setting may name several instances. */
struct nl_want {
    const struct nl_setting *setting;
    const char *selector; /* "*", "dhcp", "static", "name:Eth*", "guid:{...}", "445"; NULL */
    enum nl_want_kind kind;
    const char *word;        /* WORD */
    struct nl_texts sids;    /* SIDS_* */
    const char *unless_risk; /* left out when this risk would be raised; may be NULL */
};

struct nl_profile {
    const char *name; /* letters, digits, '-', '_', '.' */
    bool single; /* settings named one by one (--set): it says nothing of the rest of a machine */
    const char *title;
    const char *description;
    const char *role;              /* what the machine is for, in words; may be NULL */
    NL_LIST(struct nl_want) wants; /* in file order; where two select one instance the later wins */
};

/* Adds a want from "ID=VALUE" (the --set option); VALUE is a word, or for rights a list of SIDs:
 * "S-1-..,S-1-.." or "+S-1-.." adds, "-S-1-.." removes, "=S-1-.." sets exactly. In place of a want
 * with the same id, whose SIDs it keeps where both add or both remove. */
NL_MUST_CHECK enum nl_status nl_profile_set(struct nl_arena *arena, struct nl_profile *profile,
                                            const char *assignment, struct nl_error *err);

/* Whether a want selects an instance of a machine (its adapter's DHCP state and name count). */
bool nl_want_selects(const struct nl_want *want, const struct nl_machine *machine,
                     const struct nl_instance *instance);

/* The last want that selects the instance, or NULL. */
const struct nl_want *nl_profile_want(const struct nl_profile *profile,
                                      const struct nl_machine *machine,
                                      const struct nl_instance *instance);

/* A want with setting and selector filled from an id; NL_INVALID for an unknown id, a setting that
 * is only reported, or a malformed selector. */
NL_MUST_CHECK enum nl_status nl_want_start(struct nl_arena *arena, const char *id,
                                           struct nl_want *out_want, struct nl_error *err);

#endif

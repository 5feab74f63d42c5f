/* policy.h - who decides a setting: this machine alone, a policy, or perhaps a policy. */
#ifndef NL_PLAN_POLICY_H
#define NL_PLAN_POLICY_H

#include "base/sentence.h"
#include "model/catalogue.h"

/* Who owns a setting, as far as it can be known. */
enum nl_ownership {
    NL_OWNERSHIP_UNKNOWN = 0,
    NL_OWNERSHIP_LOCAL,
    NL_OWNERSHIP_POLICY, /* group policy, or a policy value in the registry */
    NL_OWNERSHIP_MDM     /* mobile device management (Intune and others) */
};
extern const char *const nl_ownership_words[]; /* unknown, local, policy, mdm */

/* *out_why: what shows it; format NULL for LOCAL. */
enum nl_ownership nl_policy_owner(struct nl_arena *arena, const struct nl_machine *machine,
                                  const struct nl_instance *instance, struct nl_sentence *out_why);

#endif

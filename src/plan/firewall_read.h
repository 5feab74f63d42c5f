/* firewall_read.h - the rules and switches of Windows Firewall, out of a machine's registry.
 *
 * Source: [MS-GPFAS] 2.2.2 (profile settings). */
#ifndef NL_PLAN_FIREWALL_READ_H
#define NL_PLAN_FIREWALL_READ_H

#include "firewall_rule.h"
#include "model/machine.h"

/* A rule that could not be parsed. */
struct nl_firewall_broken {
    const char *id;
    const void *source; /* as of a rule */
    enum nl_firewall_store store;
    struct nl_sentence problem; /* names the rule and says what is wrong with it */
};

/* Every rule of a machine. */
struct nl_firewall_rules {
    enum nl_value_state states[NL_FIREWALL_STORE_COUNT]; /* PRESENT or ABSENT: all was seen */
    NL_LIST(struct nl_firewall_rule) list; /* store by store, each in the order of the registry */
    NL_LIST(struct nl_firewall_broken) broken;
    uint64_t left_out; /* rules that the survey saw and did not keep: they concern other ports */
};

/* Reads every store. known: the rules of the machine that this one is a changed copy of, or NULL;
 * a value that both share is not parsed again. */
void nl_firewall_read(struct nl_arena *arena, const struct nl_machine *machine,
                      const struct nl_firewall_rules *known, struct nl_firewall_rules *out_rules);

/* One setting of a profile ("EnableFirewall") in force: policy before MDM before local. */
struct nl_firewall_switch {
    enum nl_value_state state; /* PRESENT: number; ABSENT: nobody set it; else: not seen */
    uint32_t number;
    bool by_policy; /* a policy or MDM set it */
    uint32_t code;  /* DENIED, UNSUPPORTED: the system's number */
};
struct nl_firewall_switch nl_firewall_read_switch(const struct nl_machine *machine,
                                                  enum nl_firewall_profile profile,
                                                  const char *name);

/* Whether a policy makes the firewall ignore local rules in a profile. */
enum nl_answer nl_firewall_ignores_local(const struct nl_machine *machine,
                                         enum nl_firewall_profile profile);

/* Domain, Private, Public, for people. */
extern const char *const nl_firewall_profile_names[NL_FIREWALL_PROFILE_COUNT];

#endif

/* firewall_state.h - whether Windows Firewall filters on a machine, and in which profiles. */
#ifndef NL_PLAN_FIREWALL_STATE_H
#define NL_PLAN_FIREWALL_STATE_H

#include "firewall_read.h"

struct nl_firewall_state {
    enum nl_answer service;         /* its service runs; NO: nothing filters */
    const char *service_name;       /* MpsSvc, or SharedAccess before Vista */
    struct nl_sentence service_why; /* why not, or why it is not known; format NULL where it runs */
    enum nl_answer replaced; /* another product filters in its place; UNKNOWN: asked in vain */
    const char *product;     /* YES: its name */
    bool old;                /* before Vista: no rules, exceptions that are not evaluated */
    bool usable[NL_FIREWALL_PROFILE_COUNT]; /* Domain: only where the machine can be in one */
    struct nl_firewall_switch on[NL_FIREWALL_PROFILE_COUNT]; /* EnableFirewall */
    enum nl_answer ignores_local[NL_FIREWALL_PROFILE_COUNT]; /* by AllowLocalPolicyMerge */
};

void nl_firewall_state_judge(struct nl_arena *arena, const struct nl_machine *machine,
                             struct nl_firewall_state *out_state);

/* Whether a profile is switched off for certain. */
bool nl_firewall_is_off(const struct nl_firewall_state *state, enum nl_firewall_profile profile);

/* Why a block rule of netlatch's own counts for nothing somewhere on this machine: one sentence for
 * each reason. YES: for certain; UNKNOWN: it could not be told; NO: it counts wherever the machine
 * can be. */
enum nl_answer nl_firewall_voids_own_rule(struct nl_arena *arena,
                                          const struct nl_firewall_state *state,
                                          struct nl_sentences *out_why);

#endif

/* setting_state.h - what a setting's row says about the machine, in one sentence. */
#ifndef NL_PLAN_SETTING_STATE_H
#define NL_PLAN_SETTING_STATE_H

#include "judge.h"

/* Which one an instance is, as people know it: "TCP 445", "Ethernet0", "NWLink"; empty where a
 * machine has the setting once. */
const char *nl_setting_which(struct nl_arena *arena, const struct nl_instance *instance);

/* The row's sentence for what is in force: its good state where that is the hardened word, else its
 * bad state; of a set of accounts its bad state where some are missing. NULL where neither fits:
 * what could not be read, is not valid, or has nothing requested of it. */
const char *nl_setting_state(const struct nl_judged *judged);

#endif

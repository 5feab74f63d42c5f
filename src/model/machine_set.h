/* machine_set.h - a machine as it would be after a change. */
#ifndef NL_MODEL_MACHINE_SET_H
#define NL_MODEL_MACHINE_SET_H

#include "machine.h"

/* Changes one value of a machine that is a plain copy of another (struct assignment): what planning
 * "after" means. The lists that change are copied, the rest stays shared, the other machine is not
 * touched. Keys that do not exist are made; wanting absence removes the value and
 * wanted->missing_keys keys if they are then empty. For many changes fork once and change often. */
void nl_machine_set(struct nl_arena *arena, struct nl_machine *machine,
                    const struct nl_address *address, const struct nl_value *wanted);
void nl_machine_fork(struct nl_arena *arena, struct nl_machine *machine);
void nl_machine_change(struct nl_arena *arena, struct nl_machine *machine,
                       const struct nl_address *address, const struct nl_value *wanted);

/* A rule of netlatch's own for a FIREWALL_BLOCK address, as the registry holds it. Version 2.10 is what
 * every Windows from 7 on reads ([MS-FASP] 2.2.42, note 12). */
struct nl_value nl_firewall_block_rule(struct nl_arena *arena, const struct nl_address *address,
                                       const char *name);

#endif

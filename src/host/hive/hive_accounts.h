/* hive_accounts.h - local accounts as the SAM hive keeps them. Read only.
 *
 * The layout is not published. What is read here was checked against real hives, and every record that
 * has not the form described is "unsupported", never a default. On a domain controller the accounts of
 * this hive are those of the restore mode alone: they are not told. */
#ifndef NL_HOST_HIVE_HIVE_ACCOUNTS_H
#define NL_HOST_HIVE_HIVE_ACCOUNTS_H

#include "hive_registry.h"

/* Whether the local account with that RID is enabled: ACCOUNT_STATE, absent, unsupported. */
struct nl_value nl_hive_account(struct nl_arena *arena, struct nl_hive_registry *registry,
                                uint32_t rid);

/* Fills accounts and administrators of the machine, whose kind must be known by then, and says in
 * unseen what is missing. */
void nl_hive_survey_accounts(struct nl_arena *arena, struct nl_hive_registry *registry,
                             struct nl_machine *machine);

#endif

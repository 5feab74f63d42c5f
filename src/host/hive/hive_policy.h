/* hive_policy.h - user rights and local accounts as the SECURITY and SAM hives keep them. Read only.
 *
 * Neither layout is published. What is read here was checked against real hives, and every record
 * that has not the form described is "unsupported", never a default. */
#ifndef NL_HOST_HIVE_HIVE_POLICY_H
#define NL_HOST_HIVE_HIVE_POLICY_H

#include "hive_registry.h"

/* The holders of a logon right: a SID set, absent where nobody holds it, unsupported. */
struct nl_value nl_hive_right(struct nl_arena *arena, struct nl_hive_registry *registry,
                              const char *right);

/* Whether the local account with that RID is enabled: ACCOUNT_STATE, absent, unsupported. */
struct nl_value nl_hive_account(struct nl_arena *arena, struct nl_hive_registry *registry,
                                uint32_t rid);

/* Fills rights, accounts and administrators of the machine, and says in unseen what is missing. */
void nl_hive_survey_rights(struct nl_arena *arena, struct nl_hive_registry *registry,
                           struct nl_machine *machine);
void nl_hive_survey_accounts(struct nl_arena *arena, struct nl_hive_registry *registry,
                             struct nl_machine *machine);

/* Appends to machine->unseen. */
void nl_hive_say_unseen(struct nl_arena *arena, struct nl_machine *machine, const char *what,
                        uint32_t code, const char *why);

#endif

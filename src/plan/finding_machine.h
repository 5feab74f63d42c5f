/* finding_machine.h - what a person should know of the machine itself: its firewall, the services Windows is built on, who is
 * refused network logon, and what could not be seen. Pure. */
#ifndef NL_PLAN_FINDING_MACHINE_H
#define NL_PLAN_FINDING_MACHINE_H

#include "finding.h"
#include "settle.h"

void nl_findings_of_machine(struct nl_arena *arena, const struct nl_settled *settled,
                            struct nl_findings *findings);

/* Sections of the machine and firewall rules that could not be read or understood. */
void nl_findings_of_unseen(struct nl_arena *arena, const struct nl_settled *settled,
                           struct nl_findings *findings);

/* Whether something starts the Server service on demand, so that start type manual closes nothing; and
 * the sentence that says so. */
bool nl_server_is_triggered(const struct nl_machine *machine);
struct nl_sentence nl_say_server_triggered(struct nl_arena *arena);

/* What a connection of the phone book with NetBIOS on means. */
struct nl_sentence nl_say_phone_entry(struct nl_arena *arena, const struct nl_phone_entry *entry);

#endif

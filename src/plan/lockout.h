/* lockout.h - who a denied network logon reaches, for the lock-out check and the session risk. */
#ifndef NL_PLAN_LOCKOUT_H
#define NL_PLAN_LOCKOUT_H

#include "base/sentence.h"
#include "model/machine.h"

/* Whether one of the SIDs reaches the person who runs netlatch, by the token as recorded and by
 * what the well-known SIDs stand for. *out_sid: the one that does, or, for UNKNOWN, that may. */
enum nl_answer nl_session_denied(const struct nl_machine *machine, const struct nl_texts *denied,
                                 const char **out_sid);

/* Whether coming back the way this session came begins with a network logon: WinRM and SSH yes,
 * RDP when it asks for network level authentication, the console and services no. */
enum nl_answer nl_session_network_logon(const struct nl_machine *machine);

/* Whether adding these SIDs to the deny right would keep out the person who runs netlatch, the
 * administrators, or a cluster; one sentence per way (risk "lockout"). */
void nl_lockout_check(struct nl_arena *arena, const struct nl_machine *machine,
                      const struct nl_texts *denied, struct nl_sentences *out_ways);

/* Whether an account is one of this machine's own (S-1-5-113 reaches it), by its SID. */
enum nl_answer nl_local_account(const struct nl_machine *machine, const char *sid);

#endif

/* denied.h - whom a SID on the list of denied network logons holds. Pure. */
#ifndef NL_PLAN_DENIED_H
#define NL_PLAN_DENIED_H

#include "base/text.h"
#include "model/machine.h"

#include <stdint.h>

/* Whom a SID holds, as far as its form tells. Sources: [MS-DTYP] 2.4.2.4 (well-known SIDs);
 * Microsoft, "Security identifiers"; KB4488256 for S-1-5-113 and S-1-5-114. */
enum nl_holder {
    NL_HOLDER_UNKNOWN = 0,    /* an account or group whose members the SID does not tell */
    NL_HOLDER_EVERYBODY,      /* everybody who has an account: Everyone, Network, Users ... */
    NL_HOLDER_DOMAIN,         /* everybody of a domain: Domain Users, This Organization */
    NL_HOLDER_NTLM,           /* everybody who logs on with NTLM: S-1-5-64-10 */
    NL_HOLDER_CONTROLLERS,    /* domain controllers: S-1-5-9, -516, -498, -521 */
    NL_HOLDER_COMPUTERS,      /* domain computers: -515 */
    NL_HOLDER_ADMINISTRATORS, /* Administrators, Domain Admins, Enterprise Admins, RID 500 */
    NL_HOLDER_REMOTE_USERS,   /* Remote Desktop Users, Remote Management Users */
    NL_HOLDER_LOCAL,          /* local accounts: S-1-5-113 */
    NL_HOLDER_LOCAL_ADMIN,    /* local administrators: S-1-5-114 */
    NL_HOLDER_GUESTS,         /* Guests, the Guest account, Domain Guests */
    NL_HOLDER_ANONYMOUS       /* Anonymous Logon */
};

enum nl_holder nl_holder_of(const char *sid);

/* Whether no token of this Windows has the SID: those of local accounts before Vista. Windows 8.1 brought them, and
 * KB2871997 to Vista and later (Microsoft, KB4488256). */
bool nl_holds_nobody(const struct nl_machine *machine, const char *sid);

/* The part of enum nl_change that denying network logon to one SID makes (bits, see changes.h).
 * Whoever reaches everybody reaches the local accounts and the guests with it. */
uint32_t nl_denied_changes(const char *sid);

/* Whom it holds, in words: "everybody who has an account". A marked wording. */
const char *nl_holder_words(enum nl_holder holder);

#endif

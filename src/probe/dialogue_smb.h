/* dialogue_smb.h - what is said on TCP 445. */
#ifndef NL_PROBE_DIALOGUE_SMB_H
#define NL_PROBE_DIALOGUE_SMB_H

#include "exchange.h"

/* SMB2 NEGOTIATE, then the NTLM challenge; the connection ends before any logon. */
extern const struct nl_dialogue nl_dialogue_smb;

/* SMB1 NEGOTIATE, on a connection of its own. */
extern const struct nl_dialogue nl_dialogue_smb1;

#endif

/* dialogue_name.h - what is said on UDP 137 and TCP 139. */
#ifndef NL_PROBE_DIALOGUE_NAME_H
#define NL_PROBE_DIALOGUE_NAME_H

#include "exchange.h"

/* UDP 137: one datagram, one answer. */
extern const struct nl_dialogue nl_dialogue_node_status;

/* TCP 139: a session with the name in exchange->called, then SMB NEGOTIATE in it. */
extern const struct nl_dialogue nl_dialogue_session;

#endif

/* dialogue_rpc.h - what is said on TCP 135. */
#ifndef NL_PROBE_DIALOGUE_RPC_H
#define NL_PROBE_DIALOGUE_RPC_H

#include "exchange.h"

/* Bind to the endpoint mapper, then its list page by page. */
extern const struct nl_dialogue nl_dialogue_endpoint_map;

/* Bind to IObjectExporter, then ServerAlive2. */
extern const struct nl_dialogue nl_dialogue_server_alive;

#endif

/* component_rows.h - the groups of component rows, for components.c alone, and the sentences
 * that several rows share. */
#ifndef NL_MODEL_COMPONENT_ROWS_H
#define NL_MODEL_COMPONENT_ROWS_H

#include "base/attributes.h"
#include "component.h"

struct nl_component_group {
    const struct nl_component *rows;
    size_t count;
};

extern const struct nl_component_group nl_component_directory;
extern const struct nl_component_group nl_component_remote;
extern const struct nl_component_group nl_component_share;
extern const struct nl_component_group nl_component_system;

/* How a change reaches what is called over the network. */
#define NL_BY_RPC_SERVICE NL_T("It is built on RPC and does not run without the service RpcSs.")
#define NL_BY_ENDPOINT_MAPPER                                                                      \
    NL_T("Callers first ask the endpoint mapper on TCP 135 where it listens; blocked, they never " \
         "learn it.")
#define NL_BY_DCOM NL_T("It is called through DCOM, which is then off in both directions.")
#define NL_BY_NAMED_PIPE NL_T("Callers reach it through a named pipe over SMB on TCP 445.")
#define NL_BY_SERVER_SERVICE                                                                       \
    NL_T("The Server service carries the shares and named pipes that it needs.")
#define NL_BY_DENY_EVERYONE                                                                        \
    NL_T("Its callers log on over the network, and that is then denied to all of them.")
#define NL_BY_DENY_LOCAL NL_T("Callers who use a local account of this computer are refused.")
#define NL_BY_DENY_LOCAL_ADMIN                                                                     \
    NL_T("Callers who use a local administrator's account of this computer are refused.")

#define NL_BY_RPC_STRICT                                                                           \
    NL_T("Callers that do not authenticate, or that rely on an exception, are refused; DCOM "      \
         "programs can fail.")

#endif

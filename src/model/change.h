/* change.h - what a plan can take away from a machine, and what may break by it. */
#ifndef NL_MODEL_CHANGE_H
#define NL_MODEL_CHANGE_H

#include <stdint.h>

/* A change that can hit a component. */
enum nl_change {
    NL_CHANGE_NONE = 0,
    NL_CHANGE_RPC_SERVICE_OFF,    /* RpcSs not automatic */
    NL_CHANGE_BLOCK_135,          /* TCP 135 blocked inbound */
    NL_CHANGE_DCOM_OFF,           /* EnableDCOM=N */
    NL_CHANGE_NETBIOS_OFF,        /* NetBIOS off on at least one adapter */
    NL_CHANGE_BLOCK_NETBIOS_UDP,  /* UDP 137 or 138 blocked inbound */
    NL_CHANGE_CLOSE_139,          /* TCP 139 closed or blocked inbound */
    NL_CHANGE_CLOSE_445,          /* TCP 445 closed or blocked inbound */
    NL_CHANGE_SERVER_SERVICE_OFF, /* LanmanServer disabled */
    NL_CHANGE_DENY_EVERYONE,    /* network logon denied to Everyone, Authenticated Users, Network */
    NL_CHANGE_DENY_LOCAL,       /* ... to S-1-5-113 */
    NL_CHANGE_DENY_LOCAL_ADMIN, /* ... to S-1-5-114 */
    NL_CHANGE_DENY_GUESTS,      /* ... to Guests */
    NL_CHANGE_GUEST_OFF,        /* the Guest account disabled */
    NL_CHANGE_SMB1_SERVER_OFF,
    NL_CHANGE_SMB1_CLIENT_OFF,
    NL_CHANGE_DENY_CONTROLLERS,    /* ... to controllers, computers or all members of a domain */
    NL_CHANGE_RESTRICT_RPC,        /* RestrictRemoteClients above 0 */
    NL_CHANGE_RESTRICT_RPC_STRICT, /* RestrictRemoteClients 2: no exceptions */
    NL_CHANGE_NAME_RESOLUTION,     /* node type, DNS client's NetBIOS, LLMNR */
    NL_CHANGE_COUNT
};

/* The bit of a change in a set of changes. */
#define NL_CHANGE_BIT(change) (UINT32_C(1) << (change))

#endif

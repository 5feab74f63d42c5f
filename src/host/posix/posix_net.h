/* posix_net.h - sockets of a POSIX system. */
#ifndef NL_HOST_POSIX_POSIX_NET_H
#define NL_HOST_POSIX_POSIX_NET_H

#include "host/net.h"

struct nl_net *nl_posix_net(void);

#endif

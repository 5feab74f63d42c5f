/* win_net.h - sockets through Winsock, loaded at run time from the system folder. */
#ifndef NL_WINDOWS_NET_H
#define NL_WINDOWS_NET_H

#include <winsock2.h>
#include <ws2tcpip.h>

#include <windows.h>

#include "host/net.h"

/* What is called, so that a test can answer in the system's place. resolve and resolved are NULL
 * before Windows XP SP2. */
struct win_net_calls {
    int(WINAPI *startup)(WORD version, LPWSADATA data);
    int(WINAPI *last_error)(void);
    SOCKET(WINAPI *socket)(int family, int type, int protocol);
    int(WINAPI *ioctl)(SOCKET handle, long command, u_long *argument);
    int(WINAPI *connect)(SOCKET handle, const struct sockaddr *to, int size);
    int(WINAPI *select)(int unused, fd_set *reading, fd_set *writing, fd_set *failed,
                        const struct timeval *timeout);
    int(WINAPI *send)(SOCKET handle, const char *bytes, int size, int flags);
    int(WINAPI *receive)(SOCKET handle, char *buffer, int room, int flags);
    int(WINAPI *option)(SOCKET handle, int level, int name, char *value, int *size);
    int(WINAPI *local)(SOCKET handle, struct sockaddr *out, int *size);
    int(WINAPI *shutdown)(SOCKET handle, int how);
    int(WINAPI *close)(SOCKET handle);
    int(WINAPI *resolve)(PCWSTR name, PCWSTR service, const ADDRINFOW *hints, PADDRINFOW *out);
    void(WINAPI *resolved)(PADDRINFOW list);
};

/* NULL puts the system's own back. */
void win_net_replace(const struct win_net_calls *calls);

/* Sockets through Winsock, which is loaded now. NL_UNSUPPORTED where Windows has none. */
NL_MUST_CHECK enum nl_status nl_windows_net_open(struct nl_net **out_net, struct nl_error *err);

#endif

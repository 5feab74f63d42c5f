/* win_netapi.h - what netlatch calls in netapi32.dll and iphlpapi.dll, loaded at run time.
 *
 * Neither is one of the "known DLLs" that Windows takes from its own folder whatever lies beside the
 * program ("Dynamic-link library search order"): imported statically, a netapi32.dll in the folder
 * of downloads would run with netlatch's rights. Signatures and answers are those of the functions
 * they are named after; ERROR_PROC_NOT_FOUND where Windows lacks one. */
#ifndef NL_WINDOWS_NETAPI_H
#define NL_WINDOWS_NETAPI_H

/* Before windows.h, for the structures of the adapters. */
#include <winsock2.h>
#include <ws2tcpip.h>

#include <windows.h>

#include <iphlpapi.h>
#include <lmcons.h>
#include <lmjoin.h>

DWORD WINAPI win_net_api_buffer_free(LPVOID buffer);
DWORD WINAPI win_net_user_get_info(LPCWSTR server, LPCWSTR name, DWORD level, LPBYTE *buffer);
DWORD WINAPI win_net_user_set_info(LPCWSTR server, LPCWSTR name, DWORD level, LPBYTE buffer,
                                   LPDWORD bad_parameter);
DWORD WINAPI win_net_user_enum(LPCWSTR server, DWORD level, DWORD filter, LPBYTE *buffer,
                               DWORD preferred, LPDWORD read, LPDWORD total, LPDWORD resume);
DWORD WINAPI win_net_local_group_get_members(LPCWSTR server, LPCWSTR group, DWORD level,
                                             LPBYTE *buffer, DWORD preferred, LPDWORD read,
                                             LPDWORD total, PDWORD_PTR resume);
DWORD WINAPI win_net_user_get_local_groups(LPCWSTR server, LPCWSTR user, DWORD level, DWORD flags,
                                           LPBYTE *buffer, DWORD preferred, LPDWORD read,
                                           LPDWORD total);
DWORD WINAPI win_net_share_enum(LPWSTR server, DWORD level, LPBYTE *buffer, DWORD preferred,
                                LPDWORD read, LPDWORD total, LPDWORD resume);
DWORD WINAPI win_net_session_enum(LPWSTR server, LPWSTR client, LPWSTR user, DWORD level,
                                  LPBYTE *buffer, DWORD preferred, LPDWORD read, LPDWORD total,
                                  LPDWORD resume);
DWORD WINAPI win_net_get_join_information(LPCWSTR server, LPWSTR *name,
                                          PNETSETUP_JOIN_STATUS status);
ULONG WINAPI win_get_adapters_addresses(ULONG family, ULONG flags, PVOID reserved,
                                        PIP_ADAPTER_ADDRESSES adapters, PULONG size);

#endif

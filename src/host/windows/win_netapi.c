/* win_netapi.c - what netlatch calls in netapi32.dll and iphlpapi.dll, loaded at run time. */
#include "win_netapi.h"

#include "win_load.h"

#define NETAPI L"netapi32.dll"

DWORD WINAPI win_net_api_buffer_free(LPVOID buffer)
{
    DWORD(WINAPI * call)(LPVOID) = NULL;
    return WIN_LOAD(NETAPI, "NetApiBufferFree", &call) ? call(buffer) : ERROR_PROC_NOT_FOUND;
}

DWORD WINAPI win_net_user_get_info(LPCWSTR server, LPCWSTR name, DWORD level, LPBYTE *buffer)
{
    DWORD(WINAPI * call)(LPCWSTR, LPCWSTR, DWORD, LPBYTE *) = NULL;
    return WIN_LOAD(NETAPI, "NetUserGetInfo", &call) ? call(server, name, level, buffer)
                                                     : ERROR_PROC_NOT_FOUND;
}

DWORD WINAPI win_net_user_set_info(LPCWSTR server, LPCWSTR name, DWORD level, LPBYTE buffer,
                                   LPDWORD bad_parameter)
{
    DWORD(WINAPI * call)(LPCWSTR, LPCWSTR, DWORD, LPBYTE, LPDWORD) = NULL;
    return WIN_LOAD(NETAPI, "NetUserSetInfo", &call)
               ? call(server, name, level, buffer, bad_parameter)
               : ERROR_PROC_NOT_FOUND;
}

DWORD WINAPI win_net_user_enum(LPCWSTR server, DWORD level, DWORD filter, LPBYTE *buffer,
                               DWORD preferred, LPDWORD read, LPDWORD total, LPDWORD resume)
{
    DWORD(WINAPI * call)
    (LPCWSTR, DWORD, DWORD, LPBYTE *, DWORD, LPDWORD, LPDWORD, LPDWORD) = NULL;
    return WIN_LOAD(NETAPI, "NetUserEnum", &call)
               ? call(server, level, filter, buffer, preferred, read, total, resume)
               : ERROR_PROC_NOT_FOUND;
}

DWORD WINAPI win_net_local_group_get_members(LPCWSTR server, LPCWSTR group, DWORD level,
                                             LPBYTE *buffer, DWORD preferred, LPDWORD read,
                                             LPDWORD total, PDWORD_PTR resume)
{
    DWORD(WINAPI * call)
    (LPCWSTR, LPCWSTR, DWORD, LPBYTE *, DWORD, LPDWORD, LPDWORD, PDWORD_PTR) = NULL;
    return WIN_LOAD(NETAPI, "NetLocalGroupGetMembers", &call)
               ? call(server, group, level, buffer, preferred, read, total, resume)
               : ERROR_PROC_NOT_FOUND;
}

DWORD WINAPI win_net_user_get_local_groups(LPCWSTR server, LPCWSTR user, DWORD level, DWORD flags,
                                           LPBYTE *buffer, DWORD preferred, LPDWORD read,
                                           LPDWORD total)
{
    DWORD(WINAPI * call)
    (LPCWSTR, LPCWSTR, DWORD, DWORD, LPBYTE *, DWORD, LPDWORD, LPDWORD) = NULL;
    return WIN_LOAD(NETAPI, "NetUserGetLocalGroups", &call)
               ? call(server, user, level, flags, buffer, preferred, read, total)
               : ERROR_PROC_NOT_FOUND;
}

DWORD WINAPI win_net_share_enum(LPWSTR server, DWORD level, LPBYTE *buffer, DWORD preferred,
                                LPDWORD read, LPDWORD total, LPDWORD resume)
{
    DWORD(WINAPI * call)(LPWSTR, DWORD, LPBYTE *, DWORD, LPDWORD, LPDWORD, LPDWORD) = NULL;
    return WIN_LOAD(NETAPI, "NetShareEnum", &call)
               ? call(server, level, buffer, preferred, read, total, resume)
               : ERROR_PROC_NOT_FOUND;
}

DWORD WINAPI win_net_session_enum(LPWSTR server, LPWSTR client, LPWSTR user, DWORD level,
                                  LPBYTE *buffer, DWORD preferred, LPDWORD read, LPDWORD total,
                                  LPDWORD resume)
{
    DWORD(WINAPI * call)
    (LPWSTR, LPWSTR, LPWSTR, DWORD, LPBYTE *, DWORD, LPDWORD, LPDWORD, LPDWORD) = NULL;
    return WIN_LOAD(NETAPI, "NetSessionEnum", &call)
               ? call(server, client, user, level, buffer, preferred, read, total, resume)
               : ERROR_PROC_NOT_FOUND;
}

DWORD WINAPI win_net_get_join_information(LPCWSTR server, LPWSTR *name,
                                          PNETSETUP_JOIN_STATUS status)
{
    DWORD(WINAPI * call)(LPCWSTR, LPWSTR *, PNETSETUP_JOIN_STATUS) = NULL;
    return WIN_LOAD(NETAPI, "NetGetJoinInformation", &call) ? call(server, name, status)
                                                            : ERROR_PROC_NOT_FOUND;
}

ULONG WINAPI win_get_adapters_addresses(ULONG family, ULONG flags, PVOID reserved,
                                        PIP_ADAPTER_ADDRESSES adapters, PULONG size)
{
    ULONG(WINAPI * call)(ULONG, ULONG, PVOID, PIP_ADAPTER_ADDRESSES, PULONG) = NULL;
    return WIN_LOAD(L"iphlpapi.dll", "GetAdaptersAddresses", &call)
               ? call(family, flags, reserved, adapters, size)
               : ERROR_PROC_NOT_FOUND;
}

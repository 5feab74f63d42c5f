/* failing_calls.c - see failing_calls.h. */
#include "failing_calls.h"

#include "base/attributes.h"
#include "fake_firewall.h"
#include "fake_lsa.h"
#include "host/windows/win_adapters.h"
#include "host/windows/win_file.h"
#include "host/windows/win_netbios.h"
#include "host/windows/win_registry.h"
#include "host/windows/win_registry_write.h"
#include "host/windows/win_services_query.h"
#include "host/windows/win_sockets.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static unsigned calls;
static unsigned fail_at; /* 0: none */
static DWORD fail_code;

/* Whether this call is the one. */
static bool fails(void)
{
    if (++calls != fail_at)
        return false;
    SetLastError(fail_code);
    return true;
}

static LSTATUS WINAPI open_key(HKEY a, LPCWSTR b, DWORD c, REGSAM d, PHKEY e)
{
    return fails() ? (LSTATUS)fail_code : RegOpenKeyExW(a, b, c, d, e);
}

static LSTATUS WINAPI create_key(HKEY a, LPCWSTR b, DWORD c, LPWSTR d, DWORD e, REGSAM f,
                                 LPSECURITY_ATTRIBUTES g, PHKEY h, LPDWORD i)
{
    return fails() ? (LSTATUS)fail_code : RegCreateKeyExW(a, b, c, d, e, f, g, h, i);
}

static LSTATUS WINAPI query_value(HKEY a, LPCWSTR b, LPDWORD c, LPDWORD d, LPBYTE e, LPDWORD f)
{
    return fails() ? (LSTATUS)fail_code : RegQueryValueExW(a, b, c, d, e, f);
}

static LSTATUS WINAPI query_info(HKEY a, LPWSTR b, LPDWORD c, LPDWORD d, LPDWORD e, LPDWORD f,
                                 LPDWORD g, LPDWORD h, LPDWORD i, LPDWORD j, LPDWORD k, PFILETIME l)
{
    return fails() ? (LSTATUS)fail_code : RegQueryInfoKeyW(a, b, c, d, e, f, g, h, i, j, k, l);
}

static LSTATUS WINAPI set_value(HKEY a, LPCWSTR b, DWORD c, DWORD d, const BYTE *e, DWORD f)
{
    return fails() ? (LSTATUS)fail_code : RegSetValueExW(a, b, c, d, e, f);
}

static LSTATUS WINAPI delete_value(HKEY a, LPCWSTR b)
{
    return fails() ? (LSTATUS)fail_code : RegDeleteValueW(a, b);
}

static LSTATUS WINAPI delete_key(HKEY a, LPCWSTR b)
{
    return fails() ? (LSTATUS)fail_code : win_registry_delete_key(a, b);
}

static LSTATUS WINAPI flush_key(HKEY a)
{
    return fails() ? (LSTATUS)fail_code : RegFlushKey(a);
}

static SC_HANDLE WINAPI open_manager(LPCWSTR a, LPCWSTR b, DWORD c)
{
    return fails() ? NULL : OpenSCManagerW(a, b, c);
}

static SC_HANDLE WINAPI open_service(SC_HANDLE a, LPCWSTR b, DWORD c)
{
    return fails() ? NULL : OpenServiceW(a, b, c);
}

static BOOL WINAPI query_config(SC_HANDLE a, LPQUERY_SERVICE_CONFIGW b, DWORD c, LPDWORD d)
{
    return fails() ? FALSE : QueryServiceConfigW(a, b, c, d);
}

static BOOL WINAPI query_status(SC_HANDLE a, LPSERVICE_STATUS b)
{
    return fails() ? FALSE : QueryServiceStatus(a, b);
}

static BOOL WINAPI change_config(SC_HANDLE a, DWORD b, DWORD c, DWORD d, LPCWSTR e, LPCWSTR f,
                                 LPDWORD g, LPCWSTR h, LPCWSTR i, LPCWSTR j, LPCWSTR k)
{
    return fails() ? FALSE : ChangeServiceConfigW(a, b, c, d, e, f, g, h, i, j, k);
}

static HANDLE WINAPI create_file(LPCWSTR a, DWORD b, DWORD c, LPSECURITY_ATTRIBUTES d, DWORD e,
                                 DWORD f, HANDLE g)
{
    return fails() ? INVALID_HANDLE_VALUE : CreateFileW(a, b, c, d, e, f, g);
}

static BOOL WINAPI create_folder(LPCWSTR a, LPSECURITY_ATTRIBUTES b)
{
    return fails() ? FALSE : CreateDirectoryW(a, b);
}

static BOOL WINAPI read_file(HANDLE a, LPVOID b, DWORD c, LPDWORD d, LPOVERLAPPED e)
{
    return fails() ? FALSE : ReadFile(a, b, c, d, e);
}

/* A write that fails has often written a part. */
static BOOL WINAPI write_file(HANDLE a, LPCVOID b, DWORD c, LPDWORD d, LPOVERLAPPED e)
{
    if (!fails())
        return WriteFile(a, b, c, d, e);
    (void)WriteFile(a, b, c / 2, d, e);
    SetLastError(fail_code);
    return FALSE;
}

static BOOL WINAPI flush_file(HANDLE a)
{
    return fails() ? FALSE : FlushFileBuffers(a);
}

static BOOL WINAPI rename_file(LPCWSTR a, LPCWSTR b, DWORD c)
{
    return fails() ? FALSE : MoveFileExW(a, b, c);
}

static BOOL WINAPI remove_file(LPCWSTR a)
{
    return fails() ? FALSE : DeleteFileW(a);
}

static HANDLE WINAPI find_file(LPCWSTR a, LPWIN32_FIND_DATAW b)
{
    return fails() ? INVALID_HANDLE_VALUE : FindFirstFileW(a, b);
}

#define ADAPTER FAILING_ADAPTER
#define ADAPTER_KEY NL_NETBT_INTERFACES "\\Tcpip_" ADAPTER

static uint32_t option; /* of NetBIOS, as the adapter has it */

/* WMI writes the registry itself, 0 for a value that is to be absent, before it answers. */
static bool set_netbios(struct nl_arena *arena, const char *guid, uint32_t wanted,
                        uint32_t *out_code)
{
    assert_true(nl_same(guid, ADAPTER));
    struct nl_value value = nl_value_dword(arena, wanted);
    bool written = win_registry_write(arena, ADAPTER_KEY, "NetbiosOptions", &value, NULL) == NL_OK;
    if (written)
        option = wanted;
    *out_code = 0;
    return written && !fails();
}

static ULONG WINAPI one_adapter(ULONG family, ULONG flags, PVOID reserved,
                                PIP_ADAPTER_ADDRESSES adapter, PULONG size)
{
    static char name[] = ADAPTER;
    static wchar_t label[] = L"Ethernet";
    static struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_addr.s_addr = 0x050200C0};
    static IP_ADAPTER_UNICAST_ADDRESS unicast = {
        .Length = sizeof unicast,
        .Address = {.lpSockaddr = (struct sockaddr *)&v4, .iSockaddrLength = sizeof v4}};
    (void)family, (void)flags, (void)reserved, (void)size;
    memset(adapter, 0, sizeof *adapter);
    adapter->Length = sizeof *adapter;
    adapter->AdapterName = name;
    adapter->FriendlyName = label;
    adapter->Description = label;
    adapter->IfType = 6;
    adapter->Flags = option == 2 ? 0 : 0x40;
    adapter->OperStatus = IfOperStatusUp;
    adapter->FirstUnicastAddress = &unicast;
    return ERROR_SUCCESS;
}

static DWORD WINAPI no_sockets(PVOID table, PDWORD size, BOOL order, ULONG family, int table_class,
                               ULONG reserved)
{
    (void)size, (void)order, (void)table_class, (void)reserved, (void)family;
    *(DWORD *)table = 0;
    return NO_ERROR;
}

static const struct win_netbios_calls wmi = {.set = set_netbios};
static const struct win_adapters_calls adapters = {.addresses = one_adapter};
static const struct win_sockets_calls sockets = {.tcp_table = no_sockets, .udp_table = no_sockets};

/* Puts the calls that can fail in the place of the system's. */
static void replace(bool on)
{
    static struct win_registry_calls registry;
    static struct win_services_calls services;
    static struct win_file_calls files;
    win_registry_replace(NULL);
    win_services_replace(NULL);
    win_file_replace(NULL);
    fake_lsa.fails = on ? fails : NULL;
    fake_firewall.fails = on ? fails : NULL;
    if (!on) {
        fail_at = 0;
        return;
    }
    registry = *win_registry_calls();
    registry.open_key = open_key;
    registry.create_key = create_key;
    registry.query_value = query_value;
    registry.query_info = query_info;
    registry.set_value = set_value;
    registry.delete_value = delete_value;
    registry.delete_key = delete_key;
    registry.flush_key = flush_key;
    services = *win_services_calls();
    services.open_manager = open_manager;
    services.open_service = open_service;
    services.query_config = query_config;
    services.query_status = query_status;
    services.change_config = change_config;
    files = (struct win_file_calls){.create = create_file,
                                    .create_folder = create_folder,
                                    .read = read_file,
                                    .write = write_file,
                                    .flush = flush_file,
                                    .rename = rename_file,
                                    .remove = remove_file,
                                    .find = find_file};
    win_registry_replace(&registry);
    win_services_replace(&services);
    win_file_replace(&files);
}

void failing_calls_begin(void)
{
    win_lsa_replace(&fake_lsa_calls);
    win_com_replace(&fake_firewall_com);
    win_netbios_replace(&wmi);
    win_adapters_replace(&adapters);
    win_sockets_replace(&sockets);
}

void failing_calls_start(unsigned number)
{
    static const DWORD codes[] = {ERROR_ACCESS_DENIED, ERROR_NOT_ENOUGH_MEMORY, ERROR_DISK_FULL};
    calls = 0;
    fail_at = number;
    fail_code = codes[number % NL_COUNT_OF(codes)];
    replace(true);
}

unsigned failing_calls_stop(void)
{
    replace(false);
    return calls;
}

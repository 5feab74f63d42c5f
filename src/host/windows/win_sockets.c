/* win_sockets.c - who listens.
 *
 * The whole TCP tables are asked for and filtered here: some systems know the class of all
 * connections but not that of listeners alone. */
#include <winsock2.h>

#include "win_sockets.h"

#include "base/ip_text.h"
#include "win_error.h"
#include "win_load.h"
#include "win_processes.h"

#include <iphlpapi.h>

#include <string.h>

enum {
    FIRST_SIZE = 32 * 1024,
    MOST_SIZE = 32 * 1024 * 1024,
    TRIES = 6,
    STATE_LISTEN = 2, /* MIB_TCP_STATE_LISTEN */
    FAMILY_V4 = 2,    /* AF_INET */
    FAMILY_V6 = 23    /* AF_INET6 */
};

static const struct win_sockets_calls *replaced;

void win_sockets_replace(const struct win_sockets_calls *replacement)
{
    replaced = replacement;
}

typedef DWORD(WINAPI *table_function)(PVOID, PDWORD, BOOL, ULONG, int, ULONG);

static table_function function_of(enum nl_protocol protocol)
{
    if (replaced)
        return protocol == NL_TCP ? replaced->tcp_table : replaced->udp_table;
    table_function function = NULL;
    (void)WIN_LOAD(L"iphlpapi.dll",
                   protocol == NL_TCP ? "GetExtendedTcpTable" : "GetExtendedUdpTable", &function);
    return function;
}

/* Asks until the buffer is large enough; the Win32 code. The table is a count and then rows. */
static DWORD ask(struct nl_arena *arena, enum nl_protocol protocol, ULONG family,
                 const BYTE **out_table, DWORD *out_size)
{
    table_function function = function_of(protocol);
    if (!function)
        return ERROR_PROC_NOT_FOUND;
    int table_class = protocol == NL_TCP ? (int)TCP_TABLE_OWNER_PID_ALL : (int)UDP_TABLE_OWNER_PID;
    DWORD size = FIRST_SIZE;
    for (int i = 0; i < TRIES && size <= MOST_SIZE; i++) {
        DWORD had = size;
        BYTE *table = nl_arena_alloc(arena, size);
        DWORD code = function(table, &size, FALSE, family, table_class, 0);
        if (code == NO_ERROR) {
            *out_table = table;
            *out_size = had;
            return NO_ERROR;
        }
        if (code != ERROR_INSUFFICIENT_BUFFER)
            return code;
        /* Connections come between two calls: a little more than it said. */
        size = (size > had ? size : had) + had / 2;
    }
    return ERROR_INSUFFICIENT_BUFFER;
}

/* Ports stand in network order in the low word. */
static uint32_t port_of(DWORD number)
{
    return (number & 0xFF) << 8 | (number >> 8 & 0xFF);
}

/* Services of Windows that share a process, and the port each of them holds in it. */
static const struct {
    uint32_t port;
    const char *service;
} shared_owners[] = {
    {135, "RpcEptMapper"}, {135, "RpcSs"}, /* before Windows 7 */
};

/* The service in a process, if it is the only one or the known owner of the port. */
static const char *service_of(const struct nl_machine *machine, uint32_t pid, uint32_t port)
{
    const char *only = NULL;
    size_t count = 0;
    for (size_t i = 0; pid && i < machine->services.count; i++) {
        if (machine->services.items[i].pid == pid) {
            only = machine->services.items[i].name;
            count++;
        }
    }
    if (count <= 1)
        return only;
    for (size_t i = 0; i < NL_COUNT_OF(shared_owners); i++) {
        const struct nl_service *service = nl_machine_service(machine, shared_owners[i].service);
        if (shared_owners[i].port == port && service && service->pid == pid)
            return service->name;
    }
    return NULL;
}

struct table {
    struct nl_arena *arena;
    struct nl_machine *machine;
    const struct win_processes *processes;
    enum nl_protocol protocol;
    bool v6;
};

static void add(const struct table *table, const char *address, DWORD port, DWORD pid)
{
    struct nl_listener *listener = NL_PUSH(table->arena, &table->machine->listeners.list);
    listener->protocol = table->protocol;
    listener->v6 = table->v6;
    listener->address = address;
    listener->port = port_of(port);
    listener->pid = pid;
    listener->process = win_processes_image(table->processes, pid);
    listener->service = service_of(table->machine, pid, listener->port);
}

/* One row, copied out: rows follow a four-byte count and need not be aligned. */
static void add_row(const struct table *table, const BYTE *row)
{
    uint8_t bytes[16];
    if (table->protocol == NL_TCP && !table->v6) {
        MIB_TCPROW_OWNER_PID tcp;
        memcpy(&tcp, row, sizeof tcp);
        memcpy(bytes, &tcp.dwLocalAddr, 4);
        if (tcp.dwState == STATE_LISTEN)
            add(table, nl_ip4_text(table->arena, bytes), tcp.dwLocalPort, tcp.dwOwningPid);
    } else if (table->protocol == NL_TCP) {
        MIB_TCP6ROW_OWNER_PID tcp;
        memcpy(&tcp, row, sizeof tcp);
        if (tcp.dwState == STATE_LISTEN)
            add(table, nl_ip6_text(table->arena, tcp.ucLocalAddr, tcp.dwLocalScopeId),
                tcp.dwLocalPort, tcp.dwOwningPid);
    } else if (!table->v6) {
        MIB_UDPROW_OWNER_PID udp;
        memcpy(&udp, row, sizeof udp);
        memcpy(bytes, &udp.dwLocalAddr, 4);
        add(table, nl_ip4_text(table->arena, bytes), udp.dwLocalPort, udp.dwOwningPid);
    } else {
        MIB_UDP6ROW_OWNER_PID udp;
        memcpy(&udp, row, sizeof udp);
        add(table, nl_ip6_text(table->arena, udp.ucLocalAddr, udp.dwLocalScopeId), udp.dwLocalPort,
            udp.dwOwningPid);
    }
}

static size_t row_size(const struct table *table)
{
    if (table->protocol == NL_TCP)
        return table->v6 ? sizeof(MIB_TCP6ROW_OWNER_PID) : sizeof(MIB_TCPROW_OWNER_PID);
    return table->v6 ? sizeof(MIB_UDP6ROW_OWNER_PID) : sizeof(MIB_UDPROW_OWNER_PID);
}

/* Without its driver there is no IPv6 and no socket of it: Windows XP and Server 2003 as they come. */
static bool has_no_ipv6(const struct table *table)
{
    return table->v6 && table->machine->services_state == NL_VALUE_PRESENT &&
           !nl_machine_service(table->machine, "Tcpip6");
}

static void read_table(const struct table *table, const char *what, enum nl_value_state *out_state,
                       uint32_t *out_code)
{
    const BYTE *bytes = NULL;
    DWORD size = 0;
    DWORD count = 0;
    DWORD code =
        ask(table->arena, table->protocol, table->v6 ? FAMILY_V6 : FAMILY_V4, &bytes, &size);
    if (code == NO_ERROR) {
        memcpy(&count, bytes, sizeof count);
        if (count > (size - sizeof count) / row_size(table))
            code = ERROR_INVALID_DATA;
    }
    if (code != NO_ERROR && has_no_ipv6(table)) {
        *out_state = NL_VALUE_ABSENT;
        return;
    }
    if (code != NO_ERROR) {
        *out_state = win_unread_state(code);
        *out_code = code;
        nl_machine_say_unseen(table->arena, table->machine, what, *out_state, code, NULL);
        return;
    }
    *out_state = NL_VALUE_PRESENT;
    for (DWORD i = 0; i < count; i++)
        add_row(table, bytes + sizeof count + i * row_size(table));
}

void win_sockets_survey(struct nl_arena *arena, struct nl_machine *machine)
{
    struct win_processes processes = {0};
    DWORD code = win_processes_list(arena, &processes);
    if (code != ERROR_SUCCESS) {
        nl_machine_say_unseen(arena, machine, "processes", win_unread_state(code), code,
                              NL_T("the processes that hold the ports cannot be named"));
    }
    struct nl_listeners *listeners = &machine->listeners;
    struct table table = {.arena = arena, .machine = machine, .processes = &processes};
    table.protocol = NL_TCP;
    read_table(&table, "tcp-listeners", &listeners->tcp4, &listeners->tcp4_code);
    table.protocol = NL_UDP;
    read_table(&table, "udp-listeners", &listeners->udp4, &listeners->udp4_code);
    table.v6 = true;
    table.protocol = NL_TCP;
    read_table(&table, "tcp-listeners-v6", &listeners->tcp6, &listeners->tcp6_code);
    table.protocol = NL_UDP;
    read_table(&table, "udp-listeners-v6", &listeners->udp6, &listeners->udp6_code);
}

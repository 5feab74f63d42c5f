/* windows_network_test.c - adapters, sockets and shares as odd systems answer. */
#include "base/ip_text.h"
#include "host/windows/win_adapters.h"
#include "host/windows/win_shares.h"
#include "host/windows/win_sockets.h"
#include "with_arena.h"

#include <ws2tcpip.h>

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include <lm.h>

static char loopback_name[] = "Loopback";
static char guid_name[] = "{01234567-89AB-CDEF-0123-456789ABCDEF}";
static wchar_t empty[] = L"";
static wchar_t friendly[] = L"Ethernet \x4E2D";
static unsigned asked;

/* Three adapters in the caller's buffer: an odd one of XP's short structure, one without any text,
 * and a present one with v4, v6 and a WINS server. */
struct three {
    IP_ADAPTER_ADDRESSES adapters[3];
    IP_ADAPTER_UNICAST_ADDRESS short_unicast;
    IP_ADAPTER_UNICAST_ADDRESS unicast[2];
    IP_ADAPTER_WINS_SERVER_ADDRESS wins;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static ULONG WINAPI odd_adapters(ULONG family, ULONG flags, PVOID reserved,
                                 PIP_ADAPTER_ADDRESSES adapters, PULONG size)
{
    (void)family;
    (void)reserved;
    asked++;
    /* On a real Windows this one brings every filter driver and miniport along. */
    assert_false(flags & GAA_FLAG_INCLUDE_ALL_INTERFACES);
    /* Old systems do not know the newer flags. */
    if (flags & GAA_FLAG_INCLUDE_WINS_INFO)
        return ERROR_INVALID_PARAMETER;
    if (*size < 100 * 1024) {
        *size = 100 * 1024;
        return ERROR_BUFFER_OVERFLOW;
    }
    struct three *three = (struct three *)(void *)adapters;
    memset(three, 0, sizeof *three);
    three->adapters[0].Length = sizeof(IP_ADAPTER_ADDRESSES_XP);
    three->adapters[0].AdapterName = loopback_name;
    three->adapters[0].FriendlyName = empty;
    three->adapters[0].Description = empty;
    three->adapters[0].IfType = 24;
    three->adapters[0].Flags = 0x40; /* means nothing in the short structure */
    three->adapters[0].OperStatus = IfOperStatusUp;
    three->adapters[0].FirstWinsServerAddress = (void *)(UINT_PTR)1;
    three->adapters[0].FirstUnicastAddress = &three->short_unicast;
    three->short_unicast.Length = sizeof three->short_unicast;
    three->short_unicast.Address.lpSockaddr = (struct sockaddr *)&three->v4;
    three->short_unicast.Address.iSockaddrLength = sizeof three->v4;
    three->short_unicast.OnLinkPrefixLength = 205; /* XP's padding, on x86 */
    three->adapters[0].Next = &three->adapters[1];
    three->adapters[1].Length = sizeof(IP_ADAPTER_ADDRESSES);
    three->adapters[1].OperStatus = IfOperStatusUnknown;
    three->adapters[1].Next = &three->adapters[2];
    three->adapters[2].Length = sizeof(IP_ADAPTER_ADDRESSES);
    three->adapters[2].AdapterName = guid_name;
    three->adapters[2].FriendlyName = friendly;
    three->adapters[2].Flags = 0x44;
    three->adapters[2].OperStatus = IfOperStatusDown;
    three->adapters[2].FirstUnicastAddress = &three->unicast[0];
    three->adapters[2].FirstWinsServerAddress = &three->wins;
    three->v4.sin_family = AF_INET;
    three->v4.sin_addr.s_addr = 0x050200C0; /* 192.0.2.5 */
    three->v6.sin6_family = AF_INET6;
    three->v6.sin6_addr.s6_addr[0] = 0xFE;
    three->v6.sin6_addr.s6_addr[1] = 0x80;
    three->v6.sin6_addr.s6_addr[15] = 1;
    three->unicast[0].Length = sizeof three->unicast[0];
    three->unicast[0].Address.lpSockaddr = (struct sockaddr *)&three->v4;
    three->unicast[0].Address.iSockaddrLength = sizeof three->v4;
    three->unicast[0].OnLinkPrefixLength = 24;
    three->unicast[0].Next = &three->unicast[1];
    three->unicast[1].Length = offsetof(IP_ADAPTER_UNICAST_ADDRESS, OnLinkPrefixLength);
    three->unicast[1].Address.lpSockaddr = (struct sockaddr *)&three->v6;
    three->unicast[1].Address.iSockaddrLength = sizeof three->v6;
    three->wins.Address.lpSockaddr = (struct sockaddr *)&three->v4;
    three->wins.Address.iSockaddrLength = sizeof three->v4;
    return ERROR_SUCCESS;
}

static void odd_adapters_are_taken_as_they_are(void **state)
{
    static const struct win_adapters_calls odd = {.addresses = odd_adapters};
    struct nl_machine machine = {0};
    asked = 0;
    win_adapters_replace(&odd);
    win_adapters_survey(*state, &machine);
    enum nl_answer short_one = win_adapters_netbios(*state, "loopback");
    enum nl_answer long_one = win_adapters_netbios(*state, guid_name);
    enum nl_answer none = win_adapters_netbios(*state, "{no such}");
    win_adapters_replace(NULL);
    assert_int_equal(machine.adapters_state, NL_VALUE_PRESENT);
    assert_int_equal(machine.adapters.count, 3);
    const struct nl_adapter *adapter = &machine.adapters.items[0];
    assert_string_equal(adapter->guid, "Loopback");
    assert_string_equal(adapter->name, "");
    assert_int_equal(adapter->netbios, NL_ANSWER_UNKNOWN);
    assert_int_equal(adapter->up, NL_ANSWER_YES);
    assert_int_equal(adapter->wins.count, 0);
    assert_int_equal(adapter->addresses.count, 1);
    assert_int_equal(adapter->addresses.items[0].prefix, 0);
    adapter = &machine.adapters.items[1];
    assert_string_equal(adapter->guid, "");
    assert_null(adapter->name);
    assert_null(adapter->description);
    assert_int_equal(adapter->up, NL_ANSWER_UNKNOWN);
    assert_int_equal(adapter->netbios, NL_ANSWER_NO);
    adapter = &machine.adapters.items[2];
    assert_string_equal(adapter->name, "Ethernet \xE4\xB8\xAD");
    assert_int_equal(adapter->dhcp, NL_ANSWER_YES);
    assert_int_equal(adapter->netbios, NL_ANSWER_YES);
    assert_int_equal(adapter->up, NL_ANSWER_NO);
    assert_int_equal(adapter->addresses.count, 2);
    assert_string_equal(adapter->addresses.items[0].address, "192.0.2.5");
    assert_int_equal(adapter->addresses.items[0].prefix, 24);
    assert_string_equal(adapter->addresses.items[1].address, "fe80::1");
    assert_int_equal(adapter->addresses.items[1].prefix, 0);
    assert_string_equal(adapter->wins.items[0], "192.0.2.5");
    assert_int_equal(short_one, NL_ANSWER_UNKNOWN);
    assert_int_equal(long_one, NL_ANSWER_YES);
    assert_int_equal(none, NL_ANSWER_UNKNOWN);
}

static ULONG WINAPI no_adapters(ULONG a, ULONG b, PVOID c, PIP_ADAPTER_ADDRESSES d, PULONG e)
{
    (void)a, (void)b, (void)c, (void)d, (void)e;
    return ERROR_NO_DATA;
}

static ULONG WINAPI growing(ULONG a, ULONG b, PVOID c, PIP_ADAPTER_ADDRESSES d, PULONG size)
{
    (void)a, (void)b, (void)c, (void)d;
    *size += 1;
    asked++;
    return ERROR_BUFFER_OVERFLOW;
}

static void no_adapter_and_no_end(void **state)
{
    static const struct win_adapters_calls none = {.addresses = no_adapters};
    static const struct win_adapters_calls endless = {.addresses = growing};
    struct nl_machine machine = {0};
    win_adapters_replace(&none);
    win_adapters_survey(*state, &machine);
    assert_int_equal(machine.adapters_state, NL_VALUE_PRESENT);
    assert_int_equal(machine.adapters.count, 0);
    asked = 0;
    win_adapters_replace(&endless);
    win_adapters_survey(*state, &machine);
    win_adapters_replace(NULL);
    assert_int_equal(machine.adapters_state, NL_VALUE_UNSUPPORTED);
    assert_in_range(asked, 2, 20);
}

static DWORD v6_answer;
static DWORD rows_claimed;

static DWORD WINAPI tcp_rows(PVOID table, PDWORD size, BOOL order, ULONG family, int table_class,
                             ULONG reserved)
{
    (void)order;
    (void)reserved;
    if (family == AF_INET6)
        return v6_answer;
    assert_int_equal(table_class, TCP_TABLE_OWNER_PID_ALL);
    MIB_TCPTABLE_OWNER_PID *out = table;
    if (*size < 64 * 1024) {
        *size = 64 * 1024;
        return ERROR_INSUFFICIENT_BUFFER;
    }
    out->dwNumEntries = rows_claimed;
    static const struct {
        DWORD state, address, port, pid;
    } from[] = {
        {2, 0, 0xBD01, 4},            /* 0.0.0.0:445 listening */
        {5, 0x0100007F, 0xBD01, 4},   /* an established connection */
        {2, 0x0100007F, 0x8700, 700}, /* 127.0.0.1:135 listening */
    };
    for (DWORD i = 0; i < 3; i++) {
        out->table[i].dwState = from[i].state;
        out->table[i].dwLocalAddr = from[i].address;
        out->table[i].dwLocalPort = from[i].port;
        out->table[i].dwOwningPid = from[i].pid;
    }
    return NO_ERROR;
}

static DWORD WINAPI no_rows(PVOID table, PDWORD size, BOOL order, ULONG family, int table_class,
                            ULONG reserved)
{
    (void)order, (void)table_class, (void)reserved, (void)size;
    if (family == AF_INET6)
        return v6_answer;
    *(DWORD *)table = 0;
    return NO_ERROR;
}

static void old_socket_tables_are_unsupported_not_empty(void **state)
{
    static const struct win_sockets_calls odd = {.tcp_table = tcp_rows, .udp_table = no_rows};
    static const DWORD codes[] = {ERROR_INVALID_PARAMETER, ERROR_NOT_SUPPORTED};
    struct nl_arena *arena = *state;
    win_sockets_replace(&odd);
    for (size_t i = 0; i < NL_COUNT_OF(codes); i++) {
        struct nl_machine machine = {0};
        static const char *const names[] = {"RpcEptMapper", "RpcSs"};
        for (size_t k = 0; k < NL_COUNT_OF(names); k++) {
            struct nl_service *service = NL_PUSH(arena, &machine.services);
            service->name = names[k];
            service->pid = 700;
        }
        v6_answer = codes[i];
        rows_claimed = 3;
        win_sockets_survey(arena, &machine);
        const struct nl_listeners *listeners = &machine.listeners;
        assert_int_equal(listeners->tcp4, NL_VALUE_PRESENT);
        assert_int_equal(listeners->udp4, NL_VALUE_PRESENT);
        assert_int_equal(listeners->tcp6, NL_VALUE_UNSUPPORTED);
        assert_int_equal(listeners->udp6, NL_VALUE_UNSUPPORTED);
        assert_int_equal(listeners->tcp6_code, codes[i]);
        assert_int_equal(listeners->list.count, 2);
        assert_int_equal(listeners->list.items[0].port, 445);
        assert_string_equal(listeners->list.items[0].address, "0.0.0.0");
        assert_int_equal(listeners->list.items[0].pid, 4);
        assert_int_equal(listeners->list.items[1].port, 135);
        assert_string_equal(listeners->list.items[1].address, "127.0.0.1");
        /* Two services share the process; the port tells which of them it is. */
        assert_string_equal(listeners->list.items[1].service, "RpcEptMapper");
        assert_int_equal(machine.unseen.count, 2);
    }
    /* Windows XP as it comes: no driver, so no socket. */
    struct nl_machine old = {.services_state = NL_VALUE_PRESENT};
    win_sockets_survey(arena, &old);
    assert_int_equal(old.listeners.tcp6, NL_VALUE_ABSENT);
    assert_int_equal(old.listeners.udp6, NL_VALUE_ABSENT);
    assert_int_equal(old.unseen.count, 0);
    /* More rows than the table has room for. */
    struct nl_machine machine = {0};
    rows_claimed = 0x7FFFFFFF;
    win_sockets_survey(arena, &machine);
    win_sockets_replace(NULL);
    assert_int_equal(machine.listeners.tcp4, NL_VALUE_UNSUPPORTED);
    assert_int_equal(machine.listeners.list.count, 0);
}

static DWORD share_answer;
static unsigned share_rounds;

static DWORD WINAPI some_shares(LPWSTR server, DWORD level, LPBYTE *buffer, DWORD preferred,
                                LPDWORD read, LPDWORD total, LPDWORD resume)
{
    static wchar_t name[] = L"Public";
    (void)server, (void)preferred;
    if (level == 2)
        return share_answer;
    if (share_answer != ERROR_ACCESS_DENIED)
        return share_answer;
    /* One at a time. */
    SHARE_INFO_1 *share = calloc(1, sizeof *share);
    share->shi1_netname = name;
    *buffer = (LPBYTE)share;
    *read = 1;
    *total = 3;
    *resume = ++share_rounds;
    return share_rounds < 3 ? ERROR_MORE_DATA : ERROR_SUCCESS;
}

static DWORD WINAPI some_sessions(LPWSTR server, LPWSTR client, LPWSTR user, DWORD level,
                                  LPBYTE *buffer, DWORD preferred, LPDWORD read, LPDWORD total,
                                  LPDWORD resume)
{
    (void)server, (void)client, (void)user, (void)level, (void)buffer, (void)preferred;
    (void)total, (void)resume;
    *read = 0;
    /* More data for ever, and never any. */
    return share_answer == ERROR_ACCESS_DENIED ? ERROR_MORE_DATA : share_answer;
}

static DWORD WINAPI free_buffer(LPVOID buffer)
{
    free(buffer);
    return 0;
}

static void add_server(struct nl_arena *arena, struct nl_machine *machine,
                       enum nl_service_state run)
{
    struct nl_service *server = NL_PUSH(arena, &machine->services);
    server->name = "LanmanServer";
    server->run = run;
    machine->services_state = NL_VALUE_PRESENT;
}

static DWORD WINAPI never_shares(LPWSTR server, DWORD level, LPBYTE *buffer, DWORD preferred,
                                 LPDWORD read, LPDWORD total, LPDWORD resume)
{
    (void)server, (void)level, (void)buffer, (void)preferred, (void)read, (void)total;
    (void)resume;
    fail_msg("the Server service was asked, which may start it");
    return 0;
}

static DWORD WINAPI never_sessions(LPWSTR server, LPWSTR client, LPWSTR user, DWORD level,
                                   LPBYTE *buffer, DWORD preferred, LPDWORD read, LPDWORD total,
                                   LPDWORD resume)
{
    (void)client, (void)user;
    return never_shares(server, level, buffer, preferred, read, total, resume);
}

static void a_server_that_does_not_run_is_not_asked(void **state)
{
    static const struct win_shares_calls never = {
        .list_shares = never_shares, .list_sessions = never_sessions, .free_buffer = free_buffer};
    static const struct {
        enum nl_service_state run;
        enum nl_value_state shares;
    } rows[] = {
        {NL_SERVICE_STOPPED, NL_VALUE_PRESENT},
        {NL_SERVICE_STOP_PENDING, NL_VALUE_PRESENT},
        {NL_SERVICE_UNKNOWN, NL_VALUE_UNSUPPORTED},
    };
    win_shares_replace(&never);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_machine machine = {0};
        add_server(*state, &machine, rows[i].run);
        win_shares_survey(*state, &machine);
        assert_int_equal(machine.shares.state, rows[i].shares);
        assert_int_equal(machine.sessions.state, rows[i].shares);
        assert_int_equal(machine.unseen.count, rows[i].shares != NL_VALUE_PRESENT);
    }
    /* Not installed, or the services could not be listed. */
    struct nl_machine none = {.services_state = NL_VALUE_PRESENT};
    win_shares_survey(*state, &none);
    assert_int_equal(none.shares.state, NL_VALUE_PRESENT);
    struct nl_machine unknown = {.services_state = NL_VALUE_DENIED};
    win_shares_survey(*state, &unknown);
    assert_int_equal(unknown.shares.state, NL_VALUE_UNSUPPORTED);
    win_shares_replace(NULL);
}

static void shares_by_what_the_system_allows(void **state)
{
    static const struct win_shares_calls odd = {
        .list_shares = some_shares, .list_sessions = some_sessions, .free_buffer = free_buffer};
    static const struct {
        DWORD answer;
        enum nl_value_state shares;
        size_t count;
        enum nl_value_state sessions;
    } rows[] = {
        {ERROR_ACCESS_DENIED, NL_VALUE_PRESENT, 3, NL_VALUE_UNSUPPORTED},
        {ERROR_NOT_SUPPORTED, NL_VALUE_UNSUPPORTED, 0, NL_VALUE_UNSUPPORTED},
        {ERROR_CALL_NOT_IMPLEMENTED, NL_VALUE_UNSUPPORTED, 0, NL_VALUE_UNSUPPORTED},
        {2114, NL_VALUE_PRESENT, 0, NL_VALUE_PRESENT}, /* NERR_ServerNotStarted */
    };
    win_shares_replace(&odd);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_machine machine = {0};
        add_server(*state, &machine, NL_SERVICE_RUNNING);
        share_answer = rows[i].answer;
        share_rounds = 0;
        win_shares_survey(*state, &machine);
        if (machine.shares.state != rows[i].shares || machine.sessions.state != rows[i].sessions ||
            machine.shares.list.count != rows[i].count)
            fail_msg("row %zu", i);
    }
    win_shares_replace(NULL);
}

static void addresses_are_spelled_as_rfc_5952_says(void **state)
{
    static const struct {
        uint8_t bytes[16];
        uint32_t scope;
        const char *text;
    } rows[] = {
        {{0}, 0, "::"},
        {{[15] = 1}, 0, "::1"},
        {{0xFE, 0x80, [15] = 1}, 3, "fe80::1%3"},
        {{0x20, 0x01, 0x0D, 0xB8, [7] = 1, [15] = 1}, 0, "2001:db8:0:1::1"},
        {{0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, 0, "2001:db8:0:1:1:1:1:1"},
        {{0, 1, [3] = 2}, 0, "1:2::"},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++)
        assert_string_equal(nl_ip6_text(*state, rows[i].bytes, rows[i].scope), rows[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(odd_adapters_are_taken_as_they_are),
        WITH_ARENA(no_adapter_and_no_end),
        WITH_ARENA(old_socket_tables_are_unsupported_not_empty),
        WITH_ARENA(shares_by_what_the_system_allows),
        WITH_ARENA(a_server_that_does_not_run_is_not_asked),
        WITH_ARENA(addresses_are_spelled_as_rfc_5952_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

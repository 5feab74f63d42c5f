/* windows_survey_test.c - one look at a whole machine: a real one, and one whose every answer is an
 * odd error. */
#include "base/attributes.h"
#include "host/windows/win_accounts.h"
#include "host/windows/win_adapters.h"
#include "host/windows/win_com.h"
#include "host/windows/win_host.h"
#include "host/windows/win_identity.h"
#include "host/windows/win_lsa.h"
#include "host/windows/win_registry.h"
#include "host/windows/win_services.h"
#include "host/windows/win_services_query.h"
#include "host/windows/win_shares.h"
#include "host/windows/win_sockets.h"
#include "host/windows/win_system.h"
#include "model/machine_json.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct nl_machine survey(struct nl_arena *arena)
{
    struct nl_host *host = NULL;
    struct nl_machine machine = {0};
    assert_int_equal(nl_windows_host_open(arena, &host, NULL), NL_OK);
    assert_int_equal(host->ops->survey(host, arena, &machine, NULL), NL_OK);
    host->ops->close(host);
    return machine;
}

static void this_machine_is_seen(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_machine machine = survey(arena);
    assert_string_equal(machine.source, "windows");
    assert_true(machine.name && machine.name[0]);
    assert_true(machine.os.build >= 2600);
    assert_true(machine.os.kind != NL_OS_UNKNOWN);
    assert_non_null(machine.os.version);
    assert_non_null(machine.session.user_sid);
    assert_true(machine.session.groups.count > 0);
    assert_int_equal(machine.services_state, NL_VALUE_PRESENT);
    assert_non_null(nl_machine_service(&machine, "rpcss"));
    assert_int_equal(nl_machine_service(&machine, "RpcSs")->start.state, NL_VALUE_PRESENT);
    assert_int_equal(machine.adapters_state, NL_VALUE_PRESENT);
    assert_true(machine.adapters.count > 0);
    assert_int_equal(machine.listeners.tcp4, NL_VALUE_PRESENT);
    assert_true(machine.rights.count >= 4);
    assert_int_equal(machine.accounts.count, 2);
    assert_true(machine.registry.count > 40);

    /* What was recorded and what is read now are the same. */
    struct nl_host *host = NULL;
    assert_int_equal(nl_windows_host_open(arena, &host, NULL), NL_OK);
    struct nl_address where = {.place = NL_PLACE_SERVICE_START, .path = "RpcSs"};
    struct nl_value recorded = nl_machine_read(arena, &machine, &where);
    struct nl_value now = {0};
    assert_int_equal(host->ops->read(host, &where, arena, &now, NULL), NL_OK);
    assert_true(nl_value_equal(&recorded, &now));
    where = (struct nl_address){
        .place = NL_PLACE_REGISTRY, .path = "HKLM\\SOFTWARE\\Microsoft\\Ole", .name = "EnableDCOM"};
    recorded = nl_machine_read(arena, &machine, &where);
    assert_int_equal(host->ops->read(host, &where, arena, &now, NULL), NL_OK);
    assert_true(nl_value_identical(&recorded, &now));

    /* And it can be kept as a file. */
    size_t length = 0;
    const char *json = nl_machine_json(arena, &machine, &length);
    struct nl_machine again = {0};
    struct nl_error err;
    if (nl_machine_parse(arena, "machine", json, length, &again, &err) != NL_OK)
        fail_msg("%s", nl_error_text(arena, &err, NULL));
    size_t length_again = 0;
    const char *json_again = nl_machine_json(arena, &again, &length_again);
    assert_int_equal(length, length_again);
    assert_memory_equal(json, json_again, length);
}

/* Every call of every family fails with one code. */
static DWORD code_now;

static LSTATUS WINAPI odd_open(HKEY a, LPCWSTR b, DWORD c, REGSAM d, PHKEY e)
{
    (void)a, (void)b, (void)c, (void)d, (void)e;
    return (LSTATUS)code_now;
}
static LSTATUS WINAPI odd_close(HKEY a)
{
    (void)a;
    return (LSTATUS)code_now;
}
static SC_HANDLE WINAPI odd_manager(LPCWSTR a, LPCWSTR b, DWORD c)
{
    (void)a, (void)b, (void)c;
    SetLastError(code_now);
    return NULL;
}
static NTSTATUS NTAPI odd_policy(PLSA_UNICODE_STRING a, PLSA_OBJECT_ATTRIBUTES b, ACCESS_MASK c,
                                 PLSA_HANDLE d)
{
    (void)a, (void)b, (void)c, (void)d;
    return (NTSTATUS)(0xC0000000u | code_now);
}
static BOOL WINAPI odd_lookup(LPCWSTR a, PSID b, LPWSTR c, LPDWORD d, LPWSTR e, LPDWORD f,
                              PSID_NAME_USE g)
{
    (void)a, (void)b, (void)c, (void)d, (void)e, (void)f, (void)g;
    SetLastError(code_now);
    return FALSE;
}
static DWORD WINAPI odd_users(LPCWSTR a, DWORD b, DWORD c, LPBYTE *d, DWORD e, LPDWORD f, LPDWORD g,
                              LPDWORD h)
{
    (void)a, (void)b, (void)c, (void)d, (void)e, (void)f, (void)g, (void)h;
    return code_now;
}
static DWORD WINAPI odd_free(LPVOID a)
{
    (void)a;
    return code_now;
}
static ULONG WINAPI odd_adapters(ULONG a, ULONG b, PVOID c, PIP_ADAPTER_ADDRESSES d, PULONG e)
{
    (void)a, (void)b, (void)c, (void)d, (void)e;
    return code_now;
}
static DWORD WINAPI odd_table(PVOID a, PDWORD b, BOOL c, ULONG d, int e, ULONG f)
{
    (void)a, (void)b, (void)c, (void)d, (void)e, (void)f;
    return code_now;
}
static DWORD WINAPI odd_shares(LPWSTR a, DWORD b, LPBYTE *c, DWORD d, LPDWORD e, LPDWORD f,
                               LPDWORD g)
{
    (void)a, (void)b, (void)c, (void)d, (void)e, (void)f, (void)g;
    return code_now;
}
static DWORD WINAPI odd_sessions(LPWSTR a, LPWSTR b, LPWSTR c, DWORD d, LPBYTE *e, DWORD f,
                                 LPDWORD g, LPDWORD h, LPDWORD i)
{
    (void)a, (void)b, (void)c, (void)d, (void)e, (void)f, (void)g, (void)h, (void)i;
    return code_now;
}
static BOOL WINAPI odd_token(HANDLE a, DWORD b, PHANDLE c)
{
    (void)a, (void)b, (void)c;
    SetLastError(code_now);
    return FALSE;
}
static BOOL WINAPI odd_member(HANDLE a, PSID b, PBOOL c)
{
    (void)a, (void)b, (void)c;
    SetLastError(code_now);
    return FALSE;
}
static BOOL WINAPI odd_session(void)
{
    return FALSE;
}
static DWORD WINAPI odd_environment(LPCWSTR a, LPWSTR b, DWORD c)
{
    (void)a, (void)b, (void)c;
    return 0;
}
static NET_API_STATUS WINAPI odd_join(LPCWSTR a, LPWSTR *b, PNETSETUP_JOIN_STATUS c)
{
    (void)a, (void)b, (void)c;
    return code_now;
}
static BOOL WINAPI odd_name(COMPUTER_NAME_FORMAT a, LPWSTR b, LPDWORD c)
{
    (void)a, (void)b, (void)c;
    SetLastError(code_now);
    return FALSE;
}
static void WINAPI odd_info(LPSYSTEM_INFO info)
{
    info->wProcessorArchitecture = 99;
}
static HRESULT WINAPI odd_begin(LPVOID a, DWORD b)
{
    (void)a, (void)b;
    return HRESULT_FROM_WIN32(code_now);
}

static void put_system_back(void)
{
    win_registry_replace(NULL);
    win_services_replace(NULL);
    win_lsa_replace(NULL);
    win_accounts_replace(NULL);
    win_adapters_replace(NULL);
    win_sockets_replace(NULL);
    win_shares_replace(NULL);
    win_identity_replace(NULL);
    win_system_replace(NULL);
    win_com_replace(NULL);
}

static void replace_system(void)
{
    static const struct win_registry_calls registry = {.open_key = odd_open,
                                                       .close_key = odd_close};
    static const struct win_services_calls services = {.open_manager = odd_manager};
    static const struct win_lsa_calls lsa = {.open_policy = odd_policy};
    static const struct win_accounts_calls accounts = {
        .lookup_sid = odd_lookup, .list_users = odd_users, .free_buffer = odd_free};
    static const struct win_adapters_calls adapters = {.addresses = odd_adapters};
    static const struct win_sockets_calls sockets = {.tcp_table = odd_table,
                                                     .udp_table = odd_table};
    static const struct win_shares_calls shares = {
        .list_shares = odd_shares, .list_sessions = odd_sessions, .free_buffer = odd_free};
    static const struct win_identity_calls identity = {.open_token = odd_token,
                                                       .is_member = odd_member,
                                                       .remote_session = odd_session,
                                                       .environment = odd_environment};
    static const struct win_system_calls system = {
        .join = odd_join, .name = odd_name, .info = odd_info};
    static const struct win_com_calls com = {.initialize = odd_begin};
    win_registry_replace(&registry);
    win_services_replace(&services);
    win_lsa_replace(&lsa);
    win_accounts_replace(&accounts);
    win_adapters_replace(&adapters);
    win_sockets_replace(&sockets);
    win_shares_replace(&shares);
    win_identity_replace(&identity);
    win_system_replace(&system);
    win_com_replace(&com);
}

static bool is_unread(enum nl_value_state state)
{
    return state == NL_VALUE_DENIED || state == NL_VALUE_UNSUPPORTED;
}

static void a_machine_that_answers_nothing_is_all_unknown(void **state)
{
    static const DWORD codes[] = {1, 5, 50, 87, 120, 124, 127, 998, 1314, 1722, 0x1234};
    for (size_t i = 0; i < NL_COUNT_OF(codes); i++) {
        code_now = codes[i];
        replace_system();
        struct nl_machine machine = survey(*state);
        put_system_back();
        assert_int_equal(machine.session.elevated, NL_ANSWER_UNKNOWN);
        assert_int_equal(machine.session.remote, NL_REMOTE_UNKNOWN);
        assert_int_equal(machine.membership.join, NL_JOIN_UNKNOWN);
        assert_int_equal(machine.membership.controller, NL_ANSWER_UNKNOWN);
        assert_int_equal(machine.os.kind, NL_OS_UNKNOWN);
        assert_true(is_unread(machine.membership.state));
        assert_true(is_unread(machine.services_state));
        assert_true(is_unread(machine.adapters_state));
        assert_true(is_unread(machine.listeners.tcp4) && is_unread(machine.listeners.udp4));
        assert_true(is_unread(machine.listeners.tcp6) && is_unread(machine.listeners.udp6));
        assert_true(is_unread(machine.shares.state) && is_unread(machine.sessions.state));
        assert_true(is_unread(machine.administrators_state));
        assert_true(is_unread(machine.firewall_state));
        for (size_t k = 0; k < machine.rights.count; k++)
            assert_true(is_unread(machine.rights.items[k].holders.state));
        for (size_t k = 0; k < machine.accounts.count; k++)
            assert_true(is_unread(machine.accounts.items[k].enabled.state));
        /* Not one key was seen, and not one is called absent. */
        for (size_t k = 0; k < machine.registry.count; k++)
            assert_true(is_unread(machine.registry.items[k].state));
        assert_true(machine.unseen.count > 15);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(this_machine_is_seen),
        WITH_ARENA(a_machine_that_answers_nothing_is_all_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

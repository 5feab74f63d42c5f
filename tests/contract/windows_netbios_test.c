/* windows_netbios_test.c - a NetBIOS option written through the host, with a WMI that is absent,
 * refuses, obeys, or leaves something of its own in the registry. */
#include "base/attributes.h"
#include "host/windows/win_adapters.h"
#include "host/windows/win_guard_boot.h"
#include "host/windows/win_host.h"
#include "host/windows/win_netbios.h"
#include "host/windows/win_registry.h"
#include "host/windows/win_registry_write.h"
#include "host/windows/win_sockets.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define GUID "{0A1B2C3D-0000-1111-2222-333344445555}"
#define KEY NL_NETBT_INTERFACES "\\Tcpip_" GUID

static bool answers;
static uint32_t answer;
static bool meddles;     /* WMI writes the registry in its own way */
static bool adapter_off; /* what the adapter itself says afterwards */
static unsigned asked;
static uint32_t asked_option;

static bool set(struct nl_arena *arena, const char *guid, uint32_t option, uint32_t *out_code)
{
    assert_true(nl_same(guid, GUID));
    assert_false(win_guard_boot_enter()); /* noted, should this call end the program */
    asked++;
    asked_option = option;
    if (meddles) {
        struct nl_value value = nl_value_dword(arena, option);
        assert_int_equal(win_registry_write(arena, KEY, "NetbiosOptions", &value, NULL), NL_OK);
    }
    *out_code = answer;
    return answers;
}

static bool adapter_down;
static DWORD bound_port; /* a socket that is still there, or 0 */

static ULONG WINAPI one_adapter(ULONG family, ULONG flags, PVOID reserved,
                                PIP_ADAPTER_ADDRESSES adapter, PULONG size)
{
    static char name[] = GUID;
    static struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_addr.s_addr = 0x050200C0};
    static IP_ADAPTER_UNICAST_ADDRESS unicast = {
        .Length = sizeof unicast,
        .Address = {.lpSockaddr = (struct sockaddr *)&v4, .iSockaddrLength = sizeof v4}};
    (void)family, (void)flags, (void)reserved, (void)size;
    memset(adapter, 0, sizeof *adapter);
    adapter->Length = sizeof *adapter;
    adapter->AdapterName = name;
    adapter->Flags = adapter_off ? 0 : 0x40;
    adapter->OperStatus = adapter_down ? IfOperStatusDown : IfOperStatusUp;
    adapter->FirstUnicastAddress = &unicast;
    return ERROR_SUCCESS;
}

static DWORD WINAPI sockets(PVOID table, PDWORD size, BOOL order, ULONG family, int table_class,
                            ULONG reserved)
{
    MIB_UDPTABLE_OWNER_PID *out = table;
    (void)size, (void)order, (void)table_class, (void)reserved;
    if (family != AF_INET)
        return ERROR_NOT_SUPPORTED;
    out->dwNumEntries = bound_port ? 1 : 0;
    out->table[0].dwLocalAddr = 0x050200C0; /* 192.0.2.5 */
    out->table[0].dwLocalPort = (bound_port & 0xFF) << 8 | bound_port >> 8;
    out->table[0].dwOwningPid = 4;
    return NO_ERROR;
}

static DWORD WINAPI no_sockets(PVOID table, PDWORD size, BOOL order, ULONG family, int table_class,
                               ULONG reserved)
{
    (void)size, (void)order, (void)table_class, (void)reserved, (void)family;
    *(DWORD *)table = 0;
    return NO_ERROR;
}

static const struct win_sockets_calls tables = {.tcp_table = no_sockets, .udp_table = sockets};
static const struct win_netbios_calls wmi = {.set = set};
static const struct win_adapters_calls adapters = {.addresses = one_adapter};

static int begin(void **state)
{
    int result = with_arena_begin(state);
    answers = meddles = adapter_off = adapter_down = false;
    answer = bound_port = 0;
    asked = 0;
    win_guard_boot_leave();
    win_netbios_replace(&wmi);
    win_adapters_replace(&adapters);
    win_sockets_replace(&tables);
    return result;
}

static int end(void **state)
{
    win_netbios_replace(NULL);
    win_adapters_replace(NULL);
    win_sockets_replace(NULL);
    return with_arena_end(state);
}

static const struct nl_address where = {
    .place = NL_PLACE_REGISTRY, .path = KEY, .name = "NetbiosOptions"};

static struct nl_host *open_host(struct nl_arena *arena, struct nl_value *out_before)
{
    struct nl_host *host = NULL;
    assert_int_equal(nl_windows_host_open(arena, &host, NULL), NL_OK);
    assert_int_equal(host->ops->read(host, &where, arena, out_before, NULL), NL_OK);
    return host;
}

static void exact_values_whatever_wmi_leaves(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_value before = {0};
    struct nl_value found = {0};
    struct nl_host *host = open_host(arena, &before);
    assert_int_equal(before.state, NL_VALUE_ABSENT);
    struct nl_value off = nl_value_dword(arena, 2);

    answers = meddles = adapter_off = true;
    enum nl_effect effect = NL_EFFECT_RESTART;
    assert_int_equal(host->ops->write(host, &where, &before, &off, &effect, NULL), NL_OK);
    assert_int_equal(effect, NL_EFFECT_NOW);
    assert_int_equal(asked_option, 2);
    assert_int_equal(host->ops->read(host, &where, arena, &found, NULL), NL_OK);
    assert_true(nl_value_identical(&found, &off));

    /* Back to absence: WMI is told "default" and writes a 0, which must not stay. */
    adapter_off = false;
    assert_int_equal(host->ops->write(host, &where, &off, &before, &effect, NULL), NL_OK);
    assert_int_equal(asked_option, 0);
    assert_int_equal(effect, NL_EFFECT_NOW);
    assert_int_equal(host->ops->read(host, &where, arena, &found, NULL), NL_OK);
    assert_true(nl_value_identical(&found, &before));
    assert_int_equal(host->ops->remarks(host)->count, 2);
}

static void only_proof_makes_it_now(void **state)
{
    static const struct {
        bool answers;
        uint32_t answer;
        bool adapter_off;
        enum nl_effect want;
    } rows[] = {
        {false, 0, true, NL_EFFECT_ADAPTER_RESTART}, {true, 0, true, NL_EFFECT_NOW},
        {true, 0, false, NL_EFFECT_ADAPTER_RESTART}, /* WMI said so, the adapter did not */
        {true, 1, true, NL_EFFECT_RESTART},          {true, 84, true, NL_EFFECT_ADAPTER_RESTART},
        {true, 91, true, NL_EFFECT_ADAPTER_RESTART}, {true, 12345, true, NL_EFFECT_ADAPTER_RESTART},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_sentence remark = {0};
        answers = rows[i].answers;
        answer = rows[i].answer;
        adapter_off = rows[i].adapter_off;
        enum nl_effect effect = win_netbios_notify(*state, GUID, 2, &remark);
        if (effect != rows[i].want)
            fail_msg("row %zu: %d", i, (int)effect);
        assert_non_null(strstr(nl_sentence_text(*state, &remark, NULL), GUID));
    }
    assert_string_equal(win_netbios_code_text(84), "IP is not enabled on this adapter");
    assert_non_null(win_netbios_code_text(999));
}

static void what_serves_nothing_is_written_to_the_registry_alone(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_value before = {0};
    struct nl_value found = {0};
    struct nl_value off = nl_value_dword(arena, 2);
    enum nl_effect effect = NL_EFFECT_RESTART;
    struct nl_host *host = open_host(arena, &before);
    adapter_down = true;
    assert_int_equal(host->ops->write(host, &where, &before, &off, &effect, NULL), NL_OK);
    assert_int_equal(effect, NL_EFFECT_NOW);
    assert_int_equal(asked, 0);
    assert_int_equal(host->ops->read(host, &where, arena, &found, NULL), NL_OK);
    assert_true(nl_value_identical(&found, &off));
    assert_int_equal(host->ops->write(host, &where, &off, &before, &effect, NULL), NL_OK);
    assert_int_equal(host->ops->remarks(host)->count, 2);
}

/* WMI's library ended the last netlatch: a rollback that asked it again would never come to its end. */
static void a_call_that_ended_netlatch_is_not_made_again(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_value before = {0};
    struct nl_value found = {0};
    struct nl_value off = nl_value_dword(arena, 2);
    enum nl_effect effect = NL_EFFECT_NOW;
    answers = adapter_off = true;
    struct nl_host *host = open_host(arena, &before);
    assert_true(win_guard_boot_enter());
    assert_int_equal(host->ops->write(host, &where, &before, &off, &effect, NULL), NL_OK);
    assert_int_equal(asked, 0);
    assert_int_equal(effect, NL_EFFECT_ADAPTER_RESTART);
    assert_int_equal(host->ops->read(host, &where, arena, &found, NULL), NL_OK);
    assert_true(nl_value_identical(&found, &off));
    assert_int_equal(host->ops->write(host, &where, &off, &before, &effect, NULL), NL_OK);
    assert_int_equal(asked, 0); /* the note stays until the machine starts again */

    win_guard_boot_leave(); /* which has happened now */
    assert_int_equal(host->ops->write(host, &where, &before, &off, &effect, NULL), NL_OK);
    assert_int_equal(host->ops->write(host, &where, &off, &before, &effect, NULL), NL_OK);
    assert_int_equal(asked, 2); /* and one that answers leaves no note */
}

static void a_socket_that_is_still_bound_contradicts(void **state)
{
    static const DWORD ports[] = {137, 138, 139, 445};
    answers = adapter_off = true;
    for (size_t i = 0; i < NL_COUNT_OF(ports); i++) {
        struct nl_sentence remark = {0};
        bound_port = ports[i];
        enum nl_effect effect = win_netbios_notify(*state, GUID, 2, &remark);
        assert_int_equal(effect, ports[i] < 140 ? NL_EFFECT_ADAPTER_RESTART : NL_EFFECT_NOW);
    }
}

static void odd_values_are_not_told_to_wmi(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_value before = {0};
    struct nl_host *host = open_host(arena, &before);
    struct nl_value odd = nl_value_text(arena, NL_TYPE_SZ, "2");
    enum nl_effect effect = NL_EFFECT_NOW;
    assert_int_equal(host->ops->write(host, &where, &before, &odd, &effect, NULL), NL_OK);
    assert_int_equal(effect, NL_EFFECT_ADAPTER_RESTART);
    assert_int_equal(asked, 0);
    assert_int_equal(host->ops->write(host, &where, &odd, &before, NULL, NULL), NL_OK);
    assert_int_equal(asked, 1);
}

static void only_a_guid_reaches_a_query(void **state)
{
    static const struct {
        const char *path;
        const char *name;
        bool taken;
    } rows[] = {
        {KEY, "NetbiosOptions", true},
        {KEY, "netbiosoptions", true},
        {KEY, "NameServerList", false},
        {NL_NETBT_INTERFACES "\\Tcpip_Loopback", "NetbiosOptions", false},
        {NL_NETBT_INTERFACES "\\Tcpip_" GUID "' OR 1=1", "NetbiosOptions", false},
        {NL_NETBT_INTERFACES "\\Tcpip_{0A1B2C3D-0000-1111-2222-33334444555'}", "NetbiosOptions",
         false},
        {NL_NETBT_INTERFACES "\\Tcpip6_" GUID, "NetbiosOptions", false},
        {"HKLM\\SOFTWARE\\Tcpip_" GUID, "NetbiosOptions", false},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        const char *guid = win_netbios_guid(*state, rows[i].path, rows[i].name);
        if ((guid != NULL) != rows[i].taken)
            fail_msg("row %zu: %s", i, guid ? guid : "not taken");
    }
}

/* The real one, here: it must come back soon, and say honestly when it could not ask. */
static void the_real_one_does_not_hang(void **state)
{
    struct nl_sentence remark = {0};
    win_netbios_replace(NULL);
    DWORD begin_ms = GetTickCount();
    enum nl_effect effect = win_netbios_notify(*state, GUID, 2, &remark);
    assert_true(effect != NL_EFFECT_NOW);
    assert_true(GetTickCount() - begin_ms < 60000);
    assert_non_null(remark.format);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(exact_values_whatever_wmi_leaves, begin, end),
        cmocka_unit_test_setup_teardown(only_proof_makes_it_now, begin, end),
        cmocka_unit_test_setup_teardown(what_serves_nothing_is_written_to_the_registry_alone, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_call_that_ended_netlatch_is_not_made_again, begin, end),
        cmocka_unit_test_setup_teardown(a_socket_that_is_still_bound_contradicts, begin, end),
        cmocka_unit_test_setup_teardown(odd_values_are_not_told_to_wmi, begin, end),
        cmocka_unit_test_setup_teardown(only_a_guid_reaches_a_query, begin, end),
        cmocka_unit_test_setup_teardown(the_real_one_does_not_hang, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* windows_firewall_test.c - our block rules, against a firewall that the test keeps in memory with
 * the habits of the real one, and against the one of this system. */
#define COBJMACROS
#include "base/attributes.h"
#include "fake_firewall.h"
#include "host/windows/win_com.h"
#include "host/windows/win_firewall.h"
#include "host/windows/win_host.h"
#include "with_arena.h"

#include <netfw.h>
#include <oleauto.h>

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static int begin(void **state)
{
    fake_firewall.kept_count = 0;
    fake_firewall.modify = NET_FW_MODIFY_STATE_OK;
    fake_firewall.create_answer = fake_firewall.add_answer = S_OK;
    fake_firewall.begins = fake_firewall.ends = 0;
    win_com_replace(&fake_firewall_com);
    return with_arena_begin(state);
}

static int end(void **state)
{
    win_com_replace(NULL);
    return with_arena_end(state);
}

static void one_rule_made_and_removed_exactly(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_value none = win_firewall_read(arena, "tcp", "445");
    assert_int_equal(none.state, NL_VALUE_ABSENT);
    struct nl_value blocked = nl_value_byte(arena, NL_TYPE_FIREWALL_BLOCK, true);
    assert_int_equal(win_firewall_write(arena, "tcp", "445", &blocked, NULL), NL_OK);
    assert_int_equal(win_firewall_write(arena, "tcp", "445", &blocked, NULL), NL_OK);
    assert_int_equal(fake_firewall.kept_count, 1);
    assert_int_equal(wcscmp(fake_firewall.kept[0].text[NAME], L"netlatch block TCP 445 (inbound)"),
                     0);
    assert_int_equal(wcscmp(fake_firewall.kept[0].text[GROUPING], L"netlatch"), 0);
    assert_int_equal(wcscmp(fake_firewall.kept[0].text[LOCAL_PORTS], L"445"), 0);
    assert_int_equal(fake_firewall.kept[0].protocol, 6);
    assert_int_equal(fake_firewall.kept[0].direction, NET_FW_RULE_DIR_IN);
    assert_int_equal(fake_firewall.kept[0].action, NET_FW_ACTION_BLOCK);
    assert_int_equal(fake_firewall.kept[0].enabled, VARIANT_TRUE);
    assert_int_equal(fake_firewall.kept[0].profiles, 0x7FFFFFFF);
    struct nl_value found = win_firewall_read(arena, "tcp", "445");
    assert_true(nl_value_identical(&found, &blocked));
    /* Another port and the other protocol are other rules. */
    assert_int_equal(win_firewall_read(arena, "udp", "137").state, NL_VALUE_ABSENT);
    assert_int_equal(win_firewall_write(arena, "udp", "137", &blocked, NULL), NL_OK);
    assert_int_equal(fake_firewall.kept_count, 2);
    assert_int_equal(fake_firewall.kept[1].protocol, 17);
    assert_int_equal(win_firewall_write(arena, "tcp", "445", &none, NULL), NL_OK);
    assert_int_equal(win_firewall_write(arena, "tcp", "445", &none, NULL), NL_OK);
    assert_int_equal(fake_firewall.kept_count, 1);
    assert_int_equal(fake_firewall.kept[0].protocol, 17);
    assert_int_equal(fake_firewall.begins, fake_firewall.ends);
}

static void a_rule_changed_by_hand_is_not_ours_to_replace(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_value blocked = nl_value_byte(arena, NL_TYPE_FIREWALL_BLOCK, true);
    struct nl_value none = nl_value_absent(0);
    for (int change = 0; change < 6; change++) {
        fake_firewall.kept_count = 0;
        assert_int_equal(win_firewall_write(arena, "tcp", "135", &blocked, NULL), NL_OK);
        if (change == 0)
            fake_firewall.kept[0].enabled = VARIANT_FALSE;
        else if (change == 1)
            fake_firewall.kept[0].action = NET_FW_ACTION_ALLOW;
        else if (change == 2)
            fake_firewall.kept[0].profiles = 1;
        else if (change == 3)
            wcscpy(fake_firewall.kept[0].text[REMOTE_ADDRESSES], L"192.0.2.0/24");
        else if (change == 4)
            wcscpy(fake_firewall.kept[0].text[LOCAL_PORTS], L"136");
        else
            wcscpy(fake_firewall.kept[0].text[APPLICATION], L"C:\\x.exe");
        struct nl_value found = win_firewall_read(arena, "tcp", "135");
        assert_int_equal(found.state, NL_VALUE_PRESENT);
        assert_int_equal(found.bytes[0], 0);
        assert_int_equal(win_firewall_write(arena, "tcp", "135", &blocked, NULL), NL_REFUSED);
        assert_int_equal(win_firewall_write(arena, "tcp", "135", &none, NULL), NL_REFUSED);
        assert_int_equal(fake_firewall.kept_count, 1);
    }
    /* The same name, made by somebody else. */
    wcscpy(fake_firewall.kept[0].text[GROUPING], L"");
    assert_int_equal(win_firewall_read(arena, "tcp", "135").state, NL_VALUE_ABSENT);
    assert_int_equal(win_firewall_write(arena, "tcp", "135", &blocked, NULL), NL_CONFLICT);
    assert_int_equal(win_firewall_write(arena, "tcp", "135", &none, NULL), NL_CONFLICT);
    assert_int_equal(fake_firewall.kept_count, 1);
}

static void failures_say_what_they_are(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_value blocked = nl_value_byte(arena, NL_TYPE_FIREWALL_BLOCK, true);
    struct nl_error err;
    fake_firewall.add_answer = HRESULT_FROM_WIN32(ERROR_ACCESS_DENIED);
    assert_int_equal(win_firewall_write(arena, "tcp", "139", &blocked, &err), NL_DENIED);
    assert_int_equal(err.native, NL_NATIVE_HRESULT);
    assert_string_equal(err.call, "INetFwRules::Add");
    fake_firewall.create_answer = REGDB_E_CLASSNOTREG; /* XP */
    assert_int_equal(win_firewall_write(arena, "tcp", "139", &blocked, &err), NL_UNSUPPORTED);
    assert_int_equal(win_firewall_read(arena, "tcp", "139").state, NL_VALUE_UNSUPPORTED);
    fake_firewall.create_answer = E_ACCESSDENIED;
    assert_int_equal(win_firewall_read(arena, "tcp", "139").state, NL_VALUE_DENIED);
    assert_int_equal(win_firewall_write(arena, "tcp", "x", &blocked, &err), NL_INVALID);
    assert_int_equal(fake_firewall.begins, fake_firewall.ends);
}

static void policy_is_told(void **state)
{
    struct nl_machine machine = {0};
    fake_firewall.modify = NET_FW_MODIFY_STATE_GP_OVERRIDE;
    win_firewall_survey(*state, &machine);
    assert_int_equal(machine.firewall_state, NL_VALUE_PRESENT);
    assert_int_equal(machine.firewall_modify, 1);
    fake_firewall.create_answer = REGDB_E_CLASSNOTREG;
    win_firewall_survey(*state, &machine);
    assert_int_equal(machine.firewall_state, NL_VALUE_UNSUPPORTED);
    assert_int_equal(machine.unseen.count, 1);
}

static HRESULT STDMETHODCALLTYPE factory_query(IClassFactory *factory, REFIID interface_id,
                                               void **out)
{
    (void)interface_id;
    *out = factory;
    return S_OK;
}

static ULONG STDMETHODCALLTYPE factory_count(IClassFactory *factory)
{
    (void)factory;
    return 1;
}

struct server {
    IClassFactory base;
    const CLSID *class_id;
};

static HRESULT STDMETHODCALLTYPE factory_create(IClassFactory *factory, IUnknown *outer,
                                                REFIID interface_id, void **out)
{
    return fake_firewall_com.create(((struct server *)factory)->class_id, outer,
                                    CLSCTX_INPROC_SERVER, interface_id, out);
}

static HRESULT STDMETHODCALLTYPE factory_lock(IClassFactory *factory, BOOL lock)
{
    (void)factory, (void)lock;
    return S_OK;
}

/* The system's own COM, in which the test has registered a firewall: what netlatch asks for by its
 * class id is found, written to and read back through the live host. */
static void a_registered_server_is_found(void **state)
{
    static IClassFactoryVtbl table = {.QueryInterface = factory_query,
                                      .AddRef = factory_count,
                                      .Release = factory_count,
                                      .CreateInstance = factory_create,
                                      .LockServer = factory_lock};
    static const CLSID policy_id = {
        0xE2B3C97F, 0x6AE1, 0x41AC, {0x81, 0x7A, 0xF6, 0xF9, 0x21, 0x66, 0xD7, 0xDD}};
    static const CLSID rule_id = {
        0x2C5BC43E, 0x3369, 0x4C33, {0xAB, 0x0C, 0xBE, 0x94, 0x69, 0x67, 0x7A, 0xF4}};
    static struct server policies = {{&table}, &policy_id};
    static struct server rules = {{&table}, &rule_id};
    struct nl_arena *arena = *state;
    DWORD policies_cookie = 0;
    DWORD rules_cookie = 0;
    win_com_replace(NULL);
    assert_true(SUCCEEDED(CoInitializeEx(NULL, COINIT_APARTMENTTHREADED)));
    assert_true(SUCCEEDED(CoRegisterClassObject(&policy_id, (IUnknown *)&policies.base,
                                                CLSCTX_INPROC_SERVER, REGCLS_MULTIPLEUSE,
                                                &policies_cookie)));
    assert_true(
        SUCCEEDED(CoRegisterClassObject(&rule_id, (IUnknown *)&rules.base, CLSCTX_INPROC_SERVER,
                                        REGCLS_MULTIPLEUSE, &rules_cookie)));
    struct nl_host *host = NULL;
    assert_int_equal(nl_windows_host_open(arena, &host, NULL), NL_OK);
    const struct nl_address where = {NL_PLACE_FIREWALL_BLOCK, "tcp", "445"};
    struct nl_value before = {0};
    struct nl_value after = {0};
    struct nl_value blocked = nl_value_byte(arena, NL_TYPE_FIREWALL_BLOCK, true);
    assert_int_equal(host->ops->read(host, &where, arena, &before, NULL), NL_OK);
    assert_int_equal(before.state, NL_VALUE_ABSENT);
    assert_int_equal(host->ops->write(host, &where, &before, &blocked, NULL, NULL), NL_OK);
    assert_int_equal(fake_firewall.kept_count, 1);
    assert_int_equal(host->ops->read(host, &where, arena, &after, NULL), NL_OK);
    assert_true(nl_value_identical(&after, &blocked));
    assert_int_equal(host->ops->write(host, &where, &blocked, &before, NULL, NULL), NL_OK);
    assert_int_equal(fake_firewall.kept_count, 0);
    host->ops->close(host);
    assert_true(SUCCEEDED(CoRevokeClassObject(policies_cookie)));
    assert_true(SUCCEEDED(CoRevokeClassObject(rules_cookie)));
    CoUninitialize();
}

/* This system's own: whatever it can do, what the host says must agree with what it then reads. */
static void this_system_is_honest(void **state)
{
    struct nl_arena *arena = *state;
    win_com_replace(NULL);
    struct nl_host *host = NULL;
    assert_int_equal(nl_windows_host_open(arena, &host, NULL), NL_OK);
    struct nl_address where = {.place = NL_PLACE_FIREWALL_BLOCK, .path = "udp", .name = "138"};
    struct nl_value before = {0};
    assert_int_equal(host->ops->read(host, &where, arena, &before, NULL), NL_OK);
    struct nl_value blocked = nl_value_byte(arena, NL_TYPE_FIREWALL_BLOCK, true);
    struct nl_error err;
    enum nl_status status = host->ops->write(host, &where, &before, &blocked, NULL, &err);
    if (before.state != NL_VALUE_ABSENT) {
        /* What cannot be read is never written. */
        assert_true(status != NL_OK);
        return;
    }
    struct nl_value after = {0};
    assert_int_equal(host->ops->read(host, &where, arena, &after, NULL), NL_OK);
    assert_true(status != NL_OK || nl_value_identical(&after, &blocked));
    if (after.state == NL_VALUE_PRESENT)
        assert_int_equal(host->ops->write(host, &where, &after, &before, NULL, NULL), NL_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_rule_made_and_removed_exactly, begin, end),
        cmocka_unit_test_setup_teardown(a_rule_changed_by_hand_is_not_ours_to_replace, begin, end),
        cmocka_unit_test_setup_teardown(failures_say_what_they_are, begin, end),
        cmocka_unit_test_setup_teardown(policy_is_told, begin, end),
        cmocka_unit_test_setup_teardown(a_registered_server_is_found, begin, end),
        cmocka_unit_test_setup_teardown(this_system_is_honest, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

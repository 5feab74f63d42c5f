/* windows_firewall_test.c - our block rules, against a firewall that the test keeps in memory with
 * the habits of the real one, and against the one of this system. */
#define COBJMACROS
#include "base/attributes.h"
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

enum { TEXTS = 7, MOST_RULES = 8 };
enum text { NAME, GROUPING, DESCRIPTION, LOCAL_PORTS, REMOTE_ADDRESSES, APPLICATION, SERVICE };

struct rule {
    INetFwRule base;
    wchar_t text[TEXTS][128];
    LONG protocol;
    LONG profiles;
    VARIANT_BOOL enabled;
    NET_FW_RULE_DIRECTION direction;
    NET_FW_ACTION action;
};

static struct rule fresh;            /* what CoCreateInstance gives */
static struct rule kept[MOST_RULES]; /* what the firewall holds */
static size_t kept_count;
static NET_FW_MODIFY_STATE modify;
static HRESULT create_answer;
static HRESULT add_answer;
static unsigned begins;
static unsigned ends;

static struct rule *rule_of(INetFwRule *base)
{
    return (struct rule *)base;
}

static ULONG STDMETHODCALLTYPE rule_release(INetFwRule *rule)
{
    (void)rule;
    return 1;
}

static HRESULT put(INetFwRule *rule, enum text which, BSTR text)
{
    if (SysStringLen(text) >= NL_COUNT_OF(rule_of(rule)->text[0]))
        return E_INVALIDARG;
    memcpy(rule_of(rule)->text[which], text, (SysStringLen(text) + 1) * sizeof *text);
    return S_OK;
}

static HRESULT get(INetFwRule *rule, enum text which, BSTR *out)
{
    const wchar_t *text = rule_of(rule)->text[which];
    *out = text[0] ? SysAllocString(text) : NULL;
    return S_OK;
}

#define TEXT_PROPERTY(word, which)                                                                 \
    static HRESULT STDMETHODCALLTYPE get_##word(INetFwRule *rule, BSTR *out)                       \
    {                                                                                              \
        return get(rule, which, out);                                                              \
    }                                                                                              \
    static HRESULT STDMETHODCALLTYPE put_##word(INetFwRule *rule, BSTR text)                       \
    {                                                                                              \
        return put(rule, which, text);                                                             \
    }
#define NUMBER_PROPERTY(type, word)                                                                \
    static HRESULT STDMETHODCALLTYPE get_##word(INetFwRule *rule, type *out)                       \
    {                                                                                              \
        *out = rule_of(rule)->word;                                                                \
        return S_OK;                                                                               \
    }                                                                                              \
    static HRESULT STDMETHODCALLTYPE put_##word(INetFwRule *rule, type value)                      \
    {                                                                                              \
        rule_of(rule)->word = value;                                                               \
        return S_OK;                                                                               \
    }

TEXT_PROPERTY(name, NAME)
TEXT_PROPERTY(grouping, GROUPING)
TEXT_PROPERTY(description, DESCRIPTION)
TEXT_PROPERTY(remote, REMOTE_ADDRESSES)
TEXT_PROPERTY(application, APPLICATION)
TEXT_PROPERTY(service, SERVICE)
NUMBER_PROPERTY(LONG, protocol)
NUMBER_PROPERTY(LONG, profiles)
NUMBER_PROPERTY(VARIANT_BOOL, enabled)
NUMBER_PROPERTY(NET_FW_RULE_DIRECTION, direction)
NUMBER_PROPERTY(NET_FW_ACTION, action)

static HRESULT STDMETHODCALLTYPE get_ports(INetFwRule *rule, BSTR *out)
{
    return get(rule, LOCAL_PORTS, out);
}

static HRESULT STDMETHODCALLTYPE put_ports(INetFwRule *rule, BSTR text)
{
    /* The real one wants the protocol before the ports. */
    LONG protocol = rule_of(rule)->protocol;
    return protocol == 6 || protocol == 17 ? put(rule, LOCAL_PORTS, text) : E_INVALIDARG;
}

static INetFwRuleVtbl rule_table = {
    .Release = rule_release,
    .get_Name = get_name,
    .put_Name = put_name,
    .get_Grouping = get_grouping,
    .put_Grouping = put_grouping,
    .get_Description = get_description,
    .put_Description = put_description,
    .get_LocalPorts = get_ports,
    .put_LocalPorts = put_ports,
    .get_RemoteAddresses = get_remote,
    .put_RemoteAddresses = put_remote,
    .get_ApplicationName = get_application,
    .put_ApplicationName = put_application,
    .get_ServiceName = get_service,
    .put_ServiceName = put_service,
    .get_Protocol = get_protocol,
    .put_Protocol = put_protocol,
    .get_Profiles = get_profiles,
    .put_Profiles = put_profiles,
    .get_Enabled = get_enabled,
    .put_Enabled = put_enabled,
    .get_Direction = get_direction,
    .put_Direction = put_direction,
    .get_Action = get_action,
    .put_Action = put_action,
};

static struct rule *find(BSTR name)
{
    for (size_t i = 0; i < kept_count; i++) {
        if (wcscmp(kept[i].text[NAME], name) == 0)
            return &kept[i];
    }
    return NULL;
}

static ULONG STDMETHODCALLTYPE rules_release(INetFwRules *rules)
{
    (void)rules;
    return 1;
}

static HRESULT STDMETHODCALLTYPE rules_add(INetFwRules *rules, INetFwRule *rule)
{
    (void)rules;
    if (FAILED(add_answer))
        return add_answer;
    assert_in_range(kept_count, 0, MOST_RULES - 1);
    /* Names need not be unique: adding twice gives two. */
    kept[kept_count++] = *rule_of(rule);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE rules_item(INetFwRules *rules, BSTR name, INetFwRule **out)
{
    (void)rules;
    struct rule *rule = find(name);
    *out = rule ? &rule->base : NULL;
    return rule ? S_OK : HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND);
}

static HRESULT STDMETHODCALLTYPE rules_remove(INetFwRules *rules, BSTR name)
{
    (void)rules;
    struct rule *rule = find(name);
    if (rule)
        *rule = kept[--kept_count];
    return S_OK;
}

static INetFwRulesVtbl rules_table = {
    .Release = rules_release, .Add = rules_add, .Item = rules_item, .Remove = rules_remove};
static INetFwRules rules_object = {&rules_table};

static ULONG STDMETHODCALLTYPE policy_release(INetFwPolicy2 *policy)
{
    (void)policy;
    return 1;
}

static HRESULT STDMETHODCALLTYPE policy_rules(INetFwPolicy2 *policy, INetFwRules **out)
{
    (void)policy;
    *out = &rules_object;
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE policy_modify(INetFwPolicy2 *policy, NET_FW_MODIFY_STATE *out)
{
    (void)policy;
    *out = modify;
    return S_OK;
}

static INetFwPolicy2Vtbl policy_table = {.Release = policy_release,
                                         .get_Rules = policy_rules,
                                         .get_LocalPolicyModifyState = policy_modify};
static INetFwPolicy2 policy_object = {&policy_table};

static HRESULT WINAPI com_begin(LPVOID reserved, DWORD model)
{
    (void)reserved, (void)model;
    begins++;
    return S_FALSE;
}

static void WINAPI com_end(void)
{
    ends++;
}

static HRESULT WINAPI create(REFCLSID class_id, LPUNKNOWN outer, DWORD context, REFIID interface_id,
                             LPVOID *out)
{
    (void)outer, (void)interface_id;
    assert_int_equal(context, CLSCTX_INPROC_SERVER);
    if (FAILED(create_answer))
        return create_answer;
    if (class_id->Data1 == 0xE2B3C97F) {
        *out = &policy_object;
        return S_OK;
    }
    assert_int_equal(class_id->Data1, 0x2C5BC43E);
    memset(&fresh, 0, sizeof fresh);
    fresh.base.lpVtbl = &rule_table;
    /* Defaults of a new rule: disabled, allowing, any protocol, every address. */
    fresh.protocol = 256;
    fresh.action = NET_FW_ACTION_ALLOW;
    fresh.direction = NET_FW_RULE_DIR_IN;
    wcscpy(fresh.text[REMOTE_ADDRESSES], L"*");
    *out = &fresh;
    return S_OK;
}

static const struct win_com_calls com = {
    .initialize = com_begin, .uninitialize = com_end, .create = create};

static int begin(void **state)
{
    kept_count = 0;
    modify = NET_FW_MODIFY_STATE_OK;
    create_answer = add_answer = S_OK;
    begins = ends = 0;
    win_com_replace(&com);
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
    assert_int_equal(kept_count, 1);
    assert_int_equal(wcscmp(kept[0].text[NAME], L"netlatch block TCP 445 (inbound)"), 0);
    assert_int_equal(wcscmp(kept[0].text[GROUPING], L"netlatch"), 0);
    assert_int_equal(wcscmp(kept[0].text[LOCAL_PORTS], L"445"), 0);
    assert_int_equal(kept[0].protocol, 6);
    assert_int_equal(kept[0].direction, NET_FW_RULE_DIR_IN);
    assert_int_equal(kept[0].action, NET_FW_ACTION_BLOCK);
    assert_int_equal(kept[0].enabled, VARIANT_TRUE);
    assert_int_equal(kept[0].profiles, 0x7FFFFFFF);
    struct nl_value found = win_firewall_read(arena, "tcp", "445");
    assert_true(nl_value_identical(&found, &blocked));
    /* Another port and the other protocol are other rules. */
    assert_int_equal(win_firewall_read(arena, "udp", "137").state, NL_VALUE_ABSENT);
    assert_int_equal(win_firewall_write(arena, "udp", "137", &blocked, NULL), NL_OK);
    assert_int_equal(kept_count, 2);
    assert_int_equal(kept[1].protocol, 17);
    assert_int_equal(win_firewall_write(arena, "tcp", "445", &none, NULL), NL_OK);
    assert_int_equal(win_firewall_write(arena, "tcp", "445", &none, NULL), NL_OK);
    assert_int_equal(kept_count, 1);
    assert_int_equal(kept[0].protocol, 17);
    assert_int_equal(begins, ends);
}

static void a_rule_changed_by_hand_is_not_ours_to_replace(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_value blocked = nl_value_byte(arena, NL_TYPE_FIREWALL_BLOCK, true);
    struct nl_value none = nl_value_absent(0);
    for (int change = 0; change < 6; change++) {
        kept_count = 0;
        assert_int_equal(win_firewall_write(arena, "tcp", "135", &blocked, NULL), NL_OK);
        if (change == 0)
            kept[0].enabled = VARIANT_FALSE;
        else if (change == 1)
            kept[0].action = NET_FW_ACTION_ALLOW;
        else if (change == 2)
            kept[0].profiles = 1;
        else if (change == 3)
            wcscpy(kept[0].text[REMOTE_ADDRESSES], L"192.0.2.0/24");
        else if (change == 4)
            wcscpy(kept[0].text[LOCAL_PORTS], L"136");
        else
            wcscpy(kept[0].text[APPLICATION], L"C:\\x.exe");
        struct nl_value found = win_firewall_read(arena, "tcp", "135");
        assert_int_equal(found.state, NL_VALUE_PRESENT);
        assert_int_equal(found.bytes[0], 0);
        assert_int_equal(win_firewall_write(arena, "tcp", "135", &blocked, NULL), NL_REFUSED);
        assert_int_equal(win_firewall_write(arena, "tcp", "135", &none, NULL), NL_REFUSED);
        assert_int_equal(kept_count, 1);
    }
    /* The same name, made by somebody else. */
    wcscpy(kept[0].text[GROUPING], L"");
    assert_int_equal(win_firewall_read(arena, "tcp", "135").state, NL_VALUE_ABSENT);
    assert_int_equal(win_firewall_write(arena, "tcp", "135", &blocked, NULL), NL_CONFLICT);
    assert_int_equal(win_firewall_write(arena, "tcp", "135", &none, NULL), NL_CONFLICT);
    assert_int_equal(kept_count, 1);
}

static void failures_say_what_they_are(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_value blocked = nl_value_byte(arena, NL_TYPE_FIREWALL_BLOCK, true);
    struct nl_error err;
    add_answer = HRESULT_FROM_WIN32(ERROR_ACCESS_DENIED);
    assert_int_equal(win_firewall_write(arena, "tcp", "139", &blocked, &err), NL_DENIED);
    assert_int_equal(err.native, NL_NATIVE_HRESULT);
    assert_string_equal(err.call, "INetFwRules::Add");
    create_answer = REGDB_E_CLASSNOTREG; /* XP */
    assert_int_equal(win_firewall_write(arena, "tcp", "139", &blocked, &err), NL_UNSUPPORTED);
    assert_int_equal(win_firewall_read(arena, "tcp", "139").state, NL_VALUE_UNSUPPORTED);
    create_answer = E_ACCESSDENIED;
    assert_int_equal(win_firewall_read(arena, "tcp", "139").state, NL_VALUE_DENIED);
    assert_int_equal(win_firewall_write(arena, "tcp", "x", &blocked, &err), NL_INVALID);
    assert_int_equal(begins, ends);
}

static void policy_is_told(void **state)
{
    struct nl_machine machine = {0};
    modify = NET_FW_MODIFY_STATE_GP_OVERRIDE;
    win_firewall_survey(*state, &machine);
    assert_int_equal(machine.firewall_state, NL_VALUE_PRESENT);
    assert_int_equal(machine.firewall_modify, 1);
    create_answer = REGDB_E_CLASSNOTREG;
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
    return create(((struct server *)factory)->class_id, outer, CLSCTX_INPROC_SERVER, interface_id,
                  out);
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
    assert_int_equal(kept_count, 1);
    assert_int_equal(host->ops->read(host, &where, arena, &after, NULL), NL_OK);
    assert_true(nl_value_identical(&after, &blocked));
    assert_int_equal(host->ops->write(host, &where, &blocked, &before, NULL, NULL), NL_OK);
    assert_int_equal(kept_count, 0);
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

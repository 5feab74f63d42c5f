/* fake_firewall.c - see fake_firewall.h. */
#define COBJMACROS
#include "fake_firewall.h"

#include "base/attributes.h"

#include <oleauto.h>

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

struct fake_firewall fake_firewall;

static bool fails(void)
{
    return fake_firewall.fails && fake_firewall.fails();
}

static void tell_change(void)
{
    if (fake_firewall.changed)
        fake_firewall.changed();
}

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
    if (fails())
        return E_OUTOFMEMORY;
    if (SysStringLen(text) >= NL_COUNT_OF(rule_of(rule)->text[0]))
        return E_INVALIDARG;
    memcpy(rule_of(rule)->text[which], text, (SysStringLen(text) + 1) * sizeof *text);
    return S_OK;
}

static HRESULT get(INetFwRule *rule, enum text which, BSTR *out)
{
    const wchar_t *text = rule_of(rule)->text[which];
    if (fails())
        return E_OUTOFMEMORY;
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
        if (fails())                                                                               \
            return E_OUTOFMEMORY;                                                                  \
        *out = rule_of(rule)->word;                                                                \
        return S_OK;                                                                               \
    }                                                                                              \
    static HRESULT STDMETHODCALLTYPE put_##word(INetFwRule *rule, type value)                      \
    {                                                                                              \
        if (fails())                                                                               \
            return E_OUTOFMEMORY;                                                                  \
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
    for (size_t i = 0; i < fake_firewall.kept_count; i++) {
        if (wcscmp(fake_firewall.kept[i].text[NAME], name) == 0)
            return &fake_firewall.kept[i];
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
    if (fails())
        return E_OUTOFMEMORY;
    if (FAILED(fake_firewall.add_answer))
        return fake_firewall.add_answer;
    assert_in_range(fake_firewall.kept_count, 0, FAKE_RULES - 1);
    /* Names need not be unique: adding twice gives two. */
    fake_firewall.kept[fake_firewall.kept_count++] = *rule_of(rule);
    tell_change();
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE rules_item(INetFwRules *rules, BSTR name, INetFwRule **out)
{
    (void)rules;
    if (fails())
        return E_OUTOFMEMORY;
    struct rule *rule = find(name);
    *out = rule ? &rule->base : NULL;
    return rule ? S_OK : HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND);
}

static HRESULT STDMETHODCALLTYPE rules_remove(INetFwRules *rules, BSTR name)
{
    (void)rules;
    if (fails())
        return E_OUTOFMEMORY;
    struct rule *rule = find(name);
    if (rule)
        *rule = fake_firewall.kept[--fake_firewall.kept_count];
    tell_change();
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
    if (fails())
        return E_OUTOFMEMORY;
    *out = &rules_object;
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE policy_modify(INetFwPolicy2 *policy, NET_FW_MODIFY_STATE *out)
{
    (void)policy;
    if (fails())
        return E_OUTOFMEMORY;
    *out = fake_firewall.modify;
    return S_OK;
}

static INetFwPolicy2Vtbl policy_table = {.Release = policy_release,
                                         .get_Rules = policy_rules,
                                         .get_LocalPolicyModifyState = policy_modify};
static INetFwPolicy2 policy_object = {&policy_table};

static HRESULT WINAPI com_begin(LPVOID reserved, DWORD model)
{
    (void)reserved, (void)model;
    fake_firewall.begins++;
    return S_FALSE;
}

static void WINAPI com_end(void)
{
    fake_firewall.ends++;
}

static HRESULT WINAPI create(REFCLSID class_id, LPUNKNOWN outer, DWORD context, REFIID interface_id,
                             LPVOID *out)
{
    (void)outer, (void)interface_id;
    if (fails())
        return E_OUTOFMEMORY;
    assert_int_equal(context, CLSCTX_INPROC_SERVER);
    if (FAILED(fake_firewall.create_answer))
        return fake_firewall.create_answer;
    if (class_id->Data1 == 0xE2B3C97F) {
        *out = &policy_object;
        return S_OK;
    }
    assert_int_equal(class_id->Data1, 0x2C5BC43E);
    memset(&fake_firewall.fresh, 0, sizeof fake_firewall.fresh);
    fake_firewall.fresh.base.lpVtbl = &rule_table;
    /* Defaults of a new rule: disabled, allowing, any protocol, every address. */
    fake_firewall.fresh.protocol = 256;
    fake_firewall.fresh.action = NET_FW_ACTION_ALLOW;
    fake_firewall.fresh.direction = NET_FW_RULE_DIR_IN;
    wcscpy(fake_firewall.fresh.text[REMOTE_ADDRESSES], L"*");
    *out = &fake_firewall.fresh;
    return S_OK;
}

const struct win_com_calls fake_firewall_com = {
    .initialize = com_begin, .uninitialize = com_end, .create = create};

/* win_firewall.c - netlatch's own inbound block rules.
 *
 * Interfaces and numbers: netfw.h, icftypes.h; reference pages of INetFwPolicy2, INetFwRules and
 * INetFwRule (put_LocalPorts: the protocol must be set before). */
#define COBJMACROS
#include "win_firewall.h"

#include "win_automation.h"
#include "win_com.h"
#include "win_error.h"
#include "win_text.h"

#include <netfw.h>
#include <oleauto.h>

static const CLSID policy_class = {
    0xE2B3C97F, 0x6AE1, 0x41AC, {0x81, 0x7A, 0xF6, 0xF9, 0x21, 0x66, 0xD7, 0xDD}};
static const IID policy_interface = {
    0x98325047, 0xC671, 0x4174, {0x8D, 0x81, 0xDE, 0xFC, 0xD3, 0xF0, 0x31, 0x86}};
static const CLSID rule_class = {
    0x2C5BC43E, 0x3369, 0x4C33, {0xAB, 0x0C, 0xBE, 0x94, 0x69, 0x67, 0x7A, 0xF4}};
static const IID rule_interface = {
    0xAF230D27, 0xBABA, 0x4E42, {0xAC, 0xED, 0xF5, 0x24, 0xF2, 0x2C, 0xFC, 0xE2}};

enum { PROTOCOL_TCP = 6, PROTOCOL_UDP = 17, ALL_PROFILES = 0x7FFFFFFF, THREE_PROFILES = 7 };

/* An open connection to the firewall's policy, and the rule that is looked at. */
struct firewall {
    struct nl_arena *arena;
    bool end_com;
    INetFwPolicy2 *policy;
    INetFwRules *rules;
    BSTR name;
    const char *port;
    LONG protocol;
    const char *call; /* what was asked last */
};

static void firewall_close(struct firewall *firewall)
{
    if (firewall->rules)
        INetFwRules_Release(firewall->rules);
    if (firewall->policy)
        INetFwPolicy2_Release(firewall->policy);
    win_bstr_free(firewall->name);
    win_com_end(firewall->end_com);
}

static HRESULT firewall_open(struct firewall *firewall)
{
    firewall->call = "CoInitializeEx";
    HRESULT result = win_com_begin(&firewall->end_com);
    if (SUCCEEDED(result)) {
        firewall->call = "CoCreateInstance(NetFwPolicy2)";
        void *object = NULL;
        result = win_com_create(&policy_class, &policy_interface, &object);
        firewall->policy = object;
    }
    return result;
}

/* Opens the rules and prepares the name of the rule for one port. */
static HRESULT firewall_open_rule(struct firewall *firewall, const char *protocol, const char *port)
{
    HRESULT result = firewall_open(firewall);
    if (FAILED(result))
        return result;
    firewall->call = "INetFwPolicy2::get_Rules";
    result = INetFwPolicy2_get_Rules(firewall->policy, &firewall->rules);
    if (SUCCEEDED(result) && !firewall->rules)
        result = E_POINTER;
    bool tcp = nl_same(protocol, "tcp");
    firewall->protocol = tcp ? PROTOCOL_TCP : PROTOCOL_UDP;
    firewall->port = port;
    firewall->name = win_com_text(firewall->arena,
                                  nl_arena_format(firewall->arena, "netlatch block %s %s (inbound)",
                                                  tcp ? "TCP" : "UDP", port));
    return SUCCEEDED(result) && !firewall->name ? E_OUTOFMEMORY : result;
}

/* The first rule of our name; NULL where there is none. */
static HRESULT find(struct firewall *firewall, INetFwRule **out_rule)
{
    *out_rule = NULL;
    firewall->call = "INetFwRules::Item";
    HRESULT result = INetFwRules_Item(firewall->rules, firewall->name, out_rule);
    if (result == HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND))
        return S_OK;
    return SUCCEEDED(result) && !*out_rule ? E_POINTER : result;
}

/* One text property; ours is what it must be, without case. An empty text and none are the same. */
static HRESULT text_is(struct nl_arena *arena, INetFwRule *rule,
                       HRESULT(STDMETHODCALLTYPE *get)(INetFwRule *, BSTR *), const char *ours,
                       bool *io_same)
{
    BSTR text = NULL;
    HRESULT result = get(rule, &text);
    if (SUCCEEDED(result)) {
        const char *found = text ? win_narrow_part(arena, text, win_bstr_units(text)) : "";
        *io_same = *io_same && nl_same(found, ours);
    }
    win_bstr_free(text);
    return result;
}

static HRESULT is_ours(struct firewall *firewall, INetFwRule *rule, bool *out_ours)
{
    firewall->call = "INetFwRule::get_Grouping";
    *out_ours = true;
    return text_is(firewall->arena, rule, rule->lpVtbl->get_Grouping, NL_FIREWALL_GROUP, out_ours);
}

/* Whether a rule of ours still is what was made. */
static HRESULT is_intact(struct firewall *firewall, INetFwRule *rule, bool *out_intact)
{
    LONG protocol = 0;
    LONG profiles = 0;
    VARIANT_BOOL enabled = VARIANT_FALSE;
    NET_FW_RULE_DIRECTION direction = NET_FW_RULE_DIR_OUT;
    NET_FW_ACTION action = NET_FW_ACTION_ALLOW;
    bool same = true;
    firewall->call = "INetFwRule";
    HRESULT result = INetFwRule_get_Protocol(rule, &protocol);
    if (SUCCEEDED(result))
        result = INetFwRule_get_Profiles(rule, &profiles);
    if (SUCCEEDED(result))
        result = INetFwRule_get_Enabled(rule, &enabled);
    if (SUCCEEDED(result))
        result = INetFwRule_get_Direction(rule, &direction);
    if (SUCCEEDED(result))
        result = INetFwRule_get_Action(rule, &action);
    if (SUCCEEDED(result))
        result =
            text_is(firewall->arena, rule, rule->lpVtbl->get_LocalPorts, firewall->port, &same);
    if (SUCCEEDED(result))
        result = text_is(firewall->arena, rule, rule->lpVtbl->get_RemoteAddresses, "*", &same);
    if (SUCCEEDED(result))
        result = text_is(firewall->arena, rule, rule->lpVtbl->get_ApplicationName, "", &same);
    if (SUCCEEDED(result))
        result = text_is(firewall->arena, rule, rule->lpVtbl->get_ServiceName, "", &same);
    *out_intact = same && protocol == firewall->protocol && enabled &&
                  (profiles & THREE_PROFILES) == THREE_PROFILES &&
                  direction == NET_FW_RULE_DIR_IN && action == NET_FW_ACTION_BLOCK;
    return result;
}

struct nl_value win_firewall_read(struct nl_arena *arena, const char *protocol, const char *port)
{
    struct firewall firewall = {.arena = arena};
    INetFwRule *rule = NULL;
    bool ours = false;
    bool intact = false;
    HRESULT result = firewall_open_rule(&firewall, protocol, port);
    if (SUCCEEDED(result))
        result = find(&firewall, &rule);
    if (SUCCEEDED(result) && rule)
        result = is_ours(&firewall, rule, &ours);
    if (SUCCEEDED(result) && ours)
        result = is_intact(&firewall, rule, &intact);
    if (rule)
        INetFwRule_Release(rule);
    firewall_close(&firewall);
    if (FAILED(result))
        return win_unread(win_code_of_hresult(result));
    /* A stranger's rule of that name is not ours to speak of; writing refuses it. */
    if (!rule || !ours)
        return nl_value_absent(0);
    return nl_value_byte(arena, NL_TYPE_FIREWALL_BLOCK, intact);
}

static HRESULT put_text(struct firewall *firewall, INetFwRule *rule,
                        HRESULT(STDMETHODCALLTYPE *put)(INetFwRule *, BSTR), const char *text)
{
    BSTR wide = win_com_text(firewall->arena, text);
    HRESULT result = wide ? put(rule, wide) : E_OUTOFMEMORY;
    win_bstr_free(wide);
    return result;
}

static HRESULT add(struct firewall *firewall)
{
    void *object = NULL;
    firewall->call = "CoCreateInstance(NetFwRule)";
    HRESULT result = win_com_create(&rule_class, &rule_interface, &object);
    if (FAILED(result))
        return result;
    INetFwRule *rule = object;
    firewall->call = "INetFwRule";
    result = INetFwRule_put_Name(rule, firewall->name);
    if (SUCCEEDED(result))
        result = put_text(firewall, rule, rule->lpVtbl->put_Grouping, NL_FIREWALL_GROUP);
    if (SUCCEEDED(result))
        result = put_text(firewall, rule, rule->lpVtbl->put_Description,
                          "Made by netlatch. \"netlatch rollback\" removes it.");
    if (SUCCEEDED(result))
        result = INetFwRule_put_Protocol(rule, firewall->protocol);
    if (SUCCEEDED(result))
        result = put_text(firewall, rule, rule->lpVtbl->put_LocalPorts, firewall->port);
    if (SUCCEEDED(result))
        result = INetFwRule_put_Direction(rule, NET_FW_RULE_DIR_IN);
    if (SUCCEEDED(result))
        result = INetFwRule_put_Action(rule, NET_FW_ACTION_BLOCK);
    if (SUCCEEDED(result))
        result = INetFwRule_put_Profiles(rule, ALL_PROFILES);
    if (SUCCEEDED(result))
        result = INetFwRule_put_Enabled(rule, VARIANT_TRUE);
    if (SUCCEEDED(result)) {
        firewall->call = "INetFwRules::Add";
        result = INetFwRules_Add(firewall->rules, rule);
    }
    INetFwRule_Release(rule);
    return result;
}

/* Adds or removes; rule is the one of our name, or NULL. */
static enum nl_status change(struct firewall *firewall, INetFwRule *rule, bool want,
                             struct nl_error *err)
{
    bool ours = false;
    bool intact = false;
    HRESULT result = S_OK;
    if (rule) {
        result = is_ours(firewall, rule, &ours);
        if (SUCCEEDED(result) && ours)
            result = is_intact(firewall, rule, &intact);
        if (FAILED(result))
            return win_fail_hresult(err, result, firewall->call);
        const char *name = win_narrow(firewall->arena, firewall->name);
        if (!ours)
            return nl_fail(err, NL_CONFLICT,
                           NL_T("there is a firewall rule \"{1}\" that netlatch did not make"),
                           name);
        if (!intact)
            return nl_fail(err, NL_REFUSED,
                           NL_T("the firewall rule \"{1}\" was changed by hand; remove it first"),
                           name);
    }
    if (want && !rule) {
        result = add(firewall);
    } else if (!want && rule) {
        firewall->call = "INetFwRules::Remove";
        result = INetFwRules_Remove(firewall->rules, firewall->name);
    }
    return SUCCEEDED(result) ? NL_OK : win_fail_hresult(err, result, firewall->call);
}

enum nl_status win_firewall_write(struct nl_arena *arena, const char *protocol, const char *port,
                                  const struct nl_value *wanted, struct nl_error *err)
{
    bool want = wanted->state == NL_VALUE_PRESENT;
    if (want && (wanted->type != NL_TYPE_FIREWALL_BLOCK || wanted->size != 1 || !wanted->bytes[0]))
        return nl_fail(err, NL_INVALID, NL_T("a port can be blocked or not, nothing else"));
    uint64_t number = 0;
    if (!port || !nl_parse_u64(port, 65535, &number))
        return nl_fail(err, NL_INVALID, NL_T("{1} is not a port"), port ? port : "");
    struct firewall firewall = {.arena = arena};
    INetFwRule *rule = NULL;
    HRESULT result = firewall_open_rule(&firewall, protocol, port);
    if (SUCCEEDED(result))
        result = find(&firewall, &rule);
    enum nl_status status = SUCCEEDED(result) ? change(&firewall, rule, want, err)
                                              : win_fail_hresult(err, result, firewall.call);
    if (rule)
        INetFwRule_Release(rule);
    firewall_close(&firewall);
    return status;
}

void win_firewall_survey(struct nl_arena *arena, struct nl_machine *machine)
{
    struct firewall firewall = {.arena = arena};
    NET_FW_MODIFY_STATE modify = NET_FW_MODIFY_STATE_OK;
    HRESULT result = firewall_open(&firewall);
    if (SUCCEEDED(result)) {
        firewall.call = "INetFwPolicy2::get_LocalPolicyModifyState";
        result = INetFwPolicy2_get_LocalPolicyModifyState(firewall.policy, &modify);
    }
    firewall_close(&firewall);
    if (SUCCEEDED(result)) {
        machine->firewall_state = NL_VALUE_PRESENT;
        machine->firewall_modify = (uint32_t)modify;
        return;
    }
    DWORD code = win_code_of_hresult(result);
    machine->firewall_state = win_unread_state(code);
    machine->firewall_code = code;
    nl_machine_say_unseen(arena, machine, "firewall", machine->firewall_state, code,
                          NL_T("the Windows firewall cannot be asked or changed"));
}

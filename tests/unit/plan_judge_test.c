/* plan_judge_test.c - one setting against one request, and who owns it. */
#include "base/text.h"
#include "machine_builder.h"
#include "model/machine_set.h"
#include "plan/judge.h"
#include "plan/policy.h"
#include "said.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NETBT_KEY NL_NETBT_INTERFACES "\\Tcpip_" MACHINE_GUID
#define ADAPTER_ID "netbios.adapter[" MACHINE_GUID "]"
#define SECURITY_HISTORY                                                                           \
    "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Group Policy\\History\\"                  \
    "{827D319E-6EAC-11D2-A4EA-00C04F79F83A}"

static void nothing(struct machine_builder *m)
{
    (void)m;
}

static void direct_zero(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_NETBT_PARAMETERS, "SMBDeviceEnabled", 0);
}

static void direct_seven(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_NETBT_PARAMETERS, "SMBDeviceEnabled", 7);
}

static void direct_qword(struct machine_builder *m)
{
    machine_reg_qword(m, MACHINE_NETBT_PARAMETERS, "SMBDeviceEnabled", 0);
}

static void direct_denied(struct machine_builder *m)
{
    machine_reg_value(m, MACHINE_NETBT_PARAMETERS, "SMBDeviceEnabled", nl_value_denied(5));
}

static void netbt_unseen(struct machine_builder *m)
{
    machine_key_state(m, MACHINE_NETBT_PARAMETERS, NL_VALUE_UNSUPPORTED, 0);
}

static void dcom_dword(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_OLE, "EnableDCOM", 0);
}

static void dcom_lower_case(struct machine_builder *m)
{
    machine_reg_text(m, MACHINE_OLE, "EnableDCOM", "n");
}

static void dcom_absent(struct machine_builder *m)
{
    machine_reg_remove(m, MACHINE_OLE, "EnableDCOM");
}

static void netbios_two(struct machine_builder *m)
{
    machine_netbt(m, MACHINE_GUID, 2);
}

static void netbios_two_and_another_program(struct machine_builder *m)
{
    netbios_two(m);
    machine_close_port(m, NL_UDP, 137);
    machine_close_port(m, NL_UDP, 138);
    machine_close_port(m, NL_TCP, 139);
    machine_listener(m, NL_TCP, "192.168.1.10", 139, 77, "smbd.exe", NULL);
}

static void netbios_seven(struct machine_builder *m)
{
    machine_netbt(m, MACHINE_GUID, 7);
}

static void netbios_by_dhcp(struct machine_builder *m)
{
    machine_adapter(m, MACHINE_GUID, "Ethernet")->dhcp = NL_ANSWER_YES;
    machine_netbt_dhcp(m, MACHINE_GUID, 2);
}

static void netbios_leftover(struct machine_builder *m)
{
    machine_remove_adapter(m, MACHINE_GUID);
}

static void netbios_denied(struct machine_builder *m)
{
    machine_key_state(m, NETBT_KEY, NL_VALUE_DENIED, 5);
}

static void guest_on(struct machine_builder *m)
{
    machine_account(m, 501, true);
}

static void guest_denied(struct machine_builder *m)
{
    machine_account(m, 501, false);
    m->machine.accounts.items[1].enabled = nl_value_denied(5);
}

static void guest_absent(struct machine_builder *m)
{
    machine_account(m, 501, false);
    m->machine.accounts.items[1].enabled = nl_value_absent(0);
}

static void server_gone(struct machine_builder *m)
{
    machine_remove_service(m, "LanmanServer");
}

static void server_stopped_by_hand(struct machine_builder *m)
{
    machine_service(m, "LanmanServer", 4, NL_SERVICE_STOPPED);
}

static void server_disabled(struct machine_builder *m)
{
    server_stopped_by_hand(m);
    machine_close_port(m, NL_TCP, 445);
}

static void server_replaced(struct machine_builder *m)
{
    server_disabled(m);
    machine_listener(m, NL_TCP, "0.0.0.0", 445, 77, "smbd.exe", NULL);
}

static void smb1_not_installed(struct machine_builder *m)
{
    machine_remove_service(m, "srv");
}

static void right_denied(struct machine_builder *m)
{
    machine_right_value(m, "SeDenyNetworkLogonRight", nl_value_denied(5));
}

static void right_nobody(struct machine_builder *m)
{
    machine_right(m, "SeDenyNetworkLogonRight", "");
}

static void right_two(struct machine_builder *m)
{
    machine_right(m, "SeDenyNetworkLogonRight", "S-1-5-114 S-1-5-32-546");
}

static void block_rule(struct machine_builder *m)
{
    struct nl_address address = {NL_PLACE_FIREWALL_BLOCK, "tcp", "445"};
    struct nl_value blocked = nl_value_byte(&m->arena, NL_TYPE_FIREWALL_BLOCK, true);
    nl_machine_set(&m->arena, &m->machine, &address, &blocked);
}

static void block_rule_ignored(struct machine_builder *m)
{
    block_rule(m);
    machine_reg_dword(m, MACHINE_FIREWALL_POLICY "\\PublicProfile", "AllowLocalPolicyMerge", 0);
}

static void windows_xp(struct machine_builder *m)
{
    m->machine.os.build = 2600;
}

static void direct_zero_closed(struct machine_builder *m)
{
    direct_zero(m);
    machine_close_port(m, NL_TCP, 445);
}

static void direct_zero_unseen(struct machine_builder *m)
{
    direct_zero_closed(m);
    m->machine.listeners.tcp6 = NL_VALUE_DENIED;
}

static void netbios_two_closed(struct machine_builder *m)
{
    netbios_two(m);
    machine_close_port(m, NL_UDP, 137);
    machine_close_port(m, NL_UDP, 138);
    machine_close_port(m, NL_TCP, 139);
}

static void netbt_disabled(struct machine_builder *m)
{
    machine_service(m, "NetBT", 4, NL_SERVICE_STOPPED);
}

static void server_disabled_running(struct machine_builder *m)
{
    machine_service(m, "LanmanServer", 4, NL_SERVICE_RUNNING);
}

static void server_dead(struct machine_builder *m)
{
    machine_service(m, "srv2", 4, NL_SERVICE_STOPPED);
    machine_depends(m, "LanmanServer", "srv2");
}

static void server_dead_pending(struct machine_builder *m)
{
    server_dead(m);
    *NL_PUSH(&m->arena, &m->machine.pending) = (struct nl_pending){
        .address = {NL_PLACE_SERVICE_START, "LanmanServer", NULL}, .effect = NL_EFFECT_RESTART};
}

static void block_rule_off(struct machine_builder *m)
{
    block_rule(m);
    machine_reg_dword(m, MACHINE_FIREWALL_POLICY "\\PublicProfile", "EnableFirewall", 0);
}

static void no_rule_replaced(struct machine_builder *m)
{
    m->machine.firewall_products_seen = NL_ANSWER_YES;
    *NL_PUSH(&m->arena, &m->machine.firewall_products) =
        (struct nl_firewall_product){"Guardian", NL_ANSWER_YES};
}

static void block_rule_replaced(struct machine_builder *m)
{
    block_rule(m);
    no_rule_replaced(m);
}

static void block_rule_products_unseen(struct machine_builder *m)
{
    block_rule(m);
    m->machine.firewall_products_seen = NL_ANSWER_NO;
}

static void block_rule_stopped(struct machine_builder *m)
{
    block_rule(m);
    machine_service(m, "MpsSvc", 2, NL_SERVICE_STOPPED);
}

static void other_block(struct machine_builder *m)
{
    machine_rule(m, "{22222222-2222-3333-4444-555555555555}",
                 "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=445|Name=Ours|");
}

static void block_rule_bypassed(struct machine_builder *m)
{
    block_rule(m);
    machine_rule(m, "peers",
                 "v2.31|Action=ByPass|Active=TRUE|Dir=In|RMauth=O:LSD:(A;;CC;;;S-1-5-9)|");
}

static const struct {
    const char *name;
    void (*change)(struct machine_builder *m);
    const char *id;
    const char *request; /* a word, or SIDs as --set takes them; NULL: none */
    enum nl_verdict verdict;
    enum nl_severity severity;
    const char *effective;
    const char *says;
} rows[] = {
    {"absent passes as its default", nothing, "smb.direct", "enabled", NL_VERDICT_PASS,
     NL_SEVERITY_NONE, "enabled", "is absent, which means enabled"},
    {"absent fails", nothing, "smb.direct", "disabled", NL_VERDICT_FAIL, NL_SEVERITY_HIGH,
     "enabled", "EternalBlue"},
    {"value passes where nothing listens", direct_zero_closed, "smb.direct", "disabled",
     NL_VERDICT_PASS, NL_SEVERITY_NONE, "disabled", "is 0 (REG_DWORD), which means disabled"},
    {"value does not pass while the port listens", direct_zero, "smb.direct", "disabled",
     NL_VERDICT_FAIL, NL_SEVERITY_HIGH, NULL, "not known to heed this value"},
    {"value does not pass where nothing can be observed", direct_zero_unseen, "smb.direct",
     "disabled", NL_VERDICT_UNKNOWN, NL_SEVERITY_HIGH, NULL, "could not be observed"},
    {"undefined number fails", direct_seven, "smb.direct", "enabled", NL_VERDICT_FAIL,
     NL_SEVERITY_HIGH, NULL, "7"},
    {"wrong type fails", direct_qword, "smb.direct", "disabled", NL_VERDICT_FAIL, NL_SEVERITY_HIGH,
     NULL, "REG_DWORD"},
    {"wrong type is no default", direct_qword, "smb.direct", "enabled", NL_VERDICT_FAIL,
     NL_SEVERITY_HIGH, NULL, "no effect"},
    {"denied is unknown", direct_denied, "smb.direct", "disabled", NL_VERDICT_UNKNOWN,
     NL_SEVERITY_HIGH, NULL, "error 5"},
    {"unsupported is unknown", netbt_unseen, "smb.direct", "enabled", NL_VERDICT_UNKNOWN,
     NL_SEVERITY_HIGH, NULL, "could not be read here"},
    {"no request", nothing, "smb.direct", NULL, NL_VERDICT_NOT_CHECKED, NL_SEVERITY_NONE, "enabled",
     NULL},
    {"no request, denied", direct_denied, "smb.direct", NULL, NL_VERDICT_NOT_CHECKED,
     NL_SEVERITY_NONE, NULL, "error 5"},
    {"text", nothing, "dcom.enabled", "no", NL_VERDICT_FAIL, NL_SEVERITY_MEDIUM, "yes", "\"Y\""},
    {"text without case", dcom_lower_case, "dcom.enabled", "no", NL_VERDICT_PASS, NL_SEVERITY_NONE,
     "no", NULL},
    {"text absent", dcom_absent, "dcom.enabled", "yes", NL_VERDICT_PASS, NL_SEVERITY_NONE, "yes",
     "absent"},
    {"number for a text", dcom_dword, "dcom.enabled", "no", NL_VERDICT_FAIL, NL_SEVERITY_MEDIUM,
     NULL, "REG_SZ"},
    {"NetBIOS default", nothing, ADAPTER_ID, "disabled", NL_VERDICT_FAIL, NL_SEVERITY_MEDIUM,
     "enabled", "the address is static"},
    {"NetBIOS default requested", nothing, ADAPTER_ID, "default", NL_VERDICT_PASS, NL_SEVERITY_NONE,
     "enabled", NULL},
    {"NetBIOS off", netbios_two_closed, ADAPTER_ID, "disabled", NL_VERDICT_PASS, NL_SEVERITY_NONE,
     "disabled", NULL},
    {"NetBIOS off, not in force yet", netbios_two, ADAPTER_ID, "disabled", NL_VERDICT_FAIL,
     NL_SEVERITY_MEDIUM, "disabled", "still open on this adapter"},
    {"NetBIOS off, another program there", netbios_two_and_another_program, ADAPTER_ID, "disabled",
     NL_VERDICT_PASS, NL_SEVERITY_NONE, "disabled", NULL},
    {"NetBIOS off by its driver", netbt_disabled, ADAPTER_ID, "disabled", NL_VERDICT_FAIL,
     NL_SEVERITY_LOW, "disabled", "The NetBT driver will not run"},
    {"NetBIOS off by DHCP", netbios_by_dhcp, ADAPTER_ID, "disabled", NL_VERDICT_FAIL,
     NL_SEVERITY_LOW, "disabled", "as long as the DHCP server says so"},
    {"NetBIOS leftover", netbios_leftover, ADAPTER_ID, "disabled", NL_VERDICT_FAIL, NL_SEVERITY_LOW,
     "disabled", "waits for its return"},
    {"NetBIOS undefined", netbios_seven, ADAPTER_ID, "disabled", NL_VERDICT_FAIL,
     NL_SEVERITY_MEDIUM, NULL, "7"},
    {"NetBIOS denied", netbios_denied, ADAPTER_ID, "disabled", NL_VERDICT_UNKNOWN,
     NL_SEVERITY_MEDIUM, NULL, "error 5"},
    {"Guest off", nothing, "account.guest", "disabled", NL_VERDICT_PASS, NL_SEVERITY_NONE,
     "disabled", NULL},
    {"Guest on", guest_on, "account.guest", "disabled", NL_VERDICT_FAIL, NL_SEVERITY_HIGH,
     "enabled", NULL},
    {"Guest denied", guest_denied, "account.guest", "disabled", NL_VERDICT_UNKNOWN,
     NL_SEVERITY_HIGH, NULL, "error 5"},
    {"Guest absent", guest_absent, "account.guest", "disabled", NL_VERDICT_NOT_APPLICABLE,
     NL_SEVERITY_NONE, NULL, "does not exist"},
    {"service on", nothing, "server.service", "disabled", NL_VERDICT_FAIL, NL_SEVERITY_HIGH,
     "automatic", NULL},
    {"service off but running", server_disabled_running, "server.service", "disabled",
     NL_VERDICT_FAIL, NL_SEVERITY_HIGH, "disabled", "not in force until Windows restarts"},
    {"service that cannot start", server_dead, "server.service", "automatic", NL_VERDICT_FAIL,
     NL_SEVERITY_HIGH, NULL, "srv2, which is disabled"},
    {"service that cannot start, set by netlatch", server_dead_pending, "server.service",
     "automatic", NL_VERDICT_FAIL, NL_SEVERITY_HIGH, NULL, "srv2, which is disabled"},
    {"service off", server_disabled, "server.service", "disabled", NL_VERDICT_PASS,
     NL_SEVERITY_NONE, "disabled", NULL},
    {"service off, its driver still there", server_stopped_by_hand, "server.service", "disabled",
     NL_VERDICT_FAIL, NL_SEVERITY_HIGH, "disabled", "still holds port 445"},
    {"service off, another program there", server_replaced, "server.service", "disabled",
     NL_VERDICT_PASS, NL_SEVERITY_NONE, "disabled", NULL},
    {"service gone", server_gone, "server.service", "disabled", NL_VERDICT_NOT_APPLICABLE,
     NL_SEVERITY_NONE, NULL, NULL},
    {"SMB1 server", nothing, "smb1.server", "disabled", NL_VERDICT_FAIL, NL_SEVERITY_HIGH,
     "enabled", NULL},
    {"SMB1 server not installed", smb1_not_installed, "smb1.server", "disabled",
     NL_VERDICT_NOT_APPLICABLE, NL_SEVERITY_NONE, NULL, "not installed"},
    {"older Windows", windows_xp, "dns.llmnr", "disabled", NL_VERDICT_NOT_APPLICABLE,
     NL_SEVERITY_NONE, NULL, "does not have the setting"},
    {"newer Windows", nothing, "netbios.netbeui[nbf]", "disabled", NL_VERDICT_NOT_APPLICABLE,
     NL_SEVERITY_NONE, NULL, NULL},
    {"add, missing", nothing, "logon.network.deny", "+S-1-5-114", NL_VERDICT_FAIL, NL_SEVERITY_HIGH,
     NULL, "Missing: S-1-5-114"},
    {"add, held", right_two, "logon.network.deny", "+S-1-5-114", NL_VERDICT_PASS, NL_SEVERITY_NONE,
     NULL, "is held by S-1-5-114"},
    {"add, one of two", right_two, "logon.network.deny", "S-1-5-114,S-1-5-7", NL_VERDICT_FAIL,
     NL_SEVERITY_HIGH, NULL, "Missing: S-1-5-7"},
    {"add, nobody", right_nobody, "logon.network.deny", "+S-1-5-114", NL_VERDICT_FAIL,
     NL_SEVERITY_HIGH, NULL, "held by nobody"},
    {"remove, held", right_two, "logon.network.deny", "-S-1-5-114", NL_VERDICT_FAIL,
     NL_SEVERITY_HIGH, NULL, "Too many: S-1-5-114"},
    {"remove, not held", right_two, "logon.network.deny", "-S-1-1-0", NL_VERDICT_PASS,
     NL_SEVERITY_NONE, NULL, NULL},
    {"exact", right_two, "logon.network.deny", "=S-1-5-32-546,S-1-5-114", NL_VERDICT_PASS,
     NL_SEVERITY_NONE, NULL, NULL},
    {"exact, too many", right_two, "logon.network.deny", "=S-1-5-114", NL_VERDICT_FAIL,
     NL_SEVERITY_HIGH, NULL, "Too many: S-1-5-32-546"},
    {"exact, missing", right_two, "logon.network.deny", "=S-1-5-114,S-1-5-32-546,S-1-5-7",
     NL_VERDICT_FAIL, NL_SEVERITY_HIGH, NULL, "Missing: S-1-5-7"},
    {"exact, empty", right_nobody, "logon.network.deny", "=", NL_VERDICT_PASS, NL_SEVERITY_NONE,
     NULL, NULL},
    {"right denied", right_denied, "logon.network.deny", "+S-1-5-114", NL_VERDICT_UNKNOWN,
     NL_SEVERITY_HIGH, NULL, "error 5"},
    {"no rule", nothing, "firewall.block[445]", "blocked", NL_VERDICT_FAIL, NL_SEVERITY_HIGH,
     "none", NULL},
    {"rule", block_rule, "firewall.block[445]", "blocked", NL_VERDICT_PASS, NL_SEVERITY_NONE,
     "blocked", NULL},
    {"rule while the firewall is off", block_rule_off, "firewall.block[445]", "blocked",
     NL_VERDICT_FAIL, NL_SEVERITY_HIGH, "none", "where the firewall is off"},
    {"rule beside another product", block_rule_replaced, "firewall.block[445]", "blocked",
     NL_VERDICT_FAIL, NL_SEVERITY_HIGH, "none", "Guardian filters in place of"},
    {"no rule beside another product", no_rule_replaced, "firewall.block[445]", "blocked",
     NL_VERDICT_FAIL, NL_SEVERITY_LOW, "none", NULL},
    {"rule and products unknown", block_rule_products_unseen, "firewall.block[445]", "blocked",
     NL_VERDICT_UNKNOWN, NL_SEVERITY_HIGH, NULL, "could not be found out"},
    {"rule that peers may pass", block_rule_bypassed, "firewall.block[445]", "blocked",
     NL_VERDICT_FAIL, NL_SEVERITY_HIGH, NULL, "somebody is let in"},
    {"block on a Windows without such rules", windows_xp, "firewall.block[445]", "blocked",
     NL_VERDICT_UNKNOWN, NL_SEVERITY_HIGH, NULL, "does not have the setting"},
    {"rule without the service", block_rule_stopped, "firewall.block[445]", "blocked",
     NL_VERDICT_FAIL, NL_SEVERITY_HIGH, "none", "Nothing filters"},
    {"blocked by another rule", other_block, "firewall.block[445]", "blocked", NL_VERDICT_PASS,
     NL_SEVERITY_NONE, "blocked", "blocks the port already"},
    {"rule that is ignored", block_rule_ignored, "firewall.block[445]", "blocked", NL_VERDICT_FAIL,
     NL_SEVERITY_LOW, "none", "does not count in firewall profile Public"},
};

static void judge(struct machine_builder *m, const struct nl_instance *instance,
                  const struct nl_want *want, struct nl_judged *judged)
{
    struct nl_exposure exposure;
    nl_exposure_judge(&m->arena, &m->machine, NULL, &exposure);
    nl_judge(&m->arena, &m->machine, &exposure, instance, want, judged);
}

static void every_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_profile profile = {.name = "test"};
        struct nl_instance instance = {0};
        struct nl_judged judged = {0};
        struct nl_error err = {0};
        /* Everybody is let in, so that no severity is lowered because nobody reaches the port. */
        machine_rule(m, "open", "v2.10|Action=Allow|Active=TRUE|Dir=In|");
        rows[i].change(m);
        assert_int_equal(nl_instance_parse(&m->arena, rows[i].id, &instance, &err), NL_OK);
        if (rows[i].request &&
            nl_profile_set(&m->arena, &profile,
                           nl_arena_format(&m->arena, "%s=%s",
                                           instance.setting->instances == NL_INSTANCE_ADAPTER
                                               ? "netbios.adapter[*]"
                                               : rows[i].id,
                                           rows[i].request),
                           &err) != NL_OK)
            fail_msg("%s: %s", rows[i].name, nl_error_text(&m->arena, &err, NULL));
        judge(m, &instance, rows[i].request ? &profile.wants.items[0] : NULL, &judged);
        const char *why = said_text(&m->arena, &judged.why);
        if (judged.verdict != rows[i].verdict || judged.severity != rows[i].severity)
            fail_msg("%s: %s, %s\n%s", rows[i].name, nl_verdict_words[judged.verdict],
                     nl_severity_words[judged.severity], why);
        if (!nl_equal(judged.effective, rows[i].effective))
            fail_msg("%s: effective %s\n%s", rows[i].name,
                     judged.effective ? judged.effective : "nothing", why);
        if (rows[i].says && !nl_holds(why, rows[i].says))
            fail_msg("%s does not say \"%s\":\n%s", rows[i].name, rows[i].says, why);
        machine_free(m);
    }
}

static void every_setting_has_a_severity_of_its_own(void **state)
{
    const struct nl_setting *row = NULL;
    (void)state;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++) {
        struct machine_builder *m = machine_empty();
        struct nl_instance instance = {
            .setting = row, .id = row->id, .address = {row->place, row->path, row->name}};
        struct nl_want want = {.setting = row, .kind = NL_WANT_WORD, .word = row->hardened};
        struct nl_judged judged = {0};
        if (row->instances == NL_INSTANCE_ADAPTER)
            instance.instance = MACHINE_GUID;
        if (row->place == NL_PLACE_FIREWALL_BLOCK)
            instance.address = (struct nl_address){row->place, "tcp", "445"};
        judge(m, &instance, &want, &judged);
        assert_int_equal(judged.verdict, NL_VERDICT_UNKNOWN);
        /* Here the firewall cannot be asked, and what it lacks is judged as less. */
        enum nl_severity expected =
            row->place == NL_PLACE_FIREWALL_BLOCK ? NL_SEVERITY_LOW : row->severity;
        if (judged.severity != expected)
            fail_msg("%s: %s", row->id, nl_severity_words[judged.severity]);
        machine_free(m);
    }
}

#define USER_RIGHTS "HKLM\\SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\UserRights"

static enum nl_ownership owner_of(struct machine_builder *m, const char *id, const char **out_why)
{
    struct nl_instance instance = {0};
    struct nl_sentence why = {0};
    assert_int_equal(nl_instance_parse(&m->arena, id, &instance, NULL), NL_OK);
    enum nl_ownership owner = nl_policy_owner(&m->arena, &m->machine, &instance, &why);
    *out_why = nl_sentence_text(&m->arena, &why, NULL);
    return owner;
}

static void owners(void **state)
{
    struct machine_builder *m = machine_windows_10();
    const char *why = NULL;
    (void)state;
    assert_int_equal(owner_of(m, "server.service", &why), NL_OWNERSHIP_LOCAL);
    assert_int_equal(owner_of(m, "firewall.block[445]", &why), NL_OWNERSHIP_LOCAL);
    assert_string_equal(why, "");

    machine_reg_dword(m, USER_RIGHTS, "DenyAccessFromNetwork_ProviderSet", 0);
    assert_int_equal(owner_of(m, "logon.network.deny", &why), NL_OWNERSHIP_LOCAL);
    machine_reg_dword(m, USER_RIGHTS, "DenyAccessFromNetwork_ProviderSet", 1);
    assert_int_equal(owner_of(m, "logon.network.deny", &why), NL_OWNERSHIP_MDM);
    assert_true(nl_holds(why, "DenyAccessFromNetwork"));
    assert_int_equal(owner_of(m, "account.guest", &why), NL_OWNERSHIP_LOCAL);
    machine_reg_dword(m, USER_RIGHTS, "DenyAccessFromNetwork_ProviderSet", 0);

    machine_domain(m, "example.test");
    assert_int_equal(owner_of(m, "server.service", &why), NL_OWNERSHIP_UNKNOWN);
    assert_true(nl_holds(why, "member of the domain example.test"));
    assert_int_equal(owner_of(m, ADAPTER_ID, &why), NL_OWNERSHIP_LOCAL);

    machine_key_state(m, SECURITY_HISTORY, NL_VALUE_ABSENT, 0);
    assert_int_equal(owner_of(m, "logon.network.deny", &why), NL_OWNERSHIP_LOCAL);

    machine_key(m, SECURITY_HISTORY "\\0");
    machine_key(m, SECURITY_HISTORY);
    assert_int_equal(owner_of(m, "logon.network.deny", &why), NL_OWNERSHIP_UNKNOWN);
    assert_true(nl_holds(why, "applied a security template"));

    m->machine.membership.state = NL_VALUE_DENIED;
    assert_int_equal(owner_of(m, "logon.network.deny", &why), NL_OWNERSHIP_UNKNOWN);
    assert_true(nl_holds(why, "could not be seen"));
    machine_free(m);
}

static void owners_of_firewall_rules(void **state)
{
    struct machine_builder *m = machine_windows_10();
    const char *why = NULL;
    (void)state;
    m->machine.firewall_modify = 1;
    assert_int_equal(owner_of(m, "firewall.block[445]", &why), NL_OWNERSHIP_POLICY);
    assert_true(nl_holds(why, "overrides local rules"));
    m->machine.firewall_modify = 0;
    machine_reg_dword(m, MACHINE_FIREWALL_POLICY "\\PrivateProfile", "AllowLocalPolicyMerge", 0);
    assert_int_equal(owner_of(m, "firewall.block[445]", &why), NL_OWNERSHIP_POLICY);
    assert_true(nl_holds(why, "profile Private"));
    machine_free(m);
}

static void a_failing_setting_of_a_member_names_the_domain(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile = {.name = "test"};
    struct nl_instance instance = {0};
    struct nl_judged judged = {0};
    (void)state;
    machine_domain(m, "example.test");
    assert_int_equal(nl_instance_parse(&m->arena, "server.service", &instance, NULL), NL_OK);
    assert_int_equal(nl_profile_set(&m->arena, &profile, "server.service=disabled", NULL), NL_OK);
    judge(m, &instance, &profile.wants.items[0], &judged);
    assert_true(said(&m->arena, &judged.why, "a domain policy may put this back"));
    machine_free(m);
}

static void severity_follows_who_reaches_the_port(void **state)
{
    static const struct {
        const char *id;
        const char *request;
        enum nl_severity reached;
        enum nl_severity unreached;
    } severities[] = {
        {"firewall.block[445]", "blocked", NL_SEVERITY_HIGH, NL_SEVERITY_LOW},
        {"smb.direct", "disabled", NL_SEVERITY_HIGH, NL_SEVERITY_LOW},
        {"server.service", "disabled", NL_SEVERITY_HIGH, NL_SEVERITY_MEDIUM},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(severities); i++) {
        for (int reached = 0; reached < 2; reached++) {
            struct machine_builder *m = machine_windows_10();
            struct nl_profile profile = {.name = "test"};
            struct nl_instance instance = {0};
            struct nl_judged judged;
            if (reached)
                machine_rule(m, "open", "v2.10|Action=Allow|Active=TRUE|Dir=In|");
            assert_int_equal(nl_instance_parse(&m->arena, severities[i].id, &instance, NULL),
                             NL_OK);
            assert_int_equal(nl_profile_set(&m->arena, &profile,
                                            nl_arena_format(&m->arena, "%s=%s", severities[i].id,
                                                            severities[i].request),
                                            NULL),
                             NL_OK);
            judge(m, &instance, &profile.wants.items[0], &judged);
            assert_int_equal(judged.severity,
                             reached ? severities[i].reached : severities[i].unreached);
            machine_free(m);
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row),
        cmocka_unit_test(every_setting_has_a_severity_of_its_own),
        cmocka_unit_test(severity_follows_who_reaches_the_port),
        cmocka_unit_test(owners),
        cmocka_unit_test(owners_of_firewall_rules),
        cmocka_unit_test(a_failing_setting_of_a_member_names_the_domain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

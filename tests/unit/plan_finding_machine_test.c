/* plan_finding_machine_test.c - what is said of the machine itself, whatever a profile requests: one row
 * for each kind of it, and for what must not be taken for it. */
#include "base/attributes.h"
#include "base/text.h"
#include "machine_builder.h"
#include "plan/audit.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define DENY "SeDenyNetworkLogonRight"
#define DOMAIN "S-1-5-21-1-2-3-"

static void nothing(struct machine_builder *m)
{
    (void)m;
}

static void public_off(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_FIREWALL "\\PublicProfile", "EnableFirewall", 0);
}

static void public_off_by_policy(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_FIREWALL_POLICY "\\PublicProfile", "EnableFirewall", 0);
}

static void public_off_by_device_management(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_FIREWALL "\\Mdm\\PublicProfile", "EnableFirewall", 0);
}

/* A workgroup computer is never in the Domain profile. */
static void domain_off(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_FIREWALL "\\DomainProfile", "EnableFirewall", 0);
}

static void firewall_stopped(struct machine_builder *m)
{
    machine_service(m, "MpsSvc", 2, NL_SERVICE_STOPPED);
}

static void firewall_missing(struct machine_builder *m)
{
    machine_remove_service(m, "MpsSvc");
}

static void firewall_disabled(struct machine_builder *m)
{
    machine_service(m, "MpsSvc", 4, NL_SERVICE_UNKNOWN);
}

/* It runs until the next start. */
static void firewall_disabled_and_running(struct machine_builder *m)
{
    machine_service(m, "MpsSvc", 4, NL_SERVICE_RUNNING);
}

static void product(struct machine_builder *m)
{
    m->machine.firewall_products_seen = NL_ANSWER_YES;
    *NL_PUSH(&m->arena, &m->machine.firewall_products) =
        (struct nl_firewall_product){"Guardian", NL_ANSWER_YES};
}

static void product_beside(struct machine_builder *m)
{
    m->machine.firewall_products_seen = NL_ANSWER_YES;
    *NL_PUSH(&m->arena, &m->machine.firewall_products) =
        (struct nl_firewall_product){"Antivirus", NL_ANSWER_NO};
}

static void rpcss_disabled(struct machine_builder *m)
{
    machine_service(m, "RpcSs", 4, NL_SERVICE_RUNNING);
}

static void mapper_disabled(struct machine_builder *m)
{
    machine_service(m, "RpcEptMapper", 4, NL_SERVICE_RUNNING);
}

static void launch_disabled(struct machine_builder *m)
{
    machine_service(m, "DcomLaunch", 4, NL_SERVICE_STOPPED);
}

static void server_without_driver(struct machine_builder *m)
{
    machine_driver(m, "srv2", 4, NL_SERVICE_STOPPED);
    machine_depends(m, "LanmanServer", "srv2");
}

static void server_off_without_driver(struct machine_builder *m)
{
    server_without_driver(m);
    machine_service(m, "LanmanServer", 4, NL_SERVICE_STOPPED);
}

static void workstation_without_smb1(struct machine_builder *m)
{
    machine_remove_service(m, "MRxSmb10");
    machine_depends(m, "LanmanWorkstation", "Bowser MRxSmb10 MRxSmb20 NSI");
}

static void workstation_needs_what_is_missing(struct machine_builder *m)
{
    machine_depends(m, "LanmanWorkstation", "Gone");
}

static void netbt_disabled(struct machine_builder *m)
{
    machine_driver(m, "NetBT", 4, NL_SERVICE_STOPPED);
}

static void netbt_without_its_transport(struct machine_builder *m)
{
    machine_driver(m, "Tdx", 4, NL_SERVICE_STOPPED);
    machine_depends(m, "NetBT", "Tdx");
}

static void workstation_disabled(struct machine_builder *m)
{
    machine_service(m, "LanmanWorkstation", 4, NL_SERVICE_STOPPED);
}

static void member_without_workstation(struct machine_builder *m)
{
    machine_domain(m, "example.test");
    machine_service(m, "Netlogon", 2, NL_SERVICE_STOPPED);
    machine_depends(m, "Netlogon", "LanmanWorkstation");
    workstation_disabled(m);
}

static void netlogon_disabled(struct machine_builder *m)
{
    machine_service(m, "Netlogon", 4, NL_SERVICE_STOPPED);
}

static void member_without_netlogon(struct machine_builder *m)
{
    machine_domain(m, "example.test");
    netlogon_disabled(m);
}

static void lmhosts_disabled(struct machine_builder *m)
{
    machine_service(m, "lmhosts", 4, NL_SERVICE_STOPPED);
}

static void smb2_off(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_SERVER_PARAMETERS, "SMB2", 0);
}

static void smb1_and_smb2_off(struct machine_builder *m)
{
    smb2_off(m);
    machine_reg_dword(m, MACHINE_SERVER_PARAMETERS, "SMB1", 0);
}

static void smb2_on(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_SERVER_PARAMETERS, "SMB2", 1);
}

/* Another type switches nothing off. */
static void smb2_text(struct machine_builder *m)
{
    machine_reg_text(m, MACHINE_SERVER_PARAMETERS, "SMB2", "0");
}

static void smb2_off_without_server(struct machine_builder *m)
{
    smb2_off(m);
    machine_service(m, "LanmanServer", 4, NL_SERVICE_STOPPED);
}

static void server_on_demand(struct machine_builder *m)
{
    machine_service(m, "LanmanServer", 3, NL_SERVICE_STOPPED)->triggered = NL_ANSWER_YES;
}

static void server_by_hand(struct machine_builder *m)
{
    machine_service(m, "LanmanServer", 3, NL_SERVICE_STOPPED)->triggered = NL_ANSWER_NO;
}

static void deny(struct machine_builder *m, const char *sids)
{
    machine_right(m, DENY, sids);
}

static void deny_everyone(struct machine_builder *m)
{
    deny(m, "S-1-1-0");
}

static void deny_authenticated(struct machine_builder *m)
{
    deny(m, "S-1-5-11");
}

static void deny_administrators(struct machine_builder *m)
{
    deny(m, "S-1-5-32-544");
}

static void deny_administrator(struct machine_builder *m)
{
    deny(m, DOMAIN "500");
}

static void deny_ntlm(struct machine_builder *m)
{
    deny(m, "S-1-5-64-10");
}

static void deny_domain_users(struct machine_builder *m)
{
    machine_domain(m, "example.test");
    deny(m, DOMAIN "513");
}

static void controller(struct machine_builder *m)
{
    machine_domain(m, "example.test");
    m->machine.membership.controller = NL_ANSWER_YES;
    m->machine.os.kind = NL_OS_DOMAIN_CONTROLLER;
}

static void controller_denies_domain_users(struct machine_builder *m)
{
    controller(m);
    deny(m, DOMAIN "513");
}

static void controller_denies_controllers(struct machine_builder *m)
{
    controller(m);
    deny(m, DOMAIN "516");
}

static void controller_denies_enterprise_controllers(struct machine_builder *m)
{
    controller(m);
    deny(m, "S-1-5-9");
}

static void controller_denies_computers(struct machine_builder *m)
{
    controller(m);
    deny(m, DOMAIN "515");
}

/* What published baselines ask for. */
static void deny_strangers(struct machine_builder *m)
{
    deny(m, "S-1-5-32-546 S-1-5-7 S-1-5-114 " DOMAIN "501");
}

static void deny_local(struct machine_builder *m)
{
    deny(m, "S-1-5-113");
}

static void member_denies_local(struct machine_builder *m)
{
    machine_domain(m, "example.test");
    deny_local(m);
}

static void deny_remote_users(struct machine_builder *m)
{
    deny(m, "S-1-5-32-555");
}

static void deny_unknown_group(struct machine_builder *m)
{
    deny(m, DOMAIN "2222");
}

static const struct {
    const char *name;
    void (*change)(struct machine_builder *m);
    const char *rule; /* what is looked for */
    const char *id;   /* NULL: nothing by this rule */
    enum nl_severity severity;
    enum nl_verdict verdict;
    const char *says;
    bool leads; /* it is the first finding of all */
} rows[] = {
    {.name = "firewall on", .change = nothing, .rule = "firewall."},
    {"firewall off", public_off, "firewall.", "firewall.off.Public", NL_SEVERITY_HIGH,
     NL_VERDICT_FAIL, "nothing is filtered there", true},
    {"firewall off by policy", public_off_by_policy, "firewall.", "firewall.off.Public",
     NL_SEVERITY_HIGH, NL_VERDICT_FAIL, "by a policy", true},
    {"firewall off by device management", public_off_by_device_management, "firewall.",
     "firewall.off.Public", NL_SEVERITY_HIGH, NL_VERDICT_FAIL, "by a policy", true},
    {.name = "firewall off in a profile never used", .change = domain_off, .rule = "firewall."},
    {"firewall stopped", firewall_stopped, "firewall.", "firewall.service", NL_SEVERITY_HIGH,
     NL_VERDICT_FAIL, "is not running", true},
    {"firewall missing", firewall_missing, "firewall.", "firewall.service", NL_SEVERITY_HIGH,
     NL_VERDICT_FAIL, "is not there", true},
    {"firewall disabled", firewall_disabled, "firewall.", "firewall.service", NL_SEVERITY_HIGH,
     NL_VERDICT_FAIL, "is disabled", true},
    {"firewall until the next start", firewall_disabled_and_running, "firewall.", "firewall.later",
     NL_SEVERITY_HIGH, NL_VERDICT_FAIL, "after the next start", true},
    {"another product", product, "firewall.", "firewall.product", NL_SEVERITY_MEDIUM,
     NL_VERDICT_UNKNOWN, "Guardian", false},
    {.name = "a product beside it", .change = product_beside, .rule = "firewall."},
    {.name = "services that start", .change = nothing, .rule = "service."},
    {"RpcSs disabled", rpcss_disabled, "service.critical", "service.critical.RpcSs",
     NL_SEVERITY_BLOCK, NL_VERDICT_FAIL, "may not start again", true},
    {"RpcEptMapper disabled", mapper_disabled, "service.critical", "service.critical.RpcEptMapper",
     NL_SEVERITY_BLOCK, NL_VERDICT_FAIL, "RpcSs depends on it", true},
    {"DcomLaunch disabled", launch_disabled, "service.critical", "service.critical.DcomLaunch",
     NL_SEVERITY_BLOCK, NL_VERDICT_FAIL, "RpcSs depends on it", true},
    {"Server without its driver", server_without_driver, "service.dead",
     "service.dead.LanmanServer", NL_SEVERITY_HIGH, NL_VERDICT_FAIL, "srv2, which is disabled",
     false},
    {.name = "Server off without its driver",
     .change = server_off_without_driver,
     .rule = "service.dead"},
    {"Workstation without SMB1", workstation_without_smb1, "service.dead",
     "service.dead.LanmanWorkstation", NL_SEVERITY_HIGH, NL_VERDICT_FAIL, "MRxSmb10", false},
    {"Workstation without what it needs", workstation_needs_what_is_missing, "service.dead",
     "service.dead.LanmanWorkstation", NL_SEVERITY_HIGH, NL_VERDICT_FAIL, "Gone", false},
    {"NetBT disabled", netbt_disabled, "service.netbt", "service.netbt", NL_SEVERITY_LOW,
     NL_VERDICT_NOT_CHECKED, "off on every adapter", false},
    {"NetBT without its transport", netbt_without_its_transport, "service.netbt", "service.netbt",
     NL_SEVERITY_LOW, NL_VERDICT_NOT_CHECKED, "Tdx, which is disabled", false},
    {"Workstation disabled", workstation_disabled, "service.disabled",
     "service.disabled.LanmanWorkstation", NL_SEVERITY_MEDIUM, NL_VERDICT_NOT_CHECKED,
     "opens no shares", false},
    {"Workstation disabled on a member", member_without_workstation, "service.disabled",
     "service.disabled.LanmanWorkstation", NL_SEVERITY_HIGH, NL_VERDICT_FAIL, "Netlogon", false},
    {.name = "Netlogon outside a domain", .change = netlogon_disabled, .rule = "service.disabled"},
    {"Netlogon disabled on a member", member_without_netlogon, "service.disabled",
     "service.disabled.Netlogon", NL_SEVERITY_HIGH, NL_VERDICT_FAIL, "no connection to its domain",
     false},
    {"NetBIOS Helper disabled", lmhosts_disabled, "service.disabled", "service.disabled.lmhosts",
     NL_SEVERITY_MEDIUM, NL_VERDICT_NOT_CHECKED, "network storage", false},
    {"SMB1 alone", smb2_off, "server.smb2", "server.smb2", NL_SEVERITY_MEDIUM,
     NL_VERDICT_NOT_CHECKED, "SMB1 only", false},
    {"no SMB at all", smb1_and_smb2_off, "server.smb2", "server.smb2", NL_SEVERITY_MEDIUM,
     NL_VERDICT_NOT_CHECKED, "nobody can open the shares", false},
    {.name = "SMB2 on", .change = smb2_on, .rule = "server.smb2"},
    {.name = "SMB2 as a text", .change = smb2_text, .rule = "server.smb2"},
    {.name = "SMB2 off without the Server",
     .change = smb2_off_without_server,
     .rule = "server.smb2"},
    {"Server on demand", server_on_demand, "service.triggered", "service.triggered.LanmanServer",
     NL_SEVERITY_LOW, NL_VERDICT_NOT_CHECKED, "closes no port", false},
    {.name = "Server by hand", .change = server_by_hand, .rule = "service.triggered"},
    {"Everyone denied", deny_everyone, "logon.denied", "logon.denied.S-1-1-0", NL_SEVERITY_HIGH,
     NL_VERDICT_FAIL, "Everyone", false},
    {"Authenticated Users denied", deny_authenticated, "logon.denied", "logon.denied.S-1-5-11",
     NL_SEVERITY_HIGH, NL_VERDICT_FAIL, "S-1-5-11", false},
    {"Administrators denied", deny_administrators, "logon.denied", "logon.denied.S-1-5-32-544",
     NL_SEVERITY_HIGH, NL_VERDICT_FAIL, "Administrators", false},
    {"the Administrator denied", deny_administrator, "logon.denied", "logon.denied." DOMAIN "500",
     NL_SEVERITY_HIGH, NL_VERDICT_FAIL, DOMAIN "500", false},
    {"NTLM denied", deny_ntlm, "logon.denied", "logon.denied.S-1-5-64-10", NL_SEVERITY_HIGH,
     NL_VERDICT_FAIL, "S-1-5-64-10", false},
    {"Domain Users denied", deny_domain_users, "logon.denied", "logon.denied." DOMAIN "513",
     NL_SEVERITY_HIGH, NL_VERDICT_FAIL, DOMAIN "513", false},
    {"Domain Users denied on a controller", controller_denies_domain_users, "logon.denied",
     "logon.denied." DOMAIN "513", NL_SEVERITY_BLOCK, NL_VERDICT_FAIL, DOMAIN "513", true},
    {"controllers denied on a controller", controller_denies_controllers, "logon.denied",
     "logon.denied." DOMAIN "516", NL_SEVERITY_BLOCK, NL_VERDICT_FAIL, DOMAIN "516", true},
    {"all controllers denied on a controller", controller_denies_enterprise_controllers,
     "logon.denied", "logon.denied.S-1-5-9", NL_SEVERITY_BLOCK, NL_VERDICT_FAIL, "S-1-5-9", true},
    {"computers denied on a controller", controller_denies_computers, "logon.denied",
     "logon.denied." DOMAIN "515", NL_SEVERITY_BLOCK, NL_VERDICT_FAIL, DOMAIN "515", true},
    {"local accounts denied in a workgroup", deny_local, "logon.denied", "logon.denied.S-1-5-113",
     NL_SEVERITY_MEDIUM, NL_VERDICT_NOT_CHECKED, "local accounts", false},
    {.name = "local accounts denied on a member",
     .change = member_denies_local,
     .rule = "logon.denied"},
    {"remote users denied", deny_remote_users, "logon.denied", "logon.denied.S-1-5-32-555",
     NL_SEVERITY_MEDIUM, NL_VERDICT_NOT_CHECKED, "Remote Desktop Users", false},
    {"a group of a domain denied", deny_unknown_group, "logon.denied",
     "logon.denied." DOMAIN "2222", NL_SEVERITY_LOW, NL_VERDICT_NOT_CHECKED, "could not be told",
     false},
    {.name = "strangers denied", .change = deny_strangers, .rule = "logon.denied"},
};

static const struct nl_finding *first_of(const struct nl_audit *audit, const char *rule)
{
    for (size_t i = 0; i < audit->findings.count; i++) {
        if (nl_starts(audit->findings.items[i].id, rule))
            return &audit->findings.items[i];
    }
    return NULL;
}

static void check_row(size_t i, struct machine_builder *m, const struct nl_audit *audit)
{
    const struct nl_finding *finding = first_of(audit, rows[i].rule);
    if (!rows[i].id) {
        if (finding)
            fail_msg("%s: %s", rows[i].name, finding->id);
        return;
    }
    if (!finding)
        fail_msg("%s: no finding %s", rows[i].name, rows[i].id);
    const char *what = nl_sentence_text(&m->arena, &finding->what, NULL);
    if (!nl_equal(finding->id, rows[i].id) || finding->severity != rows[i].severity ||
        finding->verdict != rows[i].verdict || !nl_holds(what, rows[i].says) ||
        (rows[i].leads && finding != &audit->findings.items[0]))
        fail_msg("%s: %s, severity %s, verdict %s, first %s: %s", rows[i].name, finding->id,
                 nl_severity_words[finding->severity], nl_verdict_words[finding->verdict],
                 audit->findings.items[0].id, what);
    if (finding->verdict == NL_VERDICT_FAIL)
        assert_int_equal(audit->result, NL_RESULT_NOT_AS_WANTED);
}

static void each_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_profile profile = {.name = "test"};
        struct nl_audit audit;
        machine_right(m, DENY, "");
        rows[i].change(m);
        assert_int_equal(nl_profile_set(&m->arena, &profile, "account.guest=disabled", NULL),
                         NL_OK);
        assert_int_equal(nl_audit_make(&m->arena, &m->machine, &profile, &audit, NULL), NL_OK);
        check_row(i, m, &audit);
        machine_free(m);
    }
}

/* What makes the files of a file server unreachable stands before the ports that are open. */
static void a_file_server_serves_nobody(void **state)
{
    static void (*const changes[])(struct machine_builder * m) = {smb1_and_smb2_off,
                                                                  server_without_driver};
    static const char *const ids[] = {"server.smb2", "service.dead.LanmanServer"};
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(changes); i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_profile profile = {.name = "test"};
        struct nl_audit audit;
        machine_rule(m, "open", "v2.10|Action=Allow|Active=TRUE|Dir=In|");
        changes[i](m);
        assert_int_equal(nl_profile_set(&m->arena, &profile, "server.service=automatic", NULL),
                         NL_OK);
        assert_int_equal(nl_profile_set(&m->arena, &profile, "netbios.adapter[*]=disabled", NULL),
                         NL_OK);
        assert_int_equal(nl_audit_make(&m->arena, &m->machine, &profile, &audit, NULL), NL_OK);
        assert_string_equal(audit.findings.items[0].id, ids[i]);
        assert_int_equal(audit.findings.items[0].verdict, NL_VERDICT_FAIL);
        machine_free(m);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind),
        cmocka_unit_test(a_file_server_serves_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* plan_risks_test.c - every risk has a plan that raises it and the nearest one that does not. */
#include "machine_builder.h"
#include "model/risk.h"
#include "plan/impact.h"
#include "plan_builder.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define TERMINAL "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server"
#define ENROLMENT "HKLM\\SOFTWARE\\Policies\\Microsoft\\Cryptography\\AutoEnrollment"
#define ADAPTER "netbios.adapter[" MACHINE_GUID "]"
#define WMI_RULE "v2.27|Action=Allow|Active=%s|Dir=In|Protocol=6|LPort=135|Name=x|"

/* Machines. */
static void as_it_is(struct machine_builder *m)
{
    (void)m;
}

static void domain_member(struct machine_builder *m)
{
    machine_domain(m, "EXAMPLE");
}

static void domain_unseen(struct machine_builder *m)
{
    m->machine.membership.join = NL_JOIN_UNKNOWN;
    m->machine.membership.state = NL_VALUE_UNSUPPORTED;
}

static void enrolment(struct machine_builder *m)
{
    machine_reg_dword(m, ENROLMENT, "AEPolicy", 7);
}

static void enrolment_off(struct machine_builder *m)
{
    machine_reg_dword(m, ENROLMENT, "AEPolicy", 0x8007);
}

static void remote_wmi(struct machine_builder *m)
{
    machine_rule(m, "WMI-WINMGMT-In-TCP", nl_arena_format(&m->arena, WMI_RULE, "TRUE"));
}

static void folders(struct machine_builder *m)
{
    machine_share(m, "Papers", 0, "C:\\Papers");
}

static void printers(struct machine_builder *m)
{
    machine_share(m, "Laser", 1, "Laser,LocalsplOnly");
}

/* SMB2 is switched off: without SMB1 nobody opens them. */
static void folders_by_smb1(struct machine_builder *m)
{
    folders(m);
    machine_reg_dword(m, MACHINE_SERVER_PARAMETERS, "SMB2", 0);
}

static void opened_by_word(struct machine_builder *m)
{
    machine_rule(m, "{33333333-2222-3333-4444-555555555555}",
                 "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=RPC-EPMap|Name=Callers|");
}

static void opc_program(struct machine_builder *m)
{
    machine_rule(m, "opc",
                 "v2.31|Action=Allow|Active=TRUE|Dir=In|App=C:\\Windows\\SysWOW64\\OpcEnum.exe|"
                 "Name=OPC enumeration|");
}

static void password_proxy(struct machine_builder *m)
{
    machine_service(m, "AzureADPasswordProtectionProxy", 2, NL_SERVICE_RUNNING);
}

/* Device management sets the list and sets it again. */
static void managed(struct machine_builder *m)
{
    machine_reg_dword(m, "HKLM\\SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\UserRights",
                      "DenyAccessFromNetwork_ProviderSet", 1);
}

static void windows_xp(struct machine_builder *m)
{
    m->machine.os.build = 2600;
}

static void sessions(struct machine_builder *m)
{
    machine_smb_session(m, "192.0.2.7", "anna");
}

static void shares_unseen_on_a_client(struct machine_builder *m)
{
    m->machine.shares.state = NL_VALUE_DENIED;
    m->machine.sessions.state = NL_VALUE_DENIED;
}

static void shares_unseen_on_a_server(struct machine_builder *m)
{
    m->machine.os.kind = NL_OS_SERVER;
    m->machine.shares.state = NL_VALUE_DENIED;
}

static void wins_client(struct machine_builder *m)
{
    machine_wins(m, MACHINE_GUID, "192.0.2.53");
}

static void wins_in_registry(struct machine_builder *m)
{
    machine_reg_text(m, NL_NETBT_INTERFACES "\\Tcpip_" MACHINE_GUID, "DhcpNameServerList",
                     "192.0.2.53");
}

static void wins_on_another_adapter(struct machine_builder *m)
{
    machine_adapter(m, "{99999999-2222-3333-4444-555555555555}", "Wi-Fi");
    machine_wins(m, "{99999999-2222-3333-4444-555555555555}", "192.0.2.53");
}

static void rdp(struct machine_builder *m, uint32_t network_level)
{
    m->machine.session.remote = NL_REMOTE_RDP;
    m->machine.session.user_sid = "S-1-5-21-1-2-3-1001";
    nl_texts_add(&m->machine.session.groups, &m->arena, "S-1-1-0");
    machine_reg_dword(m, TERMINAL "\\WinStations\\RDP-Tcp", "UserAuthentication", network_level);
    machine_service(m, "TermService", 3, NL_SERVICE_RUNNING);
    machine_depends(m, "TermService", "RPCSS");
}

static void rdp_with_nla(struct machine_builder *m)
{
    rdp(m, 1);
}

static void rdp_without_nla(struct machine_builder *m)
{
    rdp(m, 0);
}

static void ssh(struct machine_builder *m)
{
    m->machine.session.remote = NL_REMOTE_SSH;
    m->machine.session.user_sid = "S-1-5-21-1-2-3-1001";
    nl_texts_add(&m->machine.session.groups, &m->arena, "S-1-1-0");
    machine_service(m, "sshd", 2, NL_SERVICE_RUNNING);
}

static void psexec(struct machine_builder *m)
{
    m->machine.session.remote = NL_REMOTE_SERVICE;
    machine_service(m, "PSEXESVC", 3, NL_SERVICE_RUNNING);
}

static void controller(struct machine_builder *m)
{
    m->machine.os.kind = NL_OS_DOMAIN_CONTROLLER;
    m->machine.membership.controller = NL_ANSWER_YES;
}

static void role_unseen(struct machine_builder *m)
{
    m->machine.os.kind = NL_OS_UNKNOWN;
    m->machine.membership.controller = NL_ANSWER_UNKNOWN;
    m->machine.services_state = NL_VALUE_DENIED;
}

static void cluster(struct machine_builder *m)
{
    machine_service(m, "ClusSvc", 2, NL_SERVICE_RUNNING);
}

static void server_services_unseen(struct machine_builder *m)
{
    m->machine.os.kind = NL_OS_SERVER;
    m->machine.services_state = NL_VALUE_DENIED;
}

static void exchange(struct machine_builder *m)
{
    machine_service(m, "MSExchangeIS", 2, NL_SERVICE_STOPPED);
}

static void wins_server(struct machine_builder *m)
{
    machine_service(m, "wins", 2, NL_SERVICE_RUNNING);
}

static void firewall_overridden(struct machine_builder *m)
{
    m->machine.firewall_modify = 1; /* NET_FW_MODIFY_STATE_GP_OVERRIDE */
}

/* Plans. word NULL: the ids are SIDs for the deny right. */
struct risk_case {
    const char *risk;
    void (*machine)(struct machine_builder *m);
    const char *id;
    const char *word;
    const char *because; /* part of the evidence; NULL: the risk must not be raised */
};

static void opc(struct machine_builder *m)
{
    machine_service(m, "OpcEnum", 3, NL_SERVICE_RUNNING);
}

static void opened_135(struct machine_builder *m)
{
    machine_rule(m, "{11111111-2222-3333-4444-555555555555}",
                 "v2.29|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=135|Name=DCOM for OPC|");
}

static void wmi_in(struct machine_builder *m)
{
    machine_rule(m, "WMI-RPCSS-In-TCP",
                 "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=135|Name=WMI|");
}

static void dtc_on_network(struct machine_builder *m)
{
    machine_reg_dword(m, "HKLM\\SOFTWARE\\Microsoft\\MSDTC\\Security", "NetworkDtcAccess", 1);
}

static const struct risk_case cases[] = {
    {"rpc-disable", as_it_is, "rpc.service", "disabled", "depend on RpcSs"},
    {"rpc-disable", as_it_is, "rpc.service", "manual", "LanmanServer"},
    {"rpc-disable", as_it_is, "firewall.block[135]", "blocked", NULL},

    {"dcom-off-domain", domain_member, "dcom.enabled", "no", "domain EXAMPLE"},
    {"dcom-off-domain", domain_unseen, "dcom.enabled", "no", "could not be told"},
    {"dcom-off-domain", enrolment, "dcom.enabled", "no", "AEPolicy is 7"},
    {"dcom-off-domain", remote_wmi, "dcom.enabled", "no", "WMI-WINMGMT-In-TCP"},
    {"dcom-off-domain", as_it_is, "dcom.enabled", "no", NULL},
    {"dcom-off-domain", enrolment_off, "dcom.enabled", "no", NULL},
    {"dcom-off-domain", domain_member, "firewall.block[135]", "blocked", NULL},

    {"dcom-off-domain", opc, "dcom.enabled", "no", "OpcEnum is installed"},
    {"dcom-off-domain", opc_program, "dcom.enabled", "no", "OpcEnum.exe in (OPC enumeration)"},
    {"dcom-off-domain", opened_135, "dcom.enabled", "no", "DCOM for OPC"},
    {"dcom-off-domain", opened_by_word, "dcom.enabled", "no", "Callers"},

    {"rpc-strict", domain_member, "rpc.restrict-remote", "strict", "group policy itself"},
    {"rpc-strict", domain_unseen, "rpc.restrict-remote", "strict", "could not be told"},
    {"rpc-strict", domain_member, "rpc.restrict-remote", "authenticated", NULL},
    {"rpc-strict", as_it_is, "rpc.restrict-remote", "strict", NULL},

    {"component-in-use", wmi_in, "firewall.block[135]", "blocked", "management consoles"},
    {"component-in-use", dtc_on_network, "firewall.block[135]", "blocked", "MSDTC"},
    {"component-in-use", wmi_in, "dcom.enabled", "no", NULL}, /* dcom-off-domain says it */
    {"component-in-use", as_it_is, "firewall.block[135]", "blocked", NULL},
    {"component-in-use", opened_135, "firewall.block[135]", "blocked",
     "open TCP 135: DCOM for OPC"},
    {"component-in-use", opened_by_word, "firewall.block[135]", "blocked", "TCP 135: Callers"},
    {"component-in-use", opened_135, "firewall.block[445]", "blocked", NULL},
    {"component-in-use", password_proxy, "firewall.block[135]", "blocked", "Password Protection"},

    {"domain-controller", controller, "S-1-5-9", NULL, "domain controllers"},
    {"domain-controller", controller, "S-1-5-7", NULL, "S-1-5-7"},
    {"domain-controller", controller, "S-1-5-21-1-2-3-515", NULL, "computers of the domain"},

    {"smb-off-in-use", folders, "firewall.block[445]", "blocked", "Papers"},
    {"smb-off-in-use", folders_by_smb1, "smb1.server", "disabled", "Papers"},
    {"smb-off-in-use", folders, "smb1.server", "disabled", NULL},
    {"smb-off-in-use", printers, "server.service", "disabled", "Laser"},
    {"smb-off-in-use", sessions, "smb.direct", "disabled", "1 SMB sessions"},
    {"smb-off-in-use", folders, ADAPTER, "disabled", "Only TCP 139"},
    {"smb-off-in-use", shares_unseen_on_a_server, "firewall.block[445]", "blocked",
     "access denied"},
    {"smb-off-in-use", shares_unseen_on_a_client, "firewall.block[445]", "blocked", NULL},
    {"smb-off-in-use", as_it_is, "firewall.block[445]", "blocked", NULL},
    {"smb-off-in-use", folders, "firewall.block[135]", "blocked", NULL},

    {"netbios-off-wins", wins_client, ADAPTER, "disabled", "192.0.2.53"},
    {"netbios-off-wins", wins_in_registry, ADAPTER, "disabled", "192.0.2.53"},
    {"netbios-off-wins", wins_on_another_adapter, ADAPTER, "disabled", NULL},
    {"netbios-off-wins", as_it_is, ADAPTER, "disabled", NULL},
    {"netbios-off-wins", wins_client, ADAPTER, "enabled", NULL},

    {"deny-everyone", as_it_is, "S-1-1-0", NULL, "S-1-1-0"},
    {"deny-everyone", as_it_is, "S-1-5-11", NULL, "S-1-5-11"},
    {"deny-everyone", as_it_is, "S-1-5-64-10", NULL, "who logs on with NTLM"},
    {"deny-everyone", as_it_is, "S-1-5-21-1-2-3-513", NULL, "everybody of the domain"},
    {"deny-everyone", as_it_is, "S-1-5-114 S-1-5-32-546 S-1-5-7", NULL, NULL},

    {"lockout", rdp_with_nla, "S-1-1-0", NULL, "cannot connect again"},
    {"lockout", ssh, "S-1-5-113", NULL, "cannot connect again"},
    {"lockout", rdp_without_nla, "S-1-1-0", NULL, NULL},
    {"lockout", as_it_is, "S-1-1-0", NULL, NULL},

    {"session-cut", rdp_with_nla, "S-1-1-0", NULL, "cannot be made again"},
    {"session-cut", rdp_without_nla, "rpc.service", "disabled", "TermService needs RpcSs"},
    {"session-cut", ssh, "rpc.service", "disabled", "logging on needs RpcSs"},
    {"session-cut", psexec, "firewall.block[445]", "blocked", "PsExec"},
    {"session-cut", rdp_with_nla, "firewall.block[445]", "blocked", NULL},
    {"session-cut", rdp_without_nla, "S-1-1-0", NULL, NULL},
    {"session-cut", as_it_is, "rpc.service", "disabled", NULL},
    {"session-cut", psexec, "firewall.block[135]", "blocked", NULL},

    {"domain-controller", controller, "dcom.enabled", "no", "dcom.enabled"},
    {"domain-controller", role_unseen, "dcom.enabled", "no", "could not be told"},
    {"domain-controller", domain_member, "dcom.enabled", "no", NULL},
    {"domain-controller", controller, "netbios.nodetype", "hybrid", NULL},

    {"cluster", cluster, "S-1-5-113", NULL, "ClusSvc"},
    {"cluster", cluster, "firewall.block[445]", "blocked", "firewall.block[445]"},
    {"cluster", server_services_unseen, "firewall.block[445]", "blocked", "could not be read"},
    {"cluster", cluster, "S-1-5-114", NULL, NULL},
    {"cluster", cluster, "firewall.block[137]", "blocked", NULL},
    {"cluster", as_it_is, "firewall.block[445]", "blocked", NULL},

    {"exchange", exchange, "firewall.block[135]", "blocked", "MSExchangeIS"},
    {"exchange", exchange, "netbios.nodetype", "point-to-point", NULL},
    {"exchange", as_it_is, "firewall.block[135]", "blocked", NULL},

    {"wins-server", wins_server, "firewall.block[137]", "blocked", "wins"},
    {"wins-server", wins_server, ADAPTER, "disabled", "netbios.adapter"},
    {"wins-server", wins_server, "firewall.block[445]", "blocked", NULL},
    {"wins-server", as_it_is, "firewall.block[137]", "blocked", NULL},

    {"policy-owned", firewall_overridden, "firewall.block[445]", "blocked", "firewall.block[445]"},
    {"policy-owned", firewall_overridden, ADAPTER, "disabled", NULL},
    {"policy-owned", as_it_is, "firewall.block[445]", "blocked", NULL},
    {"policy-owned", managed, "S-1-5-32-546", NULL, "Device management sets it"},

    {"unverified-setting", as_it_is, "smb.direct", "disabled", "smb.direct"},
    {"unverified-setting", as_it_is, "firewall.block[445]", "blocked", NULL},
    {"unverified-setting", windows_xp, "smb.direct", "disabled", NULL},
};

static const struct nl_risk *risk(const struct nl_plan *plan, const char *id)
{
    for (size_t i = 0; i < plan->risks.count; i++) {
        if (nl_same(plan->risks.items[i].row->id, id))
            return &plan->risks.items[i];
    }
    return NULL;
}

static void find_risks(struct machine_builder *m, struct nl_plan *plan)
{
    plan_find(m, plan);
}

static void every_case_raises_what_it_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(cases); i++) {
        const struct risk_case *one = &cases[i];
        struct machine_builder *m = machine_windows_10();
        struct nl_plan plan = {0};
        one->machine(m);
        if (one->word)
            plan_step(m, &plan, one->id, one->word);
        else
            plan_deny(m, &plan, one->id);
        find_risks(m, &plan);
        const struct nl_risk *found = risk(&plan, one->risk);
        const char *text = found ? plan_text(m, &found->because) : "";
        if ((found != NULL) != (one->because != NULL))
            fail_msg("case %zu: %s with %s: %s", i, one->risk, one->id,
                     found ? text : "not raised");
        if (one->because && !strstr(text, one->because))
            fail_msg("case %zu: %s: %s", i, one->risk, text);
        machine_free(m);
    }
}

/* No risk without its two tests, and none that the planner could raise without a row. */
static void every_risk_has_both_cases(void **state)
{
    size_t count = 0;
    const struct nl_risk_row *rows = nl_risks(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        size_t raised = 0;
        size_t spared = 0;
        for (size_t c = 0; c < NL_COUNT_OF(cases); c++) {
            if (nl_same(cases[c].risk, rows[i].id)) {
                raised += cases[c].because != NULL;
                spared += cases[c].because == NULL;
            }
        }
        if (raised == 0 || spared == 0)
            fail_msg("%s: %zu cases raise it, %zu do not", rows[i].id, raised, spared);
    }
    for (size_t c = 0; c < NL_COUNT_OF(cases); c++)
        assert_non_null(nl_risk_find(cases[c].risk));
}

static void all_are_raised_at_once_worst_first(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_plan plan = {0};
    (void)state;
    controller(m);
    cluster(m);
    exchange(m);
    wins_server(m);
    wins_client(m);
    folders(m);
    domain_member(m);
    m->machine.membership.controller = NL_ANSWER_YES;
    rdp_with_nla(m);
    plan_step(m, &plan, "smb.direct", "disabled");
    plan_step(m, &plan, ADAPTER, "disabled");
    plan_step(m, &plan, "dcom.enabled", "no");
    plan_step(m, &plan, "rpc.service", "disabled");
    plan_deny(m, &plan, "S-1-1-0");
    find_risks(m, &plan);
    assert_int_equal(plan.risks.count, 12); /* all but policy-owned */
    for (size_t i = 1; i < plan.risks.count; i++) {
        const struct nl_risk_row *one = plan.risks.items[i - 1].row;
        const struct nl_risk_row *next = plan.risks.items[i].row;
        assert_true(one->severity > next->severity ||
                    (one->severity == next->severity && one < next)); /* as the table has them */
    }
    machine_free(m);
}

static void the_rpc_risk_counts(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_plan plan = {0};
    struct nl_dependents dependents;
    (void)state;
    machine_service(m, "MSDTC", 3, NL_SERVICE_STOPPED);
    machine_depends(m, "MSDTC", "RPCSS SamSS");
    nl_dependents_of(&m->arena, &m->machine, "RpcSs", true, &dependents);
    plan_step(m, &plan, "rpc.service", "disabled");
    find_risks(m, &plan);
    const char *text = plan_text(m, &risk(&plan, "rpc-disable")->because);
    assert_true(dependents.transitive > dependents.running && dependents.running > 0);
    assert_string_equal(
        text, nl_arena_format(&m->arena,
                              "%u services and drivers depend on RpcSs, %u of them running, "
                              "among them MSDTC, LanmanServer, MpsSvc (Windows Firewall), "
                              "Spooler (printing).\n",
                              dependents.transitive, dependents.running));
    machine_free(m);
}

static void offline_nothing_is_said_to_run(void **state)
{
    struct machine_builder *m = machine_offline_windows_10();
    struct nl_plan plan = {0};
    (void)state;
    plan_step(m, &plan, "rpc.service", "disabled");
    find_risks(m, &plan);
    const char *text = plan_text(m, &risk(&plan, "rpc-disable")->because);
    assert_non_null(strstr(text, "cannot be seen here"));
    machine_free(m);
}

static void opening_raises_nothing(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_plan plan = {0};
    (void)state;
    controller(m);
    cluster(m);
    exchange(m);
    machine_service(m, "RpcSs", 4, NL_SERVICE_STOPPED);
    machine_reg_text(m, MACHINE_OLE, "EnableDCOM", "N");
    machine_netbt(m, MACHINE_GUID, 2);
    plan_step(m, &plan, "rpc.service", "automatic");
    plan_step(m, &plan, "dcom.enabled", "yes");
    plan_step(m, &plan, ADAPTER, "default");
    find_risks(m, &plan);
    assert_int_equal(plan.risks.count, 0);
    machine_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_raises_what_it_says),
        cmocka_unit_test(every_risk_has_both_cases),
        cmocka_unit_test(all_are_raised_at_once_worst_first),
        cmocka_unit_test(the_rpc_risk_counts),
        cmocka_unit_test(offline_nothing_is_said_to_run),
        cmocka_unit_test(opening_raises_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

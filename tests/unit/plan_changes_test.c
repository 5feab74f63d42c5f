/* plan_changes_test.c - which breaking changes steps make, alone and together. */
#include "machine_builder.h"
#include "plan/changes.h"
#include "plan_builder.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define BIT(name) NL_CHANGE_BIT(NL_CHANGE_##name)
#define SECOND_GUID "{99999999-2222-3333-4444-555555555555}"
#define DENY_ALL                                                                                   \
    (BIT(DENY_EVERYONE) | BIT(DENY_LOCAL) | BIT(DENY_LOCAL_ADMIN) | BIT(DENY_GUESTS) |             \
     BIT(DENY_CONTROLLERS))

/* Things that a machine may have before. */
static void dcom_off(struct machine_builder *m)
{
    machine_reg_text(m, MACHINE_OLE, "EnableDCOM", "n");
}

static void guest_on(struct machine_builder *m)
{
    machine_account(m, 501, true);
}

static void netbios_off(struct machine_builder *m)
{
    machine_netbt(m, MACHINE_GUID, 2);
}

/* Enabled by hand, so that the DHCP server is not heeded yet. */
static void dhcp_says_off(struct machine_builder *m)
{
    machine_netbt(m, MACHINE_GUID, 1);
    machine_netbt_dhcp(m, MACHINE_GUID, 2);
    m->machine.adapters.items[0].dhcp = NL_ANSWER_YES;
}

static void leftover(struct machine_builder *m)
{
    machine_netbt(m, SECOND_GUID, 0);
}

static void server_off(struct machine_builder *m)
{
    machine_service(m, "LanmanServer", 4, NL_SERVICE_STOPPED);
}

static void strict_rpc(struct machine_builder *m)
{
    machine_reg_dword(m, "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Rpc",
                      "RestrictRemoteClients", 2);
}

static void rpc_off(struct machine_builder *m)
{
    machine_service(m, "RpcSs", 4, NL_SERVICE_STOPPED);
}

static void smb1_off(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_SERVER_PARAMETERS, "SMB1", 0);
}

static void one_step_makes_its_changes(void **state)
{
    static const struct {
        void (*before)(struct machine_builder *m);
        const char *id;
        const char *word;
        uint32_t wanted;
    } rows[] = {
        /* LanmanServer needs SamSs, and that needs RpcSs: 445 goes, too. */
        {NULL, "rpc.service", "disabled", BIT(RPC_SERVICE_OFF) | BIT(BLOCK_135) | BIT(CLOSE_445)},
        {rpc_off, "rpc.service", "automatic", 0},
        {NULL, "dcom.enabled", "no", BIT(DCOM_OFF)},
        {dcom_off, "dcom.enabled", "yes", 0},
        {NULL, "netbios.adapter[" MACHINE_GUID "]", "disabled", BIT(NETBIOS_OFF) | BIT(CLOSE_139)},
        {NULL, "netbios.adapter[" MACHINE_GUID "]", "enabled", 0},
        {netbios_off, "netbios.adapter[" MACHINE_GUID "]", "default", 0},
        {dhcp_says_off, "netbios.adapter[" MACHINE_GUID "]", "default",
         BIT(NETBIOS_OFF) | BIT(CLOSE_139)},
        {leftover, "netbios.adapter[" SECOND_GUID "]", "disabled", 0},
        {NULL, "firewall.block[135]", "blocked", BIT(BLOCK_135)},
        {NULL, "firewall.block[137]", "blocked", BIT(BLOCK_NETBIOS_UDP)},
        {NULL, "firewall.block[138]", "blocked", BIT(BLOCK_NETBIOS_UDP)},
        {NULL, "firewall.block[139]", "blocked", BIT(CLOSE_139)},
        {NULL, "firewall.block[445]", "blocked", BIT(CLOSE_445)},
        {NULL, "firewall.block[445]", "none", 0},
        {NULL, "smb.direct", "disabled", BIT(CLOSE_445)},
        {server_off, "smb.direct", "disabled", 0},
        {NULL, "server.service", "disabled", BIT(SERVER_SERVICE_OFF) | BIT(CLOSE_445)},
        {server_off, "server.service", "automatic", 0},
        {guest_on, "account.guest", "disabled", BIT(GUEST_OFF)},
        {NULL, "account.guest", "enabled", 0},
        {NULL, "smb1.server", "disabled", BIT(SMB1_SERVER_OFF)},
        {smb1_off, "smb1.server", "enabled", 0},
        {NULL, "smb1.client", "disabled", BIT(SMB1_CLIENT_OFF)},
        {NULL, "rpc.restrict-remote", "authenticated", BIT(RESTRICT_RPC)},
        {NULL, "rpc.restrict-remote", "strict", BIT(RESTRICT_RPC) | BIT(RESTRICT_RPC_STRICT)},
        {strict_rpc, "rpc.restrict-remote", "authenticated", 0},
        {NULL, "netbios.nodetype", "point-to-point", BIT(NAME_RESOLUTION)},
        {NULL, "netbios.nodetype", "hybrid", 0},
        {NULL, "dns.netbios", "disabled", BIT(NAME_RESOLUTION)},
        {NULL, "dns.netbios", "enabled", 0},
        {NULL, "dns.llmnr", "disabled", BIT(NAME_RESOLUTION)},
        {NULL, "dns.llmnr", "enabled", 0},
        {NULL, "logon.blank-password", "console-only", 0},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_plan plan = {0};
        if (rows[i].before)
            rows[i].before(m);
        plan_step(m, &plan, rows[i].id, rows[i].word);
        uint32_t changes = plan_changes(m, &plan);
        if (changes != rows[i].wanted)
            fail_msg("row %zu %s=%s: %#x, wanted %#x", i, rows[i].id, rows[i].word, changes,
                     rows[i].wanted);
        assert_int_equal(plan_changes_found(m, &plan).causes[0], changes);
        machine_free(m);
    }
}

static void denied_sids_are_expanded(void **state)
{
    static const struct {
        const char *sids;
        uint32_t wanted;
    } rows[] = {
        {"S-1-1-0", DENY_ALL},
        {"S-1-5-11", DENY_ALL},
        {"S-1-5-2", DENY_ALL},
        {"S-1-5-32-545", DENY_ALL},
        {"S-1-5-113", BIT(DENY_LOCAL) | BIT(DENY_LOCAL_ADMIN)},
        {"S-1-5-114", BIT(DENY_LOCAL_ADMIN)},
        {"S-1-5-32-544", BIT(DENY_LOCAL_ADMIN)},
        {"S-1-5-32-546", BIT(DENY_GUESTS)},
        {"S-1-5-21-7-8-9-501", BIT(DENY_GUESTS)},
        {"S-1-5-32-546 S-1-5-114", BIT(DENY_GUESTS) | BIT(DENY_LOCAL_ADMIN)},
        {"S-1-5-7", 0},
        {"S-1-5-15", BIT(DENY_EVERYONE) | BIT(DENY_CONTROLLERS)},
        {"S-1-5-64-10", BIT(DENY_EVERYONE)},
        {"S-1-5-9", BIT(DENY_CONTROLLERS)},
        {"S-1-5-21-7-8-9-500", BIT(DENY_LOCAL_ADMIN)},
        {"S-1-5-21-7-8-9-512", BIT(DENY_LOCAL_ADMIN)},
        {"S-1-5-21-7-8-9-513", BIT(DENY_EVERYONE) | BIT(DENY_CONTROLLERS)},
        {"S-1-5-21-7-8-9-515", BIT(DENY_CONTROLLERS)},
        {"S-1-5-21-7-8-9-516", BIT(DENY_CONTROLLERS)},
        {"S-1-5-32-555", 0},
        {"S-1-5-21-7-8-9-1501", 0},
        {"S-1-5-21-1-2-3-501", 0}, /* the stock machine denies it already */
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_plan plan = {0};
        plan_deny(m, &plan, rows[i].sids);
        uint32_t changes = plan_changes(m, &plan);
        if (changes != rows[i].wanted)
            fail_msg("%s: %#x, wanted %#x", rows[i].sids, changes, rows[i].wanted);
        machine_free(m);
    }
}

/* Before Vista no token holds the SIDs of local accounts, so who is denied by them is nobody. */
static void sids_that_an_old_windows_does_not_know_deny_nobody(void **state)
{
    static const struct {
        const char *sids;
        uint32_t build;
        uint32_t wanted;
        size_t denied;
    } rows[] = {
        {"S-1-5-114", 3790, 0, 0},
        {"S-1-5-113", 2600, 0, 0},
        {"S-1-5-32-546 S-1-5-114", 3790, BIT(DENY_GUESTS), 1},
        {"S-1-5-114", 7601, BIT(DENY_LOCAL_ADMIN), 1}, /* the update may be there */
        {"S-1-5-114", 0, BIT(DENY_LOCAL_ADMIN), 1},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_plan plan = {0};
        plan_deny(m, &plan, rows[i].sids);
        m->machine.os.build = rows[i].build;
        assert_int_equal(plan_changes(m, &plan), rows[i].wanted);
        assert_int_equal(plan_changes_found(m, &plan).denied.count, rows[i].denied);
        machine_free(m);
    }
}

static void taking_sids_away_breaks_nothing(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_plan plan = {0};
    (void)state;
    machine_right(m, "SeDenyNetworkLogonRight", "S-1-1-0 S-1-5-113");
    plan_deny(m, &plan, "S-1-1-0");
    plan.steps.items[0].wanted = nl_value_absent(0);
    assert_int_equal(plan_changes(m, &plan), 0);
    assert_int_equal(plan_changes_found(m, &plan).denied.count, 0);
    machine_free(m);
}

static void one_of_two_adapters_is_enough(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_plan plan = {0};
    (void)state;
    machine_adapter(m, SECOND_GUID, "Wi-Fi");
    machine_ip(m, SECOND_GUID, "192.0.2.9", 24);
    machine_netbt(m, SECOND_GUID, 2);
    plan_step(m, &plan, "netbios.adapter[" MACHINE_GUID "]", "disabled");
    plan_step(m, &plan, "netbios.adapter[" SECOND_GUID "]", "enabled");
    uint32_t changes = plan_changes(m, &plan);
    /* The machine stays partly open on 139, but not on the adapter that was open. */
    assert_int_equal(changes, BIT(NETBIOS_OFF) | BIT(CLOSE_139));
    const uint32_t *causes = plan_changes_found(m, &plan).causes;
    assert_int_equal(causes[0], changes);
    assert_int_equal(causes[1], 0);
    machine_free(m);
}

static void what_was_unknown_may_have_been_open(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_plan plan = {0};
    (void)state;
    plan_step(m, &plan, "smb.direct", "disabled");
    plan.steps.items[0].before = nl_value_absent(0);
    machine_reg_value(m, MACHINE_NETBT_PARAMETERS, "SMBDeviceEnabled",
                      nl_value_text(&m->arena, NL_TYPE_SZ, "0"));
    assert_true((plan_changes(m, &plan) & BIT(CLOSE_445)) != 0);
    machine_free(m);
}

static void no_steps_no_changes(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_plan plan = {.machine = &m->machine};
    (void)state;
    assert_int_equal(plan_changes(m, &plan), 0);
    machine_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_step_makes_its_changes),
        cmocka_unit_test(denied_sids_are_expanded),
        cmocka_unit_test(sids_that_an_old_windows_does_not_know_deny_nobody),
        cmocka_unit_test(taking_sids_away_breaks_nothing),
        cmocka_unit_test(one_of_two_adapters_is_enough),
        cmocka_unit_test(what_was_unknown_may_have_been_open),
        cmocka_unit_test(no_steps_no_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

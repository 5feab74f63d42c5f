/* plan_impact_test.c - which components a plan hits, how hard, by which steps, and in what order. */
#include "machine_builder.h"
#include "model/components.h"
#include "plan/changes.h"
#include "plan_builder.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void find_impacts(struct machine_builder *m, struct nl_plan *plan)
{
    plan_find(m, plan);
}

static const struct nl_impact *impact(const struct nl_plan *plan, const char *id)
{
    for (size_t i = 0; i < plan->impacts.count; i++) {
        if (nl_same(plan->impacts.items[i].component->id, id))
            return &plan->impacts.items[i];
    }
    return NULL;
}

static void the_articles_four_are_always_listed(void **state)
{
    static const char *const words[] = {"Outlook", "MSDTC", "MSMQ", "DHCP"};
    size_t count = 0;
    size_t listed = 0;
    const struct nl_component *rows = nl_components(&count);
    struct machine_builder *m = machine_windows_10();
    struct nl_plan plan = {0};
    (void)state;
    find_impacts(m, &plan);
    for (size_t i = 0; i < count; i++) {
        const struct nl_impact *found = impact(&plan, rows[i].id);
        assert_int_equal(rows[i].always_listed, found != NULL);
        if (!found)
            continue;
        listed++;
        assert_int_equal(found->severity, NL_SEVERITY_NONE);
        assert_int_equal(found->causes.count, 0);
        assert_int_equal(found->because.count, rows[i].untouched ? 1 : 0);
        assert_true(found->evidence.count > 0);
    }
    assert_int_equal(plan.impacts.count, listed);
    for (size_t w = 0; w < NL_COUNT_OF(words); w++) {
        bool named = false;
        for (size_t i = 0; i < plan.impacts.count; i++)
            named = named || nl_holds(plan.impacts.items[i].component->title, words[w]);
        if (!named)
            fail_msg("%s is not listed", words[w]);
    }
    machine_free(m);
}

static void what_is_not_there_is_not_hurt(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_plan plan = {0};
    (void)state;
    machine_key_state(m, "HKLM\\SOFTWARE\\Microsoft\\MSDTC", NL_VALUE_ABSENT, 0);
    plan_step(m, &plan, "firewall.block[135]", "blocked");
    find_impacts(m, &plan);
    assert_int_equal(impact(&plan, "msdtc")->presence, NL_PRESENCE_NOT_FOUND);
    assert_int_equal(impact(&plan, "msdtc")->severity, NL_SEVERITY_LOW);
    assert_null(impact(&plan, "certificate-authority"));

    struct nl_plan again = {0};
    machine_service(m, "MSDTC", 2, NL_SERVICE_RUNNING);
    machine_service(m, "CertSvc", 2, NL_SERVICE_STOPPED);
    plan_step(m, &again, "firewall.block[135]", "blocked");
    find_impacts(m, &again);
    /* Installed, and no sign of use. */
    assert_int_equal(impact(&again, "msdtc")->severity, NL_SEVERITY_MEDIUM);
    assert_int_equal(impact(&again, "certificate-authority")->severity, NL_SEVERITY_MEDIUM);
    assert_int_equal(impact(&again, "certificate-authority")->presence, NL_PRESENCE_INSTALLED);
    machine_free(m);
}

static void what_could_not_be_seen_keeps_its_severity(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_plan plan = {0};
    (void)state;
    m->machine.services.count = 0;
    m->machine.services_state = NL_VALUE_DENIED;
    plan_step(m, &plan, "firewall.block[135]", "blocked");
    find_impacts(m, &plan);
    const struct nl_impact *found = impact(&plan, "certificate-authority");
    assert_non_null(found);
    assert_int_equal(found->presence, NL_PRESENCE_UNKNOWN);
    assert_int_equal(found->severity, NL_SEVERITY_HIGH);
    machine_free(m);
}

static void causes_are_the_steps_that_hit(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_plan plan = {0};
    (void)state;
    machine_share(m, "Papers", 0, "C:\\Papers");
    plan_step(m, &plan, "dcom.enabled", "no");
    plan_step(m, &plan, "server.service", "disabled");
    plan_step(m, &plan, "firewall.block[445]", "blocked");
    plan_step(m, &plan, "netbios.adapter[" MACHINE_GUID "]", "disabled");
    find_impacts(m, &plan);
    const struct nl_impact *shares = impact(&plan, "file-server");
    assert_non_null(shares);
    assert_int_equal(shares->presence, NL_PRESENCE_IN_USE);
    assert_true(nl_texts_hold(&shares->causes, "server.service"));
    assert_true(nl_texts_hold(&shares->causes, "firewall.block[445]"));
    assert_true(nl_texts_hold(&shares->causes, "netbios.adapter[" MACHINE_GUID "]"));
    assert_false(nl_texts_hold(&shares->causes, "dcom.enabled"));
    assert_int_equal(shares->causes.count, 3);
    machine_free(m);
}

static void severity_is_the_worst_and_sorts(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_plan plan = {0};
    (void)state;
    machine_service(m, "MSDTC", 2, NL_SERVICE_RUNNING);
    machine_share(m, "Papers", 0, "C:\\Papers");
    plan_step(m, &plan, "rpc.service", "disabled");
    plan_step(m, &plan, "firewall.block[135]", "blocked");
    plan_step(m, &plan, "firewall.block[445]", "blocked");
    find_impacts(m, &plan);
    machine_reg_dword(m, "HKLM\\SOFTWARE\\Microsoft\\MSDTC\\Security", "NetworkDtcAccess", 1);
    find_impacts(m, &plan);
    assert_int_equal(impact(&plan, "msdtc")->severity, NL_SEVERITY_BLOCK);
    assert_true(impact(&plan, "msdtc")->because.count >= 2);
    assert_int_equal(plan.impacts.items[0].severity, NL_SEVERITY_BLOCK);
    assert_int_equal(plan.impacts.items[0].presence, NL_PRESENCE_IN_USE);
    for (size_t i = 1; i < plan.impacts.count; i++) {
        const struct nl_impact *before = &plan.impacts.items[i - 1];
        const struct nl_impact *after = &plan.impacts.items[i];
        assert_true(before->severity >= after->severity);
        if (before->severity == after->severity && before->presence == after->presence)
            assert_true(nl_compare(before->component->id, after->component->id) < 0);
        if (before->severity == after->severity)
            assert_false(before->presence == NL_PRESENCE_NOT_FOUND &&
                         after->presence == NL_PRESENCE_UNKNOWN);
    }
    machine_free(m);
}

static void a_wider_denial_is_said_once(void **state)
{
    const struct nl_component *row = nl_component_find("scan-to-folder");
    struct machine_builder *m = machine_windows_10();
    struct nl_plan everyone = {0};
    struct nl_plan local = {0};
    (void)state;
    assert_non_null(row);
    machine_share(m, "Scans", 0, "C:\\Scans");
    plan_deny(m, &everyone, "S-1-1-0");
    find_impacts(m, &everyone);
    assert_int_equal(impact(&everyone, "scan-to-folder")->because.count, 1);
    assert_int_equal(impact(&everyone, "scan-to-folder")->severity, NL_SEVERITY_MEDIUM);
    plan_deny(m, &local, "S-1-5-113 S-1-5-32-546");
    find_impacts(m, &local);
    assert_int_equal(impact(&local, "scan-to-folder")->because.count, 2);
    assert_int_equal(impact(&local, "scan-to-folder")->severity, NL_SEVERITY_MEDIUM);
    machine_free(m);
}

/* Since Windows 10 the DHCP client depends on RpcSs through nsi; no row says so, the machine does. */
static void the_machines_own_dependencies_count(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_plan plan = {0};
    struct nl_plan without = {0};
    (void)state;
    machine_service(m, "Dhcp", 2, NL_SERVICE_RUNNING);
    machine_depends(m, "Dhcp", "NSI Afd");
    plan_step(m, &without, "rpc.service", "disabled");
    find_impacts(m, &without);
    assert_int_equal(impact(&without, "dhcp-client")->severity, NL_SEVERITY_NONE);

    machine_depends(m, "NSI", "rpcss nsiproxy");
    plan_step(m, &plan, "rpc.service", "disabled");
    find_impacts(m, &plan);
    const struct nl_impact *found = impact(&plan, "dhcp-client");
    assert_int_equal(found->severity, NL_SEVERITY_HIGH);
    assert_string_equal(plan_text(m, &found->because),
                        "On this computer the service Dhcp depends on RpcSs and does not start "
                        "without it.\n");
    assert_true(nl_texts_hold(&found->causes, "rpc.service"));
    machine_free(m);
}

/* What one change hits on a machine, without any step. */
static void find_hits_of(struct machine_builder *m, enum nl_change change, struct nl_plan *plan)
{
    const struct nl_firewall_rules rules = {0};
    const struct nl_changes changes = {.all = NL_CHANGE_BIT(change)};
    const struct nl_impact_inquiry inquiry = {.arena = &m->arena,
                                              .machine = &m->machine,
                                              .rules = &rules,
                                              .steps = &plan->steps,
                                              .changes = &changes,
                                              .dependents = &plan->dependents};
    nl_impact_find(&inquiry, &plan->impacts);
}

/* What is low for a client of which nobody knows whether it opens shares is medium where it does. */
static void what_is_in_use_weighs_more(void **state)
{
    (void)state;
    for (int drives = 0; drives < 2; drives++) {
        struct machine_builder *m = machine_looked(19045, NL_OS_CLIENT);
        struct nl_plan plan = {.machine = &m->machine};
        machine_service(m, "LanmanWorkstation", 2, NL_SERVICE_STOPPED);
        machine_key(m, "HKU");
        machine_key(m, "HKU\\S-1-5-21-1-2-3-1001\\Network");
        if (drives)
            machine_reg_text(m, "HKU\\S-1-5-21-1-2-3-1001\\Network\\Z", "RemotePath",
                             "\\\\NAS\\photos");
        find_hits_of(m, NL_CHANGE_NETBIOS_OFF, &plan);
        const struct nl_impact *found = impact(&plan, "file-share-client");
        assert_non_null(found);
        assert_int_equal(found->severity, drives ? NL_SEVERITY_MEDIUM : NL_SEVERITY_LOW);
        assert_int_equal(found->presence, drives ? NL_PRESENCE_IN_USE : NL_PRESENCE_INSTALLED);
        machine_free(m);
    }
}

/* Every hit of every row takes effect: a machine that has the component, and that change alone. */
static void every_hit_of_every_row_is_matched(void **state)
{
    size_t count = 0;
    size_t hits = 0;
    const struct nl_component *rows = nl_components(&count);
    struct machine_builder *m = machine_empty(); /* nothing seen, so every presence is unknown */
    (void)state;
    for (size_t i = 0; i < count; i++) {
        for (const struct nl_hit *hit = rows[i].hits; hit && hit->change; hit++) {
            struct nl_plan plan = {.machine = &m->machine};
            find_hits_of(m, hit->change, &plan);
            const struct nl_impact *found = impact(&plan, rows[i].id);
            if (!found || found->severity != hit->severity || found->because.count != 1)
                fail_msg("%s: hit %d", rows[i].id, (int)(hit - rows[i].hits));
            hits++;
        }
    }
    assert_true(hits > count);
    machine_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_articles_four_are_always_listed),
        cmocka_unit_test(what_is_not_there_is_not_hurt),
        cmocka_unit_test(what_could_not_be_seen_keeps_its_severity),
        cmocka_unit_test(causes_are_the_steps_that_hit),
        cmocka_unit_test(severity_is_the_worst_and_sorts),
        cmocka_unit_test(a_wider_denial_is_said_once),
        cmocka_unit_test(the_machines_own_dependencies_count),
        cmocka_unit_test(what_is_in_use_weighs_more),
        cmocka_unit_test(every_hit_of_every_row_is_matched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

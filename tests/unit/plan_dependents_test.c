/* plan_dependents_test.c - what a service carries: cycles, groups, letter case, parents, counts. */
#include "machine_builder.h"
#include "plan/dependents.h"
#include "plan_builder.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void add(struct machine_builder *m, const char *name, const char *needs)
{
    machine_service(m, name, 3, NL_SERVICE_STOPPED);
    machine_depends(m, name, needs);
}

static struct nl_dependents dependents_of(struct machine_builder *m, const char *service)
{
    struct nl_dependents found;
    nl_dependents_of(&m->arena, &m->machine, service, true, &found);
    return found;
}

static const struct nl_dependent *find(const struct nl_dependents *dependents, const char *name)
{
    for (size_t i = 0; i < dependents->list.count; i++) {
        if (nl_same(dependents->list.items[i].name, name))
            return &dependents->list.items[i];
    }
    return NULL;
}

static void nothing_depends_on_a_lone_service(void **state)
{
    struct machine_builder *m = machine_looked(16299, NL_OS_CLIENT);
    (void)state;
    struct nl_dependents found = dependents_of(m, "RpcSs");
    assert_int_equal(found.transitive, 0);
    add(m, "RpcSs", "DcomLaunch");
    add(m, "Dhcp", "nsi tdx afd");
    found = dependents_of(m, "RpcSs");
    assert_int_equal(found.transitive, 0);
    assert_string_equal(found.service, "RpcSs");
    machine_free(m);
}

static void breadth_first_with_parents(void **state)
{
    struct machine_builder *m = machine_looked(16299, NL_OS_CLIENT);
    (void)state;
    /* The deep one stands first in the table, so that order comes from the search. */
    add(m, "Third", "LanmanServer");
    add(m, "RpcSs", "");
    add(m, "SamSs", "RPCSS");
    add(m, "LanmanServer", "SamSS Srv2");
    add(m, "Spooler", "rpcss http");
    machine_driver(m, "Odd", 3, NL_SERVICE_RUNNING);
    machine_depends(m, "Odd", "Spooler");
    struct nl_dependents found = dependents_of(m, "rpcSS");
    assert_int_equal(found.direct, 2);
    assert_int_equal(found.transitive, 5);
    assert_int_equal(found.running, 1);
    assert_int_equal(found.direct_without_groups, 2);
    assert_int_equal(found.transitive_without_groups, 5);
    for (size_t i = 0; i < found.list.count; i++) {
        const struct nl_dependent *one = &found.list.items[i];
        assert_int_equal(one->direct, one->parent == SIZE_MAX);
        assert_int_equal(one->direct, one->depth == 1);
        if (!one->direct) {
            assert_true(one->parent < i);
            assert_int_equal(one->depth, found.list.items[one->parent].depth + 1);
        }
    }
    assert_int_equal(find(&found, "Third")->depth, 3);
    assert_string_equal(found.list.items[find(&found, "Third")->parent].name, "LanmanServer");
    assert_true(find(&found, "Odd")->driver);
    assert_false(find(&found, "Spooler")->driver);
    machine_free(m);
}

static void cycles_end(void **state)
{
    struct machine_builder *m = machine_looked(16299, NL_OS_CLIENT);
    (void)state;
    add(m, "RpcSs", "C");
    add(m, "A", "RpcSs C");
    add(m, "B", "A B");
    add(m, "C", "B");
    struct nl_dependents found = dependents_of(m, "RpcSs");
    assert_int_equal(found.direct, 1);
    assert_int_equal(found.transitive, 3);
    assert_null(find(&found, "RpcSs"));
    machine_free(m);
}

static void groups_count_apart(void **state)
{
    struct machine_builder *m = machine_looked(16299, NL_OS_CLIENT);
    (void)state;
    machine_service(m, "RpcSs", 2, NL_SERVICE_RUNNING)->group = "COM Infrastructure";
    /* As the registry has it, as the service manager gives it, and another group. */
    add(m, "ByRegistry", "");
    nl_texts_add(&m->machine.services.items[1].depends_groups, &m->arena, "COM infrastructure");
    add(m, "ByManager", "");
    nl_texts_add(&m->machine.services.items[2].depends, &m->arena, "+COM Infrastructure");
    add(m, "Elsewhere", "");
    nl_texts_add(&m->machine.services.items[3].depends_groups, &m->arena, "+TDI");
    /* A service that is called like the group is another thing. */
    add(m, "ByName", "");
    nl_texts_add(&m->machine.services.items[4].depends, &m->arena, "COM Infrastructure");
    machine_service(m, "Child", 3, NL_SERVICE_STOPPED);
    machine_depends(m, "Child", "ByManager");

    struct nl_dependents found = dependents_of(m, "RpcSs");
    assert_int_equal(found.direct, 2);
    assert_int_equal(found.transitive, 3);
    assert_int_equal(found.direct_without_groups, 0);
    assert_int_equal(found.transitive_without_groups, 0);
    assert_non_null(find(&found, "ByRegistry"));
    assert_non_null(find(&found, "ByManager"));
    assert_null(find(&found, "Elsewhere"));
    assert_null(find(&found, "ByName"));

    nl_dependents_of(&m->arena, &m->machine, "RpcSs", false, &found);
    assert_int_equal(found.transitive, 0);
    machine_free(m);
}

static void a_group_reaches_through_its_other_members(void **state)
{
    struct machine_builder *m = machine_looked(16299, NL_OS_CLIENT);
    (void)state;
    add(m, "RpcSs", "");
    add(m, "Driver", "RpcSs");
    m->machine.services.items[1].group = "TDI";
    add(m, "Netlogon", "+TDI");
    struct nl_dependents found = dependents_of(m, "RpcSs");
    assert_int_equal(found.direct, 1);
    assert_int_equal(found.transitive, 2);
    assert_int_equal(find(&found, "Netlogon")->parent, 0);
    machine_free(m);
}

static void a_hundred_thousand_services_are_no_trouble(void **state)
{
    enum { MANY = 100000 };
    struct machine_builder *m = machine_looked(16299, NL_OS_CLIENT);
    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        struct nl_service *service = NL_PUSH(&m->arena, &m->machine.services);
        service->name = nl_arena_format(&m->arena, "s%zu", i);
        nl_texts_add(&service->depends, &m->arena,
                     i == 0 ? "RpcSs" : nl_arena_format(&m->arena, "S%zu", i - 1));
    }
    struct nl_dependents found = dependents_of(m, "RpcSs");
    assert_int_equal(found.direct, 1);
    assert_int_equal(found.transitive, MANY);
    assert_int_equal(found.list.items[MANY - 1].depth, MANY);
    machine_free(m);
}

static void only_steps_that_take_a_start_away_are_listed(void **state)
{
    static const struct {
        const char *id;
        uint32_t before;
        const char *word;
        size_t wanted;
    } rows[] = {
        {"rpc.service", 2, "disabled", 1},     {"rpc.service", 2, "manual", 1},
        {"rpc.service", 4, "automatic", 0},    {"rpc.service", 4, "manual", 0},
        {"server.service", 2, "disabled", 1},  {"server.service", 2, "manual", 0},
        {"server.service", 4, "automatic", 0},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_plan plan = {0};
        const char *service = nl_starts(rows[i].id, "rpc") ? "RpcSs" : "LanmanServer";
        machine_service(m, service, rows[i].before, NL_SERVICE_RUNNING);
        plan_step(m, &plan, rows[i].id, rows[i].word);
        nl_dependents_find(&m->arena, &m->machine, &plan.steps, &plan.dependents);
        assert_int_equal(plan.dependents.count, rows[i].wanted);
        if (rows[i].wanted == 1) {
            assert_string_equal(plan.dependents.items[0].service, service);
            if (nl_same(service, "RpcSs"))
                assert_non_null(find(&plan.dependents.items[0], "LanmanServer"));
        }
        machine_free(m);
    }
}

/* Switching SMB1 off as a client frees the Workstation service first; it then depends no more. */
static void a_freed_service_depends_no_more(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_plan plain = {0};
    struct nl_plan freeing = {0};
    struct nl_texts left = {0};
    (void)state;
    plan_step(m, &plain, "smb1.client", "disabled");
    nl_dependents_find(&m->arena, &m->machine, &plain.steps, &plain.dependents);
    assert_non_null(find(&plain.dependents.items[0], "LanmanWorkstation"));

    plan_step(m, &freeing, "smb1.client", "disabled");
    plan_step(m, &freeing, "smb1.client", "disabled");
    nl_texts_add(&left, &m->arena, "Bowser");
    freeing.steps.items[0].address =
        (struct nl_address){.place = NL_PLACE_SERVICE_DEPENDS, .path = "LanmanWorkstation"};
    freeing.steps.items[0].wanted = nl_value_names(&m->arena, &left);
    nl_dependents_find(&m->arena, &m->machine, &freeing.steps, &freeing.dependents);
    assert_int_equal(freeing.dependents.count, 1);
    assert_int_equal(freeing.dependents.items[0].transitive, 0);
    machine_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_depends_on_a_lone_service),
        cmocka_unit_test(breadth_first_with_parents),
        cmocka_unit_test(cycles_end),
        cmocka_unit_test(groups_count_apart),
        cmocka_unit_test(a_group_reaches_through_its_other_members),
        cmocka_unit_test(a_hundred_thousand_services_are_no_trouble),
        cmocka_unit_test(only_steps_that_take_a_start_away_are_listed),
        cmocka_unit_test(a_freed_service_depends_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

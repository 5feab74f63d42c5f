/* windows_lsa_test.c - user rights: never more than the difference. Against an LSA that the test
 * keeps itself, and against the one of this system. */
#include "apply/apply.h"
#include "base/attributes.h"
#include "fake_lsa.h"
#include "host/windows/win_lsa.h"
#include "host/windows/win_sid.h"
#include "power_cut.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "host/windows/win_host.h"
#include "skip.h"

#define DENY "SeDenyNetworkLogonRight"
#define GUESTS "S-1-5-32-546"
#define LOCAL_ADMIN "S-1-5-114"
#define SOMEBODY "S-1-5-21-1-2-3-1001"

static int begin(void **state)
{
    int result = with_arena_begin(state);
    fake_lsa.memory = *state;
    fake_lsa.held = (struct nl_texts){0};
    fake_lsa.adds = fake_lsa.removes = fake_lsa.fail_call = 0;
    fake_lsa.keeps_nothing = false;
    fake_lsa.failure = fake_lsa.open_answer = fake_lsa.enumerate_answer = 0;
    win_lsa_replace(&fake_lsa_calls);
    return result;
}

static int end(void **state)
{
    win_lsa_replace(NULL);
    return with_arena_end(state);
}

static struct nl_value set_of(const char *const *sids)
{
    struct nl_texts texts = {0};
    for (; *sids; sids++)
        nl_texts_add(&texts, fake_lsa.memory, *sids);
    return nl_value_sids(fake_lsa.memory, &texts);
}

static void the_difference_and_no_more(void **state)
{
    struct nl_arena *arena = *state;
    nl_texts_add(&fake_lsa.held, arena, GUESTS);
    nl_texts_add(&fake_lsa.held, arena, SOMEBODY);
    struct nl_value before = win_lsa_read(arena, DENY);
    struct nl_value wanted = set_of((const char *const[]){GUESTS, SOMEBODY, LOCAL_ADMIN, NULL});
    assert_int_equal(win_lsa_write(arena, DENY, &wanted, NULL), NL_OK);
    assert_int_equal(fake_lsa.adds, 1);
    assert_int_equal(fake_lsa.removes, 0);
    struct nl_value after = win_lsa_read(arena, DENY);
    assert_true(nl_value_identical(&after, &wanted));
    /* Again: nothing to do, nothing is done. */
    assert_int_equal(win_lsa_write(arena, DENY, &wanted, NULL), NL_OK);
    assert_int_equal(fake_lsa.adds + fake_lsa.removes, 1);
    /* Undo rolls back what was added; the others keep theirs. */
    assert_int_equal(win_lsa_write(arena, DENY, &before, NULL), NL_OK);
    assert_int_equal(fake_lsa.removes, 1);
    after = win_lsa_read(arena, DENY);
    assert_true(nl_value_identical(&after, &before));
}

static void nobody_is_absence(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_value before = win_lsa_read(arena, DENY);
    assert_int_equal(before.state, NL_VALUE_ABSENT);
    struct nl_value wanted = set_of((const char *const[]){GUESTS, NULL});
    assert_int_equal(win_lsa_write(arena, DENY, &wanted, NULL), NL_OK);
    assert_int_equal(win_lsa_write(arena, DENY, &before, NULL), NL_OK);
    assert_int_equal(fake_lsa.held.count, 0);
}

static void a_failure_leaves_no_third_state(void **state)
{
    struct nl_arena *arena = *state;
    nl_texts_add(&fake_lsa.held, arena, SOMEBODY);
    struct nl_value before = win_lsa_read(arena, DENY);
    struct nl_value wanted = set_of((const char *const[]){GUESTS, LOCAL_ADMIN, NULL});
    for (unsigned call = 1; call <= 3; call++) {
        fake_lsa.adds = fake_lsa.removes = 0;
        fake_lsa.fail_call = call;
        fake_lsa.failure = (NTSTATUS)0xC0000022;
        struct nl_error err;
        assert_int_equal(win_lsa_write(arena, DENY, &wanted, &err), NL_DENIED);
        assert_int_equal(err.native, NL_NATIVE_NTSTATUS);
        assert_int_equal(err.native_code, 0xC0000022);
        struct nl_value after = win_lsa_read(arena, DENY);
        assert_true(nl_value_identical(&after, &before));
    }
}

static void an_account_unknown_to_lsa_holds_nothing(void **state)
{
    struct nl_arena *arena = *state;
    nl_texts_add(&fake_lsa.held, arena, SOMEBODY);
    struct nl_value nothing = nl_value_absent(0);
    fake_lsa.fail_call = 1;
    fake_lsa.failure = (NTSTATUS)0xC0000034;
    assert_int_equal(win_lsa_write(arena, DENY, &nothing, NULL), NL_OK);
}

static void outcomes_stay_apart(void **state)
{
    static const struct {
        NTSTATUS open;
        NTSTATUS enumerate;
        enum nl_value_state want;
    } rows[] = {
        {(NTSTATUS)0xC0000022, 0, NL_VALUE_DENIED},
        {0, (NTSTATUS)0xC0000022, NL_VALUE_DENIED},
        {0, (NTSTATUS)0x8000001A, NL_VALUE_ABSENT},
        {0, (NTSTATUS)0xC0000060, NL_VALUE_UNSUPPORTED},
        {0, (NTSTATUS)0xC0000002, NL_VALUE_UNSUPPORTED},
        {(NTSTATUS)0xC0000001, 0, NL_VALUE_UNSUPPORTED},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        fake_lsa.open_answer = rows[i].open;
        fake_lsa.enumerate_answer = rows[i].enumerate;
        struct nl_value value = win_lsa_read(*state, DENY);
        if (value.state != rows[i].want)
            fail_msg("row %zu: %d", i, (int)value.state);
        assert_true(value.state == NL_VALUE_ABSENT || value.code != 0);
    }
}

static void malformed_sids_are_refused_first(void **state)
{
    static const char text[] = "S-1-5-32-546\nBA";
    struct nl_value value = nl_value_raw(*state, NL_TYPE_SID_SET, text, sizeof text - 1);
    assert_int_equal(win_lsa_write(*state, DENY, &value, NULL), NL_INVALID);
    assert_int_equal(fake_lsa.adds + fake_lsa.removes, 0);
}

/* Wine takes every right and stores none: "nobody" would be no answer there. */
static void a_system_that_keeps_no_rights_is_no_answer(void **state)
{
    struct nl_arena *arena = *state;
    fake_lsa.held.count = 0;
    assert_int_equal(win_lsa_read(arena, DENY).state, NL_VALUE_ABSENT);
    fake_lsa.keeps_nothing = true;
    assert_int_equal(win_lsa_read(arena, DENY).state, NL_VALUE_UNSUPPORTED);
}

/* Some systems answer "success" and store nothing. Whoever writes must read back, and
 * the host must then tell the truth. On a system that stores, the value is rolled back again. */
static void what_is_read_back_is_what_is_there(void **state)
{
    struct nl_arena *arena = *state;
    win_lsa_replace(NULL);
    struct nl_host *host = NULL;
    assert_int_equal(nl_windows_host_open(arena, &host, NULL), NL_OK);
    struct nl_address where = {.place = NL_PLACE_USER_RIGHT, .path = DENY};
    struct nl_value before = {0};
    struct nl_value after = {0};
    assert_int_equal(host->ops->read(host, &where, arena, &before, NULL), NL_OK);
    if (before.state == NL_VALUE_UNSUPPORTED)
        SKIP_BECAUSE("this system keeps no rights, and says so");
    if (before.state != NL_VALUE_ABSENT)
        SKIP_BECAUSE("this system stores the right, so there is nothing that is not stored");
    struct nl_value wanted = set_of((const char *const[]){LOCAL_ADMIN, NULL});
    assert_int_equal(host->ops->write(host, &where, &before, &wanted, NULL, NULL), NL_OK);
    assert_int_equal(host->ops->read(host, &where, arena, &after, NULL), NL_OK);
    assert_true(after.state == NL_VALUE_ABSENT || nl_value_identical(&after, &wanted));
    if (after.state == NL_VALUE_PRESENT)
        assert_int_equal(host->ops->write(host, &where, &after, &before, NULL, NULL), NL_OK);
}

static uint64_t test_now_s(struct nl_clock *clock)
{
    (void)clock;
    return 1795358035;
}

/* What the LSA of Wine cannot show: a profile with the right is applied through the live host beside
 * a registry setting, is idempotent, keeps the other holder, and is rolled back exactly. */
static void a_profile_with_the_right_succeeds(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_clock clock = {.now_s = test_now_s};
    struct nl_host *host = NULL;
    struct nl_machine machine;
    struct nl_profile profile = {.name = "test"};
    struct nl_plan plan;
    struct nl_plan again;
    struct nl_apply_result result;
    struct nl_rollback rollback;
    struct nl_error err = {0};
    struct world disk; /* for its store */
    nl_texts_add(&fake_lsa.held, arena, SOMEBODY);

    assert_int_equal(nl_windows_host_open(arena, &host, &err), NL_OK);
    assert_int_equal(host->ops->survey(host, arena, &machine, &err), NL_OK);
    assert_int_equal(
        nl_profile_set(arena, &profile, "logon.network.deny=" GUESTS "," LOCAL_ADMIN, &err), NL_OK);
    assert_int_equal(nl_profile_set(arena, &profile, "netbios.nodetype=point-to-point", &err),
                     NL_OK);
    nl_plan_make(arena, &machine, &profile, NULL, &plan);
    assert_int_equal(plan.steps.count, 2);
    world_init(&disk, arena, &machine);
    struct nl_apply apply = {
        .host = host, .store = &disk.store, .clock = &clock, .arena = arena, .plan = &plan};
    for (size_t i = 0; i < plan.risks.count; i++)
        nl_texts_add(&apply.accepted, arena, plan.risks.items[i].row->id);
    assert_int_equal(nl_apply_run(&apply, &result, &err), NL_OK);
    assert_int_equal(result.outcome, NL_APPLIED);
    assert_int_equal(fake_lsa.held.count, 3);
    assert_true(nl_texts_hold(&fake_lsa.held, SOMEBODY));

    struct nl_machine after;
    assert_int_equal(host->ops->survey(host, arena, &after, &err), NL_OK);
    nl_plan_make(arena, &after, &profile, NULL, &again);
    assert_int_equal(again.steps.count, 0);

    assert_int_equal(nl_rollback_journal(&(struct nl_rollback_work){.host = host,
                                                                    .store = &disk.store,
                                                                    .clock = &clock,
                                                                    .arena = arena,
                                                                    .note = "test"},
                                         &result.journal, &rollback, &err),
                     NL_OK);
    assert_true(rollback.complete);
    assert_int_equal(fake_lsa.held.count, 1);
    assert_string_equal(fake_lsa.held.items[0], SOMEBODY);
    struct nl_machine last;
    assert_int_equal(host->ops->survey(host, arena, &last, &err), NL_OK);
    for (size_t i = 0; i < plan.steps.count; i++) {
        struct nl_value now = nl_machine_read(arena, &last, &plan.steps.items[i].address);
        assert_true(nl_value_identical(&now, &plan.steps.items[i].before));
    }
    host->ops->close(host);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_difference_and_no_more, begin, end),
        cmocka_unit_test_setup_teardown(nobody_is_absence, begin, end),
        cmocka_unit_test_setup_teardown(a_system_that_keeps_no_rights_is_no_answer, begin, end),
        cmocka_unit_test_setup_teardown(a_failure_leaves_no_third_state, begin, end),
        cmocka_unit_test_setup_teardown(an_account_unknown_to_lsa_holds_nothing, begin, end),
        cmocka_unit_test_setup_teardown(outcomes_stay_apart, begin, end),
        cmocka_unit_test_setup_teardown(malformed_sids_are_refused_first, begin, end),
        cmocka_unit_test_setup_teardown(what_is_read_back_is_what_is_there, begin, end),
        cmocka_unit_test_setup_teardown(a_profile_with_the_right_succeeds, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

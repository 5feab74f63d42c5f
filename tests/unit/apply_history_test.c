/* apply_history_test.c - whatever was applied and rolled back, in whatever order, and however often old
 * journals were removed: the first machine can be reached, and one journal that a newer change built
 * upon is not rolled back alone. The same where calls fail and the power goes in between. Where somebody
 * else changes what was written, and a person gives up rollbacks that this makes incomplete, all that
 * nobody else touched comes back.
 *
 * NETLATCH_SEED and NETLATCH_ROUNDS in the environment change which and how many machines. */
#include "apply/apply.h"
#include "apply/rollback_choice.h"
#include "machine_random.h"
#include "model/machine_set.h"
#include "power_cut.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHANGES = 120, KEPT = 3 };

static uint64_t number_from(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    uint64_t number = 0;
    return text && nl_parse_u64(text, UINT64_MAX, &number) ? number : otherwise;
}

static uint64_t test_now_s(struct nl_clock *clock)
{
    (void)clock;
    return 1795358035; /* 2026-11-22T14:33:55Z */
}

static struct nl_clock test_clock = {.now_s = test_now_s};

/* A machine with a history. */
struct history {
    struct machine_builder *m;
    struct world world;
    uint64_t seed;
    size_t applied;
    size_t rolled_back;
    size_t refused;
    size_t failed;                      /* changes in which a call failed or the power went */
    size_t given_up;                    /* rollbacks */
    bool hard;                          /* such things happen */
    bool shared;                        /* somebody else changes this machine too */
    NL_LIST(struct nl_address) touched; /* by somebody else */
};

static bool is_touched(const struct history *h, const struct nl_address *address)
{
    for (size_t i = 0; i < h->touched.count; i++) {
        if (nl_address_same(&h->touched.items[i], address))
            return true;
    }
    return false;
}

static void apply_something(struct history *h)
{
    struct nl_arena *arena = &h->m->arena;
    struct nl_profile profile;
    struct nl_plan plan;
    struct nl_apply_result result;
    struct nl_error err = {0};
    struct nl_machine machine = h->world.now;
    profile_random(arena, &h->seed, &machine, &profile);
    nl_plan_make(arena, &machine, &profile, NULL, &plan);
    struct nl_apply apply = {.host = &h->world.host,
                             .store = &h->world.store,
                             .clock = &test_clock,
                             .arena = arena,
                             .plan = &plan};
    for (size_t i = 0; i < plan.risks.count; i++)
        nl_texts_add(&apply.accepted, arena, plan.risks.items[i].row->id);
    enum nl_status status = nl_apply_run(&apply, &result, &err);
    assert_true(status == NL_OK || h->world.failure != WORLD_WORKS);
    h->applied += result.outcome == NL_APPLIED;
    if (status == NL_OK)
        status = nl_journal_prune(&h->world.store, arena, KEPT, &err);
    assert_true(status == NL_OK || h->world.failure != WORLD_WORKS);
}

static struct nl_journals journals_of(struct history *h)
{
    struct nl_journals journals = {0};
    if (nl_journal_list(&h->world.store, &h->m->arena, &journals, NULL) != NL_OK) {
        assert_true(h->world.failure != WORLD_WORKS);
        journals.count = 0;
    }
    return journals;
}

/* A rollback that is not complete: only what somebody else touched may be in its way. It is forced, or
 * given up. */
static void end_incomplete(struct history *h, const struct nl_rollback_work *work,
                           struct nl_journal *journal, const struct nl_rollback *rollback)
{
    struct nl_rollback after;
    for (size_t i = 0; i < rollback->steps.count; i++) {
        const struct nl_rollback_step *step = &rollback->steps.items[i];
        if (step->kind == NL_ROLLBACK_LEFT_ALONE)
            assert_true(is_touched(h, &step->step->address));
        else
            assert_int_not_equal(step->kind, NL_ROLLBACK_FAILED);
    }
    assert_int_equal(journal->state, NL_JOURNAL_INCOMPLETE);
    if (random_next(&h->seed) % 3 == 0) {
        struct nl_rollback_work forced = *work;
        forced.force = true;
        assert_int_equal(nl_rollback_journal(&forced, journal, &after, NULL), NL_OK);
        assert_true(after.complete);
        h->rolled_back++;
        return;
    }
    assert_int_equal(nl_rollback_abandon(work, journal, &after, NULL), NL_OK);
    assert_int_equal(journal->state, NL_JOURNAL_ABANDONED);
    h->given_up++;
}

/* Rolls back what was chosen; nothing of it may be in the way where nobody else changed anything. */
static void take(struct history *h, struct nl_journals *journals,
                 const struct nl_rollback_choice *choice)
{
    const struct nl_rollback_work work = {.host = &h->world.host,
                                          .store = &h->world.store,
                                          .clock = &test_clock,
                                          .arena = &h->m->arena,
                                          .journals = journals,
                                          .note = "test"};
    for (size_t i = 0; i < choice->journals.count; i++) {
        struct nl_rollback rollback;
        struct nl_error err = {0};
        bool whole =
            nl_rollback_journal(&work, choice->journals.items[i], &rollback, &err) == NL_OK &&
            rollback.complete;
        assert_true(whole || h->shared || h->world.failure != WORLD_WORKS);
        if (!whole && !h->shared)
            return;
        if (whole)
            h->rolled_back++;
        else
            end_incomplete(h, &work, choice->journals.items[i], &rollback);
    }
}

/* One journal by its number, the newest, or all since one. */
static void roll_something_back(struct history *h)
{
    struct nl_journals journals = journals_of(h);
    struct nl_rollback_choice choice;
    struct nl_error err = {0};
    if (journals.count == 0)
        return;
    uint64_t way = random_next(&h->seed) % 4;
    const struct nl_journal *any = &journals.items[random_next(&h->seed) % journals.count];
    enum nl_status status =
        nl_rollback_choose(&h->m->arena, &journals, way == 0 ? NULL : any->id,
                           way == 3 && any->sequence + 8 > h->applied, &choice, &err);
    if (status != NL_OK) {
        assert_true(!nl_journal_stands(any) || h->world.failure != WORLD_WORKS);
        return;
    }
    if (choice.newer) {
        assert_true((nl_journal_stands(choice.newer) && choice.setting) ||
                    h->world.failure != WORLD_WORKS);
        h->refused++;
    }
    take(h, &journals, &choice);
}

/* Somebody else changes what a change wrote. */
static void somebody_changes(struct history *h)
{
    static const struct nl_texts none = {0};
    struct nl_arena *arena = &h->m->arena;
    struct nl_journals journals = journals_of(h);
    if (journals.count == 0)
        return;
    const struct nl_journal *journal = &journals.items[random_next(&h->seed) % journals.count];
    if (journal->steps.count == 0)
        return;
    const struct nl_address *address =
        &journal->steps.items[random_next(&h->seed) % journal->steps.count].address;
    struct nl_value value = {0};
    if (address->place == NL_PLACE_REGISTRY)
        value = nl_value_dword(arena, 70 + (uint32_t)(random_next(&h->seed) % 9));
    else if (address->place == NL_PLACE_SERVICE_START)
        value = nl_value_start_type(arena, (uint32_t)(random_next(&h->seed) % 2));
    else if (address->place == NL_PLACE_USER_RIGHT)
        value = nl_value_sids(arena, &none);
    else
        return;
    nl_machine_set(arena, &h->world.now, address, &value);
    nl_machine_set(arena, &h->world.durable, address, &value);
    if (!is_touched(h, address))
        *NL_PUSH(arena, &h->touched) = *address;
}

/* A change in which a call fails or the power goes, and what the next netlatch does first. */
static void go_wrong(struct history *h, bool applies)
{
    struct world *world = &h->world;
    struct nl_recovery recovery;
    const struct nl_rollback_work work = {
        .host = &world->host, .store = &world->store, .clock = &test_clock, .arena = &h->m->arena};
    world->calls = 0;
    world->failure = random_next(&h->seed) % 2 ? WORLD_POWER_CUT : WORLD_CALL_FAILS;
    world->fail_at = 1 + random_next(&h->seed) % 40;
    world->torn = random_next(&h->seed) % 50;
    if (setjmp(world->power_off) == 0) {
        if (applies)
            apply_something(h);
        else
            roll_something_back(h);
        h->failed += world->calls >= world->fail_at;
        world->failure = WORLD_WORKS;
    } else {
        h->failed++;
        world_restart(world, random_next(&h->seed));
    }
    assert_int_equal(nl_recover(&work, NULL, &recovery, NULL), NL_OK);
    assert_true(recovery.complete);
}

/* Everything that a change ever wrote and nobody else touched is what it was. */
static void check_untouched(struct history *h, const struct nl_machine *first)
{
    const struct nl_journals journals = journals_of(h);
    for (size_t j = 0; j < journals.count; j++) {
        for (size_t i = 0; i < journals.items[j].steps.count; i++) {
            const struct nl_address *address = &journals.items[j].steps.items[i].address;
            struct nl_value was = nl_machine_read(&h->m->arena, first, address);
            struct nl_value is = nl_machine_read(&h->m->arena, &h->world.now, address);
            assert_true(is_touched(h, address) || nl_value_identical(&was, &is));
        }
    }
}

static void a_history(uint64_t seed, bool by_number, bool hard, bool shared,
                      struct history *out_history)
{
    struct history h = {.seed = seed, .hard = hard, .shared = shared};
    h.m = machine_random(&h.seed);
    struct nl_arena *arena = &h.m->arena;
    world_init(&h.world, arena, &h.m->machine);
    const char *first = world_picture(&h.world);
    const struct nl_machine before = h.world.now;
    nl_machine_fork(arena, &h.world.now);
    for (int i = 0; i < CHANGES; i++) {
        bool applies = random_next(&h.seed) % 5 < 3;
        if (h.shared && random_next(&h.seed) % 4 == 0)
            somebody_changes(&h);
        if (h.hard && random_next(&h.seed) % 3 == 0)
            go_wrong(&h, applies);
        else if (applies)
            apply_something(&h);
        else
            roll_something_back(&h);
    }
    struct nl_journals journals = journals_of(&h);
    if (by_number && journals.count > 0) {
        struct nl_rollback_choice choice;
        assert_int_equal(nl_rollback_choose(arena, &journals, journals.items[journals.count - 1].id,
                                            true, &choice, NULL),
                         NL_OK);
        take(&h, &journals, &choice);
    }
    for (size_t most = journals.count; !by_number && nl_journal_pick(&journals, NULL); most--) {
        struct nl_rollback_choice choice;
        assert_int_equal(nl_rollback_choose(arena, &journals, NULL, false, &choice, NULL), NL_OK);
        assert_true(most > 0);
        take(&h, &journals, &choice);
        journals = journals_of(&h);
    }
    if (shared) {
        assert_null(nl_journal_pick(&journals, NULL));
        check_untouched(&h, &before);
        *out_history = h;
        machine_free(h.m);
        return;
    }
    const char *last = world_picture(&h.world);
    if (strcmp(first, last) != 0)
        print_error("NETLATCH_SEED=%llu: not the first machine\n", (unsigned long long)seed);
    assert_true(strcmp(first, last) == 0);
    *out_history = h;
    machine_free(h.m);
}

static void lead_back(bool hard, bool shared)
{
    uint64_t first = number_from("NETLATCH_SEED", 1);
    uint64_t rounds = number_from("NETLATCH_ROUNDS", 12);
    size_t applied = 0;
    size_t rolled_back = 0;
    size_t refused = 0;
    size_t failed = 0;
    size_t given_up = 0;
    for (uint64_t i = 0; i < rounds; i++) {
        struct history h;
        a_history(first + i, i % 2, hard, shared, &h);
        applied += h.applied;
        rolled_back += h.rolled_back;
        refused += h.refused;
        failed += h.failed;
        given_up += h.given_up;
    }
    print_message("%llu changes applied, %llu rolled back, %llu refused as out of order, %llu in "
                  "which something failed, %llu given up\n",
                  (unsigned long long)applied, (unsigned long long)rolled_back,
                  (unsigned long long)refused, (unsigned long long)failed,
                  (unsigned long long)given_up);
    assert_true(applied > rounds * 20 && rolled_back > rounds * 10 && refused > 0);
    assert_true(hard ? failed > rounds * 10 : failed == 0);
    assert_true(shared ? given_up > rounds : given_up == 0);
}

static void every_history_leads_back_to_the_first_machine(void **state)
{
    (void)state;
    lead_back(false, false);
}

static void so_does_one_in_which_calls_fail_and_the_power_goes(void **state)
{
    (void)state;
    lead_back(true, false);
}

static void what_nobody_else_touched_comes_back(void **state)
{
    (void)state;
    lead_back(false, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_history_leads_back_to_the_first_machine),
        cmocka_unit_test(so_does_one_in_which_calls_fail_and_the_power_goes),
        cmocka_unit_test(what_nobody_else_touched_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* apply_property_test.c - the promise above all: for any machine and any profile, plan, apply, the
 * audit is clean, planning again finds nothing, and rollback gives back the identical machine.
 *
 * Thousands of generated machines; NETLATCH_SEED and NETLATCH_ROUNDS in the environment change
 * which and how many. A failure prints the seed of its round. */
#include "apply/apply.h"
#include "host/record/record_host.h"
#include "machine_random.h"
#include "model/machine_json.h"
#include "model/risk.h"
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

static struct nl_texts all_risks(struct nl_arena *arena)
{
    struct nl_texts names = {0};
    size_t count = 0;
    const struct nl_risk_row *rows = nl_risks(&count);
    for (size_t i = 0; i < count; i++)
        nl_texts_add(&names, arena, rows[i].id);
    return names;
}

/* A request that a step was made for: it is met, it waits, or something on this machine makes what
 * was set count for nothing, which is said. */
static void check_changed(const struct nl_request *request)
{
    bool told =
        request->outcome == NL_OUTCOME_MET || request->outcome == NL_OUTCOME_PENDING ||
        (request->outcome == NL_OUTCOME_UNMET && request->why.format &&
         (request->unmet == NL_UNMET_INEFFECTIVE || request->unmet == NL_UNMET_UNSUPPORTED)) ||
        request->outcome == NL_OUTCOME_NOT_APPLICABLE; /* only its companion was missing */
    if (!told)
        print_error("%s: %s, %s\n", request->id, nl_outcome_words[request->outcome],
                    nl_unmet_words[request->unmet]);
    assert_true(told);
}

/* Every request that made a step, or needed none, is now met; what was left out was said, and what
 * counts for nothing was said by the plan. */
static void check_requests(struct nl_arena *arena, const struct nl_machine *machine,
                           const struct nl_plan *plan)
{
    struct nl_plan again;
    nl_plan_make(arena, machine, plan->profile, NULL, &again);
    for (size_t i = 0; i < again.steps.count; i++)
        print_error("still a step: %s from %s to %s\n", again.steps.items[i].instance.id,
                    nl_value_show(arena, &again.steps.items[i].before),
                    nl_value_show(arena, &again.steps.items[i].wanted));
    assert_int_equal(again.steps.count, 0);
    for (size_t i = 0; i < plan->requests.count; i++) {
        const struct nl_request *first = &plan->requests.items[i];
        const struct nl_request *last = &again.requests.items[i];
        assert_string_equal(first->id, last->id);
        if (first->outcome == NL_OUTCOME_CHANGE)
            check_changed(last);
        if ((first->expected == NL_OUTCOME_UNMET) != (last->outcome == NL_OUTCOME_UNMET))
            print_error("%s: expected %s\n", first->id, nl_outcome_words[first->expected]);
        assert_int_equal(first->expected == NL_OUTCOME_UNMET, last->outcome == NL_OUTCOME_UNMET);
        assert_true(last->outcome != NL_OUTCOME_UNMET || first->unmet == last->unmet);
    }
}

/* Equality of two machine files; shows where they part, not all of both. */
static void check_same(const char *first, const char *last)
{
    size_t at = 0;
    while (first[at] && first[at] == last[at])
        at++;
    size_t start = at > 300 ? at - 300 : 0;
    if (first[at] != last[at])
        print_error("was:\n%.500s\n\nis:\n%.500s\n", first + start, last + start);
    assert_true(first[at] == last[at]);
}

static size_t one_round(uint64_t seed)
{
    struct machine_builder *m = machine_random(&seed);
    struct nl_arena *arena = &m->arena;
    struct nl_profile profile;
    struct nl_plan plan;
    struct nl_error err = {0};
    profile_random(arena, &seed, &m->machine, &profile);
    const char *first = nl_machine_json(arena, &m->machine, NULL);

    nl_plan_make(arena, &m->machine, &profile, NULL, &plan);
    assert_string_equal(first, nl_machine_json(arena, &m->machine, NULL));

    struct world world; /* for its store; the host is the record host */
    world_init(&world, arena, &m->machine);
    struct nl_host *host = nl_record_host_new(arena, &m->machine, NULL, NULL);
    struct nl_apply apply = {.host = host,
                             .store = &world.store,
                             .clock = &test_clock,
                             .arena = arena,
                             .plan = &plan,
                             .accepted = all_risks(arena)};
    struct nl_apply_result result;
    if (nl_apply_run(&apply, &result, &err) != NL_OK)
        print_error("%s\n", nl_error_text(arena, &err, NULL));
    assert_int_equal(result.outcome, plan.steps.count ? NL_APPLIED : NL_APPLY_NOTHING);
    check_requests(arena, nl_record_host_machine(host), &plan);

    if (plan.steps.count > 0) {
        struct nl_journals journals;
        struct nl_rollback rollback;
        assert_int_equal(nl_journal_list(&world.store, arena, &journals, &err), NL_OK);
        assert_int_equal(journals.count, 1);
        assert_int_equal(journals.items[0].state, NL_JOURNAL_APPLIED);
        assert_int_equal(nl_rollback_journal(&(struct nl_rollback_work){.host = host,
                                                                        .store = &world.store,
                                                                        .clock = &test_clock,
                                                                        .arena = arena,
                                                                        .note = "test"},
                                             nl_journal_pick(&journals, NULL), &rollback, &err),
                         NL_OK);
        assert_true(rollback.complete);
    }
    check_same(first, nl_machine_json(arena, nl_record_host_machine(host), NULL));
    size_t steps = plan.steps.count;
    machine_free(m);
    return steps;
}

static void plan_apply_audit_rollback(void **state)
{
    (void)state;
    uint64_t first = number_from("NETLATCH_SEED", 1);
    uint64_t rounds = number_from("NETLATCH_ROUNDS", 2000);
    size_t steps = 0;
    size_t empty = 0;
    for (uint64_t i = 0; i < rounds; i++) {
        char seed[64];
        (void)snprintf(seed, sizeof seed, "NETLATCH_SEED=%llu", (unsigned long long)(first + i));
        /* Shown by cmocka only when an assertion in the round fails. */
        print_message("%s", i % 1000 == 0 ? seed : "");
        print_message("%s", i % 1000 == 0 ? "\n" : "");
        size_t made = one_round(first + i);
        steps += made;
        empty += made == 0;
    }
    print_message("%llu machines, %llu steps applied and rolled back, %llu plans were empty\n",
                  (unsigned long long)rounds, (unsigned long long)steps, (unsigned long long)empty);
    assert_true(steps > rounds); /* or the generator has stopped generating */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plan_apply_audit_rollback),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* power_cut_test.c - the power fails at every call, and nothing is lost.
 *
 * For every call that apply, rollback and recovery make to the machine or to the disk: the power
 * fails there; of the machine's unsynced writes every subset reaches the disk; the journal's last
 * append ends at every byte. Then netlatch starts again. The machine must then be whole, as it was
 * before or as it was wanted, never a third thing, and starting again once more changes nothing.
 * Small plans are tried exhaustively, larger ones from a seed. Also: every call fails once, and
 * every allocation fails once. The counts are printed; the README quotes them. */
#include "apply/apply.h"
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

static struct {
    uint64_t cuts;  /* places where the power failed */
    uint64_t disks; /* different disks that the program then started from */
    uint64_t before;
    uint64_t wanted;
} tried;

static uint64_t test_now_s(struct nl_clock *clock)
{
    (void)clock;
    return 1795358035;
}

static struct nl_clock test_clock = {.now_s = test_now_s};

/* What one story is about: a machine, a plan for it, and how the machine looks at both ends. */
struct story {
    struct machine_builder *m;
    struct nl_plan plan;
    struct nl_texts risks;
    const char *before;
    const char *wanted;
    bool rollback; /* the plan was applied already; the story rolls it back */
};

static void story_init(struct story *story, struct machine_builder *m,
                       const struct nl_profile *profile)
{
    size_t count = 0;
    const struct nl_risk_row *rows = nl_risks(&count);
    memset(story, 0, sizeof *story);
    story->m = m;
    nl_plan_make(&m->arena, &m->machine, profile, NULL, &story->plan);
    for (size_t i = 0; i < count; i++)
        nl_texts_add(&story->risks, &m->arena, rows[i].id);
    struct nl_machine after = nl_steps_after(&m->arena, &m->machine, &story->plan.steps, NULL);
    story->before = nl_machine_json(&m->arena, &m->machine, NULL);
    story->wanted = nl_machine_json(&m->arena, &after, NULL);
}

/* Runs the story's program once in a world; false when the power failed in it. */
static bool run_program(const struct story *story, struct world *world, struct nl_arena *arena)
{
    struct nl_error err = {0};
    if (setjmp(world->power_off) != 0)
        return false;
    if (story->rollback) {
        struct nl_journals journals;
        struct nl_rollback rollback;
        if (nl_journal_list(&world->store, arena, &journals, &err) != NL_OK)
            return true;
        struct nl_journal *journal = nl_journal_pick(&journals, NULL);
        if (journal)
            (void)!nl_rollback_journal(&(struct nl_rollback_work){.host = &world->host,
                                                                  .store = &world->store,
                                                                  .clock = &test_clock,
                                                                  .arena = arena,
                                                                  .note = "test"},
                                       journal, &rollback, &err);
        return true;
    }
    struct nl_apply_result result;
    struct nl_apply apply = {.host = &world->host,
                             .store = &world->store,
                             .clock = &test_clock,
                             .arena = arena,
                             .plan = &story->plan,
                             .accepted = story->risks};
    (void)!nl_apply_run(&apply, &result, &err);
    return true;
}

/* What every start of netlatch does first; false when the power failed in it. */
static bool run_recovery(struct world *world, struct nl_arena *arena)
{
    struct nl_recovery recovery;
    struct nl_error err = {0};
    if (setjmp(world->power_off) != 0)
        return false;
    if (nl_recover(
            &(struct nl_rollback_work){
                .host = &world->host, .store = &world->store, .clock = &test_clock, .arena = arena},
            NULL, &recovery, &err) != NL_OK)
        fail_msg("recovery failed: %s", nl_error_text(arena, &err, NULL));
    assert_true(recovery.complete);
    return true;
}

/* The world as the story begins: fresh, or with the plan applied where the story rolls it back. */
static void begin(const struct story *story, struct world *world, struct nl_arena *arena)
{
    world_init(world, arena, &story->m->machine);
    if (!story->rollback)
        return;
    struct story apply = *story;
    apply.rollback = false;
    assert_true(run_program(&apply, world, arena));
    world->calls = 0;
}

/* Whole, and one of the two. */
static void check_whole(const struct story *story, struct world *world)
{
    const char *now = world_picture(world);
    bool is_before = strcmp(now, story->before) == 0;
    bool is_wanted = strcmp(now, story->wanted) == 0;
    if (!is_before && !is_wanted)
        print_error("a third state:\n%s\n", now);
    assert_true(is_before || is_wanted);
    tried.before += is_before;
    tried.wanted += is_wanted;
}

/* A disk with the same contents, in the same arena. */
static struct world copy_of(const struct world *world)
{
    struct world copy = *world;
    copy.files.items = nl_arena_bytes(world->arena, world->files.items,
                                      world->files.count * sizeof world->files.items[0]);
    copy.files.capacity = copy.files.count;
    copy.pending.items = nl_arena_bytes(world->arena, world->pending.items,
                                        world->pending.count * sizeof world->pending.items[0]);
    copy.pending.capacity = copy.pending.count;
    return copy;
}

/* Starts again from one disk, twice. depth 1: the power also fails at every call of that start. */
static void restart(const struct story *story, const struct world *cut, uint64_t kept,
                    unsigned depth)
{
    struct world world = copy_of(cut);
    world_restart(&world, kept);
    tried.disks++;
    if (depth > 0) {
        for (uint64_t call = 1;; call++) {
            struct world again = copy_of(&world);
            again.failure = WORLD_POWER_CUT;
            again.fail_at = call;
            again.torn = call % 3 ? (size_t)call * 7 % 60 : 0;
            if (run_recovery(&again, again.arena))
                break;
            tried.cuts++;
            for (uint64_t subset = 0; subset < UINT64_C(1) << again.pending.count; subset++)
                restart(story, &again, subset, 0);
        }
    }
    assert_true(run_recovery(&world, world.arena));
    check_whole(story, &world);
    const char *once = world_picture(&world);
    assert_true(run_recovery(&world, world.arena));
    assert_string_equal(once, world_picture(&world));
}

/* Cuts the power at one call in every way; false when the program ended before that call. */
static bool cut_at(const struct story *story, uint64_t call, unsigned depth, uint64_t *seed)
{
    size_t variants = 1; /* how the cut call itself may have ended; known after the first try */
    for (size_t variant = 0; variant < variants; variant++) {
        struct nl_arena arena;
        struct world world;
        nl_arena_init(&arena, NULL, NULL);
        begin(story, &world, &arena);
        world.failure = WORLD_POWER_CUT;
        world.fail_at = call;
        world.torn = variant;
        world.kept = variant == 1;
        bool ended = run_program(story, &world, &arena);
        if (ended) {
            nl_arena_done(&arena);
            return false;
        }
        tried.cuts++;
        if (world.cut_in_append)
            variants = world.last_append + 1;
        else if (world.cut_in_create)
            variants = 2;
        assert_true(world.pending.count < 40);
        uint64_t subsets = UINT64_C(1) << world.pending.count;
        bool sampled = seed && subsets > 8;
        for (uint64_t i = 0; i < (sampled ? 8 : subsets); i++)
            restart(story, &world, sampled ? random_next(seed) : i, depth);
        nl_arena_done(&arena);
        /* A long append is tried at its ends and some places between when the plan is sampled. */
        if (seed && variant > 2 && variant + 20 < variants)
            variant += 13;
    }
    return true;
}

static struct nl_profile profile_of(struct nl_arena *arena, const char *const *requests)
{
    struct nl_profile profile = {.name = "test"};
    for (size_t i = 0; requests[i]; i++)
        assert_int_equal(nl_profile_set(arena, &profile, requests[i], NULL), NL_OK);
    return profile;
}

/* Values changed, values that were absent, keys that were absent two deep, rights, accounts. */
static const char *const small_plan[] = {"dcom.enabled=no", "smb.direct=disabled",
                                         "rpc.restrict-remote=strict",
                                         "netbios.adapter[*]=disabled", NULL};
static const char *const other_plan[] = {"logon.network.deny=S-1-5-113,S-1-5-114",
                                         "account.guest=enabled", "server.service=disabled",
                                         "firewall.block[445]=blocked", NULL};
static const char *const smallest_plan[] = {"smb.direct=disabled", "rpc.restrict-remote=strict",
                                            NULL};

static void exhaustively(const char *const *requests, bool rollback, unsigned depth)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile = profile_of(&m->arena, requests);
    struct story story;
    story_init(&story, m, &profile);
    assert_true(story.plan.steps.count >= 2);
    story.rollback = rollback;
    for (uint64_t call = 1; cut_at(&story, call, depth, NULL); call++)
        continue;
    machine_free(m);
}

static void apply_is_cut_anywhere(void **state)
{
    (void)state;
    exhaustively(small_plan, false, 0);
    exhaustively(other_plan, false, 0);
}

static void rollback_is_cut_anywhere(void **state)
{
    (void)state;
    exhaustively(small_plan, true, 0);
    exhaustively(other_plan, true, 0);
}

static void recovery_is_cut_too(void **state)
{
    (void)state;
    exhaustively(smallest_plan, false, 1);
}

static void large_plans_are_sampled(void **state)
{
    (void)state;
    for (uint64_t round = 1; round <= 40; round++) {
        uint64_t seed = round;
        struct machine_builder *m = machine_random(&seed);
        struct nl_profile profile;
        struct story story;
        profile_random(&m->arena, &seed, &m->machine, &profile);
        story_init(&story, m, &profile);
        story.rollback = round % 3 == 0;
        if (story.plan.steps.count > 0) {
            uint64_t stride = 1 + random_below(&seed, 4);
            for (uint64_t call = stride; cut_at(&story, call, 0, &seed); call += stride)
                continue;
        }
        machine_free(m);
    }
}

/* A call that fails is no power cut: the program goes on, tells, and rolls back what it did. */
static void every_call_fails_once(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile = profile_of(&m->arena, small_plan);
    struct story story;
    uint64_t failed = 0;
    (void)state;
    story_init(&story, m, &profile);
    for (uint64_t call = 1;; call++) {
        struct nl_arena arena;
        struct world world;
        nl_arena_init(&arena, NULL, NULL);
        world_init(&world, &arena, &m->machine);
        world.failure = WORLD_CALL_FAILS;
        world.fail_at = call;
        assert_true(run_program(&story, &world, &arena));
        bool reached = world.calls >= call;
        /* Before any recovery: one failure alone never leaves a third state behind. */
        check_whole(&story, &world);
        if (reached)
            assert_string_equal(world_picture(&world), story.before);
        world.failure = WORLD_WORKS;
        assert_true(run_recovery(&world, &arena));
        check_whole(&story, &world);
        nl_arena_done(&arena);
        if (!reached)
            break;
        failed++;
    }
    print_message("every call failed once: %llu calls\n", (unsigned long long)failed);
    assert_true(failed > 15);
    machine_free(m);
}

static jmp_buf no_memory;

static void on_exhausted(void *context)
{
    (void)context;
    longjmp(no_memory, 1);
}

/* Out of memory ends the program; the machine keeps running, so every write stands. */
static void every_allocation_fails_once(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile = profile_of(&m->arena, small_plan);
    struct story story;
    volatile uint64_t failed = 0;
    (void)state;
    story_init(&story, m, &profile);
    for (volatile uint64_t n = 1;; n++) {
        static struct nl_arena disk;
        static struct nl_arena arena;
        static struct world world;
        volatile bool ended = false;
        nl_arena_init(&disk, NULL, NULL);
        nl_arena_init(&arena, on_exhausted, NULL);
        world_init(&world, &disk, &m->machine);
        arena.fail_at = n;
        if (setjmp(no_memory) == 0) {
            ended = run_program(&story, &world, &arena);
        } else {
            failed++;
        }
        nl_arena_done(&arena);
        world.locked = false;
        assert_true(run_recovery(&world, &disk));
        check_whole(&story, &world);
        nl_arena_done(&disk);
        if (ended)
            break;
    }
    print_message("every allocation failed once: %llu allocations\n", (unsigned long long)failed);
    assert_true(failed > 25);
    machine_free(m);
}

static int print_counts(void **state)
{
    (void)state;
    print_message("power cuts: %llu cut points, %llu disks started from; "
                  "%llu ended as before, %llu as wanted, 0 as a third state\n",
                  (unsigned long long)tried.cuts, (unsigned long long)tried.disks,
                  (unsigned long long)tried.before, (unsigned long long)tried.wanted);
    return tried.cuts > 1000 && tried.wanted > 0 && tried.before > 0 ? 0 : 1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(apply_is_cut_anywhere), cmocka_unit_test(rollback_is_cut_anywhere),
        cmocka_unit_test(recovery_is_cut_too),   cmocka_unit_test(large_plans_are_sampled),
        cmocka_unit_test(every_call_fails_once), cmocka_unit_test(every_allocation_fails_once),
    };
    return cmocka_run_group_tests(tests, NULL, print_counts);
}

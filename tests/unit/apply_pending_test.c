/* apply_pending_test.c - which changes of netlatch's own wait for a restart. */
#include "apply/pending.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define NOW_S UINT64_C(1795358035)
#define OLE "HKLM\\SOFTWARE\\Microsoft\\Ole"
#define SMB "HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBT\\Parameters"

/* A journal of two steps: one that acts after a restart, and one with the effect given. */
struct row {
    const char *name;
    enum nl_journal_state state;
    enum nl_effect effect;
    const char *applied_in; /* the start of the machine; NULL: not known */
    const char *rolled_back_in;
    uint64_t ago_s;
    bool in_force; /* the second step acted at once */
    bool live;
    const char *boot;    /* now */
    const char *pending; /* the paths, in order */
};

static const struct row rows[] = {
    {"applied in this start", NL_JOURNAL_APPLIED, NL_EFFECT_NOW, "A", NULL, 60, false, true, "A",
     OLE},
    {"restarted since", NL_JOURNAL_APPLIED, NL_EFFECT_NOW, "A", NULL, 60, false, true, "B", ""},
    {"restarted since, and nobody named this start", NL_JOURNAL_APPLIED, NL_EFFECT_NOW, "A", NULL,
     60, false, true, NULL, ""},
    {"waits to be confirmed", NL_JOURNAL_UNCONFIRMED, NL_EFFECT_NOW, "A", NULL, 60, false, true,
     "A", OLE},
    {"an adapter's too", NL_JOURNAL_APPLIED, NL_EFFECT_ADAPTER_RESTART, "A", NULL, 60, false, true,
     "A", OLE SMB},
    {"but not one that was seen to act", NL_JOURNAL_APPLIED, NL_EFFECT_ADAPTER_RESTART, "A", NULL,
     60, true, true, "A", OLE},
    {"of an older netlatch, after its start", NL_JOURNAL_APPLIED, NL_EFFECT_NOW, NULL, NULL, 60,
     false, true, "A", OLE},
    {"of an older netlatch, before its start", NL_JOURNAL_APPLIED, NL_EFFECT_NOW, NULL, NULL, 7200,
     false, true, "A", ""},
    {"a recorded machine never restarts", NL_JOURNAL_APPLIED, NL_EFFECT_NOW, NULL, NULL, 720000,
     false, false, NULL, OLE},
    {"rolled back before the restart", NL_JOURNAL_ROLLED_BACK, NL_EFFECT_NOW, "A", "A", 60, false,
     true, "A", ""},
    {"rolled back after it", NL_JOURNAL_ROLLED_BACK, NL_EFFECT_NOW, "A", "B", 60, false, true, "B",
     OLE},
    {"rolled back after it, and restarted again", NL_JOURNAL_ROLLED_BACK, NL_EFFECT_NOW, "A", "B",
     60, false, true, "C", ""},
    {"rolled back on a recorded machine", NL_JOURNAL_ROLLED_BACK, NL_EFFECT_NOW, NULL, NULL, 60,
     false, false, NULL, ""},
    {"given up", NL_JOURNAL_ABANDONED, NL_EFFECT_NOW, "A", NULL, 60, false, true, "A", ""},
};

static struct nl_journal journal_of(struct nl_arena *arena, const struct row *row)
{
    struct nl_journal journal = {.id = "000001-X", .state = row->state};
    *NL_PUSH(arena, &journal.steps) = (struct nl_journal_step){
        .address = {NL_PLACE_REGISTRY, OLE, "EnableDCOM"}, .effect = NL_EFFECT_RESTART};
    *NL_PUSH(arena, &journal.steps) = (struct nl_journal_step){
        .address = {NL_PLACE_REGISTRY, SMB, "NetbiosOptions"}, .effect = row->effect};
    *NL_PUSH(arena, &journal.marks) =
        (struct nl_mark){.kind = NL_MARK_WRITTEN, .step = 1, .in_force = row->in_force};
    *NL_PUSH(arena, &journal.marks) = (struct nl_mark){
        .kind = NL_MARK_VERIFIED, .at_s = NOW_S - row->ago_s, .boot = row->applied_in};
    if (row->state == NL_JOURNAL_ROLLED_BACK)
        *NL_PUSH(arena, &journal.marks) = (struct nl_mark){
            .kind = NL_MARK_ROLLED_BACK, .at_s = NOW_S - row->ago_s, .boot = row->rolled_back_in};
    return journal;
}

static void every_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        const struct row *row = &rows[i];
        struct nl_arena arena;
        struct nl_journals journals = {0};
        struct nl_machine machine = {0};
        struct nl_text paths;
        const struct nl_moment moment = {
            .now_s = NOW_S, .uptime_ms = 3600 * 1000, .boot = row->boot};
        nl_arena_init(&arena, NULL, NULL);
        nl_text_init(&paths, &arena);
        *NL_PUSH(&arena, &journals) = journal_of(&arena, row);
        *NL_PUSH(&arena, &journals) =
            journal_of(&arena, row); /* an older one that wrote the same */
        nl_pending_fill(&arena, &journals, &moment, row->live, &machine);
        for (size_t p = 0; p < machine.pending.count; p++) {
            nl_text_add(&paths, machine.pending.items[p].address.path);
            assert_string_equal(machine.pending.items[p].since,
                                nl_time_text(&arena, NOW_S - row->ago_s));
        }
        if (strcmp(paths.data ? paths.data : "", row->pending) != 0)
            fail_msg("%s: %s", row->name, paths.data);
        /* Of one journal the latest of it: here the first step's, where any. */
        const char *since = NULL;
        enum nl_effect latest =
            nl_pending_of(&arena, &journals.items[0], &moment, row->live, &since);
        assert_int_equal(latest, *row->pending ? NL_EFFECT_RESTART : NL_EFFECT_NOW);
        assert_int_equal(since != NULL, *row->pending != 0);
        nl_arena_done(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_row)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

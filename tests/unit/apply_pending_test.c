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
    const char *left;    /* INCOMPLETE: which steps, as its mark says */
};

static const struct row rows[] = {
    {"applied in this start", NL_JOURNAL_APPLIED, NL_EFFECT_NOW, "A", NULL, 60, false, true, "A",
     OLE, NULL},
    {"restarted since", NL_JOURNAL_APPLIED, NL_EFFECT_NOW, "A", NULL, 60, false, true, "B", "",
     NULL},
    {"restarted since, and nobody named this start", NL_JOURNAL_APPLIED, NL_EFFECT_NOW, "A", NULL,
     60, false, true, NULL, "", NULL},
    {"waits to be confirmed", NL_JOURNAL_UNCONFIRMED, NL_EFFECT_NOW, "A", NULL, 60, false, true,
     "A", OLE, NULL},
    {"an adapter's too", NL_JOURNAL_APPLIED, NL_EFFECT_ADAPTER_RESTART, "A", NULL, 60, false, true,
     "A", OLE SMB, NULL},
    {"but not one that was seen to act", NL_JOURNAL_APPLIED, NL_EFFECT_ADAPTER_RESTART, "A", NULL,
     60, true, true, "A", OLE, NULL},
    {"of an older netlatch, after its start", NL_JOURNAL_APPLIED, NL_EFFECT_NOW, NULL, NULL, 60,
     false, true, "A", OLE, NULL},
    {"of an older netlatch, before its start", NL_JOURNAL_APPLIED, NL_EFFECT_NOW, NULL, NULL, 7200,
     false, true, "A", "", NULL},
    {"a recorded machine never restarts", NL_JOURNAL_APPLIED, NL_EFFECT_NOW, NULL, NULL, 720000,
     false, false, NULL, OLE, NULL},
    {"rolled back before the restart", NL_JOURNAL_ROLLED_BACK, NL_EFFECT_NOW, "A", "A", 60, false,
     true, "A", "", NULL},
    {"rolled back after it", NL_JOURNAL_ROLLED_BACK, NL_EFFECT_NOW, "A", "B", 60, false, true, "B",
     OLE, NULL},
    {"rolled back after it, and restarted again", NL_JOURNAL_ROLLED_BACK, NL_EFFECT_NOW, "A", "B",
     60, false, true, "C", "", NULL},
    {"rolled back on a recorded machine", NL_JOURNAL_ROLLED_BACK, NL_EFFECT_NOW, NULL, NULL, 60,
     false, false, NULL, "", NULL},
    {"not completely: what is left waits", NL_JOURNAL_INCOMPLETE, NL_EFFECT_ADAPTER_RESTART, "A",
     "A", 60, false, true, "A", OLE, "10"},
    {"not completely: the other one", NL_JOURNAL_INCOMPLETE, NL_EFFECT_ADAPTER_RESTART, "A", "A",
     60, false, true, "A", SMB, "01"},
    {"not completely: both", NL_JOURNAL_INCOMPLETE, NL_EFFECT_ADAPTER_RESTART, "A", "A", 60, false,
     true, "A", OLE SMB, "11"},
    {"not completely, and not known which: any may be", NL_JOURNAL_INCOMPLETE,
     NL_EFFECT_ADAPTER_RESTART, "A", "A", 60, false, true, "A", OLE SMB, NULL},
    {"a list of another length says nothing", NL_JOURNAL_INCOMPLETE, NL_EFFECT_ADAPTER_RESTART, "A",
     "A", 60, false, true, "A", OLE SMB, "0"},
    {"nor does what is no list", NL_JOURNAL_INCOMPLETE, NL_EFFECT_ADAPTER_RESTART, "A", "A", 60,
     false, true, "A", OLE SMB, "??"},
    {"what was rolled back after a restart waits too", NL_JOURNAL_INCOMPLETE,
     NL_EFFECT_ADAPTER_RESTART, "A", "B", 60, false, true, "B", SMB, "10"},
    {"given up", NL_JOURNAL_ABANDONED, NL_EFFECT_NOW, "A", NULL, 60, false, true, "A", "", NULL},
};

static struct nl_journal journal_of(struct nl_arena *arena, const struct row *row)
{
    struct nl_journal journal = {.id = "000001-X", .state = row->state};
    *NL_PUSH(arena, &journal.steps) =
        (struct nl_journal_step){.setting = "dcom.enabled",
                                 .address = {NL_PLACE_REGISTRY, OLE, "EnableDCOM"},
                                 .effect = NL_EFFECT_RESTART};
    *NL_PUSH(arena, &journal.steps) =
        (struct nl_journal_step){.setting = "netbios.adapter[{1}]",
                                 .address = {NL_PLACE_REGISTRY, SMB, "NetbiosOptions"},
                                 .effect = row->effect};
    *NL_PUSH(arena, &journal.marks) =
        (struct nl_mark){.kind = NL_MARK_WRITTEN, .step = 1, .in_force = row->in_force};
    *NL_PUSH(arena, &journal.marks) = (struct nl_mark){
        .kind = NL_MARK_VERIFIED, .at_s = NOW_S - row->ago_s, .boot = row->applied_in};
    if (row->state == NL_JOURNAL_ROLLED_BACK || row->state == NL_JOURNAL_INCOMPLETE)
        *NL_PUSH(arena, &journal.marks) =
            (struct nl_mark){.kind = row->left ? NL_MARK_INCOMPLETE : NL_MARK_ROLLED_BACK,
                             .at_s = NOW_S - row->ago_s,
                             .boot = row->rolled_back_in,
                             .left = row->left};
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
        enum nl_effect only = *row->pending ? row->effect : NL_EFFECT_NOW;
        assert_int_equal(latest, nl_starts(row->pending, OLE) ? NL_EFFECT_RESTART : only);
        assert_int_equal(since != NULL, *row->pending != 0);
        nl_arena_done(&arena);
    }
}

/* A journal that was armed ten minutes ago with fifteen minutes, in the start "A". */
struct waiting {
    const char *name;
    enum nl_journal_state state;
    enum nl_mark_kind after; /* a mark of nine minutes ago; ARMED: none */
    uint64_t later_s;        /* than ten minutes after it was armed */
    const char *boot;        /* now */
    const char *phase;       /* NULL: nothing waits */
    uint64_t until_s;        /* from now; 0: none */
};

static const struct waiting waiting[] = {
    {"counts", NL_JOURNAL_UNCONFIRMED, NL_MARK_ARMED, 0, "A", "counting", 300},
    {"is over", NL_JOURNAL_UNCONFIRMED, NL_MARK_ARMED, 300, "A", "expired", 0},
    {"confirmed once", NL_JOURNAL_UNCONFIRMED, NL_MARK_CONFIRMED_ONCE, 0, "A",
     "waiting-for-restart", 0},
    {"restarted since", NL_JOURNAL_UNCONFIRMED, NL_MARK_CONFIRMED_ONCE, 0, "B", "restarted", 900},
    {"counts as confirmed after a day", NL_JOURNAL_UNCONFIRMED, NL_MARK_CONFIRMED_ONCE, 86400, "A",
     NULL, 0},
    {"confirmed", NL_JOURNAL_APPLIED, NL_MARK_CONFIRMED, 0, "A", NULL, 0},
    {"under way", NL_JOURNAL_OPEN, NL_MARK_ARMED, 0, "A", NULL, 0},
    {"rolled back in part", NL_JOURNAL_INCOMPLETE, NL_MARK_ARMED, 0, "A", NULL, 0},
};

static void what_waits_to_be_confirmed(void **state)
{
    enum { ARMED_MS = 3600 * 1000, MINUTE_MS = 60 * 1000 };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(waiting); i++) {
        const struct waiting *row = &waiting[i];
        struct nl_arena arena;
        struct nl_journals journals = {0};
        struct nl_machine machine = {0};
        struct nl_journal journal = {
            .id = "000001-X", .state = row->state, .confirm_within_s = 900};
        const struct nl_moment moment = {.now_s = NOW_S,
                                         .uptime_ms =
                                             ARMED_MS + 10 * MINUTE_MS + row->later_s * 1000,
                                         .boot = row->boot};
        nl_arena_init(&arena, NULL, NULL);
        *NL_PUSH(&arena, &journal.marks) = (struct nl_mark){
            .kind = NL_MARK_ARMED, .left_ms = 15 * MINUTE_MS, .uptime_ms = ARMED_MS, .boot = "A"};
        if (row->after != NL_MARK_ARMED)
            *NL_PUSH(&arena, &journal.marks) = (struct nl_mark){
                .kind = row->after, .uptime_ms = ARMED_MS + MINUTE_MS, .boot = "A"};
        *NL_PUSH(&arena, &journals) = journal;
        nl_pending_unconfirmed(&arena, &journals, &moment, &machine);
        if (machine.unconfirmed.count != (row->phase != NULL))
            fail_msg("%s: %zu", row->name, machine.unconfirmed.count);
        if (row->phase) {
            const struct nl_unconfirmed *found = &machine.unconfirmed.items[0];
            assert_string_equal(nl_unconfirmed_phase_words[found->phase], row->phase);
            assert_string_equal(found->change, "000001-X");
            assert_int_equal(found->until != NULL, row->until_s > 0);
            if (found->until)
                assert_string_equal(found->until, nl_time_text(&arena, NOW_S + row->until_s));
        }
        nl_arena_done(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_row),
                                       cmocka_unit_test(what_waits_to_be_confirmed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* apply_trail_test.c - what goes to the event log: hostile names, long lists, drift; and which risks
 * the guard answers. */
#include "apply/apply.h"
#include "apply/trail.h"
#include "base/utf8.h"
#include "model/risk.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* An event log that keeps the last event. */
static struct {
    struct nl_events base;
    enum nl_event_id id;
    char inserts[NL_EVENT_INSERTS][9000];
    unsigned count;
} kept;

static void keep(struct nl_events *events, const struct nl_event_row *row,
                 const char *const *inserts)
{
    assert_ptr_equal(events, &kept.base);
    kept.id = row->id;
    kept.count++;
    for (size_t i = 0; i < row->inserts; i++) {
        assert_true(strlen(inserts[i]) < sizeof kept.inserts[i]);
        memcpy(kept.inserts[i], inserts[i], strlen(inserts[i]) + 1);
    }
}

static struct nl_trail trail_of(struct nl_arena *arena, const char *user)
{
    static const struct nl_events_ops ops = {.report = keep};
    memset(&kept, 0, sizeof kept);
    kept.base.ops = &ops;
    return (struct nl_trail){.events = &kept.base, .arena = arena, .user = user};
}

static struct nl_journal_step step_of(const char *setting, const char *name, struct nl_value before,
                                      struct nl_value wanted)
{
    return (struct nl_journal_step){
        .setting = setting,
        .address = {.place = NL_PLACE_REGISTRY, .path = "HKLM\\SOFTWARE\\Test", .name = name},
        .before = before,
        .wanted = wanted};
}

static void every_change_is_a_line(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_trail trail = trail_of(arena, "somebody");
    struct nl_journal journal = {.id = "000007", .profile = "office"};
    *NL_PUSH(arena, &journal.steps) =
        step_of("dcom.enabled", "a", nl_value_text(arena, NL_TYPE_SZ, "Y"),
                nl_value_text(arena, NL_TYPE_SZ, "N"));
    *NL_PUSH(arena, &journal.steps) =
        step_of("smb.direct", "b", nl_value_absent(0), nl_value_dword(arena, 0));
    nl_trail_applied(&trail, &journal);
    assert_int_equal(kept.id, NL_EVENT_APPLIED);
    assert_string_equal(kept.inserts[0], "000007");
    assert_string_equal(kept.inserts[1], "somebody");
    assert_string_equal(kept.inserts[2], "office");
    assert_string_equal(kept.inserts[3], "dcom.enabled: \"Y\" (REG_SZ) -> \"N\" (REG_SZ)\r\n"
                                         "smb.direct: absent -> 0 (REG_DWORD)\r\n");
}

/* Names come from machines and files: they must neither forge lines nor parameters. */
static void hostile_names(void **state)
{
    static const struct {
        const char *name;
        const char *shown;
    } rows[] = {
        {"plain 100 % sure", "plain 100 % sure"},
        {"%1 and %%2048", "% 1 and % % 2048"},
        {"%0 %9 %a %/ %:", "% 0 % 9 %a %/ %:"},
        {"ends with %", "ends with %"},
        {"a\r\nb\x1b[31m", "a??b?[31m"},
        {NULL, "?"},
        {"", ""},
    };
    struct nl_arena *arena = *state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_trail trail = trail_of(arena, rows[i].name);
        nl_trail_journal(&trail, NL_EVENT_CONFIRMED, "000001", NULL);
        assert_string_equal(kept.inserts[1], rows[i].shown);
    }
}

static void long_texts_are_cut_at_a_character(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_text name;
    nl_text_init(&name, arena);
    nl_text_repeat(&name, "\xe7\xbd\x91", 5000);
    struct nl_trail trail = trail_of(arena, name.data);
    nl_trail_journal(&trail, NL_EVENT_CONFIRMED, "000001", NULL);
    assert_true(strlen(kept.inserts[1]) <= 7500);
    assert_true(nl_utf8_valid(kept.inserts[1], strlen(kept.inserts[1])));
    assert_true(nl_ends(kept.inserts[1], "\xe7\xbd\x91..."));

    struct nl_journal journal = {.id = "000001"};
    for (unsigned i = 0; i < 2000; i++)
        *NL_PUSH(arena, &journal.steps) =
            step_of("a.setting", "a", nl_value_dword(arena, i), nl_value_absent(0));
    nl_trail_applied(&trail, &journal);
    assert_true(strlen(kept.inserts[3]) <= 7500);
    assert_true(nl_ends(kept.inserts[3], ")...\r\n") || nl_ends(kept.inserts[3], "\r\n...\r\n"));
}

static void where_there_is_no_log(void **state)
{
    struct nl_trail trail = {.arena = *state};
    struct nl_journal journal = {.id = "000001"};
    struct nl_rollback rollback = {.complete = true};
    nl_trail_applied(&trail, &journal);
    nl_trail_failed(&trail, &journal, &rollback, "why");
    nl_trail_trouble(&trail, "why");
}

static void taken_back_whole_or_not(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_trail trail = trail_of(arena, "somebody");
    struct nl_journal_step step =
        step_of("dcom.enabled", "a", nl_value_text(arena, NL_TYPE_SZ, "Y"),
                nl_value_text(arena, NL_TYPE_SZ, "N"));
    struct nl_journal journal = {.id = "000007"};
    struct nl_rollback rollback = {.complete = true};
    *NL_PUSH(arena, &rollback.steps) =
        (struct nl_rollback_step){.step = &step,
                                  .kind = NL_ROLLBACK_RESTORED,
                                  .found = nl_value_text(arena, NL_TYPE_SZ, "N")};
    nl_trail_rolled_back(&trail, NL_EVENT_ROLLED_BACK, NL_EVENT_ROLLBACK_INCOMPLETE, &journal,
                         &rollback);
    assert_int_equal(kept.id, NL_EVENT_ROLLED_BACK);
    assert_string_equal(kept.inserts[1], "somebody");
    assert_string_equal(kept.inserts[2],
                        "dcom.enabled: \"N\" (REG_SZ) -> \"Y\" (REG_SZ) (restored)\r\n");
    rollback.complete = false;
    rollback.steps.items[0].kind = NL_ROLLBACK_UNCHANGED;
    nl_trail_rolled_back(&trail, NL_EVENT_GUARD_FIRED, NL_EVENT_GUARD_INCOMPLETE, &journal,
                         &rollback);
    assert_int_equal(kept.id, NL_EVENT_GUARD_INCOMPLETE);
    assert_string_equal(kept.inserts[1], "dcom.enabled: \"N\" (REG_SZ) (unchanged)\r\n");
    nl_trail_failed(&trail, &journal, &rollback, "it was 100%1");
    assert_int_equal(kept.id, NL_EVENT_APPLY_INCOMPLETE);
    assert_string_equal(kept.inserts[2], "it was 100% 1");
}

/* A plan with one step at an address of the journals below. */
static struct nl_plan plan_of(struct nl_arena *arena, const char *name, struct nl_value before)
{
    struct nl_plan plan = {0};
    struct nl_step *step = NL_PUSH(arena, &plan.steps);
    step->instance.id = "some.setting";
    step->address = (struct nl_address){
        .place = NL_PLACE_REGISTRY, .path = "HKLM\\Software\\TEST", .name = name};
    step->before = before;
    return plan;
}

static void drift(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_journals journals = {0};
    struct nl_drifts drifts;
    /* Newest first: 3 was rolled back, 2 set a to 2, 1 had set it to 1. */
    static const enum nl_journal_state states[] = {NL_JOURNAL_ROLLED_BACK, NL_JOURNAL_APPLIED,
                                                   NL_JOURNAL_APPLIED};
    for (unsigned i = 0; i < NL_COUNT_OF(states); i++) {
        struct nl_journal *journal = NL_PUSH(arena, &journals);
        journal->id = nl_arena_format(arena, "%06u", 3 - i);
        journal->state = states[i];
        *NL_PUSH(arena, &journal->steps) =
            step_of("some.setting", "a", nl_value_absent(0), nl_value_dword(arena, 3 - i));
    }
    const struct {
        const char *name;
        struct nl_value before;
        size_t count;
    } rows[] = {
        {"a", nl_value_dword(arena, 2), 0}, /* as netlatch left it */
        {"A", nl_value_dword(arena, 2), 0}, /* the same value for Windows */
        {"a", nl_value_dword(arena, 1), 1}, {"a", nl_value_dword(arena, 3), 1},
        {"a", nl_value_absent(0), 1},       {"b", nl_value_dword(arena, 1), 0},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_plan plan = plan_of(arena, rows[i].name, rows[i].before);
        nl_drift_find(arena, &journals, &plan, &drifts);
        assert_int_equal(drifts.count, rows[i].count);
        if (drifts.count > 0)
            assert_string_equal(drifts.items[0].journal->id, "000002");
    }
    struct nl_trail trail = trail_of(arena, "somebody");
    struct nl_plan plan = plan_of(arena, "b", nl_value_dword(arena, 1));
    nl_drift_find(arena, &journals, &plan, &drifts);
    nl_trail_drift(&trail, &drifts);
    assert_int_equal(kept.count, 0);
    plan = plan_of(arena, "a", nl_value_dword(arena, 7));
    nl_drift_find(arena, &journals, &plan, &drifts);
    nl_trail_drift(&trail, &drifts);
    assert_int_equal(kept.id, NL_EVENT_DRIFT);
    assert_string_equal(kept.inserts[0],
                        "some.setting: 2 (REG_DWORD) -> 7 (REG_DWORD) (000002)\r\n");
}

static void refused_risks_are_all_named(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_trail trail = trail_of(arena, "somebody");
    struct nl_texts risks = {0};
    nl_texts_add(&risks, arena, "rpc-disable");
    nl_trail_refused(&trail, &risks, "office");
    assert_int_equal(kept.id, NL_EVENT_RISKS_REFUSED);
    assert_string_equal(kept.inserts[0], "rpc-disable");
    nl_texts_add(&risks, arena, "lockout");
    nl_texts_add(&risks, arena, "cluster");
    nl_trail_refused(&trail, &risks, "office");
    assert_string_equal(kept.inserts[0], "rpc-disable, lockout, cluster");
    assert_string_equal(kept.inserts[1], "somebody");
    assert_string_equal(kept.inserts[2], "office");
}

/* Who did it, and what there is to say about it, each where the event's text has room for it. */
static void a_journal_event_has_its_inserts(void **state)
{
    static const struct {
        enum nl_event_id id;
        const char *detail;
        const char *inserts[3];
    } rows[] = {
        {NL_EVENT_CONFIRMED, NULL, {"000007", "somebody", ""}},
        {NL_EVENT_GUARD_ARMED, "10m", {"000007", "somebody", "10m"}},
        {NL_EVENT_COUNTING_AGAIN, "10m", {"000007", "10m", ""}},
    };
    struct nl_arena *arena = *state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_trail trail = trail_of(arena, "somebody");
        nl_trail_journal(&trail, rows[i].id, "000007", rows[i].detail);
        assert_int_equal(kept.id, rows[i].id);
        for (size_t n = 0; n < NL_COUNT_OF(rows[i].inserts); n++)
            assert_string_equal(kept.inserts[n], rows[i].inserts[n]);
    }
    struct nl_trail trail = trail_of(arena, "somebody");
    nl_trail_trouble(&trail, "no machine");
    assert_int_equal(kept.id, NL_EVENT_GUARD_TROUBLE);
    assert_string_equal(kept.inserts[0], "no machine");
}

static void the_guard_answers_one_risk(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_texts nobody = {0};
    size_t count = 0;
    const struct nl_risk_row *rows = nl_risks(&count);
    for (size_t i = 0; i < count; i++) {
        struct nl_texts named = {0};
        bool session = strcmp(rows[i].id, "session-cut") == 0;
        nl_texts_add(&named, arena, rows[i].id);
        assert_false(nl_risk_accepted(&rows[i], &nobody, false));
        assert_int_equal(nl_risk_accepted(&rows[i], &nobody, true), session);
        assert_true(nl_risk_accepted(&rows[i], &named, false));
        assert_int_equal(rows[i].guard_suffices, session);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(every_change_is_a_line),
        WITH_ARENA(hostile_names),
        WITH_ARENA(long_texts_are_cut_at_a_character),
        WITH_ARENA(where_there_is_no_log),
        WITH_ARENA(taken_back_whole_or_not),
        WITH_ARENA(drift),
        WITH_ARENA(refused_risks_are_all_named),
        WITH_ARENA(a_journal_event_has_its_inserts),
        WITH_ARENA(the_guard_answers_one_risk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

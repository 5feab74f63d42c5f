/* apply_journal_test.c - journals: whole, torn, damaged, planted; and taking them back. */
#include "apply/apply.h"
#include "machine_builder.h"
#include "power_cut.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static uint64_t test_now_s(struct nl_clock *clock)
{
    (void)clock;
    return 1795358035; /* 2026-11-22T14:33:55Z */
}

static struct nl_clock test_clock = {.now_s = test_now_s};

struct stage {
    struct machine_builder *m;
    struct world world;
    struct nl_profile profile;
    struct nl_plan plan;
    struct nl_apply apply;
    struct nl_apply_result result;
    struct nl_error err;
};

static struct stage *stage_open(const char *const *wishes)
{
    struct stage *s = calloc(1, sizeof *s);
    assert_non_null(s);
    s->m = machine_windows_10();
    s->profile.name = "test";
    for (size_t i = 0; wishes[i]; i++)
        assert_int_equal(nl_profile_set(&s->m->arena, &s->profile, wishes[i], NULL), NL_OK);
    nl_plan_make(&s->m->arena, &s->m->machine, &s->profile, (1U << NL_PLACE_COUNT) - 1, &s->plan);
    world_init(&s->world, &s->m->arena, &s->m->machine);
    s->apply = (struct nl_apply){.host = &s->world.host,
                                 .store = &s->world.store,
                                 .clock = &test_clock,
                                 .arena = &s->m->arena,
                                 .plan = &s->plan,
                                 .user = "tester"};
    for (size_t i = 0; i < s->plan.gates.count; i++)
        nl_texts_add(&s->apply.accepted, &s->m->arena, s->plan.gates.items[i].row->id);
    return s;
}

static void stage_close(struct stage *s)
{
    machine_free(s->m);
    free(s);
}

static void stage_apply(struct stage *s)
{
    assert_int_equal(nl_apply_run(&s->apply, &s->result, &s->err), NL_OK);
    assert_int_equal(s->result.outcome, NL_APPLIED);
}

static struct nl_journals stage_journals(struct stage *s)
{
    struct nl_journals journals;
    assert_int_equal(nl_journal_list(&s->world.store, &s->m->arena, &journals, &s->err), NL_OK);
    return journals;
}

static const char *const two_wishes[] = {"dcom.enabled=no", "smb.direct=disabled", NULL};

static void times(void **state)
{
    struct nl_arena arena;
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    assert_string_equal(nl_time_text(&arena, 0), "1970-01-01T00:00:00Z");
    assert_string_equal(nl_time_text(&arena, 951782399), "2000-02-28T23:59:59Z");
    assert_string_equal(nl_time_text(&arena, 951868799), "2000-02-29T23:59:59Z");
    assert_string_equal(nl_time_text(&arena, 4102444800), "2100-01-01T00:00:00Z");
    assert_string_equal(nl_time_text(&arena, test_now_s(NULL)), "2026-11-22T14:33:55Z");
    nl_arena_done(&arena);
}

static void a_journal_says_all_that_happened(void **state)
{
    struct stage *s = stage_open(two_wishes);
    (void)state;
    stage_apply(s);
    struct nl_journals journals = stage_journals(s);
    assert_int_equal(journals.count, 1);
    const struct nl_journal *journal = &journals.items[0];
    assert_string_equal(journal->id, "000001-20261122T143355Z");
    assert_int_equal(journal->state, NL_JOURNAL_APPLIED);
    assert_string_equal(journal->user, "tester");
    assert_string_equal(journal->plan, s->plan.id);
    assert_int_equal(journal->steps.count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_true(
            nl_value_identical(&journal->steps.items[i].before, &s->plan.steps.items[i].before));
        assert_true(
            nl_value_identical(&journal->steps.items[i].wanted, &s->plan.steps.items[i].wanted));
    }
    assert_int_equal(journal->marks.items[journal->marks.count - 1].kind, NL_MARK_VERIFIED);
    stage_close(s);
}

/* Every byte of a journal altered, in turn: never taken for whole with other contents. */
static void no_altered_byte_goes_unnoticed(void **state)
{
    struct stage *s = stage_open(two_wishes);
    (void)state;
    stage_apply(s);
    struct world_file *file = &s->world.files.items[0];
    for (size_t i = 0; i < file->size; i++) {
        struct nl_journal journal;
        file->bytes[i] ^= 1;
        nl_journal_parse(&s->m->arena, file->name, file->bytes, file->size, &journal);
        assert_true(journal.state == NL_JOURNAL_DAMAGED || journal.torn);
        if (journal.state == NL_JOURNAL_DAMAGED)
            assert_non_null(journal.damage);
        file->bytes[i] ^= 1;
    }
    stage_close(s);
}

/* Cut at every length: damaged within the first line, torn or shorter after it. */
static void every_shorter_file_is_torn_or_damaged(void **state)
{
    struct stage *s = stage_open(two_wishes);
    (void)state;
    stage_apply(s);
    const struct world_file *file = &s->world.files.items[0];
    size_t first = (size_t)((uint8_t *)memchr(file->bytes, '\n', file->size) - file->bytes) + 1;
    for (size_t size = 0; size < file->size; size++) {
        struct nl_journal journal;
        nl_journal_parse(&s->m->arena, file->name, file->bytes, size, &journal);
        if (size < first)
            assert_int_equal(journal.state, NL_JOURNAL_DAMAGED);
        else
            assert_int_equal(journal.state, NL_JOURNAL_OPEN);
        if (size >= first)
            assert_int_equal(journal.torn, file->bytes[size - 1] != '\n');
    }
    stage_close(s);
}

static void marks_go_on_after_a_torn_line(void **state)
{
    struct stage *s = stage_open(two_wishes);
    struct nl_undo undo;
    (void)state;
    stage_apply(s);
    s->world.files.items[0].size -= 10; /* the last mark is cut off */
    struct nl_journals journals = stage_journals(s);
    assert_true(journals.items[0].torn);
    assert_int_equal(journals.items[0].state, NL_JOURNAL_OPEN);
    assert_int_equal(nl_undo_journal(&s->world.host, &s->world.store, &test_clock, &s->m->arena,
                                     &journals.items[0], false, "test", &undo, &s->err),
                     NL_OK);
    journals = stage_journals(s);
    assert_int_equal(journals.items[0].state, NL_JOURNAL_ROLLED_BACK);
    assert_false(journals.items[0].torn);
    stage_close(s);
}

/* A journal with a right checksum whose step points where its setting does not live. */
static void a_planted_address_is_refused(void **state)
{
    static const struct nl_address elsewhere = {
        NL_PLACE_REGISTRY, "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run", "x"};
    struct stage *s = stage_open(two_wishes);
    struct nl_journal journal;
    size_t length = 0;
    (void)state;
    stage_apply(s);
    struct nl_journals journals = stage_journals(s);
    journals.items[0].steps.items[0].address = elsewhere;
    const char *line = nl_journal_header(&s->m->arena, &journals.items[0], &length);
    nl_journal_parse(&s->m->arena, "000009-x.journal", line, length, &journal);
    assert_int_equal(journal.state, NL_JOURNAL_DAMAGED);
    assert_non_null(strstr(nl_error_text(&s->m->arena, journal.damage, NULL), "does not live"));
    stage_close(s);
}

static void an_older_journal_is_never_overwritten(void **state)
{
    struct stage *s = stage_open(two_wishes);
    (void)state;
    stage_apply(s);
    struct nl_journal journal = s->result.journal;
    journal.created_s = 0; /* the clock jumped back to 1970 */
    assert_int_equal(nl_journal_create(&s->world.store, &s->m->arena, &journal, &s->err), NL_OK);
    assert_string_equal(journal.id, "000002-19700101T000000Z");
    struct nl_journals journals = stage_journals(s);
    assert_int_equal(journals.count, 2);
    assert_string_equal(journals.items[0].id, journal.id); /* newest first, by number */
    stage_close(s);
}

static void the_newest_fifty_are_kept(void **state)
{
    struct stage *s = stage_open(two_wishes);
    (void)state;
    stage_apply(s);
    for (int i = 0; i < 5; i++) {
        struct nl_journal journal = s->result.journal;
        struct nl_mark verified = {.kind = NL_MARK_VERIFIED};
        journal.marks.count = 0;
        journal.confirm_within_s = i == 1 ? 600 : 0; /* one waits for its confirmation */
        assert_int_equal(nl_journal_create(&s->world.store, &s->m->arena, &journal, &s->err),
                         NL_OK);
        assert_int_equal(
            nl_journal_mark(&s->world.store, &s->m->arena, &journal, &verified, &s->err), NL_OK);
    }
    assert_int_equal(nl_journal_prune(&s->world.store, &s->m->arena, 2, &s->err), NL_OK);
    struct nl_journals journals = stage_journals(s);
    assert_int_equal(journals.count, 3);
    assert_int_equal(journals.items[2].state, NL_JOURNAL_UNCONFIRMED);
    stage_close(s);
}

static void somebody_elses_value_is_left_alone(void **state)
{
    struct stage *s = stage_open(two_wishes);
    struct nl_undo undo;
    (void)state;
    stage_apply(s);
    const struct nl_address *smb = NULL;
    for (size_t i = 0; i < s->plan.steps.count; i++) {
        if (strcmp(s->plan.steps.items[i].instance.id, "smb.direct") == 0)
            smb = &s->plan.steps.items[i].address;
    }
    assert_non_null(smb);
    struct nl_value theirs = nl_value_dword(&s->m->arena, 1);
    nl_machine_set(&s->m->arena, &s->world.now, smb, &theirs);

    struct nl_journals journals = stage_journals(s);
    assert_int_equal(nl_undo_journal(&s->world.host, &s->world.store, &test_clock, &s->m->arena,
                                     &journals.items[0], false, "test", &undo, &s->err),
                     NL_OK);
    assert_false(undo.complete);
    struct nl_value found = nl_machine_read(&s->m->arena, &s->world.now, smb);
    assert_true(nl_value_equal(&found, &theirs));
    journals = stage_journals(s);
    assert_int_equal(journals.items[0].state, NL_JOURNAL_INCOMPLETE);

    assert_int_equal(nl_undo_journal(&s->world.host, &s->world.store, &test_clock, &s->m->arena,
                                     &journals.items[0], true, "test", &undo, &s->err),
                     NL_OK);
    assert_true(undo.complete);
    assert_string_equal(world_picture(&s->world),
                        nl_machine_json(&s->m->arena, &s->m->machine, NULL));
    stage_close(s);
}

/* With force, only what netlatch added to a right is removed; another holder stays. */
static void forced_rights_keep_other_holders(void **state)
{
    static const char *const wishes[] = {"logon.network.deny=S-1-5-113", NULL};
    static const struct nl_address right = {NL_PLACE_USER_RIGHT, "SeDenyNetworkLogonRight", NULL};
    struct stage *s = stage_open(wishes);
    struct nl_undo undo;
    struct nl_texts sids = {0};
    (void)state;
    struct nl_value first = nl_machine_read(&s->m->arena, &s->m->machine, &right);
    stage_apply(s);
    struct nl_value now = nl_machine_read(&s->m->arena, &s->world.now, &right);
    assert_true(nl_value_as_texts(&s->m->arena, &now, &sids));
    nl_texts_add(&sids, &s->m->arena, "S-1-5-7");
    now = nl_value_sids(&s->m->arena, &sids);
    nl_machine_set(&s->m->arena, &s->world.now, &right, &now);

    struct nl_journals journals = stage_journals(s);
    assert_int_equal(nl_undo_journal(&s->world.host, &s->world.store, &test_clock, &s->m->arena,
                                     &journals.items[0], true, "test", &undo, &s->err),
                     NL_OK);
    struct nl_texts expected = {0};
    (void)nl_value_as_texts(&s->m->arena, &first, &expected);
    nl_texts_add(&expected, &s->m->arena, "S-1-5-7");
    struct nl_value wanted = nl_value_sids(&s->m->arena, &expected);
    struct nl_value found = nl_machine_read(&s->m->arena, &s->world.now, &right);
    assert_true(nl_value_equal(&found, &wanted));
    stage_close(s);
}

/* The power went between two of the system's calls: the set is neither before nor wanted. */
static void half_written_rights_are_ours(void **state)
{
    static const char *const wishes[] = {"logon.network.deny=S-1-5-113,S-1-5-114", NULL};
    static const struct nl_address right = {NL_PLACE_USER_RIGHT, "SeDenyNetworkLogonRight", NULL};
    struct stage *s = stage_open(wishes);
    struct nl_undo undo;
    struct nl_texts sids = {0};
    (void)state;
    struct nl_value first = nl_machine_read(&s->m->arena, &s->m->machine, &right);
    stage_apply(s);
    (void)nl_value_as_texts(&s->m->arena, &first, &sids);
    nl_texts_add(&sids, &s->m->arena, "S-1-5-113");
    struct nl_value half = nl_value_sids(&s->m->arena, &sids);
    nl_machine_set(&s->m->arena, &s->world.now, &right, &half);
    struct nl_journals journals = stage_journals(s);
    assert_int_equal(nl_undo_journal(&s->world.host, &s->world.store, &test_clock, &s->m->arena,
                                     &journals.items[0], false, "test", &undo, &s->err),
                     NL_OK);
    assert_true(undo.complete);
    struct nl_value found = nl_machine_read(&s->m->arena, &s->world.now, &right);
    assert_true(nl_value_equal(&found, &first));
    stage_close(s);
}

static void gates_stop_it_all_at_once(void **state)
{
    static const char *const wishes[] = {"rpc.service=disabled", "smb.direct=disabled", NULL};
    struct stage *s = stage_open(wishes);
    (void)state;
    assert_true(s->plan.gates.count >= 2);
    s->apply.accepted.count = 0;
    assert_int_equal(nl_apply_run(&s->apply, &s->result, &s->err), NL_REFUSED);
    assert_int_equal(s->result.outcome, NL_APPLY_REFUSED);
    assert_int_equal(s->result.gates.count, s->plan.gates.count);
    assert_int_equal(s->world.calls, 0); /* the machine was not even asked */
    stage_close(s);
}

static void a_stale_plan_changes_nothing(void **state)
{
    struct stage *s = stage_open(two_wishes);
    (void)state;
    struct nl_value theirs = nl_value_dword(&s->m->arena, 1);
    nl_machine_set(&s->m->arena, &s->world.now, &s->plan.steps.items[1].address, &theirs);
    const char *first = world_picture(&s->world);
    assert_int_equal(nl_apply_run(&s->apply, &s->result, &s->err), NL_CONFLICT);
    assert_string_equal(first, world_picture(&s->world));
    assert_int_equal(stage_journals(s).count, 0);
    stage_close(s);
}

/* A host that says yes and stores nothing: the write counts when it is read back. */
static enum nl_status forgetful_write(struct nl_host *host, const struct nl_address *where,
                                      const struct nl_value *expected,
                                      const struct nl_value *wanted, enum nl_effect *out_effect,
                                      struct nl_error *err)
{
    (void)host;
    (void)where;
    (void)expected;
    (void)wanted;
    (void)out_effect;
    (void)err;
    return NL_OK;
}

static void what_cannot_be_read_back_did_not_happen(void **state)
{
    struct stage *s = stage_open(two_wishes);
    struct nl_host_ops forgetful = *s->world.host.ops;
    (void)state;
    const char *first = world_picture(&s->world);
    forgetful.write = forgetful_write;
    s->world.host.ops = &forgetful;
    assert_int_equal(nl_apply_run(&s->apply, &s->result, &s->err), NL_FAILED);
    assert_int_equal(s->result.outcome, NL_APPLY_ROLLED_BACK);
    assert_non_null(s->result.failed_setting);
    assert_string_equal(first, world_picture(&s->world));
    assert_int_equal(stage_journals(s).items[0].state, NL_JOURNAL_ROLLED_BACK);
    stage_close(s);
}

static bool stop_after_first(void *context, enum nl_apply_event event, size_t step)
{
    (void)context;
    return !(event == NL_APPLY_WRITTEN && step == 0);
}

static void a_stop_on_request_takes_everything_back(void **state)
{
    struct stage *s = stage_open(two_wishes);
    (void)state;
    const char *first = world_picture(&s->world);
    s->apply.progress = stop_after_first;
    assert_int_equal(nl_apply_run(&s->apply, &s->result, &s->err), NL_FAILED);
    assert_int_equal(s->result.outcome, NL_APPLY_ROLLED_BACK);
    assert_string_equal(first, world_picture(&s->world));
    stage_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times),
        cmocka_unit_test(a_journal_says_all_that_happened),
        cmocka_unit_test(no_altered_byte_goes_unnoticed),
        cmocka_unit_test(every_shorter_file_is_torn_or_damaged),
        cmocka_unit_test(marks_go_on_after_a_torn_line),
        cmocka_unit_test(a_planted_address_is_refused),
        cmocka_unit_test(an_older_journal_is_never_overwritten),
        cmocka_unit_test(the_newest_fifty_are_kept),
        cmocka_unit_test(somebody_elses_value_is_left_alone),
        cmocka_unit_test(forced_rights_keep_other_holders),
        cmocka_unit_test(half_written_rights_are_ours),
        cmocka_unit_test(gates_stop_it_all_at_once),
        cmocka_unit_test(a_stale_plan_changes_nothing),
        cmocka_unit_test(what_cannot_be_read_back_did_not_happen),
        cmocka_unit_test(a_stop_on_request_takes_everything_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

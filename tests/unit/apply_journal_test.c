/* apply_journal_test.c - journals: whole, torn, damaged, planted; and taking them back. */
#include "apply/journal_parse.h"
#include "apply_stage.h"
#include "model/machine_json.h"
#include "model/machine_set.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void times(void **state)
{
    struct nl_arena arena;
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    assert_string_equal(nl_time_text(&arena, 0), "1970-01-01T00:00:00Z");
    assert_string_equal(nl_time_text(&arena, 951782399), "2000-02-28T23:59:59Z");
    assert_string_equal(nl_time_text(&arena, 951868799), "2000-02-29T23:59:59Z");
    assert_string_equal(nl_time_text(&arena, 4102444800), "2100-01-01T00:00:00Z");
    assert_string_equal(nl_time_text(&arena, STAGE_NOW_S), "2026-11-22T14:33:55Z");
    nl_arena_done(&arena);
}

/* Against a calendar that counts on its fingers, to the year 2110. */
static void every_day_has_its_date(void **state)
{
    static const unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    struct nl_arena arena;
    uint64_t seconds = 86399;
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    for (unsigned year = 1970; year < 2110; year++) {
        bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        for (unsigned month = 0; month < 12; month++) {
            for (unsigned day = 1; day <= lengths[month] + (month == 1 && leap); day++) {
                assert_string_equal(
                    nl_time_text(&arena, seconds),
                    nl_arena_format(&arena, "%04u-%02u-%02uT23:59:59Z", year, month + 1, day));
                seconds += 86400;
            }
        }
    }
    nl_arena_done(&arena);
}

static void a_journal_says_all_that_happened(void **state)
{
    struct stage *s = stage_open(two_requests);
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
    struct stage *s = stage_open(two_requests);
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
    struct stage *s = stage_open(two_requests);
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
    struct stage *s = stage_open(two_requests);
    struct nl_rollback rollback;
    (void)state;
    stage_apply(s);
    s->world.files.items[0].size -= 10; /* the last mark is cut off */
    struct nl_journals journals = stage_journals(s);
    assert_true(journals.items[0].torn);
    assert_int_equal(journals.items[0].state, NL_JOURNAL_OPEN);
    assert_int_equal(nl_rollback_journal(&(struct nl_rollback_work){.host = &s->world.host,
                                                                    .store = &s->world.store,
                                                                    .clock = &stage_clock,
                                                                    .arena = &s->m->arena,
                                                                    .note = "test"},
                                         &journals.items[0], &rollback, &s->err),
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
    struct stage *s = stage_open(two_requests);
    struct nl_journal journal;
    size_t length = 0;
    (void)state;
    stage_apply(s);
    struct nl_journals journals = stage_journals(s);
    journals.items[0].steps.items[0].address = elsewhere;
    const char *line = nl_journal_header(&s->m->arena, &journals.items[0], &length);
    nl_journal_parse(&s->m->arena, "000009-x.journal", line, length, &journal);
    assert_int_equal(journal.state, NL_JOURNAL_DAMAGED);
    assert_string_equal(
        nl_error_text(&s->m->arena, journal.damage, NULL),
        nl_arena_format(&s->m->arena,
                        "line 1: step 1 writes to an address that does not belong to %s",
                        s->plan.steps.items[0].instance.id));
    stage_close(s);
}

/* What a person needs to know of a change stays in its journal. */
static void a_journal_keeps_what_it_was_told(void **state)
{
    struct stage *s = stage_open(two_requests);
    (void)state;
    s->apply.confirm_within_s = 600;
    s->plan.restart_required = true;
    stage_apply(s);
    struct nl_journals journals = stage_journals(s);
    const struct nl_journal *journal = &journals.items[0];
    assert_int_equal(journal->state, NL_JOURNAL_UNCONFIRMED);
    assert_int_equal(journal->created_s, STAGE_NOW_S);
    assert_int_equal(journal->confirm_within_s, 600);
    assert_true(journal->restart_required);
    assert_string_equal(journal->machine, s->m->machine.name);
    assert_string_equal(journal->profile, "test");
    assert_non_null(journal->program);
    assert_int_equal(journal->accepted.count, s->apply.accepted.count);
    assert_int_equal(journal->marks.items[0].kind, NL_MARK_BEGUN);
    for (uint32_t i = 0; i < 2; i++) {
        assert_int_equal(journal->marks.items[i + 1].kind, NL_MARK_WRITTEN);
        assert_int_equal(journal->marks.items[i + 1].step, i);
        assert_int_equal(journal->marks.items[i + 1].at_s, STAGE_NOW_S);
        assert_int_equal(journal->steps.items[i].effect, s->plan.steps.items[i].effect);
    }
    stage_close(s);
}

/* Other files are none of it; a journal that cannot be read now is in the list all the same, and is
 * not called damaged. */
static void the_list_has_every_journal(void **state)
{
    struct stage *s = stage_open(two_requests);
    (void)state;
    stage_apply(s);
    assert_int_equal(s->world.store.ops->create(&s->world.store, "lock", "1", 1, &s->err), NL_OK);
    assert_int_equal(stage_journals(s).count, 1);
    s->world.calls = 0;
    s->world.failure = WORLD_CALL_FAILS;
    s->world.fail_at = 2; /* the list, the file */
    struct nl_journals journals = stage_journals(s);
    assert_int_equal(journals.count, 1);
    assert_int_equal(journals.items[0].state, NL_JOURNAL_UNREADABLE);
    assert_int_equal(journals.items[0].sequence, 1);
    assert_string_equal(nl_error_text(&s->m->arena, journals.items[0].damage, NULL),
                        "the call was made to fail");
    stage_close(s);
}

/* A line of another netlatch, whole and with a right checksum. */
static void another_schema_is_refused(void **state)
{
    struct stage *s = stage_open(two_requests);
    struct nl_journal journal;
    size_t length = 0;
    (void)state;
    stage_apply(s);
    const char *line = nl_journal_header(&s->m->arena, &s->result.journal, &length);
    char *body =
        nl_arena_format(&s->m->arena, "%.*s}", (int)(strstr(line, ",\"crc\":") - line), line);
    char *version = strstr(body, "netlatch/journal/1");
    assert_non_null(version);
    for (char made = '1'; made <= '2'; made++) {
        version[strlen("netlatch/journal/")] = made;
        unsigned long crc = nl_crc32(body, strlen(body));
        const char *other = nl_arena_format(&s->m->arena, "%.*s,\"crc\":\"%08lx\"}\n",
                                            (int)strlen(body) - 1, body, crc);
        nl_journal_parse(&s->m->arena, "000009-x.journal", other, strlen(other), &journal);
        assert_int_equal(journal.state, made == '1' ? NL_JOURNAL_OPEN : NL_JOURNAL_DAMAGED);
    }
    assert_non_null(
        strstr(nl_error_text(&s->m->arena, journal.damage, NULL), "netlatch/journal/1"));
    stage_close(s);
}

static void a_file_name_gives_the_number(void **state)
{
    static const struct {
        const char *name;
        uint64_t sequence;
    } rows[] = {
        {"000007-20261122T143355Z.journal", 7},
        {"123456-x.journal", 123456},
        {"000000-x.journal", 0},
        {"0x5-x.journal", 0},
        {"mine-x.journal", 0},
        {"000007.journal", 0},
        {"99999999999-x.journal", 0},
        {"-x.journal", 0},
    };
    struct nl_arena arena;
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_journal journal;
        nl_journal_parse(&arena, rows[i].name, "", 0, &journal);
        assert_int_equal(journal.sequence, rows[i].sequence);
    }
    nl_arena_done(&arena);
}

static void a_journal_is_named_by_id_or_number(void **state)
{
    struct nl_arena arena;
    struct nl_journals journals = {0};
    static const enum nl_journal_state states[] = {NL_JOURNAL_ROLLED_BACK, NL_JOURNAL_UNCONFIRMED,
                                                   NL_JOURNAL_APPLIED, NL_JOURNAL_INCOMPLETE};
    static const struct {
        const char *name;
        uint64_t sequence; /* 0: none */
    } rows[] = {
        {NULL, 12}, {"13", 13},        {"000011", 11}, {"000011-X", 11}, {"000011-x", 11},
        {"1", 0},   {"000011-xyz", 0}, {"0", 0},       {"", 0},          {"-11", 0},
    };
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    for (unsigned i = 0; i < NL_COUNT_OF(states); i++)
        *NL_PUSH(&arena, &journals) =
            (struct nl_journal){.id = nl_arena_format(&arena, "%06u-X", 13 - i),
                                .sequence = 13 - i,
                                .state = states[i]};
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        const struct nl_journal *found = nl_journal_pick(&journals, rows[i].name);
        assert_int_equal(found ? found->sequence : 0, rows[i].sequence);
    }
    journals.items[1].state = NL_JOURNAL_DAMAGED;
    assert_int_equal(nl_journal_pick(&journals, NULL)->sequence, 11);
    journals.count = 1;
    assert_null(nl_journal_pick(&journals, NULL));
    nl_arena_done(&arena);
}

/* A journal with a right checksum whose step has no value that could be written. */
static void a_planted_value_is_refused(void **state)
{
    struct stage *s = stage_open(two_requests);
    (void)state;
    stage_apply(s);
    for (unsigned which = 0; which < 2; which++) {
        struct nl_journal journal = stage_journals(s).items[0];
        struct nl_journal_step *step = &journal.steps.items[1];
        size_t length = 0;
        *(which ? &step->before : &step->wanted) = (struct nl_value){.state = NL_VALUE_DENIED};
        const char *line = nl_journal_header(&s->m->arena, &journal, &length);
        nl_journal_parse(&s->m->arena, "000009-x.journal", line, length, &journal);
        assert_int_equal(journal.state, NL_JOURNAL_DAMAGED);
        assert_string_equal(nl_error_text(&s->m->arena, journal.damage, NULL),
                            "line 1: step 2 does not contain the value before the change");
    }
    stage_close(s);
}

static void an_older_journal_is_never_overwritten(void **state)
{
    struct stage *s = stage_open(two_requests);
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

static void somebody_elses_value_is_left_alone(void **state)
{
    struct stage *s = stage_open(two_requests);
    struct nl_rollback rollback;
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
    assert_int_equal(nl_rollback_journal(&(struct nl_rollback_work){.host = &s->world.host,
                                                                    .store = &s->world.store,
                                                                    .clock = &stage_clock,
                                                                    .arena = &s->m->arena,
                                                                    .note = "test"},
                                         &journals.items[0], &rollback, &s->err),
                     NL_OK);
    assert_false(rollback.complete);
    struct nl_value found = nl_machine_read(&s->m->arena, &s->world.now, smb);
    assert_true(nl_value_equal(&found, &theirs));
    journals = stage_journals(s);
    assert_int_equal(journals.items[0].state, NL_JOURNAL_INCOMPLETE);
    const char *note = journals.items[0].marks.items[journals.items[0].marks.count - 1].note;
    assert_string_equal(note, "smb.direct: somebody changed it to 1 (REG_DWORD) since; netlatch "
                              "had written 0 (REG_DWORD)");

    assert_int_equal(nl_rollback_journal(&(struct nl_rollback_work){.host = &s->world.host,
                                                                    .store = &s->world.store,
                                                                    .clock = &stage_clock,
                                                                    .arena = &s->m->arena,
                                                                    .force = true,
                                                                    .note = "test"},
                                         &journals.items[0], &rollback, &s->err),
                     NL_OK);
    assert_true(rollback.complete);
    assert_string_equal(world_picture(&s->world),
                        nl_machine_json(&s->m->arena, &s->m->machine, NULL));
    stage_close(s);
}

/* With force, what netlatch added to a right is removed and what it removed is back; another holder
 * stays. Without force nothing of it is touched. */
static void forced_rights_keep_other_holders(void **state)
{
    static const char *const requests[][2] = {{"logon.network.deny=S-1-5-113", NULL},
                                              {"logon.network.deny==S-1-5-113", NULL}};
    static const struct nl_address right = {NL_PLACE_USER_RIGHT, "SeDenyNetworkLogonRight", NULL};
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(requests); i++) {
        struct stage *s = stage_open(requests[i]);
        struct nl_rollback rollback;
        struct nl_texts sids = {0};
        struct nl_value first = nl_machine_read(&s->m->arena, &s->m->machine, &right);
        stage_apply(s);
        struct nl_value now = nl_machine_read(&s->m->arena, &s->world.now, &right);
        assert_true(nl_value_as_texts(&s->m->arena, &now, &sids));
        nl_texts_add(&sids, &s->m->arena, "S-1-5-7");
        now = nl_value_sids(&s->m->arena, &sids);
        nl_machine_set(&s->m->arena, &s->world.now, &right, &now);

        struct nl_texts expected = {0};
        (void)nl_value_as_texts(&s->m->arena, &first, &expected);
        nl_texts_add(&expected, &s->m->arena, "S-1-5-7");
        struct nl_value wanted = nl_value_sids(&s->m->arena, &expected);
        for (int force = 0; force < 2; force++) {
            struct nl_journals journals = stage_journals(s);
            assert_int_equal(
                nl_rollback_journal(&(struct nl_rollback_work){.host = &s->world.host,
                                                               .store = &s->world.store,
                                                               .clock = &stage_clock,
                                                               .arena = &s->m->arena,
                                                               .force = force,
                                                               .note = "test"},
                                    &journals.items[0], &rollback, &s->err),
                NL_OK);
            assert_int_equal(rollback.complete, force);
            assert_int_equal(rollback.steps.items[0].kind,
                             force ? NL_ROLLBACK_FORCED : NL_ROLLBACK_LEFT_ALONE);
            struct nl_value found = nl_machine_read(&s->m->arena, &s->world.now, &right);
            assert_true(nl_value_equal(&found, force ? &wanted : &now));
        }
        stage_close(s);
    }
}

/* The power went between two of the system's calls: the set is neither before nor wanted. */
static void half_written_rights_are_ours(void **state)
{
    static const char *const requests[] = {"logon.network.deny=S-1-5-113,S-1-5-114", NULL};
    static const struct nl_address right = {NL_PLACE_USER_RIGHT, "SeDenyNetworkLogonRight", NULL};
    struct stage *s = stage_open(requests);
    struct nl_rollback rollback;
    struct nl_texts sids = {0};
    (void)state;
    struct nl_value first = nl_machine_read(&s->m->arena, &s->m->machine, &right);
    stage_apply(s);
    (void)nl_value_as_texts(&s->m->arena, &first, &sids);
    nl_texts_add(&sids, &s->m->arena, "S-1-5-113");
    struct nl_value half = nl_value_sids(&s->m->arena, &sids);
    nl_machine_set(&s->m->arena, &s->world.now, &right, &half);
    struct nl_journals journals = stage_journals(s);
    assert_int_equal(nl_rollback_journal(&(struct nl_rollback_work){.host = &s->world.host,
                                                                    .store = &s->world.store,
                                                                    .clock = &stage_clock,
                                                                    .arena = &s->m->arena,
                                                                    .note = "test"},
                                         &journals.items[0], &rollback, &s->err),
                     NL_OK);
    assert_true(rollback.complete);
    struct nl_value found = nl_machine_read(&s->m->arena, &s->world.now, &right);
    assert_true(nl_value_equal(&found, &first));
    stage_close(s);
}

/* A holder that was there before and was to stay is gone: that no half-written change does. */
static void a_set_without_what_was_to_stay_is_not_ours(void **state)
{
    static const char *const requests[] = {"logon.network.deny=S-1-5-113,S-1-5-114", NULL};
    static const struct nl_address right = {NL_PLACE_USER_RIGHT, "SeDenyNetworkLogonRight", NULL};
    struct stage *s = stage_open(requests);
    struct nl_rollback rollback;
    struct nl_texts sids = {0};
    (void)state;
    stage_apply(s);
    nl_texts_add(&sids, &s->m->arena, "S-1-5-113");
    struct nl_value theirs = nl_value_sids(&s->m->arena, &sids);
    nl_machine_set(&s->m->arena, &s->world.now, &right, &theirs);
    struct nl_journals journals = stage_journals(s);
    assert_int_equal(nl_rollback_journal(&(struct nl_rollback_work){.host = &s->world.host,
                                                                    .store = &s->world.store,
                                                                    .clock = &stage_clock,
                                                                    .arena = &s->m->arena,
                                                                    .note = "test"},
                                         &journals.items[0], &rollback, &s->err),
                     NL_OK);
    assert_int_equal(rollback.steps.items[0].kind, NL_ROLLBACK_LEFT_ALONE);
    struct nl_value found = nl_machine_read(&s->m->arena, &s->world.now, &right);
    assert_true(nl_value_equal(&found, &theirs));
    stage_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times),
        cmocka_unit_test(every_day_has_its_date),
        cmocka_unit_test(a_journal_says_all_that_happened),
        cmocka_unit_test(no_altered_byte_goes_unnoticed),
        cmocka_unit_test(every_shorter_file_is_torn_or_damaged),
        cmocka_unit_test(marks_go_on_after_a_torn_line),
        cmocka_unit_test(a_planted_address_is_refused),
        cmocka_unit_test(a_journal_keeps_what_it_was_told),
        cmocka_unit_test(the_list_has_every_journal),
        cmocka_unit_test(another_schema_is_refused),
        cmocka_unit_test(a_file_name_gives_the_number),
        cmocka_unit_test(a_journal_is_named_by_id_or_number),
        cmocka_unit_test(a_planted_value_is_refused),
        cmocka_unit_test(an_older_journal_is_never_overwritten),
        cmocka_unit_test(somebody_elses_value_is_left_alone),
        cmocka_unit_test(forced_rights_keep_other_holders),
        cmocka_unit_test(half_written_rights_are_ours),
        cmocka_unit_test(a_set_without_what_was_to_stay_is_not_ours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

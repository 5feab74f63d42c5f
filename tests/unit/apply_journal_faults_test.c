/* apply_journal_faults_test.c - journals on a disk that is full, broken or has other files in it, and
 * which journals are kept. */
#include "apply/journal_parse.h"
#include "apply_stage.h"
#include "model/machine_set.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* A name that netlatch does not give, as Explorer makes one for a copy: not read, and not newest. */
static void other_names_are_foreign(void **state)
{
    static const char *const names[] = {
        "000009-20261122T143355Z - Copy.journal", "empty.journal", "9-20261122T143355Z.journal",
        "000009-20261122T143355.journal", "000009-20261122T143355Z.journal.journal"};
    struct stage *s = stage_open(two_requests);
    (void)state;
    stage_apply(s);
    for (size_t i = 0; i < NL_COUNT_OF(names); i++)
        assert_int_equal(s->world.store.ops->create(&s->world.store, names[i], "", 0, &s->err),
                         NL_OK);
    struct nl_journals journals = stage_journals(s);
    assert_int_equal(journals.count, 1 + NL_COUNT_OF(names));
    assert_int_equal(nl_journal_pick(&journals, NULL)->sequence, 1);
    assert_null(nl_journal_pick(&journals, "9"));
    for (size_t i = 0; i < journals.count; i++)
        assert_int_equal(journals.items[i].foreign, journals.items[i].sequence != 1);
    stage_close(s);
}

/* Every part of every mark's line, as a disk leaves it that was full for a moment, followed by the
 * next line at once: the part is skipped, what follows counts. */
static void a_line_in_part_is_skipped(void **state)
{
    struct stage *s = stage_open(two_requests);
    (void)state;
    stage_apply(s);
    const struct world_file *file = &s->world.files.items[0];
    const char *text = nl_arena_copy(&s->m->arena, (const char *)file->bytes, file->size);
    size_t whole = stage_journals(s).items[0].marks.count;
    for (const char *at = strchr(text, '\n') + 1; *at; at = strchr(at, '\n') + 1) {
        size_t length = (size_t)(strchr(at, '\n') - at);
        for (size_t part = 1; part <= length; part++) {
            struct nl_journal journal;
            const char *torn = nl_arena_format(&s->m->arena, "%.*s%.*s%s", (int)(at - text), text,
                                               (int)part, at, at);
            nl_journal_parse(&s->m->arena, file->name, torn, strlen(torn), &journal);
            if (journal.state != NL_JOURNAL_APPLIED)
                print_error("%s\n", torn);
            assert_int_equal(journal.state, NL_JOURNAL_APPLIED);
            assert_int_equal(journal.marks.count, part == length ? whole + 1 : whole);
        }
    }
    stage_close(s);
}

/* A mark that was written in part only: the next one ends its line first, and all that follows is
 * read. At every length. */
static void marks_go_on_after_a_short_write(void **state)
{
    (void)state;
    size_t length = 1;
    for (size_t kept = 0; kept <= length; kept++) {
        struct stage *s = stage_open(two_requests);
        stage_apply(s);
        struct nl_journal journal = stage_journals(s).items[0];
        struct nl_mark tick = {.kind = NL_MARK_TICK, .at_s = STAGE_NOW_S, .left_ms = 5000};
        s->world.short_at = s->world.calls + 1;
        s->world.torn = kept;
        assert_int_equal(nl_journal_mark(&s->world.store, &s->m->arena, &journal, &tick, &s->err),
                         NL_FAILED);
        length = s->world.last_append;
        for (int i = 0; i < 2; i++)
            assert_int_equal(
                nl_journal_mark(&s->world.store, &s->m->arena, &journal, &tick, &s->err), NL_OK);
        struct nl_journal found = stage_journals(s).items[0];
        assert_int_equal(found.state, NL_JOURNAL_APPLIED);
        assert_int_equal(found.marks.items[found.marks.count - 1].kind, NL_MARK_TICK);
        stage_close(s);
    }
    assert_true(length > 40);
}

/* What a store could not read again is refused before the machine changes. */
static void a_journal_too_large_to_read_is_not_made(void **state)
{
    struct stage *s = stage_open(two_requests);
    (void)state;
    size_t size = (size_t)NL_STORE_MOST_FILE / 2;
    uint8_t *bytes = nl_arena_alloc(&s->m->arena, size);
    memset(bytes, 'x', size);
    struct nl_value large = {.state = NL_VALUE_PRESENT, .type = 3, .size = size, .bytes = bytes};
    nl_machine_set(&s->m->arena, &s->world.now, &s->plan.steps.items[0].address, &large);
    s->plan.steps.items[0].before = large;
    assert_int_equal(nl_apply_run(&s->apply, &s->result, &s->err), NL_REFUSED);
    assert_int_equal(s->result.outcome, NL_APPLY_REFUSED);
    assert_int_equal(stage_journals(s).count, 0);
    assert_int_equal(s->world.pending.count, 0);
    stage_close(s);
}

/* Marks that only count time leave room for the ones that say what happened; notes have a limit. */
static void marks_keep_room(void **state)
{
    struct stage *s = stage_open(two_requests);
    (void)state;
    stage_apply(s);
    struct nl_journal journal = stage_journals(s).items[0];
    size_t before = journal.size;
    struct nl_mark tick = {.kind = NL_MARK_TICK, .at_s = STAGE_NOW_S, .left_ms = 5000};
    journal.size = (size_t)NL_STORE_MOST_FILE - 100000;
    assert_int_equal(nl_journal_mark(&s->world.store, &s->m->arena, &journal, &tick, &s->err),
                     NL_OK);
    assert_int_equal(stage_journals(s).items[0].size, before);
    char *note = nl_arena_alloc(&s->m->arena, 100000);
    memset(note, 'n', 99999);
    note[99999] = 0;
    struct nl_mark incomplete = {.kind = NL_MARK_INCOMPLETE, .at_s = STAGE_NOW_S, .note = note};
    assert_int_equal(nl_journal_mark(&s->world.store, &s->m->arena, &journal, &incomplete, &s->err),
                     NL_OK);
    struct nl_journal found = stage_journals(s).items[0];
    assert_int_equal(found.state, NL_JOURNAL_INCOMPLETE);
    assert_in_range(found.size, before + 4096, before + 5000);
    stage_close(s);
}

/* A disk whose appends go to the wrong place: found before the machine changes, and no journal is
 * left that would stop the next apply. */
static void a_disk_that_loses_the_journal_is_found_out(void **state)
{
    struct stage *s = stage_open(two_requests);
    (void)state;
    s->world.overwrites = true;
    assert_int_equal(nl_apply_run(&s->apply, &s->result, &s->err), NL_FAILED);
    assert_int_equal(s->result.outcome, NL_APPLY_REFUSED);
    assert_non_null(strstr(nl_error_text(&s->m->arena, &s->err, NULL), "does not read back"));
    assert_int_equal(s->world.pending.count, 0);
    assert_int_equal(stage_journals(s).count, 0);
    stage_close(s);
}

/* Only what was rolled back is removed, and counted. */
static void before_values_of_standing_changes_are_kept(void **state)
{
    static const enum nl_mark_kind ends[] = {NL_MARK_VERIFIED,   NL_MARK_ROLLED_BACK,
                                             NL_MARK_INCOMPLETE, NL_MARK_ABANDONED,
                                             NL_MARK_BEGUN,      NL_MARK_ROLLED_BACK};
    struct stage *s = stage_open(two_requests);
    (void)state;
    stage_apply(s);
    for (size_t i = 0; i < 3 * NL_COUNT_OF(ends); i++) {
        struct nl_journal journal = s->result.journal;
        struct nl_mark end = {.kind = ends[i % NL_COUNT_OF(ends)]};
        journal.marks.count = 0;
        journal.confirm_within_s = i % 4 == 0 ? 600 : 0; /* some wait for their confirmation */
        assert_int_equal(nl_journal_create(&s->world.store, &s->m->arena, &journal, &s->err),
                         NL_OK);
        assert_int_equal(nl_journal_mark(&s->world.store, &s->m->arena, &journal, &end, &s->err),
                         NL_OK);
    }
    assert_int_equal(stage_journals(s).count, 19);
    assert_int_equal(nl_journal_prune(&s->world.store, &s->m->arena, 2, &s->err), NL_OK);
    struct nl_journals journals = stage_journals(s);
    size_t closed = 0;
    for (size_t i = 0; i < journals.count; i++)
        closed += journals.items[i].state == NL_JOURNAL_ROLLED_BACK;
    assert_int_equal(closed, 2);
    assert_int_equal(journals.count, 15);
    assert_int_equal(journals.items[0].sequence, 19);
    stage_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_names_are_foreign),
        cmocka_unit_test(a_line_in_part_is_skipped),
        cmocka_unit_test(marks_go_on_after_a_short_write),
        cmocka_unit_test(a_journal_too_large_to_read_is_not_made),
        cmocka_unit_test(marks_keep_room),
        cmocka_unit_test(a_disk_that_loses_the_journal_is_found_out),
        cmocka_unit_test(before_values_of_standing_changes_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

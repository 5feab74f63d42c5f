/* undo.c - taking a journal back.
 *
 * After a power cut any subset of the last writes may be missing, and the marks in the journal may
 * be behind what happened. So the marks are for people, and what to do is decided by reading the
 * machine: each setting is at its before-value, at its wanted value, or somebody else's. */
#include "undo.h"

#include <string.h>

const char *const nl_undo_words[] = {"unchanged", "restored", "left-alone",
                                     "forced",    "failed",   NULL};

/* For a set of SIDs: what is there, without what the step added, with what the step removed. */
static struct nl_value merged_sids(struct nl_arena *arena, const struct nl_value *found,
                                   const struct nl_journal_step *step)
{
    struct nl_texts now = {0};
    struct nl_texts before = {0};
    struct nl_texts wanted = {0};
    struct nl_texts kept = {0};
    (void)nl_value_as_texts(arena, found, &now); /* absent: nobody */
    (void)nl_value_as_texts(arena, &step->before, &before);
    (void)nl_value_as_texts(arena, &step->wanted, &wanted);
    for (size_t i = 0; i < now.count; i++) {
        bool added = nl_texts_hold(&wanted, now.items[i]) && !nl_texts_hold(&before, now.items[i]);
        if (!added)
            *NL_PUSH(arena, &kept) = now.items[i];
    }
    for (size_t i = 0; i < before.count; i++) {
        if (!nl_texts_hold(&wanted, before.items[i]) && !nl_texts_hold(&kept, before.items[i]))
            *NL_PUSH(arena, &kept) = before.items[i];
    }
    return kept.count ? nl_value_sids(arena, &kept) : nl_value_absent(0);
}

/* Whether the value is where it was before, keys included. A key that apply made and that outlived
 * a power cut without its value is not. */
static bool is_before(const struct nl_value *found, const struct nl_journal_step *step)
{
    return nl_value_equal(found, &step->before) && found->missing_keys >= step->before.missing_keys;
}

/* Whether every SID of part is in whole. */
static bool all_in(const struct nl_texts *part, const struct nl_texts *whole)
{
    for (size_t i = 0; i < part->count; i++) {
        if (!nl_texts_hold(whole, part->items[i]))
            return false;
    }
    return true;
}

/* A set of SIDs is written one by one, so a crash can leave it between before and wanted: every SID
 * is in one of the two, and those of both are there. That is still ours. */
static bool is_between(struct nl_arena *arena, const struct nl_value *found,
                       const struct nl_journal_step *step)
{
    struct nl_texts now = {0};
    struct nl_texts before = {0};
    struct nl_texts wanted = {0};
    struct nl_texts both = {0};
    struct nl_texts either = {0};
    if (step->address.place != NL_PLACE_USER_RIGHT)
        return false;
    (void)nl_value_as_texts(arena, found, &now); /* absent: nobody */
    (void)nl_value_as_texts(arena, &step->before, &before);
    (void)nl_value_as_texts(arena, &step->wanted, &wanted);
    for (size_t i = 0; i < before.count; i++) {
        nl_texts_add(&either, arena, before.items[i]);
        if (nl_texts_hold(&wanted, before.items[i]))
            nl_texts_add(&both, arena, before.items[i]);
    }
    for (size_t i = 0; i < wanted.count; i++)
        nl_texts_add(&either, arena, wanted.items[i]);
    return all_in(&now, &either) && all_in(&both, &now);
}

static void undo_step(struct nl_host *host, struct nl_arena *arena, bool force,
                      struct nl_undo_step *undone)
{
    const struct nl_journal_step *step = undone->step;
    struct nl_error err = {0};
    enum nl_status status = host->ops->read(host, &step->address, arena, &undone->found, &err);
    if (status != NL_OK) {
        undone->kind = NL_UNDO_FAILED;
        undone->problem = nl_error_keep(arena, &err);
        return;
    }
    const struct nl_value *found = &undone->found;
    if (found->state != NL_VALUE_PRESENT && found->state != NL_VALUE_ABSENT) {
        undone->kind = NL_UNDO_FAILED;
        (void)nl_fail(&err, NL_FAILED, NL_T("it cannot be read ({1}, error {2})"),
                      nl_value_show(arena, found), nl_decimal(found->code).text);
        undone->problem = nl_error_keep(arena, &err);
        return;
    }
    if (is_before(found, step)) {
        undone->kind = NL_UNDO_UNCHANGED;
        return;
    }
    struct nl_value back = step->before;
    bool ours = nl_value_equal(found, &step->wanted) || nl_value_equal(found, &step->before) ||
                is_between(arena, found, step);
    if (!ours && !force) {
        undone->kind = NL_UNDO_LEFT_ALONE;
        (void)nl_fail(&err, NL_CONFLICT,
                      NL_T("somebody changed it to {1} since; netlatch had written {2}"),
                      nl_value_show(arena, found), nl_value_show(arena, &step->wanted));
        undone->problem = nl_error_keep(arena, &err);
        return;
    }
    if (!ours && step->address.place == NL_PLACE_USER_RIGHT)
        back = merged_sids(arena, found, step);
    status = host->ops->write(host, &step->address, found, &back, NULL, &err);
    undone->kind = status != NL_OK ? NL_UNDO_FAILED : ours ? NL_UNDO_RESTORED : NL_UNDO_FORCED;
    if (status != NL_OK)
        undone->problem = nl_error_keep(arena, &err);
}

/* A restore counts when it is read back. */
static void verify_step(struct nl_host *host, struct nl_arena *arena, struct nl_undo_step *undone)
{
    if (undone->kind != NL_UNDO_RESTORED && undone->kind != NL_UNDO_FORCED)
        return;
    struct nl_value now;
    struct nl_error err = {0};
    struct nl_value back = undone->step->before;
    if (undone->kind == NL_UNDO_FORCED && undone->step->address.place == NL_PLACE_USER_RIGHT)
        back = merged_sids(arena, &undone->found, undone->step);
    enum nl_status status = host->ops->read(host, &undone->step->address, arena, &now, &err);
    if (status == NL_OK && nl_value_equal(&now, &back))
        return;
    undone->kind = NL_UNDO_FAILED;
    if (status == NL_OK)
        (void)nl_fail(&err, NL_FAILED, NL_T("it was written but reads back as {1}"),
                      nl_value_show(arena, &now));
    undone->problem = nl_error_keep(arena, &err);
}

enum nl_status nl_undo_steps(struct nl_host *host, struct nl_arena *arena,
                             const struct nl_journal *journal, bool force, struct nl_undo *out_undo)
{
    struct nl_undo undo = {.complete = true};
    struct nl_error err = {0};
    for (size_t i = journal->steps.count; i-- > 0;) {
        struct nl_undo_step *undone = NL_PUSH(arena, &undo.steps);
        undone->step = &journal->steps.items[i];
        undo_step(host, arena, force, undone);
    }
    enum nl_status synced = host->ops->sync(host, &err);
    for (size_t i = 0; i < undo.steps.count; i++) {
        struct nl_undo_step *undone = &undo.steps.items[i];
        verify_step(host, arena, undone);
        /* An unchanged one too: an earlier try may have put it back and not got it to disk. */
        if (synced != NL_OK && undone->kind != NL_UNDO_FAILED &&
            undone->kind != NL_UNDO_LEFT_ALONE) {
            undone->kind = NL_UNDO_FAILED;
            undone->problem = nl_error_keep(arena, &err);
        }
        undo.complete =
            undo.complete && undone->kind != NL_UNDO_FAILED && undone->kind != NL_UNDO_LEFT_ALONE;
    }
    *out_undo = undo;
    return synced;
}

/* What could not be taken back, for the journal. */
static const char *incomplete_note(struct nl_arena *arena, const struct nl_undo *undo)
{
    struct nl_text note;
    nl_text_init(&note, arena);
    for (size_t i = 0; i < undo->steps.count; i++) {
        const struct nl_undo_step *step = &undo->steps.items[i];
        if (step->problem)
            nl_text_format(&note, "%s%s: %s", note.length ? "; " : "", step->step->setting,
                           nl_error_text(arena, step->problem, NULL));
    }
    return note.data;
}

enum nl_status nl_undo_journal(struct nl_host *host, struct nl_store *store, struct nl_clock *clock,
                               struct nl_arena *arena, struct nl_journal *journal, bool force,
                               const char *note, struct nl_undo *out_undo, struct nl_error *err)
{
    /* The first mark makes the journal open again, so that a cut in the middle is finished by
     * recovery. Where not even that can be written, nothing is changed. */
    struct nl_mark begin = {.kind = NL_MARK_UNDOING, .at_s = clock->now_s(clock), .note = note};
    enum nl_status status = nl_journal_mark(store, arena, journal, &begin, err);
    if (status != NL_OK)
        return status;
    struct nl_undo undo;
    (void)nl_undo_steps(host, arena, journal, force, &undo); /* told step by step in undo */
    struct nl_mark end = {.kind = undo.complete ? NL_MARK_UNDONE : NL_MARK_INCOMPLETE,
                          .at_s = clock->now_s(clock)};
    if (!undo.complete)
        end.note = incomplete_note(arena, &undo);
    *out_undo = undo;
    return nl_journal_mark(store, arena, journal, &end, err);
}

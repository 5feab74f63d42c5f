/* rollback.c - taking a journal back.
 *
 * After a power cut any subset of the last writes may be missing, and the marks in the journal may
 * be behind what happened. So the marks are for people, and what to do is decided by reading the
 * machine: each setting is at its before-value, at its wanted value, or somebody else's. */
#include "rollback.h"

#include <string.h>

const char *const nl_rollback_words[] = {"unchanged", "restored", "left-alone",
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

static void rollback_step(struct nl_host *host, struct nl_arena *arena, bool force,
                          struct nl_rollback_step *rolled_back)
{
    const struct nl_journal_step *step = rolled_back->step;
    struct nl_error err = {0};
    enum nl_status status = host->ops->read(host, &step->address, arena, &rolled_back->found, &err);
    if (status != NL_OK) {
        rolled_back->kind = NL_ROLLBACK_FAILED;
        rolled_back->problem = nl_error_keep(arena, &err);
        return;
    }
    const struct nl_value *found = &rolled_back->found;
    if (found->state != NL_VALUE_PRESENT && found->state != NL_VALUE_ABSENT) {
        rolled_back->kind = NL_ROLLBACK_FAILED;
        (void)nl_fail(&err, NL_FAILED, NL_T("it cannot be read ({1}, error {2})"),
                      nl_value_show(arena, found), nl_decimal(found->code).text);
        rolled_back->problem = nl_error_keep(arena, &err);
        return;
    }
    if (is_before(found, step)) {
        rolled_back->kind = NL_ROLLBACK_UNCHANGED;
        return;
    }
    struct nl_value back = step->before;
    bool ours = nl_value_equal(found, &step->wanted) || nl_value_equal(found, &step->before) ||
                is_between(arena, found, step);
    if (!ours && !force) {
        rolled_back->kind = NL_ROLLBACK_LEFT_ALONE;
        (void)nl_fail(&err, NL_CONFLICT,
                      NL_T("somebody changed it to {1} since; netlatch had written {2}"),
                      nl_value_show(arena, found), nl_value_show(arena, &step->wanted));
        rolled_back->problem = nl_error_keep(arena, &err);
        return;
    }
    if (!ours && step->address.place == NL_PLACE_USER_RIGHT)
        back = merged_sids(arena, found, step);
    status = host->ops->write(host, &step->address, found, &back, NULL, &err);
    rolled_back->kind = status != NL_OK ? NL_ROLLBACK_FAILED
                        : ours          ? NL_ROLLBACK_RESTORED
                                        : NL_ROLLBACK_FORCED;
    if (status != NL_OK)
        rolled_back->problem = nl_error_keep(arena, &err);
}

/* A restore counts when it is read back. */
static void verify_step(struct nl_host *host, struct nl_arena *arena,
                        struct nl_rollback_step *rolled_back)
{
    if (rolled_back->kind != NL_ROLLBACK_RESTORED && rolled_back->kind != NL_ROLLBACK_FORCED)
        return;
    struct nl_value now;
    struct nl_error err = {0};
    struct nl_value back = rolled_back->step->before;
    if (rolled_back->kind == NL_ROLLBACK_FORCED &&
        rolled_back->step->address.place == NL_PLACE_USER_RIGHT)
        back = merged_sids(arena, &rolled_back->found, rolled_back->step);
    enum nl_status status = host->ops->read(host, &rolled_back->step->address, arena, &now, &err);
    if (status == NL_OK && nl_value_equal(&now, &back))
        return;
    rolled_back->kind = NL_ROLLBACK_FAILED;
    if (status == NL_OK)
        (void)nl_fail(&err, NL_FAILED, NL_T("it was written but reads back as {1}"),
                      nl_value_show(arena, &now));
    rolled_back->problem = nl_error_keep(arena, &err);
}

enum nl_status nl_rollback_steps(struct nl_host *host, struct nl_arena *arena,
                                 const struct nl_journal *journal, bool force,
                                 struct nl_rollback *out_rollback)
{
    struct nl_rollback rollback = {.complete = true};
    struct nl_error err = {0};
    for (size_t i = journal->steps.count; i-- > 0;) {
        struct nl_rollback_step *rolled_back = NL_PUSH(arena, &rollback.steps);
        rolled_back->step = &journal->steps.items[i];
        rollback_step(host, arena, force, rolled_back);
    }
    enum nl_status synced = host->ops->sync(host, &err);
    for (size_t i = 0; i < rollback.steps.count; i++) {
        struct nl_rollback_step *rolled_back = &rollback.steps.items[i];
        verify_step(host, arena, rolled_back);
        /* An unchanged one too: an earlier try may have put it back and not got it to disk. */
        if (synced != NL_OK && rolled_back->kind != NL_ROLLBACK_FAILED &&
            rolled_back->kind != NL_ROLLBACK_LEFT_ALONE) {
            rolled_back->kind = NL_ROLLBACK_FAILED;
            rolled_back->problem = nl_error_keep(arena, &err);
        }
        rollback.complete = rollback.complete && rolled_back->kind != NL_ROLLBACK_FAILED &&
                            rolled_back->kind != NL_ROLLBACK_LEFT_ALONE;
    }
    *out_rollback = rollback;
    return synced;
}

/* What could not be rolled back, for the journal. */
static const char *incomplete_note(struct nl_arena *arena, const struct nl_rollback *rollback)
{
    struct nl_text note;
    nl_text_init(&note, arena);
    for (size_t i = 0; i < rollback->steps.count; i++) {
        const struct nl_rollback_step *step = &rollback->steps.items[i];
        if (step->problem)
            nl_text_format(&note, "%s%s: %s", note.length ? "; " : "", step->step->setting,
                           nl_error_text(arena, step->problem, NULL));
    }
    return note.data;
}

enum nl_status nl_rollback_journal(struct nl_host *host, struct nl_store *store,
                                   struct nl_clock *clock, struct nl_arena *arena,
                                   struct nl_journal *journal, bool force, const char *note,
                                   struct nl_rollback *out_rollback, struct nl_error *err)
{
    /* The first mark makes the journal open again, so that a cut in the middle is finished by
     * recovery. Where not even that can be written, nothing is changed. */
    struct nl_mark begin = {
        .kind = NL_MARK_ROLLING_BACK, .at_s = clock->now_s(clock), .note = note};
    enum nl_status status = nl_journal_mark(store, arena, journal, &begin, err);
    if (status != NL_OK)
        return status;
    struct nl_rollback rollback;
    (void)nl_rollback_steps(host, arena, journal, force,
                            &rollback); /* told step by step in rollback */
    struct nl_mark end = {.kind = rollback.complete ? NL_MARK_ROLLED_BACK : NL_MARK_INCOMPLETE,
                          .at_s = clock->now_s(clock)};
    if (!rollback.complete)
        end.note = incomplete_note(arena, &rollback);
    *out_rollback = rollback;
    return nl_journal_mark(store, arena, journal, &end, err);
}

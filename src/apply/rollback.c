/* rollback.c - rolling a journal back.
 *
 * After a power cut any subset of the last writes may be missing, and the marks in the journal may
 * be behind what happened. So the marks are for people, and what to do is decided by reading the
 * machine: each setting is at its before-value, at its wanted value, or somebody else's. */
#include "rollback.h"

#include "model/catalogue.h"
#include "model/machine.h"

#include <string.h>

const char *const nl_rollback_words[] = {"unchanged", "restored", "left-alone", "forced",
                                         "failed",    "gone",     NULL};

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

/* Where NetBIOS over TCP/IP keeps an adapter's choice, WMI writes 0 for "as DHCP says" and netlatch
 * then removes that value where there was none. Cut between the two, the 0 stands, and is ours. */
static bool is_left_by_wmi(const struct nl_value *found, const struct nl_journal_step *step)
{
    uint32_t number = 0;
    return step->address.place == NL_PLACE_REGISTRY && step->address.name &&
           nl_same(step->address.name, "NetbiosOptions") &&
           nl_starts(step->address.path, NL_NETBT_INTERFACES) &&
           (step->before.state == NL_VALUE_ABSENT || step->wanted.state == NL_VALUE_ABSENT) &&
           nl_value_as_dword(found, &number) && number == 0;
}

/* Whether what the setting belongs to has gone since: a service without a start type, an adapter or a
 * transport without a key. A policy without a key has only been removed. */
static bool is_gone(const struct nl_rollback_work *work, const struct nl_value *found,
                    const struct nl_journal_step *step)
{
    struct nl_instance instance;
    struct nl_value start;
    if (found->state != NL_VALUE_ABSENT)
        return false;
    if (step->address.place == NL_PLACE_SERVICE_START)
        return true;
    if (step->address.place == NL_PLACE_SERVICE_DEPENDS) {
        const struct nl_address where = {NL_PLACE_SERVICE_START, step->address.path, NULL};
        return work->host->ops->read(work->host, &where, work->arena, &start, NULL) == NL_OK &&
               start.state == NL_VALUE_ABSENT;
    }
    return step->address.place == NL_PLACE_REGISTRY && step->before.missing_keys == 0 &&
           found->missing_keys > 0 &&
           nl_instance_parse(work->arena, step->setting, &instance, NULL) == NL_OK &&
           (instance.setting->instances == NL_INSTANCE_ADAPTER ||
            instance.setting->instances == NL_INSTANCE_TRANSPORT);
}

/* The newest other journal that wrote exactly this value there, and after the one rolled back. */
static const struct nl_journal *writer_of(const struct nl_rollback_work *work,
                                          const struct nl_journal *journal,
                                          const struct nl_journal_step *step,
                                          const struct nl_value *found)
{
    for (size_t i = 0; work->journals && i < work->journals->count; i++) {
        const struct nl_journal *other = &work->journals->items[i];
        if (other->sequence <= journal->sequence)
            continue;
        for (size_t s = 0; s < other->steps.count; s++) {
            if (nl_address_same(&other->steps.items[s].address, &step->address) &&
                nl_value_equal(&other->steps.items[s].wanted, found))
                return other;
        }
    }
    return NULL;
}

static void leave_alone(const struct nl_rollback_work *work, const struct nl_journal *journal,
                        struct nl_rollback_step *rolled_back)
{
    const struct nl_journal_step *step = rolled_back->step;
    const struct nl_value *found = &rolled_back->found;
    const char *now = nl_value_show(work->arena, found);
    const char *wrote = nl_value_show(work->arena, &step->wanted);
    const struct nl_journal *writer = writer_of(work, journal, step, found);
    struct nl_error err = {0};
    rolled_back->kind = NL_ROLLBACK_LEFT_ALONE;
    if (writer)
        (void)nl_fail(&err, NL_CONFLICT,
                      NL_T("the newer change {3} of netlatch changed it to {1} since; this one had "
                           "written {2}"),
                      now, wrote, writer->id);
    else
        (void)nl_fail(&err, NL_CONFLICT,
                      NL_T("somebody changed it to {1} since; netlatch had written {2}"), now,
                      wrote);
    rolled_back->problem = nl_error_keep(work->arena, &err);
}

static void rollback_step(const struct nl_rollback_work *work, const struct nl_journal *journal,
                          struct nl_rollback_step *rolled_back)
{
    const struct nl_journal_step *step = rolled_back->step;
    struct nl_host *host = work->host;
    struct nl_error err = {0};
    enum nl_status status =
        host->ops->read(host, &step->address, work->arena, &rolled_back->found, &err);
    if (status != NL_OK) {
        rolled_back->kind = NL_ROLLBACK_FAILED;
        rolled_back->problem = nl_error_keep(work->arena, &err);
        return;
    }
    const struct nl_value *found = &rolled_back->found;
    if (found->state != NL_VALUE_PRESENT && found->state != NL_VALUE_ABSENT) {
        rolled_back->kind = NL_ROLLBACK_FAILED;
        (void)nl_fail(&err, NL_FAILED, NL_T("it cannot be read ({1}, error {2})"),
                      nl_value_show(work->arena, found), nl_decimal(found->code).text);
        rolled_back->problem = nl_error_keep(work->arena, &err);
        return;
    }
    if (is_before(found, step)) {
        rolled_back->kind = NL_ROLLBACK_UNCHANGED;
        return;
    }
    if (is_gone(work, found, step)) {
        rolled_back->kind = NL_ROLLBACK_GONE;
        return;
    }
    struct nl_value back = step->before;
    bool ours = nl_value_equal(found, &step->wanted) || nl_value_equal(found, &step->before) ||
                is_between(work->arena, found, step) || is_left_by_wmi(found, step);
    if (!ours && !work->force) {
        leave_alone(work, journal, rolled_back);
        return;
    }
    rolled_back->kind = ours ? NL_ROLLBACK_RESTORED : NL_ROLLBACK_FORCED;
    if (work->look_only)
        return;
    if (!ours && step->address.place == NL_PLACE_USER_RIGHT)
        back = merged_sids(work->arena, found, step);
    status = host->ops->write(host, &step->address, found, &back, NULL, &err);
    if (status != NL_OK) {
        rolled_back->kind = NL_ROLLBACK_FAILED;
        rolled_back->problem = nl_error_keep(work->arena, &err);
    }
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

/* Whether the step needs nothing more. */
static bool is_done(const struct nl_rollback_work *work, enum nl_rollback_kind kind)
{
    switch (kind) {
    case NL_ROLLBACK_UNCHANGED:
    case NL_ROLLBACK_GONE:
        return true;
    case NL_ROLLBACK_RESTORED:
    case NL_ROLLBACK_FORCED:
        return !work->look_only;
    case NL_ROLLBACK_LEFT_ALONE:
    case NL_ROLLBACK_FAILED:
        break;
    }
    return false;
}

enum nl_status nl_rollback_steps(const struct nl_rollback_work *work,
                                 const struct nl_journal *journal, struct nl_rollback *out_rollback)
{
    struct nl_rollback rollback = {.complete = true};
    struct nl_error err = {0};
    for (size_t i = journal->steps.count; i-- > 0;) {
        struct nl_rollback_step *rolled_back = NL_PUSH(work->arena, &rollback.steps);
        rolled_back->step = &journal->steps.items[i];
        if (work->progress)
            work->progress(work->context, rolled_back->step, rollback.steps.count - 1,
                           journal->steps.count);
        rollback_step(work, journal, rolled_back);
    }
    enum nl_status synced = work->look_only ? NL_OK : work->host->ops->sync(work->host, &err);
    for (size_t i = 0; i < rollback.steps.count; i++) {
        struct nl_rollback_step *rolled_back = &rollback.steps.items[i];
        if (!work->look_only)
            verify_step(work->host, work->arena, rolled_back);
        /* An unchanged one too: an earlier try may have put it back and not got it to disk. */
        if (synced != NL_OK && is_done(work, rolled_back->kind)) {
            rolled_back->kind = NL_ROLLBACK_FAILED;
            rolled_back->problem = nl_error_keep(work->arena, &err);
        }
        rollback.complete = rollback.complete && is_done(work, rolled_back->kind);
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

/* The same as the mark keeps it, a character for each step. */
static const char *left_steps(const struct nl_rollback_work *work, const struct nl_journal *journal,
                              const struct nl_rollback *rollback)
{
    char *left = nl_arena_alloc(work->arena, journal->steps.count + 1);
    for (size_t i = 0; i < rollback->steps.count; i++) {
        const struct nl_rollback_step *step = &rollback->steps.items[i];
        left[step->step - journal->steps.items] = is_done(work, step->kind) ? '0' : '1';
    }
    return left;
}

enum nl_status nl_rollback_journal(const struct nl_rollback_work *work, struct nl_journal *journal,
                                   struct nl_rollback *out_rollback, struct nl_error *err)
{
    /* The first mark makes the journal open again, so that a cut in the middle is finished by
     * recovery. Where not even that can be written, nothing is changed. */
    struct nl_mark begin = {
        .kind = NL_MARK_ROLLING_BACK, .at_s = work->clock->now_s(work->clock), .note = work->note};
    enum nl_status status = nl_journal_mark(work->store, work->arena, journal, &begin, err);
    if (status != NL_OK)
        return status;
    struct nl_rollback rollback;
    (void)nl_rollback_steps(work, journal, &rollback); /* told step by step in rollback */
    struct nl_mark end = {.kind = rollback.complete ? NL_MARK_ROLLED_BACK : NL_MARK_INCOMPLETE,
                          .at_s = work->clock->now_s(work->clock),
                          .boot = work->boot};
    if (!rollback.complete) {
        end.note = incomplete_note(work->arena, &rollback);
        end.left = left_steps(work, journal, &rollback);
    }
    *out_rollback = rollback;
    return nl_journal_mark(work->store, work->arena, journal, &end, err);
}

/* What stays when a person gives up, for the journal. */
static const char *remains_note(struct nl_arena *arena, const struct nl_rollback *remains)
{
    struct nl_text note;
    nl_text_init(&note, arena);
    for (size_t i = 0; i < remains->steps.count; i++) {
        const struct nl_rollback_step *step = &remains->steps.items[i];
        if (step->kind == NL_ROLLBACK_UNCHANGED || step->kind == NL_ROLLBACK_GONE)
            continue;
        nl_text_format(&note, "%s%s: is %s, was %s", note.length ? "; " : "", step->step->setting,
                       nl_value_show(arena, &step->found),
                       nl_value_show(arena, &step->step->before));
    }
    return note.length ? note.data : NULL;
}

enum nl_status nl_rollback_abandon(const struct nl_rollback_work *work, struct nl_journal *journal,
                                   struct nl_rollback *out_remains, struct nl_error *err)
{
    struct nl_rollback_work look = *work;
    if (journal->state != NL_JOURNAL_INCOMPLETE)
        return nl_fail(err, NL_INVALID,
                       NL_T("only an incomplete rollback can be given up; the change {1} is"
                            " not one"),
                       journal->id);
    look.look_only = true;
    (void)nl_rollback_steps(&look, journal, out_remains);
    struct nl_mark mark = {.kind = NL_MARK_ABANDONED,
                           .at_s = work->clock->now_s(work->clock),
                           .note = remains_note(work->arena, out_remains)};
    return nl_journal_mark(work->store, work->arena, journal, &mark, err);
}

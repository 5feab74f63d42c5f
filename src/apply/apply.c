/* apply.c - making a plan true.
 *
 * Windows writes registry hives to disk lazily, each on its own, so after a power cut any subset of
 * the last writes may be missing and a mark in a file may lie. Hence: every before-value is on disk
 * before the first write, success is claimed only after sync and reading back, and recovery looks at
 * the machine, not at the marks. */
#include "apply.h"

#include "model/risk.h"

#include <string.h>

static bool tell(const struct nl_apply *apply, enum nl_apply_event event, size_t step)
{
    return !apply->progress || apply->progress(apply->context, event, step);
}

bool nl_risk_accepted(const struct nl_risk_row *risk, const struct nl_texts *accepted, bool guarded)
{
    bool found = guarded && risk->guard_suffices;
    for (size_t a = 0; a < accepted->count; a++)
        found = found || strcmp(accepted->items[a], risk->id) == 0;
    return found;
}

/* Risks of the plan that were not accepted; all of them, not the first. */
static struct nl_texts unaccepted(const struct nl_apply *apply)
{
    struct nl_texts risks = {0};
    for (size_t i = 0; i < apply->plan->risks.count; i++) {
        const struct nl_risk_row *risk = apply->plan->risks.items[i].row;
        if (!nl_risk_accepted(risk, &apply->accepted, apply->confirm_within_s > 0))
            nl_texts_add(&risks, apply->arena, risk->id);
    }
    return risks;
}

/* Every setting must still be what the plan saw. */
static enum nl_status check_fresh(const struct nl_apply *apply, struct nl_error *err)
{
    for (size_t i = 0; i < apply->plan->steps.count; i++) {
        const struct nl_step *step = &apply->plan->steps.items[i];
        struct nl_value now;
        enum nl_status status =
            apply->host->ops->read(apply->host, &step->address, apply->arena, &now, err);
        if (status != NL_OK)
            return nl_context(err, NL_T("cannot read {1} before changing it"), step->instance.id);
        if (!nl_value_identical(&now, &step->before)) {
            (void)nl_fail(err, NL_CONFLICT,
                          NL_T("the plan is stale: {1} was {2} when it was made and is {3} now"),
                          step->instance.id, nl_value_show(apply->arena, &step->before),
                          nl_value_show(apply->arena, &now));
            return nl_next(err, NL_T("Make a new plan and look at it before you apply it."));
        }
    }
    return NL_OK;
}

static enum nl_status open_journal(const struct nl_apply *apply, struct nl_journal *journal,
                                   struct nl_error *err)
{
    const struct nl_plan *plan = apply->plan;
    *journal = (struct nl_journal){
        .created_s = apply->clock->now_s(apply->clock),
        .user = apply->user,
        .machine = plan->machine->name,
        .profile = plan->profile->name,
        .plan = plan->id,
        .confirm_within_s = apply->confirm_within_s,
        .restart_required = plan->restart_required,
        .accepted = apply->accepted,
    };
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct nl_step *step = &plan->steps.items[i];
        *NL_PUSH(apply->arena, &journal->steps) = (struct nl_journal_step){
            .setting = step->instance.id,
            .address = step->address,
            .before = step->before,
            .wanted = step->wanted,
            .effect = step->effect,
        };
    }
    return nl_journal_create(apply->store, apply->arena, journal, err);
}

static enum nl_status mark(const struct nl_apply *apply, struct nl_journal *journal,
                           enum nl_mark_kind kind, size_t step, const char *note,
                           struct nl_error *err)
{
    const struct nl_mark made = {.kind = kind,
                                 .at_s = apply->clock->now_s(apply->clock),
                                 .step = (uint32_t)step,
                                 .boot = kind == NL_MARK_VERIFIED ? apply->boot : NULL,
                                 .note = note};
    return nl_journal_mark(apply->store, apply->arena, journal, &made, err);
}

static enum nl_status mark_written(const struct nl_apply *apply, struct nl_journal *journal,
                                   size_t step, bool in_force, struct nl_error *err)
{
    const struct nl_mark made = {.kind = NL_MARK_WRITTEN,
                                 .at_s = apply->clock->now_s(apply->clock),
                                 .step = (uint32_t)step,
                                 .in_force = in_force && apply->live};
    return nl_journal_mark(apply->store, apply->arena, journal, &made, err);
}

static enum nl_status stopped(struct nl_error *err)
{
    return nl_fail(err, NL_FAILED, NL_T("stopped on request"));
}

static enum nl_status write_steps(const struct nl_apply *apply, struct nl_apply_result *result,
                                  struct nl_error *err)
{
    for (size_t i = 0; i < apply->plan->steps.count; i++) {
        const struct nl_step *step = &apply->plan->steps.items[i];
        enum nl_effect effect = step->effect;
        result->failed_setting = step->instance.id;
        if (!tell(apply, NL_APPLY_WRITING, i))
            return stopped(err);
        enum nl_status status = apply->host->ops->write(apply->host, &step->address, &step->before,
                                                        &step->wanted, &effect, err);
        if (status != NL_OK)
            return nl_context(err, NL_T("cannot change {1}"), step->instance.id);
        /* A host may know better than the catalogue when a write acts, but only a NetBIOS change
         * can act sooner; a start type never does. */
        bool in_force = step->effect == NL_EFFECT_ADAPTER_RESTART && effect == NL_EFFECT_NOW;
        if (step->effect != NL_EFFECT_ADAPTER_RESTART)
            effect = step->effect;
        if (effect > result->effect)
            result->effect = effect;
        *NL_PUSH(apply->arena, &result->effects) = effect;
        if (apply->host->ops->remarks)
            result->remarks = apply->host->ops->remarks(apply->host);
        bool go_on = tell(apply, NL_APPLY_WRITTEN, i);
        status = mark_written(apply, &result->journal, i, in_force, err);
        if (status != NL_OK)
            return status;
        if (!go_on || !tell(apply, NL_APPLY_MARKED, i))
            return stopped(err);
    }
    return NL_OK;
}

static enum nl_status read_back(const struct nl_apply *apply, struct nl_apply_result *result,
                                struct nl_error *err)
{
    for (size_t i = 0; i < apply->plan->steps.count; i++) {
        const struct nl_step *step = &apply->plan->steps.items[i];
        struct nl_value now;
        result->failed_setting = step->instance.id;
        enum nl_status status =
            apply->host->ops->read(apply->host, &step->address, apply->arena, &now, err);
        if (status != NL_OK)
            return nl_context(err, NL_T("cannot read {1} back"), step->instance.id);
        if (!nl_value_equal(&now, &step->wanted)) {
            const char *found = nl_value_show(apply->arena, &now);
            return nl_fail(err, NL_FAILED,
                           step->address.place == NL_PLACE_USER_RIGHT
                               ? NL_T("{1}: the system said the right was written, but it could "
                                      "not be read back (found: {2})")
                               : NL_T("{1}: it was written, but reads back as {2}"),
                           step->instance.id, found);
        }
        (void)tell(apply, NL_APPLY_VERIFIED, i); /* all is written: there is no stopping now */
    }
    result->failed_setting = NULL;
    return NL_OK;
}

/* Rolls everything back after a failure; err keeps what went wrong first. */
static void roll_back(const struct nl_apply *apply, struct nl_apply_result *result,
                      const struct nl_error *err)
{
    struct nl_error ignored = {0};
    struct nl_rollback_work work = {.host = apply->host,
                                    .store = apply->store,
                                    .clock = apply->clock,
                                    .arena = apply->arena,
                                    .boot = apply->boot,
                                    .note = nl_error_text(apply->arena, err, NULL)};
    (void)tell(apply, NL_APPLY_ROLLING_BACK, SIZE_MAX);
    enum nl_status status =
        nl_rollback_journal(&work, &result->journal, &result->rollback, &ignored);
    if (status != NL_OK && result->rollback.steps.count == 0) {
        /* The journal cannot be written to any more. Its first line is on disk, so recovery would
         * roll back at the next start; rolling back now needs no mark. */
        (void)nl_rollback_steps(&work, &result->journal, &result->rollback);
    }
    result->outcome = result->rollback.complete ? NL_APPLY_ROLLED_BACK : NL_APPLY_INCOMPLETE;
}

/* The last thing before the machine changes: the journal, and that it can be added to, is read back.
 * One that is not what was written would be no way back; it is removed, for nothing was changed. */
static enum nl_status begin(const struct nl_apply *apply, struct nl_journal *journal,
                            bool *out_removed, struct nl_error *err)
{
    enum nl_status status = mark(apply, journal, NL_MARK_BEGUN, 0, NULL, err);
    if (status != NL_OK)
        return status;
    status = nl_journal_read_back(apply->store, apply->arena, journal, err);
    *out_removed = status == NL_FAILED &&
                   apply->store->ops->remove(apply->store, journal->name, NULL) == NL_OK;
    return status;
}

enum nl_status nl_apply_run(const struct nl_apply *apply, struct nl_apply_result *out_result,
                            struct nl_error *err)
{
    struct nl_apply_result result = {.outcome = NL_APPLY_REFUSED};
    bool removed = false;
    result.risks = unaccepted(apply);
    *out_result = result;
    if (apply->plan->steps.count == 0) {
        out_result->outcome = NL_APPLY_NOTHING;
        out_result->risks = (struct nl_texts){0};
        return NL_OK;
    }
    if (result.risks.count > 0)
        return nl_fail(err, NL_REFUSED, NL_T("{1} risks are not accepted"),
                       nl_decimal(result.risks.count).text);
    enum nl_status status = check_fresh(apply, err);
    if (status == NL_OK)
        status = open_journal(apply, &result.journal, err);
    if (status != NL_OK)
        return status;

    (void)tell(apply, NL_APPLY_JOURNALED, SIZE_MAX); /* nothing is changed yet; steps ask again */
    if (apply->arm)
        status = apply->arm(apply->context, &result.journal, err);
    if (status == NL_OK)
        status = begin(apply, &result.journal, &removed, err);
    if (removed)
        return status;
    if (status == NL_OK)
        status = write_steps(apply, &result, err);
    if (status == NL_OK)
        status = apply->host->ops->sync(apply->host, err);
    if (status == NL_OK) {
        (void)tell(apply, NL_APPLY_SYNCED, SIZE_MAX);
        status = read_back(apply, &result, err);
    }
    if (status == NL_OK)
        status = mark(apply, &result.journal, NL_MARK_VERIFIED, 0, NULL, err);
    if (status == NL_OK) {
        result.outcome = NL_APPLIED;
        result.restart_required = result.effect == NL_EFFECT_RESTART;
        (void)tell(apply, NL_APPLY_CLOSED, SIZE_MAX);
    } else {
        roll_back(apply, &result, err);
    }
    *out_result = result;
    return status;
}

/* Whether a journal is to be rolled back by whoever comes next; why, or NULL. */
static const char *to_recover(const struct nl_journal *journal, const struct nl_moment *unwatched)
{
    struct nl_guard_view view;
    if (journal->state == NL_JOURNAL_OPEN)
        return "recovery of an interrupted change";
    if (!unwatched || journal->state != NL_JOURNAL_UNCONFIRMED)
        return NULL;
    nl_guard_look(journal, unwatched, &view);
    return view.phase == NL_GUARD_EXPIRED ? "not confirmed in time, and no guard ran" : NULL;
}

enum nl_status nl_recover(const struct nl_rollback_work *work, const struct nl_moment *unwatched,
                          struct nl_recovery *out_recovery, struct nl_error *err)
{
    struct nl_recovery recovery = {.complete = true};
    struct nl_rollback_work one = *work;
    one.force = false;
    enum nl_status status = nl_journal_list(work->store, work->arena, &recovery.journals_now, err);
    *out_recovery = recovery;
    if (status != NL_OK)
        return status;
    one.journals = &recovery.journals_now;
    for (size_t i = 0; i < recovery.journals_now.count; i++) {
        struct nl_journal *journal = &recovery.journals_now.items[i];
        one.note = to_recover(journal, unwatched);
        if (!one.note)
            continue;
        struct nl_recovered *recovered = NL_PUSH(work->arena, &recovery.journals);
        recovered->expired = journal->state == NL_JOURNAL_UNCONFIRMED;
        status = nl_rollback_journal(&one, journal, &recovered->rollback, err);
        recovered->journal = *journal;
        recovery.complete = recovery.complete && status == NL_OK && recovered->rollback.complete;
        *out_recovery = recovery;
        if (status != NL_OK)
            return nl_context(err, NL_T("cannot finish the interrupted change {1}"), journal->id);
    }
    *out_recovery = recovery;
    return NL_OK;
}

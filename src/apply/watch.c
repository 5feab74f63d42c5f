/* watch.c - what the guard does in one round. */
#include "watch.h"

#include "model/duration.h"
#include "trail.h"

enum {
    WAIT_MS = 15000,     /* between rounds where nothing is near */
    BUSY_WAIT_MS = 1000, /* somebody holds the lock */
    PATIENCE_MS = 60000, /* with who holds it, once something is overdue */
    AGAIN_MS = 60000,    /* before rolling back again what could not be rolled back completely */
    MOST_TRIES = 10,     /* of that, in one start of the machine */
    MOST_DOUBTS = 20,    /* rounds of staying for a journal that is damaged */
    FIRST_UNREAD = 4,    /* rounds before a journal that cannot be read now is told */
    TELL_EVERY = 40      /* rounds between two events about the same trouble */
};

/* One round at work. */
struct round {
    struct nl_watch *watch;
    struct nl_arena *arena;
    struct nl_trail trail;
    struct nl_moment moment;
    bool pending;                    /* something is to be watched further */
    bool doubtful;                   /* a journal that may be armed is damaged */
    const struct nl_journal *unread; /* one that cannot be read now, or NULL */
    bool failed;                     /* something went wrong that the next round may do better */
    uint32_t wait_ms;
};

static void trouble(struct round *round, const struct nl_error *err)
{
    round->failed = true;
    if (round->watch->troubles % TELL_EVERY == 0)
        nl_trail_trouble(&round->trail, nl_error_text(round->arena, err, NULL));
}

static void wait_at_most(struct round *round, uint64_t wait_ms)
{
    if (wait_ms < round->wait_ms)
        round->wait_ms = (uint32_t)wait_ms;
}

static bool write_mark(struct round *round, struct nl_journal *journal, struct nl_mark mark,
                       const char *note)
{
    struct nl_error err = {0};
    mark.note = note;
    if (nl_journal_mark(round->watch->store, round->arena, journal, &mark, &err) == NL_OK)
        return true;
    (void)nl_context(&err, NL_T("journal {1}"), journal->id);
    trouble(round, &err);
    return false;
}

static bool one_failed(const struct nl_rollback *rollback)
{
    for (size_t i = 0; i < rollback->steps.count; i++) {
        if (rollback->steps.items[i].kind == NL_ROLLBACK_FAILED)
            return true;
    }
    return false;
}

/* What to do about a journal that could not be rolled back completely. A setting that could not be
 * written may be writable later: after the restart that brings RpcSs back, say. One that somebody
 * else changed is his, and waiting does not alter that. */
static void after_incomplete(struct round *round, struct nl_journal *journal,
                             const struct nl_rollback *rollback)
{
    if (one_failed(rollback)) {
        round->pending = true;
        round->watch->tries++;
        round->watch->next_try_ms = round->moment.uptime_ms + AGAIN_MS;
        return;
    }
    struct nl_mark mark = nl_guard_mark(NL_MARK_DISARMED, 0, &round->moment);
    if (!write_mark(round, journal, mark, "somebody changed the rest since"))
        round->pending = true;
}

static void take_back(struct round *round, struct nl_journal *journal, enum nl_guard_phase phase)
{
    struct nl_watch *watch = round->watch;
    struct nl_error err = {0};
    struct nl_host *host = NULL;
    struct nl_rollback rollback = {0};
    struct nl_rollback_work work = {
        .store = watch->store,
        .clock = watch->clock,
        .arena = round->arena,
        .boot = round->moment.boot,
        .note = phase == NL_GUARD_EXPIRED       ? "not confirmed in time"
                : phase == NL_GUARD_INTERRUPTED ? "recovery of an interrupted change"
                                                : "another try",
    };
    enum nl_status status = watch->open_host(watch->context, round->arena, &host, &err);
    if (status == NL_OK) {
        work.host = host;
        status = nl_rollback_journal(&work, journal, &rollback, &err);
        /* A full disk must not lock anybody out: the before-values are known, and the mark follows
         * in a later round. */
        if (status != NL_OK && rollback.steps.count == 0)
            (void)nl_rollback_steps(&work, journal, &rollback);
        host->ops->close(host);
    }
    if (status != NL_OK) {
        (void)nl_context(&err, NL_T("journal {1}"), journal->id);
        trouble(round, &err);
        round->pending = true;
        return;
    }
    nl_trail_rolled_back(&round->trail,
                         phase == NL_GUARD_INTERRUPTED ? NL_EVENT_GUARD_RECOVERED
                                                       : NL_EVENT_GUARD_FIRED,
                         NL_EVENT_GUARD_INCOMPLETE, journal, &rollback);
    if (!rollback.complete)
        after_incomplete(round, journal, &rollback);
}

static void begin_again(struct round *round, struct nl_journal *journal, uint64_t left_ms)
{
    struct nl_mark mark = nl_guard_mark(NL_MARK_ARMED, left_ms, &round->moment);
    round->pending = true;
    if (write_mark(round, journal, mark, "the machine was restarted"))
        nl_trail_journal(&round->trail, NL_EVENT_COUNTING_AGAIN, journal->id,
                         nl_duration_text(round->arena, left_ms / 1000));
    wait_at_most(round, left_ms);
}

/* The restart did not come within a day of the first confirmation. */
static void keep(struct round *round, struct nl_journal *journal)
{
    struct nl_mark mark = nl_guard_mark(NL_MARK_CONFIRMED, 0, &round->moment);
    if (write_mark(round, journal, mark, "no restart within a day of the first confirmation"))
        nl_trail_journal(&round->trail, NL_EVENT_CONFIRMED, journal->id, NULL);
    else
        round->pending = true;
}

static void look_at(struct round *round, struct nl_journal *journal, bool leaving)
{
    struct nl_guard_view view;
    nl_guard_look(journal, &round->moment, &view);
    if (view.phase == NL_GUARD_DAMAGED && !journal->foreign)
        round->doubtful = true;
    if (view.phase == NL_GUARD_UNREADABLE)
        round->unread = journal;
    if (!nl_guard_watches(view.phase))
        return;
    if (leaving) {
        round->pending = true;
        if (view.phase == NL_GUARD_COUNTING)
            (void)write_mark(round, journal,
                             nl_guard_mark(NL_MARK_TICK, view.left_ms, &round->moment), NULL);
        return;
    }
    switch (view.phase) {
    case NL_GUARD_COUNTING:
        round->pending = true;
        if (view.tick_due)
            (void)write_mark(round, journal,
                             nl_guard_mark(NL_MARK_TICK, view.left_ms, &round->moment), NULL);
        wait_at_most(round, view.left_ms);
        break;
    case NL_GUARD_WAITING:
        round->pending = true;
        break;
    case NL_GUARD_KEPT:
        keep(round, journal);
        break;
    case NL_GUARD_RESTARTED:
        begin_again(round, journal, view.left_ms);
        break;
    case NL_GUARD_EXPIRED:
    case NL_GUARD_INTERRUPTED:
        take_back(round, journal, view.phase);
        break;
    case NL_GUARD_AGAIN:
        if (round->watch->tries < MOST_TRIES &&
            round->moment.uptime_ms >= round->watch->next_try_ms)
            take_back(round, journal, view.phase);
        else
            round->pending = true;
        break;
    case NL_GUARD_NONE:
    case NL_GUARD_DAMAGED:
    case NL_GUARD_UNREADABLE:
    case NL_GUARD_PHASE_COUNT:
        break;
    }
}

/* A journal that another program holds, or that the disk does not give, may be armed. Whatever that
 * lasts, the guard stays; that it is so is told after some rounds and then now and then. */
static void stay_for_unread(struct round *round)
{
    struct nl_watch *watch = round->watch;
    if (watch->unread++ % TELL_EVERY != FIRST_UNREAD)
        return;
    struct nl_error err = *round->unread->damage;
    (void)nl_context(&err, NL_T("journal {1}"), round->unread->id);
    nl_trail_trouble(&round->trail, nl_error_text(round->arena, &err, NULL));
}

/* Journals that may be armed and cannot be read: told once the patience is over. */
static void tell_damaged(struct round *round, const struct nl_journals *journals)
{
    for (size_t i = 0; i < journals->count; i++) {
        const struct nl_journal *journal = &journals->items[i];
        if (journal->state != NL_JOURNAL_DAMAGED || journal->foreign)
            continue;
        nl_trail_journal(&round->trail, NL_EVENT_JOURNAL_DAMAGED, journal->id,
                         nl_error_text(round->arena, journal->damage, NULL));
    }
}

static enum nl_watch_next go_away(struct round *round)
{
    struct nl_error err = {0};
    if (round->watch->remove(round->watch->context, &err) == NL_OK)
        return NL_WATCH_END;
    trouble(round, &err);
    return NL_WATCH_WAIT;
}

/* Under the lock. */
static enum nl_watch_next look_at_all(struct round *round, bool leaving)
{
    struct nl_watch *watch = round->watch;
    struct nl_error err = {0};
    struct nl_journals journals = {0};
    if (nl_journal_list(watch->store, round->arena, &journals, &err) != NL_OK) {
        trouble(round, &err);
        return NL_WATCH_WAIT;
    }
    for (size_t i = 0; i < journals.count; i++)
        look_at(round, &journals.items[i], leaving);
    if (leaving)
        return NL_WATCH_WAIT;
    watch->doubts = round->doubtful && !round->pending ? watch->doubts + 1 : 0;
    if (round->unread) {
        stay_for_unread(round);
        return NL_WATCH_WAIT;
    }
    watch->unread = 0;
    if (round->pending)
        return watch->tries >= MOST_TRIES ? NL_WATCH_REST : NL_WATCH_WAIT;
    if (round->doubtful && watch->doubts < MOST_DOUBTS)
        return NL_WATCH_WAIT;
    if (round->doubtful)
        tell_damaged(round, &journals);
    return go_away(round);
}

/* Without the lock: looks only. */
static bool something_is_overdue(struct round *round)
{
    struct nl_error err = {0};
    struct nl_journals journals = {0};
    bool overdue = false;
    if (nl_journal_list(round->watch->store, round->arena, &journals, &err) != NL_OK)
        trouble(round, &err);
    for (size_t i = 0; i < journals.count; i++) {
        struct nl_guard_view view;
        nl_guard_look(&journals.items[i], &round->moment, &view);
        overdue = overdue || nl_guard_is_overdue(&view);
    }
    return overdue;
}

static void evict(struct round *round)
{
    struct nl_store *store = round->watch->store;
    struct nl_number pid = nl_decimal(store->ops->holder(store));
    struct nl_error err = {0};
    if (store->ops->evict(store, &err) == NL_OK) {
        (void)nl_fail(&err, NL_BUSY,
                      NL_T("process {1} still held the journal after the time to confirm "
                           "was over, and was ended"),
                      pid.text);
        nl_trail_trouble(&round->trail, nl_error_text(round->arena, &err, NULL));
        round->wait_ms = 0;
        return;
    }
    (void)nl_context(&err, NL_T("process {1} holds the journal"), pid.text);
    trouble(round, &err);
}

/* Somebody else holds the lock. */
static void wait_for_the_holder(struct round *round)
{
    struct nl_watch *watch = round->watch;
    uint64_t now_ms = round->moment.uptime_ms;
    bool was_held_up = watch->held_up && now_ms >= watch->held_up_ms;
    round->wait_ms = BUSY_WAIT_MS;
    watch->held_up = something_is_overdue(round);
    if (!was_held_up)
        watch->held_up_ms = now_ms;
    else if (watch->held_up && now_ms - watch->held_up_ms >= PATIENCE_MS)
        evict(round);
}

enum nl_watch_next nl_watch_round(struct nl_watch *watch, struct nl_arena *arena, bool leaving,
                                  uint32_t *out_wait_ms)
{
    struct nl_error err = {0};
    struct round round = {
        .watch = watch,
        .arena = arena,
        .trail = {.events = watch->events, .arena = arena},
        .moment = nl_moment_now(watch->clock, watch->boot(watch->context, arena)),
        .wait_ms = WAIT_MS,
    };
    enum nl_watch_next next = NL_WATCH_WAIT;
    enum nl_status status = watch->store->ops->lock(watch->store, &err);
    watch->held_up = watch->held_up && status == NL_BUSY;
    if (status == NL_OK) {
        next = look_at_all(&round, leaving);
        watch->store->ops->unlock(watch->store);
    } else if (status == NL_BUSY) {
        if (!leaving)
            wait_for_the_holder(&round);
    } else if (status == NL_NOT_FOUND && !leaving) {
        next = go_away(&round); /* no folder, no journals */
    } else {
        trouble(&round, &err);
    }
    watch->troubles = round.failed ? watch->troubles + 1 : 0;
    *out_wait_ms = round.wait_ms;
    return next;
}

/* guard.c - how much time is left to confirm a journal. */
#include "guard.h"

const char *const nl_guard_phase_words[] = {
    "none",  "counting", "waiting-for-restart", "kept", "restarted", "expired", "interrupted",
    "again", "damaged",  "unreadable",          NULL};

/* What the marks say, in their order. */
struct reading {
    bool armed;
    bool once;                   /* confirmed once, and the countdown has not begun again */
    const struct nl_mark *first; /* the first ARMED */
    const struct nl_mark *base;  /* the last that says how much was left */
    const struct nl_mark *last;  /* the last with an uptime */
    bool fell;                   /* the uptime fell from one mark to a later one */
};

static void read_marks(const struct nl_journal *journal, struct reading *out_reading)
{
    struct reading reading = {0};
    for (size_t i = 0; i < journal->marks.count; i++) {
        const struct nl_mark *mark = &journal->marks.items[i];
        bool timed = false;
        switch (mark->kind) {
        case NL_MARK_ARMED:
            reading.armed = true;
            reading.once = false;
            timed = true;
            if (!reading.first)
                reading.first = mark;
            reading.base = mark;
            break;
        case NL_MARK_TICK:
        case NL_MARK_EXTENDED:
            timed = reading.armed;
            if (timed)
                reading.base = mark;
            break;
        case NL_MARK_CONFIRMED_ONCE:
            timed = reading.armed;
            reading.once = reading.armed;
            break;
        case NL_MARK_CONFIRMED:
        case NL_MARK_ROLLED_BACK:
        case NL_MARK_DISARMED:
        case NL_MARK_ABANDONED:
            reading = (struct reading){0};
            break;
        case NL_MARK_WRITTEN:
        case NL_MARK_VERIFIED:
        case NL_MARK_FAILED:
        case NL_MARK_ROLLING_BACK:
        case NL_MARK_INCOMPLETE:
        case NL_MARK_BEGUN:
            break;
        }
        if (timed) {
            reading.fell =
                reading.fell || (reading.last && mark->uptime_ms < reading.last->uptime_ms);
            reading.last = mark;
        }
    }
    *out_reading = reading;
}

/* Whether the machine has started anew since mark. The uptime alone misses a new start that has
 * run longer than the old one had, so the name of the start decides where both are known. */
static bool started_since(const struct nl_mark *mark, const struct nl_moment *moment)
{
    return moment->uptime_ms < mark->uptime_ms ||
           (mark->boot && moment->boot && !nl_equal(mark->boot, moment->boot));
}

static uint64_t time_left(const struct nl_mark *base, const struct nl_moment *moment)
{
    const uint64_t most = NL_CONFIRM_MOST_S * 1000;
    uint64_t left = base->left_ms < most ? base->left_ms : most;
    uint64_t gone = moment->uptime_ms < base->uptime_ms ? moment->uptime_ms
                                                        : moment->uptime_ms - base->uptime_ms;
    return gone < left ? left - gone : 0;
}

static uint64_t full_time(const struct nl_journal *journal)
{
    uint64_t seconds = journal->confirm_within_s;
    if (seconds < NL_CONFIRM_LEAST_S)
        seconds = NL_CONFIRM_LEAST_S;
    return (seconds < NL_CONFIRM_MOST_S ? seconds : NL_CONFIRM_MOST_S) * 1000;
}

/* An applied journal that is armed. */
static void look_at_countdown(const struct nl_journal *journal, const struct reading *reading,
                              const struct nl_moment *moment, struct nl_guard_view *view)
{
    if (reading->once) {
        /* last is the CONFIRMED_ONCE: nothing timed can follow it but what ends it. */
        bool restarted = started_since(reading->last, moment);
        bool waited =
            !restarted && moment->uptime_ms - reading->last->uptime_ms >= NL_CONFIRM_ONCE_MOST_MS;
        view->phase = restarted ? NL_GUARD_RESTARTED : waited ? NL_GUARD_KEPT : NL_GUARD_WAITING;
        view->left_ms = full_time(journal);
        return;
    }
    view->left_ms = time_left(reading->base, moment);
    view->phase = view->left_ms > 0 ? NL_GUARD_COUNTING : NL_GUARD_EXPIRED;
    view->tick_due = started_since(reading->base, moment) ||
                     moment->uptime_ms - reading->base->uptime_ms >= NL_GUARD_TICK_MS;
}

void nl_guard_look(const struct nl_journal *journal, const struct nl_moment *moment,
                   struct nl_guard_view *out_view)
{
    struct nl_guard_view view = {.phase = NL_GUARD_NONE};
    struct reading reading;
    read_marks(journal, &reading);
    if (reading.armed)
        view.restarted = reading.fell || started_since(reading.first, moment);
    switch (journal->state) {
    case NL_JOURNAL_UNCONFIRMED:
        if (reading.armed)
            look_at_countdown(journal, &reading, moment, &view);
        break;
    case NL_JOURNAL_OPEN:
        if (reading.armed) {
            view.phase = NL_GUARD_INTERRUPTED;
            view.left_ms = time_left(reading.base, moment);
        }
        break;
    case NL_JOURNAL_INCOMPLETE:
        if (reading.armed)
            view.phase = NL_GUARD_AGAIN;
        break;
    case NL_JOURNAL_DAMAGED:
        if (reading.armed || !journal->plan)
            view.phase = NL_GUARD_DAMAGED;
        break;
    case NL_JOURNAL_UNREADABLE:
        view.phase = NL_GUARD_UNREADABLE;
        break;
    case NL_JOURNAL_APPLIED:
    case NL_JOURNAL_ROLLED_BACK:
    case NL_JOURNAL_ABANDONED:
    case NL_JOURNAL_STATE_COUNT:
        break;
    }
    *out_view = view;
}

bool nl_guard_watches(enum nl_guard_phase phase)
{
    return phase != NL_GUARD_NONE && phase != NL_GUARD_DAMAGED && phase != NL_GUARD_UNREADABLE;
}

bool nl_guard_is_overdue(const struct nl_guard_view *view)
{
    return view->phase == NL_GUARD_EXPIRED || view->phase == NL_GUARD_AGAIN ||
           (view->phase == NL_GUARD_INTERRUPTED && view->left_ms == 0);
}

struct nl_moment nl_moment_now(struct nl_clock *clock, const char *boot)
{
    return (struct nl_moment){
        .now_s = clock->now_s(clock), .uptime_ms = clock->uptime_ms(clock), .boot = boot};
}

struct nl_mark nl_guard_mark(enum nl_mark_kind kind, uint64_t left_ms,
                             const struct nl_moment *moment)
{
    return (struct nl_mark){
        .kind = kind,
        .at_s = moment->now_s,
        .deadline_s = left_ms ? moment->now_s + (left_ms + 999) / 1000 : 0,
        .left_ms = left_ms,
        .uptime_ms = moment->uptime_ms,
        .boot = moment->boot,
    };
}

enum nl_mark_kind nl_guard_confirmation(const struct nl_journal *journal,
                                        const struct nl_guard_view *view)
{
    bool after =
        view->restarted || view->phase == NL_GUARD_RESTARTED || view->phase == NL_GUARD_KEPT;
    return journal->restart_required && !after ? NL_MARK_CONFIRMED_ONCE : NL_MARK_CONFIRMED;
}

struct nl_journal *nl_guard_pick(const struct nl_journals *journals, const struct nl_moment *moment)
{
    for (size_t i = 0; i < journals->count; i++) {
        struct nl_guard_view view;
        nl_guard_look(&journals->items[i], moment, &view);
        if (nl_guard_watches(view.phase))
            return &journals->items[i];
    }
    return NULL;
}

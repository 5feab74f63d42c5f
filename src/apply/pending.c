/* pending.c - changes of netlatch's own that are written and not in force yet. */
#include "pending.h"

static const struct nl_mark *last_mark(const struct nl_journal *journal, enum nl_mark_kind kind)
{
    for (size_t i = journal->marks.count; i-- > 0;) {
        if (journal->marks.items[i].kind == kind)
            return &journal->marks.items[i];
    }
    return NULL;
}

/* Whether the machine was restarted since that mark. */
static bool restarted_since(const struct nl_mark *mark, const struct nl_moment *moment, bool live)
{
    if (!live)
        return false;
    if (mark->boot) /* the name is made by whoever applies, and goes with the start */
        return !moment->boot || !nl_equal(mark->boot, moment->boot);
    return mark->at_s + moment->uptime_ms / 1000 < moment->now_s;
}

static bool same_start(const struct nl_mark *mark, const struct nl_mark *other)
{
    return (!mark->boot && !other->boot) ||
           (mark->boot && other->boot && nl_equal(mark->boot, other->boot));
}

/* Whether what a step wrote is or may be in the machine. */
static bool stands(const struct nl_journal *journal, size_t step)
{
    return journal->state == NL_JOURNAL_INCOMPLETE ? nl_journal_step_left(journal, step)
                                                   : nl_journal_stands(journal);
}

/* The mark since which a step of a journal waits; NULL where it waits for nothing. */
static const struct nl_mark *waits_since(const struct nl_journal *journal, size_t step,
                                         const struct nl_moment *moment, bool live)
{
    const struct nl_mark *applied = last_mark(journal, NL_MARK_VERIFIED);
    const struct nl_mark *back =
        journal->state == NL_JOURNAL_ROLLED_BACK  ? last_mark(journal, NL_MARK_ROLLED_BACK)
        : journal->state == NL_JOURNAL_INCOMPLETE ? last_mark(journal, NL_MARK_INCOMPLETE)
                                                  : NULL;
    const struct nl_mark *since = NULL;
    if (stands(journal, step))
        since = applied;
    else if (applied && back && (!same_start(applied, back) || (live && !applied->boot)))
        since = back; /* what was rolled back had been in force */
    return since && !restarted_since(since, moment, live) ? since : NULL;
}

static bool acted_at_once(const struct nl_journal *journal, size_t step)
{
    for (size_t i = 0; i < journal->marks.count; i++) {
        const struct nl_mark *mark = &journal->marks.items[i];
        if (mark->kind == NL_MARK_WRITTEN && mark->step == step && mark->in_force)
            return true;
    }
    return false;
}

static bool is_listed(const struct nl_machine *machine, const struct nl_address *address)
{
    for (size_t i = 0; i < machine->pending.count; i++) {
        if (nl_address_same(&machine->pending.items[i].address, address))
            return true;
    }
    return false;
}

void nl_pending_fill(struct nl_arena *arena, const struct nl_journals *journals,
                     const struct nl_moment *moment, bool live, struct nl_machine *machine)
{
    for (size_t i = 0; i < journals->count; i++) {
        const struct nl_journal *journal = &journals->items[i];
        for (size_t s = 0; s < journal->steps.count; s++) {
            const struct nl_journal_step *step = &journal->steps.items[s];
            const struct nl_mark *since = waits_since(journal, s, moment, live);
            if (!since || step->effect == NL_EFFECT_NOW || acted_at_once(journal, s) ||
                is_listed(machine, &step->address))
                continue;
            *NL_PUSH(arena, &machine->pending) =
                (struct nl_pending){.address = step->address,
                                    .effect = step->effect,
                                    .since = nl_time_text(arena, since->at_s)};
        }
    }
}

void nl_pending_unconfirmed(struct nl_arena *arena, const struct nl_journals *journals,
                            const struct nl_moment *moment, struct nl_machine *machine)
{
    static const struct {
        enum nl_guard_phase guard;
        enum nl_unconfirmed_phase phase;
        bool runs;
    } phases[] = {{NL_GUARD_COUNTING, NL_UNCONFIRMED_COUNTING, true},
                  {NL_GUARD_WAITING, NL_UNCONFIRMED_WAITING, false},
                  {NL_GUARD_RESTARTED, NL_UNCONFIRMED_RESTARTED, true},
                  {NL_GUARD_EXPIRED, NL_UNCONFIRMED_EXPIRED, false}};
    struct nl_guard_view view;
    const struct nl_journal *journal = nl_guard_pick(journals, moment);
    machine->unconfirmed.count = 0;
    if (!journal || journal->state != NL_JOURNAL_UNCONFIRMED)
        return;
    nl_guard_look(journal, moment, &view);
    for (size_t i = 0; i < NL_COUNT_OF(phases); i++) {
        if (phases[i].guard != view.phase)
            continue;
        *NL_PUSH(arena, &machine->unconfirmed) = (struct nl_unconfirmed){
            .change = journal->id,
            .phase = phases[i].phase,
            .until = phases[i].runs
                         ? nl_time_text(arena, moment->now_s + (view.left_ms + 999) / 1000)
                         : NULL};
    }
}

enum nl_force nl_pending_force(const struct nl_journal *journal, size_t step,
                               const struct nl_moment *moment, bool live)
{
    const struct nl_mark *applied = last_mark(journal, NL_MARK_VERIFIED);
    if (!applied || !stands(journal, step))
        return NL_FORCE_NONE;
    if (journal->steps.items[step].effect == NL_EFFECT_NOW || acted_at_once(journal, step))
        return NL_FORCE_AT_ONCE;
    return restarted_since(applied, moment, live) ? NL_FORCE_SINCE_RESTART : NL_FORCE_WAITS;
}

enum nl_effect nl_pending_of(struct nl_arena *arena, const struct nl_journal *journal,
                             const struct nl_moment *moment, bool live, const char **out_since)
{
    const struct nl_mark *latest_since = NULL;
    enum nl_effect latest = NL_EFFECT_NOW;
    for (size_t s = 0; s < journal->steps.count; s++) {
        const struct nl_mark *since = waits_since(journal, s, moment, live);
        enum nl_effect effect = journal->steps.items[s].effect;
        if (since && effect > latest && !acted_at_once(journal, s)) {
            latest = effect;
            latest_since = since;
        }
    }
    *out_since = latest_since ? nl_time_text(arena, latest_since->at_s) : NULL;
    return latest;
}

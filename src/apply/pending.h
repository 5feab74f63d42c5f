/* pending.h - changes of netlatch's own that are written and not in force yet. Pure. */
#ifndef NL_APPLY_PENDING_H
#define NL_APPLY_PENDING_H

#include "guard.h"
#include "model/machine.h"

/* Adds to machine->pending what the journals of its store say, newest first; what a recording says of
 * the machine already stays. Listed are: what standing journals wrote
 * that acts only after a restart (of Windows, an adapter, a service, or at the next sign-in), and what
 * a rollback restored after such a restart, as long as the machine has not been restarted since.
 *
 * live: the machine is the one netlatch runs on, and moment is its. A recorded or offline machine is
 * never restarted: there a change stays pending for as long as its journal stands. A restart is known
 * by the name of the start that the journal holds; a journal without one (of a machine without a name
 * for its starts, or of an older netlatch) goes by the clock and the uptime. That an adapter or a
 * service alone was restarted cannot be seen in a journal: such a change stays in the list, and whoever
 * sees it in force may say so. */
void nl_pending_fill(struct nl_arena *arena, const struct nl_journals *journals,
                     const struct nl_moment *moment, bool live, struct nl_machine *machine);

/* Fills machine->unconfirmed with the change that waits to be confirmed on the machine netlatch runs on.
 * One that counts as confirmed, or that the guard is rolling back, does not wait. Whether somebody
 * watches is left UNKNOWN. */
void nl_pending_unconfirmed(struct nl_arena *arena, const struct nl_journals *journals,
                            const struct nl_moment *moment, struct nl_machine *machine);

/* Since when what a step wrote acts. */
enum nl_force {
    NL_FORCE_NONE = 0,      /* it was not written, or does not stand any more */
    NL_FORCE_AT_ONCE,       /* since it was written */
    NL_FORCE_SINCE_RESTART, /* since a restart of Windows that has been */
    NL_FORCE_WAITS          /* not yet, or not known to: it waits for the step's effect */
};
enum nl_force nl_pending_force(const struct nl_journal *journal, size_t step,
                               const struct nl_moment *moment, bool live);

/* What of one journal waits: the latest of the effects of its steps that are not in force yet, and
 * since when (time text). NL_EFFECT_NOW: nothing of it. */
enum nl_effect nl_pending_of(struct nl_arena *arena, const struct nl_journal *journal,
                             const struct nl_moment *moment, bool live, const char **out_since);

#endif

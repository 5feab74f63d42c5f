/* journal.h - the durable record that makes a rollback possible.
 *
 * A journal is a file of JSON lines. The first line holds everything that a rollback needs (per step
 * the address, the exact before-value, the wanted value) and is on disk, whole, before the machine
 * changes. Every later line is a mark: what happened. Each line carries a CRC of itself. A line that
 * was written in part (a power cut, a full disk) is ignored; a line that was altered makes the file
 * damaged, which is told and never guessed around.
 *
 * The life of a journal:
 *
 *     nl_journal_create          OPEN. The caller holds the store's lock, here and for every mark.
 *     mark ARMED                 with --confirm-within only
 *     mark BEGUN                 written and read back before the machine changes
 *     mark WRITTEN, per step
 *     mark VERIFIED              APPLIED, or UNCONFIRMED until the mark CONFIRMED
 *     mark ROLLING_BACK          OPEN again: whoever finds it so finishes the rollback
 *     mark ROLLED_BACK           or INCOMPLETE, which stays until ROLLED_BACK or ABANDONED
 *     nl_journal_prune           removes old ROLLED_BACK ones, and no others
 *
 * A struct nl_journal and all it points to live in the arena that nl_journal_list or
 * nl_journal_parse was given. It is a copy of the file: nl_journal_mark keeps both the same; two
 * copies of one journal in one program must not both be marked. */
#ifndef NL_APPLY_JOURNAL_H
#define NL_APPLY_JOURNAL_H

#include "host/clock.h"
#include "host/store.h"
#include "journal_parse.h"

/* Whether something of it is or may be in the machine that a rollback would take out: APPLIED,
 * UNCONFIRMED, INCOMPLETE. */
bool nl_journal_stands(const struct nl_journal *journal);

/* Whether the last rollback of an INCOMPLETE journal left that step as it was, or may have: an older
 * netlatch did not write which. */
bool nl_journal_step_left(const struct nl_journal *journal, size_t step);

struct nl_journals {
    struct nl_journal *items;
    size_t count;
    size_t capacity;
};

/* The first line, with its newline. */
const char *nl_journal_header(struct nl_arena *arena, const struct nl_journal *journal,
                              size_t *out_length);

/* Makes the file on disk. journal's name, id and sequence are chosen here (one above the newest
 * there is); everything else must be filled in. NL_REFUSED where it would be so large that it could
 * not be read again once its marks are added. */
NL_MUST_CHECK enum nl_status nl_journal_create(struct nl_store *store, struct nl_arena *arena,
                                               struct nl_journal *journal, struct nl_error *err);

/* Reads the file again and compares it with journal: NL_FAILED where what the disk gives back is not
 * what was written. Called before the machine changes, as long as that still helps. */
NL_MUST_CHECK enum nl_status nl_journal_read_back(struct nl_store *store, struct nl_arena *arena,
                                                  const struct nl_journal *journal,
                                                  struct nl_error *err);

/* Appends a mark, durable, and updates journal's state. A TICK is left out, with NL_OK, where the
 * file has grown so far that room is kept for marks that matter more. */
NL_MUST_CHECK enum nl_status nl_journal_mark(struct nl_store *store, struct nl_arena *arena,
                                             struct nl_journal *journal, const struct nl_mark *mark,
                                             struct nl_error *err);

/* All journals, newest first. A file that cannot be read now is in the list as UNREADABLE; one that
 * was removed since the folder was listed is not in it. */
NL_MUST_CHECK enum nl_status nl_journal_list(struct nl_store *store, struct nl_arena *arena,
                                             struct nl_journals *out_journals,
                                             struct nl_error *err);

/* The journal that a person names by id or sequence number; id NULL: the newest that stands. NULL:
 * there is none such. */
struct nl_journal *nl_journal_pick(struct nl_journals *journals, const char *id);

/* Removes the oldest ROLLED_BACK journals beyond the newest keep of those. Every other one stays:
 * it holds the only before-values of something that still stands, or a person has to look at it. */
NL_MUST_CHECK enum nl_status nl_journal_prune(struct nl_store *store, struct nl_arena *arena,
                                              size_t keep, struct nl_error *err);

/* What a person reads for a state: a marked wording. */
const char *nl_journal_state_text(enum nl_journal_state state);

#endif

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

#include "base/time_text.h"
#include "host/clock.h"
#include "host/store.h"
#include "model/address.h"
#include "model/setting.h"
#include "model/value.h"

enum nl_journal_state {
    NL_JOURNAL_OPEN = 0,    /* begun and not ended: recovery has to finish it */
    NL_JOURNAL_UNCONFIRMED, /* applied and verified, waiting for netlatch confirm */
    NL_JOURNAL_APPLIED,     /* applied, verified, for good: it can be rolled back */
    NL_JOURNAL_ROLLED_BACK, /* rolled back, verified */
    NL_JOURNAL_INCOMPLETE,  /* the rollback left something: a person is needed */
    NL_JOURNAL_DAMAGED,     /* it was read and is not whole, or it is no journal of netlatch's */
    NL_JOURNAL_UNREADABLE,  /* it cannot be read now: in use, denied, I/O error. Says nothing about
                             * what is in it; may be readable in a moment */
    NL_JOURNAL_ABANDONED,   /* was INCOMPLETE, and a person gave the rest up */
    NL_JOURNAL_STATE_COUNT
};
extern const char *const nl_journal_state_words[];

enum nl_mark_kind {
    NL_MARK_WRITTEN = 0,  /* step index was written */
    NL_MARK_VERIFIED,     /* every step was read back as wanted */
    NL_MARK_FAILED,       /* apply failed; note says why */
    NL_MARK_ROLLING_BACK, /* somebody began to roll back */
    NL_MARK_ROLLED_BACK,  /* every step is at its before-value again, read back */
    NL_MARK_INCOMPLETE,   /* rolled back but for what note says */
    NL_MARK_ARMED,        /* the guard watches; deadline_s */
    NL_MARK_EXTENDED,     /* the deadline was moved; deadline_s */
    NL_MARK_CONFIRMED,
    NL_MARK_TICK,           /* the guard counted: left_ms at uptime_ms; see guard.h */
    NL_MARK_CONFIRMED_ONCE, /* before the restart that it needs; to be confirmed again after it */
    NL_MARK_DISARMED,       /* the guard gave up: note says why */
    NL_MARK_BEGUN,          /* the journal was read back; from here on the machine changes */
    NL_MARK_ABANDONED       /* a person gave up what INCOMPLETE left: note says what remains */
};
extern const char *const nl_mark_words[];

struct nl_journal_step {
    const char *setting; /* instance id */
    struct nl_address address;
    struct nl_value before;
    struct nl_value wanted;
    enum nl_effect effect;
};

struct nl_mark {
    enum nl_mark_kind kind;
    uint64_t at_s;       /* when, by the system's clock */
    uint32_t step;       /* WRITTEN */
    uint64_t deadline_s; /* ARMED, EXTENDED, TICK: by the system's clock, for people */
    uint64_t left_ms;    /* ARMED, EXTENDED, TICK: how long from uptime_ms on */
    uint64_t uptime_ms;  /* these and CONFIRMED_ONCE: the system's uptime then */
    const char *boot;    /* these, VERIFIED and ROLLED_BACK: names the start of the machine; may be
                          * NULL */
    bool in_force;    /* WRITTEN: the host saw it act at once, whatever the setting usually needs */
    const char *note; /* English, or NULL */
    bool after_torn;  /* the line before it was cut off by a power cut and ended later */
};

struct nl_journal {
    const char *name;  /* file name */
    const char *id;    /* the name without its ending: 000007-20261122T143355Z */
    uint64_t sequence; /* 7; newer is larger, whatever the clock did */
    uint64_t created_s;
    const char *program; /* version of netlatch that wrote it */
    const char *user;    /* who, for people; may be NULL */
    const char *machine; /* computer's name; may be NULL */
    const char *profile;
    const char *plan;          /* plan id */
    uint64_t confirm_within_s; /* 0: no confirmation asked for */
    bool restart_required;
    struct nl_texts accepted; /* risks */
    NL_LIST(struct nl_journal_step) steps;
    NL_LIST(struct nl_mark) marks;
    enum nl_journal_state state;
    bool torn;    /* its last line was cut off; normal after a power cut */
    size_t size;  /* of the file, in bytes */
    bool foreign; /* its name is not one that netlatch gives: not read, and in nobody's way */
    const struct nl_error *damage; /* DAMAGED, UNREADABLE: where and what; else NULL */
};

/* Whether something of it is or may be in the machine that a rollback would take out: APPLIED,
 * UNCONFIRMED, INCOMPLETE. */
bool nl_journal_stands(const struct nl_journal *journal);

struct nl_journals {
    struct nl_journal *items;
    size_t count;
    size_t capacity;
};

/* Parses one journal file. Never fails: a file that cannot be read whole is DAMAGED and holds what
 * was readable in it. Steps whose address is not the one the catalogue gives for their setting make
 * it damaged too, so that a planted file cannot steer a write. */
void nl_journal_parse(struct nl_arena *arena, const char *name, const void *bytes, size_t size,
                      struct nl_journal *out_journal);

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

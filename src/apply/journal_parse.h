/* journal_parse.h - a journal as it stands in its file: its first line, its marks, and what
 * they make of it. */
#ifndef NL_APPLY_JOURNAL_PARSE_H
#define NL_APPLY_JOURNAL_PARSE_H

#include "base/json_shape.h"
#include "base/time_text.h"
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
    const char *
        boot; /* these, VERIFIED, ROLLED_BACK and INCOMPLETE: names the start of the machine; may be
                          * NULL */
    bool in_force;    /* WRITTEN: the host saw it act at once, whatever the setting usually needs */
    const char *note; /* English, or NULL */
    const char *left; /* INCOMPLETE: a character for each step, '1' where the rollback left it as it
                       * was, '0' elsewhere; NULL: not known, it may be any */
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

/* Parses one journal file. Never fails: a file that cannot be read whole is DAMAGED and holds what
 * was readable in it. Steps whose address is not the one the catalogue gives for their setting make
 * it damaged too, so that a planted file cannot steer a write. */
void nl_journal_parse(struct nl_arena *arena, const char *name, const void *bytes, size_t size,
                      struct nl_journal *out_journal);

#define NL_JOURNAL_SCHEMA "netlatch/journal/1"
#define NL_JOURNAL_ENDING ".journal"

extern const struct nl_shape nl_journal_shape; /* the first line's own members */
extern const struct nl_shape nl_mark_shape;

/* Whether a file name is one that nl_journal_create gives: 000007-20261122T143355Z.journal. */
bool nl_journal_name_is_ours(const char *name);

/* What a mark makes of a journal's state. */
void nl_journal_see(struct nl_journal *journal, const struct nl_mark *mark);

#endif

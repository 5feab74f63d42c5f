/* watch_stage.h - a machine, a disk and a clock on which the guard is watched at work: round by
 * round, with a change of two settings that was applied and waits to be confirmed. */
#ifndef NL_TEST_WATCH_STAGE_H
#define NL_TEST_WATCH_STAGE_H

#include "apply/apply.h"
#include "apply/watch.h"
#include "machine_builder.h"
#include "power_cut.h"

#define MINUTE UINT64_C(60000)
#define MOST_EVENTS 64

/* A clock that is moved by hand. */
struct hand_clock {
    struct nl_clock base;
    uint64_t now_s;
    uint64_t uptime_ms;
};

/* An event log that remembers. */
struct kept_events {
    struct nl_events base;
    enum nl_event_id ids[MOST_EVENTS];
    char texts[MOST_EVENTS][2048]; /* the inserts, parted by | */
    size_t count;
};

struct stage {
    struct machine_builder *m;
    struct world world;
    struct hand_clock clock;
    struct kept_events events;
    struct nl_profile profile;
    struct nl_plan plan;
    struct nl_watch watch;
    const char *boot;
    const char *first; /* the machine before anything */
    bool host_fails;
    bool installed;
    uint32_t wait_ms;
};

struct stage *stage_open(void);
void stage_close(struct stage *s);

/* Applies with ten minutes to confirm. */
void stage_apply(struct stage *s);

/* The journal as it stood after the first write of the apply. */
void stage_interrupt(struct stage *s);

/* One round of the guard. */
enum nl_watch_next stage_round(struct stage *s);

struct nl_journal stage_journal(struct stage *s);
void stage_mark(struct stage *s, enum nl_mark_kind kind, uint64_t left_ms);

/* Whether an event of this kind was reported with part in one of its texts. */
bool stage_told(const struct stage *s, enum nl_event_id id, const char *part);

/* Everything is as it was first, on disk too. */
void stage_check_as_before(struct stage *s);

#endif
